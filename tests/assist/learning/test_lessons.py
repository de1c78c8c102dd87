"""What a finished reading teaches: all that a person made or corrected, nothing that she only accepted."""

from __future__ import annotations

from dataclasses import replace

from analyst_app.assist.learning.lessons import SPEAKERS, digest_of, is_of_a_person, lesson_of
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.span import Span

TEXT = "Ada Brandt said the depot would close. Tomas Veil said it would not.\n"
PROPOSED = {"by": "rules", "version": "1", "score": 0.75, "edited": False}


def mark(name: str, tag: str, words: str, **assist: object) -> Annotation:
    start = TEXT.index(words)
    extra = (("assist", {**PROPOSED, **assist}),) if assist else ()
    return Annotation(name, tag, start, start + len(words), extra=extra)


ACTOR = mark("a1", "actor", "Ada Brandt")
BY_HAND = mark("q1", "quote", "the depot would close")
ACCEPTED = mark("q2", "quote", "it would not", by="rules")
CORRECTED = mark("q3", "quote", "would not", by="learnt", edited=True)


def test_a_suggestion_that_was_accepted_as_it_stood_is_no_persons_until_she_changes_it():
    assert is_of_a_person(ACTOR)
    assert not is_of_a_person(ACCEPTED)
    assert is_of_a_person(CORRECTED)
    assert is_of_a_person(ACCEPTED._replace(extra=(("assist", "what is this"),)))


def test_a_lesson_tells_what_was_made_from_what_was_accepted_and_knows_who_is_linked_to_as_a_speaker():
    found = lesson_of("a.txt", "alice", TEXT, "en", [ACTOR, BY_HAND, ACCEPTED], [Link("l1", "speaker", "q1", "a1")])
    assert found.spans("quote") == [Span(16, 37)]
    assert found.masked("quote") == [ACCEPTED.span]
    assert found.spans("actor") == found.spans(SPEAKERS) == [Span(0, 10)]


def test_the_digest_asks_for_content_and_not_for_order():
    lessons = [lesson_of(name, "alice", TEXT, "en", [BY_HAND], []) for name in ("a.txt", "b.txt")]
    assert digest_of(lessons) == digest_of(lessons[::-1])
    assert digest_of(lessons) != digest_of([lessons[0], replace(lessons[1], made=())])
    assert digest_of(lessons) != digest_of([lessons[0], replace(lessons[1], text=TEXT + "\n")])
