# try needs except or finally; what is set inside may not be set afterwards.
def load():  #: load
    try:  #: try
        value = int("1")  #: value
    except ValueError:  #: except
        print("bad")
        value = None  #: none
    return value  #: <- value none except try


def guard():  #: guard
    try:  #: try_raise
        value = int("1")  #: value_raise
    except ValueError:
        print("bad")
        raise  #: raise
    return value  #: <- value_raise raise


def clean():  #: clean
    try:  #: try_finally
        work = 1  #: work
    finally:  #: finally
        print("clean")  #: cleaning
    return work  #: <- work


def chain():  #: chain
    try:  #: try_else
        first = 1  #: first
    except KeyError:  #: only_except
        return None
    else:  #: else <- only_except
        print(first)  #: <- first
    finally:  #: last
        print("x")
    return 1


def several():  #: several
    try:
        good = 1  #: good
    except KeyError:  #: handler_one
        good = 2
    except OSError:  #: handler_two
        good = 3
    return good  #: <- good | handler_one handler_two


try:  #: bare
    print("a")  #: body
except OSError:  #: bare_except
    pass  #: pass
load(), guard(), clean(), chain()  #: <- load guard clean chain
