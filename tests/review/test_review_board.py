"""Tests of review.review_board and review.difference_rows: rows and figures follow each decision."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.core.history import Step
from analyst_app.core.store import AnnotationStore, Change, key_of
from analyst_app.errors import ChangeRefused
from analyst_app.resources import built_in_codebook
from analyst_app.review.decisions import Ruling
from analyst_app.review.difference_rows import Rows
from analyst_app.review.review_board import ReviewBoard
from tests.review.readings import layers, linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, TEXT, Trial

SCOPE = Scope.of(Codebook.from_data(built_in_codebook()))


def opened(a, b):
    trial = Trial(a, b)
    shown = ReviewBoard(trial.review)
    shown.take(shown.measure(shown.snapshot(), SCOPE))
    return trial, shown


def make(trial, shown, change):
    trial.make(change)
    return shown.heard(change)


def counted_anew(trial, own):
    shared = trial.review.shared_part().change
    gold = Reading(
        "gold",
        [*trial.gold.annotations, *(one for one in shared.added if hasattr(one, "tag"))],
        [*trial.gold.links, *(one for one in shared.added if hasattr(one, "role"))],
    )
    agreement = Agreement((own.layer, "gold"), SCOPE)
    agreement.add(tally([own, gold], len(trial.text)))
    return agreement_data(agreement)


def test_what_both_share_counts_from_the_beginning():
    trial, shown = opened(spans("a", ("claim", 0, 9)), spans("b", ("claim", 0, 9), ("quote", 10, 20)))
    assert shown.after[0].agreement.overall().figures["f1_exact"].value == 1
    make(trial, shown, trial.review.decide([1], TAKE_B))
    assert shown.before.overall().figures["f1_exact"].value == 2 / 3
    assert shown.after[1].agreement.overall().figures["f1_exact"].value == 1


@given(
    layers("a"),
    layers("b"),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT, None)))),
)
def test_rows_and_figures_follow_every_decision_and_undo(a, b, steps):
    trial, shown = opened(a, b)
    for number, choice in steps:
        if choice is None:
            step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
            if step is not None:
                trial.gold.apply(step.change.inverse())
                trial.review.heard(step.change.inverse())
                shown.heard(step.change.inverse())
        elif shown.rows:
            make(trial, shown, trial.review.decide([number % len(shown.rows)], choice))
        if number % 3 == 0:
            shown.catch_up()  # after one change, or several
    assert [row.state for row in shown.rows] == trial.states()
    assert [row.decision for row in shown.rows] == [trial.review.decision(row.place) for row in shown.rows]
    for live, own in zip(shown.after, (a, b), strict=True):
        assert agreement_data(live.agreement) == counted_anew(trial, own)


def test_the_figures_of_links_follow_what_gold_has_of_them():
    quote, name, wide = ("quote", 16, 35), ("actor", 0, 10), ("quote", 66, 80)
    a = linked(spans("a", quote, name, wide), ("speaker", 0, 1), ("speaker", 2, 1))
    b = linked(spans("b", quote, name, ("quote", 66, 78)), ("speaker", 0, 1))
    trial, shown = opened(a, b)

    def links():  # of each layer with gold: the pairs that agree, and the links of both sides
        return [live.agreement.links()["speaker"][1:] for live in shown.after]

    assert links() == [(1, 3), (1, 2)]  # gold is to get the one link that both have
    make(trial, shown, trial.review.decide([2], TAKE_A))
    assert links() == [(2, 4), (1, 3)]
    make(trial, shown, trial.review.decide([2], REJECT))
    assert links() == [(1, 3), (1, 2)]
    (link,) = trial.gold.links
    make(trial, shown, Change((link,), ()))  # the reviewer takes it out by hand: no decision brings it again
    assert links() == [(0, 2), (0, 1)]
    make(trial, shown, Change((), (link,)))
    assert links() == [(1, 3), (1, 2)]


def test_rows_alike_are_found_by_their_cause():
    a = spans("a", *(("claim", n * 10, n * 10 + 6) for n in range(3)), ("quote", 50, 60))
    trial, shown = opened(a, spans("b"))
    ((cause, places), (other, _)) = shown.rows.groups()
    assert (cause.label, sorted(places), other.label) == (
        "claim or nothing (only A)",
        [0, 1, 2],
        "quote or nothing (only A)",
    )
    assert shown.rows.alike(1) == [0, 1, 2]
    assert shown.rows.counts() == {"only_a": (4, 4)}
    make(trial, shown, trial.review.decide([0, 1], TAKE_A))
    assert [sorted(places) for _, places in shown.rows.groups()] == [[2], [3]], "of equal ones the first comes first"
    make(trial, shown, trial.review.decide([2], TAKE_A))
    make(trial, shown, trial.review.reopen(1))
    assert [sorted(places) for _, places in shown.rows.groups()] == [[1], [3]]


def test_the_figures_follow_several_decisions_at_once_when_they_are_asked_for(monkeypatch):
    spots = [("claim", 0, 9), ("quote", 10, 20)]
    trial, shown = opened(spans("a", *spots), spans("b"))
    asked = []
    monkeypatch.setattr("analyst_app.agreement.live_agreement.tally", lambda *given: asked.append(1) or tally(*given))
    for place in range(len(spots)):
        make(trial, shown, trial.review.decide([place], TAKE_A))
    assert asked == []
    assert agreement_data(shown.after[0].agreement) == counted_anew(trial, trial.a)
    assert len(asked) == 2  # the one part of the text, for each of the two layers


def test_what_is_decided_while_the_figures_are_made_is_in_them():
    trial = Trial(spans("a", ("claim", 0, 9), ("quote", 12, 20)), spans("b", ("claim", 0, 9)))
    shown = ReviewBoard(trial.review)
    figures = shown.measure(shown.snapshot(), SCOPE)
    make(trial, shown, trial.review.decide([1], TAKE_A))
    shown.take(figures)
    assert agreement_data(shown.after[0].agreement) == counted_anew(trial, trial.a)


def test_after_a_large_step_the_figures_are_measured_anew_and_older_ones_are_not_taken():
    claims = [("claim", n * 10, n * 10 + 6) for n in range(300)]
    trial = Trial(spans("a", *claims), spans("b", ("quote", 3_100, 3_110)), text="A word or two. " * 250)
    shown = ReviewBoard(trial.review)
    early = shown.measure(shown.snapshot(), SCOPE)
    shown.take(early)
    make(trial, shown, trial.review.decide(range(300), TAKE_A))
    assert shown.is_behind
    snapshot = shown.snapshot()
    shown.take(early)
    assert shown.is_behind
    make(trial, shown, trial.review.decide([300], TAKE_B))
    shown.take(shown.measure(snapshot, SCOPE))
    assert not shown.is_behind
    assert agreement_data(shown.after[0].agreement) == counted_anew(trial, trial.a)
    assert agreement_data(shown.after[1].agreement) == counted_anew(trial, trial.b)


def test_of_the_same_claim_twice_in_one_layer_both_rows_follow_the_decision_about_one():
    trial, shown = opened(spans("a", ("claim", 0, 9)), spans("b", ("claim", 0, 9), ("claim", 0, 9)))
    assert [row.state for row in shown.rows] == ["agreed", "open"]
    assert make(trial, shown, trial.review.decide([0], BOTH)) == {0, 1}
    assert [row.state for row in shown.rows] == trial.states() == ["settled", "agreed"]
    trial.open()
    assert trial.states() == ["settled", "agreed"]


def test_the_only_claim_that_both_share_is_still_in_gold_after_its_correction_was_undone():
    trial, shown = opened(spans("a", ("claim", 0, 9)), spans("b", ("claim", 0, 9), ("quote", 12, 20)))
    make(trial, shown, trial.review.decide([1], TAKE_B))
    (held,) = trial.review.gold_of(0)
    wider = Ruling("own", ("a",), own=(held._replace(end=11),))
    make(trial, shown, trial.review.decide([0], wider))
    assert [one.end for one in trial.review.gold_of(0)] == [11]
    undone = trial.history.undo(lambda change: True)[0].change.inverse()
    trial.gold.apply(undone)
    shown.heard(undone)
    assert trial.review.gold_of(0) == [held]
    assert not trial.review.is_plain(0)


ROLES = ("speaker", "to")


def layer_with_doubles(random: Random, name: str, items: list[tuple]):
    """A layer with most of the items, some of them twice, and some of its own, linked at random."""
    own = [one for one in items if random.random() < 0.8] + [one for one in items if random.random() < 0.25]
    for _ in range(random.randrange(3)):
        own.append(item(random, random.randrange(30)))
    ends = range(len(own))
    links = {(random.choice(ROLES), random.choice(ends), random.choice(ends)) for _ in ends if random.random() < 0.5}
    return linked(spans(name, *own), *sorted(link for link in links if link[1] != link[2]))


def item(random: Random, start: int) -> tuple:
    values = random.choice(({}, {"kind": "x"}))
    return random.choice(("claim", "quote", "actor")), start, start + random.randint(1, 6), values


def two_layers(random: Random):
    items = [item(random, random.randrange(20)) for _ in range(random.randint(1, 5))]
    return layer_with_doubles(random, "a", items), layer_with_doubles(random, "b", items)


def decided_on_two_machines(random: Random) -> Trial:
    """A review whose gold holds what was decided here and what was decided elsewhere, of other layers in part."""
    a, b = two_layers(random)
    other_a, other_b = two_layers(random)
    trials = Trial(a, random.choice((b, other_b))), Trial(random.choice((a, other_a)), b)
    held = {}
    for trial in trials:
        for _ in range(random.randrange(3)):
            if trial.review.differences:
                trial.decide(ruling(random, trial, 0), random.randrange(len(trial.review.differences)))
        held |= {key_of(one): one for one in (*trial.gold.annotations, *trial.gold.entries("decisions"))}
    ids = {record_id for _, record_id in held}
    links = [link for trial in trials for link in trial.gold.links if {link.from_id, link.to_id} <= ids]
    return Trial(
        a, b, gold=AnnotationStore([*held.values(), *{one.id: one for one in links}.values()], length=len(TEXT))
    )


def ruling(random: Random, trial: Trial, place: int) -> Ruling:
    found = random.choice((TAKE_A, TAKE_B, BOTH, REJECT, None))
    if found is not None:
        return found
    difference = trial.review.differences[place]
    one = random.choice(difference.a + difference.b or tuple(difference.gold))
    return Ruling("own", random.choice((("a",), ("b",), ())), own=(one._replace(end=one.end + 1),))


def step(random: Random, trial: Trial) -> Change:
    """Something that a reviewer does, or undoes."""
    place, done = random.randrange(len(trial.review.differences)), random.randrange(9)
    if done == 0 and (undone := trial.history.undo(lambda change: trial.gold.refusal(change) is None)[0]) is not None:
        trial.gold.apply(undone.change.inverse())
        return undone.change.inverse()
    if done == 1:
        change = trial.review.reopen(place)
    elif done == 2:
        change = trial.review.keep([place])
    elif done == 3:
        change = trial.review.discuss(place, "why?")
    else:
        change = trial.review.decide([place], ruling(random, trial, place))
    trial.gold.apply(change)
    trial.history.record(Step("step", change))
    return change


def seen(trial: Trial) -> list[tuple]:
    review = trial.review
    return [
        (review.state(place), review.decision(place), review.gold_of(place), review.is_plain(place))
        for place in range(len(review.differences))
    ]


@settings(max_examples=400)
@given(st.integers(0, 1 << 40), st.booleans())
def test_a_review_that_heard_every_step_says_what_one_opened_anew_says(seed, is_merged):
    random = Random(seed)
    trial = decided_on_two_machines(random) if is_merged else Trial(*two_layers(random))
    rows = Rows(trial.review)
    for _ in range(random.randint(1, 7) if len(rows) else 0):
        try:
            change = step(random, trial)
        except ChangeRefused:
            return  # the person is told so, and nothing has changed
        for place in trial.review.heard(change):
            rows.renew(place)
        heard, review = seen(trial), trial.review
        assert [row.state for row in rows] == trial.states()
        anew = trial.open()
        if len(anew.differences) != len(review.differences):
            return  # something came adrift, which has a row only when it is opened
        # Rows keep their places while a person works; opened anew, two at one place may stand the other way round.
        assert sorted(seen(trial), key=repr) == sorted(heard, key=repr)
        trial.review = review
