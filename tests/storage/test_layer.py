"""The content of a layer: its order, and what its versions share. How it takes in changes is in ``test_merge``."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from analyst_app.core.annotation import Unplaced
from analyst_app.core.store import Change
from analyst_app.storage.codec import unplaced
from analyst_app.storage.layer import order, waiting_rev
from tests.storage.layers import TIMES, annotation, decoded, empty, encoded


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
