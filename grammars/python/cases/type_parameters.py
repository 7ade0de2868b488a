# Type parameters belong to what they stand on; bounds are looked up around it.
from collections.abc import Callable  #: callable

Bound = int  #: bound


def first[T: Bound](items: list[T]) -> T:  #: first <- bound
    return items[0]


class Box[T]:  #: box
    def get(self) -> T:  #: | bound callable
        raise NotImplementedError


type Pair[A] = tuple[A, A]  #: pair  #! finds nothing -- parameters of an alias
type Handler[**P, R] = Callable[P, R]  #: handler <- callable  #! finds nothing -- parameters of an alias
print(first([1]))  #: <- first bound
print(Box)  #: -> box
print(Pair, Handler)  #: <- pair handler callable
