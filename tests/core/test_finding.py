import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.equivalence import joins
from analyst_app.core.finding import Search, equal_words, narrows, pattern
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
    cuts = [at for at in (start, end) if 0 < at < len(text) and joins(text[at - 1], text[at])]
    if words.strip() and not cuts:
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


EQUIVALENT = [
    ("각하", "각"),
    ("カ\u3099ス が", "ガス"),
    ("Войнов и Зайти", "Зайти"),
    ("một chiến dịch ở Huế", "chiến dịch"),
    ("một chiến dịch ở Huế", "Huế"),
    ("ক\u09cbথায়", "কোথায়"),
    ("क़लम", "क़लम"),
    ("שלום בּ\ufb2a", "בּ\ufb2a"),
    ("\u212bngström 300 \u212a", "Ångström 300 K"),
    ("\u6f22\uf900", "漢豈"),
    ("أحمد", "أحمد"),
]


@pytest.mark.parametrize("text_form", ["NFC", "NFD", ""])
@pytest.mark.parametrize("typed_form", ["NFC", "NFD", ""])
@pytest.mark.parametrize(("text", "words"), EQUIVALENT)
def test_letters_are_found_however_the_text_or_the_person_writes_them(
    text: str, words: str, text_form: str, typed_form: str
) -> None:
    there = unicodedata.normalize(text_form, text) if text_form else text  # type: ignore[arg-type]
    typed = unicodedata.normalize(typed_form, words) if typed_form else words  # type: ignore[arg-type]
    (hit,) = found(there, typed)
    assert unicodedata.normalize("NFC", hit) == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize("spelled", ["\u1ed9", "o\u0323\u0302", "o\u0302\u0323", "\u1ecd\u0302", "\u00f4\u0323"])
@pytest.mark.parametrize("typed", ["\u1ed9", "o\u0323\u0302", "o\u0302\u0323", "\u1ecd\u0302", "\u00f4\u0323"])
def test_marks_that_are_half_in_one_with_their_letter_are_found_in_any_order(spelled: str, typed: str) -> None:
    assert found(f"m{spelled}t", f"M{typed}T") == [f"m{spelled}t"]
    assert found(f"m{spelled}t", "môt") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\u1100\u1161\u11a8", "가"),
        ("\u1100\u1161\u11a8", "\u1100\u1161"),
        ("가\u11a8", "가"),
        ("\u1100\u1161", "\u1100"),
        ("カ\u3099ス", "カ"),
        ("и\u0306", "и"),
        ("\u0995\u09c7\u09be", "কে"),
        ("\u0627\u0654", "ا"),
    ],
)
def test_a_letter_is_not_found_in_another_that_only_begins_like_it(text: str, words: str) -> None:
    assert found(text, words) == []
    assert found(f"{text} {words}", words) == [words]


def test_a_match_takes_the_signs_that_stand_on_its_last_letter() -> None:
    assert found("كتابٌ جديد", "كتاب") == ["كتابٌ"]
    assert found("हिन्दी", "हिन") == ["हिन्"]
    assert found("क\u093cलम", "क") == ["क\u093c"]


def test_a_search_in_a_long_decomposed_text_makes_nobody_wait() -> None:
    text = unicodedata.normalize("NFD", "서울 시장 오세훈은 말했다. Müller a déjà été là. " * 25_000)
    began = time.perf_counter()
    search = Search(text, "오세훈은")
    search.advance()
    assert time.perf_counter() - began < 0.1, "one portion"
    assert len(search.complete()) == 25_000


@pytest.mark.parametrize(
    ("words", "before", "does"),
    [
        ("harbour", "harb", True),
        ("harbour", "", True),
        (" we  stay", "we", True),
        ("we stay", "we  s", True),
        ("“we", "“", True),
        ("harbour", "harbor", False),
        ("harb", "harbour", False),
        ("cafe\u0301", "cafe", False),
        ("café", "cafe", False),
        ("caf\u0301e", "caf", False),
        ("\u1112\u1161\u11ab", "\u1112", False),
        ("한국", "한", True),
    ],
)
def test_more_letters_narrow_what_was_found_unless_they_make_another_letter_of_the_last(
    words: str, before: str, does: bool
) -> None:
    assert narrows(words, before) is does
