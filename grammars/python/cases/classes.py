# Names of a class body are visible in the body itself, in order, and through the class only.
base = 1  #: base


class Table:  #: table
    width = 2  #: width
    area = width * base  #: area <- width base
    rows = [row for row in range(width)]  #: rows -> width

    def size(self):  #: size
        return base  #: -> base

    alias = size  #: alias -> size


print(Table.area)  #: <- table area width
print(Table().alias)  #: <- table


class Shadow:  #: shadow
    base = 5  #: inner_base

    def get(self):
        return base  #: -> base


print(Shadow().get())  #: <- shadow
