// Loops, blocks, labels and clauses.
#include <vector>

int work(const std::vector<int> &items) {
    int total = 0; //: total
    for (int item : items) //: short <- total
        total += item;
    for (size_t i = 0; i < items.size(); ++i) { //: long
        if (items[i] < 0) //: skip <- long
            continue;
        auto square = items[i] * items[i]; //: square <- long
        total += square; //: <- square total
    }
    while (true) {
        if (total < 10)
            break; //: body
        total--; //: <- total
    }
    do {
        total++; //: <- total
    } while (total < 5);
    if (total == 1) { //: one <- total
        goto end; //: jump <- end one
    } else if (total == 2) { //: two <- one
        total = 3; //: <- two total
    }
    else { //: three <- two
        total = 4;
    }
end: //: end <- back
    return total; //: back <- total
}
