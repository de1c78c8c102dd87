"""The torture corpus exported once a format, for all tests that read exports."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from analyst_app.exporting import Exported, Request, export
from tests.exporters.torture import write_corpus

ROOT = Path(__file__).parents[2]
COPIES = Path(os.environ.get("ANALYST_APP_ORACLES", ROOT / ".venv-oracles-copies"))
"""Where copies of others' programs lie that no registry has: brat, doccano, w3c, refi. Never committed."""


@cache
def corpus() -> Path:
    """The torture corpus on disk."""
    return write_corpus(_folder() / "corpus")


def _folder() -> Path:
    path = Path(mkdtemp(prefix="analyst-export-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def exported(format_name: str, **options: object) -> tuple[Path, Exported]:
    """The folder of an export of it, and what was said."""
    output = _folder() / "export"
    done = export(Request(corpus=corpus(), format_name=format_name, output=output, workers=1, **options))  # type: ignore[arg-type]
    return output, done


def need(*modules: str) -> None:
    """Skip, and say so, where an outside reader is not installed."""
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"outside reader not installed: {module} (extra oracles)")


def copy_of(name: str) -> Path:
    """The copy of another's program; skips, and says so, where there is none."""
    path = COPIES / name
    if not path.exists():
        pytest.skip(f"no copy of {name} under {COPIES} (ANALYST_APP_ORACLES)")
    return path
