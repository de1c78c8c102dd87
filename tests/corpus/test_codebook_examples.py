"""Examples keep the place where they stand, and find it again.

Tests of corpus.codebook_editing.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.corpus.codebook_editing import ExamplePlace, example_of, parts_of, place_of


def test_an_example_holds_its_place_and_finds_it_again() -> None:
    text = "First line.\nAda Brandt said “we stay”, and left.\n"
    example = example_of(text, Span(28, 37), "sub/depot.txt")
    assert example == {
        "text": "Ada Brandt said [“we stay”], and left.",
        "article": "sub/depot.txt",
        "start": 28,
        "end": 37,
    }
    assert place_of(example) == ExamplePlace("sub/depot.txt", Span(28, 37))


def test_the_place_at_the_end_of_the_words_is_read_as_before() -> None:
    old = "Ada Brandt said [“we stay”], and left. (sub/depot.txt 28–37)"
    assert place_of(old) == ExamplePlace("sub/depot.txt", Span(28, 37))
    assert place_of("Captain [Ilse Moor]’s crew") is None


def test_a_place_that_is_none_is_none() -> None:
    for wrong in ({"start": 9, "end": 3}, {"start": -1, "end": 3}, {"start": "1", "end": 3}, {"end": 3}, {}):
        assert place_of({"text": "x", "article": "a.txt", **wrong}) is None


def test_the_brackets_part_the_words() -> None:
    assert parts_of("He said [yes] [now].") == ("He said ", "yes", " [now].")
    assert parts_of("He said [yes.") == ("He said [yes.", "", "")
