using System.Collections.Generic;  //: generic

class Names  //: class
{
    static int shared = 1;  //: shared
    int own;  //: own
    const int Limit = 3;  //: limit

    static int Twice(int value)  //: twice
    {
        return 2 * value;
    }

    List<int> Numbers(int count)  //: numbers <- generic  | limit
    {
        int total = shared;  //: total <- shared  | own
        var found = new List<int>();  //: found <- generic
        found.Add(total);  //: add <- found total
        total += count;  //: more <- total
        int size = Twice(4);  //: size <- twice  | shared
        this.own = Limit;  //: assign <- own limit
        int Local(int x) => x + size;  //: local <- size
        total = Local(2);  //: call <- local total
        var (low, high) = (1, total);  //: pair <- total
        own = low;  //: low <- pair own
        if (int.TryParse("1", out var number))  //: try
        {
            own = number;  //: number <- try
        }
        return found;  //: returned <- found
    }
}
