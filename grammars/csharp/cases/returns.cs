using System;
using System.Collections.Generic;

class Returns
{
    int Plain(int n)  //: plain <- last  | if
    {
        if (n > 0)  //: if
        {
            return 1;  //: early
        }
        return 2;  //: last  | if
    }

    int Both(int n)  //: both <- else one
    {
        if (n > 0)
        {
            return 1;  //: one
        }
        else  //: else
        {
            n++;
            return 2;
        }
    }

    int Forever(int n)  //: forever  | step
    {
        while (true)
        {
            n++;  //: step
            if (n > 3)
            {
                return n;
            }
        }
    }

    int Attempt(string text)  //: attempt <- parsed
    {
        try
        {
            return int.Parse(text);  //: parsed
        }
        catch (FormatException)
        {
            throw;
        }
    }

    int Size  //: size <- got
    {
        get
        {
            return 1;  //: got
        }
    }

    IEnumerable<int> Items(int n)  //: items <- item
    {
        for (int i = 0; i < n; i++)
        {
            yield return i;  //: item
        }
    }

    void Nothing(int n)  //: nothing  | leave
    {
        if (n > 0)
        {
            n++;
            return;  //: leave
        }
    }

    Func<int, int> Closure()
    {
        Func<int, int> twice = n =>  //: lambda <- doubled
        {
            int m = n * 2;
            return m;  //: doubled
        };
        return twice;
    }
}
