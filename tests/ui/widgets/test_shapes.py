"""The shared shapes: what they paint is in the theme's colours and as large as was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, qGray
from pytestqt.qtbot import QtBot

from analyst_app.core.looks.colour import contrast
from analyst_app.ui.widgets.shapes import (
    caps_width,
    initials,
    paint_caps,
    paint_chip,
    paint_disc,
    paint_focus,
    paint_progress,
    paint_ring,
    paint_row,
)
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    parent = QObject()
    looks = Looks(Theme("light"), parent)
    looks.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the child with it
    return looks


def canvas(looks: Looks) -> QImage:
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(looks.colours.colour("surface"))
    return image


def test_a_ring_has_as_much_accent_as_is_done(looks: Looks) -> None:
    counts = []
    for share in (None, 0.25, 0.75):
        image = canvas(looks)
        painter = QPainter(image)
        paint_ring(painter, QRectF(10, 10, 36, 36), share, looks)
        painter.end()
        accent = looks.colours.colour("accent").rgb()
        counts.append(sum(image.pixel(x, y) == accent for x in range(60) for y in range(60)))
    assert counts[0] == 0
    assert counts[1] * 2 < counts[2]


def test_a_current_chip_is_filled_with_its_ink(looks: Looks) -> None:
    look = looks.colours.look("Q", "#1d4ed8", "double")
    for is_current, colour in ((False, look.tint), (True, look.ink)):
        image = canvas(looks)
        painter = QPainter(image)
        paint_chip(painter, QRectF(10, 10, 20, 20), look, looks, is_current=is_current)
        painter.end()
        assert image.pixelColor(13, 13) == colour


def across(looks: Looks, paint: Callable[[QPainter, QRectF], object]) -> list[int]:
    """The greys from the upper edge of a row down to its middle, where nothing but its lines stands."""
    image = canvas(looks)
    painter = QPainter(image)
    paint(painter, QRectF(10, 10, 180, 40))
    painter.end()
    return [qGray(image.pixel(100, y)) for y in range(10, 30)]


def test_in_high_contrast_current_row_and_focus_differ_by_lines_and_not_by_hue_alone(looks: Looks) -> None:
    looks.wear(Theme("high_contrast"))
    paint = partial(paint_row, looks=looks, is_hovered=False)
    plain = across(looks, lambda painter, rect: paint(painter, rect, is_current=False))
    current = across(looks, lambda painter, rect: paint(painter, rect, is_current=True))
    focused = across(looks, lambda painter, rect: paint_focus(painter, rect, looks))
    bright = [sum(grey > 200 for grey in greys) for greys in (plain, current, focused)]
    assert bright == [0, 1, 3]


def test_in_high_contrast_a_chip_has_a_sharp_line_round_it(looks: Looks) -> None:
    looks.wear(Theme("high_contrast"))
    look = looks.colours.look("Q", "#1d4ed8", "double")
    image = canvas(looks)
    painter = QPainter(image)
    paint_chip(painter, QRectF(10, 10, 20, 20), look, looks)
    painter.end()
    line = [x for x in (9, 10, 11, 28, 29, 30) if image.pixelColor(x, 20) == look.ink]
    assert line == [10, 29]


def test_caps_end_where_their_width_says(looks: Looks) -> None:
    image = canvas(looks)
    painter = QPainter(image)
    right = paint_caps(painter, 10, 30, ("Ctrl", "K"), looks)
    painter.end()
    assert right == pytest.approx(10 + caps_width(("Ctrl", "K"), looks))


@pytest.mark.parametrize(("name", "letters"), [("Mira Holt", "MH"), ("alice", "A"), ("gold-max", "GM"), ("", "")])
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_shape_is_painted_once_and_looks_the_same_again(looks: Looks, ratio: int) -> None:

    def grabbed() -> QImage:
        image = QImage(60 * ratio, 60 * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_caps(painter, 2, 10, ("Ctrl", "K"), looks)
        paint_ring(painter, QRectF(2, 24, 16, 16), 0.4, looks)
        paint_disc(painter, QRectF(24, 24, 20, 20), "AB", looks, is_filled=True)
        painter.end()
        return image

    first, made = grabbed(), dict(looks.stamps)
    assert len(made) == 4
    assert grabbed() == first
    assert {key: stamp.cacheKey() for key, stamp in looks.stamps.items()} == {
        key: stamp.cacheKey() for key, stamp in made.items()
    }
    looks.wear(Theme("dark"))
    assert grabbed() != first


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_a_bar_of_nothing_done_does_not_look_like_one_of_all(looks: Looks, theme: str) -> None:
    looks.wear(Theme(theme))

    def middle(share: float) -> QImage:
        image = QImage(100, 4, QImage.Format.Format_RGB32)
        image.fill(looks.colours.colour("surface"))
        painter = QPainter(image)
        paint_progress(painter, QRectF(0, 0, 100, 4), share, looks)
        painter.end()
        return image

    done, left = (middle(share).pixelColor(50, 2).getRgb()[:3] for share in (1, 0))
    assert contrast(done, left) >= 3
    assert contrast(looks.colours.colour("surface").getRgb()[:3], left) < contrast(done, left)
    assert middle(0.4).pixelColor(20, 2) == middle(1).pixelColor(50, 2)
    assert middle(0.4).pixelColor(60, 2) == middle(0).pixelColor(50, 2)
