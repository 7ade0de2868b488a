// What a base leaves to be defined, and what replaces something of a base.

class Shape { //: shape
public:
    virtual ~Shape() {}
    virtual double area() const = 0; //: area
    virtual void draw() {} //: draw
    int id() const { return id_; } //: id

protected:
    int id_ = 0; //: field
};

class Square : public Shape { //: square <- shape own
public:
    explicit Square(double side) : side_(side) {}
    double area() const override { return side_ * side_; } //: own <- area
    void draw() override { //: drawn <- draw
        id_ = 1; //: <- field
    }

private:
    double side_; //: side
};

double measure(const Shape &s) { //: measure <- shape
    return s.area(); //: <- area
}

int main() {
    Square s(2); //: s <- square
    s.draw(); //: <- s | id
    return s.id(); //: <- id s
}
