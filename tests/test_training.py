"""Training rows: every shape to the byte, there and back, with masks and budgets."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import lintseq
from lintseq import ConfigError, EditSequence, FormatError, Reject, UnknownFormatError
from lintseq.sequence import split_lines
from lintseq.training import (
    DIFF,
    IGNORED,
    PLAIN,
    REASONS,
    TRAINERS,
    Budget,
    ChatMl,
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
    setup_lines,
    shapes,
    token_mask,
)
from strategies import programs, texts

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
WHOLE = ("text", "prompt-completion", "conversational", "messages", "axolotl", "alpaca", "sharegpt")
FORMATS = ("anchored", "search-replace", "unified", "unified-unnumbered", "v4a", "whole")


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


@st.composite
def rows(draw: st.DrawFn, *formats: str) -> dict[str, Any]:
    """Give rows of any program in any steps; what a format cannot hold is passed over."""
    program = draw(programs().filter(bool))
    lines = len(split_lines(program))
    steps = draw(st.lists(st.integers(0, 5), min_size=lines, max_size=lines))
    ranks = {step: rank for rank, step in enumerate(sorted(set(steps)))}
    name = draw(st.sampled_from(formats or FORMATS))
    try:
        edits = EditSequence(program, "python", [ranks[step] for step in steps]).render(name)
    except FormatError:
        reject()
    return {
        "instruction": draw(st.one_of(st.just("Write it.\n"), texts())),
        "edit_path": edits,
        "edit_format": name,
        "program": program,
        "row_id": draw(st.text("0123456789abcdef", min_size=1, max_size=4)),
        "sample": draw(st.integers(0, 9)),
        "language": "python",
        "prose": draw(st.one_of(st.just(""), texts())),
    }


OPTIONS = st.fixed_dictionaries({"separator": st.sampled_from((DIFF, PLAIN, "=======", "x = 1"))})


@given(row=rows(), options=OPTIONS, shape=st.sampled_from(shapes()))
def test_edits_come_back_from_every_shape(
    row: dict[str, Any], options: dict[str, str], shape: str
) -> None:
    made = make_shape(shape, **options)
    converted = Export(shape=made).convert(row)
    if converted.rejects:
        (found,) = converted.rejects
        assert not converted.rows
        assert_justified(found, row, shape, options["separator"])
        return
    (columns,) = (json.loads(json.dumps(found.columns)) for found in converted.rows)
    split = made.split(columns)
    if shape == "steps":
        edits = row["edit_path"]
        first = columns["metadata"]["first_edit"]
        assert list(split.edits) == edits[first : first + len(split.edits)]
        assert split.finished == (first + len(split.edits) == len(edits))
        rest = [*split.edits, *edits[first + len(split.edits) :]]
        program = lintseq.apply(rest, columns["program_start"], format=row["edit_format"])
    else:
        assert list(split.edits) == row["edit_path"]
        assert split.finished
        program = lintseq.apply(split.edits, format=row["edit_format"])
        prompt = row["instruction"] if shape == "text" else ""
        between = "\n" if prompt and row["prose"] else ""
        if shape != "text":
            assert split.before == row["prose"]
        elif between:
            assert split.before == prompt + between + row["prose"]
    assert program == row["program"]


def assert_justified(found: Reject, row: dict[str, Any], shape: str, separator: str) -> None:
    if found.reason == "no-instruction":
        assert shape in CHAT
        assert not row["instruction"].strip()
        return
    assert found.reason == "ambiguous-separator"
    searched = [row["prose"], *row["edit_path"], *([row["instruction"]] * (shape == "text"))]
    lines = [line for text in searched for line in text.split("\n")]
    assert any(
        line.startswith(separator) if separator == DIFF else line == separator for line in lines
    )


@given(row=rows("anchored", "unified", "unified-unnumbered", "v4a"))
def test_no_edit_of_a_format_with_signs_is_a_separator(row: dict[str, Any]) -> None:
    for separator in (DIFF, PLAIN):
        assert not any(map(Separator(separator).occurs, row["edit_path"]))


@given(instruction=texts(), edits=st.lists(texts().filter(str.strip), min_size=1, max_size=4))
def test_the_text_is_that_of_the_paper(instruction: str, edits: list[str]) -> None:
    row = {"instruction": instruction, "edit_path": edits}
    converted = Export(shape=make_shape("text", eos="<eos>"), identify=False).convert(row)
    if converted.rows:
        wanted = instruction + "".join("\n<|diff|>" + edit for edit in edits)
        wanted += "\n<|diff|>\n<|diff|><eos>"
        assert converted.rows[0].columns == {"text": wanted}
    else:
        lines = "\n".join([instruction, *edits]).split("\n")
        assert any(line.startswith(DIFF) for line in lines)


@given(row=rows(), shape=st.sampled_from(shapes()), eos=st.sampled_from(("", "</s>")))
def test_masks_cover_exactly_the_completion(row: dict[str, Any], shape: str, eos: str) -> None:
    options = {"eos": eos} if shape not in CHAT else {}
    export = Export(shape=make_shape(shape, **options))
    for made in export.convert(row).rows:
        mask, columns = export.mask(made), made.columns
        assert "".join(mask.text[a:b] for a, b in mask.view.pieces) == mask.text
        if shape == "text":
            assert (mask.text, mask.spans[-1][1]) == (columns["text"], len(mask.text))
            assert mask.text.removesuffix(mask.trained) == row["instruction"]
        elif shape in ("prompt-completion", "steps"):
            assert mask.trained == columns["completion"]
            assert mask.text == columns["prompt"] + columns["completion"]
        elif shape == "axolotl":
            assert [mask.text[a:b] for a, b in mask.view.pieces] == [
                segment["text"] for segment in columns["segments"]
            ]
            assert mask.trained == columns["segments"][1]["text"]
        elif shape == "conversational":
            assert mask.trained == columns["completion"][0]["content"] + "<|im_end|>\n"
        else:
            answers = {
                "messages": lambda c: [m["content"] for m in c["messages"][1::2]],
                "sharegpt": lambda c: [m["value"] for m in c["conversations"][1::2]],
                "alpaca": lambda c: [c["output"]],
            }[shape](columns)
            assert [mask.text[a:b] for a, b in mask.spans] == [
                f"{answer}<|im_end|>" for answer in answers
            ]


@given(row=rows(), shape=st.sampled_from(WHOLE), most=st.integers(1, 600))
def test_cut_rows_are_the_longest_prefixes_that_fit(
    row: dict[str, Any], shape: str, most: int
) -> None:
    made = make_shape(shape)
    whole = Export(shape=made)
    cutting = Export(shape=made, budget=Budget(list, most, over="cut"))
    converted = cutting.convert(row)
    if not whole.convert(row).rows:
        assert converted.rejects == whole.convert(row).rejects
        return
    full = whole.mask(whole.convert(row).rows[0]).text
    if converted.rejects:
        assert [found.reason for found in converted.rejects] == ["too-many-tokens"]
        kept = 0
    else:
        (found,) = converted.rows
        split = made.split(found.columns)
        kept = len(split.edits)
        assert (found.columns["n_edits"], list(split.edits)) == (kept, row["edit_path"][:kept])
        assert found.columns["cut"] == found.passage.cut == (len(full) > most)
        assert split.finished != found.passage.cut
        text = cutting.mask(found).text
        assert found.tokens == len(text) <= most
        assert full.startswith(text.removesuffix("<|im_end|>\n"))
    if kept < len(row["edit_path"]):
        longer = whole.convert(row).rows[0].passage.shortened(kept + 1)
        text = full if kept + 1 == len(row["edit_path"]) else made.view(longer, ChatMl()).text
        assert len(text) > most


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


@given(found=st.lists(rows("unified"), max_size=6), seed=st.integers(0, 2**64 - 1))
def test_steps_do_not_depend_on_the_order_of_rows(found: list[dict[str, Any]], seed: int) -> None:
    def draw(given: list[dict[str, Any]]) -> list[Any]:
        export = Export(shape=make_shape("steps", seed=seed))
        return [made.columns for row in given for made in export.convert(row).rows]

    forth, back = draw(found), draw(found[::-1])
    assert forth == back[::-1]


@given(row=rows())
def test_steps_lead_from_state_to_state(row: dict[str, Any]) -> None:
    shape = make_shape("steps", draw="each")
    made = Export(shape=shape).convert(row).rows
    state = ""
    for found in made:
        assert found.columns["program_start"] == state
        edits = shape.split(found.columns).edits
        after = lintseq.apply(edits, state, format=row["edit_format"])
        grown = len(split_lines(after)) - len(split_lines(state))
        assert found.columns["lines_changed"] == grown
        state = after
    assert not made or state == row["program"]


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


@given(text=texts(), separator=st.sampled_from((DIFF, PLAIN, "x = 1")))
def test_any_text_can_be_split(text: str, separator: str) -> None:
    split = Separator(separator).split(text)
    assert all(edit.strip() for edit in split.edits)
    if separator == DIFF and split.edits and not split.before.strip():
        assert list(split.edits) == lintseq.formats.find_format("unified").split(text)


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


def test_shapes_can_be_added() -> None:
    with pytest.raises(UnknownShapeError, match="did you mean 'alpaca'"):
        find_shape("alpacca")

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Completion(PlainShape):
        name: ClassVar[str] = "completion-only"

        def columns(self, passage: Any) -> dict[str, Any]:
            return {"completion": self.ended(passage)}

        def split(self, columns: dict[str, Any]) -> Any:
            return self.read_ended(columns["completion"])

    register_shape(Completion, replace=True)
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


def test_labels_ignore_what_pytorch_ignores() -> None:
    assert IGNORED == -100
