// The preprocessor's conditions: alternatives stay together, what stands alone does not.
#define DEBUG 1

#ifdef DEBUG
static int verbose = 1; //: verbose
static int silent = 0; //: silent
#endif

#if defined(_WIN32)
static char separator = '\\'; //: windows
#else
static char separator = '/'; //: unix
#endif

#ifndef LIMIT
#define LIMIT 3
#endif

int main(void) {
    int n = LIMIT; //: n
    char c = separator; //: <- windows unix
#ifdef DEBUG
    n += verbose; //: <- verbose n | silent
#endif
    return n; //: <- n
}

#define HOSTED //: hosted
#ifndef HOSTED //: bare <- hosted
static int hosted(void) { return 0; }
#endif
#ifndef BOUND //: guard
#define BOUND 3 //: limit <- guard
#endif
#ifndef UNKNOWN //: unknown | hosted guard limit
static int known(void) { return BOUND; } //: <- limit | hosted
#endif
