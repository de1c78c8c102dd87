"""Texts that write the same letters otherwise: every span lands on the same words."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from unicodedata import normalize

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from analyst_app.core.anchor import Placing, Stretch
from analyst_app.core.equivalence import Composed, ComposedAlignment, WordSearch, resolve, written_alike
from analyst_app.core.span import Span

LETTERS = [
    *"aeoAn .,\n",
    *"éüñçûŌǖộ",
    "\u0301\u0323",
    "\u0327",
    "\u212b",  # the sign for ångström, which no normal form keeps
    "\u0958",  # a Devanagari letter that is always written as two
    "\u09c7\u09be",  # two Bengali signs that join though neither stacks
    "한국",
    "의",
    "\u1112\u1161\u11ab",
    "\u1161",
    "👩🏽‍🚒",
    "🇩🇪",
    "\uf900",  # a compatibility ideograph with an equal
    "中文。",
]
TEXTS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=40).map("".join)
FORMS = st.sampled_from([("NFC", "NFD"), ("NFD", "NFC"), ("", "NFC"), ("", "NFD"), ("NFD", "")])


def equal(old: str, new: str) -> Iterable[Stretch]:
    assert old == new
    yield Stretch(0, len(old), 0)


def written(text: str, form: str) -> str:
    return normalize(form, text) if form else text  # type: ignore[arg-type]


@given(TEXTS, FORMS)
@example("한국\n", ("NFC", "NFD"))
def test_every_span_of_whole_graphemes_lands_on_the_span_that_is_equal(text: str, forms: tuple[str, str]) -> None:
    old, new = (written(text, form) for form in forms)
    alignment = ComposedAlignment(old, new, equal)
    edges = [0, *(match.end() for match in regex.finditer(r"\X", old))]
    for row, start in enumerate(edges):
        for end in edges[row + 1 :]:
            found = alignment.place(Span(start, end)).span
            assert found is not None
            assert normalize("NFC", found.of(new)) == normalize("NFC", old[start:end])
            assert normalize("NFC", new[: found.start]) == normalize("NFC", old[:start])


@given(st.text(max_size=60))
def test_the_way_there_and_back_is_told_of_any_text(text: str) -> None:
    made = Composed(text)
    assert made.text == normalize("NFC", text)
    for start in range(len(text)):
        whole = made.whole(Span(start, start + 1))
        assert whole.start <= start < whole.end
        there = made.there(whole)
        assert there.of(made.text) == normalize("NFC", whole.of(text))
        if there.start < there.end:
            assert made.back(there) == (whole, True)


def test_an_edge_inside_a_letter_is_never_moved_silently() -> None:
    old, new = "Jose\u0301 Mu\u0308ller", "José Müller"
    assert ComposedAlignment(old, new, equal).place(Span(0, 4)) == Placing(Span(0, 4), False), "José is proposed"


def test_an_edge_inside_a_letter_that_both_write_alike_stays_where_it_was() -> None:
    before, after = "\u212b and cafe\u0301 and a long tail of quite other words", "Å and cafe\u0301"
    new = after + before[len(after) :]
    at = before.index("cafe")
    assert ComposedAlignment(before, new, equal).place(Span(at, at + 4)) == Placing(Span(at, at + 4), True)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("José", "Jose", True),
        ("José", "Jose\u0301", False),
        ("Jose\u0301", "e\u0301", True),
        ("한", "\u1112\u1161", False),
    ],
)
def test_two_texts_in_one_form_are_written_alike(one: str, other: str, *, alike: bool) -> None:
    assert written_alike(one, other) is alike


@pytest.mark.parametrize(("to", "of"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_quote_whose_old_text_is_lost_is_found_by_its_context_however_that_is_written(to: str, of: str) -> None:
    text = "Le maire, José Müller, a dit « le port est sûr » à l’Élysée éééééééééééééééééééé et puis s’en va."
    old, new = written(text, of), "Préface. " + written(text, to)
    new = written(new, to)
    start = old.index(written("« le port", of))
    end = old.index("»") + 1
    found = resolve(new, old[start:end], old[max(0, start - 32) : start], old[end : end + 32])
    assert found.is_certain
    assert found.span is not None
    assert found.span.of(new) == written("« le port est sûr »", to)


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("dit Jose\u0301 Mu\u0308ller", "José Müller", 1),
        ("dit José, puis José", "Jose\u0301", 2),
        ("dit José", "Jose\u0300", 0),
        ("dit Jose\u0301", "Jose", 1),
        ("aaa", "aa", 2),
        ("dit José", "", 0),
    ],
)
def test_words_are_counted_however_they_are_written(text: str, words: str, times: int) -> None:
    assert WordSearch(text).times(words) == times


@pytest.mark.parametrize(
    "heap",
    [
        "\u0301\u0323" * 200_000,
        "a" * 63 + "\u0323\u0301" * 33 + "x\u0301\u0323" * 3,
        ("a" + "\u0301\u0323" * 31) * 6_000,
    ],
    ids=["all", "between", "just not"],
)
def test_marks_heaped_up_as_in_no_language_take_no_time(heap: str) -> None:
    began = time.thread_time()
    alignment = ComposedAlignment("e\u0301" + heap, "e\u0301" + heap, equal)
    assert alignment.place(Span(0, 1)) == Placing(Span(0, 1), True), "compared as it is"
    assert WordSearch(heap).times("é") == 0
    assert not resolve("é" + heap, heap, "", "").is_certain
    assert time.thread_time() - began < 5


def test_marks_that_a_language_has_are_composed_however_many_letters_have_them() -> None:
    assert Composed("o\u0323\u0302" * 3_000).text == "ộ" * 3_000


def test_the_way_is_found_in_time_that_grows_with_the_text() -> None:
    chance = random.Random(3)
    words = " ".join(chance.choice(["président", "déjà", "le", "été", "Müller"]) for _ in range(60_000))
    raw = normalize("NFD", words)
    began = time.thread_time()
    assert Composed(raw).text == words
    assert time.thread_time() - began < 5, "one line of 400,000 code points"
