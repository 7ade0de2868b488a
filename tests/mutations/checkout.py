"""A copy of the checkout that can be broken: its files, its native module and its tests."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from catalogue import Mutation

__all__ = ["Checkout", "CheckoutError"]

_PASSED, _FAILED = 0, 1
_SUMMARY = re.compile(r"^(?:FAILED|ERROR) (\S+::.*?)(?: - .*)?$", re.MULTILINE)
_LONGEST_OUTPUT = 6_000


class CheckoutError(Exception):
    """The copy cannot be built, or its tests cannot be run."""


class Checkout:
    """A copy of all files that git does not ignore, with a build of its own.

    What is there from the last time is used again.

    Args:
        source: The checkout.
        folder: Where the copy and its build are.
    """

    def __init__(self, source: Path, folder: Path) -> None:
        self._source = source
        self._tree = folder / "tree"
        self._target = folder / "target"

    def update(self) -> None:
        """Make the copy what the checkout is, and leave files alone that are so already.

        Raises:
            CheckoutError: If git does not tell the files.
        """
        listed = self._run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], self._source
        )
        if listed.returncode != 0:
            raise CheckoutError(f"git ls-files failed: {listed.stdout}")
        wanted = {name for name in listed.stdout.split("\0") if (self._source / name).is_file()}
        for path in [*self._tree.rglob("*")] if self._tree.exists() else []:
            if path.is_file() and path.relative_to(self._tree).as_posix() not in wanted:
                path.unlink()
        for name in wanted:
            content, path = (self._source / name).read_bytes(), self._tree / name
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    @contextlib.contextmanager
    def broken(self, mutation: Mutation) -> Iterator[None]:
        """Apply a mutation, and undo it in the end.

        Raises:
            CatalogueError: If it does not fit.
            CheckoutError: If what it makes cannot be built.
        """
        path = self._tree / mutation.file
        before = path.read_text(encoding="utf-8")
        self._write(path, mutation.applied(before))
        try:
            if mutation.is_native:
                self.build()
            yield
        finally:
            self._write(path, before)

    def build(self) -> None:
        """Build the native module, and put it beside the Python package.

        Raises:
            CheckoutError: If the compiler refuses it.
        """
        environment = {
            "CARGO_TARGET_DIR": str(self._target),
            # As maturin does: the module finds the symbols of Python in what imports it.
            "PYO3_BUILD_EXTENSION_MODULE": "1",
            "PYO3_PYTHON": sys.executable,
        }
        words = ["cargo", "build", "--quiet", "--locked", "--package", "lintseq-python"]
        done = self._run(words, self._tree, environment)
        if done.returncode != 0:
            raise CheckoutError(f"the native module cannot be built:\n{done.stdout}")
        module = self._tree / "python" / "lintseq" / "_core.abi3.so"
        module.unlink(missing_ok=True)
        module.symlink_to(self._target / "debug" / "lib_core.so")

    def first_failure(self, tests: Sequence[str]) -> str | None:
        """Run tests; give the first that fails, or None if all pass.

        Raises:
            CheckoutError: If they cannot be run, or there are none.
        """
        plugins = self._tree / "tests" / "mutations"
        environment = {
            "PYTHONPATH": os.pathsep.join([str(self._tree / "python"), str(plugins)]),
            "PYTHONHASHSEED": "0",
            "COLUMNS": "1000",  # pytest cuts what it says of a failure at the end of a line
        }
        words = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=short", "-p", "unshrunk"]
        words += ["-p", "no:cacheprovider", *tests]
        done = self._run(words, self._tree, environment)
        if done.returncode == _PASSED:
            return None
        found = _SUMMARY.search(done.stdout)
        if done.returncode != _FAILED or found is None:
            raise CheckoutError(f"{' '.join(tests)}:\n{done.stdout[-_LONGEST_OUTPUT:]}")
        return found[1]

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        # Python compares times in seconds, and a mutation may be as long as what it replaces.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()

    def _run(
        self, words: list[str], folder: Path, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        found = shutil.which(words[0])
        if found is None:
            raise CheckoutError(f"{words[0]} is not installed")
        return subprocess.run(
            [found, *words[1:]],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
