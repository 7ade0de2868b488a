# Members come from the bases in the file as well.
class Shape:  #: shape
    sides = 0  #: sides

    def __init__(self, name):  #: init
        self.name = name  #: name

    def describe(self):  #: describe
        return self.name  #: -> name

    def area(self):  #: area
        raise NotImplementedError


class Square(Shape):  #: square
    def __init__(self, size):  #: square_init
        super().__init__("square")  #: super
        self.size = size  #: size

    def area(self):  #: square_area
        return self.size * self.size  #: -> size

    def show(self):  #: show
        print(self.name)  #: -> name
        print(self.sides)  #: -> sides
        print(self.describe())  #: -> describe
        return self.area()  #: | square_area

    def up(self):  #: up
        print("up")
        return super().describe()  #: <- describe


class Special(Square):  #: special
    def twice(self):
        return self.area() + 1  #: | square_area


class Named(Shape):  #: named
    color = "red"

    def __init__(self, name):  #: named_init
        super().__init__(name)


print(Special(1).twice())  #: <- special square shape
print(Square(2).show())  #: <- square show
print(Named("a").color)  #: <- named | named_init
