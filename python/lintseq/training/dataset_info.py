"""``dataset_info.json``: how LLaMA-Factory finds and reads a data set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError, OutputError
from lintseq.run.directory import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from lintseq.training.shape import Shape

__all__ = ["DATASET_INFO", "check_dataset_info", "write_dataset_info"]

DATASET_INFO = "dataset_info.json"
"""The name of the file; it stands in the folder that LLaMA-Factory calls ``dataset_dir``."""

_ENDINGS = (".json", ".jsonl")


def check_dataset_info(path: Path) -> None:
    """See that LLaMA-Factory can read a file, and that its description can be written.

    Raises:
        ConfigError: If the ending of its name tells LLaMA-Factory something else.
        OutputError: If there is a description that cannot be added to.
    """
    if path.suffix not in _ENDINGS:
        raise ConfigError(
            f"{path}: LLaMA-Factory tells by the ending what a file is, name it .jsonl"
        )
    _read(path.with_name(DATASET_INFO))


def write_dataset_info(path: Path, shape: Shape) -> Path:
    """Describe a file of training rows beside it, under its name without the ending.

    Other data sets that are described there stay. The fields are those of LLaMA-Factory's
    ``data/README.md`` (https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md).

    Args:
        path: The file.
        shape: Its shape, one that has a `dataset_info`.

    Returns:
        The file with the description.

    Raises:
        OutputError: If there is one that cannot be read, or it cannot be written.
    """
    target = path.with_name(DATASET_INFO)
    known = _read(target)
    known[path.stem] = {"file_name": path.name, **(shape.dataset_info or {})}
    replace_file(target, (json.dumps(known, indent=2, ensure_ascii=False) + "\n").encode())
    return target


def _read(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be added to: {error}") from None
    if not isinstance(known, dict):
        raise OutputError(f"{path}: cannot be added to: it holds no JSON object")
    return known
