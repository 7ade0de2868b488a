// Types that the program names, in every kind of declarator.

typedef unsigned long word; //: word
typedef word *words; //: words <- word
typedef word table[4]; //: table <- word
typedef int (*compare)(const void *a, const void *b); //: compare

enum { ZERO, ONE }; //: constants
enum level {
    LOW = 1, //: low
    HIGH, //: high
};

static word grow(words at, word by) { //: grow <- word words
    return *at + by;
}

static int call(compare f, int *numbers) { //: call <- compare | word
    return f(numbers, numbers + 1);
}

int main(void) {
    table t = {1}; //: t <- table
    int level = LOW; //: level <- low | high constants
    level = HIGH; //: <- high level
    grow(t, (word)ONE); //: <- grow t word constants
    int size = sizeof(words); //: <- words
    return 0;
}
