// A macro needs what its text mentions, and those who use it need the macro.
#include <stdio.h>
#include <stdlib.h>

#define SIZE 8
#define AREA(w, h) ((w) * (h))
#define DIE(message) \
    do { \
        perror(message); \
        exit(EXIT_FAILURE); \
    } while (0)
#define TWICE(n) twice(n)

static int twice(int n) { //: twice
    return 2 * n;
}

int main(void) {
    int buffer[SIZE]; //: buffer
    int n = AREA(SIZE, 2); //: area
    n = TWICE(n); //: <- twice area
    if (n < 0) //: check <- area
        DIE("n");
    buffer[0] = n; //: <- buffer area
    return n; //: <- area
}
