"""Writes a layer for a program, with all that the window guarantees.

What stands on disk is merged and never overwritten unread, the file is
replaced in one step under the folder's lock and read back, earlier saves stay
in the history, and links that lead out of the folder are not followed. A
program writes layers of its own, ``model-…``, and never gold or another
person's; to one's own layer it only adds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from analyst_app.core.annotation import Annotation as StoredAnnotation
from analyst_app.core.annotation import LayerFacts, Record, same_content
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import PROGRAM, is_gold, is_layer_id, is_program, nearest_id
from analyst_app.core.store import Change
from analyst_app.corpus.articles import codebook_file, codebook_for, people_path
from analyst_app.corpus.people.known_ids import KnownIds
from analyst_app.errors import ChangeRefused
from analyst_app.preferences import load_preferences
from analyst_app.reading.arguments import is_writable, kind_of, name_of, path_of, switch_of, whole_of
from analyst_app.reading.article_file import why_no_article
from analyst_app.reading.new_records import NewAnnotation, NewLink, NewRecords, new_records
from analyst_app.reading.read_article import Article
from analyst_app.session.codebook_use import CodebookUse
from analyst_app.session.session import Session
from analyst_app.storage import containment
from analyst_app.storage.error_log import state_folder
from analyst_app.storage.record_parsing import HIGHEST_REV
from analyst_app.wording import tr

_STATUSES = ("in_progress", "done")


@dataclass(frozen=True, slots=True)
class WrittenLayer:
    """The outcome of writing a layer."""

    path: Path
    """The layer's file."""
    layer: str
    """Its id."""
    added: int
    """Annotations that are new."""
    changed: int
    """Annotations of which something is new."""
    removed: int
    """Annotations that are there no more; an earlier save in the history has them."""
    unchanged: int
    """Annotations that were there just so."""
    note: str = ""
    """A word on what others had written meanwhile, or empty."""


def write_layer(
    article: Article | str | os.PathLike[str],
    layer: str,
    annotations: Iterable[NewAnnotation],
    links: Iterable[NewLink] = (),
    *,
    status: Literal["in_progress", "done"] = "done",
    note: str | None = None,
    replaces: bool = True,
    keep_unknown: bool = False,
    codebook_version: int | None = None,
) -> WrittenLayer:
    """Write a program's annotations as a layer ``model-…`` of an article, or add them to one's own layer.

    Either everything is written or nothing. With the same annotations, the file stays as it is.

    Args:
        article: of an open corpus, or the path of its file.
        layer: id of the layer: ``model-`` and a name; or that of the annotator in the preferences.
        annotations: what the program found: ``aa.Annotation`` or mappings with ``tag``, ``start``, ``end`` and, if
            wanted, ``exact`` (then it is compared with the text), ``values``, ``note``, ``id``, ``actor``, ``score``.
            An id that is no UUID names the annotation in ``links`` and does not stand in the file.
        links: between them: role, beginning and end; an end is an annotation of the list, its id or its place in it.
        status: of the layer; one's own keeps its status.
        note: on the whole layer, such as the program's version; None leaves it as it is.
        replaces: True: the layer holds just these from now on; False: they are added to what it holds.
        keep_unknown: True: tags, values and roles that the codebook does not know, and people whom ``actors.json`` does
            not have, are written all the same.
        codebook_version: version of the codebook that the program learnt from, which all these annotations say then,
            also those that an earlier run found; None: the one that applies, for what is new or changed.

    Raises:
        UsageError: an argument is of another type than it must be.
        ChangeRefused: something does not fit: layer, article, file, annotation or link; nothing was written.
        DocumentUnreadable: the article cannot be read.
        SidecarConflict: the file changed into something that cannot be merged; nothing was written.
        SaveFailed: the system would not; the old file is intact.
    """
    _refuse_wrong(status, note, codebook_version)
    replaces, keep_unknown = switch_of(replaces, "replaces"), switch_of(keep_unknown, "keep_unknown")
    own = _checked_layer(layer := name_of(layer, "layer"))
    session = _opened(article, layer, whole_of(codebook_version))
    records = _records(session, annotations, links, keeps_unknown=keep_unknown)
    if codebook_version is not None and not own:
        records = _learnt_from(session.codebook_use, records)
    facts = session.store.layer
    said = facts.note if note is None else str.__str__(note)
    wanted = LayerFacts(facts.status if own else str.__str__(status), said, facts.extra)
    return _written(session, _change(session, records, wanted, replaces=replaces and not own), len(records.annotations))


def _records(
    session: Session, annotations: Iterable[NewAnnotation], links: Iterable[NewLink], *, keeps_unknown: bool
) -> NewRecords:
    """The records that the layer gets, each checked."""
    return new_records(
        annotations,
        links,
        layer_id=session.layer_id,
        document=session.document,
        codebook=session.codebook,
        there=list(session.store.annotations),
        keeps_unknown=keeps_unknown,
        is_known=bool if keeps_unknown else _people_of(session.path).has,
    )


def _written(session: Session, change: Change, number: int) -> WrittenLayer:
    """Make a change of a number of annotations and bring it to disk."""
    removed, added = change.of(StoredAnnotation)
    came, gone = {one.id for one in added}, {one.id for one in removed}
    if not is_program(session.layer_id):
        _refuse_changes(session.layer_id, len(came & gone))
    counts = (len(came - gone), len(came & gone), len(gone - came), number - len(came))
    return WrittenLayer(session.sidecar, session.layer_id, *counts, _saved(session, change))


def _refuse_changes(layer: str, changed: int) -> None:
    """Refuse what would change annotations of one's own layer."""
    if changed:
        words = tr(
            "{layer} is your own layer: a program only adds to it, and would change {n} annotation|"
            "{layer} is your own layer: a program only adds to it, and would change {n} annotations",
            changed,
            layer=layer,
        )
        raise ChangeRefused(f"{words}.")


def _refuse_wrong(status: object, note: object, codebook_version: object) -> None:
    """Refuse what the head of a layer cannot say.

    Raises:
        ChangeRefused: says what; nothing was written.
    """
    version = whole_of(codebook_version)
    if not isinstance(status, str) or status not in _STATUSES:
        words = tr("status must be “in_progress” or “done”, not {told}", told=repr(status))
    elif note is not None and not isinstance(note, str):
        words = tr("note must be text, not {kind}", kind=kind_of(note))
    elif note and ("\0" in note or not is_writable(note)):
        words = tr("note has a character that no layer can hold: NUL, or half a character")
    elif codebook_version is not None and (version is None or not 1 <= version <= HIGHEST_REV):
        words = tr("codebook_version must be a whole number from 1 on, not {told}", told=repr(codebook_version))
    else:
        return
    raise ChangeRefused(tr("Nothing was written: {words}.", words=words))


def _people_of(article: Path) -> KnownIds:
    """The ids of the people whom the team knows: those in the nearest list, in the article's folder or above it."""
    article = article.absolute()
    top = next((place for place in article.parents if people_path(place / "-", None) is not None), article.parent)
    return KnownIds(article.parent, top)


def _learnt_from(use: CodebookUse, records: NewRecords) -> NewRecords:
    """The records, whose annotations all say the version that the program learnt from, those of an earlier run, too."""
    if use.begun is None:
        return records
    return records._replace(annotations=[use.confirmed(one) for one in records.annotations])


def _opened(article: Article | str | os.PathLike[str], layer: str, codebook_version: int | None) -> Session:
    """The layer as it is on the disk, on the text that the program has seen."""
    path = article.path if isinstance(article, Article) else path_of(article, "article")
    if why := why_no_article(path):
        raise ChangeRefused(tr("Nothing was written: {why}", why=why))
    containment.open_home(path)
    document = Session.read_article(path, large=True)
    if isinstance(article, Article) and document.sha256 != article.text_sha256:
        words = tr("{name} has changed since it was read: its offsets may lie elsewhere now", name=path.name)
        raise ChangeRefused(tr("{words}. Open the corpus anew.", words=words))
    codebook = _codebook_of(path)
    if codebook_version is not None:
        codebook = replace(codebook, version=codebook_version)
    keeps_text = load_preferences()[0].keep_text
    return Session.load(path, document, layer_id=layer, codebook=codebook, state=state_folder(), keep_text=keeps_text)


def _saved(session: Session, change: Change) -> str:
    """Make a change and bring it to disk; a word on what a merge brought in, or empty."""
    if change:
        session.do("write", change)
    task = session.begin_save()
    if task is None:
        return ""
    saved = task.run()
    session.finish_save(saved)
    return saved.note


def _checked_layer(layer: str) -> bool:
    """Refuse a layer that a program may not write; True if it is one's own."""
    if not is_layer_id(layer):
        near = nearest_id(layer)
        raise ChangeRefused(
            tr("“{layer}” cannot name a layer: use small letters, digits, - and _, at most 32. Try “{near}”.",
               layer=layer, near=near if is_program(near) else nearest_id(f"{PROGRAM}{near}"))
        )  # fmt: skip
    if is_program(layer):
        if not layer.removeprefix(PROGRAM).strip("-_"):
            words = tr("“{layer}” lacks the program's name: write it behind {begin}, as in model-names.",
                       layer=layer, begin=PROGRAM)  # fmt: skip
            raise ChangeRefused(words)
        return False
    if is_gold(layer):
        words = tr("{layer} is a reviewer's result: only a person's decisions go there.", layer=layer)
    elif layer == load_preferences()[0].annotator:
        return True
    else:
        words = tr("{layer} is a person's layer, and not that of the annotator in your preferences.", layer=layer)
    raise ChangeRefused(tr("{words} Write {near}, and review it.", words=words, near=nearest_id(f"{PROGRAM}{layer}")))


def _codebook_of(article: Path) -> Codebook:
    """The codebook nearest to an article, in its folder or above it.

    Raises:
        ChangeRefused: it is broken; says where.
    """
    article = article.absolute()
    top = next((place for place in article.parents if codebook_file(place / "-", None) is not None), None)
    found = codebook_for(article, top, state_folder())
    if found.problem:
        raise ChangeRefused(tr("Nothing was written: {problem}", problem=found.problem))
    return found.codebook


def _change(session: Session, records: NewRecords, facts: LayerFacts, *, replaces: bool) -> Change:
    """The change that brings the records into the layer; empty if it has all of them, just so."""
    store = session.store
    there: list[Record] = [*store.annotations, *store.links]
    held = {one.id: one for one in there}
    by_ends = {(one.role, one.from_id, one.to_id): one for one in store.links}
    links = [by_ends.get((one.role, one.from_id, one.to_id), one) for one in records.links]
    every: list[Record] = [*records.annotations, *links]
    wanted = {one.id: one for one in every}
    removed: list[Record] = []
    added: list[Record] = []
    for record in wanted.values():
        before = held.get(record.id)
        if before is None or not same_content(before, record):
            removed += [before] if before is not None else []
            added.append(record)
    if replaces:
        removed += [one for one in there if one.id not in wanted]
    if facts != store.layer:
        removed.append(store.layer)
        added.append(facts)
    return Change(tuple(removed), tuple(added))
