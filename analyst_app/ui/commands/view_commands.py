"""The View menu: zoom, colours, panes; and what the preferences say about looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication

from analyst_app.preferences import Preferences, save_preferences
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.widgets.theme import theme

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow

_THEMES = ("system", "light", "dark")


class ViewCommands:
    """How things look."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        actions = window.actions_
        self._panes = {
            "view.articles": window.article_list,
            "view.annotations": window.annotation_panel,
            "view.inspector": window.inspector,
        }
        group = QActionGroup(window)
        for name in _THEMES:
            group.addAction(actions.action(f"view.theme_{name}"))
            actions.register(f"view.theme_{name}", lambda checked, name=name: self._take(theme=name))
        for action_id, pane in self._panes.items():
            actions.action(action_id).setChecked(action_id not in window.memory.hidden)
            window.panes.show_pane(pane, action_id not in window.memory.hidden)
            actions.register(action_id, lambda checked, action_id=action_id: self._show_pane(action_id, checked))
        actions.register("view.zoom_in", lambda: window.view.zoom_by(1))
        actions.register("view.zoom_out", lambda: window.view.zoom_by(-1))
        actions.register("view.zoom_reset", lambda: window.view.zoom_by(0))
        actions.register("view.paragraph_numbers", lambda checked: self._take(paragraph_numbers=checked))
        actions.register("view.full_screen", lambda checked: (window.showNormal, window.showFullScreen)[checked]())
        actions.register("edit.copy", self._copy)

    def apply_preferences(self) -> None:
        """Make things look as the preferences say."""
        window, wanted = self._window, self._window.preferences
        actions = window.actions_
        actions.action(f"view.theme_{wanted.theme}").setChecked(True)
        actions.action("view.paragraph_numbers").setChecked(wanted.paragraph_numbers)
        actions.set_keys(wanted.keys)
        window.take_looks()
        colours = theme(wanted.theme)
        window.tool_bar.set_theme(colours)
        window.status.set_theme(colours)

    def take(self, wanted: Preferences) -> None:
        """Use other preferences and write them, in a worker."""
        window = self._window
        window.preferences = wanted
        self.apply_preferences()
        window.tasks.run(
            save_preferences,
            wanted,
            failed=lambda error: window.bars.show_bar("preferences", f"The preferences could not be written: {error}."),
            must_end=True,
        )

    def _copy(self) -> None:
        """Copy from the text that has the focus: a review has texts of its own."""
        focused = QApplication.focusWidget()
        (focused if isinstance(focused, ArticleView) else self._window.view).copy()

    def _take(self, **settings: Any) -> None:
        self.take(replace(self._window.preferences, **settings))

    def _show_pane(self, action_id: str, is_shown: bool) -> None:
        window = self._window
        pane = self._panes[action_id]
        if not is_shown and pane.isAncestorOf(QApplication.focusWidget() or window):
            window.view.setFocus()
        window.panes.show_pane(pane, is_shown)
        hidden = set(window.memory.hidden) - {action_id} | (set() if is_shown else {action_id})
        window.remember(hidden=tuple(sorted(hidden)))
