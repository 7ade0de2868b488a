/*
 * A program.
 */
package com.example;  //: package

/**
 * Says something.
 *
 * @see Object
 */
@SuppressWarnings("unchecked")
@FunctionalInterface
interface Say {  //: say
    // What it says.
    String it(String text);  /* spoken */
}

class Comments {
    @Deprecated  //: old
    public void old() {
        /* nothing */
    }

    // One-line bodies.
    void one(int n) { if (n > 0) { n--; } else n++; }  //: one
    void two(int n) {  //: two
        if (n > 0) n--;  //: less
        else n++;
        while (n > 0) n--;  //: while
        String text = """
            not // a comment
            """;  //: end
        Say say = t -> t
            .trim()  // the method
            + text;  //: sum
    }
}
