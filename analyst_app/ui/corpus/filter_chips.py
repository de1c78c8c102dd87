"""The conditions of a search as chips: fields as wide as their words, and a list of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.theme import Looks

_FIELDS = {
    "where": marked("Attribute=value"),
    "annotator": marked("Annotator"),
    "outlet": marked("Outlet"),
    "since": marked("From 2024-01"),
    "until": marked("To 2024-12"),
}
_ASIDE = 28
"""Pixels beside the words of a chip: its padding, its edge, and the caret's room."""


class FilterChip(QLineEdit):
    """A condition that is typed; as wide as what is in it.

    Args:
        name: of the widget.
        words: say what it is for.
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, name: str, words: str, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setObjectName(name)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._take_width)

    def sizeHint(self) -> QSize:
        """The width of its words, up to that of a chip."""
        wide = max(map(self.fontMetrics().horizontalAdvance, (self.text(), self.placeholderText())))
        return QSize(min(self._looks.sizes.width("filter_chip"), wide + _ASIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _take_width(self) -> None:
        _show_set(self, is_set=bool(self.text()))
        self.updateGeometry()


class FilterChips(QWidget):
    """All of them, in as many lines as they need.

    Args:
        looks: colours and sizes.
        parent: the panel.
    """

    asked = Signal()
    """Enter was pressed, or the filter was cleared."""
    changed = Signal()
    """Something is set otherwise."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = QComboBox(self)
        self.tag.setObjectName("search_tag")
        self.tag.setAccessibleName(tr("In annotations of this tag"))
        self.tag.setProperty("role", "chip")
        self.tag.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tag.setMaximumWidth(looks.sizes.width("filter_chip"))
        self.tag.currentIndexChanged.connect(self._tell)
        self.fields = {name: FilterChip(f"search_{name}", tr(words), looks, self) for name, words in _FIELDS.items()}
        self.clear_all = QPushButton(tr("Clear filter"), self)
        self.clear_all.setObjectName("search_clear")
        self.clear_all.setProperty("role", "link")
        self.clear_all.setAutoDefault(False)
        self.clear_all.clicked.connect(self.ask_without)
        flow = FlowLayout(self, gap=looks.sizes.space(1), between=looks.sizes.space(0))
        flow.addWidget(self.tag)
        for field in self.fields.values():
            flow.addWidget(field)
            field.textChanged.connect(self._tell)
            field.returnPressed.connect(self.asked)
        flow.addWidget(self.clear_all)
        self._tell()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The places where Tab stops, in their order."""
        return self.tag, *self.fields.values(), self.clear_all

    @property
    def is_set(self) -> bool:
        """True if a condition is."""
        return bool(self.tag.currentData() or any(field.text().strip() for field in self.fields.values()))

    def typed(self, name: str) -> str:
        """The words of a field."""
        return self.fields[name].text().strip()

    def clear(self) -> None:
        """Take all conditions away."""
        self.tag.setCurrentIndex(0)
        for field in self.fields.values():
            field.clear()

    def ask_without(self) -> None:
        """Take them away, and ask again."""
        self.clear()
        self.asked.emit()

    def choose_tag(self, tag: str) -> None:
        """Choose a tag by its id; the first entry where it is none of those."""
        self.tag.setCurrentIndex(max(0, self.tag.findData(tag)))

    def fill_tags(self, codebook: Codebook | None) -> None:
        """Offer the tags of a codebook; the chosen one stays."""
        chosen = self.tag.currentData()
        self.tag.clear()
        self.tag.addItem(tr("anywhere"), "")
        for tag in codebook.tags if codebook is not None else ():
            self.tag.addItem(tr("in {tag}", tag=tag.name), tag.id)
        self.choose_tag(chosen)

    def _tell(self) -> None:
        _show_set(self.tag, is_set=bool(self.tag.currentData()))
        self.clear_all.setVisible(self.is_set)
        self.changed.emit()


def _show_set(widget: QWidget, *, is_set: bool) -> None:
    """Have the sheet show whether a chip says something."""
    if widget.property("is_set") is not is_set:
        widget.setProperty("is_set", is_set)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
