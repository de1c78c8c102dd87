"""The examples of docs/api.md and of the docstrings behind ``import analyst_app as aa`` give what they say."""

from __future__ import annotations

import doctest
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from tests.reading.samples import BEHIND_THE_NAMES

ROOT = Path(__file__).parent.parent.parent
AS_IN_DOCS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(autouse=True)
def in_a_folder_with_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``samples`` as the page has it, and ``resources/samples`` as the docstrings have it, to be spoilt at will."""
    for name in ("samples", "resources/samples"):
        shutil.copytree(ROOT / "resources" / "samples", tmp_path / name)
    monkeypatch.chdir(tmp_path)


def test_the_page_says_what_happens() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, optionflags=AS_IN_DOCS)
    assert found.attempted > 30
    assert found.failed == 0


@pytest.mark.parametrize("name", BEHIND_THE_NAMES)
def test_a_docstring_says_what_happens(name: str) -> None:
    assert doctest.testmod(import_module(name), optionflags=AS_IN_DOCS).failed == 0


def test_every_name_has_its_place_on_the_page() -> None:
    import analyst_app as aa

    words = (ROOT / "docs" / "api.md").read_text("utf-8")
    shown = {name for name in aa.__all__ if name not in ("__version__", "Frames", "Tables", "WrittenLayer",
                                                         "MeasuredAgreement")}  # fmt: skip
    assert {name for name in shown if f"`{name}`" not in words and f"aa.{name}" not in words} == set()
