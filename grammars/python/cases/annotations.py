# Annotations are evaluated; as strings too, for linters.
import typing  #: typing
from typing import Optional  #: optional


class Node:  #: node
    parent: "Optional[Node]" = None  #: parent <- optional
    name: typing.Any = None  #: any <- typing

    def link(self, other: "Node") -> Optional["Leaf"]:  #: link <- optional leaf node
        return None


class Leaf:  #: leaf
    pass


def walk(leaf: Leaf, depth: "int" = 0) -> typing.List["Node"]:  #: walk <- leaf typing node
    print(leaf, depth)
    return []


size: int = 1  #: size
later: "Leaf"  #: later -> leaf
print(walk(Leaf(), size))  #: <- walk leaf size
