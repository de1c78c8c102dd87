"""Finding names by a few typed letters."""

from __future__ import annotations

from analyst_app.ui.palette.letter_search import FIRST, INITIALS, INSIDE, SCATTERED, WORD_START, Names, marks


def test_the_beginning_of_a_name_is_better_than_of_a_word_and_that_than_its_inside() -> None:
    names = Names(["Unlink", "Remove link", "Link the speaker"])
    assert names.find("lin", 9) == [(FIRST, 2), (WORD_START, 1), (INSIDE, 0)]


def test_all_typed_words_must_be_there_in_any_order() -> None:
    names = Names(["Union and council", "Council house", "The council and the union"])
    assert [place for _, place in names.find("council ion", 9)] == [0, 2]


def test_accents_and_capitals_do_not_count() -> None:
    assert Names(["Zürich", "Łódź ÉCLAIR"]).find("eclair", 9) == [(WORD_START, 1)]
    assert Names(["Zürich"]).find("ZURICH", 9) == [(FIRST, 0)]


def test_initials_find_and_scattered_letters_only_among_short_names() -> None:
    titles = ["Union and council at odds"]
    assert Names(titles).find("uac", 9) == [(INITIALS, 0)]
    assert Names(titles).find("uncl", 9) == []
    assert Names(titles, scatters=True).find("uncl", 9) == [(SCATTERED, 0)]


def test_no_more_are_found_than_are_wanted_and_nothing_typed_finds_all() -> None:
    names = Names(["a line"] * 50)
    assert len(names.find("l", 7)) == 7
    assert len(names.find("", 50)) == 50
    assert Names([]).find("l", 7) == []


def test_letters_of_regular_expressions_are_letters() -> None:
    assert Names(["a (b) [c] *"], scatters=True).find("(b) *[", 9) == [(WORD_START, 0)]


def test_marks_are_where_the_letters_are_found() -> None:
    assert marks("lin", "Remove a línk") == [(9, 12)]
    assert marks("re li", "Remove link") == [(0, 2), (7, 9)]
    assert marks("rl", "Remove link") == [(0, 1), (7, 8)]
    assert marks("xyz", "Remove link") == []


def test_the_text_of_many_names_is_not_walked_to_its_end_when_enough_are_found() -> None:
    names = Names([f"Union number {n}" for n in range(10_000)])
    read: list[int] = []
    find = names._text.find
    names._text.find = lambda *words: (read.append(place) or place for place in find(*words))  # type: ignore[method-assign]
    assert len(names.find("union", 60)) == 60
    assert len(read) <= 60
