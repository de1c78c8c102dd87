"""Colours as numbers: blending, lightness, and contrast as WCAG 2.1 defines it. No Qt."""

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
        """This colour with some of another painted over it.

        Args:
            other: painted over it.
            share: how much of that, 0 to 1.
        """
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(self, other, strict=True))
        return Colour(red, green, blue)


_FINE = 0.0005
"""Step of lightness that the eye does not see."""
_PALER = 0.6
"""Share of the chroma that is lost for each unit of lightness gained: light screens of full chroma glare."""


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, definitions)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1, definitions).

    Args:
        one: a colour.
        other: another.
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Colour, *grounds: Colour, least: float) -> Colour:
    """The colour, made darker or lighter just until it stands out on every ground.

    Its lightness is moved in OKLab, so its hue stays; a lighter colour becomes a little paler.

    Source: B. Ottosson, A perceptual color space for image processing (2020).

    Args:
        colour: to begin with.
        grounds: it is to be legible on.
        least: contrast on each.
    """
    if all(contrast(colour, ground) >= least for ground in grounds):
        return colour
    is_darker = luminance(grounds[0]) > 0.18
    lightness, a, b = _to_oklab(colour)
    enough, far = 0.0, lightness if is_darker else 1 - lightness
    moved = Colour(0, 0, 0) if is_darker else Colour(255, 255, 255)
    while far - enough > _FINE:
        step = (enough + far) / 2
        pale = 1.0 if is_darker else 1 - _PALER * step
        tried = _of_oklab(lightness - step if is_darker else lightness + step, a * pale, b * pale)
        if all(contrast(tried, ground) >= least for ground in grounds):
            far, moved = step, tried
        else:
            enough = step
    return moved


def tinted(ground: Colour, colour: Colour, share: float, *, text: Colour, least: float) -> Colour:
    """The ground with some of a colour on it, less if text would not stand out any more.

    Args:
        ground: under the colour.
        colour: laid over it.
        share: the most of that, 0 to 1.
        text: the colour of words on it.
        least: contrast of the words.
    """
    for step in range(20, 0, -1):
        mixed = ground.towards(colour, share * step / 20)
        if contrast(text, mixed) >= least:
            return mixed
    return ground


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> int:
    light = min(1.0, max(0.0, light))
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def _to_oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = map(_linear, colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _of_oklab(lightness: float, a: float, b: float) -> Colour:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Colour(
        _encoded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )
