using System;

[Flags]
enum Colors  //: colors
{
    None = 0,  //: none
    Red = 1,  //: red
    Green = 2,  //: green
    Both = Red | Green  //: both <- red green
}

delegate int Transform(int value);  //: transform

static class Extensions  //: extensions
{
    public static int Words(this string text)  //: words
    {
        return text.Length;
    }
}

class Outer  //: outer
{
    public event EventHandler Changed;  //: changed

    public int Rate { get; set; } = 1;  //: rate

    public class Inner  //: inner
    {
        public int Depth { get; set; }  //: depth
    }

    protected void Fire()  //: fire
    {
        Changed?.Invoke(this, EventArgs.Empty);  //: raise <- changed
    }
}

class Use
{
    void Run(Outer outer)  //: run <- outer
    {
        Transform twice = delegate (int v) { return v * 2; };  //: twice <- transform
        int n = twice("a b".Words());  //: n <- twice words extensions
        outer.Changed += (sender, e) => n++;  //: subscribe <- changed n
        var inner = new Outer.Inner { Depth = n };  //: made <- inner depth n
        n = outer.Rate + (int)Colors.Both;  //: sum <- rate both n  | none
        var pair = new { Name = "x", Size = n };  //: pair <- n
        Console.WriteLine(pair.Size);  //: print <- pair
        if (n > 3)
        {
            goto end;  //: jump <- end
        }
        n = 1;
    end:  //: end
        Console.WriteLine(n);
    }
}
