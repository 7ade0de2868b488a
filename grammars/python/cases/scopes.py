# A function sees the names of the functions around it, and of the module; not the other way round.
limit = 10  #: limit
title = "outer"  #: title


def outer(size):  #: outer
    name = "inner"  #: inner_name
    total = size  #: total

    def inner(extra):  #: inner
        print(limit)  #: -> limit
        print(name)  #: -> inner_name
        return total + extra  #: -> total

    return inner(size)  #: -> inner


print(title)  #: -> title
print(outer(1))  #: -> outer


def shadow(limit):  #: shadow
    print(limit)  #: | limit title


def sibling():
    total = 1  #: sibling_total
    print(total)  #: -> sibling_total


shadow(sibling)
