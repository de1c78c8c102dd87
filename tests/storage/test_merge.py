"""The laws of merging, for writers who each do random things and sometimes take in each other's files.

Tests of storage.layer.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Record, pairs
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.core.waiting import annotation_in
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.layer import Head, Layer, difference, with_ends
from analyst_app.storage.merge import merge, readings
from tests.storage.layers import TEXT, TIMES, annotation, decoded, empty, encoded


class Writer:
    """Someone who edits a copy of a layer."""

    def __init__(self, layer: Layer, name: str, chance: random.Random) -> None:
        self.layer, self.name, self.chance = layer, name, chance
        self.made = 0

    def act(self) -> None:
        self.layer = with_ends(self.layer.applied(self._change(), self.chance.choice(TIMES)))  # as Session.do does
        AnnotationStore(self.layer.records(), length=len(self.layer.text))

    def _change(self) -> Change:
        chance, layer = self.chance, self.layer
        act = chance.choice(
            ["add", "edit", "edit", "edit", "remove", "link", "unlink", "status", "settle", "entry", "back"]
        )
        if act == "add":
            self.made += 1
            return Change((), (self._annotation(f"{self.name}{self.made}"),))
        if act in ("edit", "remove") and layer.annotations:
            old = chance.choice(layer.annotations)
            if act == "edit":
                return Change((old,), (self._annotation(old.id),))
            links: list[Record] = [one for one in layer.links if old.id in (one.from_id, one.to_id)]
            seconds: list[Record] = [item for item in readings(layer) if item.record["id"] == old.id]
            return Change((old, *links, *seconds), ())
        if act == "link" and layer.annotations:
            self.made += 1
            one, other = chance.choice(layer.annotations), chance.choice(layer.annotations)
            return Change((), (Link(f"{self.name}l{self.made}", "speaker", one.id, other.id, chance.choice(TIMES)),))
        if act == "unlink" and layer.links:
            return Change((chance.choice(layer.links),), ())
        if act == "status":
            return Change((layer.facts,), (LayerFacts(chance.choice(["in_progress", "done"]), self.name),))
        if act == "settle" and readings(layer):
            return self._settled()
        if act == "entry":
            old_entry = next((entry for entry in layer.entries if entry.id == "e"), None)
            new = Entry("e", "decisions", pairs({"verdict": chance.choice("ABR")}), TIMES[0])
            return Change((old_entry,) if old_entry else (), (new,))
        if act == "back" and layer.deleted:
            record_id = chance.choice(sorted(layer.deleted))
            if "l" not in record_id and record_id != "e":
                return Change((), (self._annotation(record_id),))
        return Change()

    def _settled(self) -> Change:
        item = self.chance.choice(readings(self.layer))
        old = next((one for one in self.layer.annotations if one.id == item.record["id"]), None)
        new = annotation_in(item)
        if old is None or new is None or self.chance.random() < 0.5:
            return Change((item,), ())
        return Change((item, old), (new,))

    def _annotation(self, record_id: str) -> Annotation:
        chance = self.chance
        start = chance.choice([2, 8, 24])
        note = chance.choice(["", "x"])
        times = chance.choice(TIMES), chance.choice(TIMES)
        return Annotation(record_id, chance.choice(["claim", "quote"]), start, start + 5, (), note, *times)


def history(seed: int, writers: int, acts: int, exchanges: float = 0.15) -> list[Layer]:
    """Copies of one layer after random edits, deletions and exchanges."""
    chance = random.Random(seed)
    first = Writer(empty().applied(Change((), (annotation("a0"),)), TIMES[0]), "a", chance)
    for _ in range(4):
        first.act()
    group = [Writer(first.layer, name, chance) for name in "abcde"[:writers]]
    for writer in group:
        writer.made = 10
    for _ in range(acts):
        writer = chance.choice(group)
        if chance.random() < exchanges:
            writer.layer = merge(writer.layer, chance.choice(group).layer)
        else:
            writer.act()
    return [writer.layer for writer in group]


def same(one: Layer, other: Layer) -> bool:
    return one == other and encoded(one) == encoded(other)


def check_laws(copies: list[Layer]) -> Layer:
    for copy in copies:
        assert same(merge(copy, copy), copy), "idempotent"
    for one, other in pairwise(copies):
        assert same(merge(one, other), merge(other, one)), "commutative"
    whole: Layer | None = None
    for order in list(permutations(copies))[:6]:
        left = order[0]
        for copy in order[1:]:
            left = merge(left, copy)
        right = order[-1]
        for copy in reversed(order[:-1]):
            right = merge(copy, right)
        assert same(left, right), "associative"
        whole = whole or left
        assert same(left, whole), "the same in any order"
    assert whole is not None
    for copy in copies:
        assert same(merge(whole, copy), whole), "absorbing"
    assert decoded(encoded(whole)).layer == whole
    check_nothing_lost(copies, whole)
    return whole


def check_nothing_lost(copies: list[Layer], whole: Layer) -> None:
    """Every live reading at the highest rev of its id is there, live or as a second reading."""
    top: dict[str, int] = {}
    for copy in copies:
        for one in copy.annotations:
            top[one.id] = max(top.get(one.id, 0), copy.rev(one))
        for record_id, rev in copy.deleted.items():
            top[record_id] = max(top.get(record_id, 0), rev)
    kept = {_content(one) for one in whole.annotations}
    kept |= {_content(found) for item in whole.unplaced if (found := annotation_in(item))}
    for copy in copies:
        for one in copy.annotations:
            if copy.rev(one) == top[one.id]:
                assert _content(one) in kept, f"{one.id} lost"
    for one in whole.annotations:
        assert whole.rev(one) == top[one.id], f"{one.id} resurrected"


def _content(one: Annotation) -> tuple[object, ...]:
    return one[:6]


@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(1, 25))
@settings(max_examples=60)
def test_merging_is_the_same_in_any_order_and_loses_nothing(seed: int, writers: int, acts: int) -> None:
    check_laws(history(seed, writers, acts))


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 3, 4, 5])
def test_the_laws_hold_for_a_thousand_histories(writers: int) -> None:
    for seed in range(250):
        check_laws(history(seed * 10 + writers, writers, 5 + seed % 40))


def saved(*annotations: Annotation) -> Layer:
    return empty().applied(Change((), annotations), TIMES[1])


def edited(layer: Layer, record_id: str, **changes: object) -> Layer:
    old = next(one for one in layer.annotations if one.id == record_id)
    return layer.applied(Change((old,), (old._replace(**changes),)), TIMES[2])  # type: ignore[arg-type]


def test_the_higher_rev_wins() -> None:
    base = saved(annotation())
    ahead = edited(edited(base, "a1", note="1"), "a1", note="2")
    behind = edited(base, "a1", note="other")
    assert [one.note for one in merge(behind, ahead).annotations] == ["2"]
    assert not readings(merge(behind, ahead))


def test_two_readings_at_one_rev_are_both_kept_until_someone_settles_them() -> None:
    base = saved(annotation())
    one, other = edited(base, "a1", note="A"), edited(base, "a1", note="B")
    both = merge(one, other)
    assert [a.note for a in both.annotations] == ["B"]
    (waiting,) = readings(both)
    assert waiting.record["note"] == "A"
    assert waiting.record["rev"] == 2
    settled = both.applied(Change((waiting,), ()), TIMES[2])
    assert settled.revs["a1"] == 3
    for copy in (one, other, both):
        assert not readings(merge(settled, copy))
        assert [a.note for a in merge(copy, settled).annotations] == ["B"]


def test_an_edit_beside_a_second_reading_leaves_it_waiting() -> None:
    base = saved(annotation())
    both = merge(edited(base, "a1", note="A"), edited(base, "a1", note="B"))
    later = edited(both, "a1", note="C")
    assert later.revs == {"a1": 3}
    assert [(item.record["note"], item.record["rev"]) for item in readings(later)] == [("A", 2)]
    assert same(merge(later, both), later)
    assert same(merge(both, later), later)


def test_a_live_record_beats_a_deletion_of_the_same_rev() -> None:
    base = saved(annotation())
    gone = base.applied(Change(tuple(base.annotations), ()), TIMES[2])
    changed = edited(base, "a1", note="kept")
    assert gone.deleted == {"a1": 2}
    assert [one.note for one in merge(gone, changed).annotations] == ["kept"]
    assert not merge(gone, changed).deleted
    assert not merge(gone, base).annotations


def test_equal_content_keeps_the_earlier_creation_and_the_later_modification() -> None:
    early, late = (
        annotation()._replace(created=TIMES[0], modified=TIMES[0]),
        annotation()._replace(created=TIMES[1], modified=TIMES[2]),
    )
    (one,) = merge(saved(early), saved(late)).annotations
    assert (one.created, one.modified) == (TIMES[0], TIMES[2])
    assert not readings(merge(saved(early), saved(late)))


def test_a_link_waits_while_the_other_copy_has_deleted_its_end_and_returns_with_it() -> None:
    quote, actor = annotation("q", "quote"), annotation("p", "actor", 8, 18)
    base = saved(quote, actor)
    linked = base.applied(Change((), (Link("l", "speaker", "q", "p", TIMES[0], TIMES[0]),)), TIMES[1])
    without = base.applied(Change((actor,), ()), TIMES[1])
    both = merge(linked, without)
    assert not both.links
    assert [item.why for item in both.unplaced] == ["end_missing"]
    again = merge(both, edited(edited(base, "p", note="a"), "p", note="b"))
    assert [one.id for one in again.links] == ["l"]
    assert not again.unplaced


def test_the_layers_own_record_is_merged_like_any_other() -> None:
    base = saved(annotation())
    done = base.applied(Change((base.facts,), (LayerFacts("done", ""),)), TIMES[2])
    noted = base.applied(Change((base.facts,), (LayerFacts("in_progress", "see later"),)), TIMES[2])
    both = merge(done, noted)
    assert both.facts == LayerFacts("in_progress", "see later")
    assert [item.record["status"] for item in readings(both)] == ["done"]
    assert merge(base, done).facts.status == "done"


def test_what_one_side_deleted_by_hand_is_seen_through_the_base() -> None:
    base = saved(annotation("a1"), annotation("a2", start=8, end=12))
    by_hand = replace(base, annotations=base.annotations[:1])
    assert len(merge(base, by_hand).annotations) == 2
    merged = merge(base, by_hand, base)
    assert [one.id for one in merged.annotations] == ["a1"]
    assert merged.deleted == {"a2": 2}
    worked_on = edited(base, "a2", note="still needed")
    assert len(merge(worked_on, by_hand, base).annotations) == 2


def test_unknown_keys_of_both_files_are_kept() -> None:
    one, other = saved(annotation()), saved(annotation())
    one.head = replace(one.head, extra=pairs({"mine": 1, "both": "a"}))
    other.head = replace(other.head, extra=pairs({"theirs": [2], "both": "b"}))
    assert dict(merge(one, other).head.extra) == {"mine": 1, "theirs": [2], "both": "b"}


def test_what_was_taken_back_before_saving_leaves_no_trace() -> None:
    base = saved(annotation())
    old = base.annotations[0]
    there = Change((old,), (old._replace(note="x"),))
    assert base.applied(there.then(there.inverse()), TIMES[2]) is base


def test_undo_of_a_saved_edit_survives_a_merge_with_the_edit() -> None:
    base = saved(annotation())
    there = edited(base, "a1", note="x")
    back = edited(there, "a1", note="")
    for merged in (merge(back, there), merge(there, back), merge(merge(base, there), back)):
        assert [one.note for one in merged.annotations] == [""]
        assert merged.revs == {"a1": 3}


def test_a_record_that_comes_back_rises_above_its_tombstone() -> None:
    base = saved(annotation())
    gone = base.applied(Change(tuple(base.annotations), ()), TIMES[1])
    back = gone.applied(Change((), tuple(base.annotations)), TIMES[2])
    assert back.revs == {"a1": 3}
    assert not back.deleted
    assert back.annotations[0].modified == TIMES[2]


def test_the_difference_of_two_layers_is_a_change_that_makes_the_one_of_the_other() -> None:
    copies = history(7, 3, 30)
    for one, other in permutations(copies, 2):
        store = AnnotationStore(one.records(), length=len(one.text))
        store.apply(difference(one.records(), other.records()))
        assert {a[:7] for a in store.annotations} == {a[:7] for a in other.annotations}


# -- the head ---------------------------------------------------------------------

words = st.sampled_from(["", "a", "b", "c"])
heads = st.builds(
    Head,
    st.tuples(st.tuples(st.just("name"), words), st.tuples(st.just("sha256"), words)),
    words,
    st.tuples(st.tuples(st.just("id"), words), st.tuples(st.just("version"), st.integers(1, 12))),
    words,
    st.one_of(st.none(), words),
    st.booleans(),
    st.dictionaries(st.sampled_from("xy"), st.sampled_from([1, 2, 10, True, "1"])).map(pairs),
    st.dictionaries(st.sampled_from("xy"), st.sampled_from([1, 2, 10, True, "1"])).map(pairs),
)


def headed(head: Head) -> Layer:
    return replace(saved(annotation()), head=head)


@given(heads, heads, heads)
def test_heads_merge_to_the_same_in_any_order_and_grouping(one: Head, two: Head, three: Head) -> None:
    a, b, c = headed(one), headed(two), headed(three)
    assert same(merge(a, a), a)
    assert same(merge(a, b), merge(b, a))
    assert same(merge(merge(a, b), c), merge(a, merge(b, c)))


@pytest.mark.parametrize(
    ("field", "less", "greater"),
    [  # docs/format.md: of facts at the head that differ the greater counts
        ("generator", "analyst-app 0.1.0", "analyst-app 0.2.0"),
        ("annotator", "alice", "bob"),
        ("reviewer", "ada", "max"),
        ("reviewer", None, "max"),
        ("codebook", (("id", "media"), ("version", 1)), (("id", "news"), ("version", 1))),
        ("source", (("name", "a.txt"), ("sha256", "0")), (("name", "a.txt"), ("sha256", "f"))),
        ("has_content", False, True),  # so a merge never loses the only copy of the text
        ("text_extra", (), (("x", 1),)),  # unknown keys are united
        ("extra", (), (("x", 1),)),
        ("extra", (("x", 1),), (("x", 2),)),
    ],
)
def test_of_facts_that_differ_the_greater_counts(field: str, less: object, greater: object) -> None:
    base = headed(empty().head)
    one, other = (headed(replace(base.head, **{field: value})) for value in (less, greater))  # type: ignore[arg-type]
    for merged in (merge(one, other), merge(other, one)):
        assert getattr(merged.head, field) == greater


# -- what Python calls equal and JSON does not -------------------------------------


@pytest.mark.parametrize(("first", "later"), [(1, 2), (9, 10)])
def test_of_one_codebook_the_version_of_the_first_annotation_counts(first: int, later: int) -> None:
    head = empty().head
    said = ((("id", "media"), ("version", version)) for version in (first, later))
    one, other = (headed(replace(head, codebook=codebook)) for codebook in said)
    assert merge(one, other).head.codebook == merge(other, one).head.codebook == one.head.codebook


def with_value(kind: str, value: object) -> Layer:
    """A layer that says the value somewhere."""
    extra = (("x", value),)
    base = saved(annotation("a", **({"attributes": extra} if kind == "attribute" else {})), annotation("b", "actor"))
    if kind == "layer":
        return base.applied(Change((base.facts,), (LayerFacts("done", "", extra),)), TIMES[1])
    made: dict[str, Record] = {
        "annotation": annotation("c", extra=extra),
        "link": Link("l", "speaker", "a", "b", TIMES[0], TIMES[0], extra),
        "entry": Entry("e", "decisions", extra, TIMES[0], TIMES[0]),
    }
    return base.applied(Change((), (made[kind],)), TIMES[1]) if kind in made else base


@pytest.mark.parametrize("kind", ["attribute", "annotation", "link", "entry", "layer"])
@pytest.mark.parametrize(("one", "other"), [(True, 1), (1, 1.0), (False, 0), ([True], [1]), ({"y": 1}, {"y": 1.0})])
def test_values_that_are_equal_in_python_and_not_in_json_are_two_readings(
    kind: str, one: object, other: object
) -> None:
    assert one == other
    assert json.dumps(one) != json.dumps(other)
    mine, its = with_value(kind, one), with_value(kind, other)
    merged = merge(mine, its)
    assert same(merged, merge(its, mine))
    assert len(readings(merged)) == 1
    text = encoded(merged).decode()
    for value in (one, other):
        assert f'"x":{json.dumps(value, separators=(",", ":"))}' in text.replace('": ', '":')


# -- corners ----------------------------------------------------------------------


def test_what_the_other_worked_on_and_took_back_is_not_deleted_by_hand() -> None:
    base = saved(annotation("a1"), annotation("a2", start=8, end=12))
    by_hand = replace(base, annotations=base.annotations[:1])
    worked_on = replace(base, revs={"a2": 3})  # edited and taken back within one second
    for merged in (merge(worked_on, by_hand, base), merge(by_hand, worked_on, base)):
        assert [one.id for one in merged.annotations] == ["a1", "a2"]
        assert not merged.deleted


def test_of_equal_content_the_one_creation_that_is_known_counts() -> None:
    known, unknown = annotation(), annotation()._replace(created="")
    for one, other in ((known, unknown), (unknown, known)):
        assert [made.created for made in merge(saved(one), saved(other)).annotations] == [TIMES[0]]


def test_an_orphan_that_has_its_place_in_the_other_copy_waits_no_more() -> None:
    placed = saved(annotation())
    item = unplaced("orphan", "0" * 64, annotation_item(annotation(start=8, end=13), 1, TEXT))
    item = unplaced("orphan", "0" * 64, item.record | {key: record_of(placed)[key] for key in ("exact",)})
    waits = replace(saved(), unplaced=[item], facts_rev=1)
    for merged in (merge(placed, waits), merge(waits, placed)):
        assert merged.annotations == placed.annotations
        assert not merged.unplaced


def record_of(layer: Layer) -> dict[str, object]:
    return annotation_item(layer.annotations[0], 1, layer.text)


def test_a_reading_that_only_waited_competes_again_when_another_has_written_it_anew() -> None:
    base = saved(annotation())
    both = merge(edited(base, "a1", note="A"), edited(base, "a1", note="B"))
    went_on = edited(both, "a1", note="C")  # rev 3; "A" waits beside it at rev 2
    anew = edited(edited(base, "a1", note="x"), "a1", note="A")  # rev 3
    for merged in (merge(went_on, anew), merge(anew, went_on)):
        assert [(one.note, merged.rev(one)) for one in merged.annotations] == [("C", 3)]
        assert [(item.record["note"], item.record["rev"]) for item in readings(merged)] == [("A", 3)]


def test_one_record_that_lost_its_place_in_two_texts_waits_once_for_each() -> None:
    lost = annotation_item(annotation(), 1, TEXT)
    copies = [replace(saved(), unplaced=[unplaced("orphan", made_on * 64, lost)], facts_rev=1) for made_on in "01"]
    for merged in (merge(*copies), merge(*reversed(copies))):
        assert sorted(item.text_sha256[0] for item in merged.unplaced) == ["0", "1"]


def test_a_state_of_the_layer_that_waits_and_is_newer_than_the_one_that_stands_takes_its_place() -> None:
    base = saved(annotation())
    newer = {"id": "layer", "rev": 5, "status": "done", "note": "read twice", "x": 1}
    waits = replace(base, unplaced=[unplaced("reading", base.text_sha256, newer)])  # as a hand-made file may say
    for merged in (merge(waits, base), merge(base, waits)):
        assert (merged.facts, merged.facts_rev) == (LayerFacts("done", "read twice", (("x", 1),)), 5)
        assert not merged.unplaced


def test_two_proposals_for_one_waiting_record_are_merged_alike_in_both_orders() -> None:
    item = annotation_item(annotation("u1"), 1, TEXT)
    one, other = (
        replace(empty(), unplaced=[unplaced("unconfirmed", "1" * 64, item, (("proposed", place),))])
        for place in ([2, 7], [3, 8])
    )
    assert merge(one, other).unplaced == merge(other, one).unplaced


def test_a_true_and_a_one_at_the_head_count_as_different_in_any_grouping() -> None:
    plain = Head((("name", "a"),), "alice", (("id", "media"),), "x")
    one, true = headed(replace(plain, extra=(("y", 1),))), headed(replace(plain, extra=(("y", True),)))
    assert same(merge(one, true), merge(true, one))
    assert same(merge(one, true), true)  # in bytes, true is greater than 1
