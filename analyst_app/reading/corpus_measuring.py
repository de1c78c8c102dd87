"""The agreement of a whole corpus, read and counted: the one road of the command ``agree`` and of the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.agreement.agreement import Scope
from analyst_app.agreement.agreement_data import corpus_data, gamma_data
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement, CountedArticle
from analyst_app.agreement.gamma import Gamma
from analyst_app.agreement.rule import PLAIN, Rule
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Unit
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_reading
from analyst_app.errors import UsageError
from analyst_app.reading.compared_layers import chosen_layers, nearest_words
from analyst_app.storage.error_log import reason, state_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.corpus.shared_articles import FinishedWork


class Kept(NamedTuple):
    """The dear parts of the agreement, counted only if they are asked for."""

    tags_met: bool = False
    """True if it is counted which tag met which."""
    spans: bool = False
    """True if the spans are kept, for gamma."""


def _withheld(seal: Seal) -> str:
    return seal.withheld.words


class Telling(NamedTuple):
    """The ways in which whoever asks hears of the work."""

    say: Callable[[str], object] = lambda words: None
    """Is told, in a sentence each, what a person should know of it."""
    counted: Callable[[int, int], object] = lambda done, total: None
    """Is told how many of all articles are done."""
    sealed: Callable[[Seal], str] = _withheld
    """Gives the sentence about what may not be seen, and how to see it; empty if there is nothing."""


def measured(
    corpus: Path,
    layers: Sequence[str] | None = None,
    problems: list[str] | None = None,
    telling: Telling = Telling(),  # noqa: B008
    *,
    seal: Seal | None = None,
    finished: FinishedWork | None = None,
    rule: Rule = PLAIN,
    kept: Kept = Kept(),  # noqa: B008
) -> CorpusAgreement:
    """The agreement in a corpus, article by article, and of people with themselves.

    Args:
        corpus: folder of articles.
        layers: ids of two layers or more; None: those that people read for themselves.
        problems: takes a sentence about each file left out; without it, what nothing is compared with is not read.
        telling: hears of the work.
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
        telling.say(left_out(sentence))

    chosen, by_article = _chosen(_articles(corpus, leave_out), layers, seal, telling)
    shared = [(path, own) for path, own in by_article if len(own) > 1]
    alone = ((path, own[0]) for path, own in by_article if len(own) == 1 and tells_all)
    for words in (*_not_used(corpus, shared), *damaged_alone(alone)):
        leave_out(words)
    _refuse_unknown(rule.tags, (scope := Scope.of(_codebook(corpus, problems, telling.say))).tags)
    reading = _CorpusReading(corpus, ArticleCounting(rule, scope, *kept), are_persons_told=layers is None)
    with bulk_work():
        found = reading.counted(shared, telling, leave_out, finished)
    # A file that is refused everywhere (a planted link, say) is nobody's reading: it counts as no annotator.
    made = CorpusAgreement.of(chosen, found, rule.scope(scope), all_layers=layers is not None)
    _tell_without_first(made, finished, telling.say)
    return made


class Heard(NamedTuple):
    """All that was told while a corpus was measured."""

    problems: list[str]
    """A sentence about each file left out."""
    said: list[str]
    """All sentences, those about files among them."""

    @property
    def remarks(self) -> list[str]:
        """The sentences that are about no file that was left out."""
        told = {*map(left_out, self.problems), *self.problems}
        return [words for words in self.said if words not in told]


def measured_data(
    found: CorpusAgreement,
    rule: Rule,
    heard: Heard,
    finished: FinishedWork,
    *,
    unit: Unit = "month",
    gamma: Gamma | None = None,
) -> dict[str, Any]:
    """The agreement as the document of ``agree --json``.

    Args:
        found: the agreement of the corpus.
        rule: by which it was made.
        heard: what was told on the way.
        finished: which layers it left out, if it kept to finished work.
        unit: of the periods that it is told over.
        gamma: if it was asked for.
    """
    keeps = finished.keeps_to_finished
    data = corpus_data(found, rule, unit) | {"problems": heard.problems, "remarks": heard.remarks}
    data["gamma"] = gamma_data(gamma)
    data["rule"]["layers"] = tr("those that are done, if any is") if keeps else tr("all as they are")
    data["not_done"] = dict(sorted(finished.undone.items()))
    if finished.words:
        data["unfinished"] = {layer: dict(reasons) for layer, reasons in sorted(finished.left_out.items())}
    return data


def left_out(sentence: str) -> str:
    """The sentence about a file with which it is told that it is left out."""
    return tr("left out: {what}", what=sentence)


def _tell_without_first(made: CorpusAgreement, finished: FinishedWork | None, say: Callable[[str], object]) -> None:
    """Name the second readings that are compared with nobody; refuse where nothing else is left."""
    words = made.without_first.words
    if words:
        words = tr("{what} --layers A,B,… compares each layer by itself.", what=words)
    if not made.agreement.articles:
        raise UsageError(words or _nothing_finished(finished))
    if words:
        say(words)


def _refuse_unknown(asked: Sequence[str], known: Sequence[str]) -> None:
    for tag in asked:
        if tag not in known:
            told = nearest_words(tag, known)
            raise UsageError(tr("The codebook has no tag {tag}; {told}.", tag=tag, told=told))


def _chosen(
    articles: Sequence[tuple[str, list[str]]], asked: Sequence[str] | None, seal: Seal | None, telling: Telling
) -> tuple[list[str], list[tuple[Path, list[str]]]]:
    """The layers to compare, and of each article those of them that it has and that may be seen; of some two."""
    from analyst_app.corpus.shared_articles import without_copies

    paths = [(Path(path), own) for path, own in articles]
    if asked is None:
        paths = [(path, without_copies(path, own, telling.say)) for path, own in paths]
    seen = [(path, seal.seen(path, own) if seal is not None else own) for path, own in paths]
    if seal is not None:
        seal.care_only_for(lambda layer: is_reading(layer) if asked is None else layer in asked)
    try:
        layers = chosen_layers((layer for _, own in (paths if asked else seen) for layer in own), asked)
    except UsageError as error:
        words = telling.sealed(seal) if seal is not None else ""
        raise UsageError(f"{error} {words}".rstrip()) from error
    by_article = [(path, [layer for layer in layers if layer in own]) for path, own in seen]
    if all(len(own) < 2 for _, own in by_article):
        raise UsageError(f"{_nothing_shared(layers)} {telling.sealed(seal) if seal is not None else ''}".rstrip())
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
        telling: Telling,
        leave_out: Callable[[str], object],
        finished: FinishedWork | None,
    ) -> list[CountedArticle]:
        """Each article's part of the agreement, of those that could be read."""
        from analyst_app.corpus.shared_articles import read_shared

        found: list[CountedArticle] = []
        top = self.corpus if self.corpus.is_dir() else self.corpus.parent
        for done, article in enumerate(read_shared(shared, telling.say, leave_out, finished), 1):
            readings = [Reading(one.layer_id, one.annotations, one.links) for one in article.layers]
            persons = article.persons if self.are_persons_told else {}
            name = article.path.relative_to(top).as_posix() if article.path.is_relative_to(top) else article.path.name
            try:
                found.append(self.counting.of(name, readings, article.text, persons))
            except Exception as error:
                leave_out(reason(error, article.path))
                continue
            telling.counted(done, len(shared))
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
    from analyst_app.storage.file_names import CODEBOOK

    folder = corpus if corpus.is_dir() else corpus.parent
    found = codebook_for(folder / "any", folder, state_folder())
    name = found.path.name if found.path is not None else CODEBOOK
    odd = [f"{name}: {words}." for words in found.codebook.problems]  # what `check` says of it as well
    for words in filter(None, (found.problem, *odd)):
        problems.append(words)
        tell(words)
    return found.codebook
