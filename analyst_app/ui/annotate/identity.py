"""I: the person an actor is, typed ahead over known people and names used; the answer holds for all mentions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.identifying import KIND, is_actor, name_person, people_called
from analyst_app.gestures.identifying import NAME as IDENTITY
from analyst_app.gestures.tagging import Scene
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.annotate.same_named import told_apart
from analyst_app.ui.commands.keys import OpeningKey
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.language.known_people import KnownPeople, Person
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.people.people_keeper import PeopleKeeper

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
        self.setAccessibleName(tr("Who it is"))
        self.setFixedWidth(_WIDTH)
        self.adds_person = False
        """True while it ends by Shift+Enter: the name is put on the list of people."""
        self.is_entered = False
        """True while it ends by Enter."""
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
        from PySide6.QtWidgets import QCompleter  # few begin to type a name so soon that a start should make it

        asking = tr("which one: {names}?", names=in_row(meant)) if meant else tr("who is it?")
        self.setPlaceholderText(asking)
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.adds_person = self.is_entered = False
        self.setText(words)
        self.selectAll()
        room = self._room.rect()
        x = max(0, min(place.x(), room.right() - self.width()))
        self.move(x, max(0, min(place.y(), room.bottom() - self.sizeHint().height())))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_among(self, names: Sequence[str]) -> None:
        """Stay, with a list of the few who are meant; none of them is chosen yet.

        Args:
            names: that tell them apart.
        """
        self.is_entered = False  # until Enter is pressed again
        completer = self.completer()  # the same one: it may be handing this very key on
        rows = completer.popup()
        all_of_them = completer.CompletionMode.UnfilteredPopupCompletion
        if rows is None or (rows.isVisible() and completer.completionMode() == all_of_them):
            return
        completer.setModel(QStringListModel(list(names), completer))
        completer.setCompletionMode(all_of_them)
        self.selectAll()
        completer.complete()
        rows.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.is_entered = event.key() != Qt.Key.Key_Escape
            self.adds_person = self.is_entered and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.ended.emit(event.key() != Qt.Key.Key_Escape)
            if not self.isVisible():
                self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.ended.emit(True)


class IdentityCommands(QObject):
    """Asks who an actor is, and keeps the answer."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        view: ArticleView,
        actions: ActionSet,
        people: PeopleKeeper,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._people = performer, bridge, view, people
        self._asked: Annotation | None = None
        self._meant: dict[str, Person] = {}
        """The people among whom one is to be chosen, by the words that tell them apart."""
        self._actions = actions
        actions.register("annotate.identity", self.begin)
        bridge.closing.connect(lambda: self.end(keep=True))
        bridge.opened.connect(lambda: self.end(keep=False))
        for signal in (bridge.opened, bridge.changed, bridge.codebook_changed, bridge.current_changed):
            signal.connect(self._follow)

    @cached_property
    def field(self) -> IdentityField:
        """The line, made when somebody is asked for first."""
        field = IdentityField(self._view.viewport())
        field.ended.connect(lambda keep: self.end(keep=keep))
        field.left_by_key.connect(self._performer.focus_text)
        return field

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
        self._asked, self._meant = current, {}
        place = self._view.rect_of(current.start).bottomLeft() + QPoint(0, 4)
        name, meant = str(current.attribute(IDENTITY) or ""), people_called(scene, current)
        names = [*meant, *known_names(scene.people), *names_used(scene, current)]
        self.field.begin(name, list(dict.fromkeys(names)), place, meant=meant)

    def end(self, *, keep: bool) -> None:
        """Enter or leaving keeps; Esc does not."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        scene = self._performer.scene()
        now = scene.store.annotation(asked.id) if scene is not None else None
        words = " ".join(self.field.text().split())
        if keep and scene is not None and now is not None:
            chosen = self._meant.get(words)
            meant = [chosen] if chosen is not None else people_named(scene.people, words)
            if len(meant) > 1 and self.field.is_entered:
                self._ask_which(asked, words, meant)
                return
            self.field.hide()
            if self.field.adds_person and words and not meant:
                self._add(words, now)
            elif words != str(now.attribute(IDENTITY) or "") or self.field.is_entered:
                self._say_who(scene, now, words, meant)
        self.field.hide()

    def _ask_which(self, asked: Annotation, words: str, meant: list[Person]) -> None:
        """Several have the name that was entered: stay, with these to choose from."""
        self._asked, self._meant = asked, told_apart(meant)
        told = tr("{count} people are called {name}: choose one from the list.", count=len(meant), name=words)
        self._bridge.say(told)
        self.field.choose_among(list(self._meant))

    def _say_who(self, scene: Scene, mention: Annotation, words: str, meant: list[Person]) -> None:
        if len(meant) > 1:
            self._performer.refuse(
                tr("{count} people are called {name}: press I and choose one.", count=len(meant), name=words)
            )
        elif meant or words != str(mention.attribute(IDENTITY) or ""):
            self._performer.perform(name_person(scene, mention, words, meant[0] if meant else None))

    def _add(self, name: str, mention: Annotation) -> None:
        """Put a name on the list of people, then say that the mention is that one."""
        from analyst_app.corpus.people.people_acts import added

        def say_who() -> None:
            scene = self._performer.scene()
            now = scene.store.annotation(mention.id) if scene is not None else None
            if scene is not None and now is not None:
                self._say_who(scene, now, name, people_named(scene.people, name))

        kind = mention.attribute(KIND)
        self._people.edit(added(name, kind=kind if isinstance(kind, str) else ""), done=say_who)


def known_names(people: KnownPeople | None) -> list[str]:
    """The names by which a known person can be chosen: each with the last role, and each alias with whose it is."""
    if people is None:
        return []
    names = [person.shown for person in people.people]
    return [*names, *(f"{alias} = {one.shown}" for one in people.people for alias in one.aliases)]


def people_named(people: KnownPeople | None, words: str) -> list[Person]:
    """The known people whom typed words mean: one who was chosen from the list, else all of that name."""
    if people is None:
        return []
    name = words.rpartition(" = ")[2]
    chosen = [person for person in people.called(name.rpartition(" (")[0] or name) if person.shown == name]
    return chosen if len(chosen) == 1 else people.called(words)


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
