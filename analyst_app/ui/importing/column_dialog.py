"""Says what the columns of a table are: a choice for each field beside the first rows, kept as a rule if wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.corpus.intake.rule_files import read_rule, write_rule
from analyst_app.errors import AnalystError, ImportFailed
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_named
from analyst_app.importers.tables.column_rules import FIELDS, NEEDED, ColumnRule, proposed, rule_of
from analyst_app.importers.tables.table_rows import DataTable, tables_in
from analyst_app.session.faults import reason
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import ElidedLabel, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, tr

Runs = Callable[[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]], None]
_SHOWN = 20
"""Rows of the preview."""
_LETTERS = 16
"""Letters of a column's name that a box shows."""
_LONGEST = 200
"""Characters of a cell that the preview shows."""
_WIDE = 120
"""Letters that the dialog is wide, where its screen has room."""
_WIDEST = 32
"""Letters that a column of the preview is wide at most."""


def _kinds() -> dict[str, str]:
    return {"articles": tr("Each row is an article"), "spans": tr("Each row is a span of an article")}


def _field_name(field: str) -> str:
    names = {
        "text": tr("Text"), "title": tr("Title"), "outlet": tr("Outlet"), "author": tr("Author"), "date": tr("Date"),
        "url": tr("Address"), "id": tr("Id"), "document": tr("Document"), "start": tr("Start"),
        "end": tr("End (first after)"), "tag": tr("Tag"), "words": tr("Words"), "annotator": tr("Annotator"),
        "note": tr("Note"),
    }  # fmt: skip
    return names[field]


def ask_for_columns(
    path: Path,
    known: Mapping[str, Any] | None,
    run: Runs,
    parent: QWidget,
    chosen: Callable[[dict[str, Any]], object],
    failed: Callable[[str], object],
) -> None:
    """Read a table off the GUI thread and ask what its columns are.

    Args:
        path: the table's file.
        known: the rule that was chosen before; None: none was.
        run: calls a function in a worker, and one of two with its answer or error.
        parent: of the dialog.
        chosen: is told the rule, as its file holds it.
        failed: is told in a sentence why the table cannot be read.
    """

    def ask(tables: list[DataTable]) -> None:
        if not parent.isVisible():  # closed meanwhile
            return
        dialog = ColumnDialog(path.name, tables, rule_of(known, path.name) if known else None, parent)
        dialog.accepted.connect(lambda: chosen(dialog.rule().to_data()))
        dialog.open()

    run(lambda: table_of(path), ask, lambda error: failed(reason(error, path)))


def table_of(path: Path) -> list[DataTable]:
    """The tables of a file. Blocking.

    Raises:
        ImportFailed: it is no table, or damaged.
        MissingExtra: the library that reads workbooks is not installed.
    """
    try:
        return tables_in(read_named(path, limit=LARGEST_ANNOTATIONS), path.name)
    except OSError as error:
        raise ImportFailed(tr("{path} cannot be read: {why}.", path=path.name, why=error.strerror or error)) from error


class ColumnDialog(QDialog):
    """Asks what the columns of a table are; accepted only with the columns that are needed."""

    def __init__(self, name: str, tables: Sequence[DataTable], rule: ColumnRule | None, parent: QWidget | None) -> None:
        """Show the first rows of ``tables``, with a ``rule`` that was chosen before, or what their heads propose."""
        super().__init__(parent)
        self.setObjectName("column_mapping")
        self.setWindowTitle(tr("Columns of {name}", name=name))
        fit_dialog(self, max(860, _WIDE * self.fontMetrics().averageCharWidth()), 560)
        self._tables = {table.name: table for table in tables}
        self.rows = self._box("columns_rows", tr("What a row is"))
        for kind, words in _kinds().items():
            self.rows.addItem(words, kind)
        self.sheet = self._box("columns_sheet", tr("Sheet"))
        for table in tables:
            self.sheet.addItem(shown_name(table.name), table.name)
        self.tag: QLineEdit
        self.boxes: dict[str, QComboBox] = {}
        self._fields = QScrollArea(self)
        self._fields.setFrameShape(QFrame.Shape.NoFrame)
        self._fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields.setWidgetResizable(True)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form = QFormLayout(form := QWidget(self._fields))
        self._form.setContentsMargins(0, 0, 0, 0)
        self._fields.setWidget(form)
        self.preview = QTableWidget(self)
        self.preview.setObjectName("columns_preview")
        self.preview.setAccessibleName(tr("First rows"))
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setTabKeyNavigation(False)
        self.preview.setWordWrap(False)
        self.preview.horizontalHeader().setMaximumSectionSize(_WIDEST * self.fontMetrics().averageCharWidth())
        self.said = ElidedLabel("", self)
        self.said.setObjectName("columns_said")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._lay_out()
        first = rule or next(filter(None, (proposed(table.head) for table in tables)), None)
        self._take(first or ColumnRule("articles"))
        self.rows.activated.connect(lambda: self._take(ColumnRule(self.rows.currentData(), self.columns())))
        self.sheet.activated.connect(lambda: self._take(ColumnRule(self.rows.currentData(), self.columns())))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def rule(self) -> ColumnRule:
        """The rule as it is chosen now."""
        sheet = self.sheet.currentData() if len(self._tables) > 1 else ""
        return ColumnRule(self.rows.currentData(), self.columns(), sheet, self.tag.text().strip())

    def columns(self) -> dict[str, str]:
        """The chosen columns by field."""
        return {name: box.currentData() for name, box in self.boxes.items() if box.currentData()}

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.rows)
        if len(self._tables) > 1:
            head.addWidget(self.sheet)
        else:
            self.sheet.hide()
        head.addStretch(1)
        self._rule_buttons: list[QPushButton] = []
        for name, words, act in (
            ("columns_load", tr("&Load rule…"), self._load),
            ("columns_save", tr("&Save rule…"), self._save),
        ):
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self._rule_buttons.append(button)
            head.addWidget(button)
        middle = QHBoxLayout()
        middle.addWidget(self._fields)
        middle.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addWidget(self.said)
        column.addWidget(self._buttons)

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(words)
        return box

    def _table(self) -> DataTable:
        empty = DataTable("", (), [])
        return self._tables.get(self.sheet.currentData(), next(iter(self._tables.values()), empty))

    def _take(self, rule: ColumnRule) -> None:
        """Show a rule: the fields of its kind of rows, and the preview of its sheet."""
        self.rows.setCurrentIndex(list(_kinds()).index(rule.rows))
        if rule.sheet in self._tables:
            self.sheet.setCurrentIndex(list(self._tables).index(rule.sheet))
        table = self._table()
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        for name in FIELDS[rule.rows]:
            box = self._box(f"columns_{name}", _field_name(name))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LETTERS)
            box.addItem("–", "")
            for head in filter(None, dict.fromkeys(table.head)):
                box.addItem(shown_name(head), head)
            box.setCurrentIndex(max(0, box.findData(rule.columns.get(name, ""))))
            box.activated.connect(self._count)
            self._form.addRow(_field_name(name) + (" *:" if name in NEEDED[rule.rows] else ":"), box)
            self.boxes[name] = box
        self.tag = QLineEdit(rule.tag, self)
        self.tag.setObjectName("columns_tag")
        self.tag.setPlaceholderText(tr("where no column names it"))
        self.tag.setToolTip(plain_tip(self.tag.placeholderText()))
        self._form.addRow(tr("Tag of all:"), self.tag)
        self._form.setRowVisible(self.tag, rule.rows == "spans")
        bar = self._fields.verticalScrollBar().sizeHint().width()
        self._fields.setMinimumWidth(self._form.sizeHint().width() + bar)
        order = [
            self.rows,
            self.sheet,
            *self.boxes.values(),
            self.tag,
            self.preview,
            *self._rule_buttons,
            self._buttons,
        ]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._show(table)
        self._count()

    def _show(self, table: DataTable) -> None:
        self.preview.setColumnCount(len(table.head))
        self.preview.setHorizontalHeaderLabels([shown_name(head) for head in table.head])
        self.preview.setRowCount(min(len(table.rows), _SHOWN))
        for line, (_, cells) in enumerate(table.rows[:_SHOWN]):
            for place, cell in enumerate(cells):
                self.preview.setItem(line, place, QTableWidgetItem(shown_name(" ".join(cell[:_LONGEST].split()))))
        self.preview.resizeColumnsToContents()

    def _count(self) -> None:
        rule = self.rule()
        missing = [_field_name(name) for name in NEEDED[rule.rows] if name not in rule.columns]
        twice = len(set(rule.columns.values())) < len(rule.columns)
        words = tr("Choose the column for: {names}.", names=in_row(missing)) if missing else ""
        words = words or (tr("One column is chosen for two fields.") if twice else "")
        self.said.setText(words or tr("{n} row|{n} rows", len(self._table().rows)))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not missing and not twice)

    def _load(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Load rule"), "", tr("Rules (*.json)"))
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Take the rule in a file; where it is none, that is said and nothing changes."""
        try:
            self._take(read_rule(path))
        except AnalystError as error:
            self.said.setText(str(error))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save rule"), "columns.json", tr("Rules (*.json)"))
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the rule to a new file, for ``import --rules``."""
        try:
            write_rule(path, self.rule())
        except (AnalystError, OSError) as error:
            self.said.setText(reason(error, path))
            return
        self.said.setText(tr("Saved as {file}: use it again here, or on the command line.", file=path.name))
