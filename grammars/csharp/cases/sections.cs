using System;

class Sections
{
    string Day(int n)
    {
        string text;  //: text
        switch (n)  //: switch
        {
            case 1:  //: label <- section
            case 7:  //: section <- leave
                text = "weekend";  //: set <- text
                break;  //: leave
            case 2:  //: two <- block_end  //! | section -- an arm that goes counts as one that sets nothing
            {
                text = "monday";
                break;  //: block_end
            }
            case 3 when n > 2:  //: three <- thrown  //! | two -- the same
                Console.WriteLine();  //: print
                throw new ArgumentException();  //: thrown
            default:  //: default <- back
                text = "other";
                break;  //: back
        }
        return text;  //: return <- text
    }
}
