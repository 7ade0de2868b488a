# What follows a return in its block is never run; it still needs its names to be there.
def done():  #: done
    start = 1  #: start
    return start  #: -> start
    end = start  #: dead -> start


print(done())  #: -> done
