# A class is made only while it has what its bases left open.
from abc import ABC, abstractmethod  #: abc


class Base(ABC):  #: base
    @abstractmethod
    def run(self):  #: run
        pass

    def start(self):
        return self.run()  #: | run_one


class One(Base):  #: one
    def run(self):  #: run_one
        return 1


print(One().start())  #: <- one run_one base
