# A name that is set twice keeps its uses as long as one setting comes before them.
value = 1  #: one
print(value)  #: between -> one
value = 2  #: two
print(value)  #: after -> one two


def redefined():  #: redefined_one
    return 1


def redefined():  # pylint: disable=function-redefined  #: redefined_two
    return 2


print(redefined())  #: -> redefined_one redefined_two


def parameter(item):  #: parameter
    item = item or 1  #: item
    return item  #: | item


parameter(1)
