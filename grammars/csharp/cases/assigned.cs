class Assigned
{
    int Choose(int n)
    {
        int result;  //: result
        if (n > 0)
        {
            n++;  //: more
            result = 1;  //: one <- result  | more
        }
        else
        {
            n--;
            result = 2;  //: two <- result
        }
        return result;  //: return <- one two result  | more
    }

    int Loop(int n)
    {
        int last;  //: last
        last = 0;  //: zero <- last
        foreach (int i in new[] { 1, 2 })
        {
            n += i;
            last = i;  //: next <- last
        }
        return last + n;  //: read <- zero  | next
    }

    bool Find(int key, out int found)  //: find <- hit miss
    {
        if (key > 0)
        {
            found = key;  //: hit
            return true;
        }
        found = 0;  //: miss
        return false;
    }

    void Use()
    {
        int number;  //: number
        if (Find(1, out number))  //: use <- number find
        {
            System.Console.WriteLine(number);  //: print <- number use
        }
    }
}
