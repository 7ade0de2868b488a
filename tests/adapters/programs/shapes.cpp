#include <cstdio>
#include <vector>

// Anything with an area.
class Shape {
public:
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

class Square : public Shape {
public:
    explicit Square(double side) : side_(side) {}
    double area() const override { return side_ * side_; }

private:
    double side_;
};

int main() {
    std::vector<Square> squares;
    for (int side = 1; side < 4; ++side) {
        squares.emplace_back(side);
    }
    double total = 0;
    for (const Shape& shape : squares) {
        total += shape.area();
    }
    std::printf("%f\n", total);
}
