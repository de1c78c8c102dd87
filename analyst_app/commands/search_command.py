"""Find words and tags in a folder of articles, in any case and with or without accents.

Several words must stand in one paragraph. AND, OR, NOT, NEAR/5 and brackets join
them; '"the depot"' is a phrase, dock* and *verkehr* are parts of words, d?pot has
any one letter, /…/ is a regular expression. Notes, comments, names of actors,
titles, outlets and authors are found, too. Without words, --tag lists its annotations.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.commands import terminal
from analyst_app.commands.blind_reading import add_unseal, seal_for, told
from analyst_app.commands.option_values import filled, whole_number
from analyst_app.commands.person_asked import mentions_of, person_called
from analyst_app.corpus.articles import codebook_for
from analyst_app.corpus.concordance import Hit, Query, as_row, attribute_pair, hits, until_too_slow
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing import index_faults
from analyst_app.corpus.iso_dates import known_date
from analyst_app.corpus.listing import half_read, left_out, misplaced_notes
from analyst_app.corpus.overview import layer_choices, unused_tags
from analyst_app.errors import SaveFailed, UsageError
from analyst_app.preferences import cache_folder, check_layer_id, state_folder
from analyst_app.reading.compared_layers import missing_words, nearest_words
from analyst_app.storage import containment, file_names
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal

_WIDTH = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = tr(
        "Find words and tags in a folder of articles, in any case and with or without accents. Several words must "
        "stand in one paragraph. AND, OR, NOT, NEAR/5 and brackets join them; '\"the depot\"' is a phrase, dock* "
        "and *verkehr* are parts of words, d?pot has any one letter, /…/ is a regular expression. Notes, "
        "comments, names of actors, titles, outlets and authors are found, too. Without words, --tag lists its "
        "annotations."
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help=tr("a folder of articles, or one article"))
    parser.add_argument("words", nargs="*", metavar="WORDS", help=tr("what to look for"))
    add = parser.add_argument
    add(
        "--tag",
        type=filled("--tag", "claim"),
        action="append",
        default=[],
        help=tr("only in annotations of this tag (may be repeated)"),
    )
    parser.add_argument(
        "--where", action="append", default=[], metavar="ATTRIBUTE=VALUE", help=tr("only in annotations that have it")
    )
    parser.add_argument(
        "--person",
        type=filled("--person", "ortiz"),
        metavar="NAME",
        help=tr("only mentions of a person whom the team knows, by any of the names"),
    )
    add(
        "--annotator", type=check_layer_id, action="append", default=[], help=tr("only in this layer (may be repeated)")
    )
    since, until = filled("--since", "2024-03-01"), filled("--until", "2024")
    add("--since", type=since, metavar="DATE", help=tr("articles from this date on (2024-03-01)"))
    add("--until", type=until, metavar="DATE", help=tr("articles up to this date (2024 = to its end)"))
    outlet = filled("--outlet", "times")
    add("--outlet", type=outlet, help=tr("articles of an outlet with these words in its name"))
    lines = whole_number("--limit", tr("a number of lines"), 1)
    add("--limit", type=lines, metavar="N", help=tr("at most so many lines"))
    add_unseal(parser)
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date and print one line a hit; 1 if a file had to be left out, wholly or in part.

    Raises:
        SaveFailed: neither the cache folder can be used nor another.
        SidecarInvalid: a person is asked for, and the list of people cannot be read.
        UsageError: the command line asks for what is not there; says what is.
    """
    with contextlib.ExitStack() as until_the_end:
        return _searched(arguments, until_the_end)


def _searched(arguments: argparse.Namespace, until_the_end: contextlib.ExitStack) -> int:
    folder, paths = _corpus(arguments.corpus)
    _check(arguments)
    query = Query(
        words=" ".join(arguments.words),
        tags=tuple(arguments.tag),
        attributes=tuple(map(attribute_pair, arguments.where)),
        annotators=tuple(arguments.annotator),
        since=arguments.since or "",
        until=arguments.until or "",
        outlet=arguments.outlet or "",
        paths=paths,
        annotation_ids=frozenset() if arguments.person else None,
    )
    query.check()
    containment.open_border(folder)
    person = person_called(folder, arguments.person) if arguments.person else None
    seal = seal_for(arguments, [folder])
    index = _index(folder, seal, until_the_end)
    if person is not None:
        query = mentions_of(index, query, *person)
    problems: list[str] = []
    if person is not None and person[0].file.refusal:  # she may have more names than could be read
        problems.append(person[0].trouble)
        terminal.say(person[0].trouble)

    def leave_out(sentence: str) -> None:
        problems.append(sentence)
        terminal.say(tr("left out: {what}", what=sentence))

    for sentence in left_out(index, paths):
        leave_out(sentence)
    for note in misplaced_notes(arguments.corpus):
        leave_out(note.sentence)
    for sentence in half_read(index, paths):
        problems.append(sentence)
        terminal.say(sentence)
    stopped: list[str] = []
    found = islice(until_too_slow(hits(index, query, leave_out), stopped.append), arguments.limit)
    if arguments.json:
        rows = [as_row(hit) for hit in found]
        terminal.put_json({"corpus": str(folder), "hits": rows, "problems": problems + stopped} | told(seal))
    else:
        _print(found)
        told(seal)
    for sentence in (*stopped, *_nowhere(index, query, folder)):
        terminal.say(sentence)
    if index.was_rebuilt():  # it came upon the damage when it was asked
        terminal.say(index_faults.rebuilt())
    return 1 if problems or stopped else 0


def _check(arguments: argparse.Namespace) -> None:
    """Refuse a day with which nothing can be found, so that "0 hits" is true."""
    for option in ("since", "until"):
        day = getattr(arguments, option) or ""
        if known_date(day) != day:
            raise UsageError(tr("--{option} {day} is no date: write it as 2024-03-01.", option=option, day=day))


def _nowhere(index: CorpusIndex, query: Query, folder: Path) -> Iterator[str]:
    """A sentence about each tag and layer of a question that is nowhere, so that "0 hits" is no riddle."""
    if query.tags:
        known = [tag.id for tag in codebook_for(folder / "any", folder, state_folder()).codebook.tags]
        for tag in unused_tags(index, [tag for tag in query.tags if tag not in known]):
            told = nearest_words(tag, known)
            yield tr("Nothing has the tag {tag}, nor has the codebook; {told}.", tag=tag, told=told)
    if query.annotators:
        yield from missing_words(query.annotators, [layer for layer, _ in layer_choices(index)])


def _index(folder: Path, seal: Seal, until_the_end: contextlib.ExitStack) -> CorpusIndex:
    """The index of a folder, up to date; where its cache folder cannot be used, one for this search alone."""
    progress: list[terminal.Progress] = []

    def show(done: int, total: int) -> None:
        if not progress:
            progress.append(terminal.Progress(tr("index"), total))
        progress[0].at(done)

    def aside(error: SaveFailed) -> Path:
        terminal.say(tr("{why} This search goes on without it, which takes longer.", why=error))
        return Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="analyst-app-search-")))

    index = CorpusIndex(folder, cache_folder(), lambda: seal, aside)
    if index.refreshed(progress=show).is_rebuilt:
        terminal.say(index_faults.rebuilt())
    return index


def _print(found: Iterator[Hit]) -> None:
    count = 0
    for count, hit in enumerate(found, 1):  # noqa: B007 - the last count is the number of lines
        before = hit.before.replace("\n", " ")[-_WIDTH:].rjust(_WIDTH)
        after = hit.after.replace("\n", " ")[:_WIDTH]
        mark = in_row(filter(None, ("" if hit.is_in_text else hit.kind, hit.tag)))
        mark = f"  {mark}" + (f" ({hit.layer})" if hit.layer else "") if mark else ""
        terminal.put(f"{hit.article}:{hit.span.start}-{hit.span.end}{mark}  {before}[{_flat(hit.text)}]{after}")
    terminal.say(tr("{n} hit|{n} hits", count))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _corpus(path: Path) -> tuple[Path, frozenset[str]]:
    """The folder, and which of its articles: all, or the one that was named."""
    if path.is_dir():
        return path, frozenset()
    if path.is_file():
        if not file_names.is_article(path.name):
            raise UsageError(tr("{path} is no article. Name a folder of articles, or one article.", path=path))
        return path.parent, frozenset((path.name,))
    raise UsageError(tr("{path} is not there. Name a folder of articles, or one article.", path=path))
