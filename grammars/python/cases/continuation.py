# A statement that goes on in other lines is one unit with them; the backslash lines too.
total = (  #: total
    1  #: total_one
    + 2
)  #: total_end
print(
    total,  #: print -> total
)
word = "a" \
    "b"  #: word
print(word)  #: -> word
if total > 1 and \
        word:  #: if <- total word
    print(1)  #: body
assert total, \
    "text"  #: assert -> total
call = dict(  #: call <- total word
    a=total,  #: argument
    b=word,
)
print(call)  #: <- call total
from os import path, \
    sep  #: import
print(path, sep)  #: -> import
