"""A file over the limit is refused in one sentence, and not parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.files import read_files
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS, LARGEST_DOCUMENT


def hollow(path: Path, size: int) -> Path:
    """A file of that many bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_document_over_the_limit_is_refused_with_both_numbers(tmp_path: Path) -> None:
    page = hollow(tmp_path / "page.html", LARGEST_DOCUMENT + 1)
    [(path, answer)] = read_files([page])
    assert path == page
    assert isinstance(answer, ImportFailed)
    assert str(answer) == "page.html is too large to import (200 MB; at most 200)."


def test_a_file_of_others_annotations_over_the_limit_is_to_be_taken_apart(tmp_path: Path) -> None:
    hollow(tmp_path / "a.txt", 0)
    with pytest.raises(ImportFailed, match=r"a\.ann has more than 512 MB; take it apart first"):
        read_annotated(hollow(tmp_path / "a.ann", LARGEST_ANNOTATIONS + 1))


def test_a_json_file_over_the_limit_is_not_even_looked_into(tmp_path: Path) -> None:
    assert kind_of(hollow(tmp_path / "a.json", LARGEST_ANNOTATIONS + 1)) == ""
