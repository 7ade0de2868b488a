# Patterns bind names; a match that has a catch-all sets what all of its cases set.
import enum  #: enum

RED = 1  #: red


class Color(enum.Enum):  #: color
    BLUE = 1


class Point:  #: point
    x = 0
    y = 0


def describe(thing):  #: describe
    match thing:  #: match
        case [first, *rest]:  #: sequence
            print(first, rest)  #: <- sequence
        case {"key": value, **others}:  #: mapping
            print(value, others)  #: <- mapping
        case Point(x=0, y=height):  #: class -> point
            print(height)  #: <- class
        case int() | float() as number:  #: number
            print(number)  #: <- number
        case Color.BLUE:  #: dotted -> color
            print("blue")
        case (left, right) if left == right:  #: guard
            print(left, right)
        case _:  #: default
            print(thing)


def label(thing):  #: label
    match thing:
        case 1:  #: case_one
            print(thing)
            text = "one"  #: text_one
        case _:  #: case_any
            print(thing)
            text = "any"  #: text_any
    return text  #: <- text_one text_any case_any  #! | case_one -- a case that is gone is no path


describe(RED)  #: <- describe red
print(label(1))  #: <- label
