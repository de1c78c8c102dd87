"""List what the assistant would propose for articles: quotes with speakers, actors, lines to skip. Writes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.commands import terminal
from analyst_app.core.excerpts import counted
from analyst_app.corpus.articles import articles_in
from analyst_app.errors import DocumentUnreadable, UsageError

if TYPE_CHECKING:
    from analyst_app.assist.suggestions import Suggestions
    from analyst_app.core.span import Span
    from analyst_app.language.speakers import Proposal

_SHOWN = 72


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="articles, or folders of them")
    parser.add_argument("--encoding", help="how the articles are encoded, where that cannot be told")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Read each article and print what is proposed; 2 if one cannot be read."""
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.language.languages import language_of
    from analyst_app.session.article_text import noted_language
    from analyst_app.session.session import Session

    paths = list(_articles(arguments.paths))
    progress = terminal.Progress("articles", len(paths))
    rows: list[dict[str, Any]] = []
    code = 0
    for number, path in enumerate(paths, 1):
        try:
            text = Session.read(path, arguments.encoding).text
        except DocumentUnreadable as error:
            terminal.say(str(error))
            code = 2
            continue
        found = suggestions(text, language_of(text, noted_language(path)))
        if arguments.json:
            rows.append(_as_row(path, text, found))
        else:
            _print(path, text, found)
        progress.at(number)
    if arguments.json:
        terminal.put_json({"articles": rows})
    return code


def _articles(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from articles_in(path)
        elif path.exists():
            yield path
        else:
            raise UsageError(f"{path} is not there. Name an article or a folder of articles.")


def _print(path: Path, text: str, found: Suggestions) -> None:
    what = ((found.quotes, "quote"), (found.actors, "actor"), (found.zones, "line"))
    terminal.put(f"{path}: {', '.join(counted(len(some), name) for some, name in what)} to skip")
    for quote in found.quotes:
        who = quote.speaker.name if quote.speaker else "?"
        terminal.put(f"  {_place(quote.segments)}  quote, {quote.mode}  → {who}  {_excerpt(quote.segments, text)}")
    for actor in found.actors:
        count = len(actor.mentions)
        times = "once" if count == 1 else f"{count} times"
        terminal.put(f"  {_place(actor.mentions[:1])}  actor, {actor.naming.replace('_', ' ')}  {actor.name}, {times}")
    for zone in found.zones:
        terminal.put(f"  {_place([zone.span])}  skip, {zone.kind}  {_excerpt([zone.span], text)}")


def _place(spans: Sequence[Span]) -> str:
    return f"{spans[0].start}-{spans[-1].end}".rjust(13)


def _excerpt(spans: Sequence[Span], text: str) -> str:
    words = " ".join(" ".join(span.of(text) for span in spans).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _as_row(path: Path, text: str, found: Suggestions) -> dict[str, Any]:
    return {
        "path": str(path),
        "length": len(text),
        "quotes": [
            {
                "mode": quote.mode,
                "segments": [_span(segment, text) for segment in quote.segments],
                "speaker": _speaker(quote.speaker, text) if quote.speaker else None,
            }
            for quote in found.quotes
        ],
        "actors": [
            {
                "name": actor.name,
                "naming": actor.naming,
                "mentions": [_span(mention, text) for mention in actor.mentions],
            }
            for actor in found.actors
        ],
        "skip": [{"kind": zone.kind, "why": zone.why, **_span(zone.span, text)} for zone in found.zones],
    }


def _speaker(proposal: Proposal, text: str) -> dict[str, Any]:
    return {
        "name": proposal.name,
        "why": proposal.why,
        "mention": _span(proposal.span, text) if proposal.span else None,
        "cue": _span(proposal.cue, text) if proposal.cue else None,
    }


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text)}
