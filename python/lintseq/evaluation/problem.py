"""Problems: what a program is asked for, and the tests that it has to pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Problem"]

_PROMPTS = ("prompt", "instruction")
_TESTS = ("test", "tests", "test_list")
_TASKS = ("task_id", "name", "id")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem.

    Attributes:
        task_id: Its name.
        tests: The text of the tests. It comes behind the program, and fails if the program does.
        prompt: What stands before a completion.
        entry_point: The function that is tested: ``check(entry_point)`` is called at the end, as
            HumanEval has it. None where the tests call what they test.
        language: The language of program and tests.
    """

    task_id: str
    tests: str
    prompt: str = ""
    entry_point: str | None = None
    language: str = "python"

    @classmethod
    def of(cls, row: Mapping[str, Any], language: str = "python") -> Problem:
        """Read a problem from a row, by the columns of HumanEval, MBPP, and MultiPL-E.

        Args:
            row: ``task_id``; ``test`` or ``tests`` or the list ``test_list``; ``prompt`` or
                ``instruction``; ``entry_point`` and ``language``, where there are any.
            language: The language of a row that does not say it.

        Raises:
            ConfigError: If a column is missing, or holds something else.
        """
        task = next((row[name] for name in _TASKS if row.get(name) is not None), None)
        if isinstance(task, bool) or not isinstance(task, (str, int)):
            raise ConfigError("a problem needs a column 'task_id' with its name")
        tests = next((row[name] for name in _TESTS if row.get(name) is not None), None)
        if isinstance(tests, list) and all(isinstance(line, str) for line in tests):
            tests = "\n".join([row.get("test_setup_code") or "", *tests])
        if not isinstance(tests, str):
            raise ConfigError(f"problem {task!r} needs a column 'test' with the text of its tests")
        prompt = next((row[name] for name in _PROMPTS if isinstance(row.get(name), str)), "")
        found = row.get("entry_point") or None
        named = row.get("language") or language
        if not isinstance(found, (str, type(None))) or not isinstance(named, str):
            raise ConfigError(f"problem {task!r}: entry_point and language are text")
        # Some tests call themselves what they test, and name it besides.
        calls = "def check(" in tests and found is not None
        return cls(str(task), tests, prompt, found if calls else None, named)
