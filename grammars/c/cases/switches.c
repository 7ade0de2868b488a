// A case goes with its statements; it stands before one, its own or what follows.

int kind(int n) {
    int result = 0; //: result
    switch (n) {
    case 0: //: zero
        result = 1; //: one <- zero
        break; //: stop <- zero
    case 1: //: first
    case 2: //: second
        result = 2; //: two <- second
        break;
    case 3: { //: block
        int inner = n; //: inner <- block
        result = inner; //: <- inner block
        break;
    }
    default: //: rest <- final
        result = 3; //: final <- rest
    }
    return result; //: <- result | zero second
}

int all(int n) {
    switch (n) { //: choice
        case 1: return 2; //: <- choice
        default: return 3; //: <- choice
    }
}
