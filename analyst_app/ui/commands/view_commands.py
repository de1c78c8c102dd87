"""The View menu's looks: zoom, colours, paragraph numbers, full screen; and what goes to the pane with the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QApplication

from analyst_app.preferences import DENSITIES, THEMES
from analyst_app.ui.article.article_view import ArticleView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper

_CHOICES = {"theme": THEMES, "density": DENSITIES}
"""Preferences of which the menu offers every value, each as an action."""


class ViewCommands(QObject):
    """Changes how things look, and keeps the actions true to the preferences.

    Args:
        actions: whose commands these are.
        view: the article.
        preferences: hold what stays so.
        parent: the window.
    """

    def __init__(self, actions: ActionSet, view: ArticleView, preferences: PreferenceKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._view, self._preferences = actions, view, preferences
        for setting, values in _CHOICES.items():
            group = QActionGroup(parent)
            for value in values:
                group.addAction(actions.action(f"view.{setting}_{value}"))
                actions.register(
                    f"view.{setting}_{value}", lambda _, chosen=(setting, value): self._take(**dict([chosen]))
                )
        actions.register("view.zoom_in", lambda: view.zoom_by(1))
        actions.register("view.zoom_out", lambda: view.zoom_by(-1))
        actions.register("view.zoom_reset", lambda: view.zoom_by(0))
        actions.register("view.paragraph_numbers", lambda checked: self._take(paragraph_numbers=checked))
        actions.register("view.full_screen", lambda checked: (parent.showNormal, parent.showFullScreen)[checked]())
        actions.register("edit.copy", self._copy)
        actions.register("edit.menu", _ask_for_menu)
        preferences.changed.connect(self.show_preferences)

    def show_preferences(self) -> None:
        """Let the actions have the marks and keys that the preferences say."""
        wanted = self._preferences.preferences
        for setting in _CHOICES:
            self._actions.action(f"view.{setting}_{getattr(wanted, setting)}").setChecked(True)
        self._actions.action("view.paragraph_numbers").setChecked(wanted.paragraph_numbers)
        self._actions.set_keys(wanted.keys)

    def _copy(self) -> None:
        """Copy from the text that has the focus: a review has texts of its own."""
        focused = QApplication.focusWidget()
        (focused if isinstance(focused, ArticleView) else self._view).copy()

    def _take(self, **settings: Any) -> None:
        self._preferences.take(self._preferences.preferences._replace(**settings))


def _ask_for_menu() -> None:
    """Ask what has the focus for its menu, as the Menu key does, which many keyboards lack."""
    focused = QApplication.focusWidget()
    if focused is not None:
        rect = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = (rect if isinstance(rect, QRect) else focused.rect()).center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focused, QContextMenuEvent(reason, place, focused.mapToGlobal(place)))
