"""The lessons of a folder in tables and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.agreement.agreement import TOO_FEW
from analyst_app.agreement.measure_words import INTERVAL_WORDS, MEASURE_WORDS, interval_words, number_words
from analyst_app.agreement.version_sides import BeforeAndSince, VersionSide
from analyst_app.corpus.overview import Cell, Table
from analyst_app.review.codebook_rules import rules_of
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, marked, tr, whole

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.lessons.lessons_reading import Lessons

_MOST_REASONS = 3
_MOST_RULES = 3
_DAY = 10
"""Characters of a time that name its day."""
_KINDS = {
    "split_merge": marked("one or several"),
    "boundary_tag": marked("other edges and tag"),
    "boundary": marked("other edges"),
    "tag": marked("another tag"),
    "attribute": marked("other values"),
    "note": marked("another note"),
    "link": marked("other links"),
}


class LessonWords(NamedTuple):
    """Says what was found in a folder, in the names of its codebook."""

    found: Lessons
    codebook: Codebook

    @property
    def tags(self) -> list[str]:
        """Ids of the tags that there is something to say of, in the order of the codebook."""
        known = [tag.id for tag in self.codebook.tags]
        said = self.found.by_tag
        return [tag for tag in (*known, *sorted(said.keys() - set(known))) if tag in said]

    def tag_table(self, version: int | None) -> Table:
        """All tags, a row each.

        Args:
            version: the version of the codebook before and since which agreement is shown; None: there is only one.
        """
        columns = [tr("tag"), tr(MEASURE_WORDS["alpha"].name)]
        if version is not None:
            columns += [tr("before version {version}", version=version), tr("since version {version}", version=version)]
        columns += [tr("differences"), tr("older version"), tr("commonest reasons")]
        return Table(tr("Tags"), tuple(columns), tuple([self._row(tag, version) for tag in self.tags]))

    def cost_table(self, tag: str, title_of: Callable[[str], str]) -> Table:
        """The costliest differences of a tag, a row each.

        Args:
            tag: its id.
            title_of: gives an article's title by its name.
        """
        rows = tuple(
            (
                Cell(title_of(one.article), file=one.article),
                Cell(in_row(one.pair)),
                Cell(_kind_words(one.kind, one.pair)),
                Cell(one.characters),
            )
            for one in self.found.by_tag[tag].costliest
        )
        columns = (tr("article"), tr("layers"), tr("difference"), tr("characters that differ"))
        return Table(tr("Costliest differences"), columns, rows)

    def people(self, tag: str) -> list[str]:
        """The people of a tag, as the table lists them.

        Args:
            tag: its id.
        """
        lesson = self.found.by_tag[tag]
        return sorted(lesson.people.keys() | lesson.older.keys())

    def people_table(self, tag: str) -> Table:
        """The rulings of review on the annotations of a tag, and how many are of an older version, a row a person.

        Args:
            tag: its id.
        """
        lesson, rows = self.found.by_tag[tag], []
        for person in self.people(tag):
            judged = lesson.judged(person)
            reasons = in_words(lesson.reasons_of(person))
            older = Cell(lesson.older_of(person))
            rows.append((Cell(person), Cell(judged.taken), Cell(judged.changed), older, Cell(reasons)))
        columns = (tr("person"), tr("taken in review"), tr("not taken"), tr("older version"), tr("commonest reasons"))
        return Table(tr("People"), columns, tuple(rows))

    def about(self, tag: str, version: int | None) -> str:
        """A tag's meaning, the latest rules that were made for it, and its agreement on both sides of a version.

        Args:
            tag: its id.
            version: as for the table; None: there is only one.
        """
        known = self.codebook.tag(tag)
        meaning = " ".join(filter(None, (known.definition, known.edges))) if known is not None else ""
        lines = [f"{self.name(tag)}: {meaning}" if meaning else self.name(tag)]
        lines += [_rule_words(one) for one in rules_of(self.codebook.raw, tag)[: -_MOST_RULES - 1 : -1]]
        if version is not None:
            lines.append(self.sides_words(tag, version))
        return "\n".join(lines)

    def sides_words(self, tag: str, version: int) -> str:
        """The agreement on a tag before a version and since, with what it rests on.

        Args:
            tag: its id.
            version: the first one that counts as since.
        """
        sides = self.found.sides.of(tag, version)
        before, since = _side_words(sides.before), _side_words(sides.since)
        told = [
            tr("Alpha before version {version}: {before}.", version=version, before=before),
            tr("Since then: {since}.", since=since),
        ]
        told += filter(None, [_no_interval_words(sides)])
        if sides.mixed:
            told.append(
                tr(
                    "{n} article has annotations of both sides and counts on neither."
                    "|{n} articles have annotations of both sides and count on neither.",
                    sides.mixed,
                )
            )
        if sides.unknown:
            told.append(
                tr(
                    "Of {n} article it is not known under which version it was read."
                    "|Of {n} articles it is not known under which version they were read.",
                    sides.unknown,
                )
            )
        return " ".join(told)

    def name(self, tag: str) -> str:
        """A tag's name."""
        known = self.codebook.tag(tag)
        return known.name if known is not None else tag

    def _row(self, tag: str, version: int | None) -> tuple[Cell, ...]:
        lesson, agreement = self.found.by_tag[tag], self.found.agreement
        alpha = agreement.tag(tag).figures["alpha"].value if agreement is not None and tag in agreement.tags else None
        row = [Cell(self.name(tag)), Cell(number_words(alpha))]
        if version is not None:
            sides = self.found.sides.of(tag, version)
            row += [Cell(_side_words(sides.before)), Cell(_side_words(sides.since))]
        older = sum(map(lesson.older_of, lesson.older))
        return (*row, Cell(lesson.differences), Cell(older), Cell(in_words(lesson.reasons)))


def in_words(reasons: Counter[str]) -> str:
    """The commonest reasons in a line."""
    return " · ".join(f"{shown_name(name)} {whole(count)}" for name, count in reasons.most_common(_MOST_REASONS))


def how_to_go_on() -> str:
    """The keys that lead from a tag to a rule, in sentences."""
    return tr(
        "Enter on a tag goes to its differences, Enter on a difference to its place in the review, where the menu "
        "Review makes it a rule. Enter on your own row under it lists what you tagged under an older version. "
        "The menu Corpus leads back here."
    )


def how_counted() -> str:
    """The way in which articles are counted before and since a version, in sentences."""
    told = tr(
        "An article counts on one side for a tag if all who read it made their annotations of that tag on that side; "
        "a reader who has none there counts by the version that her layer was begun under."
    )
    return f"{told} {tr(INTERVAL_WORDS)}"


def _side_words(side: VersionSide) -> str:
    """A figure with its interval, or that there are too few articles for one."""
    figure = number_words(side.alpha.value)
    if side.interval is not None:
        figure = f"{figure} {interval_words(side.interval)}"
    told = tr("{figure} in {n} article|{figure} in {n} articles", side.articles, figure=figure)
    return tr("{figure}: too few articles", figure=told) if side.why_no_interval == TOO_FEW else told


def _no_interval_words(sides: BeforeAndSince) -> str:
    """Why there is no interval on a side: equal reasons once; empty where there is one, or no figure."""
    reasons = dict.fromkeys(filter(None, (sides.before.why_no_interval, sides.since.why_no_interval)))
    return " ".join(tr("No interval: {why}.", why=tr(why)) for why in reasons)


def _rule_words(rule: Mapping[str, Any]) -> str:
    """A rule that review taught, with who made it and when."""
    said = shown_name(str(rule.get("text") or "")) or tr("an example without a sentence")
    who, day = shown_name(str(rule["by"])), shown_name(str(rule.get("at", ""))[:_DAY])
    version = rule.get("version", "?")
    return tr("Rule of version {version} ({who}, {day}): {rule}", version=version, who=who, day=day, rule=said)


def _kind_words(kind: str, pair: tuple[str, str]) -> str:
    if kind in ("only_a", "only_b"):
        return tr("only {person}", person=pair[kind == "only_b"])
    return tr(_KINDS[kind])
