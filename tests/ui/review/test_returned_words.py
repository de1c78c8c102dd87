"""A decision that came back, in words.

Tests of ui.review.returned.returned_words and ui.review.returned.before_painter.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.review.decisions import Decision, Origin, Verdict
from analyst_app.review.replies import Reply
from analyst_app.review.returned.return_to_sender import Returned
from analyst_app.review.returned.returned_course import ReturnedCourse
from analyst_app.ui.review.returned.before_painter import outside
from analyst_app.ui.review.returned.returned_words import Ground, empty_words, words_of

TEXT = "Ada Brandt said “we will not leave”, and the harbour will close by May."
QUOTE, CLAIM = (16, 35), (37, 70)
BOOK = Codebook.from_data(built_in_codebook())
GROUND = Ground(TEXT, "hash", BOOK, "alice")
EDGES = 'Quote: Marks in, with the punctuation inside them; nothing outside; the reporting verb and "that" out; '
OF_CLAIM, OF_QUOTE = "Claim: A statement one could accept", "Quote: Words or content given as someone's."


def one(
    verdict: Verdict, gold: tuple[Annotation, ...] = (), reason: str = "", *, tag: str = "quote", **more: object
) -> Returned:
    own = Annotation("a", tag, *QUOTE)
    decision = Decision(
        "d", "max", verdict, (Origin("alice:a", "x", tag, *QUOTE),), reason=reason, is_reason_given=True, **more
    )  # type: ignore[arg-type]
    return Returned(decision, (own,), gold, (), False)


def words(item: Returned):
    course = ReturnedCourse()
    course.renew([item], goes_on=True)
    return words_of(course, item, GROUND)


@pytest.mark.parametrize(
    ("item", "first", "rule"),
    [
        (one("reject", reason="too_wide"), "max rejected it: too wide", EDGES),
        (one("reject", reason="nothing_to_tag"), "max rejected it: nothing to tag here", OF_QUOTE),
        (one("reject"), "max rejected it", OF_QUOTE),
        (one("reject", reason="see the memo"), "max rejected it: see the memo", OF_QUOTE),
        (one("take", (Annotation("g", "quote", 17, 34),)), "max took another reading", EDGES),
        (one("take", (Annotation("g", "claim", *QUOTE),)), "max took another reading", OF_CLAIM),
        (one("own", (Annotation("g", "quote", 16, 34),)), "max corrected it", EDGES),
    ],
)
def test_the_reason_has_the_sentence_of_the_codebook_that_it_rests_on_beside_it(item, first, rule):
    told = words(item).why.splitlines()
    assert told[0] == first
    assert told[1].startswith(rule)


BOTH = (Origin("alice:a", "x", "quote", *QUOTE), Origin("bob:b", "y", "quote", 17, 34))
OWN = (Annotation("g", "quote", *QUOTE),)


@pytest.mark.parametrize(
    ("item", "first"),
    [
        (one("take", OWN, taken=("alice",), comment="why?"), "max confirmed it"),
        (one("both", OWN, taken=("alice", "bob"), comment="why?"), "max confirmed it"),
        (replace(one("own", OWN, comment="why?"), is_taken=True), "max has it as you have it"),
    ],
)
def test_what_stays_as_she_had_it_names_no_other_reading_and_no_rule_against_her(item, first):
    assert words(item).why == first


@pytest.mark.parametrize(
    ("verdict", "taken", "first"),
    [
        ("take", ("alice",), "max took your reading"),
        ("take", ("bob",), "max took another reading"),
        ("both", ("alice", "bob"), "max took this and another reading"),
    ],
)
def test_between_two_it_is_said_whose_reading_was_taken(verdict, taken, first):
    item = one(verdict, OWN, taken=taken)
    item = replace(item, decision=replace(item.decision, origins=BOTH))
    assert words(item).why.splitlines()[0] == first


def test_words_alone_are_an_answer_and_a_new_question_waits_again():
    item = one("reject", comment="why?", turn=1)
    said = Reply("r", "alice", "d", 1, "comment", "so", turn=2)
    assert words(item).head.endswith("waits for your answer")
    assert words(replace(item, replies=(said,))).head.endswith("answered")
    contested = replace(item, replies=(replace(said, answer="contest"),))
    assert words(contested).head.endswith(" · contested")
    asked = replace(contested, decision=replace(item.decision, turn=3))
    assert words(asked).head.endswith("contested · waits for your answer")


def test_every_reason_of_every_tag_has_a_sentence_of_that_tag_beside_it():
    for tag in BOOK.tags:
        sentences = [f"{tag.name}: {sentence}" for sentence in (tag.definition, tag.edges) if sentence]
        for reason in BOOK.reasons_for(tag.id):
            told = words(one("reject", reason=reason.id, tag=tag.id)).why.splitlines()
            assert told[0] == f"max rejected it: {reason.name}"
            assert any(sentence.startswith(told[1].rstrip("…")) for sentence in sentences), (tag.id, reason.id)


def test_where_nothing_is_decided_yet_no_rule_is_told():
    told = words(one("discuss", comment="why the marks?"))
    assert (told.now, told.why) == ("not decided yet", "max has not decided yet")
    assert told.said == "max: why the marks?\nThread open"


def test_once_accepted_what_was_is_told_as_it_was_judged():
    item = one("take", (Annotation("g", "quote", 17, 34),))
    item = replace(
        item,
        decision=Decision("d", "max", "take", item.decision.origins, text_sha256="hash"),
        own=(Annotation("a", "quote", 17, 34),),
        replies=(Reply("r", "alice", "d", 1, "accept"),),
        is_taken=True,
    )
    told = words(item)
    assert (told.before, told.now) == ("Quote: “we will not leave”", "Quote: we will not leave")
    assert GROUND.places_before(item) == [Span(*QUOTE)]
    assert GROUND._replace(text_sha256="another").places_before(item) == [Span(17, 34)], "offsets of another text"


def test_where_only_the_links_differ_they_are_told():
    item = replace(one("take", (Annotation("g", "quote", *QUOTE),)), gold_links=(("speaker", "Ada Brandt"),))
    told = words(item)
    assert told.before == "Quote: “we will not leave” · no link"
    assert told.now == "Quote: “we will not leave” · speaker → Ada Brandt"


def test_nothing_to_answer_is_a_sentence():
    assert empty_words(ReturnedCourse()) == (
        "Nobody has decided anything about your tags in this article. There is nothing to answer."
    )
    course = ReturnedCourse()
    course.renew([replace(one("take"), is_taken=True)] * 2, goes_on=True)
    assert empty_words(course) == "2 decisions, and all leave your tags as you had them: there is nothing to answer."


@pytest.mark.parametrize(
    ("others", "left"),
    [
        ([], [(10, 20)]),
        ([(12, 15)], [(10, 12), (15, 20)]),
        ([(5, 12), (18, 30)], [(12, 18)]),
        ([(10, 20)], []),
        ([(15, 18), (11, 16)], [(10, 11), (18, 20)]),
        ([(20, 25), (0, 10)], [(10, 20)]),
    ],
)
def test_the_words_that_go_are_those_that_gold_has_not(others, left):
    assert outside(Span(10, 20), [Span(*one) for one in others]) == [Span(*one) for one in left]
