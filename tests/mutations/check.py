"""Break lintseq on purpose, in one way at a time, and see that a test notices each.

``python tests/mutations/check.py`` does so for all mutations of the ``*.toml`` beside it. First all
their tests have to pass on the code as it is. It exits with 1 if a mutation survives, with 2 if
something else goes wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from catalogue import PROMISES, CatalogueError, Mutation, read_catalogue
from checkout import Checkout, CheckoutError

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_INTRODUCTION = """\
# Mutations

Each line below is a way to break lintseq on purpose, the promise that it breaks, and the test that
noticed it first. `make mutations` breaks the code in these ways, one at a time, and fails if all
tests of a line pass all the same.

"""


def main(words: list[str] | None = None) -> int:
    """Check the mutations; gives the exit status."""
    parser = argparse.ArgumentParser(description="Break lintseq on purpose: do the tests notice?")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="check these mutations only")
    parser.add_argument("--python", action="store_true", help="leave out those that need a build")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table of documents")
    parser.add_argument(
        "--folder",
        type=Path,
        default=_ROOT / "build" / "mutations",
        help="where the copy of the code is that is broken (default: build/mutations)",
    )
    asked = parser.parse_args(words)
    if asked.table is not None and (asked.only or asked.python):
        parser.error("--table needs all mutations")
    try:
        chosen = _chosen(read_catalogue(_HERE), asked.only, python=asked.python)
        noticed = _check(chosen, Checkout(_ROOT, asked.folder.resolve()))
    except (CatalogueError, CheckoutError) as error:
        print(error, file=sys.stderr)
        return 2
    survivors = [mutation.name for mutation, test in noticed if test is None]
    print(f"{len(noticed)} mutations, {len(survivors)} survived: {', '.join(survivors) or 'none'}")
    if survivors:
        return 1
    if asked.table is not None:
        asked.table.write_text(_table(noticed), encoding="utf-8")
    return 0


def _chosen(found: list[Mutation], only: list[str] | None, *, python: bool) -> list[Mutation]:
    unknown = set(only or ()) - {mutation.name for mutation in found}
    if unknown:
        raise CatalogueError(f"no such mutation: {', '.join(sorted(unknown))}")
    return [
        mutation
        for mutation in found
        if (only is None or mutation.name in only) and not (python and mutation.is_native)
    ]


def _check(mutations: list[Mutation], checkout: Checkout) -> list[tuple[Mutation, str | None]]:
    """Give the first test that notices each mutation; None if none does.

    Raises:
        CatalogueError: If a mutation does not fit the code.
        CheckoutError: If the code as it is does not pass the tests, or something cannot be run.
    """
    checkout.update()
    for mutation in mutations:  # what does not fit is told before anything takes long
        mutation.applied((_ROOT / mutation.file).read_text(encoding="utf-8"))
    start = time.monotonic()
    checkout.build()
    tests = list(dict.fromkeys(test for mutation in mutations for test in mutation.tests))
    failed = checkout.first_failure(tests)
    if failed is not None:
        raise CheckoutError(f"without any mutation, this test fails: {failed}")
    print(f"{'as it is':44} {time.monotonic() - start:6.0f} s  passed", flush=True)
    noticed: list[tuple[Mutation, str | None]] = []
    for mutation in mutations:
        start = time.monotonic()
        with checkout.broken(mutation):
            test = checkout.first_failure(mutation.tests)
        noticed.append((mutation, test))
        told = f"{mutation.promise} {mutation.name}"
        seconds = time.monotonic() - start
        print(f"{told:44} {seconds:6.0f} s  {test or '*** SURVIVED ***'}", flush=True)
    return noticed


def _table(noticed: list[tuple[Mutation, str | None]]) -> str:
    """Write the table of the documents."""
    rows = ["| promise | file | what is broken | noticed by |", "|---|---|---|---|"]
    for mutation, test in sorted(noticed, key=lambda pair: (pair[0].promise, pair[0].name)):
        promise = f"{mutation.promise}: {PROMISES[mutation.promise]}"
        name = (test or "").replace("|", "\\|")
        rows.append(f"| {promise} | `{mutation.file}` | {mutation.breaks} | `{name}` |")
    return _INTRODUCTION + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
