"""The text widget without its annotations: read-only, with a ring while it has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from analyst_app.ui.article.column_layout import ColumnLayout
from analyst_app.ui.article.text_style import PADDING
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.sizes import sizes

if TYPE_CHECKING:
    from analyst_app.ui.article.painted_layers import PaintedLayers

_RINGED, _BARE = QPalette.ColorRole.Link, QPalette.ColorRole.Base
"""The accent, in which a ring is, and the paper."""


class ReadingText(QPlainTextEdit):
    """A text that is read and selected, and nothing else.

    Args:
        parent: as ever.
        layers: say how much room lines need.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, parent: QWidget | None, layers: PaintedLayers) -> None:
        super().__init__(parent)
        put_viewport_in(self).setCursor(Qt.CursorShape.IBeamCursor)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self._column = ColumnLayout(document, layers)
        document.setDocumentLayout(self._column)
        document.setDocumentMargin(PADDING)
        self.setDocument(document)
        _make_readable(self)
        # Under the viewport, which covers all of it but the rim: what lay over the text would slow its scrolling down.
        self._ring = QWidget(self)
        self._ring.setObjectName("focus_ring")
        self._ring.setAutoFillBackground(True)
        self._ring.setBackgroundRole(_BARE)
        self._ring.lower()
        self._rim = sizes().width("focus")
        self.setViewportMargins(self._rim, self._rim, self._rim, self._rim)

    @property
    def has_ring(self) -> bool:
        """True if the ring is seen."""
        return self._ring.backgroundRole() == _RINGED

    def put_on(self, palette: QPalette) -> None:
        """Have the colours of a palette."""
        for each in (self, self.viewport(), self._ring):
            each.setPalette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Told that the width is the same, Qt does not lay out the whole document anew.
        size, rim = event.size(), self._rim
        super().resizeEvent(QResizeEvent(size, QSize(size.width(), event.oldSize().height())))
        self._ring.setGeometry(self.viewport().geometry().adjusted(-rim, -rim, rim, rim))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.setBackgroundRole(_RINGED)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.setBackgroundRole(_BARE)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False


def _make_readable(view: QPlainTextEdit) -> None:
    """Let the text be read and selected, and nothing else."""
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    view.setTabChangesFocus(True)
    view.setCursorWidth(2)
    view.setAcceptDrops(False)
    view.viewport().setAcceptDrops(False)
    view.viewport().setMouseTracking(True)
