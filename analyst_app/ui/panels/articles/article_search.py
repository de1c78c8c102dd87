"""The field at the top of the list of articles, and the button beside it that chooses the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from analyst_app.ui.panels.articles.article_groups import BY_FOLDER, ORDERS
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class FindField(QLineEdit):
    """The field in which words are typed; it tells how many articles have them."""

    left_down = Signal()
    """The Down key, or Enter: the list has the keyboard next."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._tally, self._shown = looks, "", ""
        self.setObjectName("article_filter")
        self.setPlaceholderText(tr("Find an article"))
        self.setAccessibleName(tr("Find an article"))
        self.textChanged.connect(lambda _: self._fit_tally())
        self._sign: QAction | None = None

    def dress(self) -> None:
        """Take up the colours that are worn now."""
        if self._sign is not None and not self._sign.icon().isNull():
            self._draw_sign(self._sign)
        self.set_tally(self._tally)

    def set_tally(self, words: str) -> None:
        """Show words at the end of the field as far as what is typed leaves them room, or none."""
        self._tally = words
        self.setAccessibleDescription(words)
        self._fit_tally()

    def _fit_tally(self) -> None:
        """Show the words, else the number that they begin with, else nothing."""
        sizes = self._looks.sizes
        space = sizes.space(1)
        typed = self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - sizes.height("field") - typed - 4 * space
        told = (self._tally, self._tally.partition(" ")[0], "")
        self._shown = next(words for words in told if not words or sizes.advance("secondary", words) <= room)
        taken = round(sizes.advance("secondary", self._shown)) + space if self._shown else 0
        self.setTextMargins(0, 0, taken, 0)
        self.update()

    def _draw_sign(self, sign: QAction) -> None:
        sign.setIcon(self._looks.colours.icon("find", "muted"))

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the sign: for it, PySide makes the names of all icons, which the start can do without."""
        if self._sign is None:
            from PySide6.QtGui import QIcon

            self._sign = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tally()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is not None and self._sign.icon().isNull():  # to draw it takes longer than to make the field
            self._draw_sign(self._sign)
        super().paintEvent(event)
        if self._shown:
            painter = QPainter(self)
            painter.setFont(self._looks.sizes.font("secondary"))
            painter.setPen(self._looks.colours.colour("muted"))
            room = self.rect().adjusted(0, 0, -self._looks.sizes.space(1), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the words away first; Down and Enter lead into the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class ArticleSearch(QWidget):
    """Field and button in a row.

    Args:
        field: in which words are typed.
        looks: colours and sizes.
        parent: the list.
    """

    order_chosen = Signal(str)
    """A person wants another order: one of ORDERS."""
    own_chosen = Signal(bool)
    """A person wants only her own articles, or all again."""
    menu_made = Signal(object)
    """The menu of the orders, before it is shown for the first time: its entries want letters."""

    def __init__(self, field: FindField, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._looks, self._by = field, looks, BY_FOLDER
        self._has_sign = False
        self._button = QToolButton(self)
        self._button.setObjectName("article_sort")
        self._button.setAccessibleName(tr("Order of the articles"))
        self._button.setToolTip(tr("Order of the articles"))
        self._button.clicked.connect(self._show_menu)
        self._menu: QMenu | None = None
        self._is_own: bool | None = None
        row = QHBoxLayout(self)
        row.addWidget(field, 1)
        row.addWidget(self._button)
        self.dress()

    def dress(self) -> None:
        """Take up the colours and sizes that are worn now."""
        sizes, side = self._looks.sizes, self._looks.sizes.height("field")
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(sizes.space(1), sizes.space(1), sizes.space(0), sizes.space(1))
            layout.setSpacing(sizes.space(0))
        self._button.setFixedSize(side, side)
        if self._has_sign:
            self._draw_sign()
        self._button.setIconSize(QSize(side // 2, side // 2))
        self._field.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon for the button, which is painted next."""
        if not self._has_sign:
            self._draw_sign()
        super().paintEvent(event)

    def _draw_sign(self) -> None:
        self._has_sign = True
        self._button.setIcon(self._looks.colours.icon("sort", "muted"))

    @property
    def by(self) -> str:
        """The chosen order."""
        return self._by

    def set_order(self, by: str) -> None:
        """Choose an order; the usual one if there is none of that name."""
        self._by = by if by in ORDERS else BY_FOLDER

    def set_own(self, is_own: bool | None) -> None:
        """Have the entry of the menu say that only her own articles are listed; None: nobody assigned her any."""
        self._is_own = is_own

    def menu(self) -> QMenu:
        """The menu of the orders; the chosen one has the mark."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setObjectName("article_orders")
            group = QActionGroup(self._menu)
            for by, words in ORDERS.items():
                action = QAction(tr(words), group, checkable=True)
                action.setData(by)
                self._menu.addAction(action)
            group.triggered.connect(lambda action: self.order_chosen.emit(action.data()))
            self._menu.addSeparator()
            own = self._menu.addAction(tr("Only mine"))
            own.setObjectName("articles_only_mine")
            own.setCheckable(True)
            own.triggered.connect(self.own_chosen)
            self.menu_made.emit(self._menu)
        for action in self._menu.actions():
            if action.objectName() == "articles_only_mine":
                action.setChecked(bool(self._is_own))
                action.setVisible(self._is_own is not None)
            else:
                action.setChecked(action.data() == self._by)
        return self._menu

    def _show_menu(self) -> None:
        self.menu().popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
