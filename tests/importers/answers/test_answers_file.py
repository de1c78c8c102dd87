"""The file that a report's form saves: what counts as an answer in it, and what is refused in a sentence.

Tests of importers.answers.answers_file, too.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from analyst_app.core.report_marks import annotation_mark
from analyst_app.errors import ImportFailed
from analyst_app.importers.answers import answers_file

ANSWER = {"layer": "alice", "annotation": "a-1", "exact": "by May", "start": 10, "answer": "contest", "words": "No."}


def sheet(*answers: Any, **more: Any) -> Any:
    article = {"name": "depot.txt", "text_sha256": "a" * 64, "answers": list(answers)}
    held = {"format": "media-reading-answers", "version": 1, "who": " Nora \n Vik ", "articles": [article]} | more
    return answers_file.read(json.dumps(held).encode(), "answers.json")


def test_an_answer_has_its_person_its_annotation_and_its_words() -> None:
    (article,) = sheet(ANSWER | {"time": "2026-12-01T10:00:00Z"}).articles
    (said,) = article.said
    assert (article.name, article.text_mark) == ("depot.txt", "a" * 32)
    assert (said.who, said.verdict, said.words, said.when) == ("Nora Vik", "contest", "No.", "2026-12-01T10:00:00Z")
    assert (said.about, said.layer) == (annotation_mark("alice", "a-1"), "alice")


def test_agreeing_needs_no_words_and_saying_something_does() -> None:
    assert sheet(ANSWER | {"answer": "accept", "words": ""}).count == 1
    assert sheet(ANSWER | {"answer": "comment", "words": " "}).count == 0


@pytest.mark.parametrize(
    "item",
    [
        7,
        ANSWER | {"answer": "delete"},
        ANSWER | {"layer": ["alice"]},
        {"words": "on nothing"},
        {"exact": "by May", "words": 5},
    ],
)
def test_an_item_that_is_laid_out_otherwise_is_named_and_stops_no_other(item: Any) -> None:
    found = sheet(item, ANSWER)
    assert found.count == 1
    assert found.losses.places == {"unreadable item": ["articles[0].answers[0]"]}


def test_answers_that_are_no_list_are_named() -> None:
    found = sheet(articles=[{"text_sha256": "a" * 64, "answers": {}}])
    assert found.losses.places == {"unreadable item": ["articles[0].answers"]}


def test_long_words_come_in_to_their_last() -> None:
    words = "x" * 20_001 + "END"
    (said,) = sheet(ANSWER | {"words": words, "exact": words}).articles[0].said
    assert (said.words, said.exact) == (words, words)


def test_times_and_places_that_are_none_are_left_out() -> None:
    (said,) = sheet(ANSWER | {"time": "yesterday", "start": True}).articles[0].said
    assert (said.when, said.start) == ("", -1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"format": "media-reading-answers"', "no whole JSON"),
        (b"[" * 100_000, "no whole JSON"),
        (b'{"format": "else"}', "holds no answers"),
        (b'{"format": "media-reading-answers", "version": 2}', "newer Analyst App"),
        (b'{"format": "media-reading-answers", "version": 1, "who": NaN}', "no whole JSON"),
        (b'{"format": "media-reading-answers", "version": 1, "articles": {}}', "is damaged: it is not laid out"),
        (b'{"format": "media-reading-answers", "version": 1, "who": ["N"], "articles": []}', "is damaged: it is not"),
        (b'{"format": "media-reading-answers", "version": 1}', "is damaged: it is not laid out"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportFailed, match=words):
        answers_file.read(data, "answers.json")


def test_more_answers_than_a_form_gives_are_refused() -> None:
    with pytest.raises(ImportFailed, match="more than 50,000 answers"):
        sheet(*([ANSWER] * 50_001))


def test_a_file_tells_by_its_beginning_what_it_is() -> None:
    assert answers_file.is_answers(b'{"format": "media-reading-answers", "version": 1')
    assert not answers_file.is_answers(b'{"format": "media-annotations"')
