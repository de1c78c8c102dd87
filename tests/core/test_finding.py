import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.finding import Search, equal_words, pattern
from analyst_app.core.span import Span
from tests.texts import TEXTS


def found(text: str, words: str) -> list[str]:
    return [span.of(text) for span in Search(text, words).complete()]


def test_case_is_equal() -> None:
    assert found("Ada BRANDT and ada brandt", "Ada Brandt") == ["Ada BRANDT", "ada brandt"]


def test_straight_and_curly_quotation_marks_are_equal() -> None:
    assert found('“We” won’t, "We" won\'t, „We“ «We»', '"we"') == ["“We”", '"We"', "„We“", "«We»"]
    assert found("won’t won't", "won’t") == ["won’t", "won't"]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\n", "\u2028", "\t", "  \n ", "\u202f"])
def test_any_white_space_is_equal(gap: str) -> None:
    assert found(f"the{gap}depot", "the depot") == [f"the{gap}depot"]
    assert found("the depot", f"the{gap}depot") == ["the depot"]


def test_composed_and_decomposed_accents_are_equal() -> None:
    assert found("Zürich Zu\u0308rich", "zürich") == ["Zürich", "Zu\u0308rich"]
    assert found("Zürich Zu\u0308rich", "zu\u0308rich") == ["Zürich", "Zu\u0308rich"]


def test_a_match_does_not_split_an_accented_letter() -> None:
    assert found("cafe\u0301 cafe", "cafe") == ["cafe"]


def test_what_looks_like_an_expression_is_plain_text() -> None:
    assert found("a.c abc (x)* (x)", "(x)*") == ["(x)*"]
    assert found("a.c abc", "a.c") == ["a.c"]


def test_nothing_is_found_for_empty_words() -> None:
    assert found("some words", "") == []
    assert found("some words", "  ") == []
    assert pattern("").search("x") is None


def test_matches_count_code_points() -> None:
    text = "🔥🔥 fire"
    assert Search(text, "fire").complete() == [Span(3, 7)]


def test_the_first_match_is_at_or_after_the_start() -> None:
    search = Search("one two one two", "one", start=1)
    search.advance()
    assert search.first == Span(8, 11)
    assert search.complete() == [Span(0, 3), Span(8, 11)]
    assert search.first == Span(8, 11)


def test_next_and_previous_go_round() -> None:
    search = Search("one two one", "one")
    search.complete()
    assert search.after(0) == Span(0, 3)
    assert search.after(1) == Span(8, 11)
    assert search.after(9) == Span(0, 3)
    assert search.before(8) == Span(0, 3)
    assert search.before(0) == Span(8, 11)


def test_a_match_over_the_edge_of_a_portion_is_found_once() -> None:
    text = "xx needle yy needle"
    for portion in range(1, 12):
        for start in range(len(text)):
            search = Search(text, "needle", start=start)
            while search.advance(portion):
                pass
            assert len(search.hits) == 2, (portion, start)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_stretch_of_a_text_is_found_in_it(name: str, data: st.DataObject) -> None:
    text = TEXTS[name][:3000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    words = text[start:end]
    if words.strip() and not "\u0300" <= text[end : end + 1] <= "\u036f":
        hits = Search(text, words, start=start).complete()
        assert any(equal_words(hit.of(text)) == equal_words(words) for hit in hits)
        assert hits == sorted(hits)


def test_a_search_that_finds_nothing_ahead_goes_round_to_the_first_of_all() -> None:
    search = Search("one two one two", "one", start=12)
    search.advance()
    assert search.first is None
    search.complete()
    assert search.first == Span(0, 3)


def test_a_match_with_a_wide_gap_is_found_though_a_portion_ends_in_it() -> None:
    # 200 characters of white space are one space still, 201 are not.
    for gap, hits in ((200, [Span(3, 214)]), (201, [])):
        search = Search("xx depot" + " " * gap + "closes yy", "depot closes")
        while search.advance(5):
            pass
        assert search.hits == hits
