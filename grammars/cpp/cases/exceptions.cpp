// What is tried has a handler; one of several may go.
#include <stdexcept>

struct Failure { int code; };

int risky(int n) { //: risky
    if (n > 2) {
        throw Failure{n}; //: thrown
    }
    return n;
}

int main() {
    int n = 0; //: n
    try { //: only <- single
        n = risky(1); //: <- risky n
    } catch (const Failure &f) { //: single
        n = f.code; //: <- n
    }
    try { //: both <- first+last | first last
        n = risky(2);
    } catch (const std::runtime_error &e) { //: first
        n = 2; //: <- n first | last
    } catch (...) { //: last
        n = 3; //: <- n last | first
    }
    return n; //: <- n
}
