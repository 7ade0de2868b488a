// Names of a namespace, with it and without it.

namespace tools { //: tools
namespace detail { //: detail
int twice(int n) { return 2 * n; } //: twice
}
const int limit = 3; //: limit
class Box { //: box
public:
    int size = 1; //: size
};
int four() { return detail::twice(2); } //: four <- twice detail
}

namespace t = tools; //: alias <- tools

int main() {
    tools::Box b; //: b <- box tools
    int n = b.size; //: n <- b size
    n = tools::four(); //: <- four n tools
    n = tools::detail::twice(n); //: <- twice detail n
    return t::limit; //: <- limit alias | four
}
