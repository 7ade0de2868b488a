# When the nearer meaning of a name goes, an outer one or a builtin may serve instead.
name = "outer"  #: name


def outer():  #: outer
    print("outer")
    name = "inner"  #: inner_name

    def inner():  #: inner
        return name  #: | name  #! | inner_name -- the outer name serves again

    return inner()


def late():
    print(name)  #: <- name


outer()
try:  #: try
    input = raw_input  #: input finds undefined-name
except NameError:
    pass
print(input())  #: | try input
