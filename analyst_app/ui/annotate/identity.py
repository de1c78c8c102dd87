"""I: the person an actor is, typed ahead over the names already used; the answer holds for all mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.identifying import NAME as IDENTITY
from analyst_app.gestures.identifying import is_actor, name_person, people_called
from analyst_app.gestures.tagging import Scene
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.keys import OpeningKey
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge

_WIDTH = 260
_MOST = 2_000


class IdentityField(QLineEdit):
    """A line beside the actor: Enter keeps, Esc leaves."""

    ended = Signal(bool)
    """The person has done with it; True if what was typed is to be kept."""
    left_by_key = Signal()
    """After that: it was by Enter or Esc, so the text is to have the focus again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("identity_field")
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        self.setAccessibleName("Who it is")
        self.setFixedWidth(_WIDTH)
        OpeningKey(self)
        self.hide()

    def begin(self, words: str, names: list[str], place: QPoint, *, meant: Sequence[str] = ()) -> None:
        """Ask.

        Args:
            words: the name so far.
            names: to choose from.
            place: of the field, in its parent.
            meant: the people of the article who may be meant, if there are several.
        """
        asking = tr("which one: {names}?", names=", ".join(meant)) if meant else tr("who is it?")
        self.setPlaceholderText(asking)
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
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit(event.key() != Qt.Key.Key_Escape)
            self.left_by_key.emit()
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
        self.field.left_by_key.connect(performer.focus_text)
        self._actions = actions
        actions.register("annotate.identity", self.begin)
        bridge.closing.connect(lambda: self.end(keep=True))
        bridge.opened.connect(lambda: self.end(keep=False))
        for signal in (bridge.opened, bridge.changed, bridge.codebook_changed, bridge.current_changed):
            signal.connect(self._follow)

    def _follow(self) -> None:
        """I and S are offered on people and bodies only."""
        session, current = self._bridge.session, self._bridge.current
        is_one = session is not None and current is not None and is_actor(session.codebook, current)
        self._actions.set_actor(is_one)

    def begin(self) -> None:
        """I on an actor."""
        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        tag = scene.codebook.tag(current.tag)
        if not is_actor(scene.codebook, current) or tag is None or tag.attribute(IDENTITY) is None:
            self._performer.refuse(tr("Only an actor has an identity. Click into a name first."))
            return
        self._asked = current
        place = self._view.rect_of(current.start).bottomLeft() + QPoint(0, 4)
        name, meant = str(current.attribute(IDENTITY) or ""), people_called(scene, current)
        self.field.begin(name, list(dict.fromkeys([*meant, *names_used(scene, current)])), place, meant=meant)

    def end(self, *, keep: bool) -> None:
        """Enter or leaving keeps; Esc does not."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self.field.hide()
        scene = self._performer.scene()
        now = scene.store.annotation(asked.id) if scene is not None else None
        if keep and scene is not None and now is not None:
            words = " ".join(self.field.text().split())
            if words != str(now.attribute(IDENTITY) or ""):
                self._performer.perform(name_person(scene, now, words))


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
    return list(dict.fromkeys([*sorted(given), *longest_first]))
