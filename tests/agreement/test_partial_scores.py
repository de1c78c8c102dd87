from __future__ import annotations

import pytest

from analyst_app.agreement.partial_scores import partial_scores
from analyst_app.alignment.align import compare
from tests.review.readings import spans

# Segura-Bedmar et al. 2013: I right, II spurious, III missed, IV wrong tag, V wrong boundary, VI both wrong.
GOLD = spans(
    "gold", ("drug", 0, 10), ("drug", 40, 50), ("drug", 60, 70), ("drug", 80, 90), ("drug", 100, 110)
)  # I, III, IV, V, VI
SYSTEM = spans(
    "system", ("drug", 0, 10), ("drug", 20, 30), ("brand", 60, 70), ("drug", 80, 95), ("brand", 100, 115)
)  # I, II, IV, V, VI


def test_the_six_cases_of_semeval_2013_score_2_4_6_4():
    scores = partial_scores(compare(GOLD, SYSTEM).differences)
    values = [scores[name].value for name in ("strict", "exact", "partial", "type")]
    assert values == pytest.approx([0.2, 0.4, 0.6, 0.4])


def test_the_six_cases_are_six_kinds_of_difference():
    kinds = [difference.kind for difference in compare(GOLD, SYSTEM).differences]
    assert kinds == ["same", "only_b", "only_a", "tag", "boundary", "boundary_tag"]


def test_an_exact_span_counts_one_and_each_overlapping_one_a_half():
    gold = spans("gold", ("drug", 0, 10), ("drug", 20, 30), ("drug", 40, 50))
    system = spans("system", ("drug", 0, 10), ("drug", 20, 35), ("drug", 40, 55))
    partial = partial_scores(compare(gold, system).differences)["partial"]
    assert partial.value == pytest.approx((1 + 2 * 0.5) / 3)


def test_without_spans_the_scores_are_undefined():
    assert all(score.value is None for score in partial_scores([]).values())
