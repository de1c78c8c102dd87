"""Tests of review.returned.return_to_sender and review.replies: a colleague answers and follows decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyst_app.core.annotation import Annotation, Entry, pairs
from analyst_app.core.store import Change
from analyst_app.review.decisions import Decision, Ruling
from analyst_app.review.replies import Reply, contested, replies_in
from analyst_app.review.returned.return_to_sender import accept, reply, resolve, returned
from analyst_app.review.threads import has_words, next_turn
from tests.review.readings import linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial, reading_of, store_of

QUOTE, NAME = ("quote", 16, 35), ("actor", 0, 10)


class Colleague:
    """The layer of a, and what she does in it."""

    def __init__(self, trial: Trial):
        self.trial = trial
        self.store = store_of(trial.a)

    def returned(self):
        return returned(self.trial.gold, self.store, "a", self.trial.text)

    def waiting(self):
        return [one for one in self.returned() if one.is_waiting]

    def accept(self, one):
        change = accept(one, self.trial.gold, self.store, "a")
        self.store.apply(change)
        return change

    def contest(self, one, comment=""):
        self.store.apply(reply(one, "a", "contest", comment))

    def say(self, one, words):
        self.store.apply(reply(one, "a", "comment", words))

    def back_with_the_reviewer(self):
        self.trial.open(a=reading_of("a", self.store))
        self.trial.review.contested = contested(replies_in(self.store.entries("replies"), "a"), "max")
        return self.trial.review


def trial_and_colleague(choice, a=None, b=None):
    a = a or linked(spans("a", (*QUOTE, {"mode": "direct"}, "my note"), NAME), ("speaker", 0, 1))
    b = b or spans("b", ("quote", 17, 34, {"mode": "term"}), NAME)
    trial = Trial(a, b)
    for place in trial.waiting():
        if trial.review.state(place) == "open":
            trial.decide(choice, place)
    return trial, Colleague(trial)


def test_she_sees_the_decision_on_her_tag_with_its_reason():
    _, colleague = trial_and_colleague(Ruling("reject", reason="too wide"))
    (one,) = colleague.waiting()
    assert (one.decision.reason, [own.id for own in one.own], one.gold) == ("too wide", ["a0"], ())


def test_what_was_decided_as_she_had_it_asks_nothing_of_her():
    _, colleague = trial_and_colleague(TAKE_A)
    assert colleague.waiting() == []
    assert [one.is_taken for one in colleague.returned()] == [True]


@pytest.mark.parametrize("second", [TAKE_A, TAKE_B])
@pytest.mark.parametrize("first", [TAKE_A, TAKE_B])
def test_a_quote_decided_before_its_speaker_asks_nothing_twice(first, second):
    a = linked(spans("a", QUOTE, ("actor", 41, 50)), ("speaker", 0, 1))
    b = linked(spans("b", ("quote", 17, 34), ("actor", 45, 50)), ("speaker", 0, 1))
    trial = Trial(a, b)
    trial.decide(first, 0)
    trial.decide(second, 1)  # now gold has both ends, and links them
    colleague = Colleague(trial)
    if first == second == TAKE_A:
        assert colleague.waiting() == []  # she has it so already
    while colleague.waiting():
        colleague.accept(colleague.waiting()[0])
    assert all(one.is_taken for one in colleague.returned())
    colleague.back_with_the_reviewer()
    assert trial.waiting() == []


@pytest.mark.parametrize(
    "choice", [TAKE_B, REJECT, BOTH, Ruling("own", ("a",), own=(Annotation("", "claim", 12, 30),))]
)
def test_accepting_lets_her_layer_follow_in_one_step_and_nothing_comes_back(choice):
    trial, colleague = trial_and_colleague(choice)
    before = sorted(map(str, colleague.store.annotations))
    change = colleague.accept(colleague.waiting()[0])
    assert colleague.waiting() == []
    assert [one.answer for one in colleague.returned()] == ["accept"]
    gold = {one[1:5] for one in trial.gold.annotations}
    assert {one[1:5] for one in colleague.store.annotations} == gold
    review = colleague.back_with_the_reviewer()
    assert list(review.waiting()) == []
    colleague.store.apply(change.inverse())
    assert sorted(map(str, colleague.store.annotations)) == before


def test_her_id_and_note_survive_when_she_follows():
    _, colleague = trial_and_colleague(TAKE_B)
    colleague.accept(colleague.waiting()[0])
    followed = colleague.store.annotation("a0")
    assert (followed.start, followed.end, followed.note) == (17, 34, "my note")
    assert colleague.store.links == []


def test_a_link_that_gold_has_comes_with_the_actor_it_leads_to():
    a, b = spans("a", QUOTE), linked(spans("b", QUOTE, NAME), ("speaker", 0, 1))
    _, colleague = trial_and_colleague(TAKE_B, a, b)
    assert [one.is_missed for one in colleague.waiting()] == [True, False], "the actor is told of, too"
    colleague.accept(about(colleague, QUOTE))
    assert colleague.waiting() == []
    (link,) = colleague.store.links
    assert colleague.store.annotation(link.to_id)[1:4] == NAME
    assert list(colleague.back_with_the_reviewer().waiting()) == []


def shown_links(colleague):
    at = {one.id: one[1:4] for one in colleague.store.annotations}
    return sorted((link.role, at[link.from_id], at[link.to_id]) for link in colleague.store.links)


def about(colleague, item):
    (one,) = [one for one in colleague.waiting() if [gold[1:4] for gold in one.gold] == [item]]
    return one


def test_a_link_to_a_part_that_goes_leads_to_the_whole_that_stands_for_it():
    a = linked(spans("a", QUOTE, ("actor", 0, 6), ("actor", 7, 10)), ("speaker", 0, 2))
    b = linked(spans("b", QUOTE, NAME), ("speaker", 0, 1))
    _, colleague = trial_and_colleague(TAKE_B, a, b)
    colleague.accept(about(colleague, NAME))
    assert [one[1:4] for one in colleague.store.annotations] == [NAME, QUOTE]
    assert shown_links(colleague) == [("speaker", QUOTE, NAME)]
    assert colleague.waiting() == []  # the decision about the quote with this link asks nothing more


def test_a_link_from_a_part_that_goes_too_keeps_no_other_link_from_leading_to_the_whole():
    whole, answer = ("claim", 0, 29), ("claim", 70, 80)
    a = linked(spans("a", ("claim", 0, 9), ("claim", 10, 19), ("claim", 20, 29), answer), ("to", 1, 2), ("to", 3, 2))
    b = linked(spans("b", whole, answer), ("to", 1, 0))
    _, colleague = trial_and_colleague(TAKE_B, a, b)
    colleague.accept(about(colleague, whole))
    assert [one[1:4] for one in colleague.store.annotations] == [whole, answer]
    assert shown_links(colleague) == [("to", answer, whole)]


def test_a_link_that_comes_leads_to_the_actor_that_she_has_tagged_since():
    a, b = spans("a", QUOTE), linked(spans("b", ("quote", 17, 34), NAME), ("speaker", 0, 1))
    _, colleague = trial_and_colleague(TAKE_B, a, b)
    colleague.store.apply(Change((), (Annotation("since", *NAME),)))
    (one,) = colleague.waiting()
    colleague.accept(one)
    assert [(link.role, link.to_id) for link in colleague.store.links] == [("speaker", "since")]
    assert [one.id for one in colleague.store.annotations] == ["since", "a0"]


def test_a_contest_goes_back_into_the_queue_until_it_is_decided_anew():
    trial, colleague = trial_and_colleague(TAKE_B)
    (one,) = colleague.waiting()
    colleague.contest(one, "the marks belong to it")
    assert colleague.waiting() == []
    review = colleague.back_with_the_reviewer()
    (place,) = review.waiting()
    assert review.state(place) == "contested"
    trial.decide(TAKE_B, place)
    assert trial.waiting() == []
    assert len(colleague.waiting()) == 1


def test_the_last_answer_counts_even_within_one_second():
    _, colleague = trial_and_colleague(TAKE_B)
    colleague.contest(colleague.waiting()[0])
    colleague.accept(colleague.returned()[0])
    replies = replies_in(colleague.store.entries("replies"), "a")
    assert [reply.answer for reply in replies] == ["contest", "accept"]
    assert contested(replies, "max") == {}


def test_answers_of_two_colleagues_count_each():
    made = [
        Reply("1", "a", "d", 1, "contest", when="2026-01-01T00:00:00Z"),
        Reply("2", "b", "d", 1, "accept", when="2026-01-02T00:00:00Z"),
        Reply("3", "a", "e", 1, "contest", when="2026-01-01T00:00:00Z"),
        Reply("4", "a", "e", 1, "accept", when="2026-01-02T00:00:00Z"),
        Reply("5", "b", "e", 1, "comment", when="2026-01-03T00:00:00Z"),
    ]
    assert contested(made, "max") == {"d": 1}


def test_a_contest_is_of_the_decision_of_one_reviewer_though_two_decided_about_the_same_tag():
    _, colleague = trial_and_colleague(TAKE_B)
    (one,) = colleague.waiting()
    colleague.contest(one, "the marks belong to it")
    replies = replies_in(colleague.store.entries("replies"), "a")
    noras = replace(one.decision, by="nora")
    assert [reply.is_to(one.decision) for reply in replies] == [True]
    assert [reply.is_to(noras) for reply in replies] == [False]
    assert contested(replies, "max") == {one.decision.id: 1}
    assert contested(replies, "nora") == {}
    assert not has_words(noras, replies)


def test_a_contest_of_before_replies_named_a_reviewer_is_of_every_reviewers_decision():
    made = Reply.from_entry(Entry("1", "replies", pairs({"to": "d", "round": 1, "answer": "contest"})), "a")
    assert made is not None
    assert contested([made], "max") == contested([made], "nora") == {"d": 1}


def test_a_reply_survives_its_record_and_foreign_records_are_none():
    one = Reply("1", "a", "d", 2, "contest", "why?", "2026-01-01T00:00:00Z", by="max")
    assert Reply.from_entry(one.to_entry(), "a") == one
    assert Reply.from_entry(Entry("x", "replies", (("to", 3),)), "a") is None


def test_a_discussion_without_a_decision_waits_for_nothing():
    trial = Trial(spans("a", QUOTE), spans("b", ("quote", 17, 34)))
    trial.make(trial.review.discuss(0, "sure?"))
    assert Colleague(trial).waiting() == []
    assert isinstance(Decision.from_entry(trial.gold.entries("decisions")[0]), Decision)


def test_a_question_beside_what_was_taken_of_hers_waits_until_she_has_answered_it():
    trial, colleague = trial_and_colleague(TAKE_A)
    say(trial, "why the marks?")
    (one,) = colleague.waiting()
    assert (one.is_taken, one.is_asked, one.answer) == (True, True, None)
    colleague.say(one, "they are his words")
    assert colleague.waiting() == []
    say(trial, "and the dash?", colleague)  # he knows her words
    (one,) = colleague.waiting()
    colleague.accept(one)
    assert colleague.waiting() == []
    say(trial, "see the memo", colleague)
    (one,) = colleague.waiting()
    colleague.store.apply(resolve(one, "a"))
    assert colleague.waiting() == []


def test_what_is_answered_with_words_alone_waits_no_more_until_the_reviewer_speaks_or_decides_again():
    trial, colleague = trial_and_colleague(TAKE_B)
    (one,) = colleague.waiting()
    colleague.say(one, "are the marks out?")
    assert colleague.waiting() == []
    say(trial, "yes, always", colleague)
    (one,) = colleague.waiting()
    colleague.say(one, "I see")
    assert colleague.waiting() == []
    trial.decide(TAKE_B, 1)
    (one,) = colleague.waiting()
    assert (one.decision.round, one.is_asked) == (2, False)


def say(trial: Trial, words: str, colleague: Colleague | None = None):
    """The reviewer says something beside the decision on the quote, knowing what she said."""
    known = replies_in(colleague.store.entries("replies"), "a") if colleague is not None else []
    turn = next_turn(trial.review.decision(1), known)
    trial.make(trial.review.discuss(1, words, turn=turn))
