"""Reading a folder for the progress of its team. For worker threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import last_change
from analyst_app.core.layer_ids import is_gold, is_program
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.corpus.assigning.assignments_file import AssignmentsFile, read_assignments
from analyst_app.corpus.assigning.team_progress import Agreed, ReaderWork, team_tables
from analyst_app.corpus.other_layers import OtherLayer, layer_beside
from analyst_app.corpus.shared_articles import without_copies
from analyst_app.errors import AnalystError, sentence
from analyst_app.review.replies import replies_in
from analyst_app.session.faults import reason
from analyst_app.session.session import Session, layers_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.overview import Table
    from analyst_app.corpus.sealing import Seal
    from analyst_app.ui.widgets.long_work import LongWork

_SHE, _OTHERS = "she", "others"
_ALL, _CALIBRATION = "", "calibration"
"""Beside the weeks, what agreement is counted over: everything, and the articles that all read."""


class TeamFound(NamedTuple):
    """The progress of a team."""

    tables: list[Table]
    notes: tuple[str, ...] = ()
    """Sentences about what is not counted."""
    is_whole: bool = True
    """False: it was stopped."""


def team_found(
    folder: Path, codebook: Codebook, meter: LongWork, seal: Seal, known: AssignmentsFile | None = None
) -> TeamFound:
    """The progress of the team of a folder. Blocking; what cannot be read is named and left out.

    Args:
        folder: the opened folder.
        codebook: of the folder.
        meter: is told how far it is.
        seal: says which layers may be seen.
        known: the assignments as they were read before, which are not read again if they are the same.

    Raises:
        OSError: the folder cannot be read.
    """
    notes: list[str] = []
    try:
        file = read_assignments(folder, known)
    except AnalystError as error:
        notes.append(sentence(error))
        file = AssignmentsFile(folder / "-")
    paths = list(articles_in(folder))
    meter.expect(len(paths))
    counted = _Counted(Scope.of(codebook))
    for path in paths:
        if meter.is_stopped:
            return TeamFound([], is_whole=False)
        name = path.relative_to(folder).as_posix()
        there = file.by_article.get(key_of(name))
        try:
            notes += counted.take(path, name, seal, calibrates=there is not None and there.calibrates)
        except Exception as error:
            notes.append(f"{name}: {reason(error, path)}")
        meter.count()
    today = datetime.now(UTC).astimezone().date().isoformat()
    agreements = {(person, over): one for (person, over), one in counted.agreed() if over != _CALIBRATION}
    calibration = {person: one for (person, over), one in counted.agreed() if over == _CALIBRATION}
    tables = team_tables(file, counted.works, agreements, calibration, today=today)
    return TeamFound(tables, tuple(filter(None, (file.trouble, seal.withheld.words, *notes))))


class _Counted:
    """The sums over the articles that were read."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.works: list[ReaderWork] = []
        self._sums: dict[tuple[str, str], Agreement] = defaultdict(lambda: Agreement((_SHE, _OTHERS), scope))
        self._articles: dict[tuple[str, str], set[str]] = defaultdict(set)

    def agreed(self) -> list[tuple[tuple[str, str], Agreed]]:
        """The agreement of each person, by what it is counted over; which articles calibrate is not told."""
        found = []
        for key, sums in sorted(self._sums.items()):
            names = frozenset(self._articles[key])
            told = names if key[1] != _CALIBRATION else frozenset[str]()
            found.append((key, Agreed(sums.overall().figures["alpha"].value, len(names), told)))
        return found

    def take(self, path: Path, name: str, seal: Seal, *, calibrates: bool) -> list[str]:
        """Add an article; the sentences about layers and times that cannot be read, without which the others count."""
        own = without_copies(path, [one.layer_id for one in layers_of(path)], str)
        seen = [one for one in seal.seen(path, own) if not is_gold(one) and not is_program(one)]
        if not seen:
            return []
        document = Session.read_article(path, large=True, layers=seen)
        layers, notes = [], []
        for layer_id in seen:
            try:
                layers.append(layer_beside(path, layer_id, document))
            except Exception as error:  # the work of the others counts all the same
                notes.append(f"{name}: {reason(error, path)}")
        seconds = [layer for layer in layers if _is_second(layer)]
        layers = [layer for layer in layers if not _is_second(layer)]  # nobody agrees with herself by reading twice
        self.works += _of_seconds(name, seconds, layers)
        works = {layer.layer_id: _work(name, layer) for layer in layers if layer.annotations or layer.status == "done"}
        self.works += works.values()
        notes += [words for layer in layers if (words := _unreadable_words(name, layer))]
        done = [layer for layer in layers if layer.status == "done"]
        for she, other in permutations(done, 2):
            pair = [Reading(of, one.annotations, one.links) for of, one in ((_SHE, she), (_OTHERS, other))]
            found = tally(pair, len(document), self._scope.skip)
            week = works[she.layer_id].week
            for over in filter(None, (week, _CALIBRATION if calibrates else "")):
                self._sums[she.layer_id, over].add(found)
                self._articles[she.layer_id, over].add(name)
            self._sums[she.layer_id, _ALL].add(found)
            self._articles[she.layer_id, _ALL].add(name)
        return notes


def _is_second(layer: OtherLayer) -> bool:
    return bool(layer.reader) and layer.reader != layer.layer_id


def _work(name: str, layer: OtherLayer) -> ReaderWork:
    moment = last_change(layer.annotations).moment
    changed = moment.isoformat() if moment is not None else ""
    contests = tuple(sorted(_contested(layer).values()))
    return ReaderWork(name, layer.layer_id, layer.status == "done", changed, contests, layer.activity)


def _of_seconds(name: str, seconds: Sequence[OtherLayer], firsts: Sequence[OtherLayer]) -> list[ReaderWork]:
    """Return the work of second readings, under the names of their readers.

    A decision that a reader contests in two layers counts once.

    Args:
        name: of the article.
        seconds: the second readings.
        firsts: the other layers.
    """
    known = {layer.layer_id: set(_contested(layer)) for layer in firsts}
    works = []
    for one in seconds:
        before = known.setdefault(one.reader, set())
        contests = {decision: when for decision, when in _contested(one).items() if decision not in before}
        before.update(contests)
        if one.activity or contests:
            told = tuple(sorted(contests.values()))
            works.append(ReaderWork(name, one.reader, False, "", told, one.activity, layer=one.layer_id))
    return works


def _contested(layer: OtherLayer) -> dict[str, str]:
    """The times of a person's objections that still stand, by the id of the decision."""
    last = {reply.to: reply for reply in replies_in(layer.entries, layer.layer_id) if reply.answer != "comment"}
    return {to: reply.when for to, reply in last.items() if reply.answer == "contest"}


def _unreadable_words(name: str, layer: OtherLayer) -> str:
    number = last_change(layer.annotations).unreadable
    if not number:
        return ""
    return tr(
        "{article}: {n} tag of {person} has a time that cannot be read; the week is told without it."
        "|{article}: {n} tags of {person} have a time that cannot be read; the week is told without them.",
        number,
        article=name,
        person=layer.layer_id,
    )
