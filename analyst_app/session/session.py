"""One open article and one layer of it: edits, undo, and the way to disk.

A Session lives on the GUI thread; ``read_article``, ``load``, ``source_state``,
``sidecar_changed`` and ``SaveTask.run`` may block and belong on a worker.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar
from weakref import WeakMethod

from analyst_app.core.annotation import Annotation, Record, Unplaced, utc_now
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.history import History, Step
from analyst_app.core.rebase import RecordEdits, rebase, restamped, would_hold
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change, Key, key_of
from analyst_app.core.waiting import link_in
from analyst_app.errors import ChangeRefused
from analyst_app.session.article_text import read_article, read_from_sidecar
from analyst_app.session.codebook_use import CodebookUse
from analyst_app.session.journal import Journal, Recalled
from analyst_app.session.journal import folder_of as journal_folder
from analyst_app.session.pending_minutes import PendingMinutes
from analyst_app.storage import atomic, layer_history
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.glance import glance
from analyst_app.storage.layer import second_reading, shared_id
from analyst_app.storage.layer_opening import open_layer
from analyst_app.storage.layers_beside import LayerInfo, conflict_copies, layers_of
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.saver import LayerSaver, Saved, SaveTask
from analyst_app.wording import tr

__all__ = [
    "LayerInfo",
    "SaveTask",
    "Saved",
    "Session",
    "Undone",
    "conflict_copies",
    "layers_of",
]

_T = TypeVar("_T")
SourceState = Literal["same", "changed", "gone"]


class Undone(NamedTuple):
    """The result of an undo or redo."""

    step: Step | None
    """The step that was taken back or made again; None if there was none."""
    skipped: list[str]
    """Labels of steps that no longer fit, because a merge changed their records."""


class Session:
    """One open article and one layer of it. See the module's docstring for threads."""

    def __init__(self, path: Path, document: Document, codebook: Codebook, saver: LayerSaver) -> None:
        self.path = path
        self.document = document
        self.codebook = codebook
        self.layer_id = saver.layer.head.annotator
        self.sidecar = saver.path
        self.store = AnnotationStore.of_kinds(saver.layer.kinds(), length=len(document))
        self.history = History()
        self.language = ""
        """Code of the language that a person noted for the article; empty: found out from the text."""
        self.is_read_blind = False
        """True if the article is in a corpus that is read blind: nothing is proposed in it."""
        self.read_only = ""
        """Why nothing may be changed, in words; empty if it may."""
        self.problems: tuple[str, ...] = ()
        """Sentences about what loading found."""
        self.listener: Callable[[Change], None] | None = None
        """Called with every change: done, undone, redone, merged in."""
        self.is_damaged = False
        """True if the sidecar is damaged and ``layer_files.write_repaired`` would help."""
        self.is_elsewhere = False
        """True if the sidecar is a link that is not followed."""
        self.leads_to = ""
        """The folder outside that a person may allow, if the sidecar is a link into it."""
        self.journal: Journal | None = None
        """Keeps what is done here, whatever becomes of the file; None: nothing keeps it."""
        self._acts_in_task = 0
        self._saver = saver
        self._codebook_since = utc_now()
        self._pending: list[Change] = []
        self.minutes = PendingMinutes()
        """Minutes of activity that are not on the disk."""
        self._fitting = Change()
        """The change that undo or redo found to fit last."""
        self._task: SaveTask | None = None
        self.store.listener = _weakly(self._heard)

    # -- opening -----------------------------------------------------------------

    read_article = staticmethod(read_article)
    read_from_sidecar = staticmethod(read_from_sidecar)

    @staticmethod
    def glance(path: Path, document: Document, layer_id: str, place: Span) -> AnnotationStore:
        """Annotations around a place, without links, to be painted until a large layer is loaded. Blocking, but short.

        Args:
            path: of the article.
            document: its text.
            layer_id: which layer.
            place: what is on the screen, code points.
        """
        found = glance(sidecar_path(Path(path), layer_id), document, place)
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
        opened = open_layer(
            sidecar_path(Path(path), layer_id),
            document,
            layer_id=layer_id,
            codebook=codebook,
            state=state,
            keep_text=keep_text,
        )
        layer = opened.saver.layer
        with bulk_work(len(layer.annotations) + len(layer.links), stays=True):
            session = cls(Path(path), document, codebook, opened.saver)
        session.read_only = opened.barred or read_only
        session.problems = opened.problems
        session.is_damaged = opened.is_damaged
        session.is_elsewhere, session.leads_to = opened.is_elsewhere, opened.leads_to
        return session

    def keep_journal(self, state: Path) -> None:
        """Note from now on in a journal what is done here; nothing is read or written before that.

        Args:
            state: the local state folder.
        """
        self.journal = Journal(
            journal_folder(state, self.sidecar),
            article=self.path,
            layer_id=self.layer_id,
            document=self.document,
            seen=self._saver.seen,
        )
        self._saver.announces = _weakly(self._announce)

    def inherit(self, recalled: Recalled) -> None:
        """Take over what could be undone when the layer was open last."""
        self.history.inherit(recalled.done, recalled.undone)

    def close(self) -> None:
        """Let go of the journal: nothing more is done here."""
        if self.journal is not None:
            self.journal.close()

    def use(self, codebook: Codebook) -> None:
        """Go on with another codebook; annotations, and what can be undone, stay as they are."""
        self.codebook = codebook
        self._codebook_since = utc_now()
        if not self._saver.seen and self._task is None and not self.store.annotations:
            self._saver.begin_under((("id", codebook.id), ("version", codebook.version)))

    @property
    def codebook_use(self) -> CodebookUse:
        """The version of the codebook that the layer was begun under, and the one that applies now."""
        return CodebookUse.of(self._saver.layer.head.codebook, self.codebook, self._codebook_since)

    @property
    def reviewer(self) -> str:
        """The name of a gold layer's reviewer; empty for any other layer, or if the file has none."""
        return self._saver.layer.head.reviewer or ""

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
        whole = self._completed(self.codebook_use.stamped(change))
        if whole:
            self.store.apply(whole)
            step = Step(label, whole, current, hold)
            fate = self.history.record(step)
            if self.journal is not None:
                self.journal.step(step, joins=fate != "new", cancels=fate == "cancelled")

    def undo(self) -> Undone:
        """Take the last step back.

        Raises:
            ChangeRefused: the session is read-only.
        """
        self._refuse_if_read_only()
        step, skipped = self.history.undo(self._fits)
        if step is not None:
            self.store.apply(self._fitting)
        return self._noted(Undone(step, skipped), back=True)

    def redo(self) -> Undone:
        """Make the last step taken back again.

        Raises:
            ChangeRefused: the session is read-only.
        """
        self._refuse_if_read_only()
        step, skipped = self.history.redo(self._fits)
        if step is not None:
            self.store.apply(self._fitting)
        return self._noted(Undone(step, skipped), back=False)

    def pass_over(self, *, back: bool) -> None:
        """Leave the step that undo, or redo, would take next as it is, for good.

        Args:
            back: of undo; False: of redo.
        """
        if self.history.pass_over(back=back) and self.journal is not None:
            self.journal.stepped(back=back, skipped=1, is_made=False)

    # -- saving ------------------------------------------------------------------

    @property
    def is_saved(self) -> bool:
        """True if everything that was done is on disk."""
        return not self._pending and self._task is None

    def begin_save(self, *, looks: bool = False, again: bool = False) -> SaveTask | None:
        """Hand over what was done since the last save; None if there is nothing, or a save is under way.

        Args:
            looks: also take in what others wrote to the file meanwhile.
            again: also write the file if it is gone.
        """
        if self._task is not None or self.read_only or not (self._pending or looks or again):
            return None
        self._acts_in_task = self.journal.acts if self.journal is not None else 0
        self._task = SaveTask(self._saver, self._pending, looks, again, self.minutes.due)
        self._pending = []
        return self._task

    def finish_save(self, saved: Saved) -> Change:
        """Take note of a save that succeeded; what a merge brought in is applied, outside the history.

        Returns:
            What was brought in.
        """
        self._settle(saved.task)
        if saved.result.is_written:
            self.minutes.written(saved.task.minutes)
        if self.journal is not None:
            self.journal.saved(self._acts_in_task, self._saver.seen)
        return self._take_in(saved.result.incoming)

    def fail_save(self, task: SaveTask) -> None:
        """Take note of a save that failed: its changes wait for the next."""
        self._settle(task)
        self._pending = task.changes + self._pending

    def source_state(self) -> SourceState:
        """State of the article's file against what was opened: same, changed or gone. Blocking."""
        try:
            digest = atomic.digest(self.path)
        except OSError:
            return "gone"
        if not digest:
            return "gone"
        return "same" if digest == self.document.source.sha256 else "changed"

    def sidecar_changed(self) -> bool:
        """True if another program has written the sidecar since it was read or written here. Blocking."""
        try:
            if self._saver.seen == "?":  # it was refused; only what opening would read now has changed by that
                with contextlib.suppress(FileNotFoundError):
                    atomic.read_regular(self.sidecar, limit=LARGEST_SIDECAR)
                return True
            return atomic.digest(self.sidecar) != self._saver.seen
        except OSError:
            return self._saver.seen != "?"  # what could not be read before has not changed by that

    def is_gone(self) -> bool:
        """True if the file in which the layer was last read or written is not there any more. Blocking."""
        return self._saver.seen not in ("", "?") and not os.path.lexists(self.sidecar)

    @property
    def was_written_here(self) -> bool:
        """True if this machine's state folder knows an earlier save of the layer."""
        return self._saver.history is not None and bool(layer_history.saves(self._saver.history))

    @property
    def saved_figures(self) -> tuple[str, int] | None:
        """Status and number of annotations of the layer's file as it was last written here; None: it was not."""
        if self.read_only or self._saver.seen in ("", "?"):
            return None
        layer = self._saver.layer
        return layer.facts.status, len(layer.annotations)

    @property
    def unsaved_changes(self) -> list[Change]:
        """Changes made since the last save that ended well."""
        return [*(self._task.changes if self._task is not None else []), *self._pending]

    @property
    def saver(self) -> LayerSaver:
        """The layer's way to disk."""
        return self._saver

    # -- inside ------------------------------------------------------------------

    def _heard(self, change: Change) -> None:
        self._pending.append(change)
        if self.listener is not None:
            self.listener(change)

    def _noted(self, undone: Undone, *, back: bool) -> Undone:
        if self.journal is not None:
            self.journal.stepped(back=back, skipped=len(undone.skipped), is_made=undone.step is not None)
        return undone

    def _announce(self, digest: str) -> None:
        if self.journal is not None:
            self.journal.announce(self._acts_in_task, digest)

    def _fits(self, change: Change) -> bool:
        self._fitting = restamped(self.store, change)
        return self.store.refusal(self._fitting) is None

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ChangeRefused(tr("Nothing can be changed here: {read_only}.", read_only=self.read_only))

    def _settle(self, task: SaveTask) -> None:
        if self._task is task:
            self._task = None

    def _completed(self, change: Change) -> Change:
        """The change with what follows: second readings go with their record, links come back with their ends."""
        waiting = self.store.unplaced
        if not waiting:
            return change
        known = {key_of(record) for record in (*change.removed, *change.added)}
        came = {record.id for record in change.added}
        ends = {record.id for record in change.added if isinstance(record, Annotation)}
        gone = {record.id for record in change.removed} - came
        removed: list[Record] = []
        added: list[Record] = []
        for item in waiting:
            if key_of(item) in known:
                continue
            if item.why == "reading" and shared_id(item) in gone:
                removed.append(item)
            link = link_in(item) if item.why == "end_missing" else None
            if link is not None and {link.from_id, link.to_id} & ends and would_hold(self.store, link, came, gone):
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
        kept = [change for one in pending if (change := _without(one, rebased.skipped))]
        self._pending = [*kept, *_told_again(rebased.skipped), *([Change((), seconds)] if seconds else [])]
        return whole

    def _readings(self, skipped: RecordEdits) -> tuple[Record, ...]:
        """Second readings of what both changed at once."""
        made: dict[Key, Record] = {}
        for held, new in skipped.values():
            if isinstance(held, Annotation) and isinstance(new, Annotation):
                item = second_reading(new, self.document)
                if self.store.record((Unplaced, item.id)) is None:
                    made[key_of(item)] = item
        return tuple(made.values())


def _without(change: Change, skipped: RecordEdits) -> Change:
    """A change that waits, without what is told again: it goes from a state that the file has no more."""
    removed, added = (
        tuple([one for one in records if key_of(one) not in skipped]) for records in (change.removed, change.added)
    )
    return Change(removed, added)


def _told_again(skipped: RecordEdits) -> list[Change]:
    """Changes that the file must be told, because what stands here is not what was merged into it."""
    told = [
        Change((new,) if new is not None else (), (held,) if held is not None else ()) for held, new in skipped.values()
    ]
    return [change for change in told if change]


def _weakly(method: Callable[[_T], object]) -> Callable[[_T], None]:
    """A call of a method that does not hold its object: in a ring, a layer would stay in memory once it is put away."""
    found = WeakMethod(method)

    def call(value: _T) -> None:
        act = found()
        if act is not None:
            act(value)

    return call
