from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from analyst_app.review.review_desk import ReviewDesk
from tests.review.desk import BOTH, REJECT, TAKE_A, TAKE_B, Desk
from tests.review.readings import layers, spans

SCOPE = Scope.of(Codebook.from_data(built_in_codebook()))


def opened(a, b):
    desk = Desk(a, b)
    shown = ReviewDesk(desk.review)
    shown.take(shown.measure(shown.snapshot(), SCOPE))
    return desk, shown


def make(desk, shown, change):
    desk.make(change)
    return shown.heard(change)


def counted_anew(desk, own):
    shared = desk.review.shared()
    gold = Reading(
        "gold",
        [*desk.gold.annotations, *(one for one in shared.added if hasattr(one, "tag"))],
        [*desk.gold.links, *(one for one in shared.added if hasattr(one, "role"))],
    )
    agreement = Agreement((own.layer, "gold"), SCOPE)
    agreement.add(tally([own, gold], len(desk.text)))
    return agreement_data(agreement)


def test_what_both_share_counts_from_the_beginning():
    desk, shown = opened(spans("a", ("claim", 0, 9)), spans("b", ("claim", 0, 9), ("quote", 10, 20)))
    assert shown.after[0].agreement.overall().figures["f1_exact"].value == 1
    make(desk, shown, desk.review.decide([1], TAKE_B))
    assert shown.before.overall().figures["f1_exact"].value == 2 / 3
    assert shown.after[1].agreement.overall().figures["f1_exact"].value == 1


@given(
    layers("a"),
    layers("b"),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT, None)))),
)
def test_rows_and_figures_follow_every_decision_and_undo(a, b, steps):
    desk, shown = opened(a, b)
    for number, choice in steps:
        if choice is None:
            step, _ = desk.history.undo(lambda change: desk.gold.refusal(change) is None)
            if step is not None:
                desk.gold.apply(step.change.inverse())
                desk.review.heard(step.change.inverse())
                shown.heard(step.change.inverse())
        elif shown.rows:
            make(desk, shown, desk.review.decide([number % len(shown.rows)], choice))
    assert [row.state for row in shown.rows] == desk.states()
    assert [row.decision for row in shown.rows] == [desk.review.decision(row.place) for row in shown.rows]
    for live, own in zip(shown.after, (a, b), strict=True):
        assert agreement_data(live.agreement) == counted_anew(desk, own)


def test_rows_alike_are_found_by_their_cause():
    a = spans("a", *(("claim", n * 10, n * 10 + 6) for n in range(3)), ("quote", 50, 60))
    _, shown = opened(a, spans("b"))
    ((cause, places), (other, _)) = shown.rows.groups()
    assert (cause.label, sorted(places), other.label) == ("claim or nothing", [0, 1, 2], "quote or nothing")
    assert shown.rows.alike(1) == [0, 1, 2]
    assert shown.rows.counts() == {"only_a": (4, 4)}


def test_what_is_decided_while_the_figures_are_made_is_in_them():
    desk = Desk(spans("a", ("claim", 0, 9), ("quote", 12, 20)), spans("b", ("claim", 0, 9)))
    shown = ReviewDesk(desk.review)
    figures = shown.measure(shown.snapshot(), SCOPE)
    make(desk, shown, desk.review.decide([1], TAKE_A))
    shown.take(figures)
    assert agreement_data(shown.after[0].agreement) == counted_anew(desk, desk.a)


def test_after_a_large_step_the_figures_are_measured_anew_and_older_ones_are_not_taken():
    claims = [("claim", n * 10, n * 10 + 6) for n in range(300)]
    desk = Desk(spans("a", *claims), spans("b", ("quote", 3_100, 3_110)), text="A word or two. " * 250)
    shown = ReviewDesk(desk.review)
    early = shown.measure(shown.snapshot(), SCOPE)
    shown.take(early)
    make(desk, shown, desk.review.decide(range(300), TAKE_A))
    assert shown.is_behind
    snapshot = shown.snapshot()
    shown.take(early)
    assert shown.is_behind
    make(desk, shown, desk.review.decide([300], TAKE_B))
    shown.take(shown.measure(snapshot, SCOPE))
    assert not shown.is_behind
    assert agreement_data(shown.after[0].agreement) == counted_anew(desk, desk.a)
    assert agreement_data(shown.after[1].agreement) == counted_anew(desk, desk.b)
