"""The literature's worked examples with the values that it prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.measures import (
    NOBODY,
    ONE_VALUE,
    Characters,
    ac1,
    alpha,
    f1,
    kappa,
    pair_alpha,
    u_alpha,
)
from tests.agreement.paper_measures import cohens_kappa, nominal_alpha, unitizing_alpha

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: 4 observers, 12 units; 0 = missing.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
)

# Artstein & Poesio 2008, "Inter-coder agreement for computational linguistics", table 1: statements, requests.
DIALOGUE = ((20, 20), (10, 50))

# Krippendorff 2019, Content Analysis, 4th ed., figure 12.11: three observers, a continuum of 60.
CONTINUUM = (
    ((0, 7, 1), (7, 13, 2), (30, 32, 5), (32, 37, 6), (37, 44, 6), (44, 60, 7)),
    ((0, 7, 1), (7, 13, 3), (13, 21, 5), (32, 44, 6)),
    ((0, 7, 1), (7, 13, 4), (13, 21, 5), (32, 37, 6), (37, 41, 6), (41, 44, 6)),
)


def test_nominal_alpha_is_743_in_krippendorff_2011():
    units = [[value for value in unit if value] for unit in zip(*OBSERVERS, strict=True)]
    assert nominal_alpha(units).value == pytest.approx(0.743, abs=0.0005)


def test_kappa_is_348_and_alpha_344_in_artstein_and_poesio_2008():
    assert cohens_kappa(DIALOGUE).value == pytest.approx(0.348, abs=0.0005)
    counts = {(one, two): DIALOGUE[one][two] for one in (0, 1) for two in (0, 1)}
    assert pair_alpha(counts).value == pytest.approx(0.344, abs=0.0005)
    units = [pair for pair, number in counts.items() for _ in range(number)]
    assert nominal_alpha(units).value == pytest.approx(0.344, abs=0.0005)


def test_u_alpha_is_510_in_krippendorff_2019():
    assert unitizing_alpha(CONTINUUM, 60).value == pytest.approx(0.510, abs=0.0005)


def test_ac1_is_94_in_gwet_2008_where_kappa_is_below_zero():
    # Gwet 2008, table 1: of 125 subjects both raters call 118 positive, one of them alone 5, the other alone 2.
    assert ac1([(125, 118 + 5, 118 + 2, 118)]).value == pytest.approx(0.941, abs=0.0005)
    assert cohens_kappa([[118, 5], [2, 0]]).value == pytest.approx(-0.023, abs=0.0005)


def test_the_sums_of_characters_give_the_same_as_the_definitions():
    # A marks [0, 10) and [20, 26), B marks [2, 10) and [30, 33) of 50 characters.
    a = [1] * 10 + [0] * 10 + [1] * 6 + [0] * 24
    b = [0] * 2 + [1] * 8 + [0] * 20 + [1] * 3 + [0] * 17
    sums = Characters(100, 27, 16, 100 + 36 + 64 + 9)
    assert alpha([sums]).value == pytest.approx(nominal_alpha(zip(a, b, strict=True)).value)
    units = (((0, 10, "x"), (20, 26, "x")), ((2, 10, "x"), (30, 33, "x")))
    assert u_alpha([sums]).value == pytest.approx(unitizing_alpha(units, 50).value)
    table = [[sum(x == p and y == q for x, y in zip(a, b, strict=True)) for q in (0, 1)] for p in (0, 1)]
    assert kappa([(50, 16, 11, 8)]).value == pytest.approx(cohens_kappa(table).value)


def test_undefined_is_said_with_its_reason_and_never_a_number():
    assert f1(0, 0) == (None, NOBODY)
    assert kappa([(50, 0, 0, 0)]) == (None, NOBODY)
    assert kappa([(50, 50, 50, 50)]) == (None, ONE_VALUE)
    assert cohens_kappa([[5, 0], [0, 0]]) == (None, ONE_VALUE)
    assert cohens_kappa([[0, 0], [0, 0]]) == (None, NOBODY)
    for measure in (alpha, u_alpha):
        assert measure([Characters(100, 0, 0, 0)]) == (None, NOBODY)
        assert measure([Characters(100, 100, 100, 5000)]) == (None, ONE_VALUE)
        assert measure([]) == (None, NOBODY)
        assert measure([Characters(0, 0, 0, 0)]) == (None, NOBODY)
    assert nominal_alpha([["x", "x"], ["x", "x"]]) == (None, ONE_VALUE)
    assert nominal_alpha([["x"], []]).value is None
    assert pair_alpha({("x", "x"): 3}) == (None, ONE_VALUE)
    assert pair_alpha({}).value is None
    assert unitizing_alpha(((), ()), 10) == (None, NOBODY)
    assert unitizing_alpha((((0, 10, "x"),), ((0, 10, "x"),)), 10).value is None


def test_pooling_leaves_out_what_nobody_used():
    used = Characters(100, 27, 16, 209)
    assert alpha([used, Characters(100, 0, 0, 0)]) == alpha([used])


def test_full_agreement_is_one_and_opposite_marks_are_below_zero():
    assert alpha([Characters(100, 40, 40, 800)]).value == 1
    assert ac1([(50, 20, 20, 20)]).value == 1
    assert ac1([(50, 50, 50, 50)]).value == 1  # chance never agrees in more than half of all cases
    assert ac1([(0, 0, 0, 0)]) == (None, NOBODY)
    assert ac1([(50, 0, 0, 0)]) == (None, NOBODY)
    assert kappa([(50, 20, 20, 20)]).value == 1
    assert kappa([(50, 25, 25, 0)]).value == -1
    assert f1(3, 6).value == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_pair_alpha_is_nominal_alpha_of_two_observers(units):
    counts = {}
    for pair in units:
        counts[pair] = counts.get(pair, 0) + 1
    assert pair_alpha(counts).value == pytest.approx(nominal_alpha(units).value)


def test_of_a_text_of_one_character_the_definitions_hold_too():
    # One of two observers tagged the only character: as much disagreement as chance gives, so 0.
    assert alpha([Characters(2, 1, 0.0, 1)]).value == nominal_alpha([[1, 0]]).value == 0


def test_of_a_text_without_characters_there_is_no_kappa():
    assert kappa([(0, 0, 0, 0)]) == (None, NOBODY)


def test_kappa_of_two_characters_of_which_both_tag_the_same_is_one():
    assert kappa([(2, 1, 1, 1)]).value == 1
