"""Dialogs that never leave their screen: what has no room in them scrolls, and their buttons stay in sight.

At 200 % a panel of 1280 × 720 pixels is 640 × 360 of ours, and a codebook or a
name may make any dialog higher or wider than that. So the content of a dialog is
put into a scrolling body when it is first shown.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLayout, QPushButton, QVBoxLayout, QWidget

from analyst_app.ui.widgets.screen_fit import resize_on_screen, room_for
from analyst_app.ui.widgets.scrolling_body import ScrollingBody, scrolling_page

_MAPPED_MS = 20
"""Milliseconds after which it is looked again whether a dialog is on the screen."""
_ON_FIRST_SHOW = QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow


def fit_dialog(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, or as much of it as its screen has room for; the rest scrolls, its buttons stay in sight.

    Args:
        dialog: is not shown yet; its layout may still be made.
        width: of its content, pixels.
        height: of its content, pixels; 0: as little as it needs.
    """
    resize_on_screen(dialog, width, height)
    DialogFit(dialog, QSize(width, height))


class DialogFit(QObject):
    """Puts the content of a dialog into a scrolling body, and gives the dialog a size within its screen.

    Args:
        dialog: is not shown yet; its layout may still be made.
        wanted: its size, pixels; it is larger where its content needs that, and smaller where the screen is.
    """

    def __init__(self, dialog: QDialog, wanted: QSize) -> None:
        super().__init__(dialog)
        self._dialog, self._wanted, self._needed = dialog, wanted, QSize()
        self._later = QTimer(self, singleShot=True, interval=_MAPPED_MS)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_due = event.type() in (QEvent.Type.Polish, QEvent.Type.Show)  # the first comes before its widgets are shown
        if is_due and watched is self._dialog and not self._needed.isValid():
            content = self._dialog.layout()
            if content is not None:
                self._wrap(content)
        return False

    def _wrap(self, content: QLayout) -> None:
        dialog, focus, margins = self._dialog, self._dialog.focusWidget(), content.contentsMargins()
        for box in dialog.findChildren(QComboBox):
            if box.sizeAdjustPolicy() == _ON_FIRST_SHOW:  # what comes in later, or another face, would be cut
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        foot = _taken_foot(content)
        body = ScrollingBody(content)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling_page(body, dialog, "dialog_page"), 1)
        if foot is not None:
            for button in foot.findChildren(QPushButton):
                button.setIcon(QIcon())  # a desktop's own, on some buttons only
            room = QVBoxLayout()
            room.setContentsMargins(margins.left(), 0, margins.right(), margins.bottom())
            room.addWidget(foot)
            column.addLayout(room)
        column.activate()  # until then the content's own layout says how small the dialog may be
        self._needed = self._least(body, foot)
        dialog.resize(self._wanted.expandedTo(self._needed).boundedTo(room_for(dialog)))
        self._later.timeout.connect(lambda: self._grow(self._least(body, foot)))
        body.changed.connect(lambda: self._grow(self._least(body, foot)))
        if focus is not None:
            focus.setFocus()

    def _least(self, body: ScrollingBody, foot: QWidget | None) -> QSize:
        """The size at which nothing scrolls."""
        size = body.least(max(self._wanted.width(), self._dialog.width() if self._dialog.isVisible() else 0))
        layout = self._dialog.layout()
        item = layout.itemAt(layout.count() - 1) if foot is not None and layout is not None else None
        if item is None:
            return size
        last = item.minimumSize()
        return QSize(max(size.width(), last.width()), size.height() + last.height())

    def _grow(self, needed: QSize) -> None:
        """Make room for what has come in, as far as the screen has it; what a person made small stays so.

        A window that grows before it is mapped is put into the corner of the screen, its title outside (xcb, openbox).
        """
        window = self._dialog.windowHandle()
        if self._dialog.isVisible() and window is not None and not window.isExposed():
            self._later.start()
            return
        size, added = self._dialog.size(), needed - self._needed
        self._needed = needed
        if added.height() > 0 and size.height() < needed.height():
            wanted = QSize(size.width(), min(needed.height(), size.height() + added.height()))
            self._dialog.resize(wanted.boundedTo(room_for(self._dialog)).expandedTo(size))


def _taken_foot(content: QLayout) -> QWidget | None:
    """The row of buttons at the end of a column, taken out of it."""
    last = content.itemAt(content.count() - 1)
    foot = last.widget() if last is not None else None
    if not isinstance(content, QVBoxLayout) or not isinstance(foot, QDialogButtonBox):
        return None
    content.takeAt(content.count() - 1)
    return foot
