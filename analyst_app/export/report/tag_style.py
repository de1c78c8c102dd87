"""The colours and lines of tags as CSS, by the rule that the window goes by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.core.looks.colour import Colour
from analyst_app.core.looks.tag_look import (
    FAINT_LINE,
    LINE_STYLES,
    NO_LINE,
    UNKNOWN_TAG,
    Inks,
    LaneLine,
    Swatch,
    ThemeGround,
    inks_of,
    line_of,
)
from analyst_app.export.report.marked_text import LANES

DASHES = {
    "dashed": (6, 3),
    "dotted": (2, 2),
    "dash-dot": (8, 2, 2, 2),
    "long-dash": (12, 3),
    FAINT_LINE: (1, 2),
}
"""Lengths of strokes and gaps of a line's style, pixels of a page or points on paper."""


def tag_line(label: str, codebook: Codebook) -> LaneLine:
    """The line of a tag's lane.

    Args:
        label: id of the tag.
        codebook: which may not know it.
    """
    tag = codebook.tag(label)
    if tag is None:
        return LaneLine("dotted", 2)
    usual = LINE_STYLES[codebook.tags.index(tag) % len(LINE_STYLES)]
    return line_of(_swatches().get(tag.colour.lower()) if tag.key else None, usual, tag.line)


def tag_inks(label: str, codebook: Codebook, theme: str) -> Inks:
    """The colours of a tag.

    Args:
        label: id of the tag.
        codebook: which may not know it.
        theme: ``light`` or ``dark``.
    """
    tag = codebook.tag(label)
    return inks_of(UNKNOWN_TAG if tag is None else tag.colour, _ground(theme))


def has_tint(line: LaneLine) -> bool:
    """True if the words under such a line are tinted."""
    return line.style not in (NO_LINE, FAINT_LINE)


def tag_rules(labels: Sequence[str], codebook: Codebook) -> str:
    """Rules for classes ``g0``, ``g1`` … in the order of some tags, and for lanes ``k0`` … .

    Args:
        labels: ids of the tags.
        codebook: which may not know them all.
    """
    rules, dark = [], []
    for place, label in enumerate(labels):
        line = tag_line(label, codebook)
        image, height = _image(line)
        light_inks, dark_inks = tag_inks(label, codebook, "light"), tag_inks(label, codebook, "dark")
        tint = f"--t:{light_inks.tint.code};" if has_tint(line) else "--t:transparent;"
        rules.append(f".g{place}{{--i:{light_inks.ink.code};{tint}--l:{image};--h:{height}px}}")
        tint = f"--t:{dark_inks.tint.code}" if has_tint(line) else ""
        dark.append(f".g{place}{{--i:{dark_inks.ink.code};{tint}}}")
    lanes = [f".k{lane}{{--k:{4 * lane + 2}px;line-height:calc(1.7em + {8 * lane}px)}}" for lane in range(LANES)]
    return f"{''.join(rules)}@media screen and (prefers-color-scheme:dark){{{''.join(dark)}}}{''.join(lanes)}"


def _image(line: LaneLine) -> tuple[str, int]:
    """A line as a background, and its height in pixels."""
    ink = "var(--i)"
    if line.style == NO_LINE:
        return "none", 0
    if line.style == "double":
        return f"linear-gradient({ink} 0 1px,transparent 1px 2px,{ink} 2px 3px)", 3
    if line.style == "solid":
        return f"linear-gradient({ink},{ink})", line.width
    stops, at = [], 0
    for place, length in enumerate(DASHES[line.style]):
        stops.append(f"{'transparent' if place % 2 else ink} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(stops)})", line.width


@cache
def _swatches() -> dict[str, Swatch]:
    return {row["colour"]: Swatch(**row) for row in resources.swatches()}


@cache
def _ground(theme: str) -> ThemeGround:
    data = resources.theme(theme)
    colours = {role: Colour.of(code) for role, code in data.items() if isinstance(code, str) and code.startswith("#")}
    return ThemeGround(colours, bool(data["is_dark"]))
