"""Run an experiment: prepare, pretrain, fine-tune each arm, sample, score, report.

    cd examples && python -m training training/configs/smoke.toml --folder DIR

Whatever is done in the folder is not done again, so that a run which was stopped is resumed by the
same command. Exit status: 0 when all is done, 3 when --minutes were up before.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is fetched
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "0")  # with more, batches would be larger

from training.experiment import STAGES, Experiment
from training.settings import Settings
from training.stage import OutOfTime, Run


def main() -> int:
    """Run an experiment."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.splitlines()[0])
    parser.add_argument("settings", type=Path, help="the settings, a TOML file")
    parser.add_argument("--folder", type=Path, required=True, help="where all of it goes")
    parser.add_argument("--minutes", type=float, help="stop after so many; run again to go on")
    parser.add_argument("--until", choices=STAGES, default=STAGES[-1], help="the last stage to do")
    parser.add_argument("--model", action="append", help="do only this model (may be repeated)")
    parser.add_argument("--arm", action="append", help="do only this arm (may be repeated)")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="change a setting: models.tiny.finetuning.steps=20 (may be repeated)",
    )
    options = parser.parse_args()
    settings = Settings.read(options.settings, options.set)
    options.folder.mkdir(parents=True, exist_ok=True)
    settings = settings.only(options.model, options.arm)
    experiment = Experiment(settings, Run(options.folder, options.minutes))
    try:
        experiment.go(options.until)
    except OutOfTime:
        print("the time is up; run the same again to go on", flush=True)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
