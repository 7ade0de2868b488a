// Templates, their parameters and specializations.

template <typename T> //: box
class Box {
public:
    explicit Box(T v) : value(v) {}
    void put(T v); //: put
    T get() const { return value; } //: get
    T value; //: value
};

template <typename T> //: outside <- box put
void Box<T>::put(T v) {
    value = v; //: <- value
}

template <class T, int N = 3> //: array
struct Array {
    T items[N]; //: items
    int size() const { return N; } //: size
};

template <typename T> struct Traits { static const bool small = true; }; //: traits
template <> struct Traits<double> { static const bool small = false; }; //: special <- traits

template <typename T> using Pair = Array<T, 2>; //: pair <- array

template <typename T> //: largest
T largest(T a, T b) {
    T result = a; //: result
    if (b > a)
        result = b;
    return result; //: <- result
}

int main() {
    Box<int> b(1); //: b <- box
    b.put(2); //: <- put b | outside get
    Pair<int> p; //: p <- pair array
    bool small = Traits<int>::small; //: <- traits | special
    return largest<int>(p.size(), 2); //: <- largest p size
}

class Pool {
public:
    template <typename T> //: take
    T* take() { return nullptr; }
    template <typename T> //: look
    T& look(T& v) { return v; }
};

int from_pool() {
    Pool pool; //: pool
    int n = 0; //: n
    int* p = pool.take<int>(); //: <- take pool | look
    pool.look<int>(n); //: <- look pool n | take
    return 0;
}
