// A declaration for a single name defines it, and needs its header.
#include <iostream> //: iostream
#include <vector> //: vector
using std::cout; //: cout <- iostream
using std::vector; //: plain <- vector

int main() {
    cout << 1; //: <- cout iostream | plain
    vector<int> v; //: v <- plain vector | cout
    return v.size(); //: <- v
}
