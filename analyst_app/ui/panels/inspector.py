"""The current annotation in full: what its tag means, its values, links and note."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Tag
from analyst_app.core.excerpts import excerpt, set_apart
from analyst_app.core.roles import role_name, value_name
from analyst_app.gestures.tagging import set_value
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.panels.attribute_form import AttributeForm
from analyst_app.ui.panels.note_field import NoteField
from analyst_app.ui.widgets.short_label import ShortLabel
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

_LINES = 3
_WORDS = 45
_MOST_LINKS, _MOST_LINKS_TO = 40, 20
"""Links that are listed: of an annotation, and of those that lead to it."""
_ROWS_AT_ONCE = 8
"""Rows of links that are made in one turn of the window."""


class Inspector(QScrollArea):
    """The right column's lower half."""

    left = Signal()
    """The focus belongs to the text again."""
    digit_pressed = Signal(str)
    """A digit on a button: it sets the value as it does in the text."""

    def __init__(self, bridge: SessionBridge, modes: ModeKeeper, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setObjectName("inspector")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bridge = bridge
        self._forms: dict[str, AttributeForm] = {}
        self._shown_links: list[tuple[Link, str]] = []
        self._next_rows = QTimer(self, singleShot=True, interval=0)
        self._next_rows.timeout.connect(self._add_rows)
        self.title = _plain("inspector_title")
        self.meaning = ShortLabel(_LINES)
        self.meaning.setObjectName("inspector_meaning")
        self.unknown = _plain("inspector_unknown")
        self.unknown.setEnabled(False)
        self.verdict = _plain("inspector_verdict")
        self.note = NoteField(bridge, modes)
        self.note.setMaximumHeight(self.note.fontMetrics().lineSpacing() * 4 + 12)
        self._place = QVBoxLayout()
        self._links = QVBoxLayout()
        self._lay_out()
        self.note.left.connect(self.left)
        bridge.opened.connect(self._forget)
        bridge.codebook_changed.connect(self._show_codebook)
        bridge.current_changed.connect(self._show)
        bridge.changed.connect(lambda _: self._show())
        self._show()

    def focus_first_field(self) -> None:
        """Go to the first value, or to the note where there is none (Enter in the text)."""
        current = self._bridge.current
        if current is None:
            return
        form = self._forms.get(current.tag)
        field = form.first_field() if form else None
        (field or self.note).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_note(self) -> None:
        """Go to the note (M)."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field took it, leads back to the text from a button too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self.digit_pressed.emit(event.text().replace("0", "clear"))
        else:
            super().keyPressEvent(event)

    # -- showing -----------------------------------------------------------------

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 4, 6, 4)
        for part in (self.title, self.meaning):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addWidget(self.unknown)
        column.addWidget(self.verdict)
        column.addLayout(self._links)
        column.addWidget(self.note)
        column.addStretch(1)
        self.setWidget(body)

    def _forget(self) -> None:
        for form in self._forms.values():
            self._place.removeWidget(form)
            form.deleteLater()
        self._forms = {}

    def _show_codebook(self) -> None:
        """Make the fields of tags that are others anew; whoever is in one of them stays in it."""
        session, focused = self._bridge.session, QApplication.focusWidget()
        field = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for tag_id, form in list(self._forms.items()):
            if session is None or session.codebook.tag(tag_id) != form.tag:
                self._place.removeWidget(form)
                form.hide()
                form.deleteLater()
                del self._forms[tag_id]
        self._show()
        current = self._bridge.current
        made = self._forms.get(current.tag) if current is not None else None
        if not field or focused is None or focused.isVisible():
            return
        again = made.findChild(QWidget, field) if made is not None else None
        if again is None:
            self.left.emit()
            return
        again.setFocus()
        if isinstance(again, QLineEdit) and isinstance(focused, QLineEdit):
            again.setCursorPosition(focused.cursorPosition())

    def _show(self) -> None:
        session, current = self._bridge.session, self._bridge.current
        if session is None or current is None:
            self._show_nothing("Click into an annotation to see its values." if session else "")
            return
        tag = session.codebook.tag(current.tag)
        words = set_apart(excerpt(session.document.text, current.span, _WORDS))
        self.title.setText(f"{tag.name if tag else current.tag} · {words}")
        meaning = " ".join(filter(None, (tag.definition, tag.edges))) if tag else "This tag is not in the codebook."
        self.meaning.show_words(meaning)
        self.meaning.setVisible(True)
        self._show_form(tag, current)
        self._show_unknown(tag, current)
        self._show_verdict(current)
        self._show_links(current)
        self.note.setVisible(True)
        self.note.show_note(current)

    def _show_nothing(self, words: str) -> None:
        self.title.setText(words)
        for part in (self.meaning, self.unknown, self.verdict, self.note, *self._forms.values()):
            part.setVisible(False)
        self.note.show_note(None)
        self._set_links([])

    def _show_form(self, tag: Tag | None, current: Annotation) -> None:
        if tag is not None and tag.id not in self._forms:
            form = AttributeForm(tag)
            form.value_set.connect(self._set_value)
            form.left.connect(self.left)
            self._forms[tag.id] = form
            self._place.addWidget(form)
        for tag_id, form in self._forms.items():
            form.setVisible(tag is not None and tag_id == tag.id)
        if tag is not None:
            self._forms[tag.id].show_values(current)

    def _show_unknown(self, tag: Tag | None, current: Annotation) -> None:
        """Values that the codebook does not know: kept, shown grey under their id."""
        lines = []
        for attribute_id, value in current.attributes:
            attribute = tag.attribute(attribute_id) if tag else None
            if attribute is None or (attribute.kind.lists_values and not attribute.takes(value)):
                lines.append(f"{attribute_id}: {value_name(None, value)}")
        self.unknown.setText("\n".join(lines))
        self.unknown.setVisible(bool(lines))

    def _show_verdict(self, current: Annotation) -> None:
        """The verdict on a quote that was held against its source, and a word if the quote has changed since."""
        session, words = self._bridge.session, ""
        if session is not None and any(key == "verified" for key, _ in current.extra):
            from analyst_app.ui.panels.verdict_line import verdict_line

            words = verdict_line(current, current.span.of(session.document.text))
        self.verdict.setText(words)
        self.verdict.setVisible(bool(words))

    def _show_links(self, current: Annotation) -> None:
        session = self._bridge.session
        if session is not None:
            outward = session.store.links_from(current.id, most=_MOST_LINKS)
            self._set_links([*outward, *session.store.links_to(current.id, most=_MOST_LINKS_TO)])

    def _set_links(self, links: list[Link]) -> None:
        current = self._bridge.current
        rows = [(link, self._words_of(link, current)) for link in links]
        if rows == self._shown_links:
            return
        self._shown_links = rows
        while (item := self._links.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self._add_rows()

    def _add_rows(self) -> None:
        """Some of the rows that are still missing; the others follow one portion at a time.

        While workers compute, each call into Qt may wait for the interpreter: sixty rows at once would stop the window.
        """
        current = self._bridge.current
        done = self._links.count()
        for link, words in self._shown_links[done : done + _ROWS_AT_ONCE]:
            self._links.addWidget(self._link_row(link, words, current))
        if done + _ROWS_AT_ONCE < len(self._shown_links):
            self._next_rows.start()

    def _words_of(self, link: Link, current: Annotation | None) -> str:
        session = self._bridge.session
        is_own = current is not None and link.from_id == current.id
        other = session.store.annotation(link.to_id if is_own else link.from_id) if session else None
        role = self._role(link)
        if session is None or other is None:
            return role
        name = set_apart(excerpt(session.document.text, other.span, _WORDS))
        return f"{role} → {name}" if is_own else f"← {role} of {name}"

    def _role(self, link: Link) -> str:
        session = self._bridge.session
        source = session.store.annotation(link.from_id) if session is not None else None
        return role_name(session.codebook.tag(source.tag) if session and source else None, link.role)

    def _link_row(self, link: Link, words: str, current: Annotation | None) -> QWidget:
        row = QWidget()
        is_own = current is not None and link.from_id == current.id
        other = link.to_id if is_own else link.from_id
        go = QPushButton(words.replace("&", "&&"))
        go.setObjectName(f"link_{link.role}")
        go.setFlat(True)
        go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        go.setStyleSheet("text-align: left")
        go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        go.clicked.connect(lambda: self._bridge.set_current(other, reveal=True))
        remove = QToolButton()
        remove.setText("×")
        remove.setAccessibleName(tr("Remove the link {role}", role=self._role(link)))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(lambda: self._bridge.do("Remove link", edits.unlink([link])))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(go, 1)
        line.addWidget(remove)
        return row

    # -- editing -----------------------------------------------------------------

    def _set_value(self, attribute_id: str, value: object) -> None:
        session, current = self._bridge.session, self._bridge.current
        if session is None or current is None:
            return
        tag = session.codebook.tag(current.tag)
        attribute = tag.attribute(attribute_id) if tag else None
        name = attribute.name if attribute else attribute_id
        is_typed = attribute is not None and attribute.kind.parse is not None
        outcome = set_value(current, name, attribute_id, value)
        hold = f"{attribute_id} {current.id}" if is_typed else None
        if not self._bridge.do(outcome.label, outcome.change, hold=hold):
            self._show()
        if not is_typed:
            self.left.emit()


def _plain(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
