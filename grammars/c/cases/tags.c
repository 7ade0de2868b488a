// Tags are names of their own, apart from those of variables and types.

struct point { //: point
    int x; //: x
    int y; //: y
};

struct point origin; //: origin <- point

int point(void) { //: function | point
    return 1;
}

union number { //: number
    int i;
    float f;
};

enum color { RED, GREEN }; //: color

typedef struct node { //: node
    struct node *next;
    struct point at; //: at <- point | function
} node_t;

struct later; //: announced <- later
struct user { //: user
    struct later *first; //: <- later
};
struct later { //: later
    int n;
};

int main(void) {
    union number n; //: <- number
    enum color c = RED; //: <- color
    node_t list; //: list <- node
    return point(); //: <- function | point
}
