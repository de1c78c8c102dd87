"""The choice of what counts as agreement: which edges are the same, which tags count, and whose unfinished work."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QWidget

from analyst_app.agreement.rule import Rule, Tolerance
from analyst_app.core.codebook import Codebook
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.wording import in_row, tr, visible

_TOLERANCES = (
    Tolerance(),
    Tolerance("spaces"),
    Tolerance("characters", 1),
    Tolerance("characters", 3),
    Tolerance("words"),
    Tolerance("words", 1),
    Tolerance("words", 3),
)


class RuleChoice(QWidget):
    """A list of tolerances, a menu of tags, a box for spans whatever their tags are, one for unfinished layers."""

    changed = Signal()
    """Something else was chosen, by hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tolerance = ElidedCombo(self)
        self.tolerance.setObjectName("agreement_tolerance")
        self.tolerance.setAccessibleName(tr("Same edges"))
        for one in _TOLERANCES:
            self.tolerance.addItem(_shown(one), one)
        self.tags = QPushButton(self)
        self.tags.setObjectName("agreement_tags")
        self.tags.setAutoDefault(False)
        self._menu = QMenu(self.tags)
        self.tags.setMenu(self._menu)
        self._by_tag: dict[str, QAction] = {}
        self.regardless = QCheckBox(tr("Whatever the &tag is"), self)
        self.regardless.setObjectName("agreement_regardless")
        self.unfinished = QCheckBox(tr("&Unfinished layers, too"), self)
        self.unfinished.setObjectName("agreement_unfinished")
        row = FlowLayout(self)
        for widget in (self.tolerance, self.tags, self.regardless, self.unfinished):
            row.addWidget(widget)
        self.tolerance.activated.connect(self._tell)
        self.regardless.clicked.connect(self._tell)
        self.unfinished.clicked.connect(self._tell)

    @property
    def rule(self) -> Rule:
        """The rule that is chosen."""
        tags = tuple(tag for tag, action in self._by_tag.items() if action.isChecked())
        return Rule(_TOLERANCES[self.tolerance.currentIndex()], tags, self.regardless.isChecked())

    def offer_tags(self, codebook: Codebook) -> None:
        """Offer the tags of a codebook; what was chosen of them stays so."""
        chosen = self.rule.tags
        self._menu.clear()
        self._by_tag = {}
        for tag in codebook.tags:
            action = self._menu.addAction(visible(tag.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(tag.id in chosen)
            action.triggered.connect(self._tell)
            self._by_tag[tag.id] = action
        self._name_tags()

    def _tell(self) -> None:
        self._name_tags()
        self.changed.emit()

    def _name_tags(self) -> None:
        names = [action.text() for action in self._by_tag.values() if action.isChecked()]
        self.tags.setText(tr("Tags: {tags}", tags=in_row(names)) if names else tr("Tags: all"))


def _shown(tolerance: Tolerance) -> str:
    if tolerance.is_none:
        return tr("Edges: the same where equal")
    if tolerance.unit == "spaces":
        return tr("Edges: white space is nothing")
    if tolerance.unit == "words" and not tolerance.number:
        return tr("Edges: part of a word is the word")
    if tolerance.unit == "words":
        return tr("Edges: up to {n} word apart|Edges: up to {n} words apart", tolerance.number)
    return tr("Edges: up to {n} character apart|Edges: up to {n} characters apart", tolerance.number)
