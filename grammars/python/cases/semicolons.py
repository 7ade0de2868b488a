# Statements that share a line are one unit.
one = 1; two = 2  #: both
print(one)  #: -> both
print(two); print(3)  #: prints -> both
def short(): return 1  #: short
print(short())  #: -> short
if one: print(one); print(two)  #: if -> both
class Tiny: size = 1; area = 2  #: tiny
print(Tiny.size)  #: -> tiny
for each in [1, 2]: print(each)  #: for
else: print("end")  #: else <- for
three = 3;  #: three
print(three)  #: -> three
