"""The manifest: what a run reads and how, so that it can be resumed and repeated."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.columnar.arrow import pyarrow
from lintseq.errors import InputError
from lintseq.run.seal import seal_of, sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lintseq.columnar.layout import Layout
    from lintseq.dataset import Fingerprint
    from lintseq.generation import Generation

__all__ = ["LAYOUT", "Manifest"]

LAYOUT = 1
"""The version of the layout of a run's directory."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the bytes of a run depend on.

    Attributes:
        settings: By name; a value is whatever JSON holds.
    """

    settings: dict[str, Any]

    @classmethod
    def of(
        cls,
        generation: Generation,
        inputs: list[Fingerprint],
        *,
        limit: int | None,
        shard_rows: int,
        ending: str,
        preset: str,
        layout: Layout | None = None,
    ) -> Manifest:
        """Describe a run."""
        versions: dict[str, Any] = {
            "lintseq": _core.__version__,
            "stream": _core.STREAM_VERSION,
            "grammars": _core.grammars(),
            "linters": generation.config.linter_versions,
        }
        columns: dict[str, Any] = {}
        if layout is not None:
            versions["pyarrow"] = pyarrow().__version__  # which is written into each file
            columns = {
                "columns": {field.name: str(field.type) for field in layout.outputs},
                "layout_of_columns": layout.text(),
            }
        return cls(
            {
                "layout": LAYOUT,
                "inputs": [asdict(fingerprint) for fingerprint in inputs],
                "limit": limit,
                "shard_rows": shard_rows,
                "shard_ending": ending,
                "preset": preset,
                "samples": generation.samples,
                "seed": generation.seed,
                "context": generation.context,
                "format": generation.format,
                "schema": asdict(generation.schema),
                "config": {**asdict(generation.config), "linters": [*generation.config.linters]},
                "config_hash": generation.config.hash,
                "versions": versions,
                **columns,
            }
        )

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read one.

        Raises:
            InputError: If there is none, or it cannot be read.
        """
        try:
            settings = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: no manifest of a run: {error}") from None
        if not isinstance(settings, dict):
            raise InputError(f"{path}: no manifest of a run")
        settings.pop("seal", None)
        return cls(settings)

    @classmethod
    def read_whole(cls, path: Path) -> Manifest | None:
        """Read one; None if there is none, or a byte of it is not as it was written."""
        try:
            settings = unsealed(path.read_bytes(), _encode)
        except OSError:
            return None
        return None if settings is None else cls(settings)

    def encode(self) -> bytes:
        """Write it as JSON, with its seal."""
        return sealed(self.settings, _encode)

    @property
    def seal(self) -> str:
        """What stands in for it in other files of the run."""
        return seal_of(self.settings, _encode)

    def changes(self, before: Manifest) -> list[str]:
        """Say what is not as it was, one line each; the hash changes with what it covers."""
        return [
            f"{name}: was {old}, is {new}"
            for name, (old, new) in _differences(before.settings, self.settings).items()
            if name != "config_hash"
        ]


def _encode(settings: Mapping[str, Any]) -> bytes:
    # Names of files may hold what is no Unicode.
    text = json.dumps(settings, indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "surrogatepass")


def _differences(old: Any, new: Any, name: str = "") -> dict[str, tuple[str, str]]:  # noqa: ANN401 - JSON
    if isinstance(old, dict) and isinstance(new, dict):
        found: dict[str, tuple[str, str]] = {}
        for key in sorted({*old, *new}):
            below = f"{name}.{key}" if name else str(key)
            found |= _differences(old.get(key), new.get(key), below)
        return found
    if json.loads(json.dumps(old)) == json.loads(json.dumps(new)):
        return {}
    return {name: (json.dumps(old), json.dumps(new))}
