using System;

class Clauses
{
    int Choose(int n)
    {
        if (n > 0)  //: if
        {
            n = 1;  //: one
        }
        else if (n < -3)  //: elif <- if  | one
        {
            n = 2;
        }
        else  //: else <- if elif
        {
            n = 3;  //: three
        }
        if (n == 4) {  //: compact
            n = 5;
        } else {  //: behind <- compact
            n = 6;
        }
        try  //: try
        {
            n = int.Parse("1");  //: body
        }
        catch (FormatException e) when (e.Message != null)  //: first <- try  | body
        {
            n = 4;
        }
        catch  //: last <- try  | first
        {
            n = 5;
        }
        finally  //: finally <- try  | first last
        {
            n = 6;
        }
        lock (this)  //: lock
        {
            n++;  //: guarded <- lock
        }
        using (var stream = new System.IO.MemoryStream())  //: using
        {
            stream.Flush();  //: flush <- using
        }
        for (int i = 0; i < n; i++)  //: for
            n--;
        return n;  //: return  | if try lock for
    }

    void Only()
    {
        try  //: sole <- caught
        {
            Console.WriteLine();  //: print
        }
        catch (Exception)  //: caught <- sole  | print
        {
        }
    }
}
