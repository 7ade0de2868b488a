# `global` and `nonlocal` say where a name lives.
count = 0  #: count
other = 0  #: other


def increase():  #: increase
    global count  #: global
    print("more")
    count += 1  #: plus <- global count
    return count  #: <- count | plus


def fill():  #: fill
    global made  #: global_made
    made = 1  #: made


def read():  #: read
    return made  #: <- fill made global_made


def change():  #: change
    global other  #: global_other
    other = 1  #: set_other | global_other other


def counter():  #: counter
    number = 0  #: number

    def step():  #: step
        nonlocal number  #: nonlocal <- number
        print("step")
        number += 1  #: number_plus <- nonlocal number
        return number  #: <- number

    return step  #: -> step


increase()  #: -> increase
fill()  #: -> fill
print(counter())  #: -> counter
change()  #: -> change
print(other)  #: | change
