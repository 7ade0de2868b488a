# Bodies need a statement, clauses need their head, handlers their try.
import contextlib  #: contextlib

flag = True  #: flag


def only():  #: only <- doc
    """Doc."""  #: doc


def empty():  #: empty <- pass
    pass  #: pass


class Record:  #: record <- field
    field = 1  #: field


if flag:  #: if <- if_body
    print(1)  #: if_body
elif not flag:  #: elif <- if elif_body
    print(2)  #: elif_body
else:  #: else <- if else_body
    print(3)  #: else_body

try:  #: try <- except
    print(4)  #: try_body
except ValueError:  #: except <- try
    print(5)  #: except_body

try:  #: try_two
    print(6)
except ValueError:  #: except_two
    print(7)
else:  #: else_two <- except_two
    print(8)
finally:  #: finally_two | else_two except_two
    print(9)

with contextlib.suppress(ValueError):  #: with <- with_body
    print(10)  #: with_body

match flag:  #: match <- case
    case True:  #: case <- case_body
        print(11)  #: case_body

for _ in range(2):  #: for <- for_body
    # A comment is no statement.
    print(12)  #: for_body

while flag:  #: while <- while_body
    print(13)  #: while_body
