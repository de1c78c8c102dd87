"""The progress of a team as tables: by person and by week, each number with the passages that it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from analyst_app.core.annotation import week_of
from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.corpus.assigning.assignments_file import AssignmentsFile
from analyst_app.corpus.concordance import Query
from analyst_app.corpus.overview import Cell, Table
from analyst_app.wording import marked, tr

BY_PERSON, DONE_BY_WEEK = marked("By person"), marked("Done by week")
CONTESTED_BY_WEEK, AGREEMENT_BY_WEEK = marked("Contested by week"), marked("Agreement by week")
MINUTES_BY_WEEK = marked("Minutes by week")
_NO_WEEK = ""
_OF_MINUTES = marked(
    "Minutes are there of those who have them counted (File ▸ Preferences, Privacy): the time from one act to the "
    "next, a pause of more than two minutes left out, as far as it is saved."
)


class ReaderWork(NamedTuple):
    """One layer of one article, as far as its progress is concerned."""

    article: str
    """Name of the article."""
    person: str
    """Id of the person's own layer."""
    is_done: bool
    changed: str = ""
    """Time of the last change of its tags, UTC, ISO 8601; empty: it has none."""
    contests: tuple[str, ...] = ()
    """Times at which the person objected to decisions that she still objects to."""
    minutes: Mapping[str, float] = MappingProxyType({})
    """Minutes of activity by day, ISO 8601, if she has them counted."""
    layer: str = ""
    """Id of the layer where it is her second reading, of which minutes and contests count; empty: it is her own."""

    @property
    def week(self) -> str:
        """The week of its last change."""
        return week_of(self.changed)


class Agreed(NamedTuple):
    """The agreement of one person with the others over some articles."""

    alpha: float | None
    """Krippendorff's alpha; None: it is undefined."""
    articles: int
    """Number of articles that it is counted over."""
    paths: frozenset[str] = frozenset()
    """Their names."""


Agreements = Mapping[tuple[str, str], Agreed]
"""By person and week; the week is empty for all of them together."""


def team_tables(
    file: AssignmentsFile,
    works: Sequence[ReaderWork],
    agreements: Agreements,
    calibration: Mapping[str, Agreed],
    *,
    today: str,
) -> list[Table]:
    """The tables of the progress; the first has a row for each person who was given or has begun something.

    Args:
        file: the assignments.
        works: the layers that may be seen, gold and those of programs left out.
        agreements: of each person with those who read the same articles.
        calibration: the same over the articles that all read, by person; empty: there are none.
        today: the day, ISO 8601.
    """
    people = sorted({*file.people, *(work.person for work in works)})
    weeks = sorted({work.week for work in works if work.is_done})
    done = _by_week([(work.week, work) for work in works if work.is_done])
    contests = [(week_of(when), work) for work in works for when in work.contests]
    return [
        _by_person(file, people, works, (agreements, calibration), today),
        _weekly(
            tr(DONE_BY_WEEK),
            people,
            weeks,
            done,
            tr("A reading counts in the week in which its tags were last changed: no layer says when it was done."),
            sums=tr("Readings"),
        ),
        _weekly(
            tr(CONTESTED_BY_WEEK),
            people,
            sorted({week for week, _ in contests}),
            _by_week(contests),
            tr("Decisions of a review to which a person has objected, by the week in which she did."),
            sums=tr("Contested"),
        ),
        _minutes_by_week(people, works),
        _agreement_by_week(people, agreements),
    ]


def _by_person(
    file: AssignmentsFile,
    people: Sequence[str],
    works: Sequence[ReaderWork],
    figures: tuple[Agreements, Mapping[str, Agreed]],
    today: str,
) -> Table:
    agreements, calibration = figures
    is_counted = any(work.minutes for work in works)
    own: dict[str, list[ReaderWork]] = defaultdict(list)
    for work in works:
        own[work.person].append(work)
    rows = []
    for person in people:
        given = file.of_person(person)
        done = [work for work in own[person] if work.is_done]
        finished = {key_of(work.article) for work in done}
        late = [one.article for key, one in given.items() if one.until and one.until < today and key not in finished]
        contested = [work for work in own[person] if work.contests]
        spent = [(work, sum(work.minutes.values())) for work in own[person] if work.minutes]
        row = [
            Cell(person),
            _count(len(done), done),
            Cell(len(given) if file.by_article else None),
            Cell(sum(key not in finished for key in given) if file.by_article else None),
            Cell(len(late) if file.by_article else None),
            _count(sum(len(work.contests) for work in contested), contested),
            _figure(agreements.get((person, _NO_WEEK)), person),
        ]
        row += [_figure(calibration.get(person), person)] if calibration else []
        rows.append(tuple([*row, _time(spent)] if is_counted else row))
    columns = [tr("Person"), tr("Done"), tr("Given"), tr("To do"), tr("Late"), tr("Contested"), tr("Agreement")]
    columns += [tr("Calibration")] if calibration else []
    columns += [tr("Minutes")] if is_counted else []
    note = tr(
        "Agreement is Krippendorff’s alpha of a person with each who has done the same article, over characters, all"
        " tags but the helpers together. A number leads to her tags in these articles."
    )
    return Table(tr(BY_PERSON), tuple(columns), tuple(rows), f"{note} {tr(_OF_MINUTES)}" if is_counted else note)


def _by_week(found: Iterable[tuple[str, ReaderWork]]) -> dict[tuple[str, str], list[ReaderWork]]:
    by_week: dict[tuple[str, str], list[ReaderWork]] = defaultdict(list)
    for week, work in found:
        by_week[work.person, week].append(work)
    return by_week


def _weekly(
    title: str,
    people: Sequence[str],
    weeks: Sequence[str],
    found: Mapping[tuple[str, str], Sequence[ReaderWork]],
    note: str,
    *,
    sums: str,
) -> Table:
    """A row for each week, with the sum over all people, named by ``sums``, and the number of each."""
    rows = []
    for week in weeks:
        here = [found.get((person, week), ()) for person in people]
        cells = [_count(len(own), own) for own in here]
        rows.append((Cell(week or tr("(not stated)")), Cell(sum(map(len, here))), *cells))
    return Table(title, (tr("Week"), sums, *people), tuple(rows), note)


def _minutes_by_week(people: Sequence[str], works: Sequence[ReaderWork]) -> Table:
    """A row for each week; empty where nobody has her minutes counted."""
    found: dict[tuple[str, str], list[tuple[ReaderWork, float]]] = defaultdict(list)
    for work in works:
        for day, minutes in work.minutes.items():
            found[work.person, week_of(day)].append((work, minutes))
    counted = [person for person in people if any(who == person for who, _ in found)]
    rows = []
    for week in sorted({week for _, week in found}):
        here = [found.get((person, week), []) for person in counted]
        rows.append((Cell(week), Cell(round(sum(minutes for of in here for _, minutes in of))), *map(_time, here)))
    return Table(tr(MINUTES_BY_WEEK), (tr("Week"), tr("Minutes"), *counted), tuple(rows), tr(_OF_MINUTES))


def _time(spent: Sequence[tuple[ReaderWork, float]]) -> Cell:
    """Minutes of a person, which lead to her tags where they were spent, in a second reading, too."""
    if not spent:
        return Cell(None)
    return Cell(round(sum(minutes for _, minutes in spent)), _tags_of([work for work, _ in spent]))


def _agreement_by_week(people: Sequence[str], agreements: Agreements) -> Table:
    weeks = sorted({week for _, week in agreements} - {_NO_WEEK})
    rows = [(Cell(week), *(_figure(agreements.get((person, week)), person) for person in people)) for week in weeks]
    note = tr("By the week in which the person last changed her tags of the article.")
    return Table(tr(AGREEMENT_BY_WEEK), (tr("Week"), *people), tuple(rows), note)


def _count(number: int, works: Sequence[ReaderWork]) -> Cell:
    """A number of a person, which leads to her tags where it was counted."""
    return Cell(number, _tags_of(works) if number else None)


def _tags_of(works: Sequence[ReaderWork]) -> Query:
    layers = sorted({work.layer or work.person for work in works})
    return Query(annotators=tuple(layers), paths=frozenset(work.article for work in works))


def _figure(agreed: Agreed | None, person: str) -> Cell:
    """A figure, which leads to her tags in the articles that it is counted over."""
    if agreed is None or agreed.alpha is None:
        return Cell(None)
    return Cell(round(agreed.alpha, 2), Query(annotators=(person,), paths=agreed.paths) if agreed.paths else None)
