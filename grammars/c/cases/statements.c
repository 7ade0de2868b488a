// Bodies without braces go with their statement; clauses go alone.

int work(int n) {
    int total = 0; //: total
    if (n > 1) //: first <- total
        total = 1;
    else //: otherwise <- first total
        total = 2;
    if (n > 2) { //: second | total
        total = 3; //: three <- second
    } else if (n > 3) { //: third <- second
        total = 4; //: four <- third | three
    } else { //: fourth <- third
        total = 5;
    }
    for (int i = 0; i < n; i++) //: loop <- total
        total += i;
    for (int i = 0; i < n; i++) { //: long
        total++; //: <- long total
        int square = i * i; //: square <- long
        total += square; //: <- square
    }
    while (total > 100)
    {
        total--; //: <- total
    }
    do {
        total--; //: | loop
    } while (total > 10);
    {
        int total = 1; //: inner
        total++; //: <- inner
    }
    return total; //: <- total | first second
}
