"""The shapes that have a name."""

from __future__ import annotations

import threading
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError, UnknownNameError
from lintseq.training import shapes as built_in
from lintseq.training.shape import Shape

if TYPE_CHECKING:
    from typing import TypeVar

    ShapeT = TypeVar("ShapeT", bound=type[Shape])

__all__ = ["UnknownShapeError", "find_shape", "make_shape", "register_shape", "shapes"]

_shapes: dict[str, type[Shape]] = {
    shape.name: shape for shape in (getattr(built_in, name) for name in built_in.__all__)
}
_lock = threading.Lock()


class UnknownShapeError(UnknownNameError):
    """No shape has this name."""

    kind = "shape"


def shapes() -> tuple[str, ...]:
    """List the names of the shapes.

    Example:
        >>> "prompt-completion" in shapes()
        True
    """
    return tuple(sorted(_shapes))


def find_shape(name: str) -> type[Shape]:
    """Give a shape.

    Raises:
        UnknownShapeError: If no shape has this name.
    """
    if name not in _shapes:
        raise UnknownShapeError(name, _shapes)
    return _shapes[name]


def make_shape(name: str, **options: Any) -> Shape:  # noqa: ANN401 - each shape has its own
    """Make a shape with options.

    Args:
        name: Its name.
        **options: Its attributes.

    Raises:
        UnknownShapeError: If no shape has this name.
        ConfigError: If the shape has no such option, or a value is not allowed.
    """
    shape = find_shape(name)
    known = [field.name for field in fields(shape)]
    for option in options:
        if option not in known:
            why = ": its chat template ends the turns" if option == "eos" else ""
            raise ConfigError(
                f"the shape {name!r} has no option {option!r}{why} (it has: {', '.join(known)})"
            )
    return shape(**options)


def register_shape(shape: ShapeT, *, replace: bool = False) -> ShapeT:
    """Add a shape for the rest of the process.

    Args:
        shape: A class that derives from `Shape`; it may be decorated with it.
        replace: Whether to take the place of a shape with the same name.

    Returns:
        What was given.

    Raises:
        ConfigError: If the name is taken, or it is no shape.
    """
    if not isinstance(shape, type) or not issubclass(shape, Shape):
        raise ConfigError(f"a shape is a class that derives from Shape, not {shape!r}")
    name = getattr(shape, "name", None)
    if not isinstance(name, str) or not name:
        raise ConfigError(f"a shape needs a name: {shape!r}")
    with _lock:
        if name in _shapes and not replace:
            raise ConfigError(f"there is a shape {name!r} already; replace=True takes its place")
        _shapes[name] = shape
    return shape
