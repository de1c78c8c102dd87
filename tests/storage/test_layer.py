"""The content of a layer: its order, and what its versions share. How it takes in changes is in ``test_merge``."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given, settings

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.core.store import Change
from analyst_app.storage.codec import unplaced
from analyst_app.storage.layer import Layer, difference, let_go, order, unlike, waiting_rev
from tests.storage.layers import TIMES, annotation, decoded, empty, encoded, layers


def test_what_waits_is_in_the_order_of_reasons_then_starts_then_digests() -> None:
    """docs/format.md: unplaced items by why, start (-1 where there is none), digest."""
    sorted_by_hand = [
        Unplaced("1", "invalid", "", {"start": -1}),
        Unplaced("2", "invalid", "", "no object"),
        Unplaced("3", "invalid", "", {"start": "7"}),
        Unplaced("0", "invalid", "", {"start": 0}),
        Unplaced("9", "orphan", "", {"start": 7}),
        Unplaced("4", "orphan", "", {"start": 10}),
        Unplaced("5", "orphan", "", {"start": 10}),
    ]
    mixed = [sorted_by_hand[at] for at in (6, 3, 0, 5, 2, 4, 1)]
    assert sorted(mixed, key=order) == sorted_by_hand


def test_the_facts_that_all_versions_of_a_layer_share_cannot_be_changed_in_one() -> None:
    old = empty()
    new = old.applied(Change((), (annotation(),)), TIMES[1])
    assert new.head is old.head
    with pytest.raises(FrozenInstanceError):
        new.head.annotator = "bob"  # type: ignore[misc]


def test_revs_stop_at_two_below_2_to_the_53_and_what_was_changed_there_is_written() -> None:
    """docs/format.md: the highest rev is 2^53 - 2, and a record stays there however often it changes."""
    layer = empty().applied(Change((), (annotation(),)), TIMES[0])
    layer.revs["a1"] = 2**53 - 3
    for note in ("one", "two", "three"):
        layer = layer.applied(Change((annotation(),), (annotation(note=note),)), TIMES[1])
        assert (layer.rev(layer.annotations[0]), layer.annotations[0].note) == (9_007_199_254_740_990, note)
    gone = layer.applied(Change((layer.annotations[0],), ()), TIMES[1])
    assert gone.deleted == {"a1": 9_007_199_254_740_990}
    back = gone.applied(Change((), (annotation(),)), TIMES[1])
    assert (back.deleted, back.revs) == ({}, {"a1": 9_007_199_254_740_990})
    assert decoded(encoded(back)).layer.revs == {"a1": 9_007_199_254_740_990}


@pytest.mark.parametrize("rev", [2**53, 10**30, -1, 0, True, 1.5, "7", None])
def test_what_waits_has_a_rev_that_can_be_written_whatever_its_record_says(rev: object) -> None:
    item = unplaced("orphan", "", {"id": "a1", "rev": rev})
    assert waiting_rev(item) == (9_007_199_254_740_990 if type(rev) is int and rev > 1 else 1)


def without_stamps(record: Any) -> Any:
    if isinstance(record, Unplaced) and isinstance(record.record, dict):
        return record._replace(record=record.record | {"modified": "", "rev": 0})
    return record._replace(modified="") if hasattr(record, "modified") else record


@settings(deadline=None)
@given(layers(), layers())
def test_a_difference_made_in_the_one_layer_gives_the_other_but_for_stamps(one: Layer, other: Layer) -> None:
    old, new = one.records(), other.records()
    change = difference(old, new)
    kept = [record for record in old if record not in change.removed]
    bare = [without_stamps(record) for record in new]
    made = [without_stamps(record) for record in (*kept, *change.added)]
    assert len(made) == len(bare)
    assert all(record in bare for record in made)


def test_of_many_records_only_those_that_are_not_in_both_layers_are_compared() -> None:
    """Of ten thousand one was changed, twenty came in a row and five went: 1 + 5 on one side, 1 + 20 on the other."""
    old = [annotation(f"a{number:05}", start=number, end=number + 3) for number in range(10_000)]
    new = [one for one in old if not 7_000 <= one.start < 7_005]
    new[100] = new[100]._replace(note="changed")
    new[3_000:3_000] = [annotation(f"b{number:02}", start=3_000, end=3_002) for number in range(20)]
    new.sort(key=order)
    left, right = unlike(old, new)
    assert [one.id for one in left] == ["a00100", *(f"a{number:05}" for number in range(7_000, 7_005))]
    assert [one.id for one in right] == ["a00100", *(f"b{number:02}" for number in range(20))]


def test_a_layer_let_go_holds_nothing_and_its_records_live_on_where_they_are_shared() -> None:
    layer = replace(empty(), annotations=[annotation(f"a{number}") for number in range(2_500)])
    shared: list[Annotation] = list(layer.annotations)
    let_go(layer)
    assert layer.annotations == []
    assert len(shared) == 2_500
