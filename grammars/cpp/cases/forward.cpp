// A type that is only announced asks for nothing; who needs the type needs its body.

class Later;
struct Owner { //: owner
    Later *first; //: first <- later
};

class Later { //: later
public:
    int value = 1; //: value
};

int main() {
    Owner o; //: o <- owner
    Later l; //: l <- later
    return l.value; //: <- value l
}
