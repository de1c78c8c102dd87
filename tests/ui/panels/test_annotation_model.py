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
