"""Hold the quotes of a corpus against the sources attached to them; exit 1 if one does not stand there as quoted."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.commands import terminal
from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, told
from analyst_app.commands.option_values import filled, filled_path
from analyst_app.errors import UsageError
from analyst_app.preferences import check_layer_id, state_folder
from analyst_app.reading.compared_layers import refuse_missing
from analyst_app.storage import containment, file_names
from analyst_app.wording import in_row, tr, visible

if TYPE_CHECKING:
    from analyst_app.assist.verifying.corpus_quotes import CorpusQuotes
    from analyst_app.export.evidence.evidence_report import Evidence

_WIDTH = 60
_GOOD = ("verbatim", "trimmed", "not_comparable")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = tr(
        "Hold the quotes of a corpus against the sources attached to them; exit 1 if one does not stand there as "
        "quoted."
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help=tr("a folder of articles, or one article"))
    words = tr("only the quotes of this layer (may be repeated)")
    parser.add_argument(
        "--layer", type=filled("--layer", "alice"), action="append", default=[], metavar="NAME", help=words
    )
    parser.add_argument(
        "--report",
        type=filled_path("--report", "evidence.html"),
        metavar="FILE",
        help=tr("write the evidence: FILE.html or FILE.csv"),
    )
    parser.add_argument("--overwrite", action="store_true", help=tr("replace an earlier report"))
    add_annotator(parser)
    add_unseal(parser)
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Verify; 1 if a quote is changed, spliced or not found, or something had to be left out.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        MissingExtra: rapidfuzz is not installed.
        SaveFailed: the report could not be written.
    """
    from datetime import UTC, datetime

    from analyst_app.assist.verifying.corpus_quotes import CorpusQuotes
    from analyst_app.assist.verifying.source_places import require_rapidfuzz
    from analyst_app.export.evidence.evidence_report import SUFFIXES, as_row, report_of, write_report

    require_rapidfuzz()
    folder, only = _corpus(arguments.corpus)
    asked = [check_layer_id(one) for one in arguments.layer]
    if arguments.report is not None and arguments.report.suffix.lower() not in SUFFIXES:
        raise UsageError(tr("--report takes a name that ends in .html or .csv."))
    containment.open_border(folder)
    seal = seal_for(arguments, [folder], arguments.annotator)
    problems: list[str] = []

    def leave_out(sentence: str) -> None:
        if sentence not in problems:
            problems.append(sentence)
            terminal.say(sentence)

    run_of = CorpusQuotes(folder, state_folder(), seal, say=leave_out)
    rows, unsourced = _rows(run_of, folder, only, asked, leave_out)
    if asked:
        seal.care_only_for(asked.__contains__)
    date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    notes = [tr("{n} quote has no source.|{n} quotes have no source.", unsourced)] if unsourced else []
    newer = sorted({row.quote.source.file for row in rows if row.quote.is_source_newer})
    notes += [tr("{file} has changed since it was attached.", file=visible(file)) for file in newer]
    if arguments.report is not None:
        data = report_of(arguments.report, rows, date, title=folder.name, notes=[*notes, *problems])
        write_report(arguments.report, data, overwrite=arguments.overwrite)
    counts = Counter(row.quote.judgement.verdict for row in rows)
    if arguments.json:
        document = {"corpus": str(folder), "quotes": list(map(as_row, rows)), "counts": dict(counts)}
        terminal.put_json(document | {"unsourced": unsourced, "problems": problems} | told(seal))
    else:
        for row in rows:
            _print(row)
        said = [*(f"{verdict} {count}" for verdict, count in counts.items()), *notes]
        terminal.say(in_row(said) or _nothing(problems))
        told(seal)
    return 1 if problems or any(verdict not in _GOOD for verdict in counts) else 0


def _rows(
    run_of: CorpusQuotes, folder: Path, only: Path | None, asked: list[str], leave_out: Callable[[str], None]
) -> tuple[list[Evidence], int]:
    """The quotes with their verdicts, and the number of those without a source."""
    from analyst_app.export.evidence.evidence_report import Evidence

    articles = run_of.articles(only)
    refuse_missing(asked, (layer for _, layers in articles for layer in layers))
    progress = terminal.Progress(tr("articles"), len(articles))
    rows: list[Evidence] = []
    unsourced = 0
    for number, (article, layers) in enumerate(articles, 1):
        for layer in run_of.of(article, layers, asked):
            name = article.relative_to(folder).as_posix()
            rows += [Evidence(name, layer.layer_id, quote) for quote in layer.found.quotes]
            unsourced += layer.found.unsourced
            for sentence in layer.found.problems:
                leave_out(sentence)
        progress.at(number)
    return rows, unsourced


def _nothing(problems: list[str]) -> str:
    if problems:
        return tr("No quote was compared.")
    return tr("No quote has a source. Attach one in the window (Corpus ▸ Verify quotes…), or in sources.json.")


def _print(row: Evidence) -> None:
    from analyst_app.assist.verifying.verdicts import doubt_words, verdict_words

    quote = row.quote
    why = in_row(map(doubt_words, quote.judgement.doubts))
    words = " ".join(quote.said.split())
    words = words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"
    place = f"{row.article}:{quote.annotation.start}-{quote.annotation.end}"
    verdict = verdict_words(quote.judgement.verdict) + (f" ({why})" if why else "")
    terminal.put(f"{place}  {row.layer}  {verdict}  {quote.source.file}  {words}")


def _corpus(path: Path) -> tuple[Path, Path | None]:
    """The folder, and the one article of it that was named, if one was."""
    if path.is_dir():
        return path, None
    if path.is_file() and file_names.is_article(path.name):
        return path.parent, path
    words = tr("{path} is no article. Name a folder of articles, or one article.", path=path)
    if not path.exists():
        words = tr("{path} is not there. Name a folder of articles, or one article.", path=path)
    raise UsageError(words)
