"""Tests of assist.verifying.source_places."""

from __future__ import annotations

import sys

import pytest

from analyst_app.assist.verifying.compared_words import compared
from analyst_app.assist.verifying.source_places import SharedRun, SourceText, require_rapidfuzz
from analyst_app.errors import MissingExtra


def test_shared_words_are_found_wherever_they_stand() -> None:
    source = SourceText("One two three. Ada Brandt said we will stay. Four five. The quay is ours for ever and a day.")
    assert source.blocks(compared("we will stay").keys) == [SharedRun(0, 6, 3)]
    assert source.blocks(compared("unknown words").keys) == []
    assert source.blocks([]) == SourceText("").blocks(["we"]) == []


def test_a_part_that_stands_elsewhere_is_found_there_though_small_words_stand_near() -> None:
    source = SourceText(
        "We will stay until the spring. " + "A b c d. " * 50 + "The quay belongs to the fishermen of Vellmond."
    )
    found = source.blocks(compared("We will stay until belongs to the fishermen").keys)
    assert [block.size for block in found] == [4, 4]
    elsewhere = source.blocks(compared("We will stay until the quay belongs to the fishermen").keys)
    assert sum(block.size for block in elsewhere) == 10


def test_without_rapidfuzz_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(MissingExtra, match=r"analyst-app\[verify\]"):
        require_rapidfuzz()
    with pytest.raises(MissingExtra):
        SourceText("We stay.").blocks(["we"])
