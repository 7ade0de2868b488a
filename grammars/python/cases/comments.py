# The head of the program goes with the statement that follows it.

# Attached to one.
one = 1  #: one

# Attached to two, which keeps this comment when one goes.  #: note_two
two = 2  #: two


def block():  #: block
    # Leads the body.  #: lead
    first = 1  #: first
    # Between.
    second = 2  #: second
    print(first, second)  #: <- first second
    # Trailing, deeper than what follows.  #: trailing


print(one)  #: -> one
print(two)  #: -> two note_two
