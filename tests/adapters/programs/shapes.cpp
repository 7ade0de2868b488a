#include <iostream>
#include <memory>
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
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int side = 1; side < 4; ++side) {
        shapes.push_back(std::make_unique<Square>(side));
    }
    double total = 0;
    for (const auto& shape : shapes) {
        total += shape->area();
    }
    std::cout << total << '\n';
}
