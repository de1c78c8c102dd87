"""Tests of alignment.align and alignment.link_alignment: two layers as typed differences."""

from __future__ import annotations

import pytest
from hypothesis import given

from analyst_app.alignment.align import KINDS, Reading, compare
from analyst_app.core.annotation import Annotation
from tests.review.readings import layers, linked, spans


def only(a, b):
    (difference,) = compare(a, b).differences
    return difference


@pytest.mark.parametrize(
    ("b", "kind", "facet"),
    [
        (("claim", 2, 10, {"kind": "x"}, "n"), "same", None),
        (("claim", 2, 12, {"kind": "x"}, "n"), "boundary", "boundary"),
        (("quote", 2, 10, {"kind": "x"}, "n"), "tag", "tag"),
        (("quote", 0, 10, {"kind": "x"}, "n"), "boundary_tag", "tag"),
        (("claim", 2, 10, {"kind": "y"}, "n"), "attribute", "attributes"),
        (("claim", 2, 10, {"kind": "x"}, "other"), "note", "note"),
    ],
)
def test_each_kind_of_difference_is_told_with_its_facets(b, kind, facet):
    difference = only(spans("a", ("claim", 2, 10, {"kind": "x"}, "n")), spans("b", b))
    assert difference.kind == kind
    assert facet is None or facet in difference.details


def test_a_moved_boundary_is_one_difference_that_shows_the_differing_characters():
    difference = only(spans("a", ("claim", 2, 10)), spans("b", ("claim", 4, 13)))
    assert difference.details["boundary"] == {
        "start": 2, "end": 3, "overlap": round(6 / 11, 4), "only_a": [[2, 4]], "only_b": [[10, 13]]
    }  # fmt: skip


def test_all_facets_are_told_whichever_names_the_kind():
    difference = only(spans("a", ("claim", 2, 10, {"kind": "x"})), spans("b", ("quote", 2, 11, {}, "why")))
    assert difference.kind == "boundary_tag"
    assert set(difference.details) == {"boundary", "tag", "attributes", "note"}
    assert difference.details["attributes"] == {"kind": ["x", None]}


def test_what_one_layer_has_alone_is_only_a_or_only_b():
    comparison = compare(spans("a", ("claim", 0, 5)), spans("b", ("claim", 5, 9)))
    assert [difference.kind for difference in comparison.differences] == ["only_a", "only_b"]


def test_one_against_several_of_the_same_tag_is_a_split_and_the_other_way_round_a_merge():
    whole, halves = spans("a", ("claim", 0, 21)), spans("b", ("claim", 0, 10), ("claim", 11, 21))
    split = only(whole, halves)
    assert split.kind == "split_merge"
    assert [one.id for one in split.b] == ["b0", "b1"]
    assert split.details["parts"] == {"a": ["a0"], "b": ["b0", "b1"]}
    assert len(only(halves, whole).a) == 2


def test_a_second_one_inside_an_identical_pair_is_no_split():
    a, b = spans("a", ("claim", 0, 20)), spans("b", ("claim", 0, 20), ("claim", 5, 9))
    assert [difference.kind for difference in compare(a, b).differences] == ["same", "only_b"]


def test_another_tag_inside_is_no_split():
    a, b = spans("a", ("claim", 0, 20)), spans("b", ("claim", 0, 19), ("actor", 5, 9))
    assert sorted(difference.kind for difference in compare(a, b).differences) == ["boundary", "only_b"]


def test_links_are_the_same_if_both_ends_answer_each_other():
    a = linked(spans("a", ("quote", 0, 9), ("actor", 12, 15)), ("speaker", 0, 1))
    b = linked(spans("b", ("actor", 12, 16), ("quote", 0, 9)), ("speaker", 1, 0))
    assert compare(a, b).counts["link"] == 0


@pytest.mark.parametrize(
    ("links", "kind"),
    [([], "missing"), ([("via", 0, 1)], "role"), ([("speaker", 0, 2)], "end")],
)
def test_a_link_differs_by_being_missing_by_role_or_by_end(links, kind):
    items = (("quote", 0, 9), ("actor", 12, 15), ("actor", 20, 25))
    comparison = compare(linked(spans("a", *items), ("speaker", 0, 1)), linked(spans("b", *items), *links))
    (difference,) = [one for one in comparison.differences if one.links]
    assert [link.kind for link in difference.links] == [kind]
    assert (difference.kind, difference.shown_kind, difference.is_same) == ("same", "link", False)
    assert comparison.counts["link"] == 1


@given(layers("a"), layers("b"))
def test_every_annotation_of_both_stands_in_exactly_one_difference(a, b):
    comparison = compare(a, b)
    assert sorted(one.id for difference in comparison.differences for one in difference.a) == sorted(
        one.id for one in a.annotations
    )
    assert sorted(two.id for difference in comparison.differences for two in difference.b) == sorted(
        two.id for two in b.annotations
    )
    assert sum(comparison.counts.values()) == len(comparison.differences)
    assert list(comparison.counts) == list(KINDS)


@given(layers("a"), layers("b"))
def test_the_other_way_round_the_differences_are_mirrored(a, b):
    mirrored = {"only_a": "only_b", "only_b": "only_a"}
    there = [(one.kind, {x.id for x in one.a}, {x.id for x in one.b}) for one in compare(a, b).differences]
    back = [(one.kind, {x.id for x in one.a}, {x.id for x in one.b}) for one in compare(b, a).differences]
    assert [(mirrored.get(kind, kind), two, one) for kind, one, two in there] == back


def test_a_layer_is_the_same_as_itself_under_another_name():
    a = spans("a", ("claim", 0, 20), ("claim", 0, 20), ("quote", 3, 5))
    copied = Reading("b", [one._replace(id=f"b{one.id}") for one in a.annotations])
    assert compare(a, copied).counts["same"] == 3


@pytest.mark.parametrize(
    ("wholes", "winner"),
    [
        ((("w1", 0, 30), ("w2", 4, 30)), "w1"),  # the earlier start
        ((("w1", 4, 30), ("w2", 0, 40)), "w2"),  # the earlier start, though it is longer
        ((("w1", 0, 30), ("w2", 0, 24)), "w2"),  # the shorter
        ((("w2", 0, 30), ("w1", 0, 30)), "w1"),  # the smaller id
    ],
)
@pytest.mark.parametrize("is_swapped", [False, True])
def test_of_wholes_with_equal_claims_the_earlier_the_shorter_the_smaller_id_gets_the_part(
    wholes: tuple[tuple[str, int, int], ...], winner: str, is_swapped: bool
) -> None:
    # Each whole is answered by one like it; what is left over lies in both with all of its length.
    mine = Reading("a", [Annotation(name, "claim", start, end) for name, start, end in wholes])
    theirs = Reading(
        "b",
        [Annotation(f"{name}'", "claim", start, end - 1) for name, start, end in wholes]
        + [Annotation("part", "claim", 10, 15)],
    )
    found = compare(theirs, mine) if is_swapped else compare(mine, theirs)
    (split,) = [one for one in found.differences if one.kind == "split_merge"]
    assert {one.id for one in split.a + split.b} == {winner, f"{winner}'", "part"}


@pytest.mark.parametrize(("start", "kind"), [(16, "split_merge"), (17, "boundary")])
@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_part_lies_in_the_whole_with_at_least_half_of_its_length(start, kind, is_swapped):
    whole, parts = spans("a", ("claim", 0, 21)), spans("b", ("claim", 0, 14), ("claim", start, start + 10))
    found = compare(parts, whole) if is_swapped else compare(whole, parts)
    assert found.differences[0].kind == kind


def test_of_attributes_only_those_that_differ_are_told():
    a, b = (
        spans("a", ("claim", 0, 9, {"kind": "x", "mode": "m"})),
        spans("b", ("claim", 0, 9, {"kind": "y", "mode": "m"})),
    )
    assert only(a, b).details == {"attributes": {"kind": ["x", "y"]}}


def test_a_difference_counts_under_a_s_tag_and_under_b_s_where_a_has_nothing():
    assert only(spans("a", ("claim", 0, 9)), spans("b", ("quote", 0, 9))).tag == "claim"
    assert only(spans("a"), spans("b", ("quote", 0, 9))).tag == "quote"


@pytest.mark.parametrize("is_swapped", [False, True])
def test_parts_come_in_reading_order_and_the_difference_reaches_from_the_first_to_the_last(is_swapped):
    whole = spans("a", ("claim", 5, 40))
    parts = spans("b", ("claim", 28, 44), ("claim", 5, 22), ("claim", 23, 27))
    difference = only(parts, whole) if is_swapped else only(whole, parts)
    assert difference.kind == "split_merge"
    assert [one.id for one in (difference.a if is_swapped else difference.b)] == ["b1", "b2", "b0"]
    assert (difference.start, difference.end) == (5, 44)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_part_of_two_wholes_goes_once_to_the_one_that_shares_more_of_it(is_swapped):
    wholes = spans("w", ("claim", 0, 20), ("claim", 10, 40))
    others = spans("o", ("claim", 0, 18), ("quote", 50, 60), ("claim", 22, 40), ("claim", 12, 22))
    found = compare(others, wholes) if is_swapped else compare(wholes, others)
    assert [(one.kind, one.start, len(one.a) + len(one.b)) for one in found.differences] == [
        ("boundary", 0, 2),
        ("split_merge", 10, 3),
        ("only_a" if is_swapped else "only_b", 50, 1),
    ]


def test_what_stands_at_one_place_comes_in_the_order_of_tags_and_then_of_the_smaller_id():
    two = spans("a", ("quote", 0, 5), ("claim", 0, 5)), spans("b", ("quote", 0, 5), ("claim", 0, 5))
    assert [one.tag for one in compare(*two).differences] == ["claim", "quote"]
    x = spans("x", ("claim", 0, 5, {"kind": "1"}), ("claim", 0, 5, {"kind": "2"}))
    w = spans("w", ("claim", 0, 5, {"kind": "2"}), ("claim", 0, 5, {"kind": "1"}))
    assert [one.b[0].id for one in compare(x, w).differences] == ["w0", "w1"]
    assert [one.a[0].id for one in compare(w, x).differences] == ["w0", "w1"]


def test_a_link_that_stands_twice_in_one_layer_is_missing_once_in_the_other():
    items = (("quote", 0, 5), ("actor", 6, 9))
    a = linked(spans("a", *items), ("speaker", 0, 1), ("speaker", 0, 1))
    b = linked(spans("b", *items), ("speaker", 0, 1))
    links = [link for one in compare(a, b).differences for link in one.links]
    assert [(link.kind, link.b) for link in links] == [("missing", None)]
    links = [link for one in compare(b, a).differences for link in one.links]
    assert [(link.kind, link.a) for link in links] == [("missing", None)]


def test_a_split_is_seen_behind_another_tag_that_overlaps_first():
    a = spans("a", ("claim", 0, 30))
    b = spans("b", ("quote", 0, 5), ("claim", 2, 14), ("claim", 15, 29))
    assert [(one.kind, len(one.b)) for one in compare(a, b).differences] == [("split_merge", 2), ("only_b", 1)]
