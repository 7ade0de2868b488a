"""What the documents say holds: their examples run, their lists are complete, their links lead.

With the environment variable LINTSEQ_UPDATE_DOCS the outputs in the documents are written anew.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import lintseq
from lintseq import evaluation, training
from lintseq.cli import ExitCode, execute
from lintseq.formats.native import NATIVE_FORMATS
from lintseq.linter import _ADAPTERS
from lintseq.record import ADDED_COLUMNS, REJECT_COLUMNS
from lintseq.verification import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[1]
DOCUMENTS = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
MODULES = [
    "lintseq",
    "lintseq.formats.registry",
    *(f"lintseq.{p.stem}" for p in CHECKOUT.glob("python/lintseq/[a-z]*.py")),
    "lintseq.training",
    *(f"lintseq.training.{p.stem}" for p in CHECKOUT.glob("python/lintseq/training/[a-z]*.py")),
    "lintseq.evaluation",
    *(f"lintseq.evaluation.{p.stem}" for p in CHECKOUT.glob("python/lintseq/evaluation/[a-z]*.py")),
]

_FENCE = re.compile(r"^(```+)([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(autouse=True)
def _only_built_in_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no example see the formats that others registered."""
    registry = importlib.import_module("lintseq.formats.registry")
    monkeypatch.setattr(registry, "_registered", {})


class Block(NamedTuple):
    """A fenced block: its language, whether it is marked ``output``, and its text."""

    language: str
    is_output: bool
    text: str
    line: int


def blocks(document: Path) -> list[Block]:
    text = document.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        language, _, mark = match[2].partition(" ")
        line = text.count("\n", 0, match.start()) + 2
        found.append(Block(language, mark == "output", match[3], line))
    return found


def protect(request: pytest.FixtureRequest, examples: str) -> None:
    """Skip examples that run programs where nothing keeps those from doing harm."""
    if "lintseq evaluate" in examples or "Evaluator(" in examples:
        request.getfixturevalue("protected")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_python_examples_run(
    document: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Blocks share one namespace; one marked ``output`` is what the block before it prints."""
    examples = [block.text for block in blocks(document) if block.language == "python"]
    protect(request, "".join(examples))
    monkeypatch.chdir(CHECKOUT)
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = ""
    for block in blocks(document):
        if block.is_output and "LINTSEQ_UPDATE_DOCS" in os.environ:
            text = document.read_text(encoding="utf-8")
            fence = f"```{block.language} output\n"
            text = text.replace(f"{fence}{block.text}```", f"{fence}{printed}```", 1)
            document.write_text(text, encoding="utf-8")
        elif block.is_output:
            assert printed == block.text, f"{document.name}:{block.line}"
        elif block.language == "python" and ">>>" in block.text:
            run_session(block, document, names)
        elif block.language == "python":
            code = compile("\n" * (block.line - 1) + block.text, document, "exec")
            with contextlib.redirect_stdout(io.StringIO()) as stream:
                exec(code, names)  # noqa: S102 - our own documents
            printed = stream.getvalue()


def run_session(block: Block, document: Path, names: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(
        block.text, names, document.name, str(document), block.line - 1
    )
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=_FLAGS)
    runner.run(test, out=report.write, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, report.getvalue()


def commands(document: Path) -> Iterator[tuple[str, str]]:
    """Give each command of the ``console`` blocks with what it should print."""
    for block in blocks(document):
        if block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, wanted = part.partition("\n")
                yield command, wanted


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_console_examples_run(
    document: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Commands of one document share a folder, in which there are ``examples`` and ``grammars``."""
    protect(request, "".join(command for command, _ in commands(document)))
    for folder in ("examples", "grammars"):
        (tmp_path / folder).symlink_to(CHECKOUT / folder, target_is_directory=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": ""}
    checker = doctest.OutputChecker()
    for command, wanted in commands(document):
        process = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert checker.check_output(wanted, process.stdout, _FLAGS), f"{command}\n{process.stdout}"


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_run(name: str, request: pytest.FixtureRequest) -> None:
    __import__(name)
    protect(request, Path(sys.modules[name].__file__ or "").read_text(encoding="utf-8"))
    result = doctest.testmod(sys.modules[name], optionflags=_FLAGS)
    assert result.failed == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        found = (document.parent / path).resolve() if path else document
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found), target


def anchors(document: Path) -> set[str]:
    """Give the anchors of the headings, as renderers of Markdown make them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def doc(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text(encoding="utf-8")


def source(name: str) -> str:
    return (CHECKOUT / "rust" / "core" / "src" / name).read_text(encoding="utf-8")


def table(text: str, heading: str) -> set[str]:
    """Give the names in the first column of the table below a heading."""
    _, found, below = text.partition(f"{heading}\n")
    assert found, heading
    section = re.split(r"^#", below, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_every_public_name_is_documented() -> None:
    for name in set(lintseq.__all__) - {"__version__"}:
        assert re.search(rf"^(###? .*`{name}\b|\| `{name}` \|)", doc("api.md"), re.MULTILINE), name


def test_every_option_of_config_is_documented() -> None:
    names = {option.name for option in fields(lintseq.Config)}
    assert table(doc("api.md"), "### `Config(**options)`") == names


def help_of(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert execute([*command, "--help"]) == 0
    return capsys.readouterr().out


def test_every_option_of_the_command_line_is_documented(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = re.findall(r"^    ([a-z]+)\b", help_of([], capsys), re.MULTILINE)
    assert "generate" in names
    for name in names:
        assert f"## `lintseq {name}" in doc("cli.md"), name
        options = re.findall(r"--[a-z][a-z-]+", help_of([name], capsys))
        for option in set(options) - {"--help"}:
            assert f"`{option}`" in doc("cli.md"), option


def test_every_exit_code_is_documented() -> None:
    wanted = {str(code.value) for code in ExitCode}
    assert table(doc("cli.md"), "## Exit codes") == wanted


def test_every_column_is_documented() -> None:
    assert table(doc("cli.md"), "### Columns") == set(ADDED_COLUMNS)
    rejects = table(doc("cli.md"), "### Columns of rejected rows")
    assert rejects == set(REJECT_COLUMNS) | {"raw", "raw_base64"}


def test_every_check_is_documented() -> None:
    assert table(doc("cli.md"), "### Checks") == set(CHECKS)


def test_every_reason_is_documented() -> None:
    engine = set(re.findall(r'=> "([a-z0-9-]+)"', source("reject.rs")))
    rows = "".join(
        (CHECKOUT / "python" / "lintseq" / name).read_text(encoding="utf-8")
        for name in (
            "row.py",
            "guidance.py",
            "transformation.py",
            "columnar/parquet.py",
            "columnar/samples.py",
        )
    )
    ours = set(re.findall(r'refusal\(\s*"([a-z0-9-]+)"', source("row/schema.rs")))
    ours |= set(re.findall(r'reason: "([a-z0-9-]+)"', source("row/schema.rs")))
    ours |= set(re.findall(r'reason(?:, detail)? = "([a-z0-9-]+)"', rows))
    ours |= set(re.findall(r'^[A-Z_]+ = "([a-z-]+)"', rows, re.MULTILINE))
    assert table(doc("cli.md"), "### Reasons") == engine | ours


def test_training_rows_are_documented() -> None:
    text = doc("training.md")
    assert table(text, "## Shapes") == set(training.shapes())
    assert table(text, "## Rejected rows") == set(training.REASONS)
    for reason, meaning in training.REASONS.items():
        assert f"| `{reason}` | {meaning} |" in text
    _, _, api = doc("api.md").partition("## Training rows")
    for name in training.__all__:
        assert f"`{name}" in api, name


def test_evaluation_is_documented() -> None:
    text = doc("evaluation.md")
    for heading, meanings in (
        ("## Samples", evaluation.KINDS),
        ("### Statuses", evaluation.STATUSES),
        ("### Reasons of verdicts", evaluation.VERDICT_REASONS),
    ):
        assert table(text, heading) == set(meanings)
        for name, meaning in meanings.items():
            assert f"| `{name}` | {meaning} |" in text
    assert table(text, "## Languages") == set(evaluation.runners())
    _, _, names = text.partition("## Names")
    for name in evaluation.__all__:
        assert f"`{name}" in names, name


def test_every_failure_is_documented() -> None:
    codes = set(re.findall(r'=> "([a-z0-9-]+)"', source("format/failure.rs")))
    assert table(doc("formats.md"), "## What cannot be applied") == codes | {"invalid-utf8"}


def test_every_obstacle_is_documented() -> None:
    codes = set(re.findall(r'=> "([a-z0-9-]+)"', source("format/unrenderable.rs")))
    assert table(doc("formats.md"), "## What cannot be written") == codes


def test_every_format_is_documented() -> None:
    for name in NATIVE_FORMATS:
        assert f"\n## `{name}`\n" in doc("formats.md"), name


def test_adapters_are_documented() -> None:
    assert table(doc("linters.md"), "## Adapters") == set(_ADAPTERS)


def test_every_capture_is_documented() -> None:
    roles = re.search(r"^roles! \{(.*?)^\}", source("capture/role.rs"), re.MULTILINE | re.DOTALL)
    assert roles
    captures = {f"@{name}" for name in re.findall(r'= "([^"]+)"', roles[1])}
    assert table(doc("native-linter.md"), "### Captures") == captures


def test_every_code_of_the_native_linter_is_documented() -> None:
    codes = set(re.findall(r'=> "([a-z-]+)"', source("network.rs"))) | {"syntax-error"}
    assert table(doc("native-linter.md"), "## What it reports") == codes


def test_every_rule_is_documented() -> None:
    names = re.search(r"^rules! \{\n(.*?)^\}", source("language.rs"), re.DOTALL | re.MULTILINE)
    assert names
    wanted = set(re.findall(r'= "([^"]+)"', names[1]))
    assert table(doc("native-linter.md"), "### Rules") == wanted


def test_the_changelog_knows_this_version() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{lintseq.__version__}]" in text
