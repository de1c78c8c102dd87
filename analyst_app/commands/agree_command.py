"""Agreement between annotators, tag by tag, over all articles that two or more of them have read."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from analyst_app.agreement.agreement import MEASURES
from analyst_app.agreement.corpus_agreement import CorpusAgreement
from analyst_app.agreement.gamma import Gamma
from analyst_app.agreement.gamma_process import LIMIT, gamma_apart
from analyst_app.agreement.rule import Rule, Tolerance
from analyst_app.commands.agree_words import show
from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, sealed_words, told
from analyst_app.commands.chosen_layers import asked_layers
from analyst_app.commands.option_values import filled, seconds
from analyst_app.commands.terminal import Progress, put_json, say
from analyst_app.core.annotation import Unit
from analyst_app.errors import MissingExtra, UsageError
from analyst_app.reading.corpus_measuring import Heard, Kept, Telling, measured, measured_data
from analyst_app.wording import tr


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = tr(
        "Agreement between annotators, tag by tag, over all articles that two or more of them have read."
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help=tr("folder of articles, or one article"))
    parser.add_argument(
        "--layers", metavar="A,B,…", help=tr("which layers (default: all but gold and those of programs, model-…)")
    )
    tags = filled("--tags", "claim,quote")
    parser.add_argument("--tags", type=tags, metavar="TAG,…", help=tr("count only these tags"))
    parser.add_argument(
        "--regardless-of-tag",
        action="store_true",
        help=tr("compare spans whatever their tags are, but for helpers"),
    )
    parser.add_argument(
        "--tolerance",
        type=_tolerance,
        default=Tolerance(),
        metavar="N",
        help=tr("edges are the same up to N characters apart; also “2 words”, “word” (a part is the whole) or “space”"),
    )
    parser.add_argument("--measure", choices=MEASURES, help=tr("print only this one (--json has all)"))
    parser.add_argument("--by-article", action="store_true", help=tr("the figures of each article, the worst first"))
    parser.add_argument(
        "--over-time", choices=("month", "week"), help=tr("the figures by month or week of the last change of the tags")
    )
    parser.add_argument("--confusion", action="store_true", help=tr("which tag met which, for every two layers"))
    parser.add_argument("--gamma", action="store_true", help=tr("measure gamma, too (extra gamma; takes a while)"))
    parser.add_argument(
        "--gamma-limit",
        type=seconds("--gamma-limit"),
        default=LIMIT,
        metavar="SECONDS",
        help=tr("end gamma after so many seconds (default: {limit})", limit=LIMIT),
    )
    parser.add_argument(
        "--unfinished",
        action="store_true",
        help=tr("count layers that are empty or in progress, too, beside those done"),
    )
    add_annotator(parser)
    add_unseal(parser)
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 whatever the answer is, 1 if a file had to be left out.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        MissingExtra: gamma is asked for, and scipy is not installed.
    """
    from analyst_app.corpus.shared_articles import FinishedWork

    heard = Heard([], [])
    seal = seal_for(arguments, [arguments.corpus], arguments.annotator)
    finished = FinishedWork(None if arguments.unfinished else ())
    rule = Rule(arguments.tolerance, _asked_tags(arguments.tags), arguments.regardless_of_tag)
    if arguments.gamma and find_spec("scipy") is None:
        raise MissingExtra("gamma", tr("the measure gamma"))
    kept = Kept(arguments.confusion or arguments.json, arguments.gamma)
    corpus = arguments.corpus
    layers = asked_layers(arguments.layers) if arguments.layers is not None else None
    progress = Progress(tr("articles"), 0)

    def counted(done: int, total: int) -> None:
        progress.expect(total)
        progress.at(done)

    def tell(words: str) -> None:
        say(words)
        heard.said.append(words)

    telling = Telling(tell, counted, sealed_words)
    found = measured(corpus, layers, heard.problems, telling, seal=seal, finished=finished, rule=rule, kept=kept)
    notes, gamma = told(seal), _gamma(found, arguments.gamma_limit) if arguments.gamma else None
    unit: Unit = arguments.over_time or "month"
    data = measured_data(found, rule, heard, finished, unit=unit, gamma=gamma) | notes
    if finished.words:
        say(tr("{what}. --unfinished counts it, too.", what=finished.words))
    if arguments.over_time and found.unreadable_words:
        say(found.unreadable_words)
    if arguments.json:
        put_json(data)
    else:
        shown = {
            "by_article": arguments.by_article,
            "confusion": arguments.confusion,
            "over_time": arguments.over_time is not None,
        }
        show(data, arguments.measure, finished.undone_words, **shown)
    return 1 if heard.problems else 0


def _gamma(found: CorpusAgreement, limit: float) -> Gamma:
    """Gamma, with a progress line; Ctrl+C ends its process, too."""
    progress = Progress(tr("alignments"), 0)

    def tell(done: int, total: int) -> None:
        progress.expect(total)
        progress.at(done)

    return gamma_apart(found.spans, limit=limit, tell=tell)


def _tolerance(words: str) -> Tolerance:
    try:
        return Tolerance.asked(words)
    except ValueError:
        told = tr("“{words}” is no tolerance: write 2 (characters), “1 word”, “word” or “space”.", words=words)
        raise UsageError(told) from None


def _asked_tags(words: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in (words or "").split(",") if word.strip()))
