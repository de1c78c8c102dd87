"""The difference of two colours to people of normal sight and of the three kinds of colour blindness. No Qt."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from analyst_app.core.looks.colour import Colour

ALIKE = 10.0
"""Difference (CIEDE2000) under which two small marks may be taken for one another."""
SIGHTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Linear red, green and blue as they arrive, by kind of sight.

Source: G. Machado, M. Oliveira, L. Fernandes, A physiologically-based model for simulation of color vision deficiency,
IEEE TVCG 15(6), 2009, table of severity 1.0.
"""
_WHITE = (0.95047, 1.0, 1.08883)
"""D65, of the 2° observer."""
_FAR = 25.0**7


def least_difference(one: Colour, other: Colour) -> float:
    """The difference of two colours (CIEDE2000) to the kind of sight to which they are most alike.

    Args:
        one: a colour of the screen.
        other: another.
    """
    return min(difference(lab(one, sight), lab(other, sight)) for sight in SIGHTS)


def lab(colour: Colour, sight: str = "normal") -> tuple[float, float, float]:
    """CIE L*a*b* of a colour of sRGB, as a kind of sight has it.

    Args:
        colour: of the screen.
        sight: a key of ``SIGHTS``.
    """
    linear = [_linear(channel) for channel in colour]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * light for share, light in zip(row, linear, strict=True))))
        for row in SIGHTS[sight]
    )
    x = 0.4124564 * red + 0.3575761 * green + 0.1804375 * blue
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = 0.0193339 * red + 0.1191920 * green + 0.9503041 * blue
    fx, fy, fz = (_bent(value / white) for value, white in zip((x, y, z), _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The colour difference CIEDE2000 of two colours in L*a*b*.

    Source: G. Sharma, W. Wu, E. Dalal, The CIEDE2000 color-difference formula: implementation notes, supplementary
    test data, and mathematical observations, Color Research and Application 30(1), 2005, equations 2 to 22.

    Args:
        one: lightness, a and b.
        other: the same of the other.
    """
    (light1, a1, b1), (light2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    grey = 1 + 0.5 * (1 - sqrt(mean**7 / (mean**7 + _FAR)))
    a1, a2 = a1 * grey, a2 * grey
    chroma1, chroma2 = hypot(a1, b1), hypot(a2, b2)
    hue1, hue2 = (degrees(atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    is_grey = chroma1 * chroma2 == 0
    turn = 0.0 if is_grey else (hue2 - hue1 + 180) % 360 - 180
    if turn == -180 and hue2 > hue1:
        turn = 180.0
    hue_step = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn) / 2)
    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    hue = hue1 + hue2
    if not is_grey:
        hue = hue / 2 if abs(hue1 - hue2) <= 180 else (hue + 360) / 2 if hue < 360 else (hue - 360) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    of_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    of_chroma, of_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * weight
    bend = 60 * exp(-(((hue - 275) / 25) ** 2))
    turned = -sin(radians(bend)) * 2 * sqrt(chroma**7 / (chroma**7 + _FAR))
    steps = (light2 - light1) / of_light, (chroma2 - chroma1) / of_chroma, hue_step / of_hue
    return sqrt(sum(step * step for step in steps) + turned * steps[1] * steps[2])


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _bent(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
