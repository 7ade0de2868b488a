// Members are known in all of their class, whatever the order, and elsewhere by name.

class Counter {
public:
    int next() { //: next
        step(); //: <- step
        return ++count_; //: <- count | limit
    }
    void step() { count_ += limit; } //: step <- count limit
    static int made; //: made
    void reset(); //: reset
    int peek() const;

private:
    int count_ = 0; //: count
    static const int limit = 3; //: limit
    struct Inner { int depth; } inner_; //: inner
};

int Counter::made = 0; //: <- made

void Counter::reset() { //: outside <- reset
    count_ = 0; //: <- count
    inner_.depth = 1; //: <- inner
}

int Counter::peek() const {
    return count_; //: <- count | next
}

int main() {
    Counter c;
    c.next(); //: <- next
    c.reset(); //: <- reset | outside
    Counter *p = &c; //: pointer
    p->step(); //: <- step pointer
    return Counter::made; //: <- made
}
