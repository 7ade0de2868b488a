/* Comments of all kinds
   stay whole. */

int shown; /* goes with the line,
              all of it */
// about one
int one = 1; //: one

/*
 * About two.
 */
int two = 2; //: two | one

int main(void)
{
    int a = one; /* short */ //: a <- one
    return a /* inner
    comment */ + 1; //: back <- a
}
