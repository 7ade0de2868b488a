# At module level order counts; what runs later may use what is defined below it.
def early():  #: early
    return later()  #: -> later


def later():  #: later
    return 1  #: one


first = 1  #: first
second = first + 1  #: second -> first
third = second + 1  #: third <- first second
print(third)  #: <- first second third
print(early())  #: <- early later one


def local():
    start = 1  #: start
    end = start  #: end -> start
    return end  #: <- start end


local()
counter = 0  #: counter
counter += 1  #: more -> counter
print(counter)  #: -> counter
