# What nothing else explains may come from a star import.
from os.path import *  #: star

own = 1  #: own
print(join("a", "b"))  #: -> star
print(own)  #: -> own
print(len("a"))  #: | star own


def later():
    return basename("a")  #: -> star


later()
