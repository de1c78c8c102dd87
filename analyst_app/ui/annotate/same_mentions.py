"""S: the mentions of a person, listed with the words round them, then tagged in one step, each unless left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures.identifying import (
    MentionPlaces,
    Mentions,
    is_actor,
    people_called,
    places_of,
    sorted_out,
    tag_mentions,
    unlike,
)
from analyst_app.gestures.tagging import Scene
from analyst_app.ui.annotate.mention_list import MentionList, MentionRow
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import SAME, ModeKeeper
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.widgets.tasks import Tasks

_AT_ONCE = 200_000
"""Code points that are searched at once; longer articles are searched in a worker."""
_GAP = 4
_PAGE = 8


class SameName(NamedTuple):
    """A person with the mentions that can be tagged, or given name and kind."""

    scene: Scene
    annotation: Annotation
    """The mention that is tagged."""
    mentions: Mentions
    person: str
    """The full name, if it was asked for."""

    def rows(self) -> list[MentionRow]:
        """The lines of the list in the order of the text; what may be another person is left out at first."""
        doubt = tr("another person has that name, too")
        other = unlike(self.annotation, self.mentions.tagged)
        rows = [
            MentionRow(span, None, span not in self.mentions.doubtful, doubt if span in self.mentions.doubtful else "")
            for span in self.mentions.untagged
        ]
        rows += [MentionRow(one.span, one, is_in=True, why=tr("tagged; gets name and kind")) for one in other]
        return sorted(rows, key=lambda row: row.span)


class SameMode:
    """The list: Space leaves one out or takes it in, Enter (or S) tags, Esc leaves.

    Args:
        performer: tags.
        view: shows the mentions, also on its scroll bar.
        modes: to leave through.
        found: the mentions.
    """

    name = SAME

    def __init__(self, performer: Performer, view: ArticleView, modes: ModeKeeper, found: SameName) -> None:
        self._performer, self._view, self._modes, self._found = performer, view, modes, found
        self._rows, self._row = found.rows(), 0
        self._list = MentionList(view.viewport())
        self._list.fill(found.scene.text, self._rows)
        self._list.clicked.connect(self._clicked)
        view.lay_scroll_marks_over([row.span.start for row in self._rows])
        self._show()

    @property
    def spans(self) -> list[Span]:
        """The mentions that Enter tags or changes."""
        return [row.span for row in self._rows if row.is_in]

    def hints(self) -> list[str]:
        """The keys of the list."""
        leave_out = tr("Space leave out") if self._rows[self._row].is_in else tr("Space take in")
        return [self._title(), tr("↑/↓ another"), leave_out, tr("Esc leave")]

    def key_pressed(self, key: Key) -> bool:
        """Choose, leave out, tag all or leave."""
        if key.ctrl or key.alt:
            return False
        steps = {"Up": -1, "Down": 1, "PgUp": -_PAGE, "PgDown": _PAGE, "Home": -len(self._rows), "End": len(self._rows)}
        if key.name in steps:
            self._choose(self._row + steps[key.name])
        elif key.name == "Space":
            self._turn(self._row)
        elif key.name == "Esc":
            self._modes.leave(keep=False)
        elif key.name == "Enter":
            self._accept()
        else:
            return False
        return True

    def leave(self, *, keep: bool) -> None:
        """Take the list away, and the marks."""
        view = self._view
        self._list.hide()
        self._list.deleteLater()
        view.set_hits([])
        view.set_proposal(None)
        view.lay_scroll_marks_over(None)
        view.reveal(self._found.annotation.span)

    # -- inside ------------------------------------------------------------------------

    def _accept(self) -> None:
        chosen = [row for row in self._rows if row.is_in]
        if not chosen:
            self._performer.refuse(tr("All mentions are left out. Space takes one in."))
            return
        scene, annotation, _, person = self._found
        named = [row.annotation for row in chosen if row.annotation is not None]
        spans = [row.span for row in chosen if row.annotation is None]
        self._modes.leave(keep=False)
        self._performer.perform(tag_mentions(scene, annotation, named, spans, name=person))

    def _choose(self, row: int) -> None:
        self._row = max(0, min(len(self._rows) - 1, row))
        self._view.reveal(self._rows[self._row].span)
        self._show()

    def _turn(self, row: int) -> None:
        self._rows[row] = self._rows[row]._replace(is_in=not self._rows[row].is_in)
        self._show()

    def _clicked(self, row: int) -> None:
        self._row = row
        self._turn(row)
        self._modes.renew()

    def _title(self) -> str:
        words = self._found.scene.words(self._found.annotation.span)
        if any(row.is_in and row.annotation is None for row in self._rows) or not self.spans:
            return tr(
                "Enter tag {n} mention of {words}|Enter tag {n} mentions of {words}", len(self.spans), words=words
            )
        return tr(
            "Enter name {n} mention like {words}|Enter name {n} mentions like {words}", len(self.spans), words=words
        )

    def _show(self) -> None:
        view, span = self._view, self._rows[self._row].span
        view.set_hits(self.spans)
        view.set_proposal(span)
        self._list.show_state(self._title(), self._rows, self._row)
        first, last = view.rect_of(span.start), view.rect_of(span.end)
        self._list.place(last.bottomLeft() + QPoint(0, _GAP), first.topLeft() - QPoint(0, _GAP))


class SameCommands(QObject):
    """Finds the mentions, asks who is meant where a surname means several, and lists them."""

    def __init__(
        self, performer: Performer, view: ArticleView, modes: ModeKeeper, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._view, self._modes, self._tasks = performer, view, modes, tasks
        actions.register("annotate.same", self.begin)

    def begin(self) -> None:
        """S on an actor."""
        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        if not is_actor(scene.codebook, current):
            self._performer.refuse(tr("Only names have other mentions. Click into an actor first."))
            return
        people = people_called(scene, current)
        if people:
            self._ask(scene, current, people)
        else:
            self._look(scene, current, "")

    def leave(self) -> None:
        """Take the list away, if there is one."""
        if isinstance(self._modes.mode, SameMode):
            self._modes.leave(keep=False)

    # -- inside ------------------------------------------------------------------------

    def _ask(self, scene: Scene, current: Annotation, people: list[str]) -> None:
        """Let her choose among several people of one surname."""
        menu = QMenu(self._view)
        menu.setObjectName("namesakes_menu")
        menu.addAction(tr("Who is {words}?", words=scene.words(current.span)).replace("&", "&&")).setEnabled(False)
        for number, name in enumerate(people[:9], 1):
            action = menu.addAction(f"&{number} {name.replace('&', '&&')}")
            action.triggered.connect(lambda _=False, name=name: self._look(scene, current, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(self._view.rect_of(current.start).bottomLeft()))
        menu.setActiveAction(menu.actions()[1])

    def _look(self, scene: Scene, current: Annotation, person: str) -> None:
        words = " ".join(current.span.of(scene.text).split())
        name = person or str(current.attribute("name") or "")
        asked = (scene.text, words, name, scene.language, current.span)

        def done(places: MentionPlaces) -> None:
            self._list(scene, current, person, sorted_out(scene, current, places))

        if len(scene.text) <= _AT_ONCE:
            done(places_of(*asked))
        else:
            self._tasks.run(places_of, *asked, done=done)

    def _list(self, scene: Scene, annotation: Annotation, person: str, mentions: Mentions) -> None:
        is_left = self._modes.mode is not None or self._performer.current != annotation
        if is_left or not self._performer.is_on(scene):
            return  # she has gone on to something else meanwhile
        found = SameName(scene, annotation, mentions, person)
        if found.rows():
            self._modes.enter(SameMode(self._performer, self._view, self._modes, found))
        else:
            self._performer.refuse(tr("Every mention of {words} is tagged.", words=scene.words(annotation.span)))
