"""Plug-ins that are named on the command line."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import lru_cache
from pathlib import Path

from lintseq.errors import ConfigError, LintSeqError
from lintseq.registration import register_language_folder

__all__ = ["load_plugin"]


@lru_cache(maxsize=64)
def load_plugin(name: str) -> str | None:
    """Load what registers languages, linters or formats of its own; once in a process.

    Args:
        name: A folder with ``language.toml``, a file of Python, or a module that can be imported.

    Returns:
        The language, if it was a folder.

    Raises:
        ConfigError: If it cannot be loaded. The message says why.
    """
    path = Path(name)
    if path.is_dir() and (path / "language.toml").exists():
        return register_language_folder(path)
    try:
        if path.suffix == ".py":
            _run(path)
        else:
            importlib.import_module(name)
    except LintSeqError:
        raise
    except Exception as error:
        raise ConfigError(
            f"plug-in {name!r} is no folder with a language.toml, no file of Python and no module "
            f"that can be imported: {error!r}"
        ) from error
    return None


def _run(path: Path) -> None:
    module = f"lintseq_plugin_{path.stem}"
    spec = importlib.util.spec_from_file_location(module, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
