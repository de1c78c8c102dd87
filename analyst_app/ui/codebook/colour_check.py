"""Checks of a tag's colour: legible on both themes, and told apart from the other tags."""

from __future__ import annotations

from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.looks.colour import AA_GRAPHIC, Colour, contrast
from analyst_app.core.looks.likeness import ALIKE, least_difference
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.theme import TagLook, theme
from analyst_app.wording import decimal, tr


def contrast_words(light: TagLook, dark: TagLook) -> str:
    """The contrast of the text on the tag's tint, and a word where its colour was made legible.

    Args:
        light: its look on light paper.
        dark: and on dark.
    """
    shares = [
        contrast(_colour(theme(name).colour("text").name()), _colour(look.tint.name()))
        for name, look in (("light", light), ("dark", dark))
    ]
    return tr(
        "✓ Text on tint {light} : 1 light, {dark} : 1 dark", light=decimal(shares[0], 1), dark=decimal(shares[1], 1)
    )


def likeness_words(codebook: Codebook, tag: Tag) -> str:
    """The tag whose colour is nearest, and by what the two are told apart; empty: there is no other.

    Args:
        codebook: that the tag is of.
        tag: one of its tags.
    """
    others = [other for other in codebook.tags if other.id != tag.id and not other.retired]
    if not others:
        return ""
    nearest = min(others, key=lambda other: _distance(other.colour, tag.colour))  # to the eye that sees them most alike
    looks = theme("light").tag_looks(codebook)
    is_alike = _distance(nearest.colour, tag.colour) < ALIKE
    by = [tr("colour")] if not is_alike else []
    by += [tr("line")] if looks[nearest.id].line != looks[tag.id].line else []
    by += [tr("letter")] if nearest.key != tag.key else []
    name = shown_name(nearest.name)
    if not by:
        return tr("! Looks like {name}: choose another colour, line or key.", name=name)
    return tr("✓ Told apart from {name} by {what}", name=name, what=tr(" and ").join(by))


def legible_words(colour: str) -> str:
    """A word about a colour that is too near to light paper, for which it is given; empty: it is not."""
    paper = _colour(theme("light").colour("paper").name())
    return tr("Too near to the paper: made legible.") if contrast(_colour(colour), paper) < AA_GRAPHIC else ""


def _distance(one: str, other: str) -> float:
    return least_difference(_colour(one), _colour(other))


def _colour(code: str) -> Colour:
    return Colour.of(code)
