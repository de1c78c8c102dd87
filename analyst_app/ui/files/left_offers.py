"""Offers what an earlier run never got to disk: of the open layer, and, by name, of articles that are not open."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal

from analyst_app.core.annotation import Unplaced
from analyst_app.core.store import Change
from analyst_app.errors import ChangeRefused
from analyst_app.session import journal_threads
from analyst_app.ui.files.loading_news import waiting_words
from analyst_app.ui.files.opening import Order
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, moment, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analyst_app.session.bring_back import BroughtBack
    from analyst_app.session.journal import LeftWork, Recalled
    from analyst_app.session.journal_lines import JournalLine
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

_MATTER, _OTHERS, _LOST = "left_work", "left_elsewhere", "left_lost"
_MOST_BUTTONS = 3
_STRIP_SECONDS = 30


class LeftOffers(QObject):
    """Asks each opened layer's journal what it knows of earlier runs.

    Args:
        desk: opens layers.
        bridge: shows one.
        bars: the offers.
        tasks: to read with.
        state: the local state folder.
    """

    _recalled = Signal(object, object)
    """A Session and what its journal knows; from the journal's thread."""
    _failed = Signal(str)
    """A journal cannot be written: a sentence, from the journal's thread."""

    def __init__(self, desk: Desk, bridge: SessionBridge, bars: MessageBars, tasks: Tasks, state: Path) -> None:
        super().__init__(bars)
        self._desk, self._bridge, self._bars, self._tasks, self._state = desk, bridge, bars, tasks, state
        self._known: WeakKeyDictionary[Session, tuple[LeftWork, ...]] = WeakKeyDictionary()
        """By each session that was asked, what is still left of it."""
        self._elsewhere: list[LeftWork] | None = None
        """Work that other journals than an open layer's hold, until it is settled; None: not looked for yet."""
        self._offered: set[Path] = set()
        """Files of such work that has been offered with its layer."""
        self._gone: frozenset[Path] = frozenset()
        """Articles of such work that are no more where they were."""
        self._stray: WeakKeyDictionary[Session, str] = WeakKeyDictionary()
        """By each session, the file whose layer may be taken into it first; empty: none. Absent: not known yet."""
        self._pressed: Session | None = None
        """The session whose work is wanted as soon as that is known."""
        self._recalled.connect(self._on_recalled, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(bridge.say, Qt.ConnectionType.QueuedConnection)
        journal_threads.listen(self._failed.emit)
        desk.loaded.connect(self._on_loaded)
        desk.closed.connect(self._look_elsewhere)

    # -- the open layer --------------------------------------------------------

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        if session.journal is None:
            return
        if session in self._known:
            self._offer(session)
        else:
            session.journal.recall(lambda recalled: self._recalled.emit(session, recalled))

    def _on_recalled(self, session: Session, recalled: Recalled) -> None:
        from analyst_app.session.bring_back import BroughtBack  # it was loaded with the layer

        session.inherit(recalled)
        if session is self._bridge.session:
            self._bridge.recorded.emit()  # the menus say what can be undone
            if recalled.dropped:
                self._bridge.say(
                    tr(
                        "{n} earlier step no longer fits: the article or the layer was changed elsewhere since."
                        "|{n} earlier steps no longer fit: the article or the layer was changed elsewhere since.",
                        recalled.dropped,
                    )
                )
        if recalled.lost and session is self._bridge.session:
            self._bars.show_bar(_LOST, what_came(BroughtBack(Change(), lost=recalled.lost)))
        self._known[session] = ()
        self._take_up(session, recalled.left)
        self._offer(session)
        self._look_elsewhere()

    def _take_up(self, session: Session, works: Sequence[LeftWork]) -> None:
        """Have work on offer that is not in the layer yet; of one that cannot be read nobody knows what is."""
        from analyst_app.session import left_work
        from analyst_app.session.bring_back import returned

        wanted = list(self._known[session])
        for work in works:
            if session.read_only or returned(session.store, session.document, work):
                wanted.append(work)
            else:
                left_work.settle_later(work)  # it is all there
                self._forget([work])
        self._known[session] = tuple(wanted)

    def _offer(self, session: Session) -> None:
        works = self._known[session]
        if not works or session is not self._bridge.session:
            return
        words = tr(
            "{n} change of {when} never reached {name}.|{n} changes of {when} never reached {name}.",
            sum(work.acts for work in works),
            when=_in_words(max(work.when for work in works)),
            name=shown_name(session.path.name),
        )
        if self._stray.get(session):
            words += " " + _words_on_stray(self._stray[session])
        choices = [
            (tr("Bring back"), lambda: self._bring_back(session)),
            (tr("Look…"), lambda: self._look(session)),
            (tr("Discard"), lambda: self._discard(session)),
        ]
        self._bars.show_bar(_MATTER, words, choices)

    def wait_for(self, session: Session, stray: str) -> None:
        """Bring nothing back before a layer that was left behind is taken: the work may have been done on it.

        Args:
            session: the layer that it may be taken into.
            stray: the file's name; empty: there is none, or a person has answered.
        """
        was = self._stray.get(session, "")
        self._stray[session] = stray
        if stray != was and session in self._known and self._bars.words(_MATTER):
            self._offer(session)
        if self._pressed is session:
            self._pressed = None
            self._bring_back(session)

    def _bring_back(self, session: Session) -> None:
        from analyst_app.session import left_work
        from analyst_app.session.bring_back import returned_together, without

        if session is not self._bridge.session:
            return
        if session not in self._stray:
            self._pressed = session  # the folder is being looked through
            return
        if self._stray[session]:
            self._bridge.say(_words_on_stray(self._stray[session]))
            self._offer(session)
            return
        works = self._known[session]
        here, moves = without(works, _takes_away)
        try:
            found = returned_together(session.store, session.document, here)
        except ChangeRefused as refusal:
            self._bridge.refuse(str(refusal))
            self._offer(session)
            return
        if not self._bridge.do(tr("Bring back"), found.change):
            self._offer(session)
            return
        for work in works:
            (left_work.put_by_later if found.left_out or found.lost or moves else left_work.settle_later)(work)
        self._known[session] = ()
        self._forget(works)
        words = " ".join([what_came(found), *_words_on_moves(moves)])
        self._bridge.say(words)
        if found.left_out or found.lost or moves:
            self._bars.show_bar(_MATTER, words)

    def _forget(self, works: Sequence[LeftWork]) -> None:
        """Take work that is settled out of what is offered once its article is opened."""
        settled = {work.path for work in works}
        if self._elsewhere is not None:
            self._elsewhere = [work for work in self._elsewhere if work.path not in settled]

    def _look(self, session: Session) -> None:
        from analyst_app.ui.files.left_work_dialog import LeftWorkDialog

        dialog = LeftWorkDialog(self._known[session], shown_name(session.path.name), self._bars.window())
        dialog.wanted.connect(lambda: self._bring_back(session))
        dialog.discarded.connect(lambda: self._discard(session))
        dialog.put_off.connect(lambda: self._offer(session))
        dialog.open()

    def _discard(self, session: Session) -> None:
        from analyst_app.session import left_work

        works = self._known[session]

        def done(gone: list[LeftWork]) -> None:
            self._known[session] = ()
            self._forget(works)
            again = [(tr("Have it again"), lambda: self._regain(session, gone, works))]
            self._bars.show_bar(_MATTER, tr("Discarded."), again, seconds=_STRIP_SECONDS)

        self._tasks.run(lambda: [left_work.discard(work) for work in works], done=done, failed=self._report)

    def _regain(self, session: Session, gone: Sequence[LeftWork], works: Sequence[LeftWork]) -> None:
        from analyst_app.session import left_work

        def done(found: list[LeftWork]) -> None:
            self._known[session] = tuple(found)
            self._elsewhere = [*(self._elsewhere or ()), *_strange(session, found)]
            self._offer(session)

        self._tasks.run(
            lambda: [left_work.regain(one, work.path) for one, work in zip(gone, works, strict=True)],
            done=done,
            failed=self._report,
        )

    def _report(self, error: Exception) -> None:
        self._bars.report(_MATTER, error)

    # -- articles that are not open ----------------------------------------------

    def _look_elsewhere(self) -> None:
        if self._elsewhere is None:
            self._elsewhere = []
            self._tasks.run(_left_with_gone, self._state, done=self._on_found)
        else:
            self._tell_elsewhere(self._elsewhere)

    def _on_found(self, found: tuple[list[LeftWork], frozenset[Path]]) -> None:
        works, self._gone = found
        self._tell_elsewhere(works)

    def _is_moved_here(self, work: LeftWork, session: Session) -> bool:
        """True if work was done on the open text, in a layer of this name, and its article is no more where it was."""
        return work.article in self._gone and (work.text_sha256, work.layer_id) == (
            session.document.sha256,
            session.layer_id,
        )

    def _tell_elsewhere(self, works: list[LeftWork]) -> None:
        order, session = self._desk.order, self._bridge.session
        opened = (order.path, order.layer_id) if order is not None else None
        here: list[LeftWork] = []
        if session is not None and session in self._known and (session.path, session.layer_id) == opened:
            here = [
                work for work in works if (work.article, work.layer_id) == opened or self._is_moved_here(work, session)
            ]
            strange = _strange(session, here)
            known = {work.path for work in self._known[session]}
            self._elsewhere = [work for work in works if work not in here or work in strange]  # may be opened anew
            self._offered.update(work.path for work in strange)
            new = [work for work in strange if work.path not in known]
            if new:
                self._take_up(session, new)
                self._offer(session)
        else:
            self._elsewhere = list(works)
        others = [work for work in works if work not in here and work.path not in self._offered]
        keys = [(work.article, work.layer_id) for work in others]
        orders = {key: Order(*key) for key in keys if key != opened}
        if not orders:
            return
        names = [shown_name(article.name) for article, _ in orders]
        shown = in_row(names[:_MOST_BUTTONS])
        if len(names) > _MOST_BUTTONS:
            shown = tr("{names} and {n} other|{names} and {n} others", len(names) - _MOST_BUTTONS, names=shown)
        choices = [
            (tr("Open {name}", name=name), lambda order=order: self._desk.open(order))
            for name, order in list(zip(names, orders.values(), strict=True))[:_MOST_BUTTONS]
        ]
        self._bars.show_bar(_OTHERS, tr("Work of an earlier run never reached {names}.", names=shown), choices)


def _strange(session: Session, works: Sequence[LeftWork]) -> list[LeftWork]:
    """Work that another journal than a layer's own holds: by the key of a link, or of an old name."""
    own = session.journal.path.parent if session.journal is not None else None
    return [work for work in works if work.path.parent != own]


def _left_with_gone(state: Path) -> tuple[list[LeftWork], frozenset[Path]]:
    """In a worker: the work that was left on layers that are not open, and those of its articles that are gone."""
    from analyst_app.session import left_work

    works = left_work.left_behind(state)
    return works, frozenset(work.article for work in works if not os.path.lexists(work.article))


def _takes_away(line: JournalLine) -> bool:
    """True of the half of a move that takes annotations away here: the other half may never have come to be."""
    from analyst_app.gestures.moving import move_in

    half = move_in(line.label)
    return half is not None and half.is_leaving != line.back


def _words_on_moves(count: int) -> list[str]:
    if not count:
        return []
    return [
        tr(
            "{n} move out of this article was not made again, for what it moved might be nowhere then. Move it anew."
            "|{n} moves out of this article were not made again, for what they moved might be nowhere then. "
            "Move it anew.",
            count,
        )
    ]


def _words_on_stray(name: str) -> str:
    return tr("First take the layer of {name}, or close that bar: this work may have been done on it.", name=name)


def what_came(found: BroughtBack) -> str:
    """The result of bringing back, in words."""
    words = [tr("Brought back. Undo takes it away again.")] if found.change else []
    waiting = waiting_words(sum(isinstance(record, Unplaced) for record in found.change.added))
    if waiting:
        words.append(waiting)
    if found.twins:
        words.append(
            tr(
                "{n} annotation stands there already, with the same tag on the same words."
                "|{n} annotations stand there already, with the same tag on the same words.",
                found.twins,
            )
        )
    if found.left_out:
        words.append(
            tr(
                "{n} record was left out, because it was changed elsewhere since."
                "|{n} records were left out, because they were changed elsewhere since.",
                found.left_out,
            )
        )
    if found.lost:
        words.append(
            tr(
                "{n} record could not be understood and was left out."
                "|{n} records could not be understood and were left out.",
                found.lost,
            )
        )
    if found.left_out or found.lost:
        words.append(tr("The note of this work is kept for 30 days."))
    return " ".join(words)


def _in_words(when: float) -> str:
    """A time of today, or a date."""
    return moment(time.localtime(when), time.localtime())
