"""The head of the inspector: chip, name of the tag, place, and a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from analyst_app.ui.bars.tag_chip import TagChip
from analyst_app.ui.panels.fields.field_row import mute
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import tr, visible


class TagHead(QWidget):
    """A line that names what is inspected.

    Args:
        looks: colours and sizes.
    """

    menu_wanted = Signal(QPoint)
    """The menu of the annotation, at a place on the screen."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._chip = TagChip(looks)
        self.title = _Title()
        self.title.setObjectName("inspector_title")
        self.place = ElidedLabel()
        self.place.setObjectName("inspector_place")
        self.place.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # the name is cut first
        self.more = QToolButton()
        self.more.setObjectName("inspector_menu")
        self.more.setAccessibleName(tr("What can be done with it"))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(looks.sizes.space(1))
        row.addWidget(self._chip)
        row.addWidget(self.title)
        row.addWidget(self.place, 1)
        row.addWidget(self.more)
        self._has_dots = False
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def show_tag(self, name: str, place: str, look: TagLook) -> None:
        """Show the tag of an annotation.

        Args:
            name: of the tag.
            place: paragraph and length, in words.
            look: letter and colour.
        """
        self._chip.show_look(lambda: look)
        if not self._has_dots:  # to draw it takes longer than to make all of the head
            self._draw_dots()
        self.title.setWordWrap(False)
        self._show(name, place, is_tag=True)

    def show_words(self, words: str) -> None:
        """Say something else: there is no annotation."""
        self.title.setWordWrap(True)
        self._show(words, "", is_tag=False)

    def _show(self, title: str, place: str, *, is_tag: bool) -> None:
        font = self._looks.sizes.font("card_head" if is_tag else "body")
        font.setPointSizeF(self._looks.sizes.font().pointSizeF())
        if font != self.title.font():
            self.title.setFont(font)
        self.title.setText(title)
        self.place.setText(place)
        if is_tag == self._chip.isHidden():
            for part in (self._chip, self.place, self.more):
                part.setVisible(is_tag)
            policy = QSizePolicy.Policy.Maximum if is_tag else QSizePolicy.Policy.Preferred
            self.title.setSizePolicy(policy, QSizePolicy.Policy.Preferred)

    def _take_looks(self) -> None:
        if self._has_dots:
            self._draw_dots()
        mute(self.place, self._looks)

    def _draw_dots(self) -> None:
        self._has_dots = True
        self.more.setIcon(self._looks.colours.icon("dots", "muted"))


class _Title(ElidedLabel):
    """The name of a tag on one line, cut where there is no room; other words wrap."""

    def minimumSizeHint(self) -> QSize:
        """No wider than an ellipsis, however long the name is."""
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(self.fontMetrics().horizontalAdvance("…"), hint.height())

    def setText(self, words: str) -> None:
        if visible(words) != self.text():
            super().setText(words)
            self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)

    def _tell(self) -> None:
        is_cut = not self.wordWrap() and self.seen != self.text()
        self.setToolTip(plain_tip(self.text()) if is_cut else "")
