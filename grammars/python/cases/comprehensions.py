# A comprehension keeps its variables to itself; its first iterable is evaluated outside of it.
rows = [[1], [2]]  #: rows
row = 5  #: row
flat = [cell for row in rows for cell in row]  #: flat <- rows | row
pairs = {row: cell for row in rows for cell in row}  #: <- rows | row flat
unique = {cell for cell in flat if cell != row}  #: <- flat row
total = sum(item for item in flat)  #: <- flat | row
own = [row for row in [row]]  #: -> row
print([last := number for number in [1, 2]])  #: walrus
print(last)  #: -> walrus


def inside(values):
    seen = set()  #: seen
    return [value for value in values if value not in seen]  #: -> seen


class Holder:
    sizes = [1, 2]  #: sizes
    doubled = [size * 2 for size in sizes]  #: <- sizes


print(total, own, inside, Holder)
