"""S: the mentions of a person, listed with the words round them, then tagged in one step, each unless left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from analyst_app.gestures.identifying import is_actor
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.annotate.same_mode import SameMode
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.gestures.mention_search import MentionSearch
    from analyst_app.ui.annotate.mention_list import Lists
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet


class SameCommands(QObject):
    """Finds the mentions, lists them, and asks who is meant where a surname means several."""

    def __init__(
        self, performer: Performer, view: ArticleView, modes: ModeKeeper, actions: ActionSet, lists: Lists
    ) -> None:
        super().__init__(performer)
        self._performer, self._view, self._modes, self._lists = performer, view, modes, lists
        self._search: MentionSearch | None = None
        self._is_listed = False
        """True if the list of what is looked for was shown: when it is left, so is the search."""
        self._portions = QTimer(self)
        self._portions.setInterval(0)
        self._portions.timeout.connect(self._advance)
        actions.register("annotate.same", self.begin)

    def begin(self) -> None:
        """S on an actor."""
        from analyst_app.gestures.mention_search import MentionSearch

        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        if not is_actor(scene.codebook, current):
            self._performer.refuse(tr("Only names have other mentions. Click into an actor first."))
            return
        self._look(MentionSearch(scene, current))

    def leave(self) -> None:
        """Take the list away, if there is one."""
        self._portions.stop()
        self._search = None
        if self._mode is not None:
            self._modes.leave(keep=False)

    # -- inside ------------------------------------------------------------------------

    @property
    def _mode(self) -> SameMode | None:
        mode = self._modes.mode
        return mode if isinstance(mode, SameMode) else None

    def _look(self, search: MentionSearch) -> None:
        self._search, self._is_listed = search, False
        self._portions.start()
        self._advance()

    def _advance(self) -> None:
        """Find, and list, the next portion."""
        search, mode = self._search, self._mode
        if search is None or self._is_left(search):
            self._portions.stop()
            return
        search.advance()
        if search.is_complete or search.is_asking:
            self._portions.stop()
        if search.is_asking:
            self.leave()
            self._ask(search)
        elif search.is_complete and not search.listed:
            self.leave()
            words = search.scene.words(search.mention.span)
            self._performer.refuse(tr("Every mention of {words} is tagged.", words=words))
        elif mode is not None:
            mode.take_in()
        elif search.listed:
            self._is_listed = True
            self._modes.enter(SameMode(self._performer, self._view, self._modes, search, self._lists))

    def _is_left(self, search: MentionSearch) -> bool:
        """True if she has gone on to something else meanwhile."""
        if not self._performer.is_on(search.scene):
            return True
        if self._mode is not None:
            return not self._mode.is_of(search)
        return self._is_listed or self._modes.mode is not None or self._performer.current != search.mention

    def follow(self) -> None:
        """Annotations came or went, by a merge as a rule: what is listed may be tagged by now, or the mention gone."""
        search, mode = self._search, self._mode
        if search is None or mode is None or not mode.is_of(search):
            return
        if search.begin_again():
            mode.hold()
            self._portions.start()
        else:
            self.leave()

    def _ask(self, search: MentionSearch) -> None:
        """Let her choose among several people of one surname."""
        scene, current = search.scene, search.mention

        def choose(name: str) -> None:
            search.choose(name)
            self._look(search)

        menu = QMenu(self._view)
        menu.setObjectName("namesakes_menu")
        menu.addAction(tr("Who is {words}?", words=scene.words(current.span)).replace("&", "&&")).setEnabled(False)
        for number, name in enumerate(search.people[:9], 1):
            action = menu.addAction(f"&{number} {name.replace('&', '&&')}")
            action.triggered.connect(lambda _=False, name=name: choose(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(self._view.rect_of(current.start).bottomLeft()))
        menu.setActiveAction(menu.actions()[1])
