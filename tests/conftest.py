"""Shared by all tests: an offscreen Qt, homes of their own, no network."""

from __future__ import annotations

import gc
import itertools
import os
import re
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANALYST_APP_LANGUAGE"] = "en"  # whatever the machine speaks

import pytest
from hypothesis import HealthCheck, settings

from analyst_app.storage import containment

settings.register_profile(
    "ours",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("ours")
_FOLDERS = itertools.count(1)
"""Numbers of folders; pytest's own numbering looks at all that there are, for each of some ten thousand tests."""


@pytest.fixture(autouse=True)
def no_borders() -> None:
    """No folder is open yet."""
    containment.forget_all()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the test's own, named as pytest names it."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{name}-{next(_FOLDERS)}"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh home: configuration, state, cache and data folders belong to the test."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_FOLDERS))
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    monkeypatch.setenv("ANALYST_APP_COACH", "off")  # bubbles of the first session, which each test would be


def pytest_collection_finish() -> None:
    """Lay the tests aside: the program collects its garbage, too, and would walk through all of them each time."""
    gc.collect()
    gc.freeze()
