"""Agreement between annotators, tag by tag, over all articles that two or more of them have read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.agreement.agreement import MEASURES, Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.tally import Tally, tally
from analyst_app.alignment.align import Reading
from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, sealed_words, told
from analyst_app.commands.chosen_layers import asked_layers, chosen_layers
from analyst_app.commands.terminal import Progress, put, put_json, say
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_gold
from analyst_app.errors import UsageError
from analyst_app.storage.error_log import reason
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.corpus.shared_articles import FinishedWork

_HEADINGS = ("F1 exact", "F1 overlap", "kappa", "alpha", "u-alpha", "AC1")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of articles, or one article")
    parser.add_argument("--layers", metavar="A,B,…", help="which layers (default: all but gold)")
    parser.add_argument(
        "--unfinished",
        action="store_true",
        help=tr("count layers that are empty or in progress, too, beside those done"),
    )
    add_annotator(parser)
    add_unseal(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 whatever the answer is, 1 if a file had to be left out.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    from analyst_app.corpus.shared_articles import FinishedWork

    problems: list[str] = []
    seal = seal_for(arguments, [arguments.corpus], arguments.annotator)
    finished = FinishedWork(None if arguments.unfinished else ())
    found = measured(arguments.corpus, arguments.layers, problems, seal=seal, finished=finished)
    data = agreement_data(found) | {"problems": problems} | told(seal)
    if finished.words:
        say(tr("{what}. --unfinished counts it, too.", what=finished.words))
        data["unfinished"] = {layer: dict(reasons) for layer, reasons in sorted(finished.left_out.items())}
    if arguments.json:
        put_json(data)
    else:
        _show(data)
    return 1 if problems else 0


def measured(
    corpus: Path,
    asked: str | None = None,
    problems: list[str] | None = None,
    tell: Callable[[str], object] = say,
    *,
    seal: Seal | None = None,
    finished: FinishedWork | None = None,
) -> Agreement:
    """The agreement in a corpus.

    Args:
        corpus: folder of articles.
        asked: layer ids as asked for; empty: those that are there.
        problems: takes a sentence about each file that had to be left out; without it, layers that nothing
            can be compared with are not even read.
        tell: is told, in a sentence each, what a person should know of it.
        seal: says which layers may be seen; None: all.
        finished: keeps to finished work; None: every layer counts.

    Raises:
        UsageError: there is nothing to compare, or nothing of it can be read.
    """
    from analyst_app.corpus.shared_articles import damaged_alone
    from analyst_app.storage import containment

    containment.open_named([corpus])
    tells_all = problems is not None
    problems = problems if problems is not None else []

    def leave_out(sentence: str) -> None:
        problems.append(sentence)
        tell(tr("left out: {what}", what=sentence))

    layers, by_article = _chosen(_articles(corpus, leave_out), asked, seal, tell)
    shared = [(path, own) for path, own in by_article if len(own) > 1]
    alone = [(path, own[0]) for path, own in by_article if len(own) == 1 and tells_all]
    for words in (*_not_used(corpus, shared), *damaged_alone(alone)):
        leave_out(words)
    scope = Scope.of(_codebook(corpus, problems, tell))
    found = _tallies(shared, scope, (tell, leave_out), finished)
    read = {layer for own, _ in found for layer in own}
    # A file that is refused everywhere (a planted link, say) is nobody's reading: it counts as no annotator.
    agreement = Agreement([layer for layer in layers if layer in read or asked is not None], scope)
    for _, one in found:
        agreement.add(one)
    if not agreement.articles:
        raise UsageError(_nothing_finished(finished) if finished is not None and finished.words else _nothing_read())
    return agreement


def _chosen(
    articles: Sequence[tuple[str, list[str]]], asked: str | None, seal: Seal | None, tell: Callable[[str], object]
) -> tuple[list[str], list[tuple[Path, list[str]]]]:
    """The layers to compare, and of each article those of them that it has and that may be seen; of some two."""
    from analyst_app.corpus.shared_articles import without_copies

    paths = [(Path(path), own) for path, own in articles]
    if asked is None:
        paths = [(path, without_copies(path, own, tell)) for path, own in paths]
    seen = [(path, seal.seen(path, own) if seal is not None else own) for path, own in paths]
    if seal is not None:
        wanted = asked_layers(asked) if asked is not None else None
        seal.care_only_for(lambda layer: not is_gold(layer) if wanted is None else layer in wanted)
    try:
        layers = chosen_layers((layer for _, own in (paths if asked else seen) for layer in own), asked)
    except UsageError as error:
        words = sealed_words(seal) if seal is not None else ""
        raise UsageError(f"{error} {words}".rstrip()) from error
    by_article = [(path, [layer for layer in layers if layer in own]) for path, own in seen]
    if all(len(own) < 2 for _, own in by_article):
        raise UsageError(f"{_nothing_shared(layers)} {sealed_words(seal) if seal is not None else ''}".rstrip())
    return layers, by_article


def _articles(corpus: Path, leave_out: Callable[[str], object]) -> list[tuple[str, list[str]]]:
    """The articles that are there with their layers; those that lie apart are named."""
    from analyst_app.corpus.listing import misplaced_notes
    from analyst_app.export.selection import annotated

    found = misplaced_notes(corpus)
    for note in found:
        leave_out(note.sentence)
    elsewhere = {str(note.article) for note in found if note.kind == "stray"}
    there = [(path, own) for path, own in annotated(corpus) if path not in elsewhere]
    if elsewhere and not there:
        raise UsageError(_nothing_read())
    return there


def _tallies(
    shared: Sequence[tuple[Path, Sequence[str]]],
    scope: Scope,
    tellers: tuple[Callable[[str], object], Callable[[str], object]],
    finished: FinishedWork | None,
) -> list[tuple[list[str], Tally]]:
    """The layers of each article that could be read, with its part of the agreement."""
    from analyst_app.corpus.shared_articles import read_shared

    tell, leave_out = tellers
    found: list[tuple[list[str], Tally]] = []
    progress = Progress("articles", len(shared))
    for done, article in enumerate(read_shared(shared, tell, leave_out, finished), 1):
        readings = [Reading(one.layer_id, one.annotations, one.links) for one in article.layers]
        try:
            one = tally(readings, article.length, scope.skip)
        except Exception as error:
            leave_out(reason(error, article.path))
            continue
        found.append(([reading.layer for reading in readings], one))
        progress.at(done)
    return found


def _nothing_read() -> str:
    return tr("Nothing could be compared: of no article can the text and two layers be read. Mend what is named above.")


def _nothing_finished(finished: FinishedWork) -> str:
    return tr("No article has two layers that are finished. {what}. --unfinished counts them all the same.",
              what=finished.words.capitalize())  # fmt: skip


def _nothing_shared(layers: Sequence[str]) -> str:
    names = ", ".join(layers)
    return tr("No article has two of the layers {names}: there is nothing to compare. Name others.", names=names)


def _not_used(corpus: Path, shared: Sequence[tuple[Path, Sequence[str]]]) -> list[str]:
    """Sentences about what cannot be used, but for the articles to compare, whose reader tells it."""
    from analyst_app.corpus.passed_over import passed_over

    taken = {path for path, _ in shared}
    return [one.words for one in passed_over(corpus) if (one.layer or [one.path])[0] not in taken]


def _codebook(corpus: Path, problems: list[str], tell: Callable[[str], object]) -> Codebook:
    from analyst_app.corpus.articles import codebook_for
    from analyst_app.preferences import state_folder

    folder = corpus if corpus.is_dir() else corpus.parent
    found = codebook_for(folder / "any", folder, state_folder())
    if found.problem:
        problems.append(found.problem)
        tell(found.problem)
    return found.codebook


def _show(data: dict[str, Any]) -> None:
    layers, number = data["layers"], data["articles"]
    rows = {name: row for name, row in data["tags"].items() if any(row["spans"].values())}
    unused = [name for name in data["tags"] if name not in rows]
    if rows:
        rows["overall"] = data["overall"]
    pairs = data["pairs"] if len(layers) > 2 else {}
    width = max([10, *map(len, rows), *map(len, pairs)]) + 2
    put(f"{_counted(number, 'article')}, layers {', '.join(layers)}")
    put(f"{'':<{width}}" + "".join(f"{heading:>12}" for heading in _HEADINGS) + "   spans")
    for name, row in rows.items():
        put(f"{name:<{width}}{_figures(row)}   {', '.join(str(number) for number in row['spans'].values())}")
        if any(row["interval"].values()):
            put(f"{'':<{width}}" + "".join(f"{_range(row['interval'][measure]):>12}" for measure in MEASURES))
    for pair, row in pairs.items():
        put(f"{pair:<{width}}{_figures(row['overall'])}")
    for line in (*_undefined(rows), *_more(data, rows)):
        put(line)
    if unused:
        put(f"used by nobody: {', '.join(unused)}")


def _more(data: dict[str, Any], rows: dict[str, Any]) -> Iterator[str]:
    """Facts that have no column in the table."""
    for name, row in rows.items():
        edges = row["boundaries"]
        if edges["n"]:
            exact, mean = f"{100 * edges['exact']:.0f} % do not", f"{edges['mean']:.1f} characters"
            yield f"{name}, edges of {_counted(edges['n'], 'pair')}: differ by {mean} on average, {exact}"
    for tag, by_name in data["attributes"].items():
        for name, row in by_name.items():
            yield f"{tag}, {name}: alpha {_with_why(row, 'alpha')}, {_counted(row['n'], 'pair')} with both values"
    for role, row in data["links"].items():
        yield f"link {role}: F1 {_with_why(row, 'f1')}, {row['agreed']} agreed, {row['links']} in all"


def _undefined(rows: dict[str, Any]) -> Iterator[str]:
    """Why there is a dash in the table, or no interval: equal reasons together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for name, row in rows.items():
        by_reason: dict[str, dict[str, None]] = {}
        for measure, why in row["why"].items():
            if not measure.startswith("boundaries."):
                heading = "intervals" if measure.startswith("interval.") else _HEADINGS[MEASURES.index(measure)]
                by_reason.setdefault(why, {})[heading] = None
        for why, headings in by_reason.items():
            found.setdefault((why, tuple(headings)), []).append(name)
    for (why, missing), names in found.items():
        yield f"no {', '.join(missing)} of {', '.join(names)}: {why}"


def _with_why(row: dict[str, Any], measure: str) -> str:
    value = row[measure]
    return f"{value:.3f}" if value is not None else f"– ({row['why'][measure]})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _figures(row: dict[str, Any]) -> str:
    return "".join(f"{_number(row[measure]):>12}" for measure in MEASURES)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _range(bounds: list[float] | None) -> str:
    return "–" if bounds is None else f"{bounds[0]:.2f}..{bounds[1]:.2f}"
