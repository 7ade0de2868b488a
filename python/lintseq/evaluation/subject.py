"""A program of Python and its tests, in the process that is to be theirs."""

from __future__ import annotations

import json
import os
import sys
from types import ModuleType
from typing import Any, NoReturn

__all__ = ["run_python"]


class NoEntryPoint(Exception):  # noqa: N818 - its name is what is told
    """The program does not define what is tested."""


def run_python(program: str, entry_point: str | None) -> NoReturn:
    """Run a program of Python, then its tests, which come when the program has been loaded.

    What is needed afterwards is bound before: a program may change any module.
    """
    write, read, leave, loads, dumps = os.write, os.read, os._exit, json.loads, json.dumps
    run, build, kind_of, text_of = exec, compile, type, str
    base: Any = BaseException
    module = ModuleType("program")
    sys.modules["program"] = module
    sys.modules["__main__"] = module
    sys.argv = ["program"]
    names: dict[Any, Any] = module.__dict__
    place = "the program"
    try:
        run(build(program, "program.py", "exec", dont_inherit=True), names)
        write(4, b"loaded\n")
        content = b""
        while not content.endswith(b"\n"):
            part = read(3, 1 << 16)
            if not part:
                leave(1)
            content += part
        answer = loads(content)
        if entry_point is not None and entry_point not in names:
            raise NoEntryPoint(entry_point)
        candidate = names.get(entry_point)  # before the tests, which may define its name, too
        place = "the tests"
        run(build(answer["tests"], "tests.py", "exec", dont_inherit=True), names)
        if entry_point is not None:
            names["check"](candidate)
        write(4, b"token " + answer["token"].encode() + b"\n")
    except base as error:
        try:
            said = text_of(error)[:2000]
        except base:
            said = ""
        found = {"kind": kind_of(error).__name__, "text": said, "in": place}
        write(4, b"error " + dumps(found).encode() + b"\n")
    leave(0)
