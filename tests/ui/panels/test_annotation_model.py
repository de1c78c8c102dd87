from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Unplaced, sort_key
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.resources import built_in_codebook
from analyst_app.ui.panels import annotation_model
from analyst_app.ui.panels.annotation_model import NOTE, SPEAKER, TAG, TEXT, WAITING, AnnotationModel

TEXT_OF = "Ada Brandt said “we stay”. Omar Hall said “we go”, and nobody minded much at all."
WAITS = Unplaced("u1", "orphan", "0" * 64, {"tag": "claim", "exact": "gone words", "start": 1, "end": 4})


class Listener:
    """Counts the signals of a model."""

    def __init__(self, model: AnnotationModel) -> None:
        self.heard: list[str] = []
        model.rowsInserted.connect(lambda *_: self.heard.append("inserted"))
        model.rowsRemoved.connect(lambda *_: self.heard.append("removed"))
        model.rowsMoved.connect(lambda *_: self.heard.append("moved"))
        model.dataChanged.connect(lambda *_: self.heard.append("changed"))
        model.modelReset.connect(lambda *_: self.heard.append("reset"))


@pytest.fixture
def codebook() -> Codebook:
    return Codebook.from_data(built_in_codebook())


@pytest.fixture
def store() -> AnnotationStore:
    return AnnotationStore(length=len(TEXT_OF))


@pytest.fixture
def model(store: AnnotationStore, codebook: Codebook, qtmodeltester: ModelTester) -> AnnotationModel:
    model = AnnotationModel()
    model.show(store, TEXT_OF, codebook)
    store.listener = model.apply
    qtmodeltester.check(model, force_py=True)
    return model


def tagged(tag: str, words: str, **more: object) -> Annotation:
    start = TEXT_OF.index(words)
    return edits.new_annotation(tag, Span(start, start + len(words)))._replace(**more)


def cells(model: AnnotationModel, column: int) -> list[str]:
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_rows_stand_in_reading_order(model: AnnotationModel, store: AnnotationStore) -> None:
    store.apply(edits.add(tagged("quote", "“we go”")))
    store.apply(edits.add(tagged("actor", "Ada Brandt")))
    store.apply(edits.add(tagged("actor", "Omar Hall")))
    assert cells(model, TEXT) == ["Ada Brandt", "Omar Hall", "“we go”"]
    assert cells(model, TAG) == ["A", "A", "Q"]
    assert model.data(model.index(2, TAG), Qt.ItemDataRole.AccessibleTextRole) == "Quote"


def test_one_change_gives_one_signal(model: AnnotationModel, store: AnnotationStore) -> None:
    first, second = tagged("actor", "Ada Brandt"), tagged("quote", "“we stay”")
    listener = Listener(model)
    store.apply(edits.add(first))
    store.apply(edits.add(second))
    assert listener.heard == ["inserted", "inserted"]
    listener.heard.clear()
    store.apply(edits.set_note(first, "chair"))
    assert listener.heard == ["changed"]
    listener.heard.clear()
    store.apply(edits.link(store, "speaker", second.id, first.id))
    assert listener.heard == ["changed"]
    listener.heard.clear()
    store.apply(edits.remove(store, [second]))
    assert listener.heard == ["removed"]


def test_a_bulk_change_gives_one_reset(model: AnnotationModel, store: AnnotationStore) -> None:
    listener = Listener(model)
    store.apply(edits.tag_spans("claim", [Span(n % 70, n % 70 + 3 + n // 70) for n in range(400)]))
    assert listener.heard == ["reset"]
    assert model.rowCount() == 400


def test_a_moved_edge_moves_the_row(model: AnnotationModel, store: AnnotationStore) -> None:
    early, late = tagged("actor", "Ada Brandt"), tagged("actor", "Omar Hall")
    store.apply(edits.add(early, late))
    listener = Listener(model)
    store.apply(edits.resize(early, Span(60, 70)))
    assert cells(model, TEXT)[0] == "Omar Hall"
    assert listener.heard == ["moved", "changed"]
    assert model.row_of(store.annotation(early.id)) == 1


def test_the_speaker_column_follows_links_and_names(model: AnnotationModel, store: AnnotationStore) -> None:
    quote, actor = tagged("quote", "“we stay”"), tagged("actor", "Ada Brandt")
    store.apply(edits.add(quote, actor))
    store.apply(edits.link(store, "speaker", quote.id, actor.id))
    assert cells(model, SPEAKER) == ["", "Ada Brandt"]
    listener = Listener(model)
    store.apply(edits.resize(actor, Span(4, 10)))
    assert cells(model, SPEAKER) == ["", "Brandt"]
    assert listener.heard == ["changed", "changed"]


def test_a_continued_part_shows_the_speaker_of_the_part_before_it(
    model: AnnotationModel, store: AnnotationStore
) -> None:
    store.apply(edits.tag_spans("quote", [Span(16, 25), Span(42, 49)], continues="continues"))
    first = store.annotations[0]
    actor = tagged("actor", "Ada Brandt")
    store.apply(edits.add(actor))
    store.apply(edits.link(store, "speaker", first.id, actor.id))
    assert cells(model, SPEAKER) == ["", "Ada Brandt", "Ada Brandt"]


def test_the_filter_lets_through_words_in_text_note_and_speaker(model: AnnotationModel, store: AnnotationStore) -> None:
    quote, actor, claim = (
        tagged("quote", "“we stay”"),
        tagged("actor", "Ada Brandt"),
        tagged("claim", "we go", note="ada"),
    )
    store.apply(edits.add(quote, actor, claim))
    store.apply(edits.link(store, "speaker", quote.id, actor.id))
    model.filter(words="ADA", tags=None)
    assert cells(model, TEXT) == ["Ada Brandt", "“we stay”", "we go"]
    model.filter(words='"we stay"', tags=None)
    assert cells(model, TEXT) == ["“we stay”"]
    model.filter(words="", tags={"claim"})
    assert cells(model, TEXT) == ["we go"]


def test_a_change_that_the_filter_hides_gives_no_signal(model: AnnotationModel, store: AnnotationStore) -> None:
    model.filter(words="", tags={"claim"})
    listener = Listener(model)
    store.apply(edits.add(tagged("actor", "Ada Brandt")))
    assert listener.heard == []
    assert model.row_of(store.annotations[0]) == -1


def test_what_waits_for_a_place_is_listed_too(model: AnnotationModel, store: AnnotationStore) -> None:
    store.apply(edits.add(tagged("actor", "Ada Brandt"), WAITS))
    assert cells(model, TEXT) == ["gone words", "Ada Brandt"]
    assert cells(model, NOTE)[0] == "its words are gone from the article"
    model.filter(words="", tags={WAITING})
    assert model.rowCount() == 1
    store.apply(Change((WAITS,), ()))
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("gone words", "its words are gone from the article"),
        ("Ada Brandt", "its words stand elsewhere: place it"),
        ("said “we", "its words stand more than once: place it"),
    ],
)
def test_words_are_called_gone_only_if_they_stand_nowhere(
    model: AnnotationModel, store: AnnotationStore, words: str, said: str
) -> None:
    item = Unplaced("u1", "orphan", "0" * 64, {"tag": "claim", "exact": words, "start": 1, "end": 4})
    store.apply(edits.add(item))
    assert (cells(model, NOTE), model.reason(item)) == ([said], said)


def test_unknown_tags_are_shown_under_their_id(model: AnnotationModel, store: AnnotationStore) -> None:
    store.apply(edits.add(tagged("frame", "we go")))
    assert cells(model, TAG) == ["frame"]


def test_nothing_foreign_becomes_markup_in_a_tool_tip(codebook: Codebook) -> None:
    text = '<img src="file:///etc/passwd"> & more'
    store, model = AnnotationStore(length=len(text)), AnnotationModel()
    store.apply(edits.add(edits.new_annotation("claim", Span(0, 30))))
    model.show(store, text, codebook)
    assert "<img" not in model.data(model.index(0, TEXT), Qt.ItemDataRole.ToolTipRole)


def test_the_rows_equal_the_store_after_any_history(codebook: Codebook, qtmodeltester: ModelTester) -> None:
    dice = random.Random(7)
    store, model = AnnotationStore(length=1_000), AnnotationModel()
    model.show(store, "words " * 170, codebook)
    qtmodeltester.check(model, force_py=True)
    store.listener = model.apply
    for _ in range(120):
        change = _random_change(store, dice)
        if store.refusal(change) is None:
            store.apply(change)
        shown = [model.record_at(row) for row in range(model.rowCount())]
        assert shown == sorted(store.annotations, key=sort_key)
        assert all(model.row_of(annotation) == row for row, annotation in enumerate(store.annotations))


def _random_change(store: AnnotationStore, dice: random.Random) -> Change:
    start = dice.randrange(990)
    span = Span(start, start + dice.randint(1, 10))
    if not store.annotations or dice.random() < 0.4:
        return edits.tag_spans(
            "quote", [span, Span(span.start, span.end + 3)][: dice.randint(1, 2)], continues="continues"
        )
    some = dice.sample(list(store.annotations), min(len(store), dice.randint(1, 3)))
    if dice.random() < 0.4:
        return edits.remove(store, some)
    return edits.merged([edits.resize(one, Span(span.start, span.end + n)) for n, one in enumerate(some)])


def test_an_insert_costs_the_same_in_a_large_layer(qtbot: QtBot, codebook: Codebook) -> None:
    store = AnnotationStore((edits.new_annotation("claim", Span(n, n + 5)) for n in range(2_000)), length=3_000)
    model = AnnotationModel()
    model.show(store, "x" * 3_000, codebook)
    listener = Listener(model)
    store.listener = model.apply
    store.apply(edits.add(edits.new_annotation("claim", Span(1_000, 1_002))))
    assert listener.heard == ["inserted"]


@pytest.mark.parametrize("words", ["ada", "we", "brandt", "stay", "chair", "nothing", "said “we"])
def test_filtering_anew_lets_in_what_single_changes_let_in(
    model: AnnotationModel, store: AnnotationStore, words: str
) -> None:
    model.filter(words=words, tags=None)
    actor, quote = tagged("actor", "Ada Brandt", note="the chair"), tagged("quote", "“we stay”")
    store.apply(edits.add(actor, quote, tagged("claim", "we go"), tagged("actor", "Omar Hall said “we")))
    store.apply(edits.tag_spans("quote", [Span(50, 55), Span(60, 65)], continues="continues"))
    store.apply(edits.link(store, "speaker", quote.id, actor.id))
    singly = cells(model, TEXT)
    model.filter(words="", tags=None)
    model.filter(words=words, tags=None)
    assert cells(model, TEXT) == singly


# -- a filter that takes several slices -------------------------------------------------


class Clock:
    """A clock that goes on by one slice of the filter whenever it is asked for the time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.008
        return self.now


NUMBERS = "".join(f"{number:04} " for number in range(5_000))
"""Five thousand words of four digits; each begins at five times its number."""


def numbered(number: int) -> Annotation:
    return Annotation(f"id-{number:04}", "actor", 5 * number, 5 * number + 4)


def after_slices(model: AnnotationModel, number: int) -> list[str]:
    """The cells once the filter went on for so many slices, as the timer would let it."""
    for _ in range(number):
        model._go_on()
    return cells(model, TEXT)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of what a filter has looked at, in that order; each slice is one portion of 100 each way."""
    seen: list[str] = []
    look = AnnotationModel.lets_in
    monkeypatch.setattr(annotation_model, "perf_counter", Clock())
    monkeypatch.setattr(AnnotationModel, "lets_in", lambda self, one: bool(seen.append(one.id)) or look(self, one))
    return seen


@pytest.fixture
def large(looked_at: list[str], codebook: Codebook) -> AnnotationModel:
    """Five thousand annotations, each on a number."""
    model, store = AnnotationModel(), AnnotationStore(map(numbered, range(5_000)), length=len(NUMBERS))
    model.show(store, NUMBERS, codebook)
    store.listener = model.apply
    return model


def store_of(model: AnnotationModel) -> AnnotationStore:
    assert model._store is not None
    return model._store


def test_a_filter_looks_from_what_is_seen_outwards(large: AnnotationModel, looked_at: list[str]) -> None:
    large.around = lambda: numbered(2_500)
    large.filter(words="7", tags=None)
    assert looked_at == [f"id-{number}" for number in range(2_500, 2_600)]
    assert cells(large, TEXT)[:3] == ["2507", "2517", "2527"]
    assert (large.is_listed, large.first_row_from(numbered(2_500))) == (False, 0)
    shown, slices = after_slices(large, 8), 8
    assert "2497" in shown, "once a page is full, it looks above too"
    while not large.is_listed:
        assert len(looked_at) <= 200 * (slices + 1)
        after_slices(large, 1)
        slices += 1
    assert len(looked_at) == 5_000
    assert cells(large, TEXT) == [f"{number:04}" for number in range(5_000) if "7" in f"{number:04}"]


def test_a_further_letter_looks_only_at_what_the_first_let_in(large: AnnotationModel, looked_at: list[str]) -> None:
    large.filter(words="12", tags=None)
    after_slices(large, 60)
    let_in = large.rowCount()
    looked_at.clear()
    large.filter(words="123", tags=None)
    after_slices(large, 60)
    assert len(looked_at) == let_in == 199, "100 with 12xx, 50 with x12x, 50 with xx12, and 1212 twice"
    assert cells(large, TEXT) == ["0123", "1123", *[f"123{n}" for n in range(10)], "2123", "3123", "4123"]


def test_a_further_letter_ends_the_pass_of_the_first(large: AnnotationModel, looked_at: list[str]) -> None:
    large.filter(words="1", tags=None)
    after_slices(large, 3)
    let_in, left = large.rowCount(), 5_000 - len(looked_at)
    looked_at.clear()
    large.filter(words="12", tags=None)
    after_slices(large, 60)
    assert len(looked_at) == let_in + left
    assert cells(large, TEXT) == [f"{number:04}" for number in range(5_000) if "12" in f"{number:04}"]
    looked_at.clear()
    large.filter(words="13", tags=None)
    after_slices(large, 60)
    assert len(looked_at) == 5_000, "another letter is sought among all"


def test_changes_in_the_midst_of_a_pass_are_let_in_once(large: AnnotationModel) -> None:
    store = store_of(large)
    large.around = lambda: numbered(2_500)
    large.filter(words="7", tags=None)
    seen, ahead, before = numbered(2_507), numbered(4_907), numbered(7)
    store.apply(edits.remove(store, [seen, ahead, before]))
    assert "2507" not in cells(large, TEXT)
    store.apply(Change((), (seen, numbered(17)._replace(id="second", end=5 * 17 + 3))))
    assert cells(large, TEXT)[0] == "2507"
    store.apply(edits.resize(numbered(2_517), Span(5 * 4_917, 5 * 4_917 + 9)))
    store.apply(edits.resize(numbered(4_927), Span(5 * 2_500, 5 * 2_501 - 1)))
    after_slices(large, 60)
    expected = [one for one in store.annotations if "7" in NUMBERS[one.start : one.end]]
    assert [large.record_at(row) for row in range(large.rowCount())] == expected
    assert all(large.row_of(one) == row for row, one in enumerate(expected))


def test_a_merge_in_the_midst_of_a_pass_begins_it_anew(large: AnnotationModel) -> None:
    store = store_of(large)
    large.filter(words="7", tags=None)
    after_slices(large, 2)
    store.apply(edits.remove(store, list(map(numbered, range(1_000)))))
    after_slices(large, 60)
    assert cells(large, TEXT) == [f"{number:04}" for number in range(1_000, 5_000) if "7" in f"{number:04}"]


def test_what_waits_for_the_whole_list_is_done_once_and_not_for_another_layer(
    large: AnnotationModel, codebook: Codebook
) -> None:
    done: list[str] = []
    large.filter(words="7", tags=None)
    large.when_listed(lambda: done.append("listed"))
    assert done == []
    after_slices(large, 60)
    large.when_listed(lambda: done.append("at once"))
    assert done == ["listed", "at once"]
    large.filter(words="8", tags=None)
    large.when_listed(lambda: done.append("never"))
    large.show(AnnotationStore(length=4), "none", codebook)
    assert large.is_listed
    assert done == ["listed", "at once"]


def test_between_two_places_is_known_what_was_looked_at(large: AnnotationModel) -> None:
    large.around = lambda: numbered(2_500)
    large.filter(words="7", tags=None)
    first, last, after = (sort_key(numbered(number)) for number in (2_500, 2_597, 2_700))
    assert large.is_known(first, last)
    assert not large.is_known(first, after)
    assert not large.is_known(first, None)
    assert not large.is_known(None, last)
    after_slices(large, 60)
    assert large.is_known(None, None)
