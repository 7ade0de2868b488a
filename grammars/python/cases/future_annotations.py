# With the future import annotations are never evaluated, but linters look names up all the same.
from __future__ import annotations  #: future

from collections import OrderedDict  #: ordered


def before(item: Later) -> OrderedDict[str, Later]:  #: before <- future ordered later
    return OrderedDict(item)


class Later:  #: later | future
    kind = 1

    def copy(self) -> Later:  #: copy <- future
        return self


def after(item: Later) -> None:  #: after <- later | future
    print(item)


print(before(Later()))  #: <- before later
