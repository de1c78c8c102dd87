"""The shapes that mean the same everywhere: a letter chip is a tag, a ring is progress, a cap is a key.

Painted by us on the colours and sizes that are worn; delegates and widgets call these alike.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from analyst_app.ui.widgets.sizes import type_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.widgets.sizes import Sizes
    from analyst_app.ui.widgets.theme import Looks, TagLook

_CAP_PADDING, _CAP_GAP = 5, 3
"""Pixels beside the words of a key cap, and between two caps."""
_DASHED = 1.5
"""Pixels of the line round what is only proposed."""
_SHADE = 0.018
"""Share of the scrim's colour in each of the layers of a shadow."""
_SMALL_DISC, _IN_DISC = 20, 0.7
"""Pixels up to which a disc is drawn with a finer line, and the share of its width that the initials may take."""
_FULL_TURN = 16 * 360
"""Qt counts sixteenths of a degree."""
_SCREENS = (1, 2, 3)
"""Qt's numbers for a widget, a pixmap and an image; all else is a file or a printer, which gets lines and letters."""
_MOST_STAMPS = 500
"""Shapes that are kept."""


def fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill a rectangle, as ``QPainter.fillRect`` does, for whose sake PySide makes the names of all gradients: 2 ms.

    Args:
        painter: has no pen and the colour's brush afterwards.
        rect: in its coordinates.
        colour: of it.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def paint_chip(
    painter: QPainter, rect: QRectF, look: TagLook, looks: Looks, *, is_current: bool = False, is_dashed: bool = False
) -> None:
    """Paint a tag's letter on its tint.

    Args:
        painter: is left as it was.
        rect: of the chip, pixels.
        look: letter and colours of the tag.
        looks: colours and sizes.
        is_current: True: filled with its ink.
        is_dashed: True: with a dashed line round it, as what is only proposed.
    """
    colours = looks.colours

    def paint(painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(look.ink, 1) if colours.is_high_contrast or is_dashed else Qt.PenStyle.NoPen)
        if is_dashed:
            painter.setPen(QPen(look.ink, _DASHED, Qt.PenStyle.DashLine))
        painter.setBrush(look.ink if is_current else look.tint)
        edge = 0.5 if colours.is_high_contrast else 0  # the line lies inside, on whole pixels
        rect = rect.adjusted(edge, edge, -edge, -edge)
        radius = min(looks.sizes.radius("chip"), rect.height() / 3)
        painter.drawRoundedRect(rect, radius, radius)
        font = looks.sizes.font("cap")
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colours.colour("paper") if is_current else look.ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.key)

    paint_stamped(
        painter, rect, ("chip", look.key, look.ink.rgba(), look.tint.rgba(), is_current, is_dashed), looks, paint
    )


def paint_ring(painter: QPainter, rect: QRectF, share: float | None, looks: Looks) -> None:
    """Paint progress as a ring.

    Args:
        painter: is left as it was.
        rect: of the ring, pixels.
        share: 0 to 1; None: nothing is begun; 1 is a disc with a tick.
        looks: colours and sizes.
    """
    paint_stamped(painter, rect, ("ring", share), looks, lambda painter, rect: _paint_ring(painter, rect, share, looks))


def _paint_ring(painter: QPainter, rect: QRectF, share: float | None, looks: Looks) -> None:
    colours = looks.colours
    width = max(1.5, rect.width() / 9)
    ring = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if share is not None and share >= 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("control"))
        painter.drawEllipse(rect)
        painter.setPen(QPen(colours.colour("raised"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        unit, corner = rect.width() / 18, rect.topLeft()
        tick = [corner + QPointF(x, y) * unit for x, y in ((5.2, 9.4), (7.9, 12.0), (12.8, 6.6))]
        painter.drawPolyline(tick)
    else:
        painter.setPen(QPen(colours.colour("control"), width))
        painter.drawEllipse(ring)
        if share:
            painter.setPen(QPen(colours.colour("accent"), width * 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(ring, _FULL_TURN // 4, -round(share * _FULL_TURN))


def caps_width(keys: Sequence[str], looks: Looks) -> float:
    """Width of key caps beside each other, pixels; 0 where there is none."""
    return _caps_width(tuple(keys), looks.sizes, type_edition())


@lru_cache(maxsize=_MOST_STAMPS)
def _caps_width(keys: tuple[str, ...], sizes: Sizes, _edition: int) -> float:
    least = sizes.metrics("cap").height()
    widths = [max(least, sizes.advance("cap", key) + 2 * _CAP_PADDING) for key in keys]
    return sum(widths) + _CAP_GAP * max(0, len(keys) - 1)


def paint_caps(
    painter: QPainter, left: float, middle: float, keys: Sequence[str], looks: Looks, *, is_filled: bool = False
) -> float:
    """Paint the keys of a chord as caps, each with a line round it.

    Args:
        painter: is left as it was.
        left: edge of the first cap, pixels.
        middle: height of the caps' middle, pixels.
        keys: the words on the caps, such as Ctrl and K.
        looks: colours and sizes.
        is_filled: True: dark caps, for keys that decide.

    Returns:
        The right edge of the last cap.
    """
    colours, sizes = looks.colours, looks.sizes
    metrics = sizes.metrics("cap")
    height = metrics.height() + 2
    for key in keys:
        width = max(metrics.height(), sizes.advance("cap", key) + 2 * _CAP_PADDING)
        cap = QRectF(round(left), round(middle - height / 2), width, height)

        def paint(painter: QPainter, cap: QRectF, key: str = key) -> None:
            painter.setFont(sizes.font("cap"))
            painter.setPen(QPen(colours.colour("text" if is_filled else "control"), 1))
            painter.setBrush(colours.colour("text" if is_filled else "raised"))
            cap = cap.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(colours.colour("raised" if is_filled else "text"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)

        paint_stamped(painter, cap, ("cap", key, is_filled), looks, paint)
        left += width + _CAP_GAP
    return left - _CAP_GAP


def hint_width(keys: Sequence[str], words: str, looks: Looks) -> float:
    """Width of key caps with the words for what they do, pixels."""
    return caps_width(keys, looks) + looks.sizes.space(0) + 2 + ceil(looks.sizes.advance("secondary", words))


def paint_hint(painter: QPainter, rect: QRectF, keys: Sequence[str], words: str, looks: Looks) -> None:
    """Paint key caps with the words for what they do.

    Args:
        painter: is left as it was.
        rect: of both, pixels.
        keys: the words on the caps.
        words: what they do.
        looks: colours and sizes.
    """

    def paint(painter: QPainter, rect: QRectF) -> None:
        wide = caps_width(keys, looks)
        taken = wide + looks.sizes.space(0) + 2
        paint_caps(painter, rect.right() - wide if is_leftward else rect.left(), rect.center().y(), keys, looks)
        painter.setFont(looks.sizes.font("secondary"))
        painter.setPen(looks.colours.colour("muted"))
        painter.setLayoutDirection(way)
        room = rect.adjusted(0, 0, -taken, 0) if is_leftward else rect.adjusted(taken, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    way = painter.layoutDirection()
    is_leftward = way == Qt.LayoutDirection.RightToLeft
    paint_stamped(painter, rect, ("hint", is_leftward, *keys, words), looks, paint)


def paint_row(painter: QPainter, rect: QRectF, looks: Looks, *, is_current: bool, is_hovered: bool) -> None:
    """Paint the ground of a row: the current one with a bar at its beginning, one under the mouse lighter.

    In high contrast the current one has a line round it, too: thinner and of another colour than the ring of the focus.
    """
    if not (is_current or is_hovered):
        return
    colours, sizes = looks.colours, looks.sizes
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = sizes.radius("row")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("row" if is_current else "hover"))
    painter.drawRoundedRect(rect, radius, radius)
    if is_current and colours.is_high_contrast:
        painter.setPen(QPen(colours.colour("text"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
    if is_current:
        inside = QPainterPath()
        inside.addRoundedRect(rect, radius, radius)
        painter.setClipPath(inside, Qt.ClipOperation.IntersectClip)
        bar = QRectF(rect.left(), rect.top(), sizes.width("current_bar"), rect.height())
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(rect.right())
        painter.fillRect(bar, colours.colour("accent"))
    painter.restore()


def paint_focus(painter: QPainter, rect: QRectF, looks: Looks) -> None:
    """Paint the ring of the keyboard's place inside a row or field."""
    width = looks.ring_width
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(looks.colours.colour("focus"), width))
    radius, inset = looks.sizes.radius("row"), width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def paint_popup(painter: QPainter, rect: QRectF, looks: Looks) -> None:
    """Paint the ground of what floats: raised and rounded, with a line round it and a shadow, which lies outside."""
    colours, sizes = looks.colours, looks.sizes
    radius, reach = sizes.radius("popup"), sizes.width("shadow")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(colours.scrim)
    shade.setAlphaF(_SHADE)
    painter.setBrush(shade)
    for away in range(0 if colours.is_high_contrast else reach):
        painter.drawRoundedRect(rect.adjusted(-away, 1 - away, away, away), radius + away, radius + away)
    painter.setBrush(colours.colour("raised"))
    painter.setPen(QPen(colours.colour("hairline"), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def paint_disc(
    painter: QPainter, rect: QRectF, words: str, looks: Looks, *, is_filled: bool, role: str = "text"
) -> None:
    """Paint a person as a disc with initials: filled for oneself and the first reader, a ring for others.

    Args:
        painter: is left as it was.
        rect: of the disc, pixels; in a small one the initials are smaller.
        words: the initials.
        looks: colours and sizes.
        is_filled: True: light letters on a dark disc.
        role: of the colour.
    """
    colours = looks.colours

    def paint(painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(colours.colour(role), 1.5 if rect.height() > _SMALL_DISC else 1))
        painter.setBrush(colours.colour(role if is_filled else "raised"))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        font = looks.sizes.font("cap")
        font.setBold(True)
        wide = QFontMetricsF(font).horizontalAdvance(words) / (rect.width() * _IN_DISC)
        font.setPointSizeF(font.pointSizeF() / max(wide, 1 / 0.9 if len(words) > 1 else 1))
        painter.setFont(font)
        painter.setPen(_on(colours.colour("raised"), colours.colour(role), is_filled=is_filled))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    paint_stamped(painter, rect, ("disc", words, is_filled, role), looks, paint)


def paint_tick(painter: QPainter, rect: QRectF, looks: Looks) -> None:
    """Paint a tick beside what is settled.

    Args:
        painter: is left as it was.
        rect: 13 pixels wide and 12 high.
        looks: colours and sizes.
    """

    def paint(painter: QPainter, rect: QRectF) -> None:
        ink = looks.colours.colour("success")
        painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        corner = rect.topLeft()
        painter.drawPolyline([corner + QPointF(x, y) for x, y in ((1, 6.5), (4.5, 10), (11, 1.5))])

    paint_stamped(painter, rect, ("tick",), looks, paint)


def paint_progress(painter: QPainter, rect: QRectF, share: float, looks: Looks) -> None:
    """Paint a thin bar of how much is done.

    Args:
        painter: is left as it was.
        rect: of the bar, pixels.
        share: 0 to 1.
        looks: colours and sizes.
    """
    colours, radius = looks.colours, rect.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("row"))
    painter.drawRoundedRect(rect, radius, radius)
    if share:
        painter.setBrush(colours.colour("accent"))
        painter.drawRoundedRect(
            QRectF(rect.topLeft(), QSizeF(max(rect.height(), rect.width() * share), rect.height())), radius, radius
        )
    painter.restore()


def initials(name: str) -> str:
    """One or two letters that stand for a person's name or layer id."""
    words = [word for word in name.replace("-", " ").replace("_", " ").split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def paint_stamped(
    painter: QPainter,
    rect: QRectF,
    key: tuple[object, ...],
    looks: Looks,
    paint: Callable[[QPainter, QRectF], object],
) -> None:
    """Paint a small shape that is painted often: on a screen, once, and its picture after that.

    Args:
        painter: is left as it was.
        rect: of the shape; its corner is rounded to whole pixels, half of one always forward: so it stands the
            same in a row that was moved as in one that is painted there.
        key: tells it from other shapes of its size.
        looks: colours and sizes; they keep the pictures.
        paint: does it.
    """
    device = painter.device()
    if device.devType() not in _SCREENS:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, rect)
        painter.restore()
        return
    ratio, width, height = device.devicePixelRatioF(), rect.width(), rect.height()
    whole = (*key, width, height, ratio, type_edition())
    stamp = looks.stamps.get(whole)
    if stamp is None:
        if len(looks.stamps) >= _MOST_STAMPS:
            looks.stamps.clear()
        stamp = looks.stamps[whole] = QPixmap(ceil(width * ratio), ceil(height * ratio))
        stamp.setDevicePixelRatio(ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        own = QPainter(stamp)
        own.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(own, QRectF(0, 0, width, height))
        own.end()
    painter.drawPixmap(floor(rect.left() + 0.5), floor(rect.top() + 0.5), stamp)


def _on(light: QColor, dark: QColor, *, is_filled: bool) -> QColor:
    return light if is_filled else dark
