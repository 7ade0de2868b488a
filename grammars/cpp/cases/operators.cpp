// What is written with an operator after it may need the operator of the program.
#include <iostream>

struct Point {
    int x, y; //: fields
};

Point operator+(const Point &a, const Point &b) { //: plus
    return {a.x + b.x, a.y + b.y};
}

std::ostream &operator<<(std::ostream &out, const Point &p) { //: print
    return out << p.x << ',' << p.y;
}

int main() {
    Point a{1, 2}, b{3, 4}; //: points
    Point c = a + b; //: sum <- plus points | print
    std::cout << c; //: <- print sum
    int n = 3 * 4; //: | plus print
    return n - 1; //: | plus print
}
