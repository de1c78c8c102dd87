"""Arabic words run from right to left wherever they are shown, and are cut on their own side.

Tests of ui.corpus.hit_delegate and ui.widgets.directed_delegate.
"""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QApplication

from analyst_app.core.span import Span
from analyst_app.corpus.concordance import Hit
from analyst_app.ui.corpus.hit_delegate import HitDelegate
from analyst_app.ui.corpus.hit_model import LEFT, HitModel
from analyst_app.ui.panels.rows.wrapped_words import WrappedWords
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText

ARABIC = "قال أحمد الخطيب إن «الميناء لن يغلق أبوابه قبل نهاية الشهر المقبل»."
QUOTE = "«الميناء لن يغلق أبوابه قبل نهاية الشهر المقبل»"
APART = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


def test_an_arabic_row_of_the_list_runs_from_right_to_left(qapp: QApplication) -> None:
    words = WrappedWords(QFont())
    for said, is_rightward in ((QUOTE, False), ("Ada Brandt said so and so again", True)):
        lines = words.lines(said, 120, 6)
        assert len(lines) > 1
        assert {line.is_rightward for line in lines} == {is_rightward}
        assert " ".join(line.words for line in lines) == said


def test_arabic_words_are_set_apart_in_what_is_said(open_text: OpenText) -> None:
    person = open_text(f"{ARABIC}\n\nAda Brandt said so.")
    person.bridge.set_current(put(person, "quote", QUOTE))
    assert person.label("inspector_title") == "Quote"
    person.keys("Delete")
    assert APART[0] in person.label("key_hints")


def test_what_stands_beside_a_hit_is_cut_on_the_far_side_in_either_direction(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    person.choose("corpus.search")
    table = person.window.findChild(QAbstractItemView, "search_hits")
    model = table.model()
    assert isinstance(model, HitModel)
    model.set_hits(
        [
            Hit("a.txt", "", "", "", Span(0, 1), "and so we leave the ", "depot", " at night, all of us"),
            Hit("b.txt", "", "", "", Span(0, 1), "قال أحمد اليوم مرة أخرى إن ", "الميناء", " لن يغلق في هذا العام"),
        ]
    )
    rows = table.itemDelegate()
    assert isinstance(rows, HitDelegate)
    for hit, is_leftward in zip(model.hits, (False, True), strict=True):
        line = rows.marked_line(hit, 150)
        assert line.is_leftward is is_leftward
        assert line.words[line.start : line.start + line.length] == hit.text
        assert line.words.startswith("…"), "what comes first is cut at its beginning"
        assert line.words.endswith("…"), "what comes last is cut at its end"
    picture = table.viewport().grab().toImage()
    ground, middle = picture.pixelColor(picture.width() // 2, picture.height() - 3), table.rowHeight(0) * 3 // 4
    for row, has_room_left in ((0, False), (1, True)):
        line = table.rowViewportPosition(row) + middle
        inked = [x for x in range(12, picture.width() - 30) if picture.pixelColor(x, line) != ground]
        assert (min(inked) > 100) is has_room_left, "a line begins on its own side"
    model.sort(LEFT)
    assert [hit.article for hit in model.hits] == ["a.txt", "b.txt"]


def test_link_mode_sets_arabic_names_apart(open_text: OpenText) -> None:
    person = open_text(ARABIC)
    person.bridge.set_current(put(person, "quote", QUOTE))
    person.keys("L")
    rows = person.window.findChild(QAbstractItemView, "link_candidates")
    assert any("أحمد" in str(rows.model().index(row, 0).data()) for row in range(rows.model().rowCount()))
    assert APART[0] in str(rows.model().index(0, 0).data())
