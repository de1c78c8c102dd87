"""Tests of language.sentences and language.paragraphs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.paragraphs import LONG, paragraph_at, piece_at, pieces_in, trimmed
from analyst_app.language.sentences import next_sentence, previous_sentence, sentence_at, sentence_cover, sentences_in
from tests.language.reading import LANGUAGE, find, tongue
from tests.texts import TEXTS


def sentences(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences_in(text, Span(0, len(text)), tongue(text))]


def test_what_goes_on_for_very_long_without_a_stop_is_cut_at_spaces() -> None:
    words = "one two three " * 1_000
    parts = sentences(words)
    assert " ".join(parts) == words.strip()
    assert all(2_000 <= len(part) <= 4_000 for part in parts[:-1])
    assert sentences("one two " * 490) == [("one two " * 490).strip()]
    assert [len(part) for part in sentences("a" * 9_000)] == [4_000, 4_000, 1_000]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Smith met Lt. Gen. John A. Brown at noon.",
        "The U.S. Navy left at 5 p.m. on Monday.",
        "J. R. R. Novak came from St. Anton.",
        "It cost 3.5 million, see example.com now.",
        "“Really?” Ada Brandt asked.",
        "“Go!” he said.",
        "He won't (he says) go … or so he thinks.",
        "Er kam am 3. Mai mit Prof. Dr. Karl Maier.",
        "Das gilt z.B. für Nr. 7 auch.",
        "« Non ! » a dit M. Dupont.",
        "«Нет!» – сказал он в 2020 г. на встрече.",
        "هل قال د. حداد ذلك؟",
        "The answer was No. 5 again.",
        "No. 5 is best.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["He lives in the U.S.", "The rest left."],
        ["They left at 5 p.m.", "Then it rained."],
        ["“It is over.”", "Then it ended."],
        ["“What?”", "The room fell silent."],
        ["“First.", "Second,” said Brandt."],
        ["It ended...", "But why?!", "Nobody knew."],
        ["This was plan B.", "The end came."],
        ["« Non. »", "Il partit."],
        ["„Nein.“", "Er ging."],
        ["市长来了。", "记者问：「为什么？」", "没有人说话。"],
        ["ذهب الوزير.", "هل عاد؟", "لا."],
        ["(He left.)", "She stayed."],
        ["It fell to $4.20.", "Northbank rose."],
        ["She met the president.", "Then she left."],
        ["She said no.", "Ms. Brandt sang."],
        ["``We won,'' Marsh said.", ",,We drew,“ Brandt said."],
    ],
)
def test_a_stop_ends_a_sentence_and_takes_its_closing_marks(parts: list[str]) -> None:
    space = "" if parts[0].endswith("。") else " "
    assert sentences(space.join(parts)) == parts


def test_a_line_end_always_ends_a_sentence() -> None:
    assert sentences("A headline\n\nThe text begins") == ["A headline", "The text begins"]


def test_the_sentence_at_a_caret_is_the_one_before_between_two() -> None:
    text = "One came. Two left.  \n"
    assert sentence_at(text, 0, LANGUAGE).of(text) == "One came."
    assert sentence_at(text, 9, LANGUAGE).of(text) == "One came."
    assert sentence_at(text, 10, LANGUAGE).of(text) == "Two left."
    assert sentence_at(text, 21, LANGUAGE).of(text) == "Two left."
    assert sentence_at(text, len(text), LANGUAGE).length == 0


def test_sentences_are_walked_across_paragraphs() -> None:
    text = "One came. Two left.\n\nThree stayed."
    two = next_sentence(text, 0, LANGUAGE)
    assert two is not None
    assert two.of(text) == "Two left."
    three = next_sentence(text, two.start, LANGUAGE)
    assert three is not None
    assert three.of(text) == "Three stayed."
    assert next_sentence(text, three.start, LANGUAGE) is None
    assert previous_sentence(text, three.start, LANGUAGE) == two
    assert previous_sentence(text, 0, LANGUAGE) is None


def test_a_selection_over_two_sentences_is_covered_by_both() -> None:
    text = "One came here. Two left. Three stayed."
    assert sentence_cover(text, find(text, "here. Two"), LANGUAGE).of(text) == "One came here. Two left."


def test_paragraphs_end_at_line_ends_and_paragraph_separators() -> None:
    text = "one\ntwo\u2029three\u2028four"
    assert [paragraph_at(text, n).of(text) for n in (0, 3, 4, 7, 8, 20)] == [
        "one",
        "one",
        "two",
        "two",
        "three\u2028four",
        "three\u2028four",
    ]


def test_outer_white_space_is_trimmed_of_every_kind() -> None:
    assert trimmed("\u00a0 \ufeffa b\u200b\n", Span(0, 7)) == Span(3, 6)
    assert trimmed("  ", Span(0, 2)) == Span(0, 0)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_pieces_cover_a_text_without_gap_and_are_bounded(name: str) -> None:
    text = TEXTS[name]
    pieces = list(pieces_in(text, Span(0, len(text))))
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    for one, other in itertools.pairwise(pieces):
        assert text[one.end : other.start] in ("", "\n", "\u2029")
        assert other.start - one.end == len(text[one.end : other.start])
    assert max(piece.length for piece in pieces) <= LONG + 2_000
    for position in range(0, len(text), max(1, len(text) // 50)):
        piece = piece_at(text, position)
        assert piece in pieces
        assert piece.start <= position <= piece.end


@given(text=st.text(alphabet="aB.!? \n“”’\u00a0…", max_size=60))
def test_every_word_lies_in_exactly_one_sentence(text: str) -> None:
    found = sentences_in(text, Span(0, len(text)), LANGUAGE)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    inside = sum(len(sentence.of(text).split()) for sentence in found)
    assert inside >= len(text.replace("\u00a0", " ").split()) - text.count("\u00a0")
    for sentence in found:
        assert sentence_at(text, sentence.start, LANGUAGE) == sentence
