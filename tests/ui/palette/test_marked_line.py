"""Typed letters are marked where they stand, in either direction of writing, and in names that are cut."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from analyst_app.ui.palette.letter_search import marks
from analyst_app.ui.palette.marked_line import paint_marked, shortened

ROOM = 320
GROUND = QColor("#ffdf7e")


def ground_of(words: str, typed: str) -> tuple[float, float, int]:
    """The middle and width of what is marked, and the width of the words, pixels."""
    image = QImage(ROOM, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    width = paint_marked(painter, 0, 25, words, marks(typed, words), GROUND)
    painter.end()
    columns = [x for x in range(ROOM) if any(image.pixelColor(x, y) == GROUND for y in range(40))]
    return (columns[0] + columns[-1]) / 2, columns[-1] - columns[0] + 1, width


def test_the_first_word_of_an_arabic_name_is_marked_at_its_right(qapp: QApplication) -> None:
    middle, wide, width = ground_of("رئيس بلدية تل مرسى", "رئيس")
    assert middle > 0.6 * width
    assert wide < 0.5 * width


def test_the_last_word_of_it_is_marked_at_its_left(qapp: QApplication) -> None:
    middle, _, width = ground_of("رئيس بلدية تل مرسى", "مرسى")
    assert middle < 0.4 * width


def test_a_latin_name_is_marked_from_its_left(qapp: QApplication) -> None:
    middle, _, width = ground_of("Claim of the mayor", "claim")
    assert middle < 0.4 * width


def test_a_name_is_cut_in_its_middle_and_its_marks_stay_with_their_letters(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont())
    name = "Framing of responsibility by a public body in the region, number 17"
    words, found = shortened(name, marks("framing number", name), metrics, metrics.horizontalAdvance(name) // 2)
    assert [words[start:end] for start, end in found] == ["Framing", "number"]
    assert words.startswith("Framing")
    assert words.endswith("number 17")
    assert "…" in words
    assert metrics.horizontalAdvance(words) <= metrics.horizontalAdvance(name) // 2


def test_what_is_cut_away_is_not_marked(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont())
    name = "Framing of responsibility by a public body in the region, number 17"
    words, found = shortened(name, marks("public", name), metrics, metrics.horizontalAdvance("Framing … number 17"))
    assert "public" not in words
    assert found == []


def test_a_name_that_has_room_stays_whole(qapp: QApplication) -> None:
    assert shortened("Claim", [(0, 2)], QFontMetrics(QFont()), 500) == ("Claim", [(0, 2)])
