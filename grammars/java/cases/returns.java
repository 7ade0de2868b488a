import java.util.function.Function;

class Returns {
    int plain(int n) {  //: plain <- last
        if (n > 0) {  //: if
            return 1;  //: early
        }
        return 2;  //: last  | if
    }

    int both(int n) {  //: both <- else one two
        if (n > 0) {
            n++;  //: more
            return 1;  //: one
        } else {  //: else
            return 2;  //: two
        }
    }

    int forever(int n) {  //: forever  | step
        while (true) {
            n++;  //: step
            if (n > 3) {  //: stop
                return n;  //: out
            }
        }
    }

    int broken(int n) {  //: broken <- after
        while (true) {
            n++;
            if (n > 3) {
                break;
            }
        }
        return n;  //: after
    }

    int choose(int n) {  //: choose <- default
        switch (n) {
            case 1:  //: case
                return 1;  //: first
            default:
                throw new IllegalStateException();  //: default
        }
    }

    int attempt(String text) {  //: attempt <- parsed failed
        try {
            return Integer.parseInt(text);  //: parsed
        } catch (NumberFormatException e) {
            return -1;  //: failed
        }
    }

    void nothing(int n) {  //: nothing  | leave
        if (n > 0) {
            n++;
            return;  //: leave
        }
    }

    Function<Integer, Integer> closure() {
        Function<Integer, Integer> twice = n -> {  //: lambda <- doubled
            int m = n * 2;
            return m;  //: doubled
        };
        return twice;
    }
}
