from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.snapping import (
    count_words,
    grapheme_bounds,
    next_grapheme,
    next_word,
    previous_grapheme,
    previous_word,
    snap_to_words,
    word_at,
    words_in,
)
from tests.texts import TEXTS

BITING = st.text(alphabet="ab 🔥👩\u200d👧🇩🇪\u0301e'’-\u00a0\nقا税\u0e01\u0e33\r“й\u0600\u200d", max_size=40)


def edges(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(text=BITING)
def test_walking_by_graphemes_visits_what_unicode_calls_clusters(text: str) -> None:
    forward, position = [0], 0
    while position < len(text):
        position = next_grapheme(text, position)
        forward.append(position)
    assert forward == edges(text)
    backward = [position]
    while position > 0:
        position = previous_grapheme(text, position)
        backward.append(position)
    assert backward[::-1] == edges(text)


@given(text=BITING, data=st.data())
def test_bounds_never_split_a_grapheme_and_contain_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    bounds = grapheme_bounds(text, Span(start, end))
    assert bounds.start in edges(text)
    assert bounds.end in edges(text)
    assert end == start or bounds.contains(Span(start, end))


@given(text=BITING, data=st.data())
def test_snapping_to_words_is_idempotent(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    once = snap_to_words(text, Span(start, end))
    assert snap_to_words(text, once) == once


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("Bashar al-Assad said", 9, "al-Assad"),
        ("the city’s mayor", 5, "city’s"),
        ("in the U.S. army", 8, "U.S."),
        ("paid 1,000.50 euros", 7, "1,000.50"),
        ("Zu\u0308rich met", 1, "Zu\u0308rich"),
        ("قالت ليلى حداد", 6, "ليلى"),
        ("税收下降", 1, "收"),
        ("(word)", 1, "word"),
        ("word", 4, "word"),
    ],
)
def test_a_word_has_its_hyphens_apostrophes_and_inner_stops(text: str, position: int, word: str) -> None:
    found = word_at(text, position)
    assert found is not None
    assert found.of(text) == word


def test_between_words_there_is_no_word() -> None:
    assert word_at("one — two", 4) is None
    assert word_at("", 0) is None
    assert word_at("  ", 1) is None


def test_a_drag_takes_whole_words_and_no_outer_white_space() -> None:
    text = "the clinic denied the report."
    assert snap_to_words(text, Span(6, 20)).of(text) == "clinic denied the"
    assert snap_to_words(text, Span(3, 10)).of(text) == "clinic"
    assert snap_to_words(text, Span(3, 4)).length == 0


def test_words_are_walked_by_either_edge() -> None:
    text = "Ada said (no)."
    assert [next_word(text, 0), next_word(text, 3), next_word(text, 8)] == [3, 8, 12]
    assert next_word(text, 0, edge="start") == 4
    assert [previous_word(text, 14), previous_word(text, 10), previous_word(text, 4)] == [10, 4, 0]
    assert previous_word(text, 9, edge="end") == 8
    assert next_word(text, 13) == len(text)


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("Ada Brandt’s al-Assad paid 1,000.50.", Span(0, 36)) == 5
    assert words_in("a b", Span(0, 0)) == []


@pytest.mark.parametrize("name", ["no spaces", "one long line", "200 kB", "empty", "NUL", "bidi override"])
def test_texts_that_bite_do_not_break_snapping(name: str) -> None:
    text = TEXTS[name]
    for position in {0, len(text) // 2, len(text)}:
        word_at(text, position)
        assert 0 <= next_word(text, position) <= len(text)
        assert 0 <= previous_word(text, position) <= len(text)
