"""Training rows: every shape to the byte, and what becomes of bad rows and options."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from lintseq import ConfigError, EditSequence, Reject, UnknownFormatError
from lintseq.training import (
    DIFF,
    PLAIN,
    REASONS,
    TRAINERS,
    Budget,
    Export,
    PlainShape,
    Separator,
    Split,
    TokenizerTemplate,
    UnknownShapeError,
    UnknownTrainerError,
    find_shape,
    make_shape,
    register_shape,
    registry,
    setup_lines,
    shapes,
    token_mask,
)

FIRST, SECOND = "@@ -0,0 +1 @@\n+a = 1", "@@ -1,0 +2 @@\n+b = a"
ROW = {
    "instruction": "Set both.",
    "edit_path": [FIRST, SECOND],
    "edit_format": "unified",
    "row_id": "0f",
    "sample": 3,
    "language": "python",
}
IDS = {"row_id": "0f", "sample": 3, "language": "python"}
BOTH = f"\n<|diff|>{FIRST}\n<|diff|>{SECOND}\n<|diff|>\n<|diff|>"
PLAIN_BOTH = f"\n### edit\n{FIRST}\n### edit\n{SECOND}\n### edit\n### edit"
USER = {"role": "user", "content": "Set both."}
NEXT = {"role": "user", "content": "Continue."}
CHAT = ("conversational", "messages", "alpaca", "sharegpt")
WHOLE = ("text", "prompt-completion", "axolotl", *CHAT)


def said(content: str) -> dict[str, str]:
    return {"role": "assistant", "content": content}


def exported(shape: str, row: dict[str, Any] = ROW, **options: Any) -> list[dict[str, Any]]:
    converted = Export(shape=make_shape(shape, **options), identify=False).convert(row)
    assert not converted.rejects
    return [made.columns for made in converted.rows]


EXAMPLES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("text", {}, {"text": "Set both." + BOTH}),
    ("text", {"eos": "</s>"}, {"text": f"Set both.{BOTH}</s>"}),
    ("prompt-completion", {"eos": "</s>"}, {"prompt": "Set both.", "completion": BOTH + "</s>"}),
    (
        "prompt-completion",
        {"separator": PLAIN, "eos": "</s>"},
        {"prompt": "Set both.", "completion": PLAIN_BOTH + "</s>"},
    ),
    ("conversational", {}, {"prompt": [USER], "completion": [said(BOTH[1:])]}),
    (
        "messages",
        {},
        {"messages": [USER, said(FIRST), NEXT, said(SECOND), NEXT, said("Done.")]},
    ),
    (
        "messages",
        {"next_turn": "More.", "last_turn": ""},
        {"messages": [USER, said(FIRST), {"role": "user", "content": "More."}, said(SECOND)]},
    ),
    (
        "axolotl",
        {"bos": "<s>", "eos": "</s>"},
        {
            "segments": [
                {"label": False, "text": "<s>Set both."},
                {"label": True, "text": BOTH + "</s>"},
            ]
        },
    ),
    ("alpaca", {}, {"instruction": "Set both.", "input": "", "output": BOTH[1:]}),
    (
        "sharegpt",
        {},
        {
            "conversations": [
                {"from": "human", "value": "Set both."},
                {"from": "gpt", "value": FIRST},
                {"from": "human", "value": "Continue."},
                {"from": "gpt", "value": SECOND},
                {"from": "human", "value": "Continue."},
                {"from": "gpt", "value": "Done."},
            ]
        },
    ),
]


@pytest.mark.parametrize(("shape", "options", "wanted"), EXAMPLES)
def test_shapes_to_the_byte(shape: str, options: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert json.dumps(exported(shape, **options)) == json.dumps([wanted])


def test_steps_to_the_byte() -> None:
    metadata = {"edit_format": "unified", "first_edit": 0, "sequence_edits": 2}
    assert exported("steps", draw="each", eos="</s>") == [
        {
            "prompt": "Set both.",
            "completion": f"\n<|diff|>{FIRST}\n<|diff|></s>",
            "program_start": "",
            "lines_changed": 1,
            "source_program_id": "0f",
            "metadata": metadata,
        },
        {
            "prompt": "Set both.\n\n```python\na = 1\n```\n",
            "completion": f"\n<|diff|>{SECOND}\n<|diff|>\n<|diff|></s>",
            "program_start": "a = 1\n",
            "lines_changed": 1,
            "source_program_id": "0f",
            "metadata": metadata | {"first_edit": 1},
        },
    ]


def test_the_prompt_of_a_step_shows_any_program() -> None:
    program = "```` ticks\nend"
    row = ROW | {"edit_path": EditSequence(program, "python", [1, 0]).render(), "language": None}
    assert exported("steps", row, draw="each")[1]["prompt"] == (
        "Set both.\n\n```\nend\n\\ No newline at end of file\n```\n"
    )
    row["edit_path"] = EditSequence(program, "python", [0, 1]).render()
    assert "\n\n`````\n```` ticks\n`````\n" in exported("steps", row, draw="each")[1]["prompt"]


PROSE = [
    ("text", "text", f"Set both.\nSo:{BOTH}"),
    ("prompt-completion", "completion", f"\nSo:{BOTH}"),
    ("conversational", "completion", [said("So:" + BOTH)]),
    ("alpaca", "output", "So:" + BOTH),
]


@pytest.mark.parametrize(("shape", "column", "wanted"), PROSE)
def test_prose_goes_before_the_first_edit(shape: str, column: str, wanted: object) -> None:
    row = ROW | {"prose": "So:"}
    (columns,) = exported(shape, row)
    assert columns[column] == wanted
    split = make_shape(shape).split(columns)
    assert (split.before, split.edits) == (
        "Set both.\nSo:" if shape == "text" else "So:",
        (FIRST, SECOND),
    )


@pytest.mark.parametrize("shape", [shape for shape in WHOLE if shape != "text"])
@pytest.mark.parametrize("prose", ["\nSo:\n", "\n", "So:\n\n"])
def test_prose_keeps_its_newlines(shape: str, prose: str) -> None:
    (columns,) = exported(shape, ROW | {"prose": prose})
    assert make_shape(shape).split(columns).before == prose


def test_prose_goes_into_the_first_turn() -> None:
    (columns,) = exported("messages", ROW | {"prose": "So:"})
    assert columns["messages"][1] == said(f"So:\n<|diff|>{FIRST}")
    assert make_shape("messages").split(columns).before == "So:"


@pytest.mark.parametrize("shape", shapes())
def test_rows_keep_what_identifies_them(shape: str) -> None:
    named = Export(shape=make_shape(shape)).convert(ROW).rows[0].columns
    bare = Export(shape=make_shape(shape), identify=False).convert(ROW).rows[0].columns
    assert named == bare | IDS


def test_rows_without_names_get_some() -> None:
    row = {"edit_path": [FIRST]}
    export = Export(shape=make_shape("text"))
    columns = export.convert(row).rows[0].columns
    assert columns["text"].startswith("\n<|diff|>")
    assert (columns["sample"], columns["language"]) == (0, None)
    assert columns["row_id"] != export.convert({"edit_path": [SECOND]}).rows[0].columns["row_id"]


def test_a_cut_text_ends_in_one_separator() -> None:
    budget = Budget(list, 60, over="cut")
    export = Export(shape=make_shape("text", eos="</s>"), budget=budget, identify=False)
    assert [made.columns for made in export.convert(ROW).rows] == [
        {"text": f"Set both.\n<|diff|>{FIRST}\n<|diff|>", "n_edits": 1, "cut": True}
    ]


def test_rows_over_the_budget_are_rejects_with_their_number() -> None:
    size = len("Set both." + BOTH)
    fits = Export(shape=make_shape("text"), budget=Budget(list, size))
    assert fits.convert(ROW).rows[0].tokens == size
    over = Export(shape=make_shape("text"), budget=Budget(list, size - 1))
    assert over.convert(ROW).rejects == (
        Reject(
            "too-many-tokens",
            f"edits 1 to 2 of 2: {size} tokens, at most {size - 1}",
            "python",
        ),
    )


def test_a_step_over_the_budget_leaves_the_others() -> None:
    steps = make_shape("steps", draw="each")
    converted = Export(shape=steps, budget=Budget(list, 60)).convert(ROW)
    assert [made.columns["program_start"] for made in converted.rows] == [""]
    assert [found.detail[:15] for found in converted.rejects] == ["edits 2 to 2 of"]


def test_half_of_the_drawn_steps_start_from_empty() -> None:
    lines = [f"@@ -{n},0 +{n + 1} @@\n+{n}" for n in range(9)]
    lines[0] = "@@ -0,0 +1 @@\n+0"
    export = Export(shape=make_shape("steps"))
    metadata = [
        export.convert({"edit_path": lines, "row_id": str(n)}).rows[0].columns["metadata"]
        for n in range(1000)
    ]
    starts = [found["first_edit"] for found in metadata]
    assert 440 < starts.count(0) < 560
    assert set(starts) == set(range(9))


BAD = [
    ({}, "missing-column"),
    ({"edit_path": "text"}, "bad-column"),
    ({"edit_path": [FIRST, 7]}, "bad-column"),
    ({"edit_path": None}, "bad-column"),
    ({"edit_path": []}, "no-edits"),
    ({"edit_path": [FIRST, " \n"]}, "blank-edit"),
    ({**ROW, "sample": "0"}, "bad-column"),
    ({**ROW, "sample": True}, "bad-column"),
    ({**ROW, "language": 7}, "bad-column"),
    ({**ROW, "row_id": 7}, "bad-column"),
    ({**ROW, "prose": ["So:"]}, "bad-column"),
    ({**ROW, "edit_format": 1}, "bad-column"),
    ({**ROW, "edit_format": "morse"}, "unknown-format"),
    ({**ROW, "status": "rejected", "reason": "empty"}, "rejected-row"),
    ({**ROW, "instruction": "\ud800"}, "half-character"),
    ({**ROW, "edit_path": [FIRST + "\udfff"]}, "half-character"),
    ({**ROW, "edit_path": [FIRST, "<|diff|>"]}, "ambiguous-separator"),
    ({**ROW, "edit_path": [FIRST, "a\n<|diff|>b"]}, "ambiguous-separator"),
    ({**ROW, "prose": "<|diff|>"}, "ambiguous-separator"),
]


@pytest.mark.parametrize(("row", "reason"), BAD)
@pytest.mark.parametrize("shape", shapes())
def test_bad_rows_are_rejects(row: dict[str, Any], reason: str, shape: str) -> None:
    converted = Export(shape=make_shape(shape)).convert(row)
    assert not converted.rows
    (found,) = converted.rejects
    if found.reason != reason:  # rows without an instruction are wrong in two ways
        assert (found.reason, shape in CHAT) == ("no-instruction", True)
        assert "instruction" not in row
    assert found.reason in REASONS
    assert found.detail


def test_more_bad_rows() -> None:
    def reason(row: dict[str, Any], shape: str, **options: Any) -> str:
        converted = Export(shape=make_shape(shape), **options).convert(row)
        (found,) = converted.rejects
        return found.reason

    assert reason(ROW | {"instruction": " \n"}, "alpaca") == "no-instruction"
    assert reason(ROW, "text", instruction_column="task") == "missing-column"
    assert reason(ROW | {"task": None}, "text", instruction_column="task") == "bad-column"
    assert reason(ROW | {"instruction": "a\n<|diff|>"}, "text") == "ambiguous-separator"
    assert reason(ROW | {"edit_path": [FIRST, "Done."]}, "messages") == "ambiguous-separator"
    assert reason(ROW | {"edit_path": [SECOND]}, "steps") == "unappliable"


def test_columns_of_instructions() -> None:
    row = {"edit_path": [FIRST], "instruction": None, "prompt": "P", "task": "T"}
    assert exported("prompt-completion", row)[0]["prompt"] == "P"
    export = Export(shape=make_shape("prompt-completion"), instruction_column="task")
    assert export.convert(row).rows[0].columns["prompt"] == "T"


def test_formats_may_be_mixed_unless_one_is_asked_for() -> None:
    other = ROW | {"edit_path": ["```\na = 1\n```"], "edit_format": "whole"}
    both = Export(shape=make_shape("text"))
    assert [len(both.convert(row).rows) for row in (ROW, other)] == [1, 1]
    one = Export(shape=make_shape("text"), edit_format="unified")
    assert len(one.convert(ROW).rows) == 1
    assert one.convert(other).rejects[0].reason == "other-format"
    with pytest.raises(UnknownFormatError):
        Export(shape=make_shape("text"), edit_format="morse")


@pytest.mark.parametrize("text", ["", " ", "a\nb", " a", "a\n", 7, None])
def test_separators_that_are_refused(text: Any) -> None:
    with pytest.raises(ConfigError, match="a separator is one line of text"):
        Separator(text)


def test_texts_of_models_are_split() -> None:
    separator = Separator()
    assert separator.split(f"<|diff|>{FIRST}\n<|diff|>{SECOND[:20]}").edits == (FIRST, SECOND[:20])
    assert separator.split("no edits") == Split("no edits", (), finished=False)
    assert separator.split(BOTH + "</s>").finished
    assert not separator.split(BOTH.removesuffix("\n<|diff|>")).finished


@pytest.mark.parametrize(
    ("shape", "options", "message"),
    [
        ("messages", {"eos": "</s>"}, "no option 'eos': its chat template ends the turns"),
        ("text", {"bos": "<s>"}, "no option 'bos'"),
        ("text", {"separator": "a\nb"}, "one line of text"),
        ("messages", {"next_turn": ""}, "must say something"),
        ("messages", {"last_turn": None}, "must be text"),
        ("axolotl", {"bos": 1}, "must be text"),
        ("steps", {"draw": "all"}, "'span' or 'each'"),
        ("steps", {"seed": -1}, "seed must be"),
    ],
)
def test_options_that_are_refused(shape: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        make_shape(shape, **options)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((list, 0), "max tokens must be"),
        ((list, 9, "drop"), "over must be"),
        ((7, 9), "a tokenizer is a function"),
        (("missing.json", 9), "no such tokenizer"),
    ],
)
def test_budgets_that_are_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Budget(*arguments)


def test_functions_that_are_no_tokenizers() -> None:
    export = Export(shape=make_shape("text"), budget=Budget(len, 9))
    with pytest.raises(ConfigError, match="no sequence of tokens"):
        export.convert(ROW)
    plain = Export(shape=make_shape("text"))
    with pytest.raises(ConfigError, match="does not tell where its tokens are"):
        token_mask(plain.mask(plain.convert(ROW).rows[0]), list)
    with pytest.raises(ConfigError, match="no chat template"):
        TokenizerTemplate(list)


def test_shapes_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_shapes", dict(registry._shapes))  # noqa: SLF001 - to undo it
    with pytest.raises(UnknownShapeError, match="did you mean 'alpaca'"):
        find_shape("alpacca")

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Completion(PlainShape):
        name: ClassVar[str] = "completion-only"

        def columns(self, passage: Any) -> dict[str, Any]:
            return {"completion": self.ended(passage)}

        def split(self, columns: dict[str, Any]) -> Any:
            return self.read_ended(columns["completion"])

    register_shape(Completion)
    assert exported("completion-only", eos="</s>") == [{"completion": BOTH + "</s>"}]
    with pytest.raises(ConfigError, match="already"):
        register_shape(Completion)
    with pytest.raises(ConfigError, match="derives from Shape"):
        register_shape(dict)  # type: ignore[type-var]


@pytest.mark.parametrize("trainer", TRAINERS)
def test_lines_for_trainers(trainer: str) -> None:
    alone, adapter = setup_lines(trainer, lora=False), setup_lines(trainer)
    assert adapter.startswith(alone)
    assert DIFF in alone
    names = ("modules_to_save", "trainable_token_indices", "additional_target")
    assert any(name in adapter.removeprefix(alone) for name in names)
    other = "<edit>"
    assert setup_lines(trainer, token=other) == adapter.replace(DIFF, other)
    if "import" in alone:
        ast.parse(adapter)


def test_lines_that_cannot_be_given() -> None:
    with pytest.raises(UnknownTrainerError, match="known: axolotl"):
        setup_lines("torchtune")
    for token in ('a"b', "a\nb", "", "{a}", "a,b"):
        with pytest.raises(ConfigError, match="between quotes"):
            setup_lines("trl", token=token)


def test_the_package_is_light_and_comes_only_when_it_is_used() -> None:
    code = (
        "import sys, lintseq\n"
        "assert 'lintseq.training' not in sys.modules\n"
        "import lintseq.training\n"
        "heavy = {'torch', 'transformers', 'tokenizers', 'datasets', 'trl', 'peft'}\n"
        "assert not heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
