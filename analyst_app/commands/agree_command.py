"""Agreement between annotators, tag by tag, over all articles that two or more of them have read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.agreement.agreement import MEASURES, Scope
from analyst_app.agreement.agreement_data import corpus_data, gamma_data
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement, CountedArticle
from analyst_app.agreement.gamma import Gamma
from analyst_app.agreement.gamma_process import LIMIT, gamma_apart
from analyst_app.agreement.rule import PLAIN, Rule, Tolerance
from analyst_app.alignment.align import Reading
from analyst_app.commands.agree_words import show
from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, sealed_words, told
from analyst_app.commands.chosen_layers import asked_layers, chosen_layers, nearest_words
from analyst_app.commands.option_values import filled, seconds
from analyst_app.commands.terminal import Progress, put_json, say
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_reading
from analyst_app.errors import MissingExtra, UsageError
from analyst_app.storage.error_log import reason
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.corpus.shared_articles import FinishedWork


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of articles, or one article")
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
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 whatever the answer is, 1 if a file had to be left out.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        MissingExtra: gamma is asked for, and scipy is not installed.
    """
    from analyst_app.corpus.shared_articles import FinishedWork

    problems: list[str] = []
    seal = seal_for(arguments, [arguments.corpus], arguments.annotator)
    finished = FinishedWork(None if arguments.unfinished else ())
    rule = Rule(arguments.tolerance, _asked_tags(arguments.tags), arguments.regardless_of_tag)
    if arguments.gamma and find_spec("scipy") is None:
        raise MissingExtra("gamma", tr("the measure gamma"))
    kept = Kept(arguments.confusion or arguments.json, arguments.gamma)
    corpus, layers = arguments.corpus, arguments.layers
    remarks: list[str] = []

    def tell(words: str) -> None:
        say(words)
        remarks.append(words)

    found = measured(corpus, layers, problems, tell, seal=seal, finished=finished, rule=rule, kept=kept)
    left_out = {_left_out(words) for words in problems}
    data = corpus_data(found, rule, arguments.over_time or "month") | {"problems": problems} | told(seal)
    data["remarks"] = [words for words in remarks if words not in left_out and words not in problems]
    data["gamma"] = gamma_data(_gamma(found, arguments.gamma_limit) if arguments.gamma else None)
    data["rule"]["layers"] = tr("all as they are") if arguments.unfinished else tr("those that are done, if any is")
    data["not_done"] = dict(sorted(finished.undone.items()))
    if finished.words:
        say(tr("{what}. --unfinished counts it, too.", what=finished.words))
        data["unfinished"] = {layer: dict(reasons) for layer, reasons in sorted(finished.left_out.items())}
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
    return 1 if problems else 0


class Kept(NamedTuple):
    """The dear parts of the agreement, counted only if they are asked for."""

    tags_met: bool = False
    """True if it is counted which tag met which."""
    spans: bool = False
    """True if the spans are kept, for gamma."""


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


def measured(
    corpus: Path,
    asked: str | None = None,
    problems: list[str] | None = None,
    tell: Callable[[str], object] = say,
    *,
    seal: Seal | None = None,
    finished: FinishedWork | None = None,
    rule: Rule = PLAIN,
    kept: Kept = Kept(),  # noqa: B008
) -> CorpusAgreement:
    """The agreement in a corpus, article by article, and of people with themselves.

    Args:
        corpus: folder of articles.
        asked: layer ids as asked for; empty: those that are there.
        problems: takes a sentence about each file left out; without it, what nothing is compared with is not read.
        tell: is told, in a sentence each, what a person should know of it.
        seal: says which layers may be seen; None: all.
        finished: keeps to finished work; None: every layer counts.
        rule: says which tags count, and which edges are the same.
        kept: says which of the dear parts are counted.

    Raises:
        UsageError: there is nothing to compare, nothing of it can be read, or a tag is asked for that is not there.
    """
    from analyst_app.corpus.shared_articles import damaged_alone
    from analyst_app.storage import containment

    containment.open_named([corpus])
    tells_all, problems = problems is not None, problems if problems is not None else []

    def leave_out(sentence: str) -> None:
        problems.append(sentence)
        tell(_left_out(sentence))

    layers, by_article = _chosen(_articles(corpus, leave_out), asked, seal, tell)
    shared = [(path, own) for path, own in by_article if len(own) > 1]
    alone = ((path, own[0]) for path, own in by_article if len(own) == 1 and tells_all)
    for words in (*_not_used(corpus, shared), *damaged_alone(alone)):
        leave_out(words)
    _refuse_unknown(rule.tags, (scope := Scope.of(_codebook(corpus, problems, tell))).tags)
    reading = _CorpusReading(corpus, ArticleCounting(rule, scope, *kept), are_persons_told=asked is None)
    with bulk_work():
        found = reading.counted(shared, (tell, leave_out), finished)
    # A file that is refused everywhere (a planted link, say) is nobody's reading: it counts as no annotator.
    made = CorpusAgreement.of(layers, found, rule.scope(scope), all_layers=asked is not None)
    _tell_without_first(made, finished, tell)
    return made


def _left_out(sentence: str) -> str:
    return tr("left out: {what}", what=sentence)


def _tell_without_first(made: CorpusAgreement, finished: FinishedWork | None, tell: Callable[[str], object]) -> None:
    """Name the second readings that are compared with nobody; refuse where nothing else is left."""
    words = made.without_first.words
    if words:
        words = tr("{what} --layers A,B,… compares each layer by itself.", what=words)
    if not made.agreement.articles:
        raise UsageError(words or _nothing_finished(finished))
    if words:
        tell(words)


def _refuse_unknown(asked: Sequence[str], known: Sequence[str]) -> None:
    for tag in asked:
        if tag not in known:
            told = nearest_words(tag, known)
            raise UsageError(tr("The codebook has no tag {tag}; {told}.", tag=tag, told=told))


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
        seal.care_only_for(lambda layer: is_reading(layer) if wanted is None else layer in wanted)
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


class _CorpusReading(NamedTuple):
    """The way in which the articles of a corpus are counted."""

    corpus: Path
    counting: ArticleCounting
    are_persons_told: bool
    """True if second readings count for their readers; else each layer is a reader of its own."""

    def counted(
        self,
        shared: Sequence[tuple[Path, Sequence[str]]],
        tellers: tuple[Callable[[str], object], Callable[[str], object]],
        finished: FinishedWork | None,
    ) -> list[CountedArticle]:
        """Each article's part of the agreement, of those that could be read."""
        from analyst_app.corpus.shared_articles import read_shared

        tell, leave_out = tellers
        found: list[CountedArticle] = []
        progress = Progress("articles", len(shared))
        top = self.corpus if self.corpus.is_dir() else self.corpus.parent
        for done, article in enumerate(read_shared(shared, tell, leave_out, finished), 1):
            readings = [Reading(one.layer_id, one.annotations, one.links) for one in article.layers]
            persons = article.persons if self.are_persons_told else {}
            name = article.path.relative_to(top).as_posix() if article.path.is_relative_to(top) else article.path.name
            try:
                found.append(self.counting.of(name, readings, article.text, persons))
            except Exception as error:
                leave_out(reason(error, article.path))
                continue
            progress.at(done)
        return found


def _nothing_read() -> str:
    return tr("Nothing could be compared: of no article can the text and two layers be read. Mend what is named above.")


def _nothing_finished(finished: FinishedWork | None) -> str:
    if finished is None or not finished.words:
        return _nothing_read()
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
    from analyst_app.storage.file_names import CODEBOOK

    folder = corpus if corpus.is_dir() else corpus.parent
    found = codebook_for(folder / "any", folder, state_folder())
    name = found.path.name if found.path is not None else CODEBOOK
    odd = [f"{name}: {words}." for words in found.codebook.problems]  # what `check` says of it as well
    for words in filter(None, (found.problem, *odd)):
        problems.append(words)
        tell(words)
    return found.codebook
