"""The articles of tests/data/assist with their quotes, speakers and actors; its README describes the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyst_app.core.span import Span

FOLDER = Path(__file__).parents[1] / "data" / "assist"
MODES = ("direct", "mixed", "indirect", "term")
KINDS = ("person", "body", "state")
_MARK = re.compile(r"\[\[(?:\+|(?P<mode>\w+) (?P<who>[^|\]]+))\|(?P<words>.*?)\]\]", re.DOTALL)
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True)
class LabelledQuote:
    """A quote as a person reads it. Spans are code points, half-open."""

    segments: tuple[Span, ...]
    """One a paragraph; of a mixed quote the whole reported clause."""
    marked: tuple[Span, ...]
    """The words in marks, with their marks; none of an indirect quote."""
    mode: str
    speakers: tuple[str, ...]
    """Parts of the name, of which each is right; none if the speaker is not named."""
    by_pronoun: bool
    """True if the sentence names the speaker by a pronoun only."""


@dataclass(frozen=True)
class LabelledActor:
    """A person or body of the article."""

    kind: str
    names: tuple[str, ...]
    """The fullest first."""


@dataclass(frozen=True)
class LabelledArticle:
    """An article as printed, and what is true of it."""

    name: str
    language: str
    is_held_out: bool
    text: str
    quotes: tuple[LabelledQuote, ...]
    """By start."""
    actors: tuple[LabelledActor, ...]
    """None if the article does not list them."""


def languages() -> list[str]:
    """The codes of the languages with labelled articles."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@cache
def labelled_articles(language: str) -> tuple[LabelledArticle, ...]:
    """The articles of a language, by name.

    Args:
        language: its code, the name of a folder.
    """
    return tuple(_read(path) for path in sorted((FOLDER / language).glob("*.txt")))


def _read(path: Path) -> LabelledArticle:
    name, _, rest = path.name.partition(".")
    body, _, listed = path.read_text("utf-8").partition("\n---\n")
    text, quotes = labelled(body)
    actors = tuple(_actor(line) for line in listed.splitlines() if line.strip())
    return LabelledArticle(name, path.parent.name, rest == "held.txt", text, quotes, actors)


def _actor(line: str) -> LabelledActor:
    kind, _, names = line.partition(" ")
    assert kind in KINDS, line
    return LabelledActor(kind, tuple(name.strip() for name in names.split(";")))


def labelled(body: str) -> tuple[str, tuple[LabelledQuote, ...]]:
    """The text as printed and its quotes, from text with the markup.

    Args:
        body: an article or a sentence with the markup of tests/data/assist/README.md.
    """
    pieces: list[str] = []
    quotes: list[LabelledQuote] = []
    place = length = 0
    for match in _MARK.finditer(body):
        printed = _BRACES.sub("", match["words"])
        pieces += [body[place : match.start()], printed]
        start = length + len(pieces[-2])
        length, place = start + len(printed), match.end()
        segment = Span(start, length)
        if match["mode"] is None:
            quotes[-1] = _continued(quotes[-1], segment)
        else:
            quotes.append(_quote(match["mode"], match["who"], segment, _marked(match["words"], segment)))
    return "".join([*pieces, body[place:]]), tuple(quotes)


def _quote(mode: str, who: str, segment: Span, marked: tuple[Span, ...]) -> LabelledQuote:
    assert mode in MODES, mode
    assert bool(marked) == (mode == "mixed"), f"{mode} {who}: braces belong to a mixed quote, and only there"
    keys = () if who == "-" else tuple(who.removeprefix("~").split("/"))
    in_marks = marked or ((segment,) if mode != "indirect" else ())
    return LabelledQuote((segment,), in_marks, mode, keys, who.startswith("~"))


def _continued(quote: LabelledQuote, segment: Span) -> LabelledQuote:
    segments = (*quote.segments, segment)
    return LabelledQuote(segments, (*quote.marked, segment), quote.mode, quote.speakers, quote.by_pronoun)


def _marked(words: str, segment: Span) -> tuple[Span, ...]:
    """The stretches between braces, which are not printed."""
    places = [match.start() - number for number, match in enumerate(_BRACES.finditer(words))]
    pairs = zip(places[::2], places[1::2], strict=True)
    return tuple(Span(segment.start + start, segment.start + end) for start, end in pairs)


@cache
def hard_sentences() -> tuple[LabelledArticle, ...]:
    """The English sentences of tests/assist/hard_sentences.txt, each as an article named by its line."""
    found: list[LabelledArticle] = []
    is_held_out = False
    lines = (Path(__file__).parent / "hard_sentences.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            is_held_out = line == "## held out"
            continue
        text, quotes = labelled(line)
        found.append(LabelledArticle(f"sentence {number}", "en", is_held_out, text, quotes, ()))
    return tuple(found)
