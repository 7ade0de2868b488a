# A base from the standard library is known to linters: what the class alone sets can be missed.
import threading  #: threading
from collections import OrderedDict  #: ordered


class Worker(threading.Thread):  #: worker
    def __init__(self):
        super().__init__()
        self.work = []  #: work

    def run(self):
        print(self.work)  #: -> work
        print(self.name)  #: | work


class Failure(Exception):  #: failure
    def __init__(self, code):
        super().__init__(code)  #: super
        self.code = code  #: code

    def __str__(self):
        return str(self.code)  #: -> code


class Bag(OrderedDict):  #: bag
    def put(self, key):
        self.extra = key  #: extra
        self[key] = 1

    def get_extra(self):
        return self.extra, self.keys()  #: -> extra


print(Worker, Failure, Bag)
