"""A second reading of a text in one import has a name that tells where it came from; what was there is no such one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.intake.layers_there import SecondReadings

ARTICLE = Path("in/one.txt")


@pytest.mark.parametrize(
    ("original", "person", "expected"),
    [
        ("x/otto.tsv", "", "otto"),
        ("bob/one.tsv", "", "bob"),
        ("x/task-TC.labels", "jo", "jo-task-tc"),
        ("x/" + "very long " * 9 + ".tsv", "", "very-long-very-long-very-long-ve"),
    ],
)
def test_a_second_reading_is_named_by_its_file_or_folder(original: str, person: str, expected: str) -> None:
    own = person or "imported"
    seconds = SecondReadings()
    seconds.wrote(Path("in"), "one.txt", [own])
    there = {own: False}
    assert seconds.id_of(own, ARTICLE, Path(original), person, there.get) == expected


def test_a_name_that_another_reading_has_is_passed_by() -> None:
    seconds = SecondReadings()
    seconds.wrote(Path("in"), "one.txt", ["imported"])
    there = {"imported": False, "otto": False, "x": False}
    assert seconds.id_of("imported", ARTICLE, Path("x/otto.tsv"), "", there.get) == "imported-2"


def test_a_layer_that_was_there_before_gives_way_to_none() -> None:
    there = {"imported": False}
    assert SecondReadings().id_of("imported", ARTICLE, Path("x/otto.tsv"), "", there.get) == "imported"
    there["otto"] = True  # an earlier import named it so
    assert SecondReadings().id_of("imported", ARTICLE, Path("x/otto.tsv"), "", there.get) == "otto"
