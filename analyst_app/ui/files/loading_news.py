"""Bars about what loading a layer found: problems, damage, a codebook that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import localtime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from analyst_app.core.annotation import Unplaced
from analyst_app.ui.widgets.message import BarChoice, shown_name
from analyst_app.wording import moment, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.corpus.articles import FoundCodebook
    from analyst_app.session.earlier_saves import SavedState
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.open_failures import LinkOffer
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.widgets.tasks import Tasks

_MOST_SENTENCES = 5


class LoadingNews(QObject):
    """Tells what was found, and offers what to do about it."""

    check_wanted = Signal(object)
    """The files of an article are to be checked: its Path."""
    history_wanted = Signal()
    """The earlier saves of the open layer are to be shown."""
    built_in_wanted = Signal(object)
    """The built-in codebook is to be used instead of a file with errors: its Path."""

    def __init__(self, desk: Desk, bars: MessageBars, tasks: Tasks, links: LinkOffer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bars, self._tasks, self._links = desk, bars, tasks, links
        self._session: Session | None = None
        """The layer that the bars are about."""
        self._told_odd: set[tuple[Path | None, tuple[int, int] | None]] = set()
        """The codebooks, by file and state, whose oddities were told."""
        desk.loaded.connect(self._on_loaded)

    def _on_loaded(self, loaded: Loaded) -> None:
        session, found = loaded.session, loaded.found
        self._session = session
        if found.problem:
            self.tell_codebook(found)
        else:
            self.tell_odd(found)
        if session.is_elsewhere:
            self._links.show(
                "link", f"{session.read_only}.", session.leads_to, self._desk.reload, [self._check(session)]
            )
        for kind, error in loaded.refused.items():
            self._links.show(kind, str(error), error.folder, self._desk.reload, [self._check(session)])
        if not (loaded.saved_at or session.read_only or session.store.annotations):
            self._look_for_lost(session)
        if not session.document.text.strip():
            words = tr("{article} has no text: there is nothing to mark in it.", article=session.path.name)
            self._bars.show_bar("no_text", words)
        if session.is_damaged:
            self._tell_damage(session)
        else:
            self._tell_problems(session)

    def note_change(self, change: Change) -> None:
        """Tell anew what waits: it has become more or less."""
        if self._session is not None and self._bars.words("problems") and any(change.of(Unplaced)):
            self._tell_problems(self._session)

    def _tell_problems(self, session: Session) -> None:
        waiting = waiting_words(len(session.store.unplaced))
        sentences = [*session.problems, *([waiting] if waiting else [])]
        if sentences:
            self._bars.show_bar("problems", _in_short(sentences), [self._check(session)])
        else:
            self._bars.hide_bar("problems")

    def _look_for_lost(self, session: Session) -> None:
        """A layer without a file that this machine has saved before: tell of its last save, in which its tags are."""
        from analyst_app.session.earlier_saves import history_of

        def tell(states: Sequence[SavedState]) -> None:
            if session is self._session and not session.store.annotations and states and states[0].count:
                gone = tr("{name} is gone from its folder.", name=session.sidecar.name)
                history = (tr("History…"), self.history_wanted.emit)
                self._bars.show_bar("lost", " ".join([gone, *_of_history(states)]), [history])

        self._tasks.run(history_of, session, done=tell)

    def _check(self, session: Session) -> BarChoice:
        return tr("Check…"), lambda: self.check_wanted.emit(session.path)

    def _tell_damage(self, session: Session) -> None:
        from analyst_app.session.earlier_saves import history_of

        def show(states: Sequence[SavedState]) -> None:
            if session is not self._session or not self._bars.words("damaged"):
                return
            repair = (tr("Write a repaired copy"), lambda: self._repair(session, states))
            said = " ".join([words, *_of_history(states)])
            self._bars.show_bar("damaged", said, [repair, self._check(session)])

        words = tr(
            "{reason}. It stays as it is until you say otherwise; a repaired copy keeps it beside.",
            reason=session.read_only,
        )
        self._bars.show_bar("damaged", words)
        show([])
        self._tasks.run(history_of, session, done=show)

    def _repair(self, session: Session, states: Sequence[SavedState]) -> None:
        from analyst_app.session.layer_files import write_repaired

        def done(kept: Path) -> None:
            words = tr("Repaired. The damaged file is kept as {name}.", name=shown_name(kept.name))
            history = [(tr("History…"), self.history_wanted.emit)] if states else []
            self._desk.loaded.connect(  # once it is read anew: opening takes bars away
                lambda _: self._bars.show_bar("damaged", " ".join([words, *_of_history(states)]), history),
                Qt.ConnectionType.SingleShotConnection,
            )
            self._desk.reload()

        def failed(error: Exception) -> None:
            self._bars.report("disk", error, session.path)

        self._tasks.run(write_repaired, session, done=done, failed=failed, must_end=True)

    def tell_odd(self, found: FoundCodebook) -> None:
        """Tell once of what a codebook's file says and nothing does: an odd reason, a part that there is not."""
        problems, state = found.codebook.problems, (found.path, found.stamp)
        if not problems or found.path is None or state in self._told_odd:
            return
        self._told_odd.add(state)
        more = len(problems) - 1
        words = f"{shown_name(found.path.name)}: {problems[0]}."
        if more:
            words = tr("{words} And {n} more of the kind.|{words} And {n} more of the kind.", more, words=words)
        session = self._session
        self._bars.show_bar("codebook_odd", words, [self._check(session)] if session is not None else [])

    def tell_codebook(self, found: FoundCodebook) -> None:
        """Tell of a codebook's file that cannot be used, and of what is used instead."""
        choice = (tr("Use the built-in codebook"), lambda: self.built_in_wanted.emit(found.path))
        if found.is_last_good:
            outcome = tr("The last good one is used.")
        elif found.leads_to:
            outcome = tr("Until you allow that, or choose the built-in one, this article is read-only.")
        else:
            outcome = tr("Until it is mended this article is read-only.")
        words = f"{found.problem} {outcome}"
        if found.leads_to:
            self._links.show("codebook", words, found.leads_to, self._desk.reload, [choice])
        else:
            self._bars.show_bar("codebook", words, [choice])


def waiting_words(count: int) -> str:
    """A sentence about items that wait; empty if none does."""
    if not count:
        return ""
    return tr(
        "{n} item waits for a place in the text or for a choice: Annotate ▸ Go (Shift+U) leads there."
        "|{n} items wait for a place in the text or for a choice: Annotate ▸ Go (Shift+U) leads there.",
        count,
    )


def _of_history(states: Sequence[SavedState]) -> list[str]:
    if not states:
        return []
    when = moment(localtime(states[0].when), localtime())
    return [
        tr(
            "A whole save of {when}, with {n} annotation, is in its history."
            "|A whole save of {when}, with {n} annotations, is in its history.",
            states[0].count,
            when=when,
        )
    ]


def _in_short(sentences: Sequence[str]) -> str:
    """The first few sentences, and the number of the others."""
    more = len(sentences) - _MOST_SENTENCES
    return "\n".join(sentences[:_MOST_SENTENCES]) + ("\n" + tr("… and {more} more", more=more) if more > 0 else "")
