"""Keys with their words: caps for what is a key, words for what is none; keys first where room is scarce."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.key_hints import KeyHints
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def hints(qtbot: QtBot) -> Iterator[KeyHints]:
    place = QWidget()
    hints = KeyHints(Looks(Theme("light"), place), place)
    hints.resize(900, 30)
    yield hints
    place.deleteLater()
    QCoreApplication.sendPostedEvents(place, QEvent.Type.DeferredDelete.value)


def caps(hints: KeyHints) -> int:
    """How many caps are painted: in the middle of the line each begins with its rim."""
    image = hints.grab().toImage()
    rim, ground = (Theme("light").colour(role).rgb() for role in ("control", "raised"))
    row = image.height() // 2
    return sum((image.pixel(x, row), image.pixel(x + 1, row)) == (rim, ground) for x in range(image.width() - 1))


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (["Enter keep", "Esc leave"], 2),
        (["1–4 mode", "0 not stated"], 2),
        (["↑/↓ another"], 2),
        (["Shift+Enter keep, add another"], 2),
        (["20 alike: again settles all"], 0),
        (["Quote: marks and a name"], 0),
    ],
)
def test_what_is_a_key_is_a_cap(hints: KeyHints, told: list[str], count: int) -> None:
    hints.show_hints(told)
    assert caps(hints) == count
    assert hints.text() == "  ·  ".join(told)


def test_at_most_five_keys_are_seen_and_a_sentence_stands_after_them(hints: KeyHints) -> None:
    hints.show_hints(["One long sentence " * 20, *(f"F{n} does {n}" for n in range(1, 9))])
    assert caps(hints) == 5
    hints.resize(120, 30)
    assert caps(hints) == 1, "no hint is cut in two"


def test_words_take_the_place_of_keys(hints: KeyHints) -> None:
    hints.show_hints(["Enter keep"])
    hints.show_words("Enter was pressed")
    assert caps(hints) == 0
    assert hints.text() == "Enter was pressed"


def test_it_asks_for_no_width(hints: KeyHints) -> None:
    hints.show_words("word " * 500)
    assert hints.minimumSizeHint().width() == 0


def test_a_hint_is_drawn_once_and_its_picture_is_painted_after_that(hints: KeyHints) -> None:
    hints.show_hints(["Enter keep", "Esc leave"])
    hints.grab()
    drawn = len(hints._looks.stamps)
    hints.show_hints(["Esc leave", "Enter keep"])
    assert caps(hints) == 2
    assert len(hints._looks.stamps) == drawn
