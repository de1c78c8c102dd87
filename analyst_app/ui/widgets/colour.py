"""Colours as numbers: blending, and contrast as WCAG 2.1 defines it. No Qt."""

from __future__ import annotations

from typing import NamedTuple

AA_TEXT = 4.5
"""Least contrast of text (WCAG 2.1, success criterion 1.4.3)."""
AA_GRAPHIC = 3.0
"""Least contrast of a line or icon that means something (1.4.11)."""


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, code: str) -> Colour:
        """The colour of ``#rrggbb``."""
        return cls(int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))

    @property
    def code(self) -> str:
        """``#rrggbb``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def towards(self, other: Colour, share: float) -> Colour:
        """This colour with ``share`` (0 to 1) of another painted over it."""
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(self, other, strict=True))
        return Colour(red, green, blue)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, definitions)."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1, definitions)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Colour, *grounds: Colour, least: float) -> Colour:
    """The colour, moved towards black or white just until it stands out on every ground."""
    end = Colour(0, 0, 0) if luminance(grounds[0]) > 0.18 else Colour(255, 255, 255)
    for step in range(21):
        moved = colour.towards(end, step / 20)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return end


def tinted(ground: Colour, colour: Colour, share: float, *, text: Colour, least: float) -> Colour:
    """The ground with up to ``share`` of a colour on it, less if text would not stand out any more."""
    for step in range(20, 0, -1):
        mixed = ground.towards(colour, share * step / 20)
        if contrast(text, mixed) >= least:
            return mixed
    return ground
