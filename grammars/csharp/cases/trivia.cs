// A program.
using System;

#region Types
/// <summary>Says something.</summary>
[Obsolete("old")]
public class Say  //: say
{
    /* what
       it says */
    [Obsolete]
    public string Text { get; }  // spoken

    #region Methods
    public void One(int n) { if (n > 0) { n--; } else n++; }  //: one
    #endregion

    public string Two(int n)  //: two
    {
        if (n > 0) n--;  //: less
        else n++;
        var text = @"not
            // a comment";  //: end
#if DEBUG
        text = "debug";
#else
        text = "release";
#endif
        var sum = text
            .Trim()  // the method
            + $"{n}: {text}";
        return text;  //: return <- end
    }
}
#endregion
