// Labels belong to their function, and stand before a statement.
int printf(const char *format, ...);

int first(int n) {
    if (n)
        goto out; //: jump
    n = 1; //: set
again: //: again
    n++;
    if (n < 3) { //: loop | again
        goto again; //: <- again
    }
    int out = n; //: variable
    printf("%d", out); //: <- variable
out: //: out
    printf("done"); //: done
    return n; //: back
}

int second(int n) {
    if (n)
        goto out; //: other | out
    n = 2;
out:
    return n;
}

int third(int n) {
    if (n)
        goto end; //: leaves <- end
    n = 3;
end: //: end <- last
    n = 4; //: last
}
