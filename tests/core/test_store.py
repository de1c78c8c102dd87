"""Tests of core.store, core.annotation and core.span_index."""

from __future__ import annotations

import random
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, Unplaced, in_reading_order, sort_key
from analyst_app.core.history import History, Step
from analyst_app.core.span_index import SpanIndex
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.errors import ChangeRefused
from tests.core.strategies import LENGTH, TAGS, annotations, layers, spans


def content(store: AnnotationStore) -> tuple:
    return (list(store.annotations), sorted(store.links), store.layer, sorted(store.unplaced), store.tags)


class RandomHistory(RuleBasedStateMachine):
    """Any actions in any order: undo brings back exactly what was there, redo what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.store = AnnotationStore(length=LENGTH)
        self.history = History()
        self.states = [content(self.store)]
        self.heard: list[Change] = []
        self.store.listener = self.heard.append

    def do(self, change: Change) -> None:
        if change and self.store.refusal(change) is None:
            del self.states[len(self.history._done) + 1 :]
            self.store.apply(change)
            self.history.record(Step("Do", change))
            self.states.append(content(self.store))

    def pick(self, data: st.DataObject) -> Annotation | None:
        held = list(self.store.annotations)
        return data.draw(st.sampled_from(held)) if held else None

    @rule(batch=st.lists(annotations(), max_size=4, unique_by=lambda a: a.id))
    def tag_several(self, batch: list[Annotation]) -> None:
        self.do(edits.add(*(a for a in batch if self.store.annotation(a.id) is None)))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        chosen = self.pick(data)
        heir = self.pick(data)
        if chosen and heir:
            heirs = {chosen.id: heir.id} if heir != chosen else {}
            self.do(edits.remove(self.store, [chosen], heirs=heirs))

    @rule(data=st.data(), span=spans())
    def resize(self, data: st.DataObject, span) -> None:
        if chosen := self.pick(data):
            self.do(edits.resize(chosen, span))

    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        if (one := self.pick(data)) and (other := self.pick(data)):
            self.do(edits.link(self.store, "speaker", one.id, other.id))

    @rule(data=st.data(), value=st.sampled_from([None, "direct", True]))
    def set_attribute(self, data: st.DataObject, value: object) -> None:
        if chosen := self.pick(data):
            self.do(edits.set_attribute(chosen, "mode", value))

    @rule(status=st.sampled_from(["done", "in_progress"]), note=st.sampled_from(["", "see"]))
    def set_layer(self, status: str, note: str) -> None:
        self.do(edits.set_layer(self.store, status=status, note=note))

    @rule()
    def undo(self) -> None:
        step, skipped = self.history.undo(lambda change: self.store.refusal(change) is None)
        assert not skipped
        if step:
            self.store.apply(step.change.inverse())
            assert content(self.store) == self.states[len(self.history._done)]

    @rule()
    def redo(self) -> None:
        step, skipped = self.history.redo(lambda change: self.store.refusal(change) is None)
        assert not skipped
        if step:
            self.store.apply(step.change)
            assert content(self.store) == self.states[len(self.history._done)]

    @invariant()
    def all_agrees(self) -> None:
        listed = list(self.store.annotations)
        assert listed == sorted(listed, key=sort_key)
        assert self.store.touching(0, LENGTH) == listed
        assert sum(self.store.tags.values()) == len(listed) == len(self.store)
        for link in self.store.links:
            assert self.store.annotation(link.from_id)
            assert self.store.annotation(link.to_id)


TestRandomHistory = RandomHistory.TestCase


@given(layers(), spans())
def test_touching_finds_just_the_overlapping_ones(records: list, span) -> None:
    store = AnnotationStore(records, length=LENGTH)
    expected = [a for a in store.annotations if a.span.overlaps(span)]
    assert store.touching(*span) == expected


@given(st.data(), layers())
def test_two_changes_as_one_do_the_same_as_both(data: st.DataObject, records: list) -> None:
    store, other = (AnnotationStore(records, length=LENGTH) for _ in range(2))
    whole = Change()
    for _ in range(data.draw(st.integers(0, 5))):
        held = list(store.annotations)
        if not held:
            break
        chosen = data.draw(st.sampled_from(held))
        change = data.draw(st.sampled_from([edits.resize(chosen, data.draw(spans())), edits.remove(store, [chosen])]))
        store.apply(change)
        whole = whole.then(change)
    other.apply(whole)
    assert content(store) == content(other)
    other.apply(whole.inverse())
    assert content(other) == content(AnnotationStore(records, length=LENGTH))


def test_a_change_that_does_not_fit_changes_nothing() -> None:
    quote, actor = Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9)
    speaker = Link("l", "speaker", "q", "a")
    store = AnnotationStore([quote, actor, speaker, LayerFacts()], length=10)
    before = content(store)
    for wrong, why in [
        (Change((actor,), ()), "lose one of its ends"),
        (Change((), (Link("m", "speaker", "q", "nobody"),)), "lead nowhere"),
        (Change((), (Annotation("x", "claim", 5, 5),)), "no stretch"),
        (Change((), (Annotation("x", "claim", 5, 11),)), "no stretch"),
        (Change((), (quote,)), "there already"),
        (Change((quote._replace(note="other"),), ()), "changed since"),
    ]:
        with pytest.raises(ChangeRefused, match=why):
            store.apply(wrong)
        assert content(store) == before


def test_one_change_is_heard_once() -> None:
    heard: list[Change] = []
    store = AnnotationStore(length=100)
    store.listener = heard.append
    change = edits.add(*(Annotation(f"a{n}", "claim", n, n + 1) for n in range(50)))
    store.apply(change)
    store.apply(Change())
    assert heard == [change], "what changes nothing is not heard"


def test_a_bulk_change_gives_the_same_store_as_single_ones() -> None:
    many = [Annotation(f"a{n:05}", TAGS[n % 5], n % 90, n % 90 + 1 + n % 10) for n in range(3000)]
    bulk, single = AnnotationStore(length=100), AnnotationStore(length=100)
    bulk.apply(edits.add(*many))
    for annotation in many:
        single.apply(edits.add(annotation))
    assert content(bulk) == content(single)
    bulk.apply(edits.remove(bulk, many[:2000]))
    assert list(bulk.annotations) == sorted(many[2000:], key=sort_key)
    assert bulk.touching(0, 100) == list(bulk.annotations)
    assert bulk.tags == dict.fromkeys(TAGS, 200)


class Counted(int):
    """An int that counts how often it is compared."""

    comparisons = 0

    def __gt__(self, other: object) -> bool:
        Counted.comparisons += 1
        return int(self) > int(other)  # type: ignore[call-overload]


@pytest.mark.parametrize("long_ones", [0, 200])
def test_a_query_looks_at_what_is_near_however_many_there_are(long_ones: int) -> None:
    def looked_at(count: int) -> int:
        listed = [Annotation(f"a{n}", "claim", 50 * n, Counted(50 * n + 60)) for n in range(count)]
        listed += [Annotation(f"b{n}", "claim", 5000 * n, Counted(5000 * n + 9000)) for n in range(long_ones)]
        index = SpanIndex(sorted(listed, key=sort_key))
        Counted.comparisons = 0
        index.touching(500, 700)
        return Counted.comparisons

    assert looked_at(20_000) == looked_at(100)


def test_at_gives_the_innermost_first_and_the_one_that_ends_there_last() -> None:
    outer, inner, before = (
        Annotation("o", "claim", 0, 20),
        Annotation("i", "actor", 5, 9),
        Annotation("b", "cue", 2, 5),
    )
    store = AnnotationStore([outer, inner, before], length=30)
    assert [a.id for a in store.at(5)] == ["i", "o", "b"]
    assert [a.id for a in store.at(4)] == ["b", "o"]
    assert [a.id for a in store.at(20)] == ["o"]
    assert [a.id for a in store.at(0)] == ["o"]
    assert store.at(21) == []


def test_an_annotation_goes_only_with_all_of_its_links() -> None:
    quote, actor, other = Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9), Annotation("b", "actor", 1, 2)
    one, two = Link("l", "speaker", "q", "a"), Link("m", "speaker", "q", "b")
    store = AnnotationStore([quote, actor, other, one, two], length=10)
    with pytest.raises(ChangeRefused, match="lose one of its ends"):
        store.apply(Change((quote, one), ()))
    store.apply(Change((quote, one, two), ()))
    assert (len(store), store.links) == (2, [])


def test_links_come_in_the_order_in_which_they_were_made() -> None:
    quote, actor = Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9)
    late, early = Link("1", "speaker", "q", "a", "2026-02-02"), Link("2", "addressee", "q", "a", "2026-01-01")
    same_time = Link("0", "about", "q", "a", "2026-02-02")
    store = AnnotationStore([quote, actor, late, early, same_time], length=10)
    assert store.links_from("q") == store.links_to("a") == [early, same_time, late]


def test_a_change_cannot_be_changed() -> None:
    change = Change()
    with pytest.raises(FrozenInstanceError):
        change.added = (Annotation("a", "claim", 0, 1),)  # type: ignore[misc]


@pytest.mark.parametrize("span", [(7, 5), (-1, 3), (9, 11), (11, 12)])
def test_a_span_that_runs_backwards_or_out_of_the_text_is_refused(span: tuple[int, int]) -> None:
    store = AnnotationStore(length=10)
    with pytest.raises(ChangeRefused, match="no stretch of this text"):
        store.apply(edits.add(Annotation("a", "claim", *span)))
    store.apply(edits.add(Annotation("a", "claim", 0, 10), Annotation("b", "claim", 3, 4)))


def test_a_link_that_is_there_does_not_come_a_second_time_unless_it_is_replaced() -> None:
    quote, actor, speaker = Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9), Link("l", "cue", "q", "a")
    store = AnnotationStore([quote, actor, speaker], length=10)
    with pytest.raises(ChangeRefused, match="the link is there already"):
        store.apply(edits.add(speaker))
    store.apply(Change((speaker,), (speaker._replace(role="speaker"),)))
    assert [link.role for link in store.links] == ["speaker"]


def test_letting_go_of_an_annotation_that_is_not_in_the_index_is_an_error_and_changes_nothing() -> None:
    held = [Annotation("a", "claim", 0, 4), Annotation("b", "claim", 3, 7)]
    index = SpanIndex(held)
    for stranger in [Annotation("c", "claim", 3, 7), Annotation("c", "claim", 0, 4), Annotation("c", "claim", 9, 13)]:
        with pytest.raises(KeyError, match="c"):
            index.discard([held[0], stranger])
    assert index.touching(0, 20) == held


@given(st.lists(annotations(), max_size=6))
def test_reading_order_is_that_of_the_sort_key(rows: list[Annotation]) -> None:
    assert in_reading_order(rows) == sorted(rows, key=sort_key)
    already = sorted(rows, key=sort_key)
    assert in_reading_order(already) is already


def test_of_a_layer_in_order_only_neighbours_that_start_alike_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[Annotation] = []
    monkeypatch.setattr("analyst_app.core.annotation.sort_key", lambda one: keys.append(one) or sort_key(one))
    rows = [Annotation(f"{n:05}", "claim", n + (n == 7), n + 9 + 5 * (n == 7)) for n in range(10_000)]
    in_reading_order(rows)
    assert {one.id for one in keys} == {"00007", "00008"}


@given(layers())
def test_a_store_of_records_by_kind_is_the_store_of_all_of_them(records: list[Record]) -> None:
    kinds = [[one for one in records if isinstance(one, kind)] for kind in (LayerFacts, Annotation, Link, Unplaced)]
    store = AnnotationStore.of_kinds(kinds, length=LENGTH)
    assert content(store) == content(AnnotationStore(records, length=LENGTH))
    assert store.records() == AnnotationStore(records, length=LENGTH).records()
    for one in store.annotations:
        assert store.annotation(one.id) is one
        assert one in store.touching(one.start, one.end)


def test_annotations_that_come_together_slightly_out_of_order_are_put_in_reading_order() -> None:
    many = [Annotation(f"a{n:04}", "claim", n, n + 50) for n in range(1500)]
    swapped = [many[n ^ 1] for n in range(1500)]
    store = AnnotationStore(length=2000)
    store.apply(edits.add(*swapped))
    assert store.annotations == many
    assert store.touching(700, 701) == many[651:701]


def test_a_change_in_which_one_record_stands_twice_is_refused() -> None:
    one, other = Annotation("a", "claim", 0, 5), Annotation("b", "claim", 0, 5)
    store = AnnotationStore([one], length=10)
    for change in (Change((one, one), ()), Change((), (other, other)), Change((), (other, other._replace(note="n")))):
        with pytest.raises(ChangeRefused, match="one record stands twice"):
            store.apply(change)
    assert list(store.annotations) == [one]


def test_of_annotations_that_begin_together_the_longest_comes_first_then_by_tag_and_id() -> None:
    expected = [
        Annotation("z", "quote", 0, 9),
        Annotation("y", "actor", 0, 5),
        Annotation("a", "claim", 0, 5),
        Annotation("b", "claim", 0, 5),
        Annotation("c", "actor", 1, 10),
    ]
    assert AnnotationStore(reversed(expected), length=2000).annotations == expected
    many = [Annotation(f"n{number:04}", "claim", 20 + number, 21 + number) for number in range(1500)]
    assert AnnotationStore([*reversed(expected), *many], length=2000).annotations == [*expected, *many]


def test_of_very_many_links_at_one_annotation_only_those_that_are_wanted_are_put_in_order() -> None:
    """The window asks for a few; sorting 300,000 of them would stop it."""
    ends = [Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9)]
    links = [Link(f"l{number:06}", "speaker", "q", "a", f"{number % 7}") for number in range(5_000)]
    store = AnnotationStore([*ends, *links], length=20)
    few = store.links_from("q", "speaker", most=3)
    assert [link.id for link in few] == ["l000000", "l000007", "l000014"]
    assert store.links_to("a", most=3) == few
    assert (len(store.links_from("q")), store.links_from("q", "cue", most=1), store.links_to("q")) == (5_000, [], [])


def test_a_link_is_known_at_both_of_its_ends_and_goes_from_both() -> None:
    ends = [Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9)]
    link, ring = Link("l", "speaker", "q", "a"), Link("m", "same", "q", "q")
    store = AnnotationStore([*ends, link, ring], length=20)
    assert (store.links_from("q"), store.links_to("a"), store.links_to("q")) == ([link, ring], [link], [ring])
    assert store.refusal(Change((ends[1],), ())) == "a link would lose one of its ends"
    store.apply(Change((link, ring), ()))
    assert (store.links_from("q"), store.links_to("a"), store.links_to("q")) == ([], [], [])
    assert store.refusal(Change((), (link._replace(to_id="z"),))) == "a link would lead nowhere"


@pytest.mark.parametrize("number", [1, 2, 300])
def test_some_that_go_and_come_together_leave_the_rest_in_reading_order(number: int) -> None:
    """With spans of all lengths, and several at one place."""
    dice = random.Random(number)
    starts = [dice.randrange(300) for _ in range(2_000)]
    held = [Annotation(f"a{n:04}", "claim", start, start + dice.choice((1, 3, 90))) for n, start in enumerate(starts)]
    store = AnnotationStore(held, length=400)
    gone, came = held[:number], [one._replace(id=f"b{one.id}", end=one.start + 2) for one in held[:number]]
    change = Change(tuple(gone), tuple(came))
    store.apply(change)
    expected = sorted([*held[number:], *came], key=sort_key)
    assert store.annotations == expected
    for place in range(0, 400, 7):
        assert store.touching(place, place + 2) == [
            one for one in expected if one.start < place + 2 and one.end > place
        ]
    store.apply(change.inverse())
    assert store.annotations == sorted(held, key=sort_key)
    assert store.touching(0, 400) == store.annotations


class AskedId(str):
    """An id that counts how often its hash is asked for, which is once for each time that it is looked for."""

    asked = 0

    def __hash__(self) -> int:
        AskedId.asked += 1
        return super().__hash__()


def test_of_what_is_there_already_nothing_is_looked_at_that_a_change_does_not_name() -> None:
    store = AnnotationStore([Annotation(AskedId(n), "quote", n, n + 1) for n in range(1000)], length=2000)
    AskedId.asked = 0
    store.apply(edits.add(Annotation("new", "quote", 1500, 1510)))
    assert AskedId.asked < 20
