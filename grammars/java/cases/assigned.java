class Assigned {
    int choose(int n) {
        int result;  //: result
        if (n > 0) {
            n++;  //: more
            result = 1;  //: one <- result  | more
        } else {
            n--;
            result = 2;  //: two <- result
        }
        return result;  //: return <- one two result  | more
    }

    int loop(int n) {
        int last;  //: last
        last = 0;  //: zero <- last
        for (int i = 0; i < n; i++) {
            n += i;
            last = i;  //: next <- last
        }
        return last;  //: read <- zero  | next
    }

    int later(int n) {
        int base = 1;  //: base
        base = 2;  //: again <- base
        return base + n;  //: sum <- base  | again
    }
}
