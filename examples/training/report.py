"""The report: tables of all arms with intervals, curves, and checksums."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lintseq.evaluation import Curve, Estimate, coverage_chart, pass_at_k
from lintseq.evaluation.pass_at_k import resampled_means
from training.scoring import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from training.settings import Settings

__all__ = ["difference", "hardware", "write_report"]

_RESAMPLES = 10_000


def hardware() -> dict[str, Any]:
    """Say what the experiment runs on."""
    found = {
        "device": "CPU",
        "processors": torch.get_num_threads(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }
    if torch.cuda.is_available():
        found["device"] = torch.cuda.get_device_name()
    return found


def write_report(numbers: Mapping[str, Any], settings: Settings, folder: Path) -> list[Path]:
    """Write tables as Markdown, and a chart for each model and set of problems.

    Args:
        numbers: What the stages gave, by their names.
        settings: The settings.
        folder: Where to write.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = folder / "tables.md"
    parts = [_split(numbers), *(_model(name, numbers, settings) for name in settings.models)]
    tables.write_text("\n".join(parts), encoding="utf-8")
    files = [tables]
    for model in settings.models:
        for source, title in SOURCES.items():
            for temperature in settings.models[model].sampling.temperatures:
                curves = list(_curves(model, source, temperature, numbers, settings))
                if curves:
                    path = folder / f"{model}-{source}-{temperature}.svg"
                    text = f"{title}: {model}, temperature {temperature}"
                    path.write_text(coverage_chart(curves, title=text), encoding="utf-8")
                    files.append(path)
    return files


def _curves(
    model: str, source: str, temperature: float, numbers: Mapping[str, Any], settings: Settings
) -> Iterable[Curve]:
    for arm in settings.arms:
        scored = numbers[f"{model}/{arm}/score-{temperature}"]["sources"]
        if source in scored:
            report = scored[source]
            estimates = [
                Estimate(int(k), one["value"], one["low"], one["high"], report["problems"])
                for k, one in report["pass_at_k"].items()
            ]
            yield Curve(arm, estimates, report["compute"]["flops_per_sample"])


def _split(numbers: Mapping[str, Any]) -> str:
    split = numbers["data"]
    lines = ["## The data", ""]
    lines += _table(("pairs", "trained on"), split["training"].items())
    lines += _table(("problems", "there are"), split["testing"].items())
    lines += _table(("left out, since near what is tested", "number"), split["dropped"].items())
    lines += _table(("nearest of what stayed", "share of runs"), split["nearest"].items())
    return "\n".join(lines)


def _model(model: str, numbers: Mapping[str, Any], settings: Settings) -> str:
    base = numbers[f"{model}/base"]
    lines = [f"## {model}", "", f"{base['parameters']:,} parameters."]
    if base.get("steps"):
        lines.append(
            f"Pretrained in {base['steps']:,} steps on {base['tokens']:,} tokens "
            f"({base['tokens_there']:,} different ones) to a loss of {base['loss']}."
        )
    rows = numbers[f"{model}/rows"]["arms"]
    left_out = numbers[f"{model}/rows"]["pairs_left_out"]
    lines += ["", f"Training, without {left_out:,} pairs of which a row is too long:", ""]
    header = ("arm", "rows", "tokens a row", "with loss", "steps", "tokens seen", "loss", "seconds")
    lines += _table(
        header,
        (
            (
                arm,
                f"{rows[arm]['rows']:,}",
                f"{rows[arm]['tokens']:.1f}",
                f"{rows[arm]['trained']:.1f}",
                f"{tuned['steps']:,}",
                f"{tuned['tokens']:,}",
                tuned["loss"],
                round(tuned["seconds"]),
            )
            for arm in settings.arms
            for tuned in [numbers[f"{model}/{arm}/tuned"]]
        ),
    )
    places = {
        f"{found['device']}, {found['processors']} processors, PyTorch {found['torch']}"
        for arm in settings.arms
        for found in [numbers[f"{model}/{arm}/tuned"]]
    }
    lines += [f"On {'; '.join(sorted(places))}.", ""]
    for source, title in SOURCES.items():
        found = list(_scores(model, source, numbers, settings))
        if found:
            number = numbers["data"]["testing"][source]
            tested = min(number, getattr(settings.models[model].problems, source))
            lines += [f"{title}, {tested} problems:", ""]
            lines += _table(_header(settings, model), found)
        if found and "whole" in settings.arms and len(settings.arms) > 1:
            lines += [f"{title}, differences to the arm whole, at the same problems:", ""]
            header = ("arm", "temperature", *(f"pass@{k}" for k in _ks(settings, model)))
            lines += _table(header, _differences(model, source, numbers, settings))
    lines += ["Samples (SHA-256):", ""]
    lines += _table(
        ("samples", "number", "tokens", "ended by themselves", "checksum"),
        (
            (
                f"{model}/{arm}/samples-{t}.jsonl",
                f"{drawn['samples']:,}",
                f"{drawn['tokens']:,}",
                f"{100 * drawn['ended']:.1f} %",
                f"`{numbers[f'{model}/{arm}/score-{t}']['samples_sha256']}`",
            )
            for arm in settings.arms
            for t in settings.models[model].sampling.temperatures
            for drawn in [numbers[f"{model}/{arm}/samples-{t}"]]
        ),
    )
    return "\n".join(lines)


def _ks(settings: Settings, model: str) -> list[str]:
    n = settings.models[model].sampling.n
    return [str(k) for k in sorted({k for k in (1, 10, 50, 100) if k <= n} | {n})]


def _header(settings: Settings, model: str) -> tuple[str, ...]:
    passes = (f"pass@{k}" for k in _ks(settings, model))
    return (
        "arm", "temperature", *passes, "no program", "syntax errors", "native errors",
        "distinct programs", "tokens a sample",
    )  # fmt: skip


def _scores(
    model: str, source: str, numbers: Mapping[str, Any], settings: Settings
) -> Iterable[tuple[Any, ...]]:
    for temperature in settings.models[model].sampling.temperatures:
        for arm in settings.arms:
            scored = numbers[f"{model}/{arm}/score-{temperature}"]["sources"]
            if source not in scored:
                continue
            report = scored[source]
            samples = report["samples"]
            syntax = sum(
                one["samples"] for one in report["reasons"] if one["reason"] == "syntax-error"
            )
            yield (
                arm,
                temperature,
                *(_interval(report["pass_at_k"].get(k)) for k in _ks(settings, model)),
                _percent(report["statuses"].get("unresolved", 0) / samples),
                _percent(syntax / samples),
                _percent(report["static_errors"][0]["share"]),
                _percent(report["diversity"]["distinct_programs_share"]),
                f"{report['compute']['tokens_per_sample']:.0f}",
            )


def _differences(
    model: str, source: str, numbers: Mapping[str, Any], settings: Settings
) -> Iterable[tuple[Any, ...]]:
    """Compare arms with ``whole``, problem by problem: intervals are those of the bootstrap."""
    for temperature in settings.models[model].sampling.temperatures:
        found = {
            arm: numbers[f"{model}/{arm}/score-{temperature}"]["sources"][source]
            for arm in settings.arms
        }
        for arm in settings.arms:
            if arm != "whole":
                yield (
                    arm,
                    temperature,
                    *(
                        _interval(difference(found[arm], found["whole"], int(k), settings.seed))
                        for k in _ks(settings, model)
                    ),
                )


def difference(
    one: Mapping[str, Any], other: Mapping[str, Any], k: int, seed: int
) -> dict[str, float]:
    """Give the mean difference of pass@k of the same problems, with the interval of the bootstrap.

    Args:
        one: Scores of a set of problems, see `training.scoring`.
        other: Scores of the same set, which are subtracted.
        k: How many samples may be tried.
        seed: Draws the resamples.
    """
    tasks = list(other["totals"])
    passed, behind = (
        pass_at_k(
            [scores["totals"][task] for task in tasks],
            [scores["correct"].get(task, 0) for task in tasks],
            k,
        )
        for scores in (one, other)
    )
    each = np.subtract(passed, behind)
    (means,) = resampled_means(each[np.newaxis], _RESAMPLES, seed)
    low, high = np.quantile(means, [0.025, 0.975])
    return {"value": float(each.mean()), "low": float(low), "high": float(high)}


def _interval(one: Mapping[str, float] | None) -> str:
    """Say a value and its interval; where all problems have the same value, there is none."""
    if one is None:
        return ""
    value, low, high = (round(100 * one[name], 1) + 0.0 for name in ("value", "low", "high"))
    return f"{value:.1f}" if low == high else f"{value:.1f} ({low:.1f} to {high:.1f})"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> list[str]:
    names = list(header)
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += [f"| {' | '.join(map(str, row))} |" for row in rows]
    return [*lines, ""]
