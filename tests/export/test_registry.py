"""All formats: one that needs a library that is not installed says which extra brings it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analyst_app.errors import MissingExtra
from analyst_app.export.exporting import ExportRequest, export
from tests.export.exports import corpus

LIBRARIES = {
    "huggingface": ("pyarrow", "huggingface", "Writing Parquet needs"),
    "xlsx": ("xlsxwriter", "xlsx", "Writing a workbook needs"),
    "spacy": ("spacy.tokens", "spacy", "Writing spaCy documents needs"),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_format_whose_library_is_missing_names_its_extra_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    library, extra, words = LIBRARIES[name]
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=f"{words} .*analyst-app.{extra}") as refused:
        export(ExportRequest(corpus=corpus(), format_name=name, output=tmp_path / "out", workers=1))
    assert refused.value.extra == extra
    assert list(tmp_path.iterdir()) == []
