"""Colours that look alike, also to people with a colour blindness, have lines that do not."""

from __future__ import annotations

import pytest

from analyst_app import resources
from analyst_app.core.looks.colour import Colour
from analyst_app.core.looks.likeness import ALIKE, SIGHTS, difference, lab, least_difference
from analyst_app.core.looks.tag_look import ThemeGround, inks_of

# Sharma, Wu & Dalal 2005, table 1: of each kind of pair that the formula treats in its own way.
PUBLISHED = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "published"), PUBLISHED)
def test_the_difference_is_the_published_one(one, other, published):
    assert difference(one, other) == pytest.approx(published, abs=5e-5)
    assert difference(other, one) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(
    ("code", "expected"),
    # L*a*b* of sRGB's own corners, D65: B. Lindbloom's calculator
    [
        ("#ffffff", (100.0, 0.0, 0.0)),
        ("#000000", (0.0, 0.0, 0.0)),
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_colours_of_the_screen_are_where_they_lie(code, expected):
    assert lab(Colour.of(code)) == pytest.approx(expected, abs=0.02)


def test_greys_are_the_same_to_every_eye():
    """Each row of the tables adds up to 1, so what has no colour keeps having none."""
    for sight, rows in SIGHTS.items():
        for row in rows:
            assert sum(row) == pytest.approx(1.0, abs=2e-6), sight


def test_red_and_green_of_one_lightness_are_alike_without_red_or_green_cones():
    red, green = Colour.of("#c05a5a"), Colour.of("#7d7d46")
    assert difference(lab(red), lab(green)) > 2 * ALIKE
    assert difference(lab(red, "deuteranopia"), lab(green, "deuteranopia")) < ALIKE


def inks(theme: str) -> dict[str, Colour]:
    data = resources.theme(theme)
    colours = {key: Colour.of(code) for key, code in data.items() if isinstance(code, str) and code.startswith("#")}
    ground = ThemeGround(colours, data["is_dark"], data["is_high_contrast"])
    return {one["name"]: inks_of(one["colour"], ground).ink for one in resources.swatches()}


@pytest.mark.parametrize("worn", ["as given", "light", "dark"])
def test_no_two_tags_are_alike_in_colour_and_in_line(worn):
    swatches = resources.swatches()
    colours = {one["name"]: Colour.of(one["colour"]) for one in swatches} if worn == "as given" else inks(worn)
    alike = [
        (one["name"], other["name"])
        for number, one in enumerate(swatches)
        for other in swatches[number + 1 :]
        if one["line"] == other["line"] and least_difference(colours[one["name"]], colours[other["name"]]) < ALIKE
    ]
    assert alike == []
