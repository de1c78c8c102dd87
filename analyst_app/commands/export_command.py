"""Write a labelled dataset from a corpus: verified, and with a report of what it does not hold."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.commands.blind_reading import add_annotator, add_unseal, asker, told
from analyst_app.commands.option_values import filled, filled_path, whole_number
from analyst_app.commands.terminal import Progress, put, put_json, say
from analyst_app.errors import UsageError
from analyst_app.storage.error_log import reason
from analyst_app.wording import in_row, tr, whole

if TYPE_CHECKING:
    from analyst_app.export.exporting import ExportRequest
    from analyst_app.export.job import Exported

FINE, NOT_WHOLE = 0, 1
_ORDER = ("train", "validation", "test")
_MOST_WORKERS = 1_000
"""Processes; more than that only wait for one another."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description = tr(
        "Write a labelled dataset from a corpus: verified, and with a report of what it does not hold."
    )
    add = parser.add_argument
    add("corpus", nargs="?", type=Path, metavar="CORPUS", help=tr("folder of articles, or one article"))
    add("--format", default="jsonl", metavar="F", help=tr("what to write (default: jsonl); see --list-formats"))
    add(
        "--output",
        type=filled_path("--output", "dataset"),
        metavar="PATH",
        help=tr("folder to make, or the data file where there is one"),
    )
    add(
        "--layer",
        type=filled("--layer", "alice"),
        metavar="NAME",
        help=tr("layer id, gold, or all; default: gold if every article has it, else the only one"),
    )
    _add_division(parser)
    add("--scheme", choices=("IOB2", "IOBES"), default="IOB2", help=tr("of conll (default: IOB2)"))
    add("--zones", choices=("keep", "cut"), default="keep", help=tr("cut: leave out the text of skip zones"))
    _add_withholding(parser)
    add("--no-tokens", action="store_true", help=tr("of huggingface: no rows of tokens, which take half of the time"))
    add("--pseudonyms", action="store_true", help=tr("call the annotators annotator-1, annotator-2 …"))
    add("--agreement", action="store_true", help=tr("how far annotators agree, on the card of one person's layer, too"))
    add("--strict", action="store_true", help=tr("write nothing and exit 1 if anything would be lost"))
    add("--skip-damaged", action="store_true", help=tr("leave out articles whose layer is damaged, and name them"))
    add("--no-verify", action="store_true", help=tr("do not read the export back"))
    add("--overwrite", action="store_true", help=tr("replace an earlier export"))
    _add_credits(parser)
    _add_engine(parser)
    add_annotator(parser)
    add_unseal(parser)
    add("--list-formats", action="store_true", help=tr("list the formats and what each is for"))
    add("--json", action="store_true", help=tr("answer with one JSON document"))


def _add_credits(parser: argparse.ArgumentParser) -> None:
    """The options of what only a person can say of a dataset."""
    add = parser.add_argument
    add("--title", type=filled("--title", "harbour"), metavar="TEXT", help=tr("of the dataset, for its card"))
    add(
        "--author",
        type=filled("--author", "ada"),
        action="append",
        default=[],
        metavar="NAME",
        help=tr("'Brandt, Ada', an ORCID after it if there is one, or the name of a body; may be given several times"),
    )
    add(
        "--licence",
        type=filled("--licence", "CC-BY-4.0"),
        metavar="ID",
        help=tr("of the dataset: an identifier such as CC-BY-4.0, or the address of its text"),
    )
    add("--cite", action="store_true", help=tr("files by which it is cited: CITATION.cff and .zenodo.json"))


def _add_engine(parser: argparse.ArgumentParser) -> None:
    """The options of where the work is done."""
    add = parser.add_argument
    workers = whole_number("--workers", tr("a number of processes"), 1, _MOST_WORKERS)
    add("--workers", type=workers, metavar="N", help=tr("processes (default: one a core)"))
    add(
        "--engine",
        choices=("local", "dask"),
        default="local",
        help=tr("dask: on a Dask cluster; without --scheduler one is started on this machine (default: local)"),
    )
    add(
        "--scheduler",
        type=filled("--scheduler", "tcp://localhost:8786"),
        metavar="ADDRESS",
        help=tr("of a Dask cluster that runs already, for --engine dask"),
    )


def _add_withholding(parser: argparse.ArgumentParser) -> None:
    """The options of an export without texts."""
    add = parser.add_argument
    add(
        "--no-text",
        action="store_true",
        help=tr("offsets, hashes and short quotes only: no titles, names, notes; see 'analyst-app rehydrate'"),
    )
    add(
        "--quote-length",
        type=whole_number("--quote-length", tr("a number of characters"), 0),
        default=32,
        metavar="N",
        help=tr("characters of each quote with --no-text (default: 32)"),
    )
    add(
        "--keep",
        type=filled("--keep", "facts,names"),
        metavar="WHAT",
        help=tr("with --no-text: facts (titles, outlets, file names …), names (of people), or facts,names"),
    )


def _add_division(parser: argparse.ArgumentParser) -> None:
    """The options of what is divided: articles into parts, and spans that overlap."""
    add = parser.add_argument
    add(
        "--split",
        type=filled("--split", "80/10/10"),
        metavar="80/10/10",
        help=tr(
            "train/validation/test by article, near-duplicates together; 80/20 is train/test, 8/1/1 and 0.8/0.1/0.1 "
            "are the same as 80/10/10"
        ),
    )
    add(
        "--split-date",
        type=filled("--split-date", "2024-01-01"),
        metavar="DAY[,DAY]",
        help=tr("train before the day, test from then on; with two days validation between them; in place of --split"),
    )
    seed = whole_number("--seed", tr("a whole number"))
    add("--seed", type=seed, metavar="N", help=tr("of the split (default: 0)"))
    group = filled("--group-by", "outlet")
    add(
        "--group-by",
        type=group,
        metavar="WHAT",
        help=tr("outlet, month, actor, or several (outlet,actor): what shares it stays in one part"),
    )
    overlap = filled("--overlap", "longest")
    add(
        "--overlap",
        type=overlap,
        metavar="STRATEGY",
        help=tr("for formats that hold one span at a place; see --list-formats"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Export; 1 if a file had to be left out, or nothing was written because ``--strict`` found losses.

    Raises:
        AnalystError: it cannot be exported; says why.
        UsageError: the command line asks for what is not there; says what is.
    """
    from analyst_app.export.exporting import export
    from analyst_app.storage import containment

    if arguments.list_formats:
        return _list_formats(as_json=arguments.json)
    request = request_of(arguments)
    containment.open_named([request.corpus])
    if request.scheduler is not None:
        from analyst_app.export.cluster.dask_cluster import cluster_of

        with cluster_of(request.scheduler):
            pass  # what is wrong with it is said before anything takes long
    request = _with_agreement(request)
    from analyst_app.export.engine import Onlooker
    from analyst_app.preferences import state_folder

    watch = Onlooker(lambda done, total: Progress(tr("exporting"), total).at(done))
    exported = export(request, watch, state=state_folder())
    notes = told(exported.seal) if exported.seal is not None else {}
    if arguments.json:
        put_json(_document(request, exported) | notes)
    _tell(request, exported)
    outcome = exported.outcome
    is_whole = exported.is_written and not (outcome.damaged or outcome.passed_over or outcome.misplaced)
    return FINE if is_whole else NOT_WHOLE


def request_of(arguments: argparse.Namespace) -> ExportRequest:
    """The export that a command line asks for.

    Raises:
        UsageError: something is missing, or two things do not go together.
    """
    from analyst_app.export.describing.credits import Credits
    from analyst_app.export.exporting import ExportRequest
    from analyst_app.export.registry import format_for

    if arguments.corpus is None:
        raise UsageError(tr("Which corpus? Give a folder of articles."))
    if arguments.output is None:
        raise UsageError(tr("Where to? Give --output PATH."))
    if arguments.scheduler is not None and arguments.engine != "dask":
        raise UsageError(tr("--scheduler is the address of a Dask cluster; give --engine dask, too."))
    if arguments.scheduler is not None and arguments.workers is not None:
        raise UsageError(tr("--workers are processes of this machine; those of a cluster are as many as it has."))
    if arguments.seed is not None and arguments.split is None:
        raise UsageError(tr("--seed is of a split by shares, which deals articles out by chance; give --split, too."))
    return ExportRequest(
        corpus=arguments.corpus,
        format_name=format_for(arguments.format, arguments.output),
        output=arguments.output,
        layer=arguments.layer,
        split=arguments.split,
        split_date=arguments.split_date,
        seed=arguments.seed or 0,
        group_by=arguments.group_by,
        overlap=arguments.overlap,
        with_text=not arguments.no_text,
        quote_length=arguments.quote_length,
        keep=tuple(dict.fromkeys(one.strip() for one in (arguments.keep or "").split(",") if one.strip())),
        with_zones=arguments.zones == "keep",
        is_verified=not arguments.no_verify,
        skips_damaged=arguments.skip_damaged,
        is_strict=arguments.strict,
        overwrite=arguments.overwrite,
        with_pseudonyms=arguments.pseudonyms,
        with_agreement=arguments.agreement,
        scheme=arguments.scheme,
        with_tokens=not arguments.no_tokens,
        credits=Credits(arguments.title or "", tuple(arguments.author), arguments.licence or ""),
        with_citation=arguments.cite,
        workers=arguments.workers,
        engine=arguments.engine,
        scheduler=arguments.scheduler,
        annotator=asker(arguments.annotator),
        is_unsealed=arguments.unseal,
    )


def _with_agreement(request: ExportRequest) -> ExportRequest:
    """The same with the agreement, where the card tells it and articles have two finished layers besides gold."""
    from analyst_app.agreement.card_figures import card_figures
    from analyst_app.agreement.rule import PLAIN
    from analyst_app.corpus.shared_articles import FinishedWork
    from analyst_app.export.card import AgreementBasis, AgreementFacts
    from analyst_app.export.selection import layer_counts
    from analyst_app.reading.corpus_measuring import measured

    corpus = request.corpus
    try:
        if not request.tells_agreement(layer_counts(corpus, request.seal)):
            return request
        found = measured(corpus, seal=request.seal, finished=FinishedWork()).agreement
        figures = tuple(AgreementFacts(*figure) for figure in card_figures(found))
        are_named = not request.with_pseudonyms
        basis = AgreementBasis(found.layers, found.articles, PLAIN.words, are_named=are_named)
        return replace(request, agreement=figures, agreement_basis=basis)
    except UsageError:
        return request  # no article has two readings, or exporting says what is wrong
    except Exception as error:
        say(reason(error, corpus))  # the card goes without figures
        return request


def _tell(request: ExportRequest, exported: Exported) -> None:
    tally, losses = exported.outcome.tally, exported.outcome.losses
    for words in (*exported.outcome.damaged, *exported.outcome.passed_over):
        say(tr("left out: {what}", what=words))
    for words in exported.outcome.misplaced:
        say(tr("left out: {what}", what=words))
    for sentence in losses.loss_sentences():
        say(tr("not in it: {what}", what=sentence))
    for sentence in losses.notices():
        say(tr("no loss, but to know: {what}", what=sentence))
    if not exported.is_written:
        say(
            tr(
                "Nothing was written, because --strict was given and {n} thing would be lost."
                "|Nothing was written, because --strict was given and {n} things would be lost.",
                losses.total,
            )
        )
        return
    if request.is_divided:
        for line in _balance(tally.articles, tally.labels):
            say(line)
    counts = (
        tr("{n} article|{n} articles", tally.total),
        tr("{n} span|{n} spans", sum(tally.labels.values())),
        tr("{n} relation|{n} relations", sum(tally.relations.values())),
    )
    verified = tr("verified") if request.is_verified else tr("not verified")
    say(
        tr(
            "{counts} → {place} ({format}, {verified}); losses: {report}",
            counts=in_row(counts),
            place=request.output,
            format=request.format_name,
            verified=verified,
            report=exported.report_path,
        )
    )


def _balance(articles: Mapping[str, int], labels: Mapping[tuple[str, str], int]) -> list[str]:
    lines = []
    for split in sorted(articles, key=_ORDER.index):
        counts = Counter({label: count for (part, label), count in labels.items() if part == split})
        spans = in_row(f"{label} {whole(count)}" for label, count in sorted(counts.items()))
        lines.append(f"{split}: {tr('{n} article|{n} articles', articles[split])}; {spans}")
    return lines


def _document(request: ExportRequest, exported: Exported) -> dict[str, Any]:
    outcome = exported.outcome
    return {
        "format": request.format_name,
        "output": str(request.output),
        "written": exported.is_written,
        "verified": request.is_verified,
        "articles": outcome.tally.total,
        "without_layer": exported.left_out,
        "splits": outcome.tally.articles if request.is_divided else {},
        "spans": outcome.tally.by_label(),
        "relations": sum(outcome.tally.relations.values()),
        "losses": outcome.losses.counts,
        "damaged": outcome.damaged,
        "passed_over": outcome.passed_over,
        "misplaced": outcome.misplaced,
        "report": str(exported.report_path or ""),
        "checksums": outcome.checksums,
        "command": request.command(),
    }


def _list_formats(*, as_json: bool) -> int:
    from analyst_app.export.registry import FORMATS

    if as_json:
        put_json([{"name": one.name, "purpose": one.purpose, "overlap": list(one.overlap)} for one in FORMATS.values()])
        return 0
    for one in FORMATS.values():
        put(f"{one.name:<15} {tr(one.purpose)}")
        if one.overlap:
            option = "--overlap"
            put(f"{'':<15} {option} {' | '.join(one.overlap)}")
    return 0
