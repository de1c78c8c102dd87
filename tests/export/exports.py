"""The torture corpus exported once a format, for all tests that read exports."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import Exported
from tests.export.torture import articles, write_corpus

ROOT = Path(__file__).parents[2]
COPIES = Path(os.environ.get("ANALYST_APP_ORACLES", ROOT / ".venv-oracles-copies"))
"""Where others' programs lie that are no libraries: brat and doccano, which ./check fetches, w3c. Never committed."""


@cache
def corpus() -> Path:
    """The torture corpus on disk."""
    return write_corpus(folder() / "corpus")


def folder() -> Path:
    """A folder for as long as the tests run."""
    path = Path(mkdtemp(prefix="analyst-export-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def exported(format_name: str, **options: object) -> tuple[Path, Exported]:
    """The folder of an export of it, and what was said."""
    output = folder() / "export"
    done = export(ExportRequest(corpus=corpus(), format_name=format_name, output=output, workers=1, **options))  # type: ignore[arg-type]
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


def expected(*labels: str) -> Counter:
    """The spans of the torture corpus: (document, label, start, end, text)."""
    return Counter(
        (one.id, row.label, row.start, row.end, row.text)
        for one in articles()
        for row in one.everything
        if not labels or row.label in labels
    )


def without_zones() -> Counter:
    """Those, without what is not the article."""
    return Counter({key: n for key, n in expected().items() if key[1] != "skip"})


def in_whole_words(found: Counter) -> Counter:
    """Spans as they are once those whose edges lie inside words, or at white space, are of the words they touch."""
    moved = {
        ("crossing.txt", "actor", 5, 10, " beta"): ("crossing.txt", "actor", 6, 10, "beta"),
        ("crossing.txt", "actor", 31, 34, "zet"): ("crossing.txt", "actor", 31, 35, "zeta"),
        ("crossing.txt", "actor", 34, 36, "a."): ("crossing.txt", "actor", 31, 36, "zeta."),
        ("signs.txt", "claim", 28, 32, "\ttab"): ("signs.txt", "claim", 29, 32, "tab"),
    }
    return Counter({moved.get(key, key): count for key, count in found.items()})


def python(code: str, *arguments: str, **environment: str) -> str:
    """What another interpreter prints that runs the code."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"} | environment,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
