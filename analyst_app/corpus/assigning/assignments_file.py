"""The readers of each article, as they stand in the ``assign.json`` of a folder."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.errors import AnalystError
from analyst_app.storage.file_names import ASSIGNMENTS as NAME
from analyst_app.storage.layers_beside import team_copies
from analyst_app.storage.shared.record_file import RecordFile, read_records, write_records
from analyst_app.storage.shared.record_kinds import ASSIGNMENTS
from analyst_app.storage.shared.records import Body
from analyst_app.wording import tr

_NAMESPACE = uuid.UUID("6f1d5f0e-51d4-5b0c-9c53-0a0c6a1e5b1d")
"""Of the ids that articles have in the file: two who assign one article at once write one record."""


class Assignment(NamedTuple):
    """The readers of one article."""

    article: str
    """Its name, relative to the folder."""
    who: tuple[str, ...] = ()
    """Ids of the layers of those who read it."""
    since: str = ""
    """The day on which it was assigned, ISO 8601; empty: not stated."""
    until: str = ""
    """The day by which it is to be done, ISO 8601; empty: none."""
    calibrates: bool = False
    """True if all read it, so that they can be compared with one another. Those who read are not told."""
    seed: str = ""
    """The seed by which it was drawn; empty: not stated."""

    @classmethod
    def of(cls, body: Body) -> Assignment:
        """The assignment that a record holds."""
        who = tuple(dict.fromkeys(body.get("who", ())))
        since, until = body.get("since", ""), body.get("until", "")
        return cls(body["article"], who, since, until, body.get("calibrates", False), body.get("seed", ""))


class AssignmentsFile:
    """The assignments of a folder, as they were read or written.

    Args:
        path: of the file, which need not be there.
        file: what is in it.
        copies: names of the files that a sync tool made of it.
    """

    def __init__(self, path: Path, file: RecordFile | None = None, copies: Sequence[str] = ()) -> None:
        self.path, self.file = path, file if file is not None else RecordFile()
        self.copies = tuple(copies)

    @cached_property
    def by_article(self) -> dict[str, Assignment]:
        """The assignments by the name of the article, as ``key_of`` spells it; who is named twice reads it once."""
        found: dict[str, Assignment] = {}
        for version in self.file.records.records.values():
            one = Assignment.of(version.body)
            key = key_of(one.article)
            there = found.get(key)
            if there is not None:  # under two ids, by hand
                days = sorted(filter(None, (there.until, one.until)))
                one = there._replace(
                    who=tuple(dict.fromkeys((*there.who, *one.who))),
                    until=days[0] if days else "",
                    calibrates=there.calibrates or one.calibrates,
                )
            found[key] = one
        return found

    @property
    def people(self) -> list[str]:
        """Ids of the layers of all who are named, sorted."""
        return sorted(self._by_person)

    @cached_property
    def _by_person(self) -> dict[str, dict[str, Assignment]]:
        found: dict[str, dict[str, Assignment]] = {}
        for key, one in self.by_article.items():
            for who in one.who:
                found.setdefault(who, {})[key] = one
        return found

    def of_person(self, layer_id: str) -> Mapping[str, Assignment]:
        """The assignments that name a person, by article as ``key_of`` spells it.

        Args:
            layer_id: id of the person's layer.
        """
        return self._by_person.get(layer_id, {})

    @property
    def trouble(self) -> str:
        """A sentence on what is wrong with the file; empty: nothing is."""
        if self.file.refusal:
            return tr("{file} {what}. Until then it is only read.", file=self.path.name, what=self.file.refusal)
        if self.file.problems:
            bad = self.file.problems[0]
            return tr(
                "{file}: {what} (line {line}). It is kept; the other assignments count.",
                file=self.path.name,
                what=bad.words,
                line=bad.line,
            )
        if self.copies:
            return tr(
                "{copy} is a second copy of {file} by a sync tool, and what was assigned there does not count. Put it "
                "in with analyst-app merge, then take it away.",
                copy=self.copies[0],
                file=self.path.name,
            )
        waiting = len(self.file.records.readings)
        if waiting:
            return tr(
                "{file}: two people have assigned {n} article at once; assign anew to settle it."
                "|{file}: two people have assigned {n} articles at once; assign anew to settle it.",
                waiting,
                file=self.path.name,
            )
        return ""


class AssignAct(NamedTuple):
    """An act on the file that was done, and can be taken back."""

    before: AssignmentsFile
    after: AssignmentsFile
    articles: int
    """Number of articles whose assignment it changed."""


def read_assignments(folder: Path, known: AssignmentsFile | None = None) -> AssignmentsFile:
    """The assignments of a folder; none if the file is not there. Blocking.

    Args:
        folder: the opened folder.
        known: as they were read before; given back if nothing is otherwise.

    Raises:
        SidecarInvalid: the file cannot be read.
    """
    path = folder / NAME
    copies = tuple(copy.name for copy in team_copies(path))
    if known is None or known.path != path:
        return AssignmentsFile(path, read_records(path, ASSIGNMENTS), copies)
    file = read_records(path, ASSIGNMENTS, known.file)
    return known if file is known.file and copies == known.copies else AssignmentsFile(path, file, copies)


def write_assignments(before: AssignmentsFile, wanted: Iterable[Assignment]) -> AssignAct:
    """Bring assignments into the file, whatever others have written there since; other articles keep theirs. Blocking.

    Args:
        before: the assignments as last read or written.
        wanted: those of the articles that are assigned anew.

    Raises:
        SidecarConflict: the file is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    bodies = before.file.records.bodies
    ids: dict[str, list[str]] = {}
    for record_id, body in bodies.items():
        ids.setdefault(key_of(body["article"]), []).append(record_id)
    settled = set[str]()
    changed = 0
    for one in wanted:
        own, *others = ids.get(key_of(one.article)) or [str(uuid.uuid5(_NAMESPACE, key_of(one.article)))]
        body = _body(own, one, bodies.get(own, {}))
        changed += body != bodies.get(own) or bool(others)
        bodies[own] = body
        for other in others:
            del bodies[other]
        settled |= {own} & before.file.records.readings.keys()
    file = write_records(before.path, ASSIGNMENTS, before.file.records, bodies, settled)
    return AssignAct(before, AssignmentsFile(before.path, file, before.copies), changed)


def take_back(step: AssignAct, now: AssignmentsFile) -> tuple[AssignmentsFile, int]:
    """Take an act back, but for the articles that somebody has assigned otherwise since. Blocking.

    Args:
        step: the act.
        now: the assignments as they are.

    Returns:
        The file as it stands then, and the number of articles that are left as they are.

    Raises:
        SidecarConflict: the file is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    old, new, bodies = (one.file.records.bodies for one in (step.before, step.after, now))
    left = 0
    for record_id in {**old, **new}:
        was, is_then = old.get(record_id), new.get(record_id)
        if was == is_then:
            continue
        if bodies.get(record_id) != is_then:
            left += 1
        elif was is None:
            del bodies[record_id]
        else:
            bodies[record_id] = was
    file = write_records(now.path, ASSIGNMENTS, now.file.records, bodies)
    return AssignmentsFile(now.path, file, now.copies), left


def faults_of_assignments(path: Path) -> Iterator[str]:
    """The faults of a file of assignments, each as the rest of a sentence. Blocking.

    Args:
        path: of the file.
    """
    try:
        found = read_records(path, ASSIGNMENTS)
    except AnalystError as error:
        yield str(error).removeprefix(f"{path.name} ")
        return
    yield from found.faults
    for record_id in found.records.readings:
        article = found.records.bodies[record_id]["article"]
        yield tr("{article} was assigned by two people at once: assign anew to settle it", article=article)


def _body(record_id: str, one: Assignment, before: Mapping[str, Any]) -> dict[str, Any]:
    """The record of an assignment, with what is not known here of the record that it replaces."""
    body = {key: value for key, value in before.items() if key not in Assignment._fields}
    body |= {"id": record_id, "article": one.article, "who": list(one.who)}
    told = (("since", one.since), ("until", one.until), ("seed", one.seed))
    body |= {key: words for key, words in told if words}
    return body | ({"calibrates": True} if one.calibrates else {})
