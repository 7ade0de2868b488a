"""Training rows of any program in any format: there and back, with masks and budgets."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

import lintseq
from lintseq import EditSequence, FormatError, Reject
from lintseq.sequence import split_lines
from lintseq.testing import programs
from lintseq.testing.adversarial import texts
from lintseq.training import DIFF, PLAIN, Budget, ChatMl, Export, Separator, make_shape, shapes

CHAT = ("conversational", "messages", "alpaca", "sharegpt")
WHOLE = ("text", "prompt-completion", "axolotl", *CHAT)
FORMATS = ("anchored", "search-replace", "unified", "unified-unnumbered", "v4a", "whole")


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


@given(text=texts(), separator=st.sampled_from((DIFF, PLAIN, "x = 1")))
def test_any_text_can_be_split(text: str, separator: str) -> None:
    split = Separator(separator).split(text)
    assert all(edit.strip() for edit in split.edits)
    if separator == DIFF and split.edits and not split.before.strip():
        assert list(split.edits) == lintseq.formats.find_format("unified").split(text)
