# A name that every branch sets is set after them; so is one that the others leave.
import sys  #: sys

flag = len(sys.argv) > 1  #: flag -> sys

if flag:  #: if
    print(1)
    one = 1  #: one_if
elif not flag:  #: elif
    print(2)
    one = 2  #: one_elif
else:  #: else
    print(3)
    one = 3  #: one_else
print(one)  #: one <- one_if one_elif one_else else

# An arm that goes as a whole is no path any more.
if flag:
    three = 1
elif not flag:  #: elif_three
    three = 2
else:
    three = 3
print(three)  #: three | elif_three

if flag:
    sometimes = 1  #: sometimes
print(flag)  #: -> flag

unset = None  #: unset
if flag:
    unset = 1  #: unset_if
print(unset)  #: <- unset | unset_if


def leave(ready):  #: leave
    if ready:
        answer = 1  #: answer
    else:
        print("leave")
        raise ValueError(ready)  #: raise
    return answer  #: <- answer raise


def leave_early(ready):  #: leave_early
    if not ready:
        return 0
    else:
        reply = 1  #: reply
    return reply  #: <- reply


def quit_early(ready):  #: quit_early
    if ready:
        given = 1  #: given
    else:
        print("quit")
        sys.exit(1)  #: exit
    return given  #: <- given exit


def pick(ready):
    if ready:
        chosen = 1  #: chosen_one
    else:
        chosen = 2  #: chosen_two
    print(chosen)  #: <- chosen_one chosen_two
    return leave(ready), leave_early(ready), quit_early(ready)


pick(flag)
