"""Drawing who reads what: each article by k of n people, evenly and the same for the same seed.

What is drawn hangs on the seed and the names alone, by SHA-256 and not by a
generator of random numbers: it is the same with every version of Python, on
every machine, in whatever order the articles are listed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from analyst_app.core.layer_ids import is_layer_id
from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.corpus.assigning.assignments_file import Assignment
from analyst_app.errors import ChangeRefused
from analyst_app.wording import tr

USUAL_SEED = "1"

MOST_PEOPLE = 500
"""People among whom articles are drawn."""


class Terms(NamedTuple):
    """The terms on which articles are given to people."""

    people: tuple[str, ...]
    """Ids of their layers."""
    each: int = 2
    """Number of people who read an article."""
    seed: str = USUAL_SEED
    """Any text; another one draws otherwise."""
    calibration: float = 0.0
    """Share of the articles, 0 to 1, that all people read."""
    until: str = ""
    """The day by which all is to be done, ISO 8601; empty: none."""


@dataclass(frozen=True)
class Draw:
    """The assignments that were drawn, before anything is written."""

    terms: Terms
    assignments: tuple[Assignment, ...] = ()
    """One an article, in the order in which the articles were given."""
    kept: int = 0
    """Number of articles that somebody had begun, and goes on with."""
    extra: int = 0
    """Number of articles that more have begun than are to read them."""
    changed: int = 0
    """Number of articles that get other readers than they have now."""
    is_late: bool = False
    """True if the last day is past: whatever is not done would be late at once."""
    loads: Mapping[str, int] = field(default_factory=dict)
    """Number of articles by person."""

    @property
    def calibrating(self) -> int:
        """Number of articles that all read."""
        return sum(one.calibrates for one in self.assignments)

    @property
    def words(self) -> str:
        """The preview in sentences; it does not say which articles are for calibration."""
        every, all_of = len(self.assignments), len(self.terms.people)
        told = tr(
            "{articles}, each read by {k} of {all}",
            articles=tr("{n} article|{n} articles", every), k=self.terms.each, all=all_of,
        )  # fmt: skip
        if self.calibrating:
            told += tr(
                "; {n} of them is read by all, for calibration|; {n} of them are read by all, for calibration",
                self.calibrating,
            )
        shares = ", ".join(tr("{person} gets {count}", person=who, count=load) for who, load in self.loads.items())
        sentences = [f"{told}.", f"{shares}." if shares else ""]
        if self.is_late:
            sentences.append(tr("{day} is past: whatever is not done would be late at once.", day=self.terms.until))
        elif self.terms.until:
            sentences.append(tr("All are to be done by {day}.", day=self.terms.until))
        if self.changed:
            sentences.append(
                tr("{n} article gets other readers than now|{n} articles get other readers than now", self.changed)
                + "."
            )
        if self.kept:
            sentences.append(
                tr(
                    "{n} article that is begun stays with whom it has|{n} articles that are begun stay with whom they"
                    " have",
                    self.kept,
                )
                + "."
            )
        if self.extra:
            sentences.append(
                tr("{n} article is read by more than that|{n} articles are read by more than that", self.extra) + "."
            )
        return " ".join(filter(None, sentences))


def draw(
    articles: Sequence[str],
    terms: Terms,
    *,
    before: Mapping[str, Assignment],
    begun: Mapping[str, Iterable[str]],
    today: str,
) -> Draw:
    """The assignments that the terms and the seed give.

    Whoever has begun an article, and is on the team or had it before, keeps it. Where nothing but the last day is
    otherwise than in the assignments that stand, all keep theirs, and only new articles are drawn.

    Args:
        articles: their names.
        terms: who, how many, and by when.
        before: the assignments that stand, by article as ``key_of`` spells it.
        begun: ids of the layers that are begun, by name of the article.
        today: the day, ISO 8601.

    Raises:
        ChangeRefused: the terms cannot be met; says which.
    """
    _check(articles, terms)
    kept: dict[str, tuple[str, ...]] = {}
    for article in articles:
        there = before.get(key_of(article))
        had = set(there.who) if there is not None else set[str]()
        may_keep = had.union(terms.people)
        kept[article] = tuple(sorted(who for who in set(begun.get(article, ())) if who in may_keep))
    standing = _standing(articles, terms, before, kept)
    calibrating = _calibrating(articles, terms, before, kept, standing)
    who = _shared_out(articles, terms, {**kept, **standing}, calibrating)
    found = []
    for article in articles:
        there = before.get(key_of(article))
        name = there.article if there is not None else article
        since = there.since if there is not None and set(there.who) == set(who[article]) else today
        found.append(Assignment(name, who[article], since, terms.until, article in calibrating, terms.seed))
    loads = Counter(one for readers in who.values() for one in readers)
    return Draw(
        terms,
        tuple(found),
        sum(bool(readers) for readers in kept.values()),
        sum(len(who[article]) > terms.each for article in articles if article not in calibrating),
        sum((there := before.get(key_of(one))) is not None and set(there.who) != set(who[one]) for one in articles),
        bool(terms.until) and terms.until < today,
        {one: loads[one] for one in (*terms.people, *sorted(loads.keys() - set(terms.people)))},
    )


def _check(articles: Sequence[str], terms: Terms) -> None:
    bad = next((one for one in terms.people if not is_layer_id(one)), None)
    if bad is not None:
        raise ChangeRefused(
            tr("“{name}” cannot name a layer: use small letters, digits, - and _, at most 32.", name=bad)
        )
    if len(terms.people) > MOST_PEOPLE:
        raise ChangeRefused(
            tr("{n} person is named, and at most {most} share articles out. Name fewer."
               "|{n} people are named, and at most {most} share articles out. Name fewer.",
               len(terms.people), most=MOST_PEOPLE)
        )  # fmt: skip
    if not terms.people:
        raise ChangeRefused(tr("Name at least one person who reads."))
    if len(set(terms.people)) < len(terms.people):
        raise ChangeRefused(tr("A person is named twice: leave each name once."))
    if not 1 <= terms.each <= len(terms.people):
        raise ChangeRefused(
            tr(
                "{k} of {all} cannot be: choose from 1 to {all} readers an article.",
                k=terms.each,
                all=len(terms.people),
            )
        )
    if not articles:
        raise ChangeRefused(tr("There is no article in this folder: open a folder that has some (Ctrl+Shift+O)."))


def _standing(
    articles: Sequence[str], terms: Terms, before: Mapping[str, Assignment], kept: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The readers by article as they stand, if they were drawn on these very terms, but for the last day; else none."""
    there = {one: found for one in articles if (found := before.get(key_of(one))) is not None}
    team = {who for one in there.values() for who in one.who}
    is_same = team == set(terms.people) and all(
        one.seed == terms.seed and len(one.who) == (len(team) if one.calibrates else max(terms.each, len(kept[name])))
        for name, one in there.items()
    )
    if not is_same or sum(one.calibrates for one in there.values()) != _wanted(terms, len(there)):
        return {}
    return {name: one.who for name, one in there.items()}


def _wanted(terms: Terms, articles: int) -> int:
    """Number of articles that all are to read."""
    return max(1, round(terms.calibration * articles)) if terms.calibration > 0 and articles else 0


def _calibrating(
    articles: Sequence[str],
    terms: Terms,
    before: Mapping[str, Assignment],
    kept: Mapping[str, Sequence[str]],
    standing: Mapping[str, Sequence[str]],
) -> set[str]:
    """The articles that all read: first those that are so already and begun or stay, then as the seed has them."""
    stay = [
        one
        for one in articles
        if (kept[one] or one in standing) and (there := before.get(key_of(one))) and there.calibrates
    ]
    free = set(articles) - set(stay) - standing.keys()
    others = sorted(free, key=lambda one: _rank(terms.seed, "calibration", one))
    return {*stay, *others[: max(0, _wanted(terms, len(articles)) - len(stay))]}


def _shared_out(
    articles: Sequence[str], terms: Terms, kept: Mapping[str, Sequence[str]], calibrating: set[str]
) -> dict[str, tuple[str, ...]]:
    """The readers of each article: always those next who have least to read, then who have met least."""
    load = Counter[str]()
    met = Counter[frozenset[str]]()
    who: dict[str, tuple[str, ...]] = {}

    def give(article: str, readers: Iterable[str]) -> None:
        who[article] = tuple(sorted(readers))
        load.update(who[article])
        met.update(map(frozenset, combinations(who[article], 2)))

    for article in articles:
        if article in calibrating:
            give(article, {*kept[article], *terms.people})
        elif len(kept[article]) >= terms.each:
            give(article, kept[article])
    open_ones = sorted((one for one in articles if one not in who), key=lambda one: _rank(terms.seed, "article", one))
    held = Counter(one for article in open_ones for one in kept[article])
    for article in open_ones:
        chosen = list(kept[article])
        held.subtract(chosen)
        free = {one: _rank(terms.seed, article, one) for one in terms.people if one not in chosen}
        while len(chosen) < terms.each and free:
            best = min(
                free,
                key=lambda one: (
                    load[one] + held[one],
                    sum(met[frozenset((one, other))] for other in chosen),
                    free[one],
                ),
            )
            del free[best]
            chosen.append(best)
        give(article, chosen)
    return who


def _rank(*words: str) -> bytes:
    """A place in an order that nobody can foresee and everybody gets alike."""
    return hashlib.sha256("\0".join(map(key_of, words)).encode("utf-8", "surrogatepass")).digest()
