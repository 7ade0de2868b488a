// A block in a block keeps a statement: an empty one, alone in a body, reads as a list of values.
void g();
void h();

int f(int a) {
    { //: block <- first+second | first second
        g(); //: first | second
        h(); //: second | first
    }
    return 1; //: returned | first second
}
