"""An error in a hand-edited codebook names its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.core.codebook_faults import line_of, with_line
from analyst_app.corpus import articles

CODEBOOK = """{
 "format": "media-codebook", "version": 1, "id": "own", "name": "Own",
 "tags": [
  {"id": "claim", "name": "Claim", "key": "C", "colour": "#b45309"},
  {"id": "quote", "name": "Quote", "key": "Q", "colour": "#1d4ed8",
   "attributes": [
    {"id": "mode", "type": "choice", "values": [{"id": "direct", "digit": 1}]}
   ],
   "links": [
    {"role": "speaker", "to": ["claim"]}
   ]}
 ]
}
"""


@pytest.mark.parametrize(("spoil", "line"), [
    (lambda text: text.replace("#1d4ed8", "blue"), 5),
    (lambda text: text.replace('"key": "Q"', '"key": "C"'), 5),
    (lambda text: text.replace('"key": "Q"', '"key": "L"'), 5),
    (lambda text: text.replace('"digit": 1', '"digit": 12'), 7),
    (lambda text: text.replace('"to": ["claim"]', '"to": ["nobody"]'), 10),
    (lambda text: text.replace('"media-codebook"', '"other"'), 2),
    (lambda text: text.replace('"key": "C", ', '"key": "C"  '), 4),
])  # fmt: skip
def test_the_line_is_named(tmp_path: Path, spoil: Callable[[str], str], line: int) -> None:
    (tmp_path / "codebook.json").write_text(spoil(CODEBOOK))
    found = articles.codebook_for(tmp_path / "a.txt", tmp_path, tmp_path / "state")
    assert f"line {line}" in found.problem


def test_a_right_codebook_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text(CODEBOOK)
    assert articles.codebook_for(tmp_path / "a.txt", tmp_path, tmp_path / "state").problem == ""


def test_what_cannot_be_found_is_left_as_it_is() -> None:
    assert line_of("something is wrong.", CODEBOOK) == 0
    assert with_line("f", "f: something is wrong.", CODEBOOK) == "f: something is wrong."
