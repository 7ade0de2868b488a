# An __init__ that stops calling the one of its base is a warning where linters see the base.
import threading  #: threading

from unknown_package import Module  #: module


class Base:  #: base
    def __init__(self, name):  #: base_init
        self.name = name  #: name


class Child(Base):  #: child
    def __init__(self, name):  #: child_init <- child_super
        super().__init__(name)  #: child_super
        self.size = 1  #: size


class Old(Base):  #: old
    def __init__(self, name):  #: old_init <- old_call
        Base.__init__(self, name)  #: old_call <- base
        self.size = 1


class Worker(threading.Thread):  #: worker
    def __init__(self):  #: worker_init <- worker_super
        super().__init__()  #: worker_super
        self.size = 1


class Plain:  #: plain
    def __init__(self):  #: plain_init | plain_super
        super().__init__()  #: plain_super
        self.size = 1


class Failure(Exception):  #: failure
    def __init__(self, code):  #: failure_init | failure_super
        super().__init__(code)  #: failure_super
        self.code = code


class Layer(Module):  #: layer
    def __init__(self):  #: layer_init | layer_super
        super().__init__()  #: layer_super
        self.size = 1


print(Child("a").name)  #: <- child base
print(Old, Worker, Plain, Failure, Layer)
