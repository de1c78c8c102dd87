"""Where spans of an old text lie in a new one."""

from __future__ import annotations

import pytest

from analyst_app.core.anchor import Alignment, Placing, Stretch, resolve
from analyst_app.core.span import Span


def alignment(old: str, new: str, *stretches: tuple[int, int, int]) -> Alignment:
    return Alignment(old, new, [Stretch(*one) for one in stretches])


def test_a_span_in_an_unchanged_stretch_moves_with_it() -> None:
    old = "The depot will close by May, said Ada Brandt on Monday."
    found = alignment(old, "Yes. " + old, (0, len(old), 5)).place(Span(34, 44))
    assert found == Placing(Span(39, 49), True)


def test_a_span_next_to_an_edit_is_certain_if_its_other_side_agrees() -> None:
    old = "old words here; Ada Brandt said that the depot will close."
    new = "different; Ada Brandt said that the depot will close."
    found = alignment(old, new, (14, len(old), 9)).place(Span(16, 26))
    assert found == Placing(Span(11, 21), True)


def test_a_span_whose_words_changed_a_little_is_proposed() -> None:
    old, new = "the depot will close by May", "the depot will close in May"
    found = alignment(old, new, (0, 21, 0), (23, 27, 23)).place(Span(0, 27))
    assert found == Placing(Span(0, 27), False)


def test_a_span_whose_words_changed_a_lot_is_an_orphan() -> None:
    old, new = "abc XXXXXXXXXX def", "abc yy def"
    assert alignment(old, new, (0, 4, 0), (14, 18, 6)).place(Span(2, 16)) == Placing(None, False)


def test_a_passage_that_was_moved_is_proposed_where_it_stands_once() -> None:
    old, new = "first passage. second", "second. first passage"
    found = alignment(old, new).place(Span(0, 13))
    assert found == Placing(Span(8, 21), False)


def test_words_of_which_one_of_two_was_deleted_are_not_taken_silently() -> None:
    old, new = "no no no no no.", "no no no no."
    found = alignment(old, new, (0, 3, 0), (6, 15, 3)).place(Span(6, 8))
    assert not found.is_certain


def test_an_inserted_double_is_not_taken_silently() -> None:
    old, new = "a word b", "a word word b"
    found = alignment(old, new, (0, 7, 0), (7, 8, 12)).place(Span(2, 6))
    assert not found.is_certain


def test_a_span_of_deleted_text_is_not_found_in_a_double_elsewhere() -> None:
    old = "Brandt left. " + "x" * 50 + " Brandt stayed."
    new = old[13:]
    found = alignment(old, new, (13, len(old), 0)).place(Span(0, 6))
    assert not found.is_certain


@pytest.mark.parametrize(("prefix", "suffix"), [("said ", ", who"), ("", ", who")])
def test_a_quote_with_its_context_is_found_in_a_text_without_its_old_one(prefix: str, suffix: str) -> None:
    text = "Before it: said Ada Brandt, who left. Ada Brandt, again."
    assert resolve(text, "Ada Brandt", prefix, suffix) == Placing(Span(16, 26), True)


def test_a_quote_whose_context_is_gone_is_only_proposed() -> None:
    assert resolve("x Ada Brandt y", "Ada Brandt", "said ", ", who") == Placing(Span(2, 12), False)


def test_a_quote_that_stands_twice_with_the_same_context_is_an_orphan() -> None:
    assert resolve("a Brandt b a Brandt b", "Brandt", "a ", " b") == Placing(None, False)


def test_a_changed_quote_between_its_old_context_is_proposed() -> None:
    before, after = "It was a long day in the harbour ", " and nobody spoke of it at all."
    text = f"{before}when the depot closed at nine{after}"
    found = resolve(text, "when the depot closed at five", before[-32:], after[:31])
    assert found == Placing(Span(len(before), len(before) + 29), False)


def test_nothing_is_nowhere() -> None:
    assert resolve("abc", "", "", "") == Placing(None, False)
    assert alignment("abc", "").place(Span(0, 3)) == Placing(None, False)


def test_a_quote_without_any_context_is_only_proposed() -> None:
    assert resolve("one Ada Brandt, two", "Ada Brandt", "", "") == Placing(Span(4, 14), False)


def test_of_two_places_the_one_with_more_of_the_context_is_proposed() -> None:
    text = "then Brandt left; she said Brandt stayed"
    assert resolve(text, "Brandt", "he said ", " went") == Placing(Span(27, 33), False)


@pytest.mark.parametrize(("again", "is_certain"), [("", True), (" A second Brandt.", False)])
def test_words_between_two_edits_are_certain_only_if_they_stand_nowhere_else(again: str, is_certain: bool) -> None:
    # Both contexts changed at their far ends; 20 code points agree, more than the 16 that suffice for words found once.
    old = "AAAAAAAA before it, Brandt, after it BBBBBBBB"
    new = "CCCCCCCCC before it, Brandt, after it DDDDDDDDD" + again
    found = alignment(old, new, (8, 37, 9)).place(Span(20, 26))
    assert found == Placing(Span(21, 27), is_certain)


@pytest.mark.parametrize(("kept", "is_proposed"), [(17, True), (16, False)])
def test_what_is_proposed_is_at_least_0_85_similar(kept: int, is_proposed: bool) -> None:
    # docs/format.md. Ratcliff and Obershelp: twice what both have over both lengths, here 34 / 40 and 32 / 40.
    old, new = "a" * kept + "b" * (20 - kept) + " end", "a" * kept + "c" * (20 - kept) + " end"
    found = alignment(old, new, (0, kept, 0), (20, 24, 20)).place(Span(0, 20))
    assert found == Placing(Span(0, 20) if is_proposed else None, False)
    before, after = "It was a long day in the harbour ", " and nobody spoke of it at all."
    again = resolve(before + new[:20] + after, old[:20], before[-32:], after)
    assert again == Placing(Span(len(before), len(before) + 20) if is_proposed else None, False)


@pytest.mark.parametrize(
    ("before", "behind", "is_certain"),
    [(8, 8, True), (7, 8, False), (9, 7, True), (9, 6, False), (3, 13, True), (0, 16, True), (0, 15, False)],
)
def test_sixteen_code_points_of_context_suffice_for_words_that_stand_once(
    before: int, behind: int, is_certain: bool
) -> None:
    old = "A" * 40 + "b" * before + "Brandt" + "c" * behind + "D" * 40
    new = "X" * 41 + "b" * before + "Brandt" + "c" * behind + "Y" * 41
    start = 40 + before
    found = alignment(old, new, (40, start + 6 + behind, 41)).place(Span(start, start + 6))
    assert found == Placing(Span(start + 1, start + 7), is_certain)


@pytest.mark.parametrize(
    ("before", "behind", "is_certain"), [(32, 0, True), (0, 32, True), (31, 31, False), (0, 0, False)]
)
def test_words_that_stand_twice_need_32_unchanged_code_points_on_one_side(
    before: int, behind: int, is_certain: bool
) -> None:
    kept = "b" * before + "Brandt" + "c" * behind
    old, new = "A" * 40 + kept + "D" * 40, "X" * 41 + kept + "Y" * 40 + " Brandt"
    found = alignment(old, new, (40, 40 + len(kept), 41)).place(Span(40 + before, 46 + before))
    assert found == Placing(Span(41 + before, 47 + before), is_certain)


def test_what_was_inserted_right_behind_a_span_stays_outside_it() -> None:
    old, new = "Ada Brandt said so.", "Ada Brandt, mayor, said so."
    found = alignment(old, new, (0, 10, 0), (10, 19, 18)).place(Span(0, 10))
    assert found == Placing(Span(0, 10), True)


def test_a_span_that_begins_with_changed_words_is_proposed_from_where_the_new_ones_begin() -> None:
    old = "A: said by tomorrow the depot will close"
    new = "BB: said in tomorrow the depot will close"
    found = alignment(old, new, (1, 8, 2), (10, 40, 11)).place(Span(8, 40))
    assert found == Placing(Span(9, 41), False)
    assert found.span is not None
    assert found.span.of(new) == "in tomorrow the depot will close"


@pytest.mark.parametrize(("before", "behind", "is_proposed"), [(16, 16, True), (15, 16, False), (16, 15, False)])
def test_a_changed_quote_is_proposed_only_between_16_code_points_of_its_context_on_each_side(
    before: int, behind: int, is_proposed: bool
) -> None:
    prefix, suffix = "It was a long day in the harbour "[-before:], " and nobody spoke of it at all."[:behind]
    text = f"{prefix}when the depot closed at nine{suffix}"
    found = resolve(text, "when the depot closed at five", prefix, suffix)
    assert found == Placing(Span(before, before + 29) if is_proposed else None, False)


@pytest.mark.parametrize(
    ("span", "stretches"),
    [
        (Span(0, 30), [(1, 39, 1)]),
        (Span(4, 34), [(0, 4, 0), (5, 39, 5)]),
        (Span(9, 39), [(0, 38, 0)]),
        (Span(4, 35), [(0, 34, 0), (35, 39, 35)]),
    ],
)
def test_a_span_whose_edge_the_diff_calls_changed_is_never_taken_silently(
    span: Span, stretches: list[tuple[int, int, int]]
) -> None:
    text = "The depot closes in May, said A. Brandt"
    assert alignment(text, text, *stretches).place(span) == Placing(span, False)


def test_a_word_whose_double_behind_it_was_deleted_is_not_taken_silently() -> None:
    # Either of the two may have been the one that went.
    old, new = "So it was: again again, he said. And so on.", "So it was: again, he said. And so on."
    kept = [(0, 16, 0), (22, 43, 16)]
    assert alignment(old, new, *kept).place(Span(11, 16)) == Placing(Span(11, 16), False)
    assert alignment(old, new, *kept).place(Span(0, 2)) == Placing(Span(0, 2), True)


def test_words_that_stand_twice_are_certain_where_all_from_the_beginning_on_is_as_it_was() -> None:
    old, new = "So: Brandt said yes.", "So: Brandt was silent. Brandt left."
    assert alignment(old, new, (0, 11, 0)).place(Span(4, 10)) == Placing(Span(4, 10), True)
    assert alignment("Oh: " + old[4:], new, (1, 11, 1)).place(Span(4, 10)) == Placing(Span(4, 10), False)


def test_a_word_whose_double_was_deleted_is_not_taken_silently_after_another_edit_either() -> None:
    said = ". So it was all day long in the harbour: again"
    old, new = f"Hm{said} again, he said.", f"Hm, well{said}, he said."
    end = 2 + len(said)
    kept = [(0, 2, 0), (2, end, 8), (end + 6, len(old), end + 6)]
    found = alignment(old, new, *kept).place(Span(end - 5, end))
    assert found == Placing(Span(end + 1, end + 6), False)


def test_words_before_a_replacement_are_certain_though_the_replaced_words_end_alike() -> None:
    old, new = "It was red. Gold and red. It ended.", "It was red. Blue as ice. It ended."
    found = alignment(old, new, (0, 10, 0), (24, 35, 23)).place(Span(7, 10))
    assert found == Placing(Span(7, 10), True)


def test_a_quote_at_the_very_beginning_is_proposed() -> None:
    assert resolve("Ada Brandt left.", "Ada Brandt", "said ", ", who") == Placing(Span(0, 10), False)
