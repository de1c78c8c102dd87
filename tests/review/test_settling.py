"""Links, and what is judged along, when differences are settled; whole reviews are settled in test_adjudicate.

Tests of review.settling and review.sources.
"""

from __future__ import annotations

import pytest

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import Change
from analyst_app.review.decisions import Ruling
from tests.review.readings import linked, spans
from tests.review.trial import TAKE_A, TAKE_B, Trial

QUOTE, CLAIM = ("quote", 16, 35), ("claim", 41, 64)
WHOLE, LAST = ("actor", 0, 10), ("actor", 4, 10)


def place_of(trial: Trial, tag: str) -> int:
    """The place of the one row of a tag."""
    (place,) = [place for place, row in enumerate(trial.review.differences) if row.tag == tag]
    return place


def test_a_link_that_the_reviewer_made_by_hand_does_not_come_a_second_time() -> None:
    a = linked(spans("a", QUOTE, WHOLE), ("speaker", 0, 1))
    trial = Trial(a, spans("b", ("quote", 17, 34), WHOLE))
    trial.decide(TAKE_B)
    ends = {one.tag: one.id for one in trial.gold.annotations}
    trial.make(Change((), (Link("by hand", "speaker", ends["quote"], ends["actor"]),)))
    trial.decide(TAKE_A, place_of(trial, "quote"))  # a's quote has the same speaker
    assert [(link.id, link.role) for link in trial.gold.links] == [("by hand", "speaker")]


def test_a_link_of_another_role_between_the_same_two_comes_beside_it() -> None:
    a = linked(spans("a", QUOTE, WHOLE), ("speaker", 0, 1))
    trial = Trial(a, spans("b", ("quote", 17, 34), WHOLE))
    trial.decide(TAKE_B)
    ends = {one.tag: one.id for one in trial.gold.annotations}
    trial.make(Change((), (Link("by hand", "addressee", ends["quote"], ends["actor"]),)))
    trial.decide(TAKE_A, place_of(trial, "quote"))
    assert sorted(link.role for link in trial.gold.links) == ["addressee", "speaker"]


def test_a_link_waits_until_it_is_decided_what_it_leads_to_though_gold_has_another_reading() -> None:
    earlier = Trial(spans("b", WHOLE), spans("c", ("actor", 0, 9)))
    earlier.decide(Ruling("take", ("b",)))
    a = linked(spans("a", QUOTE, LAST), ("speaker", 0, 1))
    trial = Trial(a, earlier.a, gold=earlier.gold)
    trial.decide(TAKE_A, place_of(trial, "quote"))
    assert [one[1:4] for one in trial.gold.annotations] == [WHOLE, QUOTE]
    assert trial.links() == set()
    trial.decide(TAKE_A, place_of(trial, "actor"))
    assert trial.links() == {("speaker", QUOTE, LAST)}


def test_what_both_share_is_not_judged_along_with_the_same_claim_that_one_has_twice() -> None:
    trial = Trial(spans("a", CLAIM), spans("b", CLAIM, QUOTE))
    trial.decide(TAKE_B)  # gold gets the claim of both along with the quote
    twice = [Annotation("a0", *CLAIM, (), "my note"), Annotation("again", *CLAIM)]
    trial.open(a=Reading("a", twice))
    # Her first claim has a note now, so that the second is the one that both have.
    (again,) = [place for place, row in enumerate(trial.review.differences) if row.is_same]
    assert [one.id for one in trial.review.differences[again].a] == ["again"]
    trial.decide(TAKE_A)
    assert [[origin.ref for origin in one.origins] for one in trial.decisions()] == [["b:b1"], ["a:a0"]]
    assert trial.states()[again] == "agreed"
    assert trial.review.is_plain(again)  # so that it comes into gold by itself


@pytest.mark.parametrize("start", [5, 35])
def test_what_both_shared_waits_when_it_is_corrected_away_where_it_stands_against_another(start: int) -> None:
    kind = {"kind": "x"}
    first, shared, own = ("claim", 10, 22, kind), ("claim", 32, 34, kind), ("claim", 33, 34, kind)
    trial = Trial(spans("a", first, shared, own), spans("b", ("claim", 21, 33, kind), shared))
    while trial.waiting():
        trial.decide(TAKE_A)
    kept = [one for one in trial.a.annotations if one.id != "a0"]
    trial.open(a=Reading("a", kept))
    assert [[one.id for one in row.a + row.b] for row in trial.review.differences] == [["a1", "b0"], ["a2", "b1"]]
    trial.decide(Ruling("own", own=(Annotation("", "claim", start, start + 2, (("kind", "x"),)),)), 0)
    assert trial.states() == ["settled", "changed"]  # b1 says still what gold says no longer
