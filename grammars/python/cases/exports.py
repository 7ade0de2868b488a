# __all__ names what must be there.
__all__ = ["public", "Shape", "LIMIT"]  #: all <- public shape limit | hidden extra
__all__ += ["extra"]  #: more <- all extra


def public():  #: public
    return 1


class Shape:  #: shape
    pass


LIMIT = 1  #: limit
extra = 2  #: extra
hidden = 3  #: hidden
print(LIMIT)  #: <- limit
