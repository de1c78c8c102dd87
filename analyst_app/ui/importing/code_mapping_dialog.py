"""Shows a table of what codes become, with a proposal, to be changed by mouse or keys before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.importers.annotations.code_choices import choices_for, meaning_in_words
from analyst_app.importers.annotations.code_mapping import Code, to_data
from analyst_app.ui.importing.import_list import ImportCandidate
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr, whole

if TYPE_CHECKING:
    from analyst_app.core.refi.tree import Meaning

_TIMES, _BECOMES = 1, 2
_WIDE = 110
"""Letters that the dialog is wide, where its screen has room."""
Index = QModelIndex | QPersistentModelIndex


def asked_for_codes(
    jobs: Sequence[tuple[int, ImportCandidate]], parent: QWidget
) -> list[tuple[int, ImportCandidate]] | None:
    """The candidates with what the person says that codes become; None if that is cancelled.

    Args:
        jobs: candidates with their rows.
        parent: the window.
    """
    asked = []
    for row, candidate in jobs:
        if candidate.codes is not None and candidate.path is not None:
            codes, places, codebook = candidate.codes
            dialog = CodeMappingDialog(candidate.path.name, codes, places, codebook, parent)
            is_accepted, mapping = dialog.exec(), dialog.to_data()
            dialog.deleteLater()
            if not is_accepted:
                return None
            candidate = replace(candidate, mapping=mapping)
        asked.append((row, candidate))
    return asked


class CodeMappingDialog(QDialog):
    """Shows a meaning for each code, to be changed; ``places`` has them once it is accepted. Cancel changes nothing.

    Args:
        name: of the project's file.
        codes: of the project, each before those under it.
        places: the proposal, by guid.
        codebook: of the folder that the articles go to, as parsed JSON, if it has one.
        parent: the window.
    """

    def __init__(
        self,
        name: str,
        codes: Sequence[Code],
        places: Mapping[str, Meaning],
        codebook: Mapping[str, Any] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("code_mapping")
        self.setWindowTitle(tr("Codes of {name} become tags and values", name=shown_name(name)))
        fit_dialog(self, max(760, _WIDE * self.fontMetrics().averageCharWidth()), 560)
        self._codes, self._codebook = list(codes), codebook
        self.places = dict(places)
        """The meaning of each code, by guid."""
        self.model = QStandardItemModel(0, 3, self)
        self.model.setHorizontalHeaderLabels([tr("Code"), tr("Times"), tr("Becomes")])
        for code in self._codes:
            self.model.appendRow(self._row(code))
        self.table = self._made_table()
        if self._codes:
            self.table.setCurrentIndex(self.model.index(0, _BECOMES))
        explained = PlainLabel(tr("Enter or F2 on a row changes what the code becomes."), self)
        explained.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        accept = buttons.addButton(tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("code_mapping_accept")
        cancel = buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("code_mapping_cancel")
        for button in (accept, cancel):
            button.setAutoDefault(False)
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(explained)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    def _made_table(self) -> _Table:
        table = _Table(self)
        table.setObjectName("code_mapping_table")
        table.setAccessibleName(tr("Codes"))
        table.setModel(self.model)
        table.setItemDelegateForColumn(_BECOMES, _Chooser(self))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(_TIMES, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(_BECOMES, QHeaderView.ResizeMode.Stretch)
        table.resizeColumnToContents(_TIMES)
        return table

    def to_data(self) -> dict[str, Any]:
        """The mapping in the shape of ``--map FILE.json``."""
        return to_data(self._codes, self.places)

    def choices(self, row: int) -> list[Meaning]:
        """The meanings that a row offers, that of now first."""
        return choices_for(self._codes[row], self.places, self._codebook)

    def words(self, meaning: Meaning) -> str:
        """A meaning as the table shows it."""
        return shown_name(meaning_in_words(meaning, self._codebook))

    def choose(self, row: int, meaning: Meaning) -> None:
        """Give a code another meaning.

        Args:
            row: of the code.
            meaning: the new one.
        """
        self.places[self._codes[row].guid] = meaning
        becomes = self.model.item(row, _BECOMES)
        becomes.setText(self.words(meaning))
        becomes.setToolTip(plain_tip(becomes.text()))

    def _row(self, code: Code) -> list[QStandardItem]:
        name, times = QStandardItem(shown_name(" / ".join(code.path))), QStandardItem(whole(code.uses))
        becomes = QStandardItem(self.words(choices_for(code, self.places, self._codebook)[0]))
        for item in (name, times):
            item.setEditable(False)
        for item in (name, becomes):
            item.setToolTip(plain_tip(item.text()))
        times.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return [name, times, becomes]


class _Table(QTableView):
    """Opens the choice of the current row by Enter, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what F2 does, in any column."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            place = index.siblingAtColumn(_BECOMES)
            self.setCurrentIndex(place)
            self.edit(place)
            return
        super().keyPressEvent(event)


class _Chooser(QStyledItemDelegate):
    """A list of the meanings that a code can have."""

    @property
    def _dialog(self) -> CodeMappingDialog:
        """Its parent: a reference of its own would be a circle that only a collection of garbage ends."""
        return cast("CodeMappingDialog", self.parent())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The list, with the meaning of now chosen."""
        box = QComboBox(parent)
        box.setObjectName("code_mapping_choice")
        for meaning in self._dialog.choices(index.row()):
            box.addItem(self._dialog.words(meaning), meaning)
        box.activated.connect(lambda _: self._end(box))
        return box

    def _end(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """The first is that of now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(0)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Take the chosen meaning."""
        if isinstance(editor, QComboBox):
            self._dialog.choose(index.row(), self._dialog.choices(index.row())[editor.currentIndex()])
