// Lambdas, what they capture, and types that follow from what is returned.
#include <functional>
#include <vector>

auto twice(int n) { //: twice <- back
    return 2 * n; //: back
}

int main() {
    int base = 1; //: base
    std::vector<int> v = {1, 2}; //: v
    auto add = [base](int n) { return n + base; }; //: add <- base
    auto less = [&](int a, int b) { //: less
        int c = a + base; //: c <- base
        return c < b; //: <- c
    };
    auto start = [n = base]() mutable { return ++n; }; //: start <- base
    std::function<int(int)> fact = [&](int n) -> int { //: fact
        if (n < 2)
            return 1;
        return n * fact(n - 1); //: <- fact
    };
    for (auto &item : v) { //: loop <- v
        item = add(item); //: <- add loop
    }
    return less(1, 2) + start() + fact(3) + twice(4); //: <- less start fact twice
}
