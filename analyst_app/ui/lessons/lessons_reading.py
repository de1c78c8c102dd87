"""Reading a folder for what its codebook can learn: differences, reasons and people, tag by tag. For worker threads."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.corpus_agreement import ArticleCounting, CorpusAgreement, CountedArticle
from analyst_app.agreement.rule import PLAIN
from analyst_app.agreement.version_sides import ReadUnder, VersionSides
from analyst_app.agreement.without_first import WithoutFirst, without_first
from analyst_app.alignment.align import Reading, compare
from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.shared_articles import FinishedWork, SharedArticle, read_shared, without_copies
from analyst_app.export.selection import annotated
from analyst_app.review.decisions import GONE, Decision, decisions_in
from analyst_app.review.reasons import reason_counts
from analyst_app.session.codebook_use import CodebookUse
from analyst_app.session.faults import reason
from analyst_app.ui.review.listed_differences import cost

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.rejection import Reason
    from analyst_app.corpus.other_layers import OtherLayer
    from analyst_app.corpus.sealing import Seal
    from analyst_app.ui.widgets.long_work import LongWork

MOST = 12
"""Differences of a tag that are listed."""
_KEPT = 4 * MOST
"""So many are kept while the folder is read, until they are fewer again."""


class Costly(NamedTuple):
    """A difference between two readers."""

    characters: int
    """That only one of both has tagged."""
    article: str
    """Name of the article, relative to the folder."""
    pair: tuple[str, str]
    """The two layers."""
    start: int
    """Its place, code points."""
    kind: str
    """One of ``align.KINDS``."""


class Judged(NamedTuple):
    """The rulings of review on one person's annotations of a tag."""

    taken: int
    """Number that went into gold as they were."""
    changed: int
    """Number that did not."""


@dataclass
class TagLesson:
    """All that a folder says about one tag."""

    differences: int = 0
    costliest: list[Costly] = field(default_factory=list)
    """The greatest first."""
    decided: list[tuple[Decision, tuple[Reason, ...]]] = field(default_factory=list)
    people: dict[str, list[tuple[bool, str]]] = field(default_factory=lambda: defaultdict(list))
    """By person, of each ruling on one of hers: True if it was taken, and the decision's id."""
    older: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By person and article, the number of her annotations that were made under an older version of the codebook."""

    @property
    def reasons(self) -> Counter[str]:
        """The number of times that each reason was given."""
        return reason_counts(self.decided)

    def older_of(self, person: str) -> int:
        """Number of a person's annotations that were made under an older version of the codebook."""
        return self.older.get(person, Counter[str]()).total()

    def judged(self, person: str) -> Judged:
        """The rulings on one person's annotations."""
        rulings = self.people.get(person, [])
        taken = sum(one for one, _ in rulings)
        return Judged(taken, len(rulings) - taken)

    def reasons_of(self, person: str) -> Counter[str]:
        """The reasons given where this person's reading was not taken."""
        mine = {found for is_taken, found in self.people.get(person, []) if not is_taken}
        return reason_counts([one for one in self.decided if one[0].id in mine])

    def keep(self, found: Costly) -> None:
        """Count a difference, and keep it if it is among the costliest."""
        self.differences += 1
        self.costliest.append(found)
        if len(self.costliest) > _KEPT:
            self.cut()

    def cut(self) -> None:
        """Keep the costliest alone."""
        self.costliest = nlargest(MOST, self.costliest, key=lambda one: (one.characters, one.article, -one.start))


class Lessons(NamedTuple):
    """The lessons of a folder, by tag."""

    by_tag: dict[str, TagLesson]
    agreement: Agreement | None
    """Between all readers; None: no article was read by two."""
    articles: int
    sides: VersionSides
    """The same articles, before and since each version."""
    left_out: tuple[str, ...]
    """A sentence each about a file that could not be read, and about layers that are not finished or not compared."""


def lessons(corpus: Path, codebook: Codebook, meter: LongWork, seal: Seal) -> Lessons:
    """Read the finished layers of a folder, those of a single reader too, and what gold decided on them. Blocking.

    Args:
        corpus: the folder.
        codebook: of the folder.
        meter: is told how far it is.
        seal: says which layers may be seen.

    Raises:
        UsageError: the folder cannot be read.
    """
    left_out: list[str] = []
    seen = ((Path(path), seal.seen(Path(path), own)) for path, own in annotated(corpus))
    listed = [(path, without_copies(path, own, left_out.append)) for path, own in seen]
    shared = [(path, sorted(own, key=lambda layer: (is_gold(layer), layer))) for path, own in listed if own]
    readers = sorted({layer for _, own in shared for layer in own if not is_gold(layer)})
    meter.expect(len(shared))
    finished = FinishedWork()
    work = _Work(corpus, codebook)
    for article in read_shared(shared, left_out.append, left_out.append, finished, least=1):
        if meter.is_stopped:
            break
        try:
            work.take(article)
        except Exception as error:  # one article never stops the others
            left_out.append(reason(error, article.path))
        meter.count()
    for lesson in work.by_tag.values():
        lesson.cut()
    notes = filter(None, (finished.words, work.without_first.words, seal.withheld.words, *left_out))
    made = CorpusAgreement.of(readers, work.counted, work.scope).agreement if work.counted else None
    return Lessons(work.by_tag, made, len(work.counted), work.sides, tuple(notes))


class _Work:
    """The lessons as they are gathered, article by article."""

    def __init__(self, corpus: Path, codebook: Codebook) -> None:
        self._corpus, self._codebook = corpus, codebook
        self.scope = Scope.of(codebook)
        self._counting = ArticleCounting(PLAIN, self.scope, tags_met=False)
        self.by_tag: dict[str, TagLesson] = defaultdict(TagLesson)
        self.counted: list[CountedArticle] = []
        """The part of each article in the agreement between different people."""
        self.sides = VersionSides()
        self.without_first = WithoutFirst()

    def take(self, article: SharedArticle) -> None:
        """Add an article."""
        persons = article.persons
        people = {layer: person for layer, person in persons.items() if not is_gold(layer)}
        self.without_first.note(without_first(people))
        readers = [one for one in article.layers if not is_gold(one.layer_id) and persons[one.layer_id] == one.layer_id]
        readings = [Reading(one.layer_id, one.annotations, one.links) for one in readers]
        name = article.path.relative_to(self._corpus).as_posix()
        under = [self._read_under(one, name) for one in readers]
        if len(readings) > 1:
            part = self._counting.of(name, readings, article.text, persons)
            self.counted.append(part)
            if part.whole is not None:
                self.sides.add(part.whole.whole, under)
        for a, b in combinations(readings, 2):
            for one in compare(a, b).differences:
                if not one.is_same:
                    found = Costly(cost(one), name, (a.layer, b.layer), one.start, one.shown_kind)
                    self.by_tag[one.tag].keep(found)
        for layer in article.layers:
            if is_gold(layer.layer_id):
                self._judge(decisions_in(layer.entries))

    def _read_under(self, layer: OtherLayer, article: str) -> ReadUnder:
        """The versions of the codebook that a reader made an article's annotations under; older ones are counted."""
        use = CodebookUse.of(layer.codebook, self._codebook)
        by_tag: dict[str, set[int | None]] = defaultdict(set)
        for one in layer.annotations:
            by_tag[one.tag].add(use.version_of(one))
            if use.is_older(one):
                self.by_tag[one.tag].older[layer.layer_id][article] += 1
        return ReadUnder(use.begun, {tag: frozenset(made) for tag, made in by_tag.items()})

    def _judge(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            if not decision.is_settling or not decision.origins:
                continue
            tags = {origin.tag for origin in decision.origins}
            for tag in tags:
                self.by_tag[tag].decided.append((decision, self._codebook.reasons_for(tag)))
            for origin in decision.origins:
                if origin.digest != GONE and not is_gold(origin.layer):
                    is_taken = decision.verdict == "both" or origin.layer in decision.taken
                    ruling = (is_taken and decision.verdict != "own", decision.id)
                    self.by_tag[origin.tag].people[origin.layer].append(ruling)
