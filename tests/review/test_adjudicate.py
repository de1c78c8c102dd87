"""One review, settled.

Tests of review.adjudicate, review.settling, review.standing, review.places, review.gold.gold_contents,
review.gold_following, review.decisions, review.side and core.layer_ids.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Entry, Link, pairs
from analyst_app.core.layer_ids import gold_layer, is_layer_id
from analyst_app.core.store import Change
from analyst_app.review.decisions import Decision, Origin, Ruling, decision_id, origins_of, reading_digest
from tests.review.readings import layers, linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial, content, content_of_links, store_of

QUOTE, NAME, CLAIM = ("quote", 16, 35), ("actor", 0, 10), ("claim", 41, 64)


def a_and_b():
    a = linked(spans("a", QUOTE, NAME, CLAIM), ("speaker", 0, 1))
    b = spans("b", ("quote", 17, 34), NAME, ("claim", 70, 80))
    return a, b


def test_opening_a_review_leaves_gold_as_it_is():
    trial = Trial(*a_and_b())
    assert len(trial.gold) == 0
    assert trial.states() == ["agreed", "open", "open", "open"]
    assert [one.tag for one in trial.review.shared_part().change.added] == ["actor"]


def test_the_first_decision_brings_what_both_share_with_its_origins():
    trial = Trial(*a_and_b())
    trial.decide(TAKE_A, 1)
    assert [(one.tag, set(origins_of(one))) for one in trial.gold.annotations] == [
        ("actor", {"a:a1", "b:b1"}),
        ("quote", {"a:a0", "b:b0"}),
    ]
    assert trial.links() == {("speaker", ("actor", 0, 10)[0:0] or QUOTE, NAME)}
    assert trial.states() == ["agreed", "settled", "open", "open"]


def test_a_decision_says_who_what_when_and_why():
    trial = Trial(*a_and_b())
    trial.decide(Ruling("reject", reason="too wide", comment="see the rule"), 2)
    (entry,) = trial.gold.entries("decisions")
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
    trial = Trial(*a_and_b())
    trial.decide(TAKE_B, 2)
    assert trial.review.decision(2).verdict == "reject"
    assert all(one.tag != "claim" for one in trial.gold.annotations)


def test_both_keeps_both_and_own_keeps_the_reviewers_edges():
    trial = Trial(*a_and_b())
    trial.decide(BOTH, 1)
    assert len([one for one in trial.gold.annotations if one.tag == "quote"]) == 2
    trial.decide(Ruling("own", ("a",), own=(Annotation("", "quote", 15, 36),)), 1)
    assert [one[1:4] for one in trial.gold.annotations if one.tag == "quote"] == [("quote", 15, 36)]
    assert len(trial.links()) == 1


def test_both_where_only_the_links_differ_makes_one_annotation_with_the_links_of_both():
    """Two on one span would be two quotes in every count; what both said is one quote with two speakers."""
    other = ("actor", 56, 60)
    a = linked(spans("a", QUOTE, NAME, other), ("speaker", 0, 1))
    b = linked(spans("b", QUOTE, NAME, other), ("speaker", 0, 2))
    trial = Trial(a, b)
    trial.decide(BOTH, trial.waiting()[0])
    assert [one[1:4] for one in trial.gold.annotations if one.tag == "quote"] == [QUOTE]
    assert trial.links() == {("speaker", QUOTE, NAME), ("speaker", QUOTE, other)}
    assert trial.waiting() == []
    trial.make(trial.review.reopen(1))
    assert trial.states().count("open") == 1


def test_deciding_again_keeps_the_id_in_gold_and_counts_the_rounds():
    trial = Trial(*a_and_b())
    trial.decide(TAKE_A, 1)
    (before,) = [one for one in trial.gold.annotations if one.tag == "quote"]
    trial.decide(TAKE_B, 1)
    (after,) = [one for one in trial.gold.annotations if one.tag == "quote"]
    assert (after.id, after.start) == (before.id, 17)
    assert trial.links() == set()
    assert trial.review.decision(1).round == 2
    assert len(trial.gold.entries("decisions")) == 1


def test_rounds_are_counted_on_however_often_it_is_decided():
    desk = Trial(*a_and_b())
    for number, choice in enumerate((TAKE_A, TAKE_B, REJECT, BOTH), 1):
        desk.decide(choice, 1)
        assert desk.review.decision(1).round == number


@pytest.mark.parametrize(("choice", "tag"), [(TAKE_A, "quote"), (TAKE_B, "claim")])
def test_of_both_in_gold_the_one_of_the_tag_that_is_taken_then_keeps_its_id(choice, tag):
    desk = Trial(spans("a", QUOTE), spans("b", ("claim", *QUOTE[1:])))
    desk.decide(BOTH, 0)
    ids = {one.tag: one.id for one in desk.gold.annotations}
    assert set(ids) == {"quote", "claim"}
    desk.decide(choice, 0)
    assert [(one.tag, one.id) for one in desk.gold.annotations] == [(tag, ids[tag])]


def test_parts_that_become_one_are_not_linked_with_themselves():
    a = linked(spans("a", ("quote", 16, 25), ("quote", 26, 35)), ("continues", 1, 0))
    desk = Trial(a, spans("b", QUOTE))
    assert desk.review.differences[0].kind == "split_merge"
    desk.decide(Ruling("own", ("a",), own=(Annotation("", *QUOTE),)), 0)
    assert [one[1:4] for one in desk.gold.annotations] == [QUOTE]
    assert desk.links() == set()


def test_a_taken_quote_brings_its_actor():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    trial = Trial(a, spans("b", ("claim", 70, 80)))
    quote = next(n for n, one in enumerate(trial.review.differences) if one.tag == "quote")
    trial.decide(TAKE_A, quote)
    assert content_of_links(a) == trial.links()
    assert len(trial.waiting()) == 1


def test_what_was_rejected_before_is_not_brought_back():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    trial = Trial(a, spans("b"))
    places = {one.tag: n for n, one in enumerate(trial.review.differences)}
    trial.decide(REJECT, places["actor"])
    trial.decide(TAKE_A, places["quote"])
    assert [one.tag for one in trial.gold.annotations] == ["quote"]


def test_a_quote_brings_its_cue_though_its_actor_was_rejected():
    a = linked(spans("a", QUOTE, NAME, ("cue", 11, 15)), ("speaker", 0, 1), ("cue", 0, 2))
    trial = Trial(a, spans("b"))
    places = {one.tag: n for n, one in enumerate(trial.review.differences)}
    trial.decide(REJECT, places["actor"])
    trial.decide(TAKE_A, places["quote"])
    assert [one.tag for one in trial.gold.annotations] == ["cue", "quote"]


def test_a_decision_about_an_actor_says_nothing_of_the_quotes_that_lead_to_it():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    trial = Trial(a, spans("b"))
    places = {one.tag: n for n, one in enumerate(trial.review.differences)}
    trial.decide(TAKE_A, places["quote"])
    trial.decide(TAKE_A, places["actor"])
    assert trial.links() == {("speaker", QUOTE, NAME)}
    decision = trial.review.decision(places["actor"])
    assert decision.results == (reading_digest(Annotation("", *NAME), trial.text, []),)


def test_a_link_comes_when_its_second_end_is_decided():
    a = linked(spans("a", QUOTE, NAME), ("speaker", 0, 1))
    b = spans("b", QUOTE, ("actor", 4, 10))
    trial = Trial(a, b)
    places = {one.tag: n for n, one in enumerate(trial.review.differences)}
    trial.decide(TAKE_A, places["quote"])
    assert trial.links() == set()
    trial.decide(TAKE_B, places["actor"])
    assert trial.links() == {("speaker", QUOTE, ("actor", 4, 10))}


def test_a_difference_in_links_alone_is_decided_like_any_other():
    items = (QUOTE, NAME, ("actor", 66, 72))
    a, b = linked(spans("a", *items), ("speaker", 0, 1)), linked(spans("b", *items), ("speaker", 0, 2))
    trial = Trial(a, b)
    assert [trial.review.differences[place].shown_kind for place in trial.waiting()] == ["link"]
    trial.decide(TAKE_B)
    assert trial.links() == content_of_links(b)


def test_several_alike_are_settled_in_one_step_that_undo_takes_back():
    a = spans("a", *(("claim", n * 10, n * 10 + 6) for n in range(6)))
    b = spans("b", *(("claim", n * 10, n * 10 + 5) for n in range(6)))
    trial = Trial(a, b)
    trial.decide(TAKE_B, *trial.waiting())
    assert trial.spans() == content(b)
    assert trial.waiting() == []
    step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
    trial.gold.apply(step.change.inverse())
    assert trial.review.heard(step.change.inverse()) == set(range(6))
    assert len(trial.gold) == 0
    assert len(trial.waiting()) == 6


@given(layers("a"), layers("b"), st.data())
def test_taking_a_everywhere_yields_a(a, b, data):
    many = range(len(a.annotations))
    if len(a.annotations) > 1:
        ends = st.lists(
            st.tuples(st.just("speaker"), st.sampled_from(many), st.sampled_from(many)), max_size=4, unique=True
        )
        a = linked(a, *data.draw(ends))
    trial = Trial(a, b)
    for place in range(len(trial.review.differences)):
        if trial.review.state(place) == "open":
            trial.make(trial.review.decide([place], TAKE_A))
    if not trial.gold.entries("decisions"):
        trial.make(trial.review.shared_part().change)
    assert trial.spans() == content(a)
    assert trial.links() == content_of_links(a)
    assert trial.waiting() == []


@given(layers("a"), layers("b"), st.lists(st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT)), min_size=20, max_size=20))
def test_undoing_everything_leaves_gold_as_it_was_and_a_review_opened_anew_sees_the_same(a, b, choices):
    trial = Trial(a, b)
    for place, choice in zip(trial.waiting(), choices, strict=False):
        if trial.review.state(place) == "open":
            trial.decide(choice, place)
    assert trial.waiting() == []
    states = trial.states()
    trial.open()
    assert trial.states() == states
    while (step := trial.history.undo(lambda change: trial.gold.refusal(change) is None)[0]) is not None:
        trial.gold.apply(step.change.inverse())
        trial.review.heard(step.change.inverse())
    assert (len(trial.gold), trial.gold.links, trial.gold.entries("decisions")) == (0, [], [])


def test_one_of_several_that_both_share_changes_no_row_when_it_comes_or_goes_alone():
    trial = Trial(spans("a", NAME, CLAIM, QUOTE), spans("b", NAME, CLAIM, ("quote", 17, 34)))
    trial.decide(TAKE_A)
    shared = tuple(trial.review.gold_of(0))
    assert [one.tag for one in shared] == ["actor"]
    assert trial.make(Change(shared, ())) == set()
    assert trial.make(Change((), shared)) == set()
    assert trial.states() == ["agreed", "settled", "agreed"]


def test_what_both_share_changes_its_row_when_it_comes_with_other_edges_than_they_have():
    trial = Trial(*a_and_b())
    trial.decide(TAKE_B, 1)
    (shared,) = trial.review.gold_of(0)
    wider = shared._replace(end=12)
    trial.make(Change((shared,), ()))
    assert trial.make(Change((), (wider,))) == {0}
    assert trial.states()[0] == "changed"


def test_gold_that_comes_without_a_decision_is_heard_at_its_row():
    trial = Trial(*a_and_b())
    merged = Annotation("merged", "quote", 15, 36, extra=pairs({"origins": ["a:a0", "b:b0"]}))
    assert trial.make(Change((), (merged,))) == {1}
    assert trial.review.gold_of(1) == [merged]
    assert trial.make(Change((merged,), ())) == {1}
    assert trial.review.gold_of(1) == []


# -- later edits ------------------------------------------------------------------


def settled():
    trial = Trial(*a_and_b())
    trial.decide(TAKE_B, 1)
    trial.decide(TAKE_A, 2)
    trial.decide(REJECT, 3)
    assert trial.waiting() == []
    return trial


def edited(reading: Reading, annotation_id: str, **changes) -> Reading:
    made = [one._replace(**changes) if one.id == annotation_id else one for one in reading.annotations]
    return reading._replace(annotations=made)


def test_decisions_survive_edits_elsewhere():
    trial = settled()
    trial.open(a=trial.a._replace(annotations=[*trial.a.annotations, Annotation("a9", "claim", 100, 110)]))
    assert [trial.review.differences[place].a[0].id for place in trial.waiting()] == ["a9"]


def test_what_changed_since_comes_back_and_nothing_else_does():
    trial = settled()
    trial.open(b=edited(trial.b, "b0", end=35))
    assert [trial.review.state(place) for place in trial.waiting()] == ["changed"]
    assert trial.review.differences[trial.waiting()[0]].b[0].id == "b0"


def test_what_both_shared_and_changed_alike_comes_back_too():
    trial = settled()
    trial.open(edited(trial.a, "a1", end=9), edited(trial.b, "b1", end=9))
    assert [trial.review.state(place) for place in trial.waiting()] == ["changed"]


def test_a_colleague_who_follows_a_decision_does_not_reopen_it():
    trial = settled()
    follows = edited(trial.a, "a0", start=17, end=34)
    trial.open(a=follows._replace(links=()))
    assert trial.waiting() == []


def test_a_colleague_who_follows_a_decision_and_writes_a_note_is_heard():
    trial = settled()
    follows = edited(trial.a, "a0", start=17, end=34, note="she said more")
    trial.open(a=follows._replace(links=()))
    assert [trial.review.state(place) for place in trial.waiting()] == ["changed"]


def test_a_colleague_who_follows_a_rejection_does_not_reopen_it():
    trial = settled()
    trial.open(b=trial.b._replace(annotations=[one for one in trial.b.annotations if one.id != "b2"]))
    assert trial.waiting() == []


def test_what_was_taken_and_is_withdrawn_comes_back():
    trial = settled()
    trial.open(b=trial.b._replace(annotations=[one for one in trial.b.annotations if one.id != "b0"]))
    assert [trial.review.state(place) for place in trial.waiting()] == ["changed"]


def test_what_both_shared_and_one_withdrew_comes_back():
    desk = settled()
    desk.open(b=desk.b._replace(annotations=[one for one in desk.b.annotations if one.id != "b1"]))
    (place,) = desk.waiting()
    assert ([one.id for one in desk.review.differences[place].a], desk.review.differences[place].b) == (["a1"], ())


def test_what_is_gone_reopens_no_decision_if_gold_has_nothing_of_it():
    desk = Trial(spans("a", QUOTE), spans("b", ("quote", 17, 34)))
    desk.decide(BOTH)
    (hers,) = [one for one in desk.gold.annotations if origins_of(one) == ("b:b0",)]
    desk.make(Change((hers,), ()))
    desk.open(b=spans("b"))
    assert desk.states() == ["settled"]


def test_a_text_that_grew_before_it_does_not_reopen_a_decision():
    trial = settled()
    trial.text = "NEW. " + trial.text

    def moved(reading):
        made = [one._replace(start=one.start + 5, end=one.end + 5) for one in reading.annotations]
        return reading._replace(annotations=made)

    from analyst_app.core.store import AnnotationStore

    records = [
        *moved(Reading("gold", trial.gold.annotations)).annotations,
        *trial.gold.links,
        *trial.gold.entries("decisions"),
    ]
    trial.gold = AnnotationStore(records, length=len(trial.text))
    trial.open(moved(trial.a), moved(trial.b))
    assert trial.waiting() == []


# -- comments, contests -----------------------------------------------------------


def test_a_comment_can_stand_beside_what_is_not_decided():
    trial = Trial(*a_and_b())
    trial.make(trial.review.discuss(2, "what do we do with these?"))
    assert trial.states()[2] == "open"
    assert trial.review.decision(2).comment == "what do we do with these?"
    assert len(trial.gold) == 0
    trial.decide(TAKE_A, 2)
    assert trial.review.decision(2).verdict == "take"


def test_a_contested_decision_waits_again_until_it_is_decided_anew():
    trial = settled()
    decision = trial.review.decision(1)
    trial.review.contested = {decision.id: decision.round}
    assert trial.states()[1] == "contested"
    trial.decide(TAKE_A, 1)
    assert trial.states()[1] == "settled"


def test_a_decision_can_be_taken_back():
    trial = settled()
    trial.make(trial.review.reopen(2))
    assert trial.states()[2] == "open"
    assert all(one.tag != "claim" for one in trial.gold.annotations)


def test_links_that_the_reviewer_made_by_hand_stay_when_a_decision_changes():
    trial = settled()
    quote, name = (next(one for one in trial.gold.annotations if one.tag == tag) for tag in ("quote", "actor"))
    trial.make(Change((), (Link("own", "addressee", quote.id, name.id),)))
    trial.decide(TAKE_A, 1)
    assert {link.role for link in trial.gold.links} == {"addressee", "speaker"}


EARLY, LATE = "2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z"


def decided(*refs: str, comment: str, when: str) -> Entry:
    """A rejection of these annotations, as a gold layer keeps it."""
    origins = tuple(Origin(ref, "0" * 16, "claim", 0, 9) for ref in refs)
    return Decision(decision_id(refs), "max", "reject", origins, comment=comment, when=when).to_entry()


def heard_of(*entries: Entry) -> Decision | None:
    """What a review says of one difference when gold has these decisions."""
    desk = Trial(spans("a", ("claim", 0, 9)), spans("b", ("claim", 1, 9)))
    desk.gold.apply(Change((), entries))
    desk.open()
    return desk.review.decision(0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a:a0",), ("b:b0",)),  # each reading was decided alone, before they came to stand against each other
        (("a:a0", "b:b0"), ("a:a0",)),  # decided on two machines, then merged
        (("a:a0", "b:b0"), ("b:b0",)),
    ],
)
@pytest.mark.parametrize("is_swapped", [False, True])
@pytest.mark.parametrize("is_turned", [False, True])
def test_of_several_decisions_about_one_difference_the_latest_counts(
    first: tuple[str, ...], second: tuple[str, ...], is_swapped: bool, is_turned: bool
) -> None:
    early, late = (second, first) if is_swapped else (first, second)
    entries = [decided(*early, comment="old", when=EARLY), decided(*late, comment="new", when=LATE)]
    found = heard_of(*(reversed(entries) if is_turned else entries))
    assert found is not None
    assert (found.comment, found.when) == ("new", LATE)


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
    assert Decision.from_entry(Entry("x", "decisions", body)) is None


@pytest.mark.parametrize(("standing", "other"), [(REJECT, TAKE_A), (REJECT, BOTH), (TAKE_A, TAKE_B), (TAKE_B, BOTH)])
def test_what_was_decided_otherwise_on_two_machines_and_merged_comes_back(standing, other):
    trial, elsewhere = (Trial(spans("a", ("claim", 0, 9)), spans("b", ("claim", 1, 9))) for _ in range(2))
    trial.decide(standing)
    elsewhere.decide(other)
    held = {one.id for one in trial.gold.annotations}
    trial.gold.apply(Change((), tuple(one for one in elsewhere.gold.annotations if one.id not in held)))
    trial.open()
    assert trial.states() == ["changed"]
    trial.decide(TAKE_B, 0)
    assert trial.states() == ["settled"]
    assert [one[1:4] for one in trial.gold.annotations] == [("claim", 1, 9)]


def test_names_in_a_decision_that_are_none_stop_neither_review_nor_return():
    from analyst_app.review.returned.return_to_sender import returned

    trial = Trial(spans("a", ("claim", 0, 9)), spans("b", ("claim", 1, 9)))
    trial.decide(TAKE_B)
    (entry,) = trial.gold.entries("decisions")
    odd = pairs(dict(entry.body) | {"gold": [{}, 1, ["x"]], "results": [[], None], "taken": [{}]})
    trial.gold.apply(Change((entry,), (entry._replace(body=odd),)))
    trial.open()
    assert trial.review.decision(0).gold == ()
    assert returned(trial.gold, store_of(trial.a), "a", trial.text)[0].is_waiting
    trial.decide(TAKE_A, 0)
    assert trial.states() == ["settled"]


def test_derived_ids_are_uuids_of_version_5():
    import uuid

    from analyst_app.review.decisions import NAMESPACE, derived_id

    for parts in (("gold", "a:1"), ("link", "ü", "x"), ("",)):
        assert derived_id(*parts) == str(uuid.uuid5(NAMESPACE, "\n".join(parts)))


@pytest.mark.parametrize(("digests", "is_of_gone"), [(("", ""), True), (("", "0" * 16), False), (("0" * 16,), False)])
def test_a_decision_is_of_what_is_gone_only_if_all_of_it_was_gone(digests: tuple[str, ...], is_of_gone: bool) -> None:
    origins = tuple(Origin(f"a:a{n}", digest, "claim", 0, 9) for n, digest in enumerate(digests))
    assert Decision("d", "max", "reject", origins).is_of_gone == is_of_gone


@pytest.mark.parametrize("name", ["max", "a" * 32, "a" * 26 + "-b", "a" * 25 + "_-b", "gold-max"])
def test_a_gold_layer_has_a_name_that_a_layer_may_have_and_that_ends_in_a_letter(name: str) -> None:
    made = gold_layer(name)
    assert is_layer_id(made)
    assert made.startswith("gold-")
    assert made[-1].isalnum()
    assert name.startswith("gold-") or f"gold-{name}".startswith(made)
