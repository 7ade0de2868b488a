# Everything that binds: with, except, for, walrus, unpacking, del.
import io  #: io

with io.StringIO() as stream:  #: with <- io
    stream.write("a")  #: -> with

with io.StringIO() as (one), io.StringIO() as other:  #: with_two <- io
    print(one, other)  #: -> with_two

try:  #: try
    print("risky")
except (KeyError, ValueError) as error:  #: except
    print(error)  #: -> except

for index, (left, right) in enumerate([(1, 2)]):  #: for
    print(index, left, right)  #: -> for
print(index)  #: -> for

if (size := len("abc")) > 2:  #: walrus
    print(size)  #: -> walrus
print(size)  #: -> walrus

head, *tail = [1, 2, 3]  #: unpack
print(head, tail)  #: -> unpack
[a, b] = (c, d) = 1, 2  #: chain
print(a, b, c, d)  #: -> chain

table = {}  #: table
table["key"] = 1  #: item -> table
print(table)  #: <- table | item

number: int = 1  #: annotated
print(number)  #: -> annotated
del number  #: -> annotated

for _ in range(3):  #: loop
    pass
