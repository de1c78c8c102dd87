"""Several readers at once: what is taken is taken of all who say it, and two stay what they were.

Tests of review.voices, review.gathered_causes and review.sources.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analyst_app.alignment.gathering import gather
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.causes import EdgeWords
from analyst_app.review.decisions import Decision, Ruling
from analyst_app.review.difference_rows import Rows
from analyst_app.review.left_ends import end_tags
from analyst_app.review.replies import replies_in
from analyst_app.review.returned.return_to_sender import accept, reply, returned
from analyst_app.review.voices import proposal, proposes_majority
from tests.review.readings import layers, linked, spans
from tests.review.trial import TEXT, Trial, reading_of, store_of

ALL = Ruling("both", ("a", "b", "c"))
REJECT = Ruling("reject", reason="not_a_claim")


def take(layer: str) -> Ruling:
    return Ruling("take", (layer,))


def three(*sides: tuple, gold: AnnotationStore | None = None) -> Trial:
    readings = [spans(name, *items) for name, items in zip("abc", sides, strict=True)]
    return Trial(*readings, gold=gold)


WIDE, NARROW, CLAIM = ("quote", 16, 35), ("quote", 17, 34), ("claim", 41, 64)


def test_what_two_of_three_say_is_taken_of_both_and_stands_for_all():
    trial = three([WIDE], [NARROW], [WIDE])
    trial.decide(take("c"))
    (decision,), (gold,) = trial.decisions(), trial.gold.annotations
    assert (decision.verdict, decision.taken) == ("take", ("a", "c"))
    assert [origin.ref for origin in decision.origins] == ["a:a0", "b:b0", "c:c0"]
    assert gold[1:4] == WIDE
    assert dict(gold.extra)["origins"] == ["a:a0", "c:c0", "b:b0"]
    assert trial.states() == ["settled"]


def test_nothing_that_was_settled_among_three_waits_between_any_two_of_them():
    trial = three([WIDE, CLAIM], [NARROW], [WIDE, ("claim", 41, 60)])
    while trial.waiting():
        trial.decide(take("a"))
    readings = (trial.a, trial.b, *trial.others)
    for one, two in combinations(readings, 2):
        assert Trial(one, two, gold=trial.gold).waiting() == []
    own = store_of(trial.b)
    hers, missed = [item for item in returned(trial.gold, own, "b", TEXT) if item.is_waiting]
    assert hers.decision.taken == ("a", "c")
    assert (missed.decision.absent, missed.own, missed.gold[0][1:4]) == (("b",), (), CLAIM)


def test_who_had_nothing_hears_of_what_gold_took_and_following_it_reopens_nothing():
    trial = three([WIDE], [], [WIDE])
    trial.decide(take("a"))
    (decision,) = trial.decisions()
    assert Decision.from_entry(decision.to_entry()) == decision
    own = store_of(trial.b)
    (missed,) = returned(trial.gold, own, "b", TEXT)
    assert (missed.is_missed, missed.is_waiting, missed.own) == (True, True, ())
    own.apply(accept(missed, trial.gold, own, "b"))
    assert [one[1:4] for one in own.annotations] == [WIDE]
    (missed,) = returned(trial.gold, own, "b", TEXT)
    assert (missed.is_taken, missed.is_waiting) == (True, False)
    trial.open(b=reading_of("b", own))
    assert trial.waiting() == []


def test_who_had_nothing_may_contest_and_it_waits_again():
    trial = three([WIDE], [], [WIDE])
    trial.decide(take("a"))
    own = store_of(trial.b)
    (missed,) = returned(trial.gold, own, "b", TEXT)
    own.apply(reply(missed, "b", "contest", "nobody is quoted"))
    trial.open(replies=replies_in(own.entries("replies"), "b"))
    assert trial.states() == ["contested"]


def test_nobody_hears_of_what_was_rejected_and_she_had_not():
    trial = three([WIDE], [], [WIDE])
    trial.decide(take("b"))
    (decision,) = trial.decisions()
    assert (decision.verdict, decision.absent) == ("reject", ())
    assert returned(trial.gold, store_of(trial.b), "b", TEXT) == []


def test_who_follows_the_decision_reopens_nothing():
    trial = three([WIDE], [NARROW], [])
    trial.decide(take("a"))
    own = store_of(trial.b)
    (hers,) = returned(trial.gold, own, "b", TEXT)
    own.apply(accept(hers, trial.gold, own, "b"))
    trial.open(b=reading_of("b", own))
    assert trial.waiting() == []


def test_taking_all_keeps_each_reading_once():
    trial = three([WIDE], [NARROW], [WIDE])
    trial.decide(ALL)
    assert [one[1:3] for one in trial.spans()] == [(16, 35), (17, 34)]
    origins = sorted(dict(one.extra)["origins"] for one in trial.gold.annotations)
    assert origins == [["a:a0", "c:c0"], ["b:b0"]]
    assert trial.waiting() == []


def test_what_all_share_comes_with_the_first_decision_and_what_two_share_is_asked():
    trial = three([WIDE, CLAIM], [NARROW, CLAIM], [WIDE, CLAIM])
    assert trial.states() == ["open", "agreed"]
    trial.decide(take("a"))
    assert len(trial.spans()) == 2
    some = three([CLAIM], [CLAIM], [])
    assert some.states() == ["open"]


def test_leaving_out_what_one_alone_has_gives_no_reason():
    trial = three([CLAIM], [], [])
    trial.decide(take("b"))
    (decision,) = trial.decisions()
    assert (decision.verdict, decision.taken, decision.reason, trial.spans()) == ("reject", (), "", [])


def speaking(name: str, quote: tuple, *, speaker: bool = True):
    """A quote with its speaker, or without."""
    return linked(spans(name, quote, ("actor", 0, 10)), ("speaker", 0, 1)) if speaker else spans(name, quote)


def test_the_speaker_that_some_have_comes_with_their_quote_and_goes_without_it():
    trial = Trial(speaking("a", WIDE), speaking("b", NARROW, speaker=False), speaking("c", WIDE))
    trial.review.ends = end_tags(Codebook.from_data(built_in_codebook()))
    assert [one.shown_kind for one in trial.review.differences] == ["only_some", "boundary"]
    trial.decide(take("c"), 1)
    assert trial.links() == {("speaker", WIDE, ("actor", 0, 10))}
    assert trial.waiting() == []
    trial.make(trial.review.reopen(1))
    assert trial.waiting() == [0, 1]
    trial.decide(take("b"), 1)
    assert (trial.spans(), trial.waiting()) == ([(*NARROW, (), "")], [])
    assert trial.review.left_with(1) == [0]


def test_links_of_all_who_are_taken_are_one_link():
    trial = Trial(speaking("a", WIDE), speaking("b", NARROW), speaking("c", WIDE))
    trial.decide(take("a"))
    assert trial.links() == {("speaker", WIDE, ("actor", 0, 10))}


def causes(trial: Trial) -> list[str]:
    words = EdgeWords(marks=SIGNS, codebook=Codebook.from_data(built_in_codebook()))
    return [row.cause.label for row in Rows(trial.review, words).listed]


def test_the_cause_tells_who_is_on_which_side():
    assert causes(three([WIDE], [NARROW], [WIDE])) == ["marks in or out (A+C wider)"]
    assert causes(three([CLAIM], [], [CLAIM])) == ["Claim or nothing (only A+C)"]
    assert causes(three([("claim", 0, 9)], [("quote", 0, 9)], [])) == ["Claim in A, Quote in B; nothing in C"]


def test_of_three_readings_each_cause_names_the_two_that_it_is_about():
    inside, stop = ("quote", 17, 34), ("quote", 16, 36)
    assert causes(three([WIDE], [inside], [stop])) == [
        "marks in or out (A wider than B); other punctuation (C wider than A)"
    ]
    assert causes(three([WIDE], [("quote", 17, 36)], [WIDE])) == ["marks in or out and other punctuation (A+C and B)"]


def test_what_several_readings_differ_by_is_named_once_with_whom_it_is_about():
    most = ("quote", 17, 34)
    assert causes(three([WIDE], [most], [("quote", 16, 34)])) == ["marks in or out (A wider than B, A wider than C)"]


def test_of_links_alone_the_cause_names_who_has_others():
    both = speaking("a", WIDE), linked(spans("b", WIDE, ("actor", 0, 10)))
    trial = Trial(*both, speaking("c", WIDE))
    assert causes(trial) == ["other links in A+C than in B"]


def test_what_is_alike_has_the_same_readers_on_each_side():
    """Twice the marks are in for A and C, once for B and C: Ctrl+1 settles two, never three."""
    step = len(TEXT) // 2
    again = [("quote", start + step, end + step) for _, start, end in (WIDE, NARROW)]
    trial = three([WIDE, ("quote", 66, 90)], [NARROW, ("quote", 66, 91)], [WIDE, ("quote", 66, 91)])
    assert [len(Rows(trial.review).alike(place)) for place in (0, 1)] == [1, 1]
    trial = three([WIDE, again[0]], [NARROW, again[1]], [WIDE, again[0]])
    assert Rows(trial.review).alike(0) == [0, 1]
    trial = three([WIDE, again[1]], [NARROW, again[0]], [WIDE, again[0]])
    assert Rows(trial.review).alike(0) == [0]


def test_a_majority_is_proposed_only_if_the_codebook_says_so():
    assert not proposes_majority(built_in_codebook())
    assert proposes_majority({"majority": True})
    assert not proposes_majority({"majority": "yes"})
    rows = three([WIDE, CLAIM], [NARROW], [WIDE]).review.differences
    assert [proposal(one, "abc") for one in rows] == [Ruling("take", ("a", "c")), Ruling("take", ("b", "c"))]
    assert proposal(three([WIDE], [NARROW], [("claim", 16, 35)]).review.differences[0], "abc") is None
    assert proposal(Trial(spans("a", WIDE), spans("b", NARROW)).review.differences[0], "ab") is None


def test_several_are_accepted_each_in_its_own_way_in_one_step():
    trial = three([WIDE, CLAIM], [NARROW], [WIDE])
    rulings = {place: proposal(one, "abc") for place, one in enumerate(trial.review.differences)}
    trial.make(trial.review.decide_each(rulings))
    assert (trial.spans(), trial.waiting()) == ([(*WIDE, (), "")], [])
    assert {one.verdict: one.reason for one in trial.decisions()} == {"take": "", "reject": ""}


RULINGS = {"a": take("a"), "b": take("b"), "both": Ruling("both", ("a", "b")), "reject": REJECT}


def in_any_order(value: object) -> object:
    """A list as a set: of several that one answers, the one reader's may stand first or last."""
    return sorted(map(str, value)) if isinstance(value, list) else value


def told(review: Review, gold: AnnotationStore, choices: list[str]) -> tuple[list, list]:
    """What gold has after all is decided, but for the times."""
    for place, choice in zip(list(review.waiting()), choices, strict=False):
        change = review.decide([place], RULINGS[choice])
        gold.apply(change)
        review.heard(change)
    records = [one._replace(created="", modified="") for one in (*gold.annotations, *gold.links)]
    entries = [
        one._replace(created="", modified="", body=tuple((key, in_any_order(value)) for key, value in one.body))
        for one in gold.entries("decisions")
    ]
    return sorted(records, key=lambda one: one.id), sorted(entries, key=lambda one: one.id)


@settings(max_examples=60)
@given(layers("a"), layers("b"), st.lists(st.sampled_from(sorted(RULINGS)), min_size=18, max_size=18))
def test_two_readers_gathered_leave_the_very_records_of_two_compared(a, b, choices):
    for one in (a, b):  # which of two equal annotations of one reader answers the other's is the same to everybody
        assume(len({told[1:6] for told in one.annotations}) == len(one.annotations))
    both = []
    for comparison in (None, gather([a, b])):
        gold = AnnotationStore(length=40)
        review = Review(
            a,
            b,
            text="x" * 40,
            text_sha256="",
            gold=gold,
            reviewer="max",
            comparison=comparison,  # type: ignore[arg-type]
        )
        both.append(told(review, gold, choices))
    assert both[0] == both[1]


@st.composite
def with_links(draw: st.DrawFn, name: str):
    """A layer with some links between its annotations."""
    own = draw(layers(name))
    ends = st.integers(0, max(0, len(own.annotations) - 1))
    drawn = draw(st.lists(st.tuples(ends, ends), max_size=4))
    return linked(own, *[("speaker", one, two) for one, two in dict.fromkeys(drawn) if one != two])


@settings(max_examples=80)
@given(*[with_links(name) for name in "abc"], st.lists(st.sampled_from("abc*-"), min_size=27, max_size=27))
def test_once_all_is_decided_nothing_waits_and_undo_takes_all_back(a, b, c, choices):
    ways = {"a": take("a"), "b": take("b"), "c": take("c"), "*": ALL, "-": REJECT}
    trial = Trial(a, b, c, text="x" * 40)
    trial.review.ends = frozenset(["actor"])
    states = trial.states()
    for choice in choices:
        if trial.waiting():
            trial.decide(ways[choice])
    assert trial.waiting() == []
    trial.open()
    assert trial.waiting() == []
    while trial.history.last_done is not None:
        step, _ = trial.history.undo(lambda change: True)
        trial.gold.apply(step.change.inverse())
        trial.review.heard(step.change.inverse())
    assert (trial.states(), list(trial.gold.annotations), trial.gold.entries("decisions")) == (states, [], [])


@settings(max_examples=80)
@given(*[layers(name) for name in "abc"], st.lists(st.sampled_from("abc*-"), min_size=27, max_size=27))
def test_once_all_is_decided_among_three_nothing_waits_between_any_two(a, b, c, choices):
    ways = {"a": take("a"), "b": take("b"), "c": take("c"), "*": ALL, "-": REJECT}
    trial = Trial(a, b, c, text="x" * 40)
    for choice in choices:
        if trial.waiting():
            trial.decide(ways[choice])
    for one, two in combinations((a, b, c) if trial.decisions() else (), 2):
        assert Trial(one, two, text="x" * 40, gold=trial.gold).waiting() == []


@pytest.mark.parametrize("count", [2, 3, 5])
def test_gold_that_was_settled_between_two_is_asked_of_the_others_only_where_they_differ(count):
    trial = Trial(spans("a", WIDE), spans("b", NARROW))
    trial.decide(take("a"))
    others = [spans(name, WIDE) for name in "cde"[: count - 2]]
    assert Trial(trial.a, trial.b, *others, gold=trial.gold).waiting() == []
    other = Trial(trial.a, trial.b, *others, spans("z", ("quote", 16, 33)), gold=trial.gold)
    assert other.waiting() == [0]
