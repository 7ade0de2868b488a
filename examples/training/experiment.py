"""The experiment: its stages in order, each done once."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import torch

from lintseq.evaluation import Sandbox, SandboxError
from training import benchmarks
from training.arms import ARMS, Row, chosen_rows, make_rows, steps_of
from training.environment import python_files
from training.exercises import make_exercises
from training.finetuning import finetuned, make_trainer
from training.lines import read_lines, write_lines
from training.mined import mined_pairs
from training.models import load_base, load_model, load_tokenizer, make_tokenizer, save_base
from training.pair import Pair, given_pairs
from training.pretraining import pretrained
from training.report import hardware, write_report
from training.sampling import Draw, draw_samples
from training.scoring import SOURCES, score
from training.split import Tested
from training.stage import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.settings import Model, Pretraining, Settings
    from training.stage import Run

__all__ = ["STAGES", "Experiment"]

STAGES = ("data", "base", "rows", "tuned", "samples", "score", "report")
"""The stages in order; all but the first and the last are done for each model."""


@dataclass(slots=True)
class Experiment:
    """An experiment in a folder.

    Args:
        settings: Its settings.
        run: The folder, and the time there is.

    Attributes:
        numbers: What the stages gave, by their names.
    """

    settings: Settings
    run: Run
    numbers: dict[str, Any] = field(init=False, default_factory=dict)

    def go(self, until: str = STAGES[-1]) -> None:
        """Do all stages that are not done.

        Args:
            until: The last stage to do.

        Raises:
            OutOfTime: If the time is up before.
            SystemExit: If a stage was done with other settings or data, an arm is unknown, or
                programs cannot be run here.
        """
        if unknown := set(self.settings.arms) - ARMS.keys():
            said = ", ".join(sorted(unknown))
            raise SystemExit(f"unknown arms: {said}; known: {', '.join(ARMS)}")
        last = STAGES.index(until)
        if last >= STAGES.index("score") and not all(map(self.run.is_done, self._scores())):
            _check_sandbox()  # better now than after hours
        self._once("data", self._data_key, self._data)
        self._check_files()
        for name, model in self.settings.models.items():
            if last >= STAGES.index("base"):
                make, begun = partial(self._base, name, model), [self._path(name, "base")]
                self._once(f"{name}/base", self._base_key(model), make, begun)
            if last >= STAGES.index("rows"):
                self._once(f"{name}/rows", self._base_key(model), partial(self._rows, name))
            for arm in self.settings.arms:
                self._arm(name, model, arm, last)
        if last == STAGES.index("report"):
            self._report()

    # Each stage has a key, what its result depends on, and a method that does it.

    @property
    def _data_key(self) -> list[Any]:
        return [self.settings.seed, dataclasses.asdict(self.settings.data)]

    def _scores(self) -> Iterator[str]:
        """Give the names of the stages that run programs."""
        for name, model in self.settings.models.items():
            for arm in self.settings.arms:
                for temperature in model.sampling.temperatures:
                    yield f"{name}/{arm}/score-{temperature}"

    def _check_files(self) -> None:
        for name, found in self._files_read().items():
            if self.numbers["data"]["read"].get(name, found) != found:
                raise SystemExit(f"the data were made with another {name}: take another folder")

    def _files_read(self) -> dict[str, str]:
        """Give the checksums of the files of data that are here; elsewhere they need not be."""
        paths = (benchmarks.mbxp_file(), Path(self.settings.data.pairs))
        return {path.name: checksum(path) for path in paths if path.is_file()}

    def _base_key(self, model: Model) -> list[Any]:
        if model.pretraining is None:
            return [self._data_key, model.separator, model.base]
        return [
            self._data_key,
            model.separator,
            dataclasses.asdict(model.pretraining),
            self.settings.precision,
        ]

    def _arm(self, name: str, model: Model, arm: str, last: int) -> None:
        finetuning = dataclasses.asdict(model.finetuning)
        key = [self._base_key(model), finetuning, self.settings.precision, arm]
        place = f"{name}/{arm}"
        if last >= STAGES.index("tuned"):
            begun = [self._path(name, arm, "model")]
            self._once(f"{place}/tuned", key, partial(self._tuned, name, model, arm), begun)
        for temperature in model.sampling.temperatures:
            drawn = dataclasses.asdict(model.sampling) | {"temperatures": temperature}
            of = [key, drawn, dataclasses.asdict(model.problems)]
            if last >= STAGES.index("samples"):
                self._once(
                    f"{place}/samples-{temperature}",
                    of,
                    partial(self._samples, name, model, arm, temperature),
                    [self._path(name, arm, f"samples-{temperature}.jsonl")],
                )
            if last >= STAGES.index("score"):
                self._once(
                    f"{place}/score-{temperature}",
                    [of, self.settings.seconds],
                    partial(self._score, name, model, arm, temperature),
                )

    def _once(self, name: str, key: list[Any], make: Any, begun: Sequence[Path] = ()) -> None:
        self.numbers[name] = self.run.once(name, key, make, begun)

    def _path(self, *parts: str) -> Path:
        return self.run.folder.joinpath(*parts)

    def _data(self) -> dict[str, Any]:
        """Divide what is tested from what is trained on, and write both."""
        data, seed = self.settings.data, self.settings.seed
        exercises = make_exercises(data.exercises, data.exercises_tested, seed, data.exercise_parts)
        training, testing = benchmarks.mbxp_divided(benchmarks.mbxp(), data.tested)
        problems = [*benchmarks.humaneval(), *testing, *exercises.testing]
        tested = Tested([pair for pair in problems if pair.source != "exercises"])
        files = list(tested.distant_files(python_files(data.megabytes)))
        mined = mined_pairs(files, data.mined)
        given = [*(training if data.mbxp else []), *mined, *given_pairs(data.pairs)]
        pairs = list(tested.distant([*given, *exercises.training]))
        write_lines(pairs, self._path("data", "training.jsonl"))
        write_lines(problems, self._path("data", "testing.jsonl"))
        texts = json.dumps([text for _, text in files])
        self._path("data", "files.json").write_text(texts, encoding="utf-8")
        return {
            "training": Counter(pair.source for pair in pairs),
            "testing": Counter(pair.source for pair in problems),
            "files": len(files),
            "bytes": sum(len(text.encode()) for _, text in files),
            "read": self._files_read(),
            **tested.report(),
        }

    def _base(self, name: str, model: Model) -> dict[str, Any]:
        """Pretrain a model, or load it, and give it the separator."""
        folder = self._path(name, "base")
        if model.base is not None:
            loaded, tokenizer = load_base(model.base)
            torch.manual_seed(self.settings.seed)  # the embedding of the separator is drawn
            return {"parameters": save_base(loaded, tokenizer, folder, model.separator)}
        pretraining = cast("Pretraining", model.pretraining)  # there is one or the other
        texts = json.loads(self._path("data", "files.json").read_text(encoding="utf-8"))
        pairs = read_lines(Pair, self._path("data", "training.jsonl"))
        written = [f"{pair.instruction}\n{pair.program}" for pair in pairs]
        tokenizer = make_tokenizer([*texts, *written], pretraining.vocabulary)
        trained, numbers = pretrained(
            texts,
            tokenizer,
            pretraining,
            self.settings,
            run=self.run,
            folder=folder / "checkpoints",
        )
        numbers["parameters"] = save_base(trained, tokenizer, folder, model.separator)
        shutil.rmtree(folder / "checkpoints", ignore_errors=True)
        return numbers | hardware()

    def _rows(self, name: str) -> dict[str, Any]:
        """Make the rows of the arms, and count their tokens."""
        tokenizer = load_tokenizer(self._path(name, "base"))
        pairs = read_lines(Pair, self._path("data", "training.jsonl"))
        made, left_out = make_rows(pairs, self.settings.data, tokenizer, self.settings.seed)
        for rows_of, rows in made.items():
            write_lines(rows, self._path(name, "rows", f"{rows_of}.jsonl"))
        arms = {
            arm: {
                "rows": len(rows),
                "tokens": sum(row.tokens for row in rows) / len(rows),
                "trained": sum(row.trained for row in rows) / len(rows),
            }
            for arm in ARMS
            for rows in [made[ARMS[arm].rows]]
        }
        return {"arms": arms, "pairs_left_out": left_out}

    def _tuned(self, name: str, model: Model, arm: str) -> dict[str, Any]:
        """Fine-tune the base on the rows of an arm."""
        folder = self._path(name, arm, "model")
        loaded, tokenizer = load_model(self._path(name, "base"))
        rows = read_lines(Row, self._path(name, "rows", f"{ARMS[arm].rows}.jsonl"))
        found = self.numbers[f"{name}/rows"]["arms"]
        tokens = {other: found[other]["tokens"] for other in found}
        steps = steps_of(arm, model.finetuning.steps, tokens)
        whole = read_lines(Row, self._path(name, "rows", "whole.jsonl"))
        lengths = {row.name: row.tokens for row in whole}
        batch = model.finetuning.batch
        rows = chosen_rows(rows, lengths, steps, batch, self.settings.seed)
        checkpoints = folder / "checkpoints"
        trainer = make_trainer(
            loaded,
            tokenizer,
            rows,
            steps=steps,
            finetuning=model.finetuning,
            settings=self.settings,
            folder=checkpoints,
        )
        numbers = finetuned(trainer, self.run, checkpoints)
        trainer.model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        shutil.rmtree(checkpoints, ignore_errors=True)
        return numbers | hardware()

    def _samples(self, name: str, model: Model, arm: str, temperature: float) -> dict[str, Any]:
        """Let the model of an arm write."""
        loaded, tokenizer = load_model(self._path(name, arm, "model"), self.settings.precision)
        draw = Draw(
            arm=arm,
            temperature=temperature,
            sampling=model.sampling,
            edit_format=self.settings.data.edit_format,
            seed=f"{self.settings.seed} {name}",
        )
        path = self._path(name, arm, f"samples-{temperature}.jsonl")
        problems = self._problems(model)
        return draw_samples(loaded, tokenizer, problems, draw, run=self.run, path=path) | hardware()

    def _score(self, name: str, model: Model, arm: str, temperature: float) -> dict[str, Any]:
        """Run what it wrote."""
        return score(
            self._path(name, arm, f"samples-{temperature}.jsonl"),
            self._path(name, arm, f"results-{temperature}.jsonl"),
            self._problems(model),
            self.numbers[f"{name}/base"]["parameters"],
            self.settings,
        )

    def _report(self) -> None:
        """Write tables and charts; done each time, since it takes no time."""
        for path in write_report(self.numbers, self.settings, self._path("report")):
            print(path)
        text = json.dumps(self.numbers, indent=2)
        self._path("report", "numbers.json").write_text(text + "\n", encoding="utf-8")

    def _problems(self, model: Model) -> list[Pair]:
        """Give the problems that a model is tested on: of each set those with the first digests."""
        pairs = read_lines(Pair, self._path("data", "testing.jsonl"))
        chosen: list[Pair] = []
        for source in SOURCES:
            most = getattr(model.problems, source)
            chosen += _first((pair for pair in pairs if pair.source == source), most)
        return chosen


def _check_sandbox() -> None:
    try:
        Sandbox().close()
    except SandboxError as error:
        other = "--until samples leaves the scores to another machine"
        raise SystemExit(f"{error}; {other}") from None


def _first(pairs: Iterable[Pair], most: int) -> list[Pair]:
    return sorted(pairs, key=lambda pair: hashlib.sha256(pair.name.encode()).digest())[:most]
