// A name means what stands before it; a prototype serves as well as the function.

int counter; //: counter

static int twice(int n); //: prototype

int four(void) { //: four
    return twice(2); //: <- prototype | twice
}

static int twice(int n) { //: twice | prototype
    return 2 * n;
}

int eight(void) { //: eight
    return twice(4); //: <- prototype+twice | prototype twice
}

int even(int n); //: even

int odd(int n) { //: odd
    return n && even(n - 1); //: <- even
}

int even(int n) { //: definition
    return !n || odd(n - 1); //: <- odd
}

int fact(int n) { //: fact | counter
    if (n < 2)
        return 1;
    return n * fact(n - 1);
}

int main(void) {
    int counter = 0; //: local
    counter++; //: <- local | counter
    {
        int inner = counter; //: inner <- local
        int other = inner; //: <- inner
    }
    return fact(3);
}
