"""Who called a thread resolved last, across two files."""

from __future__ import annotations

import pytest

from analyst_app.core.annotation import Entry
from analyst_app.review.decisions import Decision
from analyst_app.review.replies import Reply, replies_in
from analyst_app.review.returned.return_to_sender import reply, resolve, returned
from analyst_app.review.threads import has_words, is_open, is_resolved, next_turn
from tests.review.readings import spans
from tests.review.trial import TAKE_A, TAKE_B, Trial, store_of


class Talk:
    """Two who talk about one difference, each in a file of their own."""

    def __init__(self):
        self.trial = Trial(spans("a", ("quote", 16, 35)), spans("b", ("quote", 17, 34)))
        self.hers = store_of(self.trial.a)

    @property
    def replies(self):
        return replies_in(self.hers.entries("replies"), "a")

    @property
    def decision(self):
        return self.trial.review.decision(0)

    @property
    def resolved(self):
        (seen,) = returned(self.trial.gold, self.hers, "a", self.trial.text)
        assert seen.is_resolved == is_resolved(self.decision, self.replies)
        assert is_open(self.decision, self.replies) == (seen.has_thread and not seen.is_resolved)
        return seen.is_resolved

    def reviewer(self, words, resolved=False):
        turn = next_turn(self.decision, self.replies)
        self.trial.make(self.trial.review.discuss(0, words, resolved=resolved, turn=turn))

    def colleague(self, make, *arguments):
        (seen,) = returned(self.trial.gold, self.hers, "a", self.trial.text)
        change = make(seen, "a", *arguments)
        self.hers.apply(change)
        return change


def test_turns_are_counted_from_one_along_what_both_said():
    said = Decision("d", "max", "discuss", (), comment="?", turn=2)
    assert next_turn(None, []) == 1
    assert next_turn(Decision("d", "max", "discuss", (), comment="?"), []) == 1
    assert next_turn(said, []) == 3
    assert next_turn(said, [Reply("r", "a", "d", 1, "comment", turn=5)]) == 6
    assert next_turn(said, [Reply("r", "a", "another", 1, "comment", turn=5)]) == 3


def test_each_can_resolve_and_open_again_and_who_spoke_last_counts():
    talk = Talk()
    talk.reviewer("why the marks?")
    assert not talk.resolved
    talk.colleague(resolve)
    assert talk.resolved
    talk.reviewer("why the marks?", resolved=False)
    assert not talk.resolved
    talk.reviewer("why the marks?", resolved=True)
    assert talk.resolved
    talk.colleague(resolve)
    assert not talk.resolved


def test_undoing_what_resolved_a_thread_opens_it_again():
    talk = Talk()
    talk.reviewer("why the marks?")
    change = talk.colleague(resolve)
    talk.hers.apply(change.inverse())
    assert not talk.resolved


def test_a_new_word_opens_a_resolved_thread():
    talk = Talk()
    talk.reviewer("why the marks?", resolved=True)
    talk.colleague(reply, "comment", "because of the guideline")
    assert not talk.resolved


def test_deciding_anew_keeps_the_comment_and_whether_it_is_resolved():
    talk = Talk()
    talk.reviewer("why the marks?", resolved=True)
    talk.trial.decide(TAKE_A, 0)
    talk.trial.decide(TAKE_B, 0)
    assert (talk.decision.comment, talk.resolved) == ("why the marks?", True)


def test_where_nothing_is_said_there_is_no_thread_to_be_open():
    talk = Talk()
    talk.trial.decide(TAKE_A, 0)
    assert not has_words(talk.decision, talk.replies)
    assert not is_open(talk.decision, talk.replies)
    assert not is_open(None, [])


def test_of_two_who_spoke_without_knowing_of_each_other_open_wins():
    decision = Decision("d", "max", "discuss", (), comment="?", resolved=True, turn=2)
    reply_ = Reply("r", "a", "d", 1, "comment", turn=2)
    assert not is_resolved(decision, [reply_])


def test_a_thread_resolved_before_turns_were_counted_stays_so():
    decision = Decision("d", "max", "discuss", (), comment="?", resolved=True)
    assert is_resolved(decision, [Reply("r", "a", "d", 1, "comment", "well")])


@pytest.mark.parametrize("resolved", [True, False])
def test_a_reply_comes_back_from_its_record_as_it_went(resolved):
    made = Reply("r", "a", "d", 1, "comment", "", "2026-01-01T00:00:00Z", 3, resolved, 4)
    entry = made.to_entry()
    assert isinstance(entry, Entry)
    assert Reply.from_entry(entry, "a") == made
