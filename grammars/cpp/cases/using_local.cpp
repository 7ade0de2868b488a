// A directive inside of a function serves what follows it there, and nothing else.
#include <string> //: header
using namespace std; //: directive

string twice(string s) { //: twice <- header  //! <- directive -- any directive of the program counts
    using namespace std; //: local
    string result = s + s; //: result | local
    return result; //: <- result
}
