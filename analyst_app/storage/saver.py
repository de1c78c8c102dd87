"""One layer's way to disk: the mirror of its file, and the steps that bring changes into it.

Runs off the GUI thread. ``save`` either returns, and the new file is on disk,
or raises, and nothing is different from before.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from analyst_app.core.annotation import Pairs, utc_now
from analyst_app.core.document import Document
from analyst_app.core.great_losses import GreatLosses
from analyst_app.core.store import Change, composed, key_of
from analyst_app.errors import LayerTaken, SaveFailed, SidecarConflict, why_unwritten
from analyst_app.storage import atomic, file_names, layer_history, layers_beside, sidecar, sidecar_reader, team_files
from analyst_app.storage.layer import Head, Layer, difference, is_of_answers, let_go, shared_id, unlike
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.lines.activity import with_minutes
from analyst_app.storage.merge import merge
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.reuse import Reuse
from analyst_app.wording import tr

_ROUNDS = 5
_NONE: Mapping[str, float] = MappingProxyType({})


class KeptBefore(NamedTuple):
    """A full save that went to the history because records are taken away from the layer, or could not go there."""

    save: layer_history.KeptSave | None
    """None: it could not be kept."""
    gone: int
    """Number of records that the save has and the layer has no more."""
    by_merge: bool
    """True if a merge took them away, false if the person did."""
    gone_ids: frozenset[str] = frozenset()
    """The shared ids of those records."""
    why_not: str = ""
    """The reason why it could not be kept."""


class SaveResult(NamedTuple):
    """The result of a save."""

    incoming: Change
    """Change that a merge brought in: to be applied to the records in memory."""
    is_written: bool
    note: str
    """A word for the person, or empty."""
    seconds: float
    kept: tuple[KeptBefore, ...] = ()
    """Full saves that were kept before records were taken away."""


@dataclass
class LayerSaver:
    """Keeps the last state written or read."""

    path: Path
    """Of the sidecar; may be a symlink."""
    document: Document
    layer: Layer
    """The mirror."""
    seen: str
    """SHA-256 of the file's bytes as loaded or last written; empty if there was none."""
    history: Path | None = None
    """Folder of the state folder that keeps earlier saves."""
    keep_old: bool = False
    """True if the file as it is must be kept in the history before it is replaced."""
    clock: Callable[[], str] = utc_now
    announces: Callable[[str], object] | None = None
    """Told the SHA-256 of the new file just before it takes the place of the old one."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._reuse = Reuse(self.layer.text)
        self._losses = GreatLosses[Layer]()

    def begin_under(self, codebook: Pairs) -> None:
        """Begin a layer that has no file yet under another codebook; not while it is being saved.

        Args:
            codebook: its id and version.
        """
        self.layer = replace(self.layer, head=replace(self.layer.head, codebook=codebook))

    def save(
        self, change: Change, *, looks: bool = False, again: bool = False, minutes: Mapping[str, float] = _NONE
    ) -> SaveResult:
        """Bring a change to disk; nothing is written if it changes nothing.

        Args:
            change: what was done since the last save.
            looks: take in what others wrote even if there is nothing to write.
            again: write even if there is nothing to write: the file is gone.
            minutes: of activity by day, which go to the head if anything is written.

        Raises:
            SaveFailed: the system would not; the old file is intact.
            SidecarConflict: the file changed into something that cannot be merged.
        """
        with self._lock:
            ours = self.layer.applied(change, self.clock())
            if ours is self.layer and not (looks or again):
                return SaveResult(Change(), False, "", 0.0)
            if minutes and (again or ours is not self.layer):
                ours = replace(ours, head=replace(ours.head, extra=with_minutes(ours.head.extra, minutes)))
            return self._timed(ours, is_new=again or ours is not self.layer, lost=self._great_loss(change))

    def write_anew(self, *, over: str) -> SaveResult:
        """Write the mirror though nothing in it has changed: where there is no file yet, or for a repair.

        Args:
            over: SHA-256 of the file that gives way; empty: there is none. Any other is taken in, as by ``save``.

        Raises:
            SaveFailed: the system would not; the old file is intact.
            SidecarConflict: another file stands there, and cannot be merged.
        """
        with self._lock:
            self.seen = over
            return self._timed(self.layer, is_new=True)

    def _timed(self, ours: Layer, *, is_new: bool, lost: Layer | None = None) -> SaveResult:
        started = time.monotonic()
        try:
            result = self._write(ours, is_new=is_new, lost=lost)
        except OSError as error:
            raise atomic.failure(self.path, error) from error
        return result._replace(seconds=time.monotonic() - started)

    def _write(self, ours: Layer, *, is_new: bool, lost: Layer | None) -> SaveResult:
        kept = self._kept(lost, ours, by_merge=False) if lost is not None else []
        with atomic.held(self.path) as target:
            whole, found, note, not_kept = ours, self.seen, "", ""
            for _ in range(_ROUNDS):
                now, data = _looked_at(target)
                if now and now != found:
                    theirs = self._theirs(data)
                    before, whole = whole, merge(whole, theirs)
                    kept += self._kept_of_merge(before, theirs, whole)
                    is_new = is_new or not _holds_the_same(whole, theirs)
                    let_go(theirs)
                    note = "merged"
                elif now != found and is_new:
                    note = note or "vanished"
                found = now
                if not is_new:
                    break
                whole = replace(whole, head=current_head(whole.head, self.document))
                reuse = self._reuse.following(data, whole.text, file=now)
                pieces = list(sidecar.encode(whole, reuse))
                if self.keep_old and found:
                    not_kept = self._keep_old(data)
                fresh = atomic.digest_of(pieces)
                try:
                    atomic.replace_file(target, pieces, partial(self._check, target, found, fresh))
                except atomic.TargetChanged:
                    continue
                found = fresh
                break
            else:
                raise SidecarConflict(
                    tr(
                        "{name} was not saved: another program keeps changing it. Close that, then save again.",
                        name=self.path.name,
                    )
                )
        if found or is_new:  # a look that finds the file gone goes on knowing that there was one
            self.seen = found
        self.layer, self.keep_old = whole, self.keep_old and not is_new
        if is_new:
            self._reuse = reuse.settled(found)
            layers_beside.remember(found, whole, len(whole.annotations))
        if is_new and self.history is not None:
            layer_history.keep_later(self.history, pieces)
        incoming = difference(ours.records(), whole.records()) if note == "merged" else Change()
        words = not_kept or _words("unlocked" if target.waited_in_vain and not note else note, incoming)
        return SaveResult(incoming, is_new, words, 0.0, tuple(kept))

    def _great_loss(self, change: Change) -> Layer | None:
        """The layer as it was before much of it goes, if it goes with this change or went within the last minute."""
        gone = {shared_id(record) for record in change.removed}
        came = {shared_id(record) for record in change.added}
        size = len(self.layer.annotations) + len(self.layer.links) + len(self.layer.unplaced) + len(self.layer.entries)
        return self._losses.before(gone - came, came, whole=self.layer, size=size, now=time.monotonic())

    def _kept_of_merge(self, ours: Layer, theirs: Layer, whole: Layer) -> list[KeptBefore]:
        """Both sides of a merge, each if the merge took a record of it away, or a version that only it had."""
        return [
            kept
            for side in (ours, theirs)
            if _takes_away(side, whole, known=self.layer, is_ours=side is ours)
            for kept in self._kept(side, whole, by_merge=True)
        ]

    def _kept(self, layer: Layer, after: Layer, *, by_merge: bool) -> list[KeptBefore]:
        """Put a layer into the history whole; empty if there is no history to keep it in."""
        stays = {shared_id(record) for record in after.records()}
        gone = frozenset({shared_id(record) for record in layer.records()} - stays)
        try:
            save = kept_whole(self.history, replace(layer, head=current_head(layer.head, self.document)))
        except OSError as error:  # the person's work must reach its file all the same; she is told
            return [KeptBefore(None, len(gone), by_merge, gone, why_unwritten(error))]
        return [KeptBefore(save, len(gone), by_merge, gone)] if save is not None else []

    def _keep_old(self, data: bytes) -> str:
        """Put the file that is replaced into the history; why it is not there, in a sentence, or empty."""
        try:
            if self.history is not None:
                layer_history.kept_or_error(self.history, [data])
        except OSError as error:  # the person's work must reach its file all the same; she is told
            return tr("Saved. The layer of the earlier text is not in the history: {why}.", why=why_unwritten(error))
        return ""

    def _check(self, target: atomic.HeldTarget, found: str, fresh: str) -> None:
        """The last look before the old file gives way to one with the SHA-256 ``fresh``."""
        if self.announces is not None:
            self.announces(fresh)
        team_files.check_unchanged(target, found)

    def _theirs(self, data: bytes) -> Layer:
        found = sidecar_reader.parse_sidecar(data, name=self.path.name, document=self.document)
        if found.is_newer:
            raise SidecarConflict(
                tr(
                    "{name} was not saved: a newer version of the app has written it. Update this one.",
                    name=self.path.name,
                )
            )
        if found.damage:
            raise SidecarConflict(
                tr(
                    "{name} was not saved: the file on disk is damaged ({damage}). Your work is still here: "
                    "save a copy, then repair the file.",
                    name=self.path.name,
                    damage=found.damage,
                )
            )
        self._refuse_other_person(found.layer.head)
        annotator = found.layer.head.annotator
        if annotator.casefold() not in ("", self.layer.head.annotator.casefold()):
            raise SidecarConflict(
                tr(
                    '{name} was not saved: the file there says that it is the layer of "{annotator}" now. '
                    "Your work is still here: move that file away, then save again.",
                    name=self.path.name,
                    annotator=annotator[:40],
                )
            )
        return anchored(found, self.document).layer

    def _refuse_other_person(self, theirs: Head) -> None:
        """Two people's answers to a report are never merged, though both chose one name for their layers at a time."""
        ours = self.layer.head.extra
        if is_of_answers(ours) and dict(theirs.extra).get("imported") != dict(ours).get("imported"):
            raise LayerTaken(
                tr(
                    "{name} was not saved: another person's answers, or her own layer, stand there by now. "
                    "Import the answers again.",
                    name=self.path.name,
                )
            )


class Saved(NamedTuple):
    """A save that succeeded."""

    task: SaveTask
    result: SaveResult

    @property
    def note(self) -> str:
        """A word for the person, for example "Changed on disk: merged 3"; mostly empty."""
        return self.result.note

    @property
    def seconds(self) -> float:
        """Duration of the save, seconds."""
        return self.result.seconds


@dataclass
class SaveTask:
    """Changes on their way to disk. ``run`` belongs on a worker thread."""

    saver: LayerSaver
    changes: list[Change]
    looks: bool = False
    """True if it takes in what others wrote even if there is nothing to write."""
    again: bool = False
    """True if it writes even if there is nothing to write: the file is gone."""
    minutes: Mapping[str, float] = field(default_factory=dict)
    """Of activity by day; they go along if anything is written."""

    def run(self) -> Saved:
        """Write.

        Raises:
            SaveFailed: the system would not; the old file is intact.
            SidecarConflict: the file changed into something that cannot be merged.
        """
        return Saved(
            self, self.saver.save(composed(self.changes), looks=self.looks, again=self.again, minutes=self.minutes)
        )


def kept_whole(history: Path | None, layer: Layer) -> layer_history.KeptSave | None:
    """The save of a layer that is in its history from now on; None if there is no history, or no file to keep.

    Args:
        history: folder of the layer's saves; None: it has none.
        layer: what to keep.

    Raises:
        OSError: the history cannot be written; it says why.
    """
    try:
        pieces = list(sidecar.encode(layer))
    except SaveFailed:  # a record that cannot be written: that it goes must still be possible
        return None
    return layer_history.kept_or_error(history, pieces) if history is not None else None


def kept_first(history: Path | None, layer: Layer) -> layer_history.KeptSave | None:
    """The same before something that a person asked for, and that can wait until the history can be written.

    Args:
        history: folder of the layer's saves; None: it has none.
        layer: what to keep.

    Raises:
        SaveFailed: the history cannot be written; says why, and what to do.
    """
    try:
        return kept_whole(history, layer)
    except OSError as error:
        raise SaveFailed(
            tr(
                "Nothing was changed: what is here cannot be kept in the history first ({why}). Make that possible, "
                "or save a copy, then try again.",
                why=why_unwritten(error),
            )
        ) from error


def _looked_at(target: atomic.HeldTarget) -> tuple[str, bytes]:
    """SHA-256 and bytes of a file; both empty if it is not there."""
    try:
        data = target.read(limit=LARGEST_SIDECAR)
    except FileNotFoundError:
        return "", b""
    return atomic.digest_of([data]), data


def current_head(head: Head, document: Document) -> Head:
    """The head of a layer as this program writes it for the article as it is.

    Args:
        head: as it was read.
        document: the article as it is.
    """
    facts = sidecar.source_pairs(document.source)
    known = {key for key, _ in facts}
    unknown = tuple(pair for pair in head.source if pair[0] not in known)
    return replace(head, generator=sidecar.GENERATOR, source=facts + unknown)


def _holds_the_same(one: Layer, other: Layer) -> bool:
    """True if two layers on one text are the same but for their heads."""
    return (
        not any(unlike(one.records(), other.records()))
        and one.revs == other.revs
        and one.deleted == other.deleted
        and one.facts_rev == other.facts_rev
    )


def _takes_away(side: Layer, whole: Layer, *, known: Layer, is_ours: bool) -> bool:
    """True if a merge loses something of one side for good.

    That is a record of ours that is there no more, and of either side a
    version that was made since both were one and neither stands nor waits now.

    Args:
        side: one of the two.
        whole: the merge.
        known: what both come from, as far as this program knows.
        is_ours: true if ``side`` is the one in memory.
    """
    lost = difference(side.records(), whole.records()).removed
    if not lost:
        return False
    stays = {shared_id(record) for record in whole.records()}
    if is_ours and any(shared_id(record) not in stays for record in lost):
        return True
    made = {key_of(record) for record in difference(known.records(), side.records()).added}
    waits = {shared_id(item) for item in whole.unplaced if item.why == "reading"}
    return any(key_of(record) in made and record.id not in waits for record in lost)


def _words(note: str, incoming: Change) -> str:
    if note == "vanished":
        return tr("The file was gone and has been written again.")
    if note == "merged" and incoming:
        count = len({record.id for record in (*incoming.removed, *incoming.added)})
        return tr("Changed on disk: merged {count}", count=count)
    if note == "unlocked":
        return tr("Another program keeps the folder locked. Saved all the same, after one more look at the file.")
    return ""


def damaged_copy(path: Path) -> Path:
    """Keep a damaged file beside itself, byte for byte.

    Raises:
        SaveFailed: it cannot be kept.
    """
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    try:
        data = atomic.read_regular(path, limit=LARGEST_SIDECAR)
        for number in range(100):
            copy = path.with_name(file_names.damaged_name(path.name, stamp, number))
            if not os.path.lexists(copy):
                with atomic.held(copy) as target:
                    atomic.replace_file(target, [data], partial(team_files.check_unchanged, target, ""))
                return copy
    except (OSError, atomic.TargetChanged) as error:
        why = why_unwritten(error) if isinstance(error, OSError) else tr("it was changed meanwhile")
        raise SaveFailed(
            tr("{name} was not repaired: a copy of it cannot be kept beside it ({why}).", name=path.name, why=why)
        ) from error
    raise SaveFailed(
        tr("{name} was not repaired: there are too many copies of it. Move some of them away.", name=path.name)
    )
