"""One open article and one layer of it: edits, undo, and the way to disk.

A Session lives on the GUI thread; ``read``, ``load``, ``source_state``,
``sidecar_changed`` and ``SaveTask.run`` may block and belong on a worker.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from analyst_app.article_text import read_article, unreadable
from analyst_app.core.annotation import Annotation, Pairs, Record, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document, Source
from analyst_app.core.history import History, Step
from analyst_app.core.rebase import Pieces, rebase, would_hold
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change, Key, key_of
from analyst_app.core.waiting import link_in
from analyst_app.errors import ChangeRefused, DocumentUnreadable, SaveFailed
from analyst_app.storage import atomic, copies, layer_history, reading, sidecar, team_files
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.glance import glance
from analyst_app.storage.layer import Layer, difference, shared_id
from analyst_app.storage.layers import LayerInfo, conflict_copies, layers_of
from analyst_app.storage.loader import Reading
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.saver import SIDECAR_LIMIT, Saved, Saver, SaveTask, damaged_copy

__all__ = [
    "LayerInfo",
    "SaveTask",
    "Saved",
    "SavedState",
    "Session",
    "Undone",
    "choose_encoding",
    "conflict_copies",
    "history_of",
    "layer_size",
    "layers_of",
    "move_layer",
    "news_in_copy",
    "restore_change",
    "write_copy",
    "write_repaired",
]

SourceState = Literal["same", "changed", "gone"]


class Undone(NamedTuple):
    """What an undo or redo did."""

    step: Step | None
    """The step that was taken back or made again; None if there was none."""
    skipped: list[str]
    """Labels of steps that no longer fit, because a merge changed their records."""


class Session:
    """One open article and one layer of it. See the module's docstring for threads."""

    def __init__(self, path: Path, document: Document, codebook: Codebook, saver: Saver) -> None:
        self.path = path
        self.document = document
        self.codebook = codebook
        self.layer_id = saver.layer.head.annotator
        self.sidecar = saver.path
        self.store = AnnotationStore(saver.layer.records(), length=len(document))
        self.history = History()
        self.read_only = ""
        """Why nothing may be changed, in words; empty if it may."""
        self.problems: tuple[str, ...] = ()
        """What loading found, in sentences."""
        self.listener: Callable[[Change], None] | None = None
        """Called with every change: done, undone, redone, merged in."""
        self.is_damaged = False
        """Whether the sidecar is damaged and ``write_repaired`` would help."""
        self._saver = saver
        self._pending: list[Change] = []
        self._task: SaveTask | None = None
        self.store.listener = self._heard

    # -- opening -----------------------------------------------------------------

    @staticmethod
    def read(path: Path, encoding: str | None = None, *, large: bool = False) -> Document:
        """The article in a file. Blocking.

        Args:
            path: of a regular file.
            encoding: chosen by the person; by default the one in ``.source.json``, else found out.
            large: whether more than 20 MB are meant to be opened.

        Raises:
            TooLarge: it has more than that, and ``large`` was not said.
            EncodingUnknown: a person must choose its encoding.
            DocumentUnreadable: it cannot be read as text.
        """
        return read_article(path, encoding, large=large)

    @staticmethod
    def read_from_sidecar(path: Path, layer_id: str) -> Document:
        """The article as its layer keeps it, for when the source is gone. Blocking; open it read-only.

        Raises:
            DocumentUnreadable: the layer is not there or does not keep the text.
        """
        file = sidecar.sidecar_path(Path(path), layer_id)
        try:
            found = reading.read(atomic.read_regular(file, limit=SIDECAR_LIMIT), name=file.name, document=None)
        except OSError as error:
            raise unreadable(Path(path), error) from error
        if found.floating or not found.layer.text_sha256:
            raise DocumentUnreadable(f"{Path(path).name} is gone, and {file.name} does not keep its text.")
        facts = dict(found.layer.head.source)
        source = Source(
            str(facts.get("name", Path(path).name)),
            str(facts.get("sha256", "")),
            str(facts.get("encoding", "utf-8-sig")),
            facts.get("newline", "lf"),
        )
        return Document(found.layer.text, source)

    @staticmethod
    def glance(path: Path, document: Document, layer_id: str, place: Span) -> AnnotationStore:
        """Annotations around a place, without links, to be painted until a large layer is loaded. Blocking, but short.

        Args:
            path: of the article.
            document: its text.
            layer_id: which layer.
            place: what is on the screen, code points.
        """
        found = glance(sidecar.sidecar_path(Path(path), layer_id), document, place)
        return AnnotationStore(found, length=len(document))

    @classmethod
    def load(
        cls,
        path: Path,
        document: Document,
        *,
        layer_id: str,
        codebook: Codebook,
        state: Path,
        read_only: str = "",
        keep_text: bool = True,
    ) -> Session:
        """Open a layer of an article, or begin one. Blocking; never fails because of the sidecar's content.

        Args:
            path: of the article.
            document: its text.
            layer_id: which layer.
            codebook: that applies.
            state: the local state folder, for the history of saves.
            read_only: why nothing may be changed, if so.
            keep_text: whether a new layer keeps the article's text.
        """
        file = sidecar.sidecar_path(Path(path), layer_id)
        history = layer_history.folder_of(state, file)
        codebook_facts: Pairs = (("id", codebook.id), ("version", codebook.version))
        try:
            data = atomic.read_regular(file, limit=SIDECAR_LIMIT)
        except FileNotFoundError:
            layer = sidecar.new_layer(document, layer_id, codebook_facts, has_content=keep_text)
            session = cls(Path(path), document, codebook, Saver(file, document, layer, "", history))
            session.read_only = read_only
            return session
        except OSError as error:
            layer = sidecar.new_layer(document, layer_id, codebook_facts)
            session = cls(Path(path), document, codebook, Saver(file, document, layer, "?", history))
            session.read_only = read_only or f"{file.name} cannot be read: {atomic.in_words(error)}"
            return session
        with _uninterrupted():
            found = reading.read(data, name=file.name, document=document)
            on_text = anchored(found, document)
            head = on_text.layer.head
            unknown = tuple(pair for pair in head.codebook if pair[0] not in ("id", "version"))
            head = replace(head, annotator=layer_id, codebook=codebook_facts + unknown)
            layer = replace(on_text.layer, head=head)
            is_other_text = found.made_on != document.sha256
            seen = hashlib.sha256(data).hexdigest()
            del data  # alone: letting go of much at once stops the other threads
            saver = Saver(file, document, layer, seen, history, keep_old=is_other_text)
            session = cls(Path(path), document, codebook, saver)
        session.is_damaged = bool(found.damage)
        session.read_only = read_only or _barred(file.name, found)
        session.problems = tuple(_sentences(file.name, found, on_text.moved, on_text.doubtful, is_other_text))
        return session

    # -- editing -----------------------------------------------------------------

    def do(self, label: str, change: Change, *, current: str | None = None, hold: str | None = None) -> None:
        """Make a change as one step of undo.

        Args:
            label: what the Edit menu calls it.
            change: what to do; an empty one does nothing.
            current: id of the annotation that was current before.
            hold: steps in a row with one hold are one.

        Raises:
            ChangeRefused: it does not fit, or the session is read-only; nothing was changed.
        """
        self._refuse_if_read_only()
        whole = self._completed(change)
        if whole:
            self.store.apply(whole)
            self.history.record(Step(label, whole, current, hold))

    def undo(self) -> Undone:
        """Take the last step back.

        Raises:
            ChangeRefused: the session is read-only.
        """
        self._refuse_if_read_only()
        step, skipped = self.history.undo(self._fits)
        if step is not None:
            self.store.apply(step.change.inverse())
        return Undone(step, skipped)

    def redo(self) -> Undone:
        """Make the last step taken back again.

        Raises:
            ChangeRefused: the session is read-only.
        """
        self._refuse_if_read_only()
        step, skipped = self.history.redo(self._fits)
        if step is not None:
            self.store.apply(step.change)
        return Undone(step, skipped)

    # -- saving ------------------------------------------------------------------

    @property
    def is_saved(self) -> bool:
        """Whether everything that was done is on disk."""
        return not self._pending and self._task is None

    @property
    def is_saving(self) -> bool:
        """Whether a save is under way."""
        return self._task is not None

    def begin_save(self, *, looks: bool = False) -> SaveTask | None:
        """Hand over what was done since the last save; None if there is nothing, or a save is under way.

        Args:
            looks: also take in what others wrote to the file meanwhile.
        """
        if self._task is not None or self.read_only or not (self._pending or looks):
            return None
        self._task = SaveTask(self._saver, self._pending, looks)
        self._pending = []
        return self._task

    def finish_save(self, saved: Saved) -> Change:
        """Take note of a save that succeeded; what a merge brought in is applied, outside the history.

        Returns:
            What was brought in.
        """
        if saved.task.is_settled:
            return Change()
        self._settle(saved.task)
        return self._take_in(saved.outcome.incoming)

    def fail_save(self, task: SaveTask) -> None:
        """Take note of a save that failed: its changes wait for the next."""
        if not task.is_settled:
            self._settle(task)
            self._pending = task.changes + self._pending

    def save_now(self) -> None:
        """Save, and wait for it.

        Raises:
            SaveFailed: the system would not; everything is still here.
            SidecarConflict: the file changed into something that cannot be merged.
        """
        running = self._task
        if running is not None:
            running.done.wait()
            if running.saved is not None:
                self.finish_save(running.saved)
            else:
                self.fail_save(running)
        task = self.begin_save()
        if task is None:
            return
        try:
            saved = task.run()
        except Exception:
            self.fail_save(task)
            raise
        self.finish_save(saved)

    def source_state(self) -> SourceState:
        """Whether the article's file still holds what was opened. Blocking."""
        try:
            digest = atomic.digest(self.path)
        except OSError:
            return "gone"
        if not digest:
            return "gone"
        return "same" if digest == self.document.source.sha256 else "changed"

    def sidecar_changed(self) -> bool:
        """Whether another program has written the sidecar since it was read or written here. Blocking."""
        try:
            return atomic.digest(self.sidecar) != self._saver.seen
        except OSError:
            return self._saver.seen != "?"  # what could not be read before has not changed by that

    @property
    def was_written_here(self) -> bool:
        """Whether this machine's state folder knows an earlier save of the layer."""
        return self._saver.history is not None and bool(layer_history.saves(self._saver.history))

    @property
    def unsaved_changes(self) -> list[Change]:
        """What was done since the last save that ended well."""
        return [*(self._task.changes if self._task is not None else []), *self._pending]

    @property
    def saver(self) -> Saver:
        """The layer's way to disk."""
        return self._saver

    # -- inside ------------------------------------------------------------------

    def _heard(self, change: Change) -> None:
        self._pending.append(change)
        if self.listener is not None:
            self.listener(change)

    def _fits(self, change: Change) -> bool:
        return self.store.refusal(change) is None

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ChangeRefused(f"Nothing can be changed here: {self.read_only}.")

    def _settle(self, task: SaveTask) -> None:
        task.is_settled = True
        if self._task is task:
            self._task = None

    def _completed(self, change: Change) -> Change:
        """The change with what follows: second readings go with their record, links come back with their ends."""
        waiting = self.store.unplaced
        if not waiting:
            return change
        known = {key_of(record) for record in (*change.removed, *change.added)}
        came = {record.id for record in change.added}
        gone = {record.id for record in change.removed} - came
        removed: list[Record] = []
        added: list[Record] = []
        for item in waiting:
            if key_of(item) in known:
                continue
            if item.why == "reading" and shared_id(item) in gone:
                removed.append(item)
            link = link_in(item) if item.why == "end_missing" else None
            if link is not None and {link.from_id, link.to_id} & came and would_hold(self.store, link, came, gone):
                removed.append(item)
                added.append(link)
        return Change((*change.removed, *removed), (*change.added, *added)) if removed or added else change

    def _take_in(self, incoming: Change) -> Change:
        """Apply what a merge brought in; where the person has gone on meanwhile, hers stands and theirs waits."""
        if not incoming:
            return incoming
        rebased = rebase(self.store, incoming)
        seconds = self._readings(rebased.skipped)
        whole = Change(rebased.change.removed, (*rebased.change.added, *seconds))
        pending, self._pending = self._pending, []
        self.store.apply(whole)  # the file has it already, so it does not count as unsaved
        self._pending = [*pending, *_told_again(rebased.skipped), *([Change((), seconds)] if seconds else [])]
        self.history.forget_clean()
        return whole

    def _readings(self, skipped: Pieces) -> tuple[Record, ...]:
        """Second readings of what both changed at once."""
        made: dict[Key, Record] = {}
        for held, new in skipped.values():
            if isinstance(held, Annotation) and isinstance(new, Annotation):
                item = unplaced("reading", self.document.sha256, annotation_item(new, 1, self.document.text))
                if self.store.record((Unplaced, item.id)) is None:
                    made[key_of(item)] = item
        return tuple(made.values())


# -- about layers ------------------------------------------------------------------


def layer_size(path: Path, layer_id: str) -> int:
    """Bytes of a layer's file; 0 if it is not there. Blocking, but short."""
    try:
        return sidecar.sidecar_path(Path(path), layer_id).stat().st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class SavedState:
    """An earlier save of a layer."""

    when: float
    """Seconds since 1970, UTC."""
    count: int
    """Annotations it held."""
    path: Path
    """Where it is kept."""


def history_of(session: Session) -> list[SavedState]:
    """The earlier saves that can be restored, the latest first. Blocking."""
    found = []
    for save in layer_history.saves(session.saver.history) if session.saver.history else []:
        try:
            count = reading.count_annotations(layer_history.read(save))
        except OSError:
            continue
        found.append(SavedState(save.when, count, save.path))
    return found


def restore_change(session: Session, state: SavedState) -> Change:
    """The change that brings an earlier save's content back; do it as any other.

    Raises:
        SaveFailed: the save cannot be read.
    """
    try:
        data = layer_history.read(layer_history.KeptSave(state.path, state.when))
    except OSError as error:
        raise SaveFailed(f"That earlier save cannot be read: {error}. Choose another.") from error
    found = reading.read(data, name=state.path.name, document=session.document)
    if found.damage:
        raise SaveFailed(f"That earlier save is damaged: {found.damage}. Choose another.")
    layer: Layer = anchored(found, session.document).layer
    records = session.store
    now: list[Record] = [
        records.layer,
        *records.annotations,
        *records.links,
        *records.unplaced,
        *records.entries("decisions"),
        *records.entries("replies"),
    ]
    return difference(now, layer.records())


def write_repaired(session: Session) -> Path:
    """Replace a damaged sidecar by what was salvaged, on the person's word. Blocking.

    Returns:
        Where the damaged file was kept.

    Raises:
        SaveFailed: the copy or the new file cannot be written; the damaged one is where it was.
    """
    kept = damaged_copy(session.sidecar)
    session.saver.write_anew()
    session.read_only = ""
    session.is_damaged = False
    return kept


def news_in_copy(session: Session, copy: Path) -> Change:
    """What merging a conflict copy would bring in; do it as any other change. Blocking; save first.

    Raises:
        SidecarInvalid: the copy cannot be read or is damaged.
    """
    return copies.news_in(copy, session.saver.layer, session.document)


def write_copy(session: Session, folder: Path) -> Path:
    """Write the article and the layer as it stands here into another folder. Blocking.

    Returns:
        The copy of the article.

    Raises:
        SaveFailed: the system would not.
    """
    return copies.write_copy(session.path, session.document, session.saver.layer, session.unsaved_changes, folder)


def move_layer(session: Session, layer_id: str) -> Path:
    """Give the layer another name; open it anew afterwards. Blocking; save first.

    Returns:
        The new file of the layer.

    Raises:
        SaveFailed: the name is taken, or the system would not.
    """
    return copies.move_layer(session.saver, session.document, layer_id)


def choose_encoding(path: Path, encoding: str) -> None:
    """Note beside an article the encoding that the person chose, so that colleagues decode alike. Blocking.

    Raises:
        SaveFailed: the system would not.
        SidecarConflict: someone else has just changed the file.
        SidecarInvalid: the file is there and cannot be understood.
    """
    place = team_files.source_path(path)
    file = team_files.read(place)
    if file.data.get("encoding") != encoding:
        data = {**({} if file.data else {"format": team_files.SOURCE_FORMAT, "version": 1}), **file.data}
        team_files.write(place, {**data, "encoding": encoding}, seen=file.seen)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """No search for cyclic garbage while records are made: with 200,000 of them each search stops every thread."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # records are in no cycle: let the next searches pass them over
        if was_enabled:
            gc.enable()


def _told_again(skipped: Pieces) -> list[Change]:
    """What the file must be told, because what stands here is not what was merged into it."""
    told = [
        Change((new,) if new is not None else (), (held,) if held is not None else ()) for held, new in skipped.values()
    ]
    return [change for change in told if change]


def _barred(name: str, found: Reading) -> str:
    if found.damage:
        count = len(found.layer.annotations) + len(found.floating)
        return f"{name} is damaged: {found.damage}; {count} annotations were salvaged"
    if found.version > sidecar.VERSION:
        return f"{name} has format version {found.version}; that needs a newer Analyst App than {sidecar.GENERATOR}"
    return ""


def _sentences(name: str, found: Reading, moved: int, doubtful: int, is_other_text: bool) -> list[str]:
    said = [
        f"{name}{f', line {problem.line}' if problem.line else ''}: {problem.message}." for problem in found.problems
    ]
    if is_other_text and (moved or doubtful):
        said.append(
            f"The article has changed since it was annotated: {moved} annotations were found again, "
            f"{doubtful} wait to be confirmed or placed."
        )
    waiting = len(found.layer.unplaced)
    if waiting:
        what = "1 item waits" if waiting == 1 else f"{waiting} items wait"
        said.append(f"{what} without a place in the text.")
    return said
