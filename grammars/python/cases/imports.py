# An import binds its alias or the first part of a dotted name; it refers to nothing.
import os  #: os
import os.path  #: os_path | os
import xml.dom.minidom  #: minidom
import json as encoder  #: json
import collections  #: collections
import collections.abc as shapes  #: shapes | collections
from collections.abc import Sized  #: sized | collections shapes
from math import floor, ceil as up  #: math
from string import (  #: string
    ascii_letters,
    digits as numerals,
)

print(os.getcwd())  #: -> os os_path
print(xml.dom.minidom)  #: -> minidom
print(encoder.dumps(1))  #: -> json
print(shapes.Sized)  #: -> shapes
print(Sized, collections)  #: <- sized collections
print(floor(1.5), up(1.5))  #: -> math
print(ascii_letters, numerals)  #: -> string


def local():
    import re  #: re

    return re.compile("a")  #: -> re


try:  #: try
    import tomllib as toml  #: toml
except ImportError:  #: except
    print("none")
    toml = None  #: none
print(toml)  #: <- toml
print(local)
