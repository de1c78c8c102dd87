"""The rows of the pane of people: those on the list, then names in the tags that may be put there. Made in a worker."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from analyst_app.language.known_people import Person
from analyst_app.language.people import spelt
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.corpus.people.people_file import PeopleFile
    from analyst_app.corpus.people.people_tally import MentionKey, PeopleTally, PersonTally

_SNIPPETS = 200
"""Passages in which it is looked whether an acronym is spelt out."""


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """One line of the pane."""

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[MentionKey, ...] = ()
    quotes: tuple[MentionKey, ...] = ()
    why: str = ""
    """A remark: why it is proposed, or what is to be settled."""
    person: Person | None = None
    """None: the name is on nobody's list yet."""
    into: Person | None = None
    """The known person whose names these may be."""
    by_id: tuple[MentionKey, ...] = ()
    """The mentions that say the person's id."""
    is_unclear: bool = False
    """True of a name that several have: nothing is proposed, I asks in each article."""
    found_by: str = field(init=False, default="")
    """The letters by which typing finds it, folded once: 10,000 rows are looked through at each key."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "found_by", "\n".join(map(spelt, (self.name, *self.aliases))))


@dataclass(frozen=True, slots=True)
class PeopleNumbers:
    """All that the pane shows."""

    rows: tuple[PeopleRow, ...]
    forms: dict[str, dict[str, int]]
    """By the person's id: the words of the mentions, each with how often."""
    withheld: str = ""
    is_counted: bool = True
    """False where there is no corpus to count in: then nought would be a wrong number."""


def counted(
    index: CorpusIndex | None,
    file: PeopleFile,
    *,
    actors: Collection[str],
    quotations: Collection[str],
    layers: Sequence[str],
    may_propose: bool,
    here: Sequence[tuple[str, str]] = (),
) -> PeopleNumbers:
    """The rows, with numbers where there is a corpus to count in. Blocking.

    Args:
        index: of the corpus; None: there is none, or none yet.
        file: the people.
        actors: ids of the tags that play an actor.
        quotations: ids of the tags that play a quotation.
        layers: layer ids; empty: all that may be seen.
        may_propose: False in sealed work: names are listed, and nothing is said of whose they may be.
        here: name and kind of those in the open article who are not on the list, where there is no corpus.
    """
    from analyst_app.corpus.people.people_tally import PeopleTally, tallied

    tally = PeopleTally()
    if index is not None:
        tally = tallied(index, file, actors=actors, quotations=quotations, layers=layers)
    rows = [_of_person(person, file, tally.people.get(person.id)) for person in file.known.people]
    rows.sort(key=lambda row: spelt(row.name))
    more = [_of_unclear(one) for one in tally.unclear.values()]
    more += _proposed(file, tally, _snippets(index, file, tally) if index is not None and may_propose else None)
    more += [PeopleRow(name, kind) for name, kind in here]
    more.sort(key=lambda row: (-len(row.mentions), spelt(row.name)))
    forms = {key: one.forms for key, one in tally.people.items()}
    return PeopleNumbers((*rows, *more), forms, tally.withheld, is_counted=index is not None)


def _of_person(person: Person, file: PeopleFile, tally: PersonTally | None) -> PeopleRow:
    why = tr("two readings of this person wait: Edit to choose") if person.id in file.unsettled else ""
    row = PeopleRow(
        person.name,
        person.kind,
        person.aliases,
        why=why or "; ".join(role.role for role in person.roles if role.role),
        person=person,
    )
    if tally is None:
        return row
    found = tuple(tally.mentions), tuple(tally.quotes), tuple(tally.by_id)
    return replace(row, mentions=found[0], quotes=found[1], by_id=found[2])


def _of_unclear(tally: PersonTally) -> PeopleRow:
    if tally.by_id:
        why = tr("the mention means a person who is not on the list: I on it says who it is")
    else:
        why = tr("several people have this name: I on the mention says who it is")
    return PeopleRow(tally.name, tally.kind, (), tuple(tally.mentions), tuple(tally.quotes), why, is_unclear=True)


def _proposed(file: PeopleFile, tally: PeopleTally, texts: list[str] | None) -> list[PeopleRow]:
    """The names that nobody has, those that may be one person's in one row; None for ``texts``: each alone."""
    from analyst_app.assist.same_people import PossibleGroup, groups

    names = [one.name for one in tally.unknown.values()]
    if texts is None:
        found = [PossibleGroup(name, (), "") for name in names]
    else:
        known = [name for person in file.known.people for name in person.names]
        found = groups([*known, *names], texts)
    rows: list[PeopleRow] = []
    for group in found:
        free = [name for name in (group.name, *group.aliases) if spelt(name) in tally.unknown]
        whose = {one.id: one for name in (group.name, *group.aliases) for one in file.known.called(name)}
        if len(whose) > 1:
            rows += [_of_names([name], tally, "", None) for name in free]
        elif free:
            rows.append(_of_names(free, tally, group.why, next(iter(whose.values()), None)))
    return rows


def _of_names(names: list[str], tally: PeopleTally, why: str, into: Person | None) -> PeopleRow:
    tallies = [tally.unknown[spelt(name)] for name in names]
    if into is not None:
        why = tr("may be {name}: {why}", name=into.name, why=why)
    return PeopleRow(
        names[0], next(filter(None, (one.kind for one in tallies)), ""), tuple(names[1:]),
        tuple(key for one in tallies for key in one.mentions), tuple(key for one in tallies for key in one.quotes),
        why or tr("not on the list"), None, into,
    )  # fmt: skip


def _snippets(index: CorpusIndex, file: PeopleFile, tally: PeopleTally) -> list[str]:
    """Words round the full names that an acronym among the names may stand for."""
    from analyst_app.assist.same_people import acronym_of
    from analyst_app.corpus.concordance import hits
    from analyst_app.corpus.people.people_tally import passages

    tallies = [*tally.unknown.values(), *tally.people.values()]
    forms = {form: one for one in tallies for form in one.forms}
    acronyms = {form for form in forms if form.isupper() and " " not in form}
    acronyms |= {name for person in file.known.people for name in person.names if name.isupper() and " " not in name}
    wanted = [key for form, one in forms.items() if acronym_of(form) in acronyms for key in one.mentions]
    if not wanted:
        return []
    found = islice(hits(index, passages(wanted)), _SNIPPETS)
    return [f"{hit.before}{hit.text}{hit.after}" for hit in found]
