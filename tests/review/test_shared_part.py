"""The records that both layers share.

Tests of review.shared_part, review.gold.gold_draft and review.gold.origin_index.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.decisions import Decision
from analyst_app.review.gold.gold_draft import GoldDraft
from analyst_app.review.gold.origin_index import OriginIndex
from analyst_app.review.shared_part import SharedAccount, SharedPart
from tests.review.made_layers import two_layers
from tests.review.readings import layers, linked, spans
from tests.review.trial import TAKE_A, TEXT, Trial

OWN = Annotation("own", "claim", 0, 3)
SAID = Decision("said", by="max", verdict="discuss", origins=()).to_entry()
"""A record about none of the differences: with it gold is not empty, and what both share is drawn up the long way."""


def without_times(change):
    return [one._replace(created="", modified="") for one in change.added]


def alike():
    a, b = (
        linked(spans(name, ("claim", 0, 3), ("actor", 4, 7), ("quote", 10, 20)), ("speaker", 2, 1)) for name in "ab"
    )
    return a, b._replace(annotations=[*b.annotations[:2], b.annotations[2], Annotation("b9", "claim", 30, 40)])


@given(layers("a"), layers("b"))
def test_it_is_the_same_whether_gold_is_empty_or_has_decisions(a, b):
    empty, used = Trial(a, b), Trial(a, b, gold=AnnotationStore([SAID], length=len(TEXT)))
    assert without_times(empty.review.shared_part().change) == without_times(used.review.shared_part().change)


def test_links_come_along_whichever_way_it_is_drawn_up():
    a, b, length = two_layers(300)
    texts = {"text": "x" * length}
    empty, used = Trial(a, b, **texts), Trial(a, b, **texts, gold=AnnotationStore([SAID], length=length))
    assert any(hasattr(one, "role") for one in empty.review.shared_part().change.added)
    assert without_times(empty.review.shared_part().change) == without_times(used.review.shared_part().change)


def test_it_goes_and_comes_as_a_whole_with_undo_and_redo():
    trial = Trial(*alike())
    trial.decide(TAKE_A)
    after, part = trial.gold.annotations[:], trial.review.shared_part().change
    assert not part
    step, _ = trial.history.undo(lambda change: True)
    trial.gold.apply(step.change.inverse())
    trial.review.heard(step.change.inverse())
    assert trial.states() == ["agreed", "agreed", "agreed", "open"]
    assert len(trial.review.shared_part().change.added) == 4
    trial.gold.apply(step.change)
    assert trial.review.heard(step.change) == {3}
    assert trial.gold.annotations == after
    assert not trial.review.shared_part().change
    assert trial.states() == ["agreed", "agreed", "agreed", "settled"]


def test_a_shared_one_that_gold_loses_alone_is_shared_anew():
    trial = Trial(*alike())
    trial.decide(TAKE_A)
    gone = trial.review.gold_of(0)
    trial.make(Change(tuple(gone), ()))
    assert [one.start for one in trial.review.shared_part().change.added] == [0]
    trial.make(Change((), tuple(gone)))
    assert not trial.review.shared_part().change


def test_an_id_that_gold_has_already_is_not_given_twice():
    a, b = alike()
    first = Trial(a, b).review.shared_part().change.added[0]
    trial = Trial(a, b, gold=AnnotationStore([first._replace(extra=(), tag="quote")], length=len(TEXT)))
    trial.decide(TAKE_A)
    assert trial.gold.annotation(first.id).tag == "claim"


def test_a_draft_may_change_what_is_shared():
    part = SharedPart(Change((), (OWN,)), [0])
    draft = GoldDraft(AnnotationStore(length=9), OriginIndex(), part)
    draft.put(OWN._replace(end=5))
    assert draft.change() == Change((), (OWN._replace(end=5),))
    draft.drop(OWN)
    assert not draft.change()


def test_of_origins_that_came_as_a_whole_only_those_looked_at_singly_are_listed():
    index = OriginIndex()
    index.bring({"a:a0": "g0", "b:b0": "g0", "a:a1": "g1"})
    assert index.refs() == set()
    index.add("a:a1", "mine")
    assert index.refs() == {"a:a1"}
    assert set(index.of("a:a1")) == {"g1", "mine"}


def test_a_part_that_was_drawn_up_while_gold_got_some_of_it_is_drawn_up_anew():
    account = SharedAccount(range(3))

    def drawn_up(places):
        return Change((), tuple(Annotation(f"g{place}", "claim", place, place + 1) for place in places))

    def drawn_up_late(places):
        account.came(SharedPart(drawn_up([0]), [0]))  # the reviewer does it again, while this is made in a thread
        return drawn_up(places)

    assert account.part(drawn_up_late).places == {0, 1, 2}
    assert account.part(drawn_up).places == {1, 2}


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from(("add", "discard")))))
def test_origins_are_looked_up_as_if_the_shared_ones_were_copied(steps):
    index, plain = OriginIndex(), {"a": {"s1"}, "b": {"s2"}}
    shared = {"a": "s1", "b": "s2"}
    index.bring(shared)
    for ref, gold_id, what in steps:
        getattr(index, what)(ref, gold_id)
        getattr(plain.setdefault(ref, set()), what)(gold_id)
        assert set(index.of(ref)) == plain[ref]
    index.take_back(shared)
    for ref in "abcd":
        assert set(index.of(ref)) == plain.get(ref, set()) - {shared.get(ref)}
    assert bool(index) == any(plain[ref] - {shared.get(ref)} for ref in plain)


def test_a_link_is_known_at_both_of_its_ends():
    quote, name = Annotation("q", "quote", 10, 20), Annotation("n", "actor", 0, 3)
    part = SharedPart(Change((), (quote, name, Link("l", "speaker", "q", "n"))), (0, 1))
    assert part.links_at == {"q": ("l",), "n": ("l",)}
