"""The current annotation in full: what its tag means, its values, links and note."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Tag
from analyst_app.core.excerpts import excerpt, set_apart
from analyst_app.core.roles import role_name, who_role
from analyst_app.gestures.spoken_by import speaker_of
from analyst_app.gestures.tagging import set_value
from analyst_app.language.snapping import count_words
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.frame.page_focus import order_tabs
from analyst_app.ui.panels.fields.tag_head import TagHead
from analyst_app.ui.panels.rows.paragraph_numbers import ParagraphNumbers
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.panels.attribute_form import AttributeForm
    from analyst_app.ui.panels.fields.annotation_sentences import AnnotationSentences
    from analyst_app.ui.panels.fields.field_row import FieldRow
    from analyst_app.ui.panels.fields.link_pills import LinkPills, ShownLink
    from analyst_app.ui.panels.fields.tag_meaning import TagMeaning
    from analyst_app.ui.panels.fields.unknown_values import UnknownValues
    from analyst_app.ui.panels.note_field import NoteField

_MOVES = (QEvent.Type.FocusIn, QEvent.Type.Resize, QEvent.Type.Move)
_WORDS = 45
_MOST_COUNTED = 20_000
"""Characters of an annotation whose words are counted."""
_MOST_LINKS, _MOST_LINKS_TO = 40, 20
"""Links that are listed: of an annotation, and of those that lead to it."""


class Inspector(QScrollArea):
    """The right column's lower half. What shows an annotation is made when the first is shown."""

    left = Signal()
    """The focus belongs to the text again."""
    digit_pressed = Signal(str)
    """A digit on a button: it sets the value as it does in the text."""
    link_wanted = Signal()
    """The current annotation is to be linked."""
    menu_wanted = Signal(object, QPoint)
    """The menu of an annotation, at a place on the screen."""
    said_by_wanted = Signal(object)
    """All that a person says is to be listed; an annotation of her."""

    def __init__(self, bridge: SessionBridge, modes: ModeKeeper, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setObjectName("inspector")
        self.setAccessibleName(tr("The current annotation"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bridge, self._modes = bridge, modes
        self._has_fields = False
        self._forms: dict[str, AttributeForm] = {}
        self._shown: tuple[object, ...] = ()
        """All that is shown is made of these; empty: of nothing that is known."""
        self._numbers: ParagraphNumbers | None = None
        self.head = TagHead(looks)
        self._body, self._place = QWidget(), QVBoxLayout()
        self._column = QVBoxLayout(self._body)
        self._lay_out()
        self.head.menu_wanted.connect(lambda place: self.menu_wanted.emit(self._bridge.current, place))
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        looks.changed.connect(self._show)
        bridge.opened.connect(self._forget)
        bridge.codebook_changed.connect(self._show_codebook)
        bridge.current_changed.connect(self._follow)
        bridge.changed.connect(lambda _: self._follow())
        self._show()

    @cached_property
    def meaning(self) -> TagMeaning:
        """The meaning of the tag of an annotation."""
        from analyst_app.ui.panels.fields.tag_meaning import TagMeaning

        return TagMeaning(self._looks)

    @cached_property
    def who(self) -> LinkPills:
        """The speakers."""
        from analyst_app.ui.panels.fields.link_pills import LinkPills

        return LinkPills(self._looks, has_button=True)

    @cached_property
    def links(self) -> LinkPills:
        """The other links."""
        from analyst_app.ui.panels.fields.link_pills import LinkPills

        return LinkPills(self._looks)

    @cached_property
    def unknown(self) -> UnknownValues:
        """The values that the codebook does not have."""
        from analyst_app.ui.panels.fields.unknown_values import UnknownValues

        return UnknownValues(self._looks)

    @cached_property
    def sentences(self) -> AnnotationSentences:
        """The sentences about a quote's source, and about the version of the codebook."""
        from analyst_app.ui.panels.fields.annotation_sentences import AnnotationSentences

        return AnnotationSentences(self._looks)

    @cached_property
    def note(self) -> NoteField:
        """The note on an annotation."""
        from analyst_app.ui.panels.note_field import NoteField

        return NoteField(self._bridge, self._modes)

    @cached_property
    def _note_row(self) -> FieldRow:
        """The note with its label."""
        from analyst_app.ui.panels.fields.field_row import FieldRow

        return FieldRow(self._looks, tr("Note"), self.note)

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
        if self._bridge.current is not None:
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
        body, column, sizes = self._body, self._column, self._looks.sizes
        body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the pane
        column.setContentsMargins(sizes.space(2), sizes.space(1), sizes.space(1), sizes.space(1))
        column.setSpacing(sizes.space(0))
        column.addWidget(self.head)
        column.addLayout(self._place)
        column.addStretch(1)
        self.setWidget(body)

    def _make_fields(self) -> None:
        """Make what shows an annotation: the first is about to be shown."""
        if self._has_fields:
            return
        self._has_fields = True
        for part in self._parts:
            self._column.insertWidget(self._column.count() - (2 if part in (self.meaning, self.who) else 1), part)
            part.hide()
        self._join()
        self._fit_meaning()

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        """The parts that show an annotation, from the top, without its values, which stand after the first two."""
        return self.meaning, self.who, self.unknown, self.links, self.sentences, self._note_row

    def _join(self) -> None:
        for rows in (self.who, self.links):
            rows.chosen.connect(lambda other: self._bridge.set_current(other, reveal=True))
            rows.removed.connect(self._unlink)
            rows.menu_wanted.connect(self._show_link_menu)
            rows.wanted.connect(self.link_wanted)
        self.unknown.removed.connect(self._set_value)
        self.note.left.connect(self.left)
        self.note.installEventFilter(self)
        self.note.cursorPositionChanged.connect(self._keep_note_in_sight)

    def _fit_meaning(self) -> None:
        """In a low window the definition takes one line."""
        self.meaning.set_low(self.window().height() < self._looks.sizes.height("low_window"))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next field from top to bottom, whenever it was made; after the last, to the next pane."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._has_fields:
            self._fit_meaning()
        super().resizeEvent(event)
        self._keep_in_sight()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note comes into sight with the keyboard, and stays there as it grows or is moved."""
        if self._has_fields and watched is self.note and event.type() in _MOVES:
            self._keep_note_in_sight()
        return super().eventFilter(watched, event)

    def _follow_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        """Have the field seen that the keyboard has come to; under the mouse nothing moves."""
        if not QApplication.mouseButtons():
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to the field that has the keyboard, if it is one of these."""
        field = QApplication.focusWidget()
        if self._has_fields and field is self.note:
            self._keep_note_in_sight()
        elif field is not None and self._body.isAncestorOf(field):
            self.ensureWidgetVisible(field, 0, self._looks.sizes.space(1))

    def _keep_note_in_sight(self) -> None:
        """Scroll to all of the note, or to its caret where there is no room for all, if it has the keyboard."""
        note = self.note if self._has_fields else None
        if note is not None and note.hasFocus():
            middle = note.mapTo(self._body, note.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, note.height() // 2 + self._looks.sizes.space(1))
            self.ensureWidgetVisible(note, 0, 0)

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

    def _follow(self) -> None:
        """Show what is current, if something of it is another than before."""
        session, current = self._bridge.session, self._bridge.current
        links = self._links_of(session, current) if session is not None and current is not None else []
        shown = (session, session.codebook if session is not None else None, current, links)
        if shown == self._shown:
            return
        self._shown = shown
        self._column.setEnabled(False)  # parts that come and go: they are laid out once, after all of them
        if session is not None and current is not None:
            self._show_annotation(session, current, links)
        else:
            self._show_nothing(tr("Click into an annotation to see its values.") if session else "")
        self._column.setEnabled(True)
        if self.isVisible():
            self.event(QEvent(QEvent.Type.LayoutRequest))  # first the height of all of them, then their places in it
            self._column.activate()

    def _show_annotation(self, session: Session, current: Annotation, links: list[ShownLink]) -> None:
        from analyst_app.ui.panels.fields.unknown_values import unknown_values

        self._make_fields()
        tag, text = session.codebook.tag(current.tag), session.document.text
        place = tr("¶ {number}", number=self._paragraph(text, current.start))
        if current.end - current.start <= _MOST_COUNTED:
            place += " · " + tr("{n} word|{n} words", count_words(text, current.span))
        look = self._looks.colours.tag_looks(session.codebook).get(current.tag, self._looks.colours.unknown_look)
        self.head.show_tag(tag.name if tag else current.tag, place, look)
        meaning = " ".join(filter(None, (tag.definition, tag.edges))) if tag else tr("This tag is not in the codebook.")
        self.meaning.show_words(meaning)
        self.meaning.setVisible(True)
        self._show_form(tag, current)
        self.unknown.show_values(unknown_values(tag, current))
        self.sentences.show_of(session, current)
        self._show_links(tag, links)
        self._note_row.setVisible(True)
        self.note.show_note(current)
        self._align(tag)

    def _show(self) -> None:
        """Show what is current, whatever is shown."""
        self._shown = ()
        self._follow()

    def _show_nothing(self, words: str) -> None:
        self.head.show_words(words)
        for form in self._forms.values():
            form.setVisible(False)
        if self._has_fields:
            for part in self._parts:
                part.setVisible(False)
            self.note.show_note(None)

    def _paragraph(self, text: str, place: int) -> int:
        if self._numbers is None or self._numbers.text is not text:
            self._numbers = ParagraphNumbers(text)
        return self._numbers.number(place)

    def _align(self, tag: Tag | None) -> None:
        """Give all labels the width of the widest, within bounds."""
        form = self._forms.get(tag.id) if tag is not None else None
        labels = [*self.who.labels, *self.links.labels, *self.unknown.labels, *(form.labels if form else ())]
        sizes = self._looks.sizes
        widest = round(max((sizes.advance("secondary", label) for label in labels), default=0)) + 2
        width = min(max(widest, sizes.width("field_label")), sizes.width("widest_field_label"))
        for part in (self.who, self.links, self.unknown, self._note_row, *([form] if form else ())):
            part.set_label_width(width)

    def _show_form(self, tag: Tag | None, current: Annotation) -> None:
        if tag is not None and tag.id not in self._forms:
            from analyst_app.ui.panels.attribute_form import AttributeForm

            form = AttributeForm(tag, self._looks)
            form.value_set.connect(self._set_value)
            form.left.connect(self.left)
            self._forms[tag.id] = form
            self._place.addWidget(form)
        if tag is not None:
            self._forms[tag.id].show_values(current)  # rows that come and go before they are seen
        for tag_id, form in self._forms.items():
            form.setVisible(tag is not None and tag_id == tag.id and bool(tag.attributes))

    def _links_of(self, session: Session, current: Annotation) -> list[ShownLink]:
        """The links of an annotation, then those that lead there."""
        outward = session.store.links_from(current.id, most=_MOST_LINKS)
        inward = session.store.links_to(current.id, most=_MOST_LINKS_TO)
        looks = self._looks.colours.tag_looks(session.codebook)
        return [self._read(session, link, current, looks) for link in (*outward, *inward)]

    def _show_links(self, tag: Tag | None, shown: list[ShownLink]) -> None:
        """Show the speaker first, then the other links, then those that lead here."""
        said_by = who_role(tag)
        label = _capital(said_by.name) if said_by is not None else ""
        self.who.show_links([one for one in shown if one.label == label], label)
        self.links.show_links(sorted((one for one in shown if one.label != label), key=lambda one: one.label))

    def _read(self, session: Session, link: Link, current: Annotation, looks: dict[str, TagLook]) -> ShownLink:
        """A link as it is read from the current annotation."""
        from analyst_app.ui.panels.fields.link_pills import ShownLink

        is_own = link.from_id == current.id
        other_id = link.to_id if is_own else link.from_id
        other, role = session.store.annotation(other_id), self._role(link)
        look = looks.get(other.tag) if other is not None else None
        words = excerpt(session.document.text, other.span, _WORDS) if other is not None else role
        name = set_apart(words)
        label = _capital(role) if is_own else tr("{role} of", role=_capital(role))
        heard = f"{role} → {name}" if is_own else tr("{role} of {name}", role=role, name=name)
        return ShownLink(link, label, words, heard, role, other_id, look or self._looks.colours.unknown_look)

    def _role(self, link: Link) -> str:
        session = self._bridge.session
        source = session.store.annotation(link.from_id) if session is not None else None
        return role_name(session.codebook.tag(source.tag) if session and source else None, link.role)

    def _show_link_menu(self, one: ShownLink, place: QPoint) -> None:
        session = self._bridge.session
        other = session.store.annotation(one.other) if session is not None else None
        if session is None or other is None:
            return
        menu = QMenu(self)
        menu.setObjectName("link_menu")
        menu.addAction(tr("&Go to it")).triggered.connect(lambda: self._bridge.set_current(one.other, reveal=True))
        if other.tag in session.codebook.ids_counted_as("actor"):
            name = speaker_of(session.store, session.codebook, session.document.text, other).name
            says = menu.addAction(tr("&All that {name} says", name=name.replace("&", "&&")))
            says.setObjectName("link_says")
            says.triggered.connect(lambda: self.said_by_wanted.emit(other))
        menu.addAction(tr("&Remove the link")).triggered.connect(lambda: self._unlink(one.link))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # -- editing -----------------------------------------------------------------

    def _unlink(self, link: Link) -> None:
        """Take a link away; the keyboard does not stay at the cross, which is another link's then."""
        focus = QApplication.focusWidget()
        if self._bridge.do(tr("Remove link"), edits.unlink([link])) and focus is not None and self.isAncestorOf(focus):
            self.left.emit()

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


def _capital(name: str) -> str:
    """A name at the beginning of a line."""
    return name[:1].upper() + name[1:]
