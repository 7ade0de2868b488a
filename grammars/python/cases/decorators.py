# A decorated definition is one unit with its decorators.
import functools  #: functools


def mark(function):  #: mark
    return function  #: function


def configure(size):  #: configure
    def decorate(function):
        return function

    print(size)
    return decorate  #: returned


@mark  #: at_mark
def marked():  #: marked <- mark at_mark
    return 1


@functools.lru_cache(maxsize=None)  #: at_cache <- functools
@configure(
    size=3,
)
def cached():  #: cached <- functools configure at_cache
    return 1


@mark
class Marked:  #: marked_class <- mark
    @property
    def size(self):  #: size
        return 1

    @size.setter
    def size(self, value):  #: setter <- size
        print(value)


print(marked(), cached(), Marked)  #: <- marked cached marked_class functools
