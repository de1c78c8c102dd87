"""Places with what several readers have there: against the comparison of two, and by sentences written first.

Tests of alignment.gathering and alignment.joined_groups.
"""

from __future__ import annotations

from itertools import permutations

from hypothesis import given

from analyst_app.alignment.align import Reading, compare
from analyst_app.alignment.gathering import gather
from analyst_app.core.annotation import Annotation, pairs
from tests.review.readings import layers, linked, spans

A, B, C = "a", "b", "c"


def ids(sides) -> tuple:
    return tuple(frozenset(one.id for one in side) for side in sides)


def contents(sides) -> list[list[str]]:
    """What stands on each side; which of two equal annotations at one place it is makes no difference to a reader."""
    return [sorted(str(one._replace(id="")) for one in side) for side in sides]


@given(layers(A), layers(B))
def test_of_two_readers_the_places_are_those_of_the_comparison(a, b):
    found = [ids(one.sides) for one in gather([a, b]).differences]
    assert found == [ids((one.a, one.b)) for one in compare(a, b).differences]


@given(layers(A), layers(B))
def test_of_two_readers_the_kinds_are_those_of_the_comparison(a, b):
    names = {"only_a": "only_some", "only_b": "only_some"}
    found = [one.shown_kind for one in gather([a, b]).differences]
    assert found == [names.get(one.shown_kind, one.shown_kind) for one in compare(a, b).differences]


@given(layers(A), layers(B), layers(C))
def test_it_does_not_matter_who_is_named_first(a, b, c):
    there = [dict(zip("abc", ids(one.sides), strict=True)) for one in gather([a, b, c]).differences]
    for order in permutations((a, b, c)):
        names = [one.layer for one in order]
        assert [dict(zip(names, ids(one.sides), strict=True)) for one in gather(order).differences] == there


@given(layers(A), layers(B), layers(C))
def test_every_annotation_stands_in_one_place_and_every_two_of_one_place_overlap(a, b, c):
    found = gather([a, b, c]).differences
    for number, reading in enumerate((a, b, c)):
        own = [one.id for place in found for one in place.sides[number]]
        assert sorted(own) == sorted(one.id for one in reading.annotations)
    for place in found:
        firsts = [side[0] for side in place.sides if side]
        assert all(one.start < two.end and two.start < one.end for one in firsts for two in firsts)
        assert sorted(n for voice in place.voices for n in voice) == [0, 1, 2]
        assert place.is_same == (len(place.voices) == 1)


def only(*readings):
    (place,) = gather(readings).differences
    return place


def test_who_says_the_same_is_one_voice_and_more_than_half_are_a_majority():
    place = only(spans(A, ("quote", 3, 9)), spans(B, ("quote", 2, 9)), spans(C, ("quote", 3, 9)))
    assert (place.kind, place.voices, place.majority) == ("boundary", ((0, 2), (1,)), (0, 2))
    assert place.differing == [(2, 3)]
    three = only(spans(A, ("quote", 3, 9)), spans(B, ("quote", 2, 9)), spans(C, ("claim", 3, 9)))
    assert (three.kind, three.majority) == ("boundary_tag", ())
    four = only(*[spans(name, ("quote", 3, 9 + n // 2)) for n, name in enumerate("abcd")])
    assert (four.voices, four.majority) == (((0, 1), (2, 3)), ())


def test_who_has_nothing_is_a_voice_too_and_may_be_the_majority():
    place = only(spans(A), spans(B, ("quote", 2, 9)), spans(C))
    assert (place.kind, place.voices, place.present) == ("only_some", ((0, 2), (1,)), ((1,),))
    assert place.majority == (0, 2)
    two = only(spans(A, ("quote", 2, 9)), spans(B, ("quote", 2, 9)), spans(C))
    assert (two.shown_kind, two.majority) == ("only_some", (0, 1))


def test_a_value_or_a_note_or_the_head_of_a_link_makes_another_voice():
    same = ("quote", 2, 9)
    assert only(spans(A, (*same, {"mode": "direct"})), spans(B, same), spans(C, same)).kind == "attribute"
    assert only(spans(A, (*same, {}, "why")), spans(B, same), spans(C, same)).kind == "note"
    items = (same, ("actor", 20, 25), ("actor", 30, 35))
    to_first = [linked(spans(name, *items), ("speaker", 0, 1)) for name in (A, B)]
    found = gather([*to_first, linked(spans(C, *items), ("speaker", 0, 2))]).differences
    assert [(one.shown_kind, one.voices) for one in found[:1]] == [("link", ((0, 1), (2,)))]
    assert [one.is_same for one in found] == [False, True, True]
    alike = gather([*to_first, linked(spans(C, *items), ("speaker", 0, 1))]).differences
    assert all(one.is_same for one in alike)


def test_several_of_two_readers_in_one_of_the_third_are_one_place():
    halves = (("claim", 0, 10), ("claim", 11, 21))
    place = only(spans(A, ("claim", 0, 21)), spans(B, *halves), spans(C, *halves))
    assert (place.kind, place.voices) == ("split_merge", ((0,), (1, 2)))
    assert [len(side) for side in place.sides] == [1, 2, 2]


def test_a_copied_layer_with_the_same_ids_is_a_reader_of_its_own():
    a = spans(A, ("claim", 0, 20), ("quote", 3, 5))
    found = gather([a, Reading(B, a.annotations), Reading(C, a.annotations)]).differences
    assert [one.is_same for one in found] == [True, True]


def test_a_list_of_values_can_be_compared():
    several = Annotation("x", "quote", 0, 5, pairs({"mode": ["direct", "mixed"]}))
    place = only(Reading(A, [several]), Reading(B, [several._replace(id="y")]), spans(C, ("quote", 0, 5)))
    assert place.voices == ((0, 1), (2,))


@given(layers(A), layers(B))
def test_a_third_who_copies_the_first_changes_nothing_between_the_two(a, b):
    again = Reading("zoe", [one._replace(id=f"z{one.id}") for one in a.annotations])
    found = gather([a, b, again]).differences
    of_two = [contents((one.a, one.b)) for one in compare(a, b).differences]
    assert sorted(contents(one.sides[:2]) for one in found) == sorted(of_two)
    assert all(2 in one.voice_of(0) for one in found)
