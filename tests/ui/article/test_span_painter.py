"""What is painted where, and that a frame costs what is visible of it. No clocks.

Tests of ui.article.article_frame, ui.article.block_plan, ui.article.block_geometry, ui.article.margin_painter and
ui.article.speaker_names.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation, Link, Record, new_id
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.block_plan import BlockPlan, Mark
from analyst_app.ui.article.span_painter import CROWDED
from analyst_app.ui.article.speaker_names import short_name, speaker_word
from analyst_app.ui.widgets.theme import theme
from tests.ui.article.view_scenes import CODEBOOK, STORY, deep_marks, document_of, mark, span_of, view_of

LINE = "The committee met again and nobody could say why it had not met before that.\n"


class CountingStore(AnnotationStore):
    """Counts what it is asked for."""

    asked = 0
    answered = 0

    def touching(self, start: int, end: int) -> list[Annotation]:
        found = super().touching(start, end)
        self.asked += 1
        self.answered += len(found)
        return found


class Cost(NamedTuple):
    """What frames have cost."""

    queries: int
    answers: int
    rectangles: int
    places: int
    """Calls of blockBoundingRect."""


def plan_of(view: ArticleView, words: str) -> BlockPlan:
    start = view.text.index(words)
    return next(plan for _, plan in view.frame() if plan.start <= start < plan.end)


def letters_of(plan: BlockPlan) -> list[Mark]:
    return [mark for marks in plan.letters.values() for mark in marks]


def words_of(plan: BlockPlan) -> list[Mark]:
    return [mark for marks in plan.words.values() for mark in marks]


def cost_of(qtbot: QtBot, lines: int, every: int) -> Cost:
    """What scrolling through ten screens costs, with an annotation in every so many lines beyond the first 300."""
    text = LINE * lines
    near = range(0, 300, 2)
    marked = [*near, *range(300, lines, every)]
    store = CountingStore(
        [Annotation(str(n), "claim", n * len(LINE), n * len(LINE) + 30) for n in marked], length=len(text)
    )
    view, _ = view_of(qtbot, "")
    with qtbot.waitSignal(view.loaded, timeout=60_000):
        view.show_document(document_of(text))
    view.show_annotations(store, CODEBOOK)
    QApplication.processEvents()
    store.asked = store.answered = 0
    before, rectangles = view._column.requests, 0
    for screen in range(10):
        view.verticalScrollBar().setValue(screen * 12)
        view.viewport().repaint()
        rectangles += view.painter.rectangles
    store.apply(Change((), (Annotation("new", "quote", 2_000, 2_050),)))
    view.apply_change(Change((), (Annotation("new", "quote", 2_000, 2_050),)))
    view.viewport().repaint()
    return Cost(store.asked, store.answered, rectangles, view._column.requests - before)


def test_a_frame_costs_the_same_however_long_the_article_and_however_many_annotations(qtbot: QtBot) -> None:
    small, long, full = cost_of(qtbot, 600, 1_000), cost_of(qtbot, 12_000, 1_000_000), cost_of(qtbot, 12_000, 1)
    assert small == long == full


def test_a_crowded_frame_paints_coverage_and_numbers(qtbot: QtBot) -> None:
    text = "word " * 2_000
    crowd: list[Record] = [Annotation(str(n), "claim", n, n + 9) for n in range(0, 9_000, 2)]
    view, _ = view_of(qtbot, text, crowd)
    view.viewport().repaint()
    assert view.painter.rectangles <= CROWDED
    hidden = sum(sum(plan.hidden.values()) for _, plan in view.frame())
    assert hidden > 100
    assert not any(plan.letters for _, plan in view.frame())


def test_many_half_full_blocks_are_crowded_together(qtbot: QtBot) -> None:
    line = "a b c d e f g h i j k l m n o p q r s t u v w x y z\n"
    crowd: list[Record] = [
        Annotation(str(n), "actor", n, n + 1) for n in range(0, len(line) * 40) if line[n % len(line)].isalpha()
    ]
    view, _ = view_of(qtbot, line * 40, crowd, size=(900, 1200))
    view.viewport().repaint()
    assert 0 < view.painter.rectangles <= CROWDED


def test_lanes_are_deepest_around_and_each_has_its_line(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    plan = plan_of(view, "Lena Ortiz")
    styles = {stroke.style for stroke in plan.strokes}
    looks = view.painter.theme.tag_looks(CODEBOOK)
    assert styles == {looks[tag].line for tag in ("claim", "quote", "actor")}
    heights = sorted({rect.top() for stroke in plan.strokes for rect in stroke.rects})
    row_tops = [top for top, _ in plan.rows]
    for (_, bottom), next_top in zip(plan.rows, row_tops[1:], strict=False):
        between = [y for y in heights if bottom <= y < next_top + 1]
        assert between, "each line of the paragraph has lanes under it"
        assert max(between) <= next_top + 1


def test_the_innermost_annotation_tints_the_text(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    plan = plan_of(view, "Lena Ortiz")
    colours = [colour for colour, _ in plan.fills]
    looks = view.painter.theme.tag_looks(CODEBOOK)
    assert colours.index(looks["quote"].tint) < max(n for n, c in enumerate(colours) if c == looks["actor"].tint)
    last_actor = [rects for colour, rects in plan.fills if colour == looks["actor"].tint][-1]
    name = view.rect_of(marks[3].start)
    shown = next(shown for shown, plan in view.frame() if plan.start <= marks[3].start < plan.end)
    assert any(rect.translated(0, shown.top).intersects(QRectF(name)) for rect in last_actor)


def test_a_quote_shows_its_speaker_or_that_it_has_none(qtbot: QtBot) -> None:
    quote, actor = mark(STORY, "quote", "“will not leave the depot"), mark(STORY, "actor", "Ada Brandt", kind="person")
    view, store = view_of(qtbot, STORY, [quote, actor])
    assert [word.words for word in words_of(plan_of(view, "Ada Brandt"))] == ["?"]
    link = Link(new_id(), "speaker", quote.id, actor.id)
    store.apply(Change((), (link,)))
    assert [word.words for word in words_of(plan_of(view, "Ada Brandt"))] == ["→ Brandt"]
    renamed = actor._replace(attributes=(("kind", "person"), ("name", "Ada Weil")))
    store.apply(Change((actor,), (renamed,)))
    assert [word.words for word in words_of(plan_of(view, "Ada Brandt"))] == ["→ Weil"]
    store.apply(Change((link,), ()))
    assert [word.words for word in words_of(plan_of(view, "Ada Brandt"))] == ["?"]


def test_a_segment_has_the_speaker_of_what_it_continues() -> None:
    first, second = mark(STORY, "quote", "“will not leave"), mark(STORY, "quote", "so until May”")
    actor = mark(STORY, "actor", "Ada Brandt", kind="person")
    store = AnnotationStore(
        [first, second, actor, Link("1", "continues", second.id, first.id), Link("2", "speaker", first.id, actor.id)],
        length=len(STORY),
    )
    assert speaker_word(store, CODEBOOK, STORY, second) == "→ Brandt"


@pytest.mark.parametrize(
    ("words", "attributes", "short"),
    [
        ("Ada Brandt", {"kind": "person"}, "Brandt"),
        ("al-Assad", {}, "al-Assad"),
        ("The union’s chair", {"kind": "person"}, "The union’s chair"),
        ("Ada Brandt", {"kind": "organisation"}, "Ada Brandt"),
        ("ليلى حداد", {"kind": "person"}, "ليلى حداد"),
        ("Ada Brandt", {"name": "Dr. Ada Weil"}, "Weil"),
    ],
)
def test_a_person_is_shown_by_the_last_name(words: str, attributes: dict[str, str], short: str) -> None:
    assert short_name(STORY, mark(STORY, "actor", words, **attributes)) == short


def test_skipped_text_is_small_and_grey_and_neither_tinted_nor_underlined(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, STORY, [mark(STORY, "skip", "The spokesman, ")])
    plan = plan_of(view, "The spokesman")
    assert not plan.fills
    assert not plan.strokes
    block = view.document().findBlock(view.to_utf16(STORY.index("The spokesman")))
    (found,) = block.layout().formats()
    assert (found.start, found.length) == (0, len("The spokesman, "))
    assert found.format.fontPointSize() == 12
    assert found.format.foreground().color() == view.painter.theme.colour("muted")
    store.apply(Change(tuple(store.annotations)))
    view.frame()
    assert block.layout().formats() == []


def test_a_tag_that_the_codebook_does_not_know_is_grey(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY, [mark(STORY, "mystery", "Ada Brandt")])
    plan = plan_of(view, "Ada Brandt")
    assert plan.fills[0][0] == view.painter.theme.unknown_look.tint
    assert [letter.words for letter in letters_of(plan)] == ["?"]


def test_a_span_in_mixed_directions_has_a_rectangle_for_each_stretch(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY, [mark(STORY, "claim", "spokesman, ليلى حداد, said")])
    plan = plan_of(view, "The spokesman")
    _, rects = plan.fills[0]
    start, end = span_of(STORY, "spokesman, ليلى حداد, said")
    left, right = view.rect_of(start).x(), view.rect_of(end).x()
    assert min(rect.left() for rect in rects) == pytest.approx(left, abs=2)
    assert max(rect.right() for rect in rects) == pytest.approx(right, abs=2)


def test_a_second_layer_lies_above_and_what_both_say_is_quiet(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    theirs = [annotation._replace(id=new_id()) for annotation in marks[:2]]
    both = {marks[0].id, marks[1].id, *(annotation.id for annotation in theirs)}
    theirs.append(mark(STORY, "quote", "Nobody asked."))
    view.show_second(AnnotationStore(theirs, length=len(STORY)), CODEBOOK, quiet=both)
    QApplication.processEvents()
    plan = plan_of(view, "Lena Ortiz")
    muted = theme("light").colour("muted")
    assert {stroke.style for stroke in plan.strokes if stroke.colour == muted} == {"solid", "double"}  # as ever
    first_top, first_bottom = plan.rows[0]
    heights = [rect.top() for stroke in plan.strokes for rect in stroke.rects]
    assert any(y < first_top for y in heights)
    assert any(y > first_bottom for y in heights)
    assert len([letter for letter in letters_of(plan) if letter.is_second]) == 0
    assert [letter.is_second for letter in letters_of(plan_of(view, "Nobody asked"))] == [True]
    view.show_second(None, None)
    QApplication.processEvents()
    assert all(rect.top() > plan_of(view, "Lena Ortiz").rows[0][0]
               for stroke in plan_of(view, "Lena Ortiz").strokes for rect in stroke.rects)  # fmt: skip


def test_a_layer_that_is_handed_over_again_is_painted_anew_only_if_it_changed_meanwhile(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, STORY, [mark(STORY, "actor", "Ada Brandt")])
    view.frame()
    planned = view.painter.planned
    view.show_annotations(store, CODEBOOK)
    view.frame()
    assert view.painter.planned == planned
    store.apply(Change(tuple(store.annotations)))  # nobody tells the view
    view.show_annotations(store, CODEBOOK)
    view.frame()
    assert view.painter.planned > planned
