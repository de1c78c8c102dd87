"""The parts of a dataset as a person asks for them, by shares or by date, and what became of the articles.

A cluster (copies, and what is to stay together) is never divided. By date it
goes with its earliest article: a copy that came later says nothing new, and in
another part it would give away what is there. What has no date that tells its
part is left out and named, for it may be of any time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyst_app.corpus.iso_dates import known_date
from analyst_app.errors import UsageError
from analyst_app.export.dividing.splits import GROUPS, NAMES, Shares, assign
from analyst_app.export.dividing.survey import Survey
from analyst_app.export.losses import LossTally
from analyst_app.wording import tr

_MONTH, _DAY = len("2024-03"), len("2024-03-05")
_TOLERATED = 0.02
"""Difference between the share asked for and the one reached that is not told."""


@dataclass(frozen=True)
class DateRule:
    """Train before a day, test from another on, and what lies between is for validation."""

    days: tuple[str, ...]
    """One or two, as YYYY-MM-DD, ascending."""

    @classmethod
    def parse(cls, words: str) -> DateRule:
        """The rule in ``2024-01-01`` (train before, test from then on) or ``2024-01-01,2024-07-01`` (three parts).

        Raises:
            UsageError: it is neither.
        """
        days = [_edges(one)[0] if len(one.strip()) <= _DAY else "" for one in words.split(",")]
        if len(days) + 1 not in NAMES or not all(days) or days != sorted(set(days)):
            raise UsageError(
                tr(
                    "{words} says no days; write 2024-01-01 (train before, test from then on) or 2024-01-01,2024-07-01 "
                    "(train, validation, test).",
                    words=words,
                )
            )
        return cls(tuple(days))

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in the order of time."""
        return NAMES[len(self.days) + 1]

    def part_of(self, date: str) -> str:
        """The part of a date; empty where none is known, or where a year or month lies in two parts."""
        first, last = _edges(date)
        place = sum(day <= first for day in self.days)
        return self.names[place] if first and place == sum(day <= last for day in self.days) else ""


@dataclass
class Division:
    """The part of each article, and what is to be told of that."""

    parts: list[str]
    """In the order of the articles; empty: it is left out."""
    losses: LossTally = field(default_factory=LossTally)
    names: tuple[str, ...] = ()
    """The parts in which there is an article that is sound."""

    @property
    def left_out(self) -> int:
        """Number of articles that are in no part."""
        return self.parts.count("")


def rule_of(split: str | None, days: str | None) -> Shares | DateRule | None:
    """The rule that a person asked for; None: no parts.

    Args:
        split: as ``80/10/10``.
        days: as ``2024-01-01``.

    Raises:
        UsageError: it is no such thing, or both are given.
    """
    if split and days:
        raise UsageError(tr("--split deals articles out by chance and --split-date by their dates; give one of them."))
    if days:
        return DateRule.parse(days)
    return Shares.parse(split) if split else None


def groups_of(words: str | None) -> tuple[str, ...]:
    """The names of what stays together, as in ``outlet,actor``.

    Raises:
        UsageError: there is nothing of that name.
    """
    names = tuple(dict.fromkeys(one.strip() for one in words.split(","))) if words else ()
    for name in names:
        if name not in GROUPS:
            raise UsageError(tr("{name} is nothing to group by; choose {groups}.", name=name, groups=", ".join(GROUPS)))
    return names


def divided(survey: Survey, rule: Shares | DateRule, groups: Sequence[str], *, seed: int) -> Division:
    """The parts of surveyed articles.

    Args:
        survey: with what is known of each article.
        rule: shares or days.
        groups: of ``GROUPS``: what stays together besides copies.
        seed: of shares: the same gives the same parts.
    """
    clusters = survey.clusters(groups)
    made = _by_date(survey, rule, clusters) if isinstance(rule, DateRule) else Division([""] * len(clusters))
    sound = [number for number, name in enumerate(survey.names) if name]
    if isinstance(rule, Shares):
        of_them = [clusters[number] for number in sound]
        dealt = assign([survey.labels[number] for number in sound], of_them, rule, seed=seed)
        for number, part in zip(sound, dealt, strict=True):
            made.parts[number] = part
        _tell_shares(made.losses, rule, Counter(dealt), together=max(Counter(of_them).values(), default=0))
    counts = Counter(made.parts[number] for number in sound)
    made.names = tuple(name for name in rule.names if counts[name]) or rule.names[:1]
    if isinstance(rule, DateRule) and (empty := [name for name in rule.names if not counts[name]]):
        words = ", ".join(f"{name}: {counts[name]}" for name in rule.names)
        made.losses.add("empty part", "", words, len(empty))
    for number, name in enumerate(survey.names):
        if not name:  # a damaged article is named where it is loaded: it needs a part
            made.parts[number] = made.names[0]
    return made


def _tell_shares(losses: LossTally, rule: Shares, counts: Counter[str], *, together: int) -> None:
    """Name the parts that have no article, and those whose share is another than was asked for.

    Args:
        losses: added to.
        rule: the shares that were asked for.
        counts: articles of each part.
        together: articles of the largest cluster.
    """
    total = max(1, counts.total())
    said = ", ".join(f"{name} {counts[name] / total:.0%} ({share:.0%} asked for)" for name, share in rule.parts)
    if together > 1:
        said = tr("{parts}; up to {count} articles stay together", parts=said, count=f"{together:,}")
    tolerated = max(_TOLERATED, 1 / total)
    uneven = [name for name, share in rule.parts if counts[name] and abs(counts[name] / total - share) > tolerated]
    empty = [name for name in rule.names if not counts[name]]
    if empty or uneven:  # either names all parts
        losses.add("empty part" if empty else "uneven part", "", said, len(empty or uneven))


def _by_date(survey: Survey, rule: DateRule, clusters: Sequence[int]) -> Division:
    own = [rule.part_of(date) for date in survey.dates]
    earliest: dict[int, tuple[int, str]] = {}
    for part, cluster in zip(own, clusters, strict=True):
        if part:
            found = (rule.names.index(part), part)
            earliest[cluster] = min(found, earliest.get(cluster, found))
    parts = [earliest.get(cluster, (0, ""))[1] for cluster in clusters]
    made = Division(parts)
    for name, date, part, mine in zip(survey.names, survey.dates, made.parts, own, strict=True):
        if not part and name:
            is_odd = bool(date) and not known_date(date)
            made.losses.add("unread date" if is_odd else "undated", name, date or tr("no date"))
        elif mine and mine != part:
            made.losses.add("later copy", name, date)
    return made


def sentence(rule: Shares | DateRule, groups: Sequence[str], *, seed: int) -> str:
    """The sentence of a card that says by what a dataset was divided.

    Args:
        rule: shares or days.
        groups: what stays together besides copies.
        seed: of shares.
    """
    together = "".join(f", and so are articles of one {name}" for name in groups)
    if isinstance(rule, DateRule):
        parts = f"{rule.names[0]} is before {rule.days[0]}, {rule.names[-1]} from {rule.days[-1]} on"
        return f"Split by date: {parts}; near-duplicates are in the part of the earliest together{together}."
    return f"Split by article with seed {seed}, balanced by label; near-duplicates are in one part together{together}."


def _edges(date: str) -> tuple[str, str]:
    """The first and last day that a date may mean; both empty for none."""
    known = known_date(date)[:10]
    if len(known) == _MONTH:
        return f"{known}-01", f"{known}-31"
    return (f"{known}-01-01"[:10], f"{known}-12-31"[:10]) if known else ("", "")
