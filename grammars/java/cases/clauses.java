class Clauses {
    int choose(int n) {
        if (n > 0) {  //: if
            n = 1;  //: one
        } else if (n < -3) {  //: elif <- if
            n = 2;  //: two
        } else {  //: else <- if elif
            n = 3;  //: three
        }
        try {  //: try  | last
            n = Integer.parseInt("1");  //: body
        } catch (NumberFormatException e) {  //: first <- try  | last body
            n = 4;  //: handler <- first
        } catch (IllegalStateException e) {  //: last <- try  | first
            n = 5;
        } finally {  //: finally <- try  | last first
            n = 6;
        }
        for (int i = 0; i < n; i++)  //: for
            for (int j = 0; j < i; j++) {  //: inner <- for
                n--;  //: less <- for
            }
        synchronized (this) {  //: lock
            n++;  //: guarded <- lock
        }
        return n;  //: return  | if try for lock
    }

    void only() {  //: only
        try {  //: sole <- caught
            System.out.println();  //: print
        } catch (RuntimeException e) {  //: caught <- sole  | print
        }
    }
}
