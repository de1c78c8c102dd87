"""I: the person an actor is, typed ahead over the names already used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.tagging import Scene, set_value
from analyst_app.ui.annotate.performing import Performer

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge

IDENTITY = "name"
"""The attribute that holds an actor's canonical name."""
_WIDTH = 260
_MOST = 2_000


class IdentityField(QLineEdit):
    """A line beside the actor: Enter keeps, Esc leaves."""

    ended = Signal(bool)
    """The person has done with it; True if what was typed is to be kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("identity_field")
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        self.setAccessibleName("Who it is")
        self.setPlaceholderText("who is it?")
        self.setFixedWidth(_WIDTH)
        self.hide()

    def begin(self, words: str, names: list[str], place: QPoint) -> None:
        """Ask, with names to choose from."""
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.setText(words)
        self.selectAll()
        room = self._room.rect()
        x = max(0, min(place.x(), room.right() - self.width()))
        self.move(x, max(0, min(place.y(), room.bottom() - self.sizeHint().height())))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.ended.emit(True)


class IdentityCommands(QObject):
    """Asks who an actor is, and keeps the answer."""

    def __init__(self, performer: Performer, bridge: SessionBridge, view: ArticleView, actions: ActionSet) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view = performer, bridge, view
        self._asked: Annotation | None = None
        self.field = IdentityField(view.viewport())
        self.field.ended.connect(lambda keep: self.end(keep=keep))
        actions.register("annotate.identity", self.begin)
        bridge.opened.connect(lambda: self.end(keep=False))

    def begin(self) -> None:
        """I on an actor."""
        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        tag = scene.codebook.tag(current.tag)
        if tag is None or tag.attribute(IDENTITY) is None:
            self._performer.refuse("Only an actor has an identity. Click into a name first.")
            return
        self._asked = current
        place = self._view.rect_of(current.start).bottomLeft() + QPoint(0, 4)
        self.field.begin(str(current.attribute(IDENTITY) or ""), names_used(scene, current), place)

    def end(self, *, keep: bool) -> None:
        """Enter or leaving keeps; Esc does not."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        had_focus = self.field.hasFocus()
        self.field.hide()
        session = self._bridge.session
        now = session.store.annotation(asked.id) if session is not None else None
        if keep and now is not None:
            words = " ".join(self.field.text().split())
            if words != str(now.attribute(IDENTITY) or ""):
                self._performer.perform(set_value(now, "identity", IDENTITY, words))
        if had_focus:
            self._performer.focus_text()


def names_used(scene: Scene, annotation: Annotation) -> list[str]:
    """The identities given in this layer, then the names as printed, the longest first; each once."""
    given: dict[str, None] = {}
    printed: dict[str, None] = {}
    for one in scene.store.annotations:
        if one.tag == annotation.tag:
            identity = one.attribute(IDENTITY)
            if isinstance(identity, str) and identity:
                given[identity] = None
            elif len(printed) < _MOST:
                printed[" ".join(one.span.of(scene.text).split())] = None
    longest_first = sorted(printed, key=lambda name: (-len(name), name))
    return [*sorted(given), *(name for name in longest_first if name not in given)]
