"""The toolbar: the codebook's tags (double-click arms one), link, note, undo, redo, layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QStyleOptionToolButton, QToolBar, QToolButton, QWidget

from analyst_app.core.codebook import Tag
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.mnemonics import plain

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Theme

_SWATCH, _SHARP = 12, 4
_MOST_BUTTONS = 40
"""More tags than that fit no screen; the others are in the menu beside them."""
_LONGEST_NAME = 40
_COMMANDS = (("annotate.link", "Link"), ("annotate.note", "Note"))


class ToolBar(QToolBar):
    """Buttons never take the focus: it stays in the text.

    Args:
        actions: are done by the buttons.
        acts_at_once: True if a click on a tag acts at once; else it waits until it can be no double click any more.
        parent: the window.
    """

    armed = Signal(str)
    """Id of the tag that each new selection gets, or empty."""

    def __init__(self, actions: ActionSet, acts_at_once: Callable[[], bool], parent: QWidget) -> None:
        super().__init__("Tools", parent)
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions = actions
        self._tag_buttons: dict[str, QToolButton] = {}
        self._theme: Theme | None = None
        self.armed_tag = ""
        self._acts_at_once = acts_at_once
        self._clicked_tag = ""
        self._single = QTimer(self)
        self._single.setSingleShot(True)
        self._single.timeout.connect(lambda: self._actions.trigger(f"tag.{self._clicked_tag}"))
        self._more = self._menu_button("more", "more_tags", "Tags that serve others")
        self._first = self.addWidget(self._more)
        self.addSeparator()
        for action_id, word in _COMMANDS:
            self._command(action_id, word)
        self.addSeparator()
        self._command("edit.undo", "↶")
        self._command("edit.redo", "↷")
        stretch = QWidget(self)
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(stretch)
        self.layer = self._menu_button("layer", "layer_button", "Whose annotations are shown")
        self.addWidget(self.layer)
        actions.tags_changed.connect(self._fill_tags)
        actions.keys_changed.connect(self._name_buttons)
        self._fill_tags()

    def arm(self, tag_id: str) -> None:
        """Arm a tag: each new selection gets it until Esc. Empty: none."""
        self.armed_tag = tag_id
        for name, button in self._tag_buttons.items():
            button.setChecked(name == tag_id)
        self.armed.emit(tag_id)

    def show_layer(self, layer_id: str, *, is_open: bool) -> None:
        """Say whose annotations are shown.

        Args:
            layer_id: the layer that is shown or being opened.
            is_open: True if it is open, so that another may be chosen.
        """
        self.layer.setText(f"layer: {layer_id} ▾")
        self.layer.setEnabled(is_open)

    @property
    def layer_menu(self) -> QMenu:
        """The menu of the layers."""
        return self.layer.menu()

    def set_theme(self, colours: Theme) -> None:
        """Use other colours."""
        self._theme = colours
        self._name_buttons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._single.stop()
            tag_id = str(watched.property("tag_id"))
            self.arm("" if self.armed_tag == tag_id else tag_id)
            return True
        return False

    # -- inside ----------------------------------------------------------------

    def _fill_tags(self) -> None:
        for button in self._tag_buttons.values():
            self._remove(button)
        self._tag_buttons = {}
        more = self._more.menu()
        more.clear()
        for tag in self._actions.codebook.tags if self._actions.codebook is not None else ():
            if tag.retired:
                continue
            if tag.helper or len(self._tag_buttons) >= _MOST_BUTTONS:
                more.addAction(self._actions.action(f"tag.{tag.id}"))
            else:
                self._add_tag(tag)
        self._first.setVisible(not more.isEmpty())
        self._name_buttons()
        if self.armed_tag:
            self.arm(self.armed_tag if f"tag.{self.armed_tag}" in self._actions else "")
        if f"tag.{self._clicked_tag}" not in self._actions:
            self._single.stop()

    def _remove(self, button: QToolButton) -> None:
        for action in self.actions():
            if self.widgetForAction(action) is button:
                self.removeAction(action)
                action.deleteLater()
        button.deleteLater()

    def _add_tag(self, tag: Tag) -> None:
        button = QToolButton(self)
        button.setObjectName(f"button_tag_{tag.id}")
        button.setProperty("tag_id", tag.id)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda checked=False, tag_id=tag.id: self._clicked(tag_id))
        button.installEventFilter(self)
        self._tag_buttons[tag.id] = button
        self.insertWidget(self._first, button)

    def _clicked(self, tag_id: str) -> None:
        self._tag_buttons[tag_id].setChecked(tag_id == self.armed_tag)
        if self.armed_tag == tag_id:
            self.arm("")
        elif self._acts_at_once():
            self._actions.trigger(f"tag.{tag_id}")
        else:
            self._clicked_tag = tag_id
            self._single.start(QApplication.doubleClickInterval())

    def _name_buttons(self) -> None:
        codebook = self._actions.codebook
        for tag_id, button in self._tag_buttons.items():
            tag = codebook.tag(tag_id) if codebook is not None else None
            if tag is None:
                continue
            keys = self._actions.keys_of(self._actions.rows[f"tag.{tag_id}"])
            button.setIcon(swatch(self._theme.tag_colour(tag.colour) if self._theme else QColor(tag.colour)))
            button.setIconSize(self.iconSize())
            name = tag.name if len(tag.name) <= _LONGEST_NAME else f"{tag.name[:_LONGEST_NAME]}…"
            button.setText((f" {keys[0]}  {name}" if keys else f" {name}").replace("&", "&&"))
            button.setToolTip(_tool_tip(f"{tag.definition}\nDouble-click: tag each selection until Esc."))

    def _command(self, action_id: str, word: str) -> None:
        button = QToolButton(self)
        button.setObjectName(f"button_{action_id}")
        action = self._actions.action(action_id)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = self._actions.keys_of(self._actions.rows[action_id])
        button.setText(f"{keys[0]}  {word}" if word.isalpha() and keys else word)
        button.setAccessibleName(self._actions.rows[action_id].text)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(_tool_tip(plain(action.text())))

        action.changed.connect(follow)
        follow()
        self.addWidget(button)

    def _menu_button(self, word: str, name: str, tip: str) -> QToolButton:
        button = _MenuButton(self)
        button.setObjectName(name)
        button.setText(f"{word} ▾")
        button.setToolTip(_tool_tip(tip))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        return button


class _MenuButton(QToolButton):
    """Its words say that a menu opens; Fusion's own arrow hides in the corner like a comma."""

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu


def swatch(colour: QColor, size: int = _SWATCH) -> QIcon:
    """A small round icon of a tag's colour, sharp on any screen."""
    pixmap = QPixmap(QSize(size, size) * _SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(pixmap.rect())
    painter.end()
    pixmap.setDevicePixelRatio(_SHARP)
    return QIcon(pixmap)


def _tool_tip(words: str) -> str:
    """Words as a tool tip that is never taken for markup."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"
