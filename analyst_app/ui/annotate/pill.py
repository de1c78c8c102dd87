"""The small pill at the mouse: one button a tag, for what was just selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout

if TYPE_CHECKING:
    from analyst_app.ui.bars.floating import FloatingCard
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.tool_bar import ToolBar

_AWAY = QPoint(10, 14)
_MOST = 6


class Pill(QObject):
    """C · Q · A on a card. It takes no focus and goes as soon as something else happens.

    Args:
        card: floats over the article.
        bridge: knows what is selected.
        actions: tag it.
        modes: it is not shown in one of them.
        tool_bar: makes the buttons, and knows which tag is armed.
    """

    def __init__(
        self, card: FloatingCard, bridge: SessionBridge, actions: ActionSet, modes: ModeKeeper, tool_bar: ToolBar
    ) -> None:
        super().__init__(card)
        self._card = card
        card.setObjectName("pill")
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bridge, self._actions, self._modes, self._tool_bar = bridge, actions, modes, tool_bar
        self._row = QHBoxLayout(card)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(0)
        self._bridge.selection_changed.connect(self._follow)
        self._bridge.opened.connect(card.hide)
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
            button = self._tool_bar.letter_button(tag, self._card)
            button.setObjectName(f"pill_tag_{tag.id}")
            button.setText((tag.key or tag.name).replace("&", "&&"))
            button.setAccessibleName(tag.name)
            button.clicked.connect(lambda _=False, tag_id=tag.id: self._tag(tag_id))
            self._row.addWidget(button)

    def _tag(self, tag_id: str) -> None:
        self._card.hide()
        self._actions.trigger(f"tag.{tag_id}")

    def show_at(self, point: QPoint) -> None:
        """Offer the tags for what was selected.

        Args:
            point: the mouse's, in the article.
        """
        session, card = self._bridge.session, self._card
        if self._tool_bar.armed_tag or self._modes.mode is not None or session is None or session.read_only:
            return
        parent = card.parentWidget()
        if self._bridge.selection is None or parent is None:
            return
        card.adjustSize()
        room, shadow = parent.rect(), card.shadow
        place = point + _AWAY - QPoint(shadow, shadow)
        x = max(0, min(place.x(), room.right() - card.width()))
        y = place.y() if place.y() + card.height() <= room.bottom() else point.y() - card.height() - _AWAY.y() + shadow
        card.move(x, max(0, y))
        card.show()
        card.raise_()

    def _follow(self) -> None:
        if self._bridge.selection is None:
            self._card.hide()

    def _hide_in_modes(self) -> None:
        if self._modes.mode is not None:
            self._card.hide()
