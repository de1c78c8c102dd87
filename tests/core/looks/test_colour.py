"""Colours that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.looks.colour import Colour, contrast, legible, tinted

CHANNEL = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNEL, CHANNEL, CHANNEL)
WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(Colour.of("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


@given(colour=COLOURS)
def test_a_code_is_read_back(colour: Colour) -> None:
    assert Colour.of(colour.code) == colour


@given(colour=COLOURS, is_dark=st.booleans())
def test_any_colour_is_made_legible_on_light_and_dark(colour: Colour, is_dark: bool) -> None:
    ground = Colour(27, 29, 34) if is_dark else Colour(255, 253, 249)
    text = Colour(230, 227, 220) if is_dark else Colour(32, 36, 42)
    tint = tinted(ground, colour, 0.36, text=text, least=4.5)
    assert contrast(text, tint) >= 4.5
    assert contrast(legible(colour, ground, tint, least=4.5), tint) >= 4.5
