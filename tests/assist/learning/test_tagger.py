"""A tagger learns where a team begins and ends its spans, and nothing from what is masked.

Tests of assist.learning.described_words, too.
"""

from __future__ import annotations

import sys

import pytest

from analyst_app.assist.learning.described_words import described, rows_of
from analyst_app.assist.learning.lessons import Lesson
from analyst_app.assist.learning.tagger import Tagger, is_installed, sequences, taught
from analyst_app.core.span import Span
from analyst_app.errors import MissingExtra
from analyst_app.language.languages import language
from tests.assist.learning.teams import article, team

ENGLISH = language("en")


def teaching(lessons: list[Lesson], tag: str = "promise") -> bytes:
    return taught(
        run
        for lesson in lessons
        for run in sequences(described(lesson.text, ENGLISH), lesson.spans(tag), lesson.masked(tag))
    )


def found_in(model: bytes, text: str) -> list[str]:
    tagger = Tagger(model)
    return [one.span.of(text) for paragraph in described(text, ENGLISH) for one in tagger.found(paragraph)]


def test_every_word_and_sign_is_described_once_and_offsets_are_those_of_the_text():
    text = "“Стой!” 🔥 said Ada Brandt.\r\n\r\nThe mayor’s al-Nusra e\u0301te\u0301.\n"
    paragraphs = list(described(text, ENGLISH))
    words = [span.of(text) for paragraph in paragraphs for span in paragraph.tokens]
    assert words[:9] == ["“", "Стой", "!", "”", "🔥", "said", "Ada", "Brandt", "."]
    assert "mayor’s" in words
    assert "al-Nusra" in words
    assert all(len(p.tokens) == len(p.features) == len(p.sentences) for p in paragraphs)
    assert list(described("", ENGLISH)) == list(described("\n\n \n", ENGLISH)) == []


def test_a_span_that_touches_half_a_word_has_that_word():
    tokens = [Span(0, 3), Span(4, 9), Span(10, 14)]
    assert rows_of(tokens, Span(5, 10)) == (1, 2)
    assert rows_of(tokens, Span(3, 4)) == (1, 1)


def test_what_a_team_calls_a_promise_is_found_in_an_article_it_never_saw():
    text = "It rained. Lena Ortiz vowed to open the lock on Sundays. Karim Sand promised to sell no land to the mill.\n"
    assert found_in(teaching(team(10)), text) == ["to open the lock on Sundays", "to sell no land to the mill"]


def test_the_same_lessons_give_the_same_bytes():
    assert teaching(team(10)) == teaching(team(10))


def test_of_a_sentence_with_something_masked_nothing_is_learnt():
    text = "Ada Brandt vowed to go. Tomas Veil vowed to stay. It rained.\n"
    masked = Span(text.index("to stay"), text.index("to stay") + 7)
    runs = [labels for _, labels in sequences(described(text, ENGLISH), [Span(17, 22)], [masked])]
    assert runs == [["O", "O", "O", "B", "I", "O"], ["O", "O", "O"]]


def test_of_spans_that_overlap_the_longest_is_learnt_and_one_over_two_paragraphs_in_both():
    text = "Ada vowed to go home.\n\nOn foot she went.\n"
    spans = [Span(10, 15), Span(10, 30)]
    runs = [labels for _, labels in sequences(described(text, ENGLISH), spans)]
    assert runs == [["O", "O", "B", "I", "I", "I"], ["B", "I", "O", "O", "O"]]


def test_a_tag_that_nobody_gave_is_never_found():
    model = teaching([article(number, tags=False) for number in range(3)])
    assert found_in(model, team(1)[0].text) == []


def test_without_the_library_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch):
    assert is_installed()
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    with pytest.raises(MissingExtra, match=r"pip install 'analyst-app\[learn\]'"):
        taught([])
