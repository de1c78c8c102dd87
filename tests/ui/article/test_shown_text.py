"""The shown copy: what differs from the article, and the way back."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.ui.article.shown_text import LIMIT, ShownText
from tests.texts import TEXTS

LETTERS = st.sampled_from("ab \n\t" + "é\u0301\u00a0\u200d\ufeff\u2028\u0085😀👩🇩ل«市\u3000\ufffc\0")
LONG = st.lists(st.tuples(LETTERS, st.integers(1, 3_000)), max_size=6).map(
    lambda runs: "".join(letter * count for letter, count in runs)
)


def whole(text: str, size: int = 16_384) -> tuple[ShownText, str]:
    shown = ShownText(text)
    pieces = []
    while not shown.is_whole:
        pieces.append(shown.next_piece(size))
    return shown, "".join(pieces)


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def assert_maps_back(text: str, shown: ShownText, copy: str) -> None:
    data = units(copy)
    assert shown.offsets.to_utf16(len(text)) * 2 == len(data)
    step = max(1, len(text) // 3_000)
    for position in [*range(0, len(text), step), len(text)]:
        unit = shown.offsets.to_utf16(position)
        assert shown.offsets.to_codepoints(unit) == position
        if position == len(text):
            return
        character = text[position]
        after = shown.offsets.to_utf16(position + 1)
        there = data[2 * unit : 2 * after].decode("utf-16-le", "surrogatepass")
        if character == "\ufffc":
            character = "\ufffd"
        shown_as = there[1:] if len(there) == 2 and there[0] == "\n" else there
        is_replaced = len(shown_as) == 1 and character in "\ufeff \t\u3000\u200b"
        assert shown_as == character or is_replaced


@pytest.mark.parametrize("name", TEXTS)
def test_every_character_is_found_where_the_map_says(name: str) -> None:
    assert_maps_back(TEXTS[name], *whole(TEXTS[name]))


@given(text=LONG, size=st.integers(1, 20_000))
def test_the_map_holds_whatever_the_pieces(text: str, size: int) -> None:
    assert_maps_back(text, *whole(text, size))


@given(text=LONG)
def test_no_shown_paragraph_is_longer_than_the_limit(text: str) -> None:
    _, copy = whole(text)
    assert all(len(line) <= LIMIT for line in copy.split("\n"))


@given(text=LONG)
def test_short_paragraphs_are_left_as_they_are(text: str) -> None:
    _, copy = whole(text)
    plain = text.replace("\ufffc", "\ufffd")
    if all(len(line) <= LIMIT for line in text.split("\n")) and not plain.startswith("\ufeff"):
        assert copy == plain


def test_the_unit_of_an_inserted_break_is_the_character_after_it() -> None:
    shown, copy = whole("x" * 5_000)
    broken = copy.index("\n")
    assert shown.offsets.to_codepoints(broken) == broken
    assert shown.offsets.to_codepoints(broken + 1) == broken
    assert shown.offsets.to_codepoints(broken - 1) == broken - 1
    assert shown.is_soft(broken)
    assert not shown.is_soft(broken + 1)


def test_a_space_becomes_the_break_where_there_is_one() -> None:
    text = "word " * 1_000
    _, copy = whole(text)
    assert copy.replace("\n", " ") == text


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "각"])
def test_a_break_never_splits_a_grapheme(cluster: str) -> None:
    text = "x" + cluster * 3_000
    _, copy = whole(text)
    assert "\n" in copy
    allowed = {"x", "\n", cluster}
    assert set(regex.findall(r"\X", copy)) <= allowed


def test_a_leading_byte_order_mark_is_shown_as_a_space_of_no_width() -> None:
    _, copy = whole("\ufefftext")
    assert copy == "\u200btext"


def test_paragraphs_are_counted_without_blank_lines_and_soft_breaks() -> None:
    text = "one\n\ntwo\n \n" + "word " * 1_000 + "\nfour"
    shown, copy = whole(text)
    numbers = []
    position = 0
    for number, line in enumerate(copy.split("\n")):
        numbers.append(shown.paragraph_number(shown.offsets.to_codepoints(position), number))
        position += len(line) + 1
    assert [number for number in numbers if number] == [1, 2, 3, 4]
    assert numbers[0] == 1
    assert numbers[-1] == 4
