// An access needs a member of its name in some structure.

struct pair {
    int first; //: first
    int second; //: second
    int *both[2]; //: both
    int (*call)(int n); //: call
};

struct rest {
    int first; //: too
    int last; //: last
};

struct trailing {
    int length; //: length
    int data[]; //: data <- length
};

int sum(struct pair *p, struct rest r) { //: sum | first second
    int total = 0; //: total
    total += p->first; //: <- first+too total | first too second
    total += r.last; //: <- last total | second
    total += *p->both[0]; //: <- both
    total += p->call(1); //: <- call
    return total; //: <- total
}

int main(void) {
    struct pair named = {
        .first = 1,
        .second = 2, //: whole
    };
    struct rest all = {0}; //: all | too last
    return 0;
}
