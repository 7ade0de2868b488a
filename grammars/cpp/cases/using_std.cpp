// The standard library: headers that give names, directives that make them plain.
#include <algorithm> //: algorithm
#include <cmath> //: cmath
#include <iostream> //: iostream
#include <string> //: string
#include <vector> //: vector
using namespace std; //: using

int main() {
    vector<int> v; //: v <- vector using | iostream
    std::vector<int> w; //: w <- vector | using
    sort(v.begin(), v.end()); //: <- algorithm using v
    string s = "x"; //: s <- string+iostream using | iostream
    std::string t = "y"; //: t <- string+iostream | string using
    cout << sqrt(2.0) << endl; //: <- iostream cmath using
    std::size_t n = w.size(); //: <- w | using
    return 0;
}
