// Constants of enumerations, with the name of their type and without.

enum Level { LOW, HIGH }; //: level
enum class Kind : char { //: kind
    Small, //: small
    Large, //: large
};

class Box {
public:
    enum State { OPEN, SHUT }; //: state
    State state = OPEN; //: field <- state
};

int weight(Kind k) { //: weight <- kind
    switch (k) {
    case Kind::Small: //: one <- small
        return 1;
    case Kind::Large: //: two <- large
        return 2; //: back <- two
    default: //: rest
        break;
    }
    return LOW; //: <- level | one
}

int main() {
    Box b; //: b
    if (b.state == Box::SHUT) { //: test <- field state b
        return HIGH; //: <- level test
    }
    if (int n = weight(Kind::Large); n > 1) { //: init <- weight large kind
        return n; //: <- init
    } else { //: else <- init
        return 0;
    }
}
