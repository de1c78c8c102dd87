from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from analyst_app.review.review_board import ReviewBoard
from tests.review.readings import layers, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial

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
    assert [row.state for row in shown.rows] == trial.states()
    assert [row.decision for row in shown.rows] == [trial.review.decision(row.place) for row in shown.rows]
    for live, own in zip(shown.after, (a, b), strict=True):
        assert agreement_data(live.agreement) == counted_anew(trial, own)


def test_rows_alike_are_found_by_their_cause():
    a = spans("a", *(("claim", n * 10, n * 10 + 6) for n in range(3)), ("quote", 50, 60))
    _, shown = opened(a, spans("b"))
    ((cause, places), (other, _)) = shown.rows.groups()
    assert (cause.label, sorted(places), other.label) == ("claim or nothing", [0, 1, 2], "quote or nothing")
    assert shown.rows.alike(1) == [0, 1, 2]
    assert shown.rows.counts() == {"only_a": (4, 4)}


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
