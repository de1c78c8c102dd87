"""List what the assistant would propose for articles: quotes with speakers, actors, lines to skip. Writes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.commands import terminal
from analyst_app.commands.named_paths import paths_there
from analyst_app.commands.option_values import filled
from analyst_app.core.text_codecs import no_text_codec, text_codec
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.passed_over import folders_passed_over
from analyst_app.errors import LanguageInvalid, UsageError
from analyst_app.storage.error_log import named_reason
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.assist.suggestions import Suggestions
    from analyst_app.commands.learnt_proposals import Learnt
    from analyst_app.core.codebook import Codebook, Part
    from analyst_app.core.span import Span
    from analyst_app.language.language import Language
    from analyst_app.language.reporting.speakers import Proposal

_SHOWN = 72
_COUNTED = marked("{n} {tag}|{n} {tag}s")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = tr(
        "List what the assistant would propose for articles: quotes with speakers, actors, lines to skip. Writes "
        "nothing."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=tr("articles, or folders of them"))
    parser.add_argument(
        "--encoding",
        type=filled("--encoding", "cp1252"),
        help=tr("how the articles are encoded, where that cannot be told"),
    )
    parser.add_argument(
        "--all-names", action="store_true", help=tr("list states, places and other names with the actors")
    )
    parser.add_argument(
        "--learnt", action="store_true", help=tr("use what was learnt from the finished articles of a folder")
    )
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Read each article and print what is proposed; 1 if one had to be left out, or a codebook is damaged.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        LanguageInvalid: a file of words is damaged.
        MissingExtra: the library that learns is wanted and not installed.
    """
    from analyst_app.storage import containment

    _check_encoding(arguments.encoding)
    codebooks = _Codebooks()
    problems = codebooks.problems

    def leave_out(sentence: str) -> None:
        problems.append(sentence)
        terminal.say(sentence)

    named = paths_there(arguments.paths, _not_there, lambda _, sentence: leave_out(sentence))
    codebooks.tops += filter(Path.is_dir, named)
    containment.open_named(named)
    paths = [article for path in named for article in (articles_in(path) if path.is_dir() else [path])]
    progress = terminal.Progress(tr("articles"), len(paths))
    rows: list[dict[str, Any]] = []
    for sentence in (one.words for path in named for one in folders_passed_over(path)):
        leave_out(sentence)
    learnt = _learnt(named) if arguments.learnt else None
    for number, path in enumerate(paths, 1):
        try:
            codebook = codebooks.of(path)
            text, language, found = _proposed(path, arguments.encoding, codebook)
            if learnt is not None:
                found = learnt.mended(path, text, language, found)
            found = _with_all_names(found) if arguments.all_names else found
        except LanguageInvalid:
            raise  # that is no article's fault, and all would have it
        except Exception as error:
            leave_out(named_reason(error, path))
            continue
        if arguments.json:
            rows.append(_as_row(path, text, language, found))
        else:
            _print(path, text, language, found, codebook)
        progress.at(number)
    if arguments.json:
        terminal.put_json({"articles": rows, "problems": problems})
    return 1 if problems else 0


def _learnt(paths: Sequence[Path]) -> Learnt:
    """The assistants of the folders that were named."""
    from analyst_app.commands.learnt_proposals import Learnt

    folders = [path for path in paths if path.is_dir()]
    if not folders:
        raise UsageError(tr("--learnt wants a folder of articles: it learns from those that are finished in it."))
    return Learnt(folders)


def _proposed(path: Path, encoding: str | None, codebook: Codebook) -> tuple[str, Language, Suggestions]:
    """The text, its language, and what is proposed."""
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.core.codebook import PARTS
    from analyst_app.language.languages import language_of
    from analyst_app.session.article_text import noted_language
    from analyst_app.session.session import Session

    text = Session.read_article(path, encoding).text
    parts = [part for part in PARTS if codebook.has_part(part) or not codebook.says_parts]
    language = language_of(text, noted_language(path))
    tag = codebook.first_for("quotation")
    return text, language, suggestions(text, language, parts, tag.edge_rule if tag else "quotation")


def _check_encoding(encoding: str | None) -> None:
    if encoding is not None and text_codec(encoding) is None:
        why = no_text_codec(encoding)
        raise UsageError(tr("{why}. Python's names are meant, for example cp1252.", why=why))


def _with_all_names(found: Suggestions) -> Suggestions:
    """The same with states, places and other names among the actors."""
    actors = sorted([*found.actors, *found.others], key=lambda actor: actor.mentions[0])
    return replace(found, actors=actors, others=[])


def _not_there(path: Path) -> str:
    return tr("{path} is not there. Name an article or a folder of articles.", path=path)


class _Codebooks:
    """The codebook of each article, read once a folder; a damaged one is told of once."""

    def __init__(self) -> None:
        self.tops: list[Path] = []
        """The folders that were named."""
        self._known: dict[Path, Codebook] = {}
        self.problems: list[str] = []
        """A sentence about each that is damaged."""

    def of(self, article: Path) -> Codebook:
        """The codebook that applies to an article."""
        if article.parent not in self._known:
            self._known[article.parent] = self._read(article)
        return self._known[article.parent]

    def _read(self, article: Path) -> Codebook:
        from analyst_app.corpus.articles import codebook_for
        from analyst_app.preferences import state_folder

        top = next((top for top in self.tops if article.is_relative_to(top)), None)
        found = codebook_for(article, top, state_folder())
        if found.problem and found.problem not in self.problems:
            self.problems.append(found.problem)
            terminal.say(found.problem)
        return found.codebook


def _name(codebook: Codebook, part: Part, usual: str) -> str:
    """The name of the tag that a suggestion would get."""
    tag = codebook.first_for(part)
    return tag.name.lower() if tag is not None else usual


def _print(path: Path, text: str, language: Language, found: Suggestions, codebook: Codebook) -> None:
    counts: dict[Part, str] = {
        "quotation": tr(_COUNTED, len(found.quotes), tag=_name(codebook, "quotation", tr("quote"))),
        "actor": tr(_COUNTED, len(found.actors), tag=_name(codebook, "actor", tr("actor"))),
        "skip": tr("{n} line to skip|{n} lines to skip", len(found.zones)),
    }
    terminal.put(f"{path}: {', '.join(words for part, words in counts.items() if codebook.has_part(part))}")
    if note := _note(language):
        terminal.put(f"  {note}")
    for quote in found.quotes:
        what = f"{_name(codebook, 'quotation', tr('quote'))}, {quote.mode}"
        who = quote.speaker.name if quote.speaker else "?"
        terminal.put(f"  {_place(quote.segments)}  {what}  → {who}  {_excerpt(quote.segments, text)}")
    for actor in found.actors:
        kind = actor.kind or tr("unknown")
        what = f"{_name(codebook, 'actor', tr('actor'))}, {kind}, {actor.naming.replace('_', ' ')}"
        count = len(actor.mentions)
        times = tr("once") if count == 1 else tr("{n} time|{n} times", count)
        terminal.put(f"  {_place(actor.mentions[:1])}  {what}  {actor.name}, {times}")
    if found.others:
        terminal.put(
            " " * 15
            + tr(
                "{n} state, place or other name left out|{n} states, places and other names left out", len(found.others)
            )
        )
    for span in found.spans:
        tag = codebook.tag(span.tag)
        terminal.put(f"  {_place([span.span])}  {tag.name.lower() if tag else span.tag}  {_excerpt([span.span], text)}")
    for zone in found.zones:
        what = f"{_name(codebook, 'skip', tr('skip'))}, {zone.kind}"
        terminal.put(f"  {_place([zone.span])}  {what}  {_excerpt([zone.span], text)}")


def _note(language: Language) -> str:
    """A sentence where little can be proposed because of the language; empty elsewhere."""
    return "" if language.has_speakers else tr("No speakers in this language: marked words only.")


def _place(spans: Sequence[Span]) -> str:
    return f"{spans[0].start}-{spans[-1].end}".rjust(13)


def _excerpt(spans: Sequence[Span], text: str) -> str:
    words = " ".join(" ".join(span.of(text) for span in spans).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _as_row(path: Path, text: str, language: Language, found: Suggestions) -> dict[str, Any]:
    return {
        "path": str(path),
        "length": len(text),
        "language": language.code,
        "note": _note(language),
        "quotes": [
            {
                "mode": quote.mode,
                "score": quote.score,
                "by": quote.by,
                "segments": [_span(segment, text) for segment in quote.segments],
                "speaker": _speaker(quote.speaker, text) if quote.speaker else None,
            }
            for quote in found.quotes
        ],
        "actors": [
            {
                "name": actor.name,
                "kind": actor.kind,
                "naming": actor.naming,
                "mentions": [_span(mention, text) for mention in actor.mentions],
            }
            for actor in found.actors
        ],
        "spans": [
            {"tag": span.tag, "score": span.score, "by": span.by, **_span(span.span, text)} for span in found.spans
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
