# Builtins are always there, also when the program hides them for a while.
print(len([1]))  #: first | len
len = 3  # pylint: disable=redefined-builtin  #: len
print(len)  #: second | len first
print(__name__, __file__, __doc__)  #: | len first
print(NotImplemented, Ellipsis, BaseExceptionGroup)  #: | len first
