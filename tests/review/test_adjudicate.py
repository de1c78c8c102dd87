from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.store import Change
from analyst_app.review.decisions import Decision, origins_of
from analyst_app.review.settling import Choice
from tests.review.desk import BOTH, REJECT, TAKE_A, TAKE_B, Desk, content, content_of_links, store_of
from tests.review.readings import layers, linked, spans

QUOTE, NAME, CLAIM = ("quote", 16, 35), ("actor", 0, 10), ("claim", 41, 64)


def a_and_b():
    a = linked(spans("a", QUOTE, NAME, CLAIM), ("speaker", 0, 1))
    b = spans("b", ("quote", 17, 34), NAME, ("claim", 70, 80))
    return a, b


def test_opening_a_review_leaves_gold_as_it_is():
    desk = Desk(*a_and_b())
    assert len(desk.gold) == 0
    assert desk.states() == ["agreed", "open", "open", "open"]
    assert [one.tag for one in desk.review.shared().added] == ["actor"]


def test_the_first_decision_brings_what_both_share_with_its_origins():
    desk = Desk(*a_and_b())
    desk.decide(TAKE_A, 1)
    assert [(one.tag, set(origins_of(one))) for one in desk.gold.annotations] == [
        ("actor", {"a:a1", "b:b1"}),
        ("quote", {"a:a0", "b:b0"}),
    ]
    assert desk.links() == {("speaker", ("actor", 0, 10)[0:0] or QUOTE, NAME)}
    assert desk.states() == ["agreed", "settled", "open", "open"]


def test_a_decision_says_who_what_when_and_why():
    desk = Desk(*a_and_b())
    desk.decide(Choice("reject", reason="too wide", comment="see the rule"), 2)
    (entry,) = desk.gold.entries("decisions")
    decision = Decision.from_entry(entry)
    assert (decision.by, decision.verdict, decision.reason, decision.comment) == (
        "max",
        "reject",
        "too wide",
        "see the rule",
    )
    assert [origin.ref for origin in decision.origins] == ["a:a2"]
    assert decision.when.endswith("Z")
    assert Decision.from_entry(decision.to_entry()) == decision


def test_taking_the_side_that_has_nothing_is_a_rejection():
    desk = Desk(*a_and_b())
    desk.decide(TAKE_B, 2)
    assert desk.review.decision(2).verdict == "reject"
    assert all(one.tag != "claim" for one in desk.gold.annotations)


def test_both_keeps_both_and_own_keeps_the_reviewers_edges():
    desk = Desk(*a_and_b())
    desk.decide(BOTH, 1)
    assert len([one for one in desk.gold.annotations if one.tag == "quote"]) == 2
    desk.decide(Choice("own", ("a",), own=(Annotation("", "quote", 15, 36),)), 1)
    assert [one[1:4] for one in desk.gold.annotations if one.tag == "quote"] == [("quote", 15, 36)]
    assert len(desk.links()) == 1


def test_deciding_again_keeps_the_id_in_gold_and_counts_the_rounds():
    desk = Desk(*a_and_b())
    desk.decide(TAKE_A, 1)
    (before,) = [one for one in desk.gold.annotations if one.tag == "quote"]
    desk.decide(TAKE_B, 1)
    (after,) = [one for one in desk.gold.annotations if one.tag == "quote"]
    assert (after.id, after.start) == (before.id, 17)
    assert desk.links() == set()
    assert desk.review.decision(1).round == 2
    assert len(desk.gold.entries("decisions")) == 1


def test_a_taken_quote_brings_its_actor():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    desk = Desk(a, spans("b", ("claim", 70, 80)))
    quote = next(n for n, one in enumerate(desk.review.differences) if one.tag == "quote")
    desk.decide(TAKE_A, quote)
    assert content_of_links(a) == desk.links()
    assert len(desk.waiting()) == 1


def test_what_was_rejected_before_is_not_brought_back():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    desk = Desk(a, spans("b"))
    places = {one.tag: n for n, one in enumerate(desk.review.differences)}
    desk.decide(REJECT, places["actor"])
    desk.decide(TAKE_A, places["quote"])
    assert [one.tag for one in desk.gold.annotations] == ["quote"]


def test_a_link_comes_when_its_second_end_is_decided():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    b = spans("b", QUOTE, ("actor", 4, 10))
    desk = Desk(a, b)
    places = {one.tag: n for n, one in enumerate(desk.review.differences)}
    desk.decide(TAKE_A, places["quote"])
    assert desk.links() == set()
    desk.decide(TAKE_B, places["actor"])
    assert desk.links() == {("speaker", QUOTE, ("actor", 4, 10))}


def test_a_difference_in_links_alone_is_decided_like_any_other():
    items = (QUOTE, NAME, ("actor", 66, 72))
    a, b = linked(spans("a", *items), ("speaker", 0, 1)), linked(spans("b", *items), ("speaker", 0, 2))
    desk = Desk(a, b)
    assert [desk.review.differences[place].shown_kind for place in desk.waiting()] == ["link"]
    desk.decide(TAKE_B)
    assert desk.links() == content_of_links(b)


def test_several_alike_are_settled_in_one_step_that_undo_takes_back():
    a = spans("a", *(("claim", n * 10, n * 10 + 6) for n in range(6)))
    b = spans("b", *(("claim", n * 10, n * 10 + 5) for n in range(6)))
    desk = Desk(a, b)
    desk.decide(TAKE_B, *desk.waiting())
    assert desk.spans() == content(b)
    assert desk.waiting() == []
    step, _ = desk.history.undo(lambda change: desk.gold.refusal(change) is None)
    desk.gold.apply(step.change.inverse())
    assert desk.review.heard(step.change.inverse()) == set(range(6))
    assert len(desk.gold) == 0
    assert len(desk.waiting()) == 6


@given(layers("a"), layers("b"), st.data())
def test_taking_a_everywhere_yields_a(a, b, data):
    many = range(len(a.annotations))
    if len(a.annotations) > 1:
        ends = st.lists(
            st.tuples(st.just("speaker"), st.sampled_from(many), st.sampled_from(many)), max_size=4, unique=True
        )
        a = linked(a, *data.draw(ends))
    desk = Desk(a, b)
    for place in range(len(desk.review.differences)):
        if desk.review.state(place) == "open":
            desk.make(desk.review.decide([place], TAKE_A))
    if not desk.gold.entries("decisions"):
        desk.make(desk.review.shared())
    assert desk.spans() == content(a)
    assert desk.links() == content_of_links(a)
    assert desk.waiting() == []


@given(layers("a"), layers("b"), st.lists(st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT)), min_size=20, max_size=20))
def test_undoing_everything_leaves_gold_as_it_was_and_a_review_opened_anew_sees_the_same(a, b, choices):
    desk = Desk(a, b)
    for place, choice in zip(desk.waiting(), choices, strict=False):
        if desk.review.state(place) == "open":
            desk.decide(choice, place)
    assert desk.waiting() == []
    states = desk.states()
    desk.open()
    assert desk.states() == states
    while (step := desk.history.undo(lambda change: desk.gold.refusal(change) is None)[0]) is not None:
        desk.gold.apply(step.change.inverse())
        desk.review.heard(step.change.inverse())
    assert (len(desk.gold), desk.gold.links, desk.gold.entries("decisions")) == (0, [], [])


# -- later edits ------------------------------------------------------------------


def settled():
    desk = Desk(*a_and_b())
    desk.decide(TAKE_B, 1)
    desk.decide(TAKE_A, 2)
    desk.decide(REJECT, 3)
    assert desk.waiting() == []
    return desk


def edited(reading: Reading, annotation_id: str, **changes) -> Reading:
    made = [one._replace(**changes) if one.id == annotation_id else one for one in reading.annotations]
    return reading._replace(annotations=made)


def test_decisions_survive_edits_elsewhere():
    desk = settled()
    desk.open(a=desk.a._replace(annotations=[*desk.a.annotations, Annotation("a9", "claim", 100, 110)]))
    assert [desk.review.differences[place].a[0].id for place in desk.waiting()] == ["a9"]


def test_what_changed_since_comes_back_and_nothing_else_does():
    desk = settled()
    desk.open(b=edited(desk.b, "b0", end=35))
    assert [desk.review.state(place) for place in desk.waiting()] == ["changed"]
    assert desk.review.differences[desk.waiting()[0]].b[0].id == "b0"


def test_what_both_shared_and_changed_alike_comes_back_too():
    desk = settled()
    desk.open(edited(desk.a, "a1", end=9), edited(desk.b, "b1", end=9))
    assert [desk.review.state(place) for place in desk.waiting()] == ["changed"]


def test_a_colleague_who_follows_a_decision_does_not_reopen_it():
    desk = settled()
    follows = edited(desk.a, "a0", start=17, end=34)
    desk.open(a=follows._replace(links=()))
    assert desk.waiting() == []


def test_a_colleague_who_follows_a_rejection_does_not_reopen_it():
    desk = settled()
    desk.open(b=desk.b._replace(annotations=[one for one in desk.b.annotations if one.id != "b2"]))
    assert desk.waiting() == []


def test_what_was_taken_and_is_withdrawn_comes_back():
    desk = settled()
    desk.open(b=desk.b._replace(annotations=[one for one in desk.b.annotations if one.id != "b0"]))
    assert [desk.review.state(place) for place in desk.waiting()] == ["changed"]


def test_a_text_that_grew_before_it_does_not_reopen_a_decision():
    desk = settled()
    desk.text = "NEW. " + desk.text

    def moved(reading):
        made = [one._replace(start=one.start + 5, end=one.end + 5) for one in reading.annotations]
        return reading._replace(annotations=made)

    from analyst_app.core.store import AnnotationStore

    records = [
        *moved(Reading("gold", desk.gold.annotations)).annotations,
        *desk.gold.links,
        *desk.gold.entries("decisions"),
    ]
    desk.gold = AnnotationStore(records, length=len(desk.text))
    desk.open(moved(desk.a), moved(desk.b))
    assert desk.waiting() == []


# -- comments, contests -----------------------------------------------------------


def test_a_comment_can_stand_beside_what_is_not_decided():
    desk = Desk(*a_and_b())
    desk.make(desk.review.discuss(2, "what do we do with these?"))
    assert desk.states()[2] == "open"
    assert desk.review.decision(2).comment == "what do we do with these?"
    assert len(desk.gold) == 0
    desk.decide(TAKE_A, 2)
    assert desk.review.decision(2).verdict == "take"


def test_a_contested_decision_waits_again_until_it_is_decided_anew():
    desk = settled()
    decision = desk.review.decision(1)
    desk.review.contested = {decision.id: decision.round}
    assert desk.states()[1] == "contested"
    desk.decide(TAKE_A, 1)
    assert desk.states()[1] == "settled"


def test_a_decision_can_be_taken_back():
    desk = settled()
    desk.make(desk.review.reopen(2))
    assert desk.states()[2] == "open"
    assert all(one.tag != "claim" for one in desk.gold.annotations)


def test_links_that_the_reviewer_made_by_hand_stay_when_a_decision_changes():
    desk = settled()
    quote, name = (next(one for one in desk.gold.annotations if one.tag == tag) for tag in ("quote", "actor"))
    desk.make(Change((), (Link("own", "addressee", quote.id, name.id),)))
    desk.decide(TAKE_A, 1)
    assert {link.role for link in desk.gold.links} == {"addressee", "speaker"}


@pytest.mark.parametrize(
    "body",
    [
        (),
        (("verdict", "take"),),
        (("origins", [{"ref": 1}]), ("verdict", "take")),
        (("origins", 3),),
        (("origins", [{"ref": "a:a0", "digest": "x", "tag": "claim", "start": "1", "end": 2}]), ("verdict", "take")),
    ],
)
def test_a_foreign_record_among_the_decisions_is_no_decision(body):
    from analyst_app.core.annotation import Entry

    assert Decision.from_entry(Entry("x", "decisions", body)) is None


@pytest.mark.parametrize(("standing", "other"), [(REJECT, TAKE_A), (REJECT, BOTH), (TAKE_A, TAKE_B), (TAKE_B, BOTH)])
def test_what_was_decided_otherwise_on_two_machines_and_merged_comes_back(standing, other):
    desk, elsewhere = (Desk(spans("a", ("claim", 0, 9)), spans("b", ("claim", 1, 9))) for _ in range(2))
    desk.decide(standing)
    elsewhere.decide(other)
    held = {one.id for one in desk.gold.annotations}
    desk.gold.apply(Change((), tuple(one for one in elsewhere.gold.annotations if one.id not in held)))
    desk.open()
    assert desk.states() == ["changed"]
    desk.decide(TAKE_B, 0)
    assert desk.states() == ["settled"]
    assert [one[1:4] for one in desk.gold.annotations] == [("claim", 1, 9)]


def test_names_in_a_decision_that_are_none_stop_neither_review_nor_return():
    from analyst_app.review.return_to_sender import returned

    desk = Desk(spans("a", ("claim", 0, 9)), spans("b", ("claim", 1, 9)))
    desk.decide(TAKE_B)
    (entry,) = desk.gold.entries("decisions")
    odd = pairs(dict(entry.body) | {"gold": [{}, 1, ["x"]], "results": [[], None], "taken": [{}]})
    desk.gold.apply(Change((entry,), (entry._replace(body=odd),)))
    desk.open()
    assert desk.review.decision(0).gold == ()
    assert returned(desk.gold, store_of(desk.a), "a", desk.text)[0].is_waiting
    desk.decide(TAKE_A, 0)
    assert desk.states() == ["settled"]


def test_derived_ids_are_uuids_of_version_5():
    import uuid

    from analyst_app.review.decisions import NAMESPACE, derived_id

    for parts in (("gold", "a:1"), ("link", "ü", "x"), ("",)):
        assert derived_id(*parts) == str(uuid.uuid5(NAMESPACE, "\n".join(parts)))
