// A class keeps its constructors and its operators: nothing in the text of a use names them.

class Range { //: class <- constructor other equals
public:
    Range(int first, int last) : first_(first), last_(last) {} //: constructor <- first last
    explicit Range(int last); //: other
    ~Range() {} //: destructor
    bool operator==(const Range &o) const { return first_ == o.first_; } //: equals
    int length() const { return last_ - first_; } //: length <- first last

private:
    int first_; //: first
    int last_; //: last
};

Range::Range(int last) : first_(0), last_(last) {} //: <- other

struct Pair { //: pair <- left right
    int left; //: left
    int right; //: right
    int sum() const { return left + right; } //: sum
};

int main() {
    Range r(1, 2); //: r <- class constructor | destructor
    Range *made = new Range(3); //: <- class
    Pair p{1, 2}; //: p <- pair left | sum
    return r.length(); //: <- length r
}
