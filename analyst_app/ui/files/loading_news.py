"""Bars about what loading a layer found: problems, damage, a codebook that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.widgets.message import BarChoice, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.articles import FoundCodebook
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.open_failures import LinkOffer
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.widgets.message import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks

_MOST_SENTENCES = 5


class LoadingNews(QObject):
    """Tells what was found, and offers what to do about it."""

    check_wanted = Signal(object)
    """The files of an article are to be checked: its Path."""

    def __init__(self, desk: Desk, bars: MessageBars, tasks: Tasks, links: LinkOffer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bars, self._tasks, self._links = desk, bars, tasks, links
        desk.loaded.connect(self._on_loaded)

    def _on_loaded(self, loaded: Loaded) -> None:
        session, found = loaded.session, loaded.found
        if found.problem:
            self._tell_codebook(found)
        if session.is_elsewhere:
            self._links.show("link", f"{session.read_only}.", session.leads_to, self._desk.reload)
        if session.is_damaged:
            self._tell_damage(session)
        elif session.problems:
            self._bars.show_bar("problems", _in_short(session.problems), [self._check(session)])

    def _check(self, session: Session) -> BarChoice:
        return tr("Check…"), lambda: self.check_wanted.emit(session.path)

    def _tell_damage(self, session: Session) -> None:
        repair = ("Write a repaired copy", lambda: self._repair(session))
        words = f"{session.read_only}. It stays as it is until you say otherwise; a repaired copy keeps it beside."
        self._bars.show_bar("damaged", words, [repair, self._check(session)])

    def _repair(self, session: Session) -> None:
        from analyst_app.session.layer_files import write_repaired

        def done(kept: Path) -> None:
            self._bars.show_bar("damaged", f"Repaired. The damaged file is kept as {shown_name(kept.name)}.")
            self._desk.reload()

        def failed(error: Exception) -> None:
            self._bars.report("disk", error, session.path)

        self._tasks.run(write_repaired, session, done=done, failed=failed, must_end=True)

    def _tell_codebook(self, found: FoundCodebook) -> None:
        order = self._desk.order
        if order is None:
            return
        words = f"{found.problem} " + (
            "The last good one is used." if found.is_last_good else "Until it is mended this article is read-only."
        )
        if found.leads_to:
            self._links.show("codebook", words, found.leads_to, self._desk.reload)
            return
        built_in = order._replace(built_in=True)
        self._bars.show_bar("codebook", words, [("Use the built-in codebook", lambda: self._desk.open(built_in))])


def _in_short(sentences: Sequence[str]) -> str:
    """The first few sentences, and the number of the others."""
    more = len(sentences) - _MOST_SENTENCES
    return "\n".join(sentences[:_MOST_SENTENCES]) + (f"\n… and {more} more" if more > 0 else "")
