"""Reading a folder for its agreement. For worker threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.agreement.agreement import Scope
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement, CountedArticle
from analyst_app.agreement.rule import PLAIN, Rule
from analyst_app.alignment.align import Reading
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_reading
from analyst_app.corpus.passed_over import passed_over
from analyst_app.corpus.shared_articles import FinishedWork, read_shared, without_copies
from analyst_app.export.selection import annotated
from analyst_app.session.faults import reason
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.ui.widgets.long_work import LongWork


class Measured(NamedTuple):
    """The findings in a folder."""

    present: Counter[str]
    """Number of articles by layer."""
    chosen: tuple[str, ...]
    """The layers that are compared."""
    made: CorpusAgreement | None
    """None: no article was read by two of the layers, or it was stopped."""
    left_out: tuple[str, ...]
    """The layers that could not be read, a sentence each."""
    unfinished: Mapping[str, str] = MappingProxyType({})
    """By layer that counts nowhere, why: it is empty, or in progress where others are done."""
    notes: tuple[str, ...] = ()
    """Sentences about what is not counted because it is not finished, not shown because it is sealed, or a second
    reading without a first, and about what counts though it is not done."""
    rule: Rule = PLAIN
    """By which it was measured."""
    uncounted: Mapping[str, int] = MappingProxyType({})
    """By layer, the number of articles in which it does not count because it is not finished there."""


def measured(
    corpus: Path,
    layers: Sequence[str] | None,
    codebook: Codebook,
    meter: LongWork,
    seal: Seal,
    also: Collection[str] | None = (),
    rule: Rule = PLAIN,
) -> Measured:
    """The agreement in a folder, or of one article, between layers that are finished. Blocking.

    Args:
        corpus: the folder, or the article.
        layers: which ones; None: all but gold and those of programs.
        codebook: of the folder.
        meter: is told how far it is.
        seal: says which layers may be seen.
        also: ids of layers that count though they are not finished; None: all do.
        rule: says which tags count, and which edges are the same.

    Raises:
        UsageError: the folder cannot be read.
    """
    left_out: list[str] = []
    seen = ((Path(path), seal.seen(Path(path), own)) for path, own in annotated(corpus))
    articles = [(path, without_copies(path, own, left_out.append)) for path, own in seen]
    passed = list(passed_over(corpus))
    unusable = {one.layer for one in passed if one.layer is not None}  # a planted link, say: it is nobody's reading
    articles = [(path, [layer for layer in own if (path, layer) not in unusable]) for path, own in articles]
    present = Counter(layer for _, own in articles for layer in own)
    readers = [layer for layer in sorted(present) if is_reading(layer)]
    chosen = tuple(readers if layers is None else [layer for layer in sorted(present) if layer in layers])
    shared = _shared(articles, chosen)
    meter.expect(len(shared))
    taken = {path for path, _ in shared}
    left_out += [one.words for one in passed if one.layer is not None or one.path not in taken]
    scope, finished = Scope.of(codebook), FinishedWork(also)
    top = corpus if corpus.is_dir() else corpus.parent
    reading = _FolderReading(top, ArticleCounting(rule, scope, spans=True), layers is None)
    parts = list(reading.counted(shared, meter, finished, left_out))
    unfinished = _unfinished(finished)
    chosen = tuple(layer for layer in chosen if layer not in unfinished)
    uncounted = {layer: sum(reasons.values()) for layer, reasons in finished.left_out.items()}
    made = CorpusAgreement.of(chosen, parts, rule.scope(scope), all_layers=layers is not None)
    notes = _notes(made, finished, seal)
    if not made.agreement.articles or meter.is_stopped:
        chosen = tuple(layer for layer in chosen if layer not in made.without_first.layers)
        return Measured(present, chosen, None, tuple(left_out), unfinished, notes, rule, uncounted)
    made.close()
    return Measured(present, made.agreement.layers, made, tuple(left_out), unfinished, notes, rule, uncounted)


def _unfinished(finished: FinishedWork) -> dict[str, str]:
    """By layer that counts nowhere, why: in progress of what is empty elsewhere."""
    return {layer: max(reasons) for layer, reasons in finished.left_out.items() if layer not in finished.counted}


def _notes(made: CorpusAgreement, finished: FinishedWork, seal: Seal) -> tuple[str, ...]:
    """Sentences about what counts though it is not done, and about what does not count."""
    alone = made.without_first.words
    if alone:
        alone = tr("{what} Tick a layer to compare it by itself.", what=alone)
    times = shown_name(made.unreadable_words)
    return tuple(filter(None, (finished.undone_words, finished.words, alone, times, seal.withheld.words)))


def _shared(articles: Sequence[tuple[Path, Sequence[str]]], chosen: Sequence[str]) -> list[tuple[Path, list[str]]]:
    """The articles that have two of the chosen layers, with these."""
    found = [(path, [layer for layer in chosen if layer in own]) for path, own in articles]
    return [(path, own) for path, own in found if len(own) > 1]


class _FolderReading(NamedTuple):
    """The way in which the articles of a folder are counted."""

    top: Path
    """The folder."""
    counting: ArticleCounting
    are_persons_told: bool
    """True if second readings count for their readers; else each layer is a reader of its own."""

    def counted(
        self,
        shared: Sequence[tuple[Path, Sequence[str]]],
        meter: LongWork,
        finished: FinishedWork,
        left_out: list[str],
    ) -> Iterator[CountedArticle]:
        """Each article's part of the agreement."""
        for article in read_shared(shared, left_out.append, left_out.append, finished):
            if meter.is_stopped:
                return
            readings = [Reading(one.layer_id, one.annotations, one.links) for one in article.layers]
            persons = article.persons if self.are_persons_told else {}
            name = article.path.relative_to(self.top).as_posix()
            try:
                found = self.counting.of(name, readings, article.text, persons)
            except Exception as error:
                left_out.append(reason(error, article.path))
                continue
            yield found
            meter.count()
