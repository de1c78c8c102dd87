"""Verification in the window: the current quote beside its source, and the person's verdict as one Change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.assist.verifying.checked_quotes import (
    VERIFIED,
    CheckedQuote,
    stale_words,
    stored_verdict,
    verified_value,
)
from analyst_app.assist.verifying.verdicts import doubt_words, verdict_words
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, pairs, utc_now
from analyst_app.core.roles import who_links
from analyst_app.corpus.sourcing.attached_sources import Attachment
from analyst_app.export.evidence.evidence_report import quote_marked, source_marked
from analyst_app.gestures.going import neighbour
from analyst_app.language.known_people import actor_of
from analyst_app.session.faults import reason
from analyst_app.ui.verification import verification_work
from analyst_app.ui.verification.source_dialog import SourceDialog
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.session.session import Session
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.verification.verification_panel import VerificationPanel
    from analyst_app.ui.verification.verification_work import ComparedQuote
    from analyst_app.ui.widgets.tasks import Tasks


class Verifying(QObject):
    """Follows the current quote while the pane is open.

    Args:
        panel: shows it.
        bridge: has the session and what is current.
        workplace: knows the opened folder and who reads.
        tasks: compares.
        window: owns the dialog.
    """

    compared = Signal()
    """The answer for the current quote is shown."""

    def __init__(
        self, panel: VerificationPanel, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._panel, self._bridge, self._workplace = panel, bridge, workplace
        self._tasks, self._window = tasks, window
        self._turn = 0
        self._shown: list[CheckedQuote] = []
        self._row = 0
        panel.next_wanted.connect(lambda: self._go(forward=True))
        panel.previous_wanted.connect(lambda: self._go(forward=False))
        panel.store_wanted.connect(self.store)
        panel.other_wanted.connect(self._show_other)
        panel.attach_wanted.connect(self.attach)
        bridge.opened.connect(self._refresh)
        bridge.current_changed.connect(self._refresh)
        bridge.changed.connect(lambda _: self._refresh())

    def open(self) -> None:
        """Show the pane with the current quote, else the next one."""
        session = self._bridge.session
        if session is not None and self._quote() is None:
            self._go(forward=True)
        self._panel.come_up()
        self._refresh()

    def attach(self) -> None:
        """Ask for a source of the current quote, its article or its speaker."""
        session = self._bridge.session
        if session is None:
            self._bridge.say(tr("Open an article first; then attach a source to its quotes."))
            return
        quote = self._quote()
        words = (quote.id, quote.span.of(session.document.text)) if quote is not None else None
        folder = self._folder(session)
        dialog = SourceDialog(folder, words, _speaker(session, quote) if quote is not None else None, self._window)
        dialog.chosen.connect(lambda *chosen: self._attach(dialog, session, *chosen))
        dialog.open()

    def store(self) -> None:
        """Store the verdict that is shown on the quote, and go on to the next."""
        quote = self._quote()
        if quote is None or not self._shown or self._shown[self._row].annotation != quote:
            self._panel.tell(tr("There is no verdict to store yet."))
            return
        row = self._shown[self._row]
        session = self._bridge.session
        if session is None or not verification_work.is_as_compared(session.path, self._opened_folder(session), row):
            self._refresh()
            self._bridge.say(tr("The source has changed since it was compared: nothing was stored. See the verdict."))
            return
        value = verified_value(row, by=self._workplace.annotator, at=utc_now())
        stored = stored_verdict(quote)
        if stored is not None and {**stored, "at": ""} == {**value, "at": ""}:
            self._panel.tell(tr("This verdict is stored already."))
            return
        extra = pairs({**dict(quote.extra), VERIFIED: value})
        verdict = verdict_words(row.judgement.verdict)
        label = tr("Store the verdict “{verdict}”", verdict=verdict)
        if self._bridge.do(label, edits.replace(quote, quote._replace(extra=extra)), current=quote.id):
            self._bridge.say(tr("Stored: {verdict}", verdict=verdict))

    # -- inside ------------------------------------------------------------------------

    def _folder(self, session: Session) -> Path:
        return self._opened_folder(session) or session.path.parent

    def _opened_folder(self, session: Session) -> Path | None:
        folder = self._workplace.folder
        return folder if folder is not None and session.path.is_relative_to(folder) else None

    def _quote(self) -> Annotation | None:
        session, current = self._bridge.session, self._bridge.current
        return current if session is not None and current is not None and current.tag in _tags(session) else None

    def _go(self, *, forward: bool) -> None:
        session = self._bridge.session
        if session is None:
            return
        tags = _tags(session)
        quotes = [one for one in session.store.annotations if one.tag in tags]
        found = neighbour(quotes, current=self._bridge.current, caret=self._bridge.caret, forward=forward)
        if found is not None:
            self._bridge.set_current(found.id, reveal=True)
        elif quotes:
            self._panel.tell(tr("That was the last quote.") if forward else tr("That was the first quote."))

    def _refresh(self) -> None:
        """Compare the current quote anew, if the pane is open."""
        self._turn += 1
        self._shown, self._row = [], 0
        if not self._panel.isVisible():
            return
        session, quote, turn = self._bridge.session, self._quote(), self._turn
        if session is None or quote is None:
            self._panel.say(_nothing(session))
            return
        asked = verification_work.asked_for(session, self._opened_folder(session), quote)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._panel.say(reason(error, session.path))

        def done(found: ComparedQuote) -> None:
            if turn == self._turn:
                self._take(found)

        self._tasks.run_at_rest(self, verification_work.compare, asked, done=done, failed=failed)

    def _take(self, found: ComparedQuote) -> None:
        self._shown, self._row = found.rows, 0
        if self._shown:
            self._show(" · ".join(found.problems))
        elif found.problems:
            self._panel.say(" · ".join(found.problems))
        else:
            words = tr(
                "Nothing is attached to this quote, its article or its speaker: attach a source ({key}).",
                key="Ctrl+Shift+T",
            )
            self._panel.say(words)
        self.compared.emit()

    def _show(self, problems: str = "") -> None:
        row = self._shown[self._row]
        parts = [verdict_words(row.judgement.verdict), *map(doubt_words, row.judgement.doubts)]
        source = tr("another version: {file}", file=row.source.file) if row.source.is_version else row.source.file
        newer = tr("the source has changed since it was attached") if row.is_source_newer else ""
        words = " · ".join(filter(None, [*parts, source, newer, _stored_words(row), problems]))
        self._panel.show_quote(words, quote_marked(row), source_marked(row), has_others=len(self._shown) > 1)

    def _show_other(self) -> None:
        if self._shown:
            self._row = (self._row + 1) % len(self._shown)
            self._show()

    def _attach(
        self, dialog: SourceDialog, session: Session, file: Path, to: Attachment, is_version: bool, words: str
    ) -> None:
        folder = self._folder(session)

        def done(_: object) -> None:
            dialog.accept()
            self._bridge.say(tr("Attached: {file}", file=file.name))
            if not self._panel.isVisible():
                self._panel.come_up()
            self._refresh()

        def work() -> object:
            return verification_work.attach(session.path, folder, file, to, is_version=is_version, words=words)

        self._tasks.run(work, done=done, failed=lambda error: dialog.tell(reason(error, file)), must_end=True)


def _tags(session: Session) -> frozenset[str]:
    codebook = session.codebook
    return frozenset(tag.id for tag in codebook.tags_for("quotation")) or codebook.ids_counted_as("quotation")


def _nothing(session: Session | None) -> str:
    if session is None:
        return tr("Open an article (Ctrl+O) to hold its quotes against their sources.")
    tags = _tags(session)
    if any(one.tag in tags for one in session.store.annotations):
        return tr("Go to a quote: N is the next one.")
    return tr("No quote is tagged in this article yet (Q).")


def _speaker(session: Session, quote: Annotation) -> tuple[str, str] | None:
    """Id, or name, of the quote's first speaker, and the words by which they are shown."""
    for link in who_links(session.store, session.codebook, quote, most=1):
        speaker = session.store.annotation(link.to_id)
        if speaker is not None:
            words = " ".join(speaker.span.of(session.document.text).split())
            name = speaker.attribute("name")
            return actor_of(speaker) or (name if isinstance(name, str) and name else words), words
    return None


def _stored_words(row: CheckedQuote) -> str:
    stored = stored_verdict(row.annotation)
    if stored is None:
        return tr("not stored yet (Enter)")
    stale = stale_words(row.annotation, row.exact, row.text, row.source.id)
    why = {"quote": tr("the quote has changed since"), "source": tr("the source has changed since")}.get(stale, "")
    if not why and stored.get("source") == row.source.id and stored["verdict"] != row.judgement.verdict:
        why = tr("it is judged otherwise now")
    words = tr("stored: {verdict}", verdict=verdict_words(str(stored["verdict"])))
    return f"{words} – {why}" if why else words
