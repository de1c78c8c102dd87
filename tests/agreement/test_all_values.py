"""Tests of agreement.all_values: u-alpha over all values at once, against Krippendorff's figures and definitions."""

from __future__ import annotations

import pytest
from hypothesis import given

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.all_values import NOT_SHARED, ValueSums, value_sums
from analyst_app.agreement.measures import NOBODY, ONE_VALUE
from analyst_app.agreement.tally import FiguresWanted, tally
from tests.agreement.paper_measures import unitizing_alpha
from tests.agreement.test_measures import CONTINUUM
from tests.review.readings import LENGTH, layers, spans


def stretches(units):
    """An observer's units as ``value_sums`` takes them: by tag."""
    found = {}
    for start, end, value in units:
        found.setdefault(str(value), []).append((start, end))
    return found


def figures(observers, length):
    return value_sums([stretches(units) for units in observers], length).figures()


def test_the_three_figures_are_those_of_krippendorff_2019_figure_12_11():
    found = figures(CONTINUUM, 60)
    assert found["u_alpha"].value == pytest.approx(0.510, abs=0.0005)
    assert found["binary_alpha"].value == pytest.approx(0.413, abs=0.001)
    assert found["cu_alpha"].value == pytest.approx(0.724, abs=0.0005)


def test_articles_are_added_up_as_if_they_were_one_text_after_the_other():
    whole = ValueSums()
    cut = 30  # no unit lies across
    for first, last in ((0, cut), (cut, 60)):
        part = [[(s - first, e - first, v) for s, e, v in units if first <= s < last] for units in CONTINUUM]
        whole.add(value_sums([stretches(units) for units in part], last - first))
    together = figures(CONTINUUM, 60)
    found = whole.figures()
    assert found["u_alpha"].value == pytest.approx(together["u_alpha"].value)
    assert found["binary_alpha"].value == pytest.approx(together["binary_alpha"].value)
    assert found["cu_alpha"].value == pytest.approx(together["cu_alpha"].value)


@given(layers("a"), layers("b"), layers("c"))
def test_of_units_that_do_not_overlap_it_is_the_papers_definition(a, b, c):
    observers = []
    for reading in (a, b, c):
        units, end = [], 0
        for one in sorted(reading.annotations, key=lambda one: one.start):
            if one.start >= end:
                units.append((one.start, one.end, one.tag))
                end = one.end
        observers.append(units)
    expected = unitizing_alpha(observers, LENGTH)
    found = figures(observers, LENGTH)["u_alpha"]
    assert found.value == (None if expected.value is None else pytest.approx(expected.value))
    binary = unitizing_alpha([[(start, end, "any") for start, end, _ in units] for units in observers], LENGTH)
    found = figures(observers, LENGTH)["binary_alpha"]
    assert found.value == (None if binary.value is None else pytest.approx(binary.value))


def test_two_tags_on_one_stretch_are_a_value_of_their_own():
    # A quote with the actor named in it: three stretches, the middle one with both tags.
    both = {"quote": [(0, 20)], "actor": [(5, 9)]}
    split = {"quote": [(0, 5), (9, 20)], "actor and quote": [(5, 9)]}
    other = {"quote": [(0, 20)]}
    assert value_sums([both, other], 40).figures() == value_sums([split, other], 40).figures()


def test_undefined_is_said_with_its_reason():
    nobody = figures([[], []], 10)
    assert nobody == {"u_alpha": (None, NOBODY), "binary_alpha": (None, NOBODY), "cu_alpha": (None, NOT_SHARED)}
    apart = figures([[(0, 4, "x")], [(6, 9, "y")]], 10)
    assert apart["cu_alpha"] == (None, NOT_SHARED)
    assert figures([[(0, 4, "x")], [(0, 4, "x")]], 10)["cu_alpha"] == (None, ONE_VALUE)
    assert figures([], 0)["u_alpha"] == (None, NOBODY)


def test_helpers_and_what_is_skipped_stay_out():
    scope = Scope(("claim", "cue", "skip"), frozenset({"cue", "skip"}))
    made = Agreement(("a", "b"), scope)
    a = spans("a", ("claim", 0, 10), ("cue", 12, 15), ("skip", 30, 40))
    b = spans("b", ("claim", 0, 8))
    made.add(tally([a, b], 40, scope.skip, FiguresWanted(scope.helpers, tags_met=True)))
    expected = figures([[(0, 10, "claim")], [(0, 8, "claim")]], 30)
    assert made.all_values()["u_alpha"].value == pytest.approx(expected["u_alpha"].value)


def test_tags_that_met_are_counted_once_each_and_what_is_alone_meets_nothing():
    scope = Scope(("claim", "quote", "actor", "skip"), frozenset({"skip"}))
    made = Agreement(("a", "b"), scope)
    a = spans("a", ("claim", 0, 10), ("claim", 20, 25), ("actor", 30, 33))
    b = spans("b", ("claim", 0, 9), ("quote", 19, 26), ("quote", 36, 39))
    made.add(tally([a, b], 40, scope.skip, FiguresWanted(scope.helpers, tags_met=True)))
    expected = {("claim", "claim"): 1, ("claim", "quote"): 1, ("actor", ""): 1, ("", "quote"): 1}
    assert made.tags_met("a", "b") == expected


@given(layers("a"), layers("b"))
def test_every_span_is_in_the_confusion_table_once(a, b):
    made = tally([a, b], LENGTH, frozenset(), FiguresWanted(tags_met=True)).pairs["a", "b"].tags
    assert sum(number for (mine, _), number in made.items() if mine) == len(a.annotations)
    assert sum(number for (_, theirs), number in made.items() if theirs) == len(b.annotations)
