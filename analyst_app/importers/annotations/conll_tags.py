"""Spans of the tags of tokens: IOB, IOB2, IOBES, BILOU, BMEWO, labels alone, and brackets as of coreference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.wording import tr

_TAG = re.compile(r"([BIESLUMW])(?:[-_](.+))?|O", re.DOTALL)
_BRACKET = re.compile(r"\(([^()|]+)\)|\(([^()|]+)|([^()|]*)\)")
_NUMBERED = re.compile(r"(?:([^\d-][^-]*)-)?(\d+)(?:-(.+))?")
_ALONE, _LAST = "SUW", "ELSUW"
"""Letters of the only token of a span, and of the last."""
_OUTSIDE = ("O", "_", "-", "*", "")
_MENTION, _CHAIN = "mention", "chain"
"""Tag of a span in brackets without a name, and role of the link from one of a number to the next."""


class TokenPlace(Protocol):
    """A token at its place."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The first after it."""

    @property
    def line(self) -> int:
        """Its line in the file."""

    @property
    def is_first(self) -> bool:
        """True for the first of a sentence."""


def is_tag(value: str) -> bool:
    """True for O and for B-, I- and the like with a label."""
    match = _TAG.fullmatch(value)
    return match is not None and (value == "O" or value in "BI" or match[2] is not None)


def is_bracket(value: str) -> bool:
    """True for a tag that opens or closes brackets."""
    return bool(_BRACKET.search(value))


def spans_of_tags(tokens: Sequence[tuple[TokenPlace, str]], reading: ForeignLayer) -> None:
    """Put the spans of tagged tokens to a reading; no span goes on over the end of a sentence.

    Args:
        tokens: tokens with their tags.
        reading: takes spans, remarks and losses.
    """
    said = [tag for _, tag in tokens if tag not in _OUTSIDE]
    has_letters = any(map(is_tag, said)) or not said
    opened: tuple[int, int, str] | None = None
    strays = 0

    def close() -> None:
        nonlocal opened
        if opened is not None:
            reading.spans.append(ForeignSpan(f"{len(reading.spans)}", opened[2], opened[0], opened[1]))
        opened = None

    for token, tag in tokens:
        match = _TAG.fullmatch(tag)
        if token.is_first:
            close()
        if tag in _OUTSIDE:
            close()
        elif has_letters and (match is None or not is_tag(tag)):
            close()
            reading.losses.add("unreadable item", f"line {token.line}: the tag {tag[:40]}")
        else:
            letter, label = (match[1], match[2] or "") if has_letters and match else ("I", tag)
            goes_on = opened is not None and opened[2] == label and letter not in f"B{_ALONE}"
            if goes_on and opened is not None:
                opened = (opened[0], token.end, label)
            else:
                close()
                strays += has_letters and letter not in f"B{_ALONE}"
                opened = (token.start, token.end, label)
            if letter in _LAST and has_letters:
                close()
    close()
    if strays:
        reading.notes.append(
            tr("{n} tag goes on with nothing before it (I- without B-): a span begins there"
               "|{n} tags go on with nothing before them (I- without B-): a span begins at each", strays) + "."
        )  # fmt: skip
    if not has_letters:
        reading.notes.append(tr("Tags have neither B- nor I-: equal ones that follow each other are one span."))


def spans_of_brackets(
    tokens: Sequence[tuple[TokenPlace, str]], reading: ForeignLayer, fields: Sequence[str] = ()
) -> None:
    """Put the spans that brackets enclose to a reading; those of one number are linked, each to the next.

    Args:
        tokens: tokens with their tags, as ``(person-3``, ``person-3)``, ``(4)`` or ``(PERSON*``.
        reading: takes spans, links and losses.
        fields: names of the parts of an opening bracket, as CorefUD declares them; the first is what closes it.
    """
    opened: list[tuple[str, str, TokenPlace]] = []
    made: list[tuple[int, int, str]] = []
    for token, tag in tokens:
        for alone, first, last in _BRACKET.findall(tag):
            if alone:
                made.append((token.start, token.end, alone))
            elif first:
                opened.append((first.partition("-")[0] if fields else first.strip("*"), first, token))
            else:
                name = last.strip("*").partition("[")[0] if fields else last.strip("*")
                place = next((n for n in reversed(range(len(opened))) if name in ("", opened[n][0])), None)
                if place is None:
                    reading.losses.add("unreadable item", f"line {token.line}: {tag[:40]} closes nothing")
                else:
                    _, whole, begin = opened.pop(place)
                    made.append((begin.start, token.end, whole))
    for _, whole, token in opened:
        reading.losses.add("unreadable item", f"line {token.line}: ({whole[:40]} is never closed")
    chains: dict[str, str] = {}
    for start, end, whole in sorted(made, key=lambda one: (one[0], -one[1])):
        tag, number, held = _entity(whole, fields)
        key = f"{len(reading.spans)}"
        reading.spans.append(ForeignSpan(key, tag, start, end, None, tuple(held.items())))
        if number:
            if number in chains:
                reading.links.append(ForeignLink(_CHAIN, chains[number], key))
            chains[number] = key


def _entity(whole: str, fields: Sequence[str]) -> tuple[str, str, dict[str, str]]:
    """Tag, number of the chain, and attributes of what an opening bracket says."""
    if fields:
        said = dict(zip(fields, whole.split("-", len(fields) - 1), strict=False))
        number = said.pop(fields[0], "")
        return said.pop("etype", "") or _MENTION, number, {name: value for name, value in said.items() if value}
    match = _NUMBERED.fullmatch(whole)
    if match is None:
        return whole.strip("*"), "", {}
    return match[1] or _MENTION, match[2], {"identity": match[3]} if match[3] else {}
