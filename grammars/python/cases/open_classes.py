# Where the members of a class cannot be known, none is missed.
from unknown_package import Unknown  #: unknown


class Derived(Unknown):  #: derived
    def set(self):
        self.a = 1  #: a

    def get(self):
        return self.a  #: | a


class Dynamic:  #: dynamic
    def __getattr__(self, name):  #: getattr
        return name  #: name

    def set(self):
        self.a = 1  #: dynamic_a

    def get(self):
        return self.a  #: | dynamic_a


class Slotted:  #: slotted
    __slots__ = ("a",)  #: slots

    def set(self):
        self.a = 1  #: slotted_a

    def get(self):
        return self.a  #: -> slotted_a


class Setting:  #: setting
    def __init__(self, **options):
        self.a = 1  #: setting_a
        for key in options:
            setattr(self, key, 1)  #: setattr

    def get(self):
        return self.a  #: | setting_a -- pylint objects, the interpreter need not


class Keyworded(metaclass=Unknown):  #: keyworded
    def set(self):
        self.a = 1  #: keyworded_a
        self.b = 1

    def get(self):
        return self.a  #: -> keyworded_a


print(Derived, Dynamic, Slotted, Setting, Keyworded)
