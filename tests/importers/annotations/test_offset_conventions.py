"""The way in which a file counts is found out by its quoted words alone, and never by one slip."""

from __future__ import annotations

import pytest

from analyst_app.importers.annotations.imported_layer import ForeignSpan
from analyst_app.importers.annotations.offset_conventions import (
    CODE_POINTS,
    UTF_16,
    Convention,
    Measures,
    convention_of,
)

TEXT = "🔥 Mayor Lena Ortiz said “taxes fell 😀 by 12%”.\nCritics disputed that.\n"


def position(at: int, unit: str) -> int:
    encoded = {
        "code points": TEXT[:at],
        "UTF-16 units": TEXT[:at].encode("utf-16-le"),
        "UTF-8 bytes": TEXT[:at].encode(),
    }
    return len(encoded[unit]) // (2 if unit == "UTF-16 units" else 1)


def spans(*words: str, by: Convention, quoted: bool = True) -> list[ForeignSpan]:
    made = []
    for number, word in enumerate(words):
        at = TEXT.index(word)
        start, end = position(at, by.unit) + by.base, position(at + len(word), by.unit) + by.base - by.ends_inside
        made.append(ForeignSpan(str(number), "x", start, end, word if quoted else None))
    return made


@pytest.mark.parametrize("unit", ["code points", "UTF-16 units", "UTF-8 bytes"])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("inside", [False, True])
def test_how_offsets_count_is_found_out(unit: str, base: int, inside: bool) -> None:
    by = Convention(unit, base, inside)
    found, certainty = convention_of([(TEXT, spans("Lena Ortiz", "taxes fell 😀 by 12%", "Critics", by=by))])
    assert found == by
    assert certainty == "3 of 3 quoted words agree"


def test_one_short_end_of_eight_is_no_other_way_of_counting() -> None:
    made = spans("Mayor", "Lena", "Ortiz", "said", "taxes", "fell", "Critics", "disputed", by=CODE_POINTS)
    made[-1] = made[-1]._replace(end=made[-1].end - 1)
    assert convention_of([(TEXT, made)]) == (CODE_POINTS, "7 of 8 quoted words agree")


def test_a_single_quoted_word_changes_nothing() -> None:
    assert convention_of([(TEXT, spans("Critics", by=UTF_16))])[0] == CODE_POINTS


def test_word_edges_raise_a_question_and_decide_nothing() -> None:
    made = spans("Lena Ortiz", "Critics", "disputed", "Mayor", by=UTF_16, quoted=False)
    found, certainty = convention_of([(TEXT, made)])
    assert found == CODE_POINTS
    assert certainty.startswith("no words are quoted, so that could not be checked; 0 begin and end at edges of words")
    assert "4 would if they were UTF-16 units" in certainty


def test_a_file_is_asked_as_a_whole() -> None:
    """Each of three texts quotes one word, which alone would decide nothing."""
    by = Convention("UTF-16 units", 1)
    found, certainty = convention_of([(TEXT, spans(word, by=by)) for word in ("Lena Ortiz", "Critics", "disputed")])
    assert (found, certainty) == (by, "3 of 3 quoted words agree")


@pytest.mark.parametrize("convention", [UTF_16, Convention("UTF-8 bytes")])
def test_an_offset_inside_a_character_is_no_place(convention: Convention) -> None:
    assert Measures(TEXT).span(1, 3, convention)[0] == -1
