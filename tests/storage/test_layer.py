"""The content of a layer: its order, and what its versions share. How it takes in changes is in ``test_merge``."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from analyst_app.core.annotation import Unplaced
from analyst_app.core.store import Change
from analyst_app.storage.layer import order
from tests.storage.layers import TIMES, annotation, empty


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
