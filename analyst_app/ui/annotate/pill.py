"""The small pill at the mouse: one button a tag, for what was just selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.tool_bar import ToolBar

_AWAY = QPoint(10, 14)
_MOST = 6


class Pill(QFrame):
    """C · Q · A. It takes no focus and goes as soon as something else happens."""

    def __init__(
        self,
        bridge: SessionBridge,
        view: ArticleView,
        actions: ActionSet,
        modes: ModeKeeper,
        tool_bar: ToolBar,
    ) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setObjectName("pill")
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._bridge, self._actions, self._modes, self._tool_bar = bridge, actions, modes, tool_bar
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(0)
        self.hide()
        view.selected_by_mouse.connect(self._show_at)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        self._bridge.selection_changed.connect(self._follow)
        self._bridge.opened.connect(self.hide)
        modes.changed.connect(self._hide_in_modes)
        actions.tags_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        codebook = self._actions.codebook
        tags = [tag for tag in codebook.tags if not (tag.helper or tag.retired)] if codebook is not None else []
        for tag in tags[:_MOST]:
            button = self._tool_bar.letter_button(tag, self)
            button.setObjectName(f"pill_tag_{tag.id}")
            button.setText((tag.key or tag.name).replace("&", "&&"))
            button.setAccessibleName(tag.name)
            button.clicked.connect(lambda _=False, tag_id=tag.id: self._tag(tag_id))
            self._row.addWidget(button)

    def _tag(self, tag_id: str) -> None:
        self.hide()
        self._actions.trigger(f"tag.{tag_id}")

    def _show_at(self, point: QPoint) -> None:
        session = self._bridge.session
        if self._tool_bar.armed_tag or self._modes.mode is not None or session is None or session.read_only:
            return
        if self._bridge.selection is None:
            return
        self.adjustSize()
        room = self._view.viewport().rect()
        place = point + _AWAY
        x = max(0, min(place.x(), room.right() - self.width()))
        y = place.y() if place.y() + self.height() <= room.bottom() else point.y() - self.height() - _AWAY.y()
        self.move(x, max(0, y))
        self.show()
        self.raise_()

    def _follow(self) -> None:
        if self._bridge.selection is None:
            self.hide()

    def _hide_in_modes(self) -> None:
        if self._modes.mode is not None:
            self.hide()
