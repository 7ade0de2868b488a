// Values in the order of the members need all members; those that are named need their own.
#include <stddef.h> //: stddef

struct item {
    int number; //: number
    const char *name; //: name
};

typedef struct {
    double x; //: x
    double y; //: y
} point;

struct item items[] = { //: items <- number name
    {1, "one"},
    {2, "two"},
};
struct item one = {1, "one"}; //: one <- number name
struct item by_name = {.number = 3}; //: by_name <- number | name
struct item none = {0}; //: none | number name
struct item *pointer = NULL; //: pointer <- stddef | number name
int numbers[] = {1, 2}; //: numbers | number name x y

struct box {
    point low; //: low
    point high; //: high
};

struct box unit = {{0, 0}, {1, 1}}; //: unit <- low high  //! <- x -- members of a member

double length(point p) { //: length | x
    return p.x + p.y; //: <- x y
}

int main(void) {
    point p = {1, 2}; //: p <- x y
    double known = length(p); //: known <- p length
    known += length((point) {3, 4}); //: more <- x y length known
    known += length((point) {.x = 3}); //: less <- x known
    return 0; //: | x number
}
