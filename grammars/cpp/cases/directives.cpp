// A directive for a namespace of the program serves everything after it.

namespace tools { //: tools
int twice(int n) { return 2 * n; } //: twice
}

int before() { return tools::twice(1); } //: before <- tools | directive

using namespace tools; //: directive <- tools

int main() { //: main <- directive
    return twice(2);
}

#define HOSTED //: hosted
#ifndef HOSTED //: bare <- hosted
static int from_host() { return 0; }
#endif
#ifndef BOUND //: guard
#define BOUND 3 //: bound <- guard
#endif
static int bounded() { return BOUND; } //: <- bound | hosted bare
