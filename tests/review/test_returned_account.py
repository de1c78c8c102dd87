"""The decisions on a colleague's tags, kept up to date: as if they were all told anew after each of her changes."""

from __future__ import annotations

import pytest

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.decisions import Ruling
from analyst_app.review.returned.return_to_sender import accept, reply, resolve, returned
from analyst_app.review.returned.returned_account import ReturnedAccount
from analyst_app.review.returned.returned_course import ReturnedCourse
from tests.review.readings import linked, spans
from tests.review.trial import REJECT, TAKE_B, TEXT, Trial, store_of

MISSED = Annotation("g1", "actor", 41, 50)


class Desk:
    """Her layer, the account of it, and the way through it; each change is looked at from both sides."""

    def __init__(self) -> None:
        a = linked(spans("a", ("quote", 16, 35), ("actor", 0, 10), ("claim", 41, 64)), ("speaker", 0, 1))
        b = spans("b", ("quote", 17, 34), ("actor", 0, 10))
        self.trial = Trial(a, b)
        self.trial.decide(TAKE_B, 1)
        self.trial.decide(REJECT, *self.trial.waiting())
        self.trial.make(Change((), (MISSED,)).then(self.trial.review.added(MISSED)))
        self.store: AnnotationStore = store_of(a)
        self.account = ReturnedAccount([self.trial.gold], self.store, "a", TEXT)
        self.course = ReturnedCourse()
        self.course.renew(self.account.items, goes_on=True)

    def make(self, change: Change) -> None:
        before = list(self.account.items)
        self.store.apply(change)
        self.account.heard(change)
        anew = returned(self.trial.gold, self.store, "a", TEXT)
        assert list(self.account.items) == anew
        assert all(one is two or one != two for one, two in zip(before, self.account.items, strict=True))
        self.course.renew(self.account.items, goes_on=True)
        fresh = ReturnedCourse()
        fresh.renew(anew, goes_on=True)
        assert (self.course.items, self.course.waiting_keys, self.course.left_as_hers) == (
            fresh.items,
            fresh.waiting_keys,
            fresh.left_as_hers,
        )


def test_every_change_of_hers_is_told_as_if_all_were_told_anew() -> None:
    desk = Desk()
    assert len(desk.account.items) >= 3
    done: list[Change] = []
    for one in list(desk.account.items):
        for change in (
            reply(one, "a", "contest", "why"),
            resolve(one, "a"),
            accept(one, desk.trial.gold, desk.store, "a"),
        ):
            desk.make(change)
            done.append(change)
    while done:
        desk.make(done.pop().inverse())


@pytest.mark.parametrize(
    "change",
    [
        Change((Link("la0", "speaker", "a0", "a1"),), ()),
        Change((), (MISSED._replace(id="own"),)),
        Change((), (Link("new", "cue", "a0", "a2"),)),
    ],
)
def test_an_edit_beside_the_decisions_is_told_too(change: Change) -> None:
    desk = Desk()
    if any(desk.store.record((type(one), one.id)) is None for one in change.removed):
        change = Change((desk.store.links[0],), ())
    if change.added and isinstance(change.added[0], Link):
        ids = [one.id for one in desk.store.annotations]
        change = Change((), (change.added[0]._replace(from_id=ids[1], to_id=ids[0]),))
    desk.make(change)
    desk.make(change.inverse())


def test_what_stands_in_gold_is_found_by_its_decision() -> None:
    desk = Desk()
    assert all(desk.account.gold_of(one) is desk.trial.gold for one in desk.account.items)
    quote = next(one for one in desk.account.items if one.decision.origins[0].tag == "quote")
    assert desk.account.about(quote.decision.origins[0].annotation_id) == [quote]
    assert desk.course.look_at_any({quote.key})
    assert desk.course.current is quote
    assert not desk.course.look_at_any({("no decision", "max")})


def test_a_ruling_of_another_reviewer_on_the_same_tag_is_another_decision() -> None:
    desk = Desk()
    other = Trial(desk.trial.a, desk.trial.b)
    other.review.reviewer = "nora"
    other.decide(Ruling("reject"), 1)
    account = ReturnedAccount([desk.trial.gold, other.gold], desk.store, "a", TEXT)
    both = [one for one in account.items if len(account.about(one.decision.origins[0].annotation_id)) == 2]
    assert {one.decision.by for one in both} == {"max", "nora"}
    assert {id(account.gold_of(one)) for one in both} == {id(desk.trial.gold), id(other.gold)}
