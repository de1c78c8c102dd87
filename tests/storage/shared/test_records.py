"""Records by id and rev: given on writing, merged in any order, and nothing lost."""

from __future__ import annotations

import random
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.storage.shared.records import Body, Records, Version, changed, merged


def ada(**more: Any) -> dict[str, Any]:
    return {"id": "p1", "name": "Ada Brandt", **more}


def written(before: Records, bodies: dict[str, Body], settled: tuple[str, ...] = ()) -> Records:
    return merged(before, changed(before, bodies, settled))


def test_a_rev_is_given_on_writing_and_only_to_what_differs() -> None:
    first = written(Records(), {"p1": ada(), "p2": {"id": "p2", "name": "Max Roth"}})
    assert [version.rev for version in first.records.values()] == [1, 1]
    second = written(first, {"p1": ada(kind="person"), "p2": first.bodies["p2"]})
    assert {key: version.rev for key, version in second.records.items()} == {"p1": 2, "p2": 1}
    third = written(second, {"p1": second.bodies["p1"]})
    assert third.deleted == {"p2": 2}
    back = written(third, {"p1": third.bodies["p1"], "p2": {"id": "p2", "name": "Max Roth"}})
    assert (back.records["p2"].rev, back.deleted) == (3, {})


def test_what_equals_only_in_python_is_a_change() -> None:
    first = written(Records(), {"p1": ada(seen=1)})
    assert written(first, {"p1": ada(seen=True)}).records["p1"].rev == 2


def test_the_higher_rev_wins_and_a_live_record_beats_a_deletion_of_its_rev() -> None:
    first = written(Records(), {"p1": ada()})
    twice = written(written(first, {"p1": ada(note="1")}), {"p1": ada(note="2")})
    once, gone = written(first, {"p1": ada(note="x")}), written(first, {})
    assert merged(once, twice).bodies["p1"]["note"] == "2"
    assert merged(gone, once).bodies["p1"]["note"] == "x"
    assert merged(gone, twice).deleted == {}
    assert merged(gone, first).deleted == {"p1": 2}


def test_of_two_readings_of_one_rev_the_greater_line_stands_and_the_other_waits_until_it_is_settled() -> None:
    first = written(Records(), {"p1": ada()})
    one, other = written(first, {"p1": ada(kind="body")}), written(first, {"p1": ada(kind="person")})
    both = merged(one, other)
    assert both.bodies["p1"]["kind"] == "person"
    assert [version.body["kind"] for version in both.readings["p1"]] == ["body"]
    worked_on = written(both, {"p1": ada(kind="person", note="n")})
    assert [version.body["kind"] for version in worked_on.readings["p1"]] == ["body"], "it goes on waiting"
    settled = written(both, {"p1": ada(kind="body")}, ("p1",))
    for copy in (one, other, both):
        assert merged(copy, settled).readings == {}
        assert merged(settled, copy).bodies["p1"]["kind"] == "body"
    kept = written(both, both.bodies, ("p1",))
    assert (kept.readings, kept.records["p1"].rev) == ({}, 3), "settling by keeping what stands is an act, too"


def test_an_id_that_one_side_lacks_without_a_tombstone_was_deleted_by_hand_if_the_base_has_it() -> None:
    base = written(Records(), {"p1": ada(), "p2": {"id": "p2", "name": "Max Roth"}})
    by_hand = Records({"p1": base.records["p1"]})
    assert merged(by_hand, base).deleted == {}
    assert merged(by_hand, base, base).deleted == {"p2": 2}
    worked_on = written(base, {"p1": ada(), "p2": {"id": "p2", "name": "Max Rothe"}})
    assert "p2" in merged(by_hand, worked_on, base).records


def test_what_is_no_record_and_unknown_keys_come_from_both_sides() -> None:
    one = Records(waiting=({"why": "invalid", "record": 5},), extra={"team": "a", "only": 1})
    other = Records(waiting=({"why": "invalid", "record": 5}, {"why": "invalid", "record": "x"}), extra={"team": "b"})
    both = merged(one, other)
    assert [item["record"] for item in both.waiting] == ["x", 5]
    assert both.extra == {"team": "b", "only": 1}
    assert both == merged(other, one)


class Writer:
    """One copy, and random acts on it."""

    def __init__(self, records: Records, chance: random.Random) -> None:
        self.records, self.chance = records, chance

    def act(self) -> None:
        chance, bodies = self.chance, dict(self.records.bodies)
        record_id = chance.choice("abc")
        settled: tuple[str, ...] = ()
        what = chance.choice(["edit", "edit", "edit", "delete", "settle"])
        if what == "delete":
            bodies.pop(record_id, None)
        elif what == "settle" and record_id in self.records.readings:
            bodies[record_id] = chance.choice(self.records.readings[record_id]).body
            settled = (record_id,)
        else:
            bodies[record_id] = {"id": record_id, "name": chance.choice("xyzuvw")}
        self.records = written(self.records, bodies, settled)


def history(seed: int, writers: int, acts: int) -> list[Records]:
    chance = random.Random(seed)
    first = Writer(Records(), chance)
    for _ in range(3):
        first.act()
    group = [Writer(first.records, chance) for _ in range(writers)]
    for _ in range(acts):
        writer = chance.choice(group)
        if chance.random() < 0.3:
            writer.records = merged(writer.records, chance.choice(group).records)
        else:
            writer.act()
    return [writer.records for writer in group]


def check_laws(copies: list[Records]) -> None:
    for copy in copies:
        assert merged(copy, copy) == copy, "idempotent"
    for one, other in pairwise(copies):
        assert merged(one, other) == merged(other, one), "commutative"
    wholes = []
    for order in list(permutations(copies))[:24]:
        left, right = order[0], order[-1]
        for copy in order[1:]:
            left = merged(left, copy)
        for copy in reversed(order[:-1]):
            right = merged(copy, right)
        wholes += [left, right]
    assert all(whole == wholes[0] for whole in wholes), "the same in any order and grouping"
    check_nothing_lost(copies, wholes[0])


def check_nothing_lost(copies: list[Records], whole: Records) -> None:
    """Every live version at the highest rev of its id stands or waits, and nothing else stands."""
    for record_id in "abc":
        revs = [copy.records[record_id].rev for copy in copies if record_id in copy.records]
        gone = [copy.deleted[record_id] for copy in copies if record_id in copy.deleted]
        top = max([0, *revs, *gone])
        alive = {one.line for copy in copies for one in _all(copy, record_id) if one.rev == top}
        assert alive <= {one.line for one in _all(whole, record_id)}
        assert (record_id in whole.records) == bool(alive)
        if alive:
            assert whole.records[record_id].line == max(alive)


def _all(copy: Records, record_id: str) -> list[Version]:
    stands = copy.records.get(record_id)
    return [*([stands] if stands else []), *copy.readings.get(record_id, ())]


@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(1, 25))
@settings(max_examples=200)
def test_merging_is_the_same_in_any_order_and_loses_nothing(seed: int, writers: int, acts: int) -> None:
    check_laws(history(seed, writers, acts))


@pytest.mark.slow
def test_the_laws_hold_for_two_thousand_histories() -> None:
    for seed in range(2_000):
        check_laws(history(seed, 2 + seed % 3, 5 + seed % 30))
