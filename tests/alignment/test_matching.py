"""Tests of alignment.matching and alignment.least_cost: the pairs of two layers."""

from __future__ import annotations

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.least_cost import best_assignment
from analyst_app.alignment.matching import match, most_overlaps
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import overlap_share
from tests.review.readings import layers, spans


def ids(a, b, pairs):
    return {(a[row].id, b[other].id) for row, other in pairs}


def test_identical_annotations_answer_each_other():
    a, b = spans("a", ("claim", 0, 5), ("quote", 3, 9)), spans("b", ("quote", 3, 9), ("claim", 0, 5))
    assert ids(a.annotations, b.annotations, match(a.annotations, b.annotations).pairs) == {("a0", "b1"), ("a1", "b0")}


def test_a_greedy_trap_is_solved_for_the_greatest_sum_in_any_order():
    # The best single pair (a1, b0) leaves a0 and b1 with nothing.
    a = spans("a", ("claim", 0, 10), ("claim", 8, 20)).annotations
    b = spans("b", ("claim", 9, 20), ("claim", 19, 30)).annotations
    for one in permutations(a):
        for two in permutations(b):
            assert ids(one, two, match(one, two).pairs) == {("a0", "b0"), ("a1", "b1")}


def test_touching_spans_do_not_answer_each_other():
    a, b = spans("a", ("claim", 0, 5)).annotations, spans("b", ("claim", 5, 9)).annotations
    assert match(a, b).pairs == []
    assert most_overlaps([(0, 5)], [(5, 9)]) == 0


def test_the_same_tag_outweighs_a_better_overlap():
    a = spans("a", ("quote", 0, 10)).annotations
    b = spans("b", ("claim", 0, 10), ("quote", 8, 12)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b1")}


def test_equal_weights_go_to_the_earlier_span():
    a = spans("a", ("claim", 0, 10)).annotations
    b = spans("b", ("claim", 5, 10), ("claim", 0, 5)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b1")}


def test_equal_weights_of_one_start_go_to_the_shorter_span():
    a = spans("a", ("claim", 5, 15)).annotations
    b = spans("b", ("claim", 5, 25), ("claim", 5, 10)).annotations  # half of the union either way
    assert ids(a, b, match(a, b).pairs) == {("a0", "b1")}


def test_doubles_at_one_place_are_paired_by_content():
    a = spans("a", ("claim", 0, 5, {"kind": "x"}), ("claim", 0, 5, {"kind": "y"})).annotations
    b = spans("b", ("claim", 0, 5, {"kind": "y"}), ("claim", 0, 5, {"kind": "x"})).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b1"), ("a1", "b0")}


@given(layers("a"), layers("b"), st.randoms())
def test_the_order_of_the_lists_and_of_the_layers_does_not_matter(a, b, random):
    one, two = list(a.annotations), list(b.annotations)
    expected = ids(one, two, match(one, two).pairs)
    random.shuffle(one)
    random.shuffle(two)
    assert ids(one, two, match(one, two).pairs) == expected
    assert {(x, y) for y, x in ids(two, one, match(two, one).pairs)} == expected


def weight(one: Annotation, two: Annotation) -> float:
    share = overlap_share(one.span, two.span)
    return share + (one.tag == two.tag) if share else 0.0


def best_sum(a: list[Annotation], b: list[Annotation]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return max((sum(map(weight, a, chosen)) for chosen in permutations(b, len(a))), default=0.0)


@given(layers("a", most=5), layers("b", most=5))
def test_the_pairs_have_the_greatest_sum_of_all(a, b):
    found = sum(weight(a.annotations[x], b.annotations[y]) for x, y in match(a.annotations, b.annotations).pairs)
    assert abs(found - best_sum(a.annotations, b.annotations)) < 1e-6


@given(layers("a", most=5, tags=("claim",), length=12), layers("b", most=5, tags=("claim",), length=12))
def test_so_they_have_where_one_tag_lies_on_itself_again_and_again(a, b):
    found = sum(weight(a.annotations[x], b.annotations[y]) for x, y in match(a.annotations, b.annotations).pairs)
    assert abs(found - best_sum(a.annotations, b.annotations)) < 1e-6


def test_identical_ones_answer_others_where_that_makes_the_sum_greater():
    a = spans("a", ("claim", 0, 10), ("claim", 5, 10)).annotations
    b = spans("b", ("claim", 0, 10), ("claim", 0, 5)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b1"), ("a1", "b0")}
    b = spans("b", ("claim", 0, 10), ("quote", 0, 5)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b0")}


def test_so_they_do_behind_a_short_one_that_ends_before_them():
    a = spans("a", ("claim", 0, 1), ("claim", 5, 15), ("claim", 10, 20)).annotations
    b = spans("b", ("claim", 0, 1), ("claim", 10, 20), ("claim", 15, 30)).annotations
    # 1 + 1/3 and 1 + 1/4 together are more than the 2 of the identical ones.
    assert ids(a, b, match(a, b).pairs) == {("a0", "b0"), ("a1", "b1"), ("a2", "b2")}


def test_of_doubles_in_one_layer_only_the_smaller_id_is_paired():
    a, b = spans("a", ("claim", 0, 5), ("claim", 0, 5)).annotations, spans("b", ("claim", 0, 5)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b0")}
    assert ids(b, a, match(b, a).pairs) == {("b0", "a0")}


@given(layers("a"), layers("b"))
def test_every_pair_overlaps_and_nobody_is_in_two(a, b):
    pairs = match(a.annotations, b.annotations).pairs
    assert all(a.annotations[x].span.overlaps(b.annotations[y].span) for x, y in pairs)
    assert len({x for x, _ in pairs}) == len({y for _, y in pairs}) == len(pairs)


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), max_size=4))
def test_an_assignment_has_the_greatest_weight_of_all(rows):
    edges = [[(column, weight) for column, weight in enumerate(row) if weight] for row in rows]
    chosen = best_assignment(edges, 4)
    assert len({column for column in chosen if column >= 0}) == sum(column >= 0 for column in chosen)
    found = sum(dict(row)[column] for row, column in zip(edges, chosen, strict=True) if column >= 0)
    assert found == max(sum(row[c] for row, c in zip(rows, order, strict=False)) for order in permutations(range(4)))


def test_so_it_has_in_a_thousand_tables_in_which_rows_give_way_to_each_other():
    random = Random(1955)
    for _ in range(1_000):
        rows = [[random.choice((0, 1, 2, 3, 5, 8, 9)) for _ in range(5)] for _ in range(5)]
        edges = [[(column, weight) for column, weight in enumerate(row) if weight] for row in rows]
        chosen = [rows[row][column] for row, column in enumerate(best_assignment(edges, 5)) if column >= 0]
        every = [[row[c] for row, c in zip(rows, order, strict=True) if row[c]] for order in permutations(range(5))]
        best = max(map(sum, every))
        assert sum(chosen) == best
        assert len(chosen) == min(len(weights) for weights in every if sum(weights) == best)


def test_two_pairs_that_weigh_no_more_than_one_do_not_take_its_place():
    assert best_assignment([[(0, 4), (1, 8)], [(1, 4)]], 2) == [1, -1]
    assert best_assignment([[(1, 4)], [(0, 4), (1, 8)]], 2) == [-1, 1]
    assert best_assignment([[(0, 4), (1, 8)], [(1, 5)]], 2) == [0, 1]


def test_in_a_crowd_too_the_better_overlap_goes_before_the_earlier_start():
    a = spans("a", ("quote", 0, 1_000)).annotations
    b = spans("b", *(("claim", 10 * n, 10 * n + 5) for n in range(60)), ("claim", 700, 990)).annotations
    assert ids(a, b, match(a, b).pairs) == {("a0", "b60")}


@given(layers("a", most=5, tags=("claim",)), layers("b", most=5, tags=("claim",)))
def test_most_overlaps_is_the_largest_matching(a, b):
    one, two = [x.span for x in a.annotations], [x.span for x in b.annotations]
    few, many = sorted((one, two), key=len)
    best = max(sum(x.overlaps(y) for x, y in zip(few, order, strict=False)) for order in permutations(many))
    assert most_overlaps(one, two) == best


@given(layers("a", tags=("claim",), length=40), layers("b", tags=("claim",), length=40))
def test_a_matching_that_is_plainly_the_fullest_has_the_most_overlaps(a, b):
    matching = match(a.annotations, b.annotations)
    most = most_overlaps([x.span for x in a.annotations], [y.span for y in b.annotations])
    assert len(matching.pairs) == most or not matching.is_fullest


def test_pairs_side_by_side_are_plainly_the_fullest_matching_and_a_chain_is_not():
    a = spans("a", ("claim", 0, 10), ("claim", 20, 30), ("claim", 40, 50))
    b = spans("b", ("claim", 0, 10), ("claim", 22, 30), ("claim", 60, 70))
    assert match(a.annotations, b.annotations).is_fullest
    a = spans("a", ("claim", 0, 4), ("claim", 4, 90))
    b = spans("b", ("claim", 3, 91), ("claim", 92, 95))
    assert match(a.annotations, b.annotations).is_fullest
    chain_a = spans("a", ("claim", 0, 10), ("claim", 10, 20))
    chain_b = spans("b", ("claim", 9, 20), ("claim", 19, 40))
    # The best pairs of a chain need not be the most: only counting tells.
    assert (
        len(match(chain_a.annotations, chain_b.annotations).pairs)
        == 1 + match(chain_a.annotations, chain_b.annotations).is_fullest
    )
