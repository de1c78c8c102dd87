"""The articles of tests/data/speakers, and how many of their speakers link mode names rightly at the first accept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures import linking
from analyst_app.gestures.tagging import Scene, tag_spans
from analyst_app.language.languages import language
from analyst_app.ui.annotate.link_candidates import LinkCandidate, matching, more_people, people
from tests.core.scenes import scene_of, tag_of

FOLDER = Path(__file__).parents[2] / "data" / "speakers"
_MARK = re.compile(r"\[\[([^|\]]*)\|(.*?)\]\]", re.DOTALL)
NOBODY = ("-", "0")


class MarkedQuote(NamedTuple):
    """A quotation and the part of a name that only its speaker has; see NOBODY."""

    span: Span
    key: str


class FirstOffer(NamedTuple):
    """The first offer of link mode for a quotation with a named speaker."""

    article: str
    quote: str
    key: str
    offered: str
    row: int
    """Where the right person is in the list, from 0; -1 if not in it."""
    keys: int
    """Keys that put it right after it was accepted: L, a digit or letters, Enter."""

    @property
    def is_right(self) -> bool:
        return self.row == 0


def unmarked(marked: str) -> tuple[str, list[MarkedQuote]]:
    """The article as printed, and its quotations."""
    pieces: list[str] = []
    quotes: list[MarkedQuote] = []
    place = length = 0
    for match in _MARK.finditer(marked):
        pieces += [marked[place : match.start()], match[2]]
        start = length + len(pieces[-2])
        length = start + len(match[2])
        quotes.append(MarkedQuote(Span(start, length), match[1]))
        place = match.end()
    return "".join([*pieces, marked[place:]]), quotes


def measured(path: Path) -> list[FirstOffer]:
    """Link each quotation of an article from the first to the last; a wrong offer is put right before the next."""
    text, quotes = unmarked(path.read_text("utf-8"))
    scene = scene_of(text)._replace(language=language(path.suffixes[0][1:]))
    found: list[FirstOffer] = []
    for quote in quotes:
        if quote.key == "0":
            continue
        annotation = _tagged(scene, quote.span)
        if quote.key == "-":
            scene.store.apply(linking.not_stated(scene, annotation).change)
            continue
        role = linking.roles_of(tag_of("quote"))[0]
        listed = people(scene, annotation, role)
        row = next((n for n, one in enumerate(listed) if _is(one, quote.key)), -1)
        first = _full(listed[0]) if listed else ""
        all_ = [*listed, *more_people(scene, annotation, role, listed)]
        keys = 0 if row == 0 else _keys(quote.key, row, all_)
        found.append(FirstOffer(path.name, quote.span.of(text), quote.key, first, row, keys))
        right = next((one for one in all_ if _is(one, quote.key)), None)
        if right is not None:
            scene.store.apply(linking.accept(scene, annotation, role, right.target, cue=right.cue).change)
    return found


def actors_by_accepting(path: Path) -> tuple[set[str], set[str]]:
    """The actors made by accepting each first offer of an article, wrong ones too, and the keys of all who speak.

    Whom a quotation without a named speaker gives by role only ("an official") speaks, too, and so does the team that
    reports in a journal whose title is marked.
    """
    text, quotes = unmarked(path.read_text("utf-8"))
    scene = scene_of(text)._replace(language=language(path.suffixes[0][1:]))
    role = linking.roles_of(tag_of("quote"))[0]
    unnamed: set[str] = set()
    for quote in quotes:
        annotation = _tagged(scene, quote.span)
        offered = people(scene, annotation, role)
        if offered and offered[0].name != "not stated":
            scene.store.apply(linking.accept(scene, annotation, role, offered[0].target, cue=offered[0].cue).change)
        if quote.key in ("-", "0") and offered and offered[0].span.of(text).islower():
            unnamed.add(offered[0].span.of(text))
    made = {one.span.of(text) for one in scene.store.touching(0, len(text)) if one.tag == "actor"}
    keys = {part.removeprefix("=") for quote in quotes if quote.key not in NOBODY for part in quote.key.split("/")}
    return made, keys | unnamed


def _keys(key: str, row: int, all_: list[LinkCandidate]) -> int:
    """Keys from the wrong link to the right one; the wrong one stands first in the list then, as it does here."""
    if 0 < row < 9:
        return 3
    right = next((one for one in all_ if _is(one, key)), None)
    tries = [word[:length] for length in (1, 2, 3) for word in right.name.split()] if right else []
    typed = next((t for t in tries if _is(matching(all_, t)[0], key)), None)
    return 99 if typed is None else 2 + len(typed)


def _full(candidate: LinkCandidate) -> str:
    return candidate.name


def _is(candidate: LinkCandidate, key: str) -> bool:
    parts = key.split("/")
    return any(candidate.name == one[1:] if one.startswith("=") else one in candidate.name for one in parts)


def _tagged(scene: Scene, span: Span) -> Annotation:
    scene.store.apply(tag_spans(scene, tag_of("quote"), [span]).change)
    return next(one for one in scene.store.touching(*span) if one.span == span and one.tag == "quote")
