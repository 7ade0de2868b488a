// Any header that is known to give a name will do; what none is known to give may come from others.
#include <cstdio> //: cstdio
#include <map> //: map
#include <set> //: set
#include "own.h" //: own

int main() {
    std::printf("x"); //: <- cstdio | map
    std::map<int, int> m; //: <- map | set own
    std::pair<int, int> p; //: pair <- map+set | map set
    std::chrono::seconds s(1); //: | map set
    mystery(p); //: <- own pair | cstdio
    return 0;
}
