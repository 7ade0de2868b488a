using System;  //: system
using System.Collections;  //: collections
using System.Collections.Generic;  //: generic
using System.Linq;  //: linq
using System.Text;  //: text
using static System.Math;  //: math
using Table = System.Collections.Generic.Dictionary<string, int>;  //: table

class Usings
{
    void Run(IEnumerable<int> numbers)  //: run <- generic  | collections system
    {
        Console.WriteLine(1);  //: print <- system  | linq text
        var big = numbers.Where(n => n > 1);  //: where <- linq  | text
        int most = Max(1, 2);  //: most <- math  | system
        Table table = new Table();  //: named <- table  | collections
        IEnumerable plain = numbers;  //: plain <- collections
        var builder = new System.Text.StringBuilder();  //: full  | text
        var other = new StringBuilder();  //: other <- text
    }
}
