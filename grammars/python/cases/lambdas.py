# A lambda has a scope of its own; its body runs later, its defaults run at once.
step = 2  #: step
add = lambda value, by=step: value + by  #: add -> step
late = lambda: after  #: late -> after
after = 3  #: after
print(add(1))  #: <- add step
print(late())  #: <- late after
value = 7  #: value
print(list(map(lambda value: value * 2, [1])))  #: | value
print(lambda: value)  #: -> value
print(lambda *args, **options: (args, options))  #: | add late
