// Words that headers define, up to C17.
#include <stdalign.h> //: align
#include <stdnoreturn.h> //: noreturn
#include <threads.h> //: threads
#include <stdlib.h>

thread_local int own = 1; //: own <- threads | align noreturn
int width = alignof(int); //: width <- align | threads

noreturn void leave(void) { //: leave <- noreturn | align
    exit(1);
}
