// What a header is known to give needs one of the headers that give it.
#include <stdio.h> //: stdio
#include <stdlib.h> //: stdlib
#include <string.h> //: string
#include <stdbool.h> //: bool
#include <stdint.h> //: stdint

int main(int argc, char **argv) {
    bool known = false; //: known <- bool
    uint8_t byte = 1; //: byte <- stdint | stdlib
    char *copy = malloc(10); //: copy <- stdlib | stdio string
    strcpy(copy, argv[0]); //: <- string copy stdlib | stdio
    size_t length = 3; //: length <- stdio+stdlib+string | stdio stdlib string
    fprintf(stderr, "%s", copy); //: <- stdio copy
    if (copy == NULL) { //: <- copy | stdio string
        return 1;
    }
    return 0; //: | stdio stdlib string bool stdint
}
