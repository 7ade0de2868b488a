// What no known header gives may come from any of the others.
#include <stdio.h> //: stdio
#include "one.h" //: one
#include <two.h> //: two

int main(void) {
    printf("%d", 1); //: <- stdio | one two
    mystery(); //: <- one two | stdio
    return 0;
}
