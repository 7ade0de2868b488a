# Members of objects that a name is bound to, and of objects that are just made.
class Point:  #: point
    def __init__(self, x, y):  #: init
        self.x = x  #: x
        self.y = y  #: y

    def norm(self):  #: norm
        return abs(self.x)  #: -> x

    @classmethod
    def zero(cls):  #: zero
        return cls(0, 0)

    @staticmethod
    def one():  #: one
        return 1


origin = Point(0, 0)  #: origin <- point init
print(origin.y)  #: <- origin y init
print(origin.norm())  #: <- origin norm | zero
origin.label = "o"  #: label
print(origin.label)  #: <- label origin
print(Point(1, 2).norm())  #: <- point norm init | zero
print(Point(1, 2).x)  #: <- x
print(Point.zero())  #: <- zero | norm
print(Point.one())  #: <- one | norm


def use():
    point = Point(1, 2)  #: local
    return point.norm()  #: <- local norm


def unknown(point):
    return point.norm()  #: | norm


class Holder:  #: holder
    def __init__(self):
        self.point = Point(1, 2)  #: held

    def show(self):
        print("show")
        return self.point.norm()  #: <- held norm | zero


with open(__file__) as origin_file:
    print(origin_file.read(), Holder)
print(use(), unknown(origin))
