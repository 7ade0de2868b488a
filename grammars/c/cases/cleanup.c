// The macros of a clean-up handler open and close a block between them.
#include <pthread.h>  //: header
#include <stdlib.h>

static void *work(void *arg)
{
    char *buffer = malloc(16);
    pthread_cleanup_push(free, buffer);  //: push <- header pop
    buffer[0] = *(char *) arg;  //: between | push pop
    pthread_cleanup_pop(1);  //: pop <- header push
    pthread_exit(arg);  //: after | push pop
}

static void other(void *arg)
{
    pthread_cleanup_push(free, arg);  //: other_push <- other_pop | push pop
    pthread_testcancel();
    pthread_cleanup_pop(0);  //: other_pop <- other_push | push pop
}

static void nested(void *arg, void *more)
{
    pthread_cleanup_push(free, arg);  //: outer_push <- outer_pop
    {
        pthread_cleanup_push(free, more);  //: inner_push <- inner_pop | outer_push outer_pop
        pthread_testcancel();
        pthread_cleanup_pop(0);  //: inner_pop <- inner_push | outer_push outer_pop
    }
    pthread_cleanup_pop(0);  //: outer_pop <- outer_push | inner_push
}
