"""One reading checked alone, and the articles that are drawn.

Tests of review.one_reading, and of review.settling where nobody stands against a reading.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyst_app.alignment.align import Reading
from analyst_app.review.decisions import Ruling
from analyst_app.review.one_reading import NOBODY, Sampling, lone_reader, readers_to_check
from tests.review.readings import linked, spans
from tests.review.trial import Trial

RIGHT = Ruling("take", ("a",))
WRONG = Ruling("take", (NOBODY,), "too wide")


def alone() -> Trial:
    """A quote with its speaker, and a second actor whom nothing needs."""
    reading = linked(spans("a", ("quote", 16, 35), ("actor", 0, 10), ("actor", 41, 50)), ("speaker", 0, 1))
    return Trial(reading, Reading(NOBODY, [], []))


def place_of(trial: Trial, tag: str, start: int) -> int:
    rows = enumerate(trial.review.differences)
    return next(n for n, row in rows if (row.a[0].tag, row.a[0].start) == (tag, start))


def test_every_annotation_waits_by_itself_and_none_is_shared() -> None:
    trial = alone()
    assert trial.review.is_check
    assert trial.states() == ["open"] * 3
    assert not trial.review.shared_part().places


def test_a_right_quote_brings_its_speaker_and_nothing_else() -> None:
    trial = alone()
    trial.decide(RIGHT, place_of(trial, "quote", 16))
    assert [span[:2] for span in trial.spans()] == [("actor", 0), ("quote", 16)]
    assert len(trial.links()) == 1
    assert [trial.review.differences[n].a[0].start for n in trial.waiting()] == [41]


def test_a_wrong_quote_drops_the_speaker_that_only_it_needed_and_says_no_reason_for_that() -> None:
    trial = alone()
    trial.review.ends = frozenset(("actor",))
    trial.decide(WRONG, place_of(trial, "quote", 16))
    assert not trial.spans()
    assert {(one.verdict, one.reason) for one in trial.decisions()} == {("reject", "too wide"), ("reject", "")}
    assert [trial.review.differences[n].a[0].start for n in trial.waiting()] == [41]


def test_a_link_that_the_reviewer_gives_takes_the_place_of_hers() -> None:
    trial = alone()
    quote, other = place_of(trial, "quote", 16), place_of(trial, "actor", 41)
    own = trial.review.differences[quote].a
    target = trial.review.refs(trial.review.differences[other])[0]
    trial.decide(Ruling("own", (), own=own, links=(("speaker", target),)), quote)
    assert {link[2][1] for link in trial.links()} == {41}
    trial.decide(RIGHT, place_of(trial, "actor", 0))  # her speaker is right as an actor: it is not linked again
    assert {link[2][1] for link in trial.links()} == {41}
    trial.decide(RIGHT, quote)  # second thoughts
    assert {link[2][1] for link in trial.links()} == {0}
    trial.make(trial.review.reopen(quote))
    assert not trial.links()


def test_an_empty_set_of_links_leaves_the_quote_without_one() -> None:
    trial = alone()
    quote = place_of(trial, "quote", 16)
    trial.decide(Ruling("own", (), own=trial.review.differences[quote].a, links=()), quote)
    assert trial.spans()
    assert not trial.links()


def test_the_same_seed_draws_the_same_articles_in_whatever_order_they_are_listed() -> None:
    names = [f"{n:02}.txt" for n in range(40)]
    drawn = Sampling(5, seed=1).of(names)
    assert len(drawn) == 8
    assert drawn == Sampling(5, seed=1).of(names[::-1])
    gaps = {names.index(b) - names.index(a) for a, b in pairwise(drawn)}
    assert gaps == {5}
    assert len({tuple(Sampling(5, seed=seed).of(names)) for seed in range(1, 50)}) == 5  # each begins somewhere


@pytest.mark.parametrize(
    ("names", "step", "count"), [([], 5, 0), (["a"], 5, 1), (["a", "b"], 5, 1), (["a", "b"], 1, 2)]
)
def test_few_articles_are_drawn_from_too(names: list[str], step: int, count: int) -> None:
    assert len(Sampling(step).of(names)) == count


def test_the_draw_says_how_it_was_made() -> None:
    draw = Sampling(5, seed=7)
    told = draw.words(40)
    assert "8 of 40 articles" in told
    assert "one of every 5" in told
    assert f"number {draw.first(40)}" in told
    assert "seed 7" in told


def test_whose_reading_can_be_checked() -> None:
    layers = {"max": ("in_progress", 0), "alice": ("done", 3), "gold-zoe": ("in_progress", 9)}
    assert lone_reader(layers, "max") == "alice"
    assert list(readers_to_check({**layers, "max": ("done", 2), "bob": ("in_progress", 1)}, "max")) == [
        "alice",
        "bob",
        "max",
    ]
    assert lone_reader({"max": ("done", 4)}, "max") == ""
    assert lone_reader({**layers, "bob": ("done", 1)}, "max") == ""
