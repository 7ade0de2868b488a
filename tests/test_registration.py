from __future__ import annotations

import ctypes
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import lintseq
from lintseq import LanguageError, register_language, register_language_folder
from lintseq.language import find_language

zig = pytest.importorskip("tree_sitter_zig")

PROGRAM = 'const std = @import("std");\n\npub fn main() void {\n    std.debug.print("x", .{});\n}\n'
UNITS = "(source_file (_) @unit)\n(block (_) @unit)\n(comment) @comment\n"
NAMES = '(identifier) @reference\n(variable_declaration (identifier) @definition.hoisted . "=")\n'
ROOT = Path(__file__).resolve().parent.parent
GRAMMARS = ROOT / "grammars"


def sampled(name: str, program: str = PROGRAM) -> lintseq.EditSequence:
    sequence = lintseq.sample(program, language=name, seed=1)[0]
    assert lintseq.apply(sequence.render()) == program
    assert not lintseq.verify(sequence)
    return sequence


def test_capsule_without_queries_works_by_lines() -> None:
    assert register_language("zig-lines", zig.language(), extensions=["zigl"]) == "zig-lines"
    assert len(sampled("zig-lines")) >= 2
    (entry,) = (entry for entry in lintseq.languages() if entry.name == "zig-lines")
    assert entry.checks == ("syntax",)
    assert not entry.built_in
    assert entry.extensions == ("zigl",)


def test_package_with_queries() -> None:
    register_language(
        "zig-queries",
        zig,
        units=UNITS,
        names=NAMES,
        aliases=["zq"],
        syntax={"line_comment": "//", "closers": ["}"], "closed_units": True},
        rules=["declared-before-use"],
    )
    assert find_language("ZQ") == "zig-queries"
    sequence = sampled("zq")
    # Nothing may read `std` before it is there.
    steps = sequence.steps.tolist()
    assert steps[0] <= steps[3]
    (entry,) = (entry for entry in lintseq.languages() if entry.name == "zig-queries")
    assert entry.checks == ("syntax", "structure", "names", "declared-before-use")
    assert entry.grammar.startswith("tree-sitter-zig ")


def test_config_hash_knows_registered_grammars() -> None:
    before = lintseq.Config().hash
    register_language("zig-hash", zig.language())
    assert lintseq.Config().hash != before


def test_name_that_is_taken() -> None:
    with pytest.raises(LanguageError, match='"python" of python belongs to python already') as got:
        register_language("python", zig.language())
    assert "replace" in str(got.value)
    with pytest.raises(LanguageError, match='"py" of zig-alias belongs to python'):
        register_language("zig-alias", zig.language(), aliases=["py"])
    assert find_language("zig-alias") is None


def test_replace_takes_the_place() -> None:
    register_language("zig-twice", zig.language(), aliases=["first"])
    register_language("zig-twice", zig.language(), aliases=["second"], replace=True)
    assert find_language("first") is None
    assert find_language("second") == "zig-twice"


def test_language_that_extends_a_built_in_one() -> None:
    register_language("python-dialect", extends="python", extensions=["pyx1"])
    assert len(sampled("python-dialect", "import os\n\n\nprint(os.sep)\n")) >= 2
    with pytest.raises(LanguageError, match='extends "klingon", which is no known language'):
        register_language("dialect", extends="klingon")


@pytest.mark.parametrize(
    ("grammar", "message"),
    [
        (3, "a grammar is the capsule that a grammar package's language"),
        ("zig", "a grammar is the capsule"),
        (object(), "a grammar is the capsule"),
        (None, "has no grammar"),
    ],
)
def test_wrong_grammar(grammar: object, message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        register_language("wrong", grammar)
    assert find_language("wrong") is None


def capsule(pointer: ctypes.c_void_p, name: bytes) -> object:
    new = ctypes.pythonapi.PyCapsule_New
    new.restype = ctypes.py_object
    new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return new(pointer, name, None)


def test_capsule_of_something_else() -> None:
    buffer = ctypes.create_string_buffer(8)
    other = capsule(ctypes.cast(buffer, ctypes.c_void_p), b"datetime.datetime_CAPI")
    with pytest.raises(LanguageError, match="the capsule holds no grammar"):
        register_language("wrong", other)


NAME = b"tree_sitter.Language"


@pytest.mark.parametrize("version", [0, 12, 99])
def test_grammar_of_another_abi(version: int) -> None:
    # A grammar starts with its ABI version; nothing behind it is read when that is wrong.
    fake = (ctypes.c_uint32 * 128)(version)
    grammar = capsule(ctypes.cast(fake, ctypes.c_void_p), NAME)
    with pytest.raises(LanguageError, match=rf"has ABI version {version}; this build reads 13 to"):
        register_language("wrong", grammar)


@pytest.mark.parametrize(
    ("units", "names", "message"),
    [
        (
            "(block) @unit\n(no_such_node) @unit",
            "",
            r'units.scm of wrong, line 2, column 2: the grammar has no node "no_such_node"$',
        ),
        ("", "\n(block nofield: (_) @unit)", r"names.scm of wrong, line 2, column \d+: .*field"),
        ("(block", "", r"units.scm of wrong, line 1"),
        ("(block) @unti", "", "unknown capture @unti; known: unit, "),
        ("", '((block) @scope (#set! scope "room"))', "unknown property #set! scope room"),
    ],
)
def test_broken_query_says_where(units: str, names: str, message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        register_language("wrong", zig.language(), units=units, names=names)


def test_broken_tables() -> None:
    with pytest.raises(LanguageError, match='unknown rule "be-nice"; known: assigned-before-use'):
        register_language("wrong", zig.language(), rules=["be-nice"])
    with pytest.raises(LanguageError, match="unknown field `colour`"):
        register_language("wrong", zig.language(), syntax={"colour": "blue"})
    with pytest.raises(LanguageError, match='no node kind "nothing"'):
        register_language("wrong", zig.language(), syntax={"identifiers": ["nothing"]})
    with pytest.raises(LanguageError, match='"@b" names no module'):
        register_language("wrong", zig.language(), modules={"a": ["@b"]})


def write_folder(folder: Path, name: str, **files: str) -> Path:
    folder.mkdir()
    (folder / "language.toml").write_text(
        f'name = "{name}"\nextensions = [".{name}"]\n\n[grammar]\nmodule = "tree_sitter_zig"\n\n'
        '[syntax]\nline_comment = "//"\n'
    )
    for file, text in files.items():
        (folder / f"{file}.scm").write_text(text)
    return folder


def test_folder(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "zig", "zig-folder", units=UNITS, names=NAMES)
    assert register_language_folder(folder) == "zig-folder"
    assert len(sampled("zig-folder")) >= 2


def test_folder_of_a_built_in_language() -> None:
    assert register_language_folder(GRAMMARS / "python", replace=True) == "python"
    assert len(sampled("python", "import os\n\n\nprint(os.sep)\n")) >= 2


def test_folder_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"language.toml is missing"):
        register_language_folder(tmp_path)
    (tmp_path / "language.toml").write_text("name = ")
    with pytest.raises(LanguageError, match=r"language.toml: Invalid value"):
        register_language_folder(tmp_path)
    (tmp_path / "language.toml").write_text('name = "x"\n[grammar]\nmodule = "tree_sitter_none"\n')
    with pytest.raises(LanguageError, match="pip install tree-sitter-none"):
        register_language_folder(tmp_path)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ('unreadable = ["("]', r"\[grammar\] unreadable of zig-x: .*unclosed group"),
        ('heredocs = ["<<E"]', r"\[grammar\] heredocs of zig-x: \"<<E\" has no group \(\?<word>"),
    ],
)
def test_broken_patterns_of_the_unreadable(tmp_path: Path, key: str, message: str) -> None:
    folder = write_folder(tmp_path / "zig", "zig-x")
    manifest = folder / "language.toml"
    manifest.write_text(manifest.read_text().replace("[grammar]", f"[grammar]\n{key}"))
    with pytest.raises(LanguageError, match=f"(?s){message}"):
        register_language_folder(folder)


def test_text_that_a_scanner_cannot_take(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "zig", "zig-unreadable")
    manifest = folder / "language.toml"
    manifest.write_text(
        manifest.read_text().replace("[grammar]", '[grammar]\nunreadable = ["@panic"]')
    )
    register_language_folder(folder)
    sampled("zig-unreadable")
    with pytest.raises(lintseq.RejectedError, match="line 2") as caught:
        lintseq.sample("const a = 1;\nconst b = @panic();\n", language="zig-unreadable", seed=1)
    assert caught.value.reason == "unreadable"


def test_check_holds_the_engine_to_the_cases(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "zig", "zig-cases", units=UNITS, names=NAMES)
    cases = folder / "cases"
    cases.mkdir()
    (cases / "names.zig").write_text("const a = 1; //: a\nconst b = a; //: b <- a\n")
    command = [sys.executable, "-m", "lintseq", "languages", "--check", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "zig-cases: queries fit, 1 claims in 1 cases, 0 do not hold" in done.stdout
    (cases / "wrong.zig").write_text("const a = 1; //: a\nconst b = 2; //: b <- a\n")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "wrong.zig:2: `b` (line 2) must go with `a` (line 1), but stays" in done.stdout


def test_example_folder_keeps_its_claims() -> None:
    folder = ROOT / "examples" / "languages" / "zig"
    command = [sys.executable, "-m", "lintseq", "languages", "--check", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 do not hold" in done.stdout
    script = folder.with_name("register_zig.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.count("--- state") > 2
    assert "isPrime(@intCast(number))" in done.stdout


def test_every_grammar_of_the_pack_gives_sequences() -> None:
    pack = pytest.importorskip("tree_sitter_language_pack", reason="lintseq[all-languages]")
    from lintseq.registration import pack_languages  # noqa: PLC0415

    assert len(pack_languages()) == 173
    with pytest.raises(LanguageError, match="does not end on some texts"):
        find_language("cobol")
    names = sorted(pack_languages() - {entry.name for entry in lintseq.languages()} - {"cobol"})
    assert pack is not None
    text = "a = 1\nb = 2\n\nc = 3\n"
    config = lintseq.Config(syntax_errors="keep")
    for name in names:
        assert find_language(name) == name
        sequence = lintseq.sample(text, language=name, config=config)[0]
        assert lintseq.apply(sequence.render()) == text


PLUGIN = """
import lintseq, tree_sitter_zig

def register():
    lintseq.register_language("zig-plugin", tree_sitter_zig, extensions=["zigp"])
"""


def run_with_plugin(
    tmp_path: Path, code: str, body: str = PLUGIN
) -> subprocess.CompletedProcess[str]:
    """Run code where a package with an entry point is installed."""
    (tmp_path / "zig_plugin.py").write_text(body)
    info = tmp_path / "zig_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zig-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[lintseq.languages]\nzig-plugin = zig_plugin:register\n"
    )
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{textwrap.dedent(code)}"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )


def test_entry_point(tmp_path: Path) -> None:
    code = """
        import lintseq
        print(lintseq.sample("const a = 1;\\n", language="zig-plugin")[0].language)
        print("zig-plugin" in [entry.name for entry in lintseq.languages()])
    """
    done = run_with_plugin(tmp_path, code)
    assert (done.stdout.split(), done.stderr) == (["zig-plugin", "True"], "")


def test_broken_entry_point_is_named(tmp_path: Path) -> None:
    code = """
        import lintseq
        try:
            lintseq.languages()
        except lintseq.LanguageError as error:
            print(error)
    """
    done = run_with_plugin(tmp_path, code, "def register():\n    raise OSError('no disk')\n")
    assert done.stdout == "the plug-in 'zig-plugin' of zig-plugin failed: no disk\n"
