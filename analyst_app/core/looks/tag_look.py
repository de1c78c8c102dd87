"""The look of a tag: its line, its ink and its tints on a ground, wherever annotations are shown. No Qt.

The rule: a tint is a share of the tag's colour over the paper, lowered until
the text is legible on it; the ink of lines and letters is the colour, made
darker or lighter until it is legible on every ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analyst_app.core.looks.colour import AA_TEXT, Colour, legible, tinted

UNKNOWN_TAG = "#6b7280"
"""Colour of tags that the codebook does not know."""
LINE_STYLES = ("solid", "double", "dashed", "dotted", "dash-dot", "long-dash")
"""Lines of the lanes, given in their order to tags whose colour is none of the swatches."""
NO_LINE, FAINT_LINE = "none", "fine-dotted"
"""Lines of text that is not the article, and of helpers: these have no tint."""
_PLAIN, _DOUBLE = 2, 3
"""Widths of a line, pixels."""
_LIGHT_TINTS, _DARK_TINTS = (0.17, 0.30), (0.26, 0.46)
"""Shares of a tag's colour over the paper: of any annotation, and of the current one."""
_TINT_TEXT = 7.0
"""Least contrast of the text on a tint; on the current annotation's it is AA."""
_HIGH_CONTRAST = 9.0
"""Least contrast of inks on a ground of high contrast."""


class Swatch(NamedTuple):
    """A colour that a tag can be given, with the line that goes with it."""

    name: str
    colour: str
    """#rrggbb."""
    line: str
    width: int
    """Pixels."""


class LaneLine(NamedTuple):
    """The line of a tag's lane."""

    style: str
    """One of LINE_STYLES, NO_LINE or FAINT_LINE."""
    width: int
    """Pixels; a double line takes all of it."""


class ThemeGround(NamedTuple):
    """The colours that annotations are shown on."""

    colours: Mapping[str, Colour]
    """By role, as ``resources/themes`` names them."""
    is_dark: bool = False
    """True if text is lighter than paper."""
    is_high_contrast: bool = False
    """True if annotations are told apart by lines alone, without tints."""


class Inks(NamedTuple):
    """The colours of a tag on a ground."""

    ink: Colour
    """Lines and letters: AA on the paper and on both tints."""
    tint: Colour
    """Behind the words."""
    strong_tint: Colour
    """Behind the words of the current annotation."""


def line_of(swatch: Swatch | None, usual: str, own: str = "", *, is_high_contrast: bool = False) -> LaneLine:
    """The line of a tag.

    Args:
        swatch: the one that its colour is, if it is one of them.
        usual: the line of a tag whose colour is none of the swatches.
        own: the line that the codebook gives it, whatever its colour; empty: none.
        is_high_contrast: lines are wider.
    """
    style, width = (swatch.line, swatch.width) if swatch is not None else (usual, _PLAIN)
    if own:
        style, width = own, _DOUBLE if own == "double" else _PLAIN
    return LaneLine(style, width + (is_high_contrast and width > 0))


def inks_of(code: str, ground: ThemeGround) -> Inks:
    """The colours of a tag.

    Args:
        code: its colour, #rrggbb.
        ground: what it is shown on.
    """
    colour, colours = Colour.of(code), ground.colours
    paper = colours["paper"]
    if ground.is_high_contrast:
        return Inks(legible(colour, paper, least=_HIGH_CONTRAST), paper, paper)
    text, (share, strong_share) = colours["text"], _DARK_TINTS if ground.is_dark else _LIGHT_TINTS
    tint = tinted(paper, colour, share, text=text, least=_TINT_TEXT)
    strong = tinted(paper, colour, strong_share, text=text, least=AA_TEXT)
    grounds = (tint, paper, *(colours[role] for role in ("raised", "surface", "row")))
    return Inks(legible(colour, *grounds, least=AA_TEXT), tint, strong)
