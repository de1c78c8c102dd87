"""The further choices of an export: overlaps, splits, leaving out; and the command line that does the same."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from analyst_app.export.dividing.splits import GROUPS
from analyst_app.export.executors import DASK, LOCAL
from analyst_app.export.overlap import STRATEGIES
from analyst_app.ui.corpus.export_credits import ExportCredits
from analyst_app.ui.corpus.export_withholding import ExportWithholding
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.export.contract import Format
    from analyst_app.export.exporting import ExportRequest

_BOXES = {
    "with_text": marked("Leave the texts out, and whatever tells them (places only)"),
    "with_tokens": marked("Leave out the rows of tokens (it takes half of the time)"),
    "with_zones": marked("Leave out text that is marked to be skipped"),
    "with_pseudonyms": marked("Pseudonyms for the annotators"),
    "with_agreement": marked("Say how far annotators agree, also beside one person's layer"),
    "skips_damaged": marked("Leave out layers that are damaged"),
    "is_strict": marked("Write nothing if anything would be lost"),
}
_GROUPS = {"outlet": marked("articles of one outlet"), "month": marked("articles of one month")}
_PERSON = marked("articles about one person")
_BOTH = "outlet,actor"
_ROWS = 8
"""Lines of the first rows that are seen at once."""


def wrapped(words: str, parent: QWidget, role: str = "muted") -> PlainLabel:
    """A label that goes on in the next line, in the ink of a role.

    Args:
        words: of the label.
        parent: of the label.
        role: ``muted`` or ``wrong``; empty: none.
    """
    label = PlainLabel(words, parent)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


class ExportChoices(QWidget):
    """All that most exports need not be asked for."""

    changed = Signal()
    """Something was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.overlap = QComboBox(self)
        self.overlap.setObjectName("export_overlap")
        self.has_split = QCheckBox(tr("Divide the articles into parts"), self)
        self.has_split.setObjectName("export_has_split")
        self.split = QLineEdit("80/10/10", self)
        self.split.setObjectName("export_split")
        self.split.setAccessibleName(tr("Shares of the parts, in per cent"))
        self.seed = QSpinBox(self, maximum=1_000_000)
        self.seed.setObjectName("export_seed")
        self.seed.setAccessibleName(tr("Draw number"))
        self.seed.setToolTip(tr("The same number divides the same articles in the same way."))
        self.group = QComboBox(self)
        self.group.setObjectName("export_group")
        self.group.addItem(tr("only copies of one article"), "")
        for name in GROUPS:
            self.group.addItem(tr(_GROUPS.get(name, _PERSON)), name)
        self.group.addItem(tr("articles of one outlet, and about one person"), _BOTH)
        self.days = QLineEdit(self)
        self.days.setObjectName("export_split_date")
        self.days.setAccessibleName(tr("Days that part train from test"))
        self.days.setPlaceholderText(tr("empty: by chance; else 2024-01-01, or two days"))
        self.days.setToolTip(tr("Articles before the day are for training, those from then on for testing."))
        self.boxes = {name: QCheckBox(tr(words), self) for name, words in _BOXES.items()}
        for name, box in self.boxes.items():
            box.setObjectName(f"export_{name}")
        self.withholding = ExportWithholding(self, self.boxes["with_text"])
        self.credits = ExportCredits(self)
        self.cluster = QLineEdit(self)
        self.cluster.setObjectName("export_cluster")
        self.cluster.setAccessibleName(tr("Address of a Dask cluster"))
        self.cluster.setPlaceholderText(tr("empty: this machine does the work; else tcp://host:8786"))
        self.rows = QPlainTextEdit(self, readOnly=True)
        self.rows.setObjectName("export_rows")
        self.rows.setAccessibleName(tr("The first rows"))
        self.rows_title = wrapped(tr("The first rows"), self)
        self.command = QLineEdit(self, readOnly=True)
        self.command.setObjectName("export_command")
        self.command.setAccessibleName(tr("The same as a command"))
        self.copy = QPushButton(tr("Copy"), self)
        self.copy.setObjectName("export_copy")
        self.copy.setAutoDefault(False)
        self._set_up_rows()
        self._arrange()
        self._order()
        self._connect()

    def _order(self) -> None:
        """Let Tab go through the fields as they stand."""
        is_bare, *others = self.boxes.values()
        fields = [self.overlap, self.has_split, self.split, self.seed, self.group, self.days, is_bare]
        fields += [*self.withholding.fields, *others, *self.credits.fields, self.cluster, self.command, self.copy]
        for field, after in pairwise([*fields, self.rows]):
            QWidget.setTabOrder(field, after)

    def _set_up_rows(self) -> None:
        rows = self.rows
        rows.setPlaceholderText(tr("The first rows come here …"))
        rows.setProperty("role", "field")
        rows.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        rows.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        rows.setTabChangesFocus(True)
        rows.setFixedHeight(_ROWS * rows.fontMetrics().lineSpacing())
        for box in (self.overlap, self.group):
            narrow(box)

    def _arrange(self) -> None:
        parts, command = QHBoxLayout(), QHBoxLayout()
        parts.addWidget(self.split, 1)
        parts.addWidget(PlainLabel(tr("draw number"), self))
        parts.addWidget(self.seed)
        command.addWidget(self.command, 1)
        command.addWidget(self.copy)
        form = QFormLayout()
        form.addRow(tr("Where annotations overlap:"), self.overlap)
        form.addRow("", self.has_split)
        form.addRow(tr("Parts, in per cent:"), parts)
        form.addRow(tr("Kept together:"), self.group)
        form.addRow(tr("Or by date:"), self.days)
        form.addRow("", self.boxes["with_text"])
        self.withholding.add_to(form)
        for box in list(self.boxes.values())[1:]:
            form.addRow("", box)
        self.credits.add_to(form)
        form.addRow(tr("Work on a Dask cluster:"), self.cluster)
        form.setRowVisible(self.cluster, importlib.util.find_spec("distributed") is not None)
        form.addRow(tr("The same as a command:"), command)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.rows_title)
        column.addWidget(self.rows)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.overlap.currentIndexChanged.connect(self.changed)
        self.group.currentIndexChanged.connect(self.changed)
        for line in (self.split, self.days, self.cluster):
            line.textChanged.connect(self.changed)
        self.seed.valueChanged.connect(self.changed)
        self.withholding.changed.connect(self.changed)
        self.credits.changed.connect(self.changed)
        for box in (self.has_split, *self.boxes.values()):
            box.toggled.connect(self.changed)
        self.has_split.toggled.connect(self._follow_split)
        self.days.textChanged.connect(self._follow_split)
        self._follow_split()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())

    def _follow_split(self) -> None:
        is_on = self.has_split.isChecked()
        self.days.setEnabled(is_on)
        for field in (self.split, self.seed, self.group):
            field.setEnabled(is_on and not self.days.text().strip())

    def show_format(self, form: Format) -> None:
        """Offer what applies to a format."""
        self.withholding.apply(form.holds_standoff)
        self.boxes["with_tokens"].setVisible(form.hub is not None)
        self.overlap.blockSignals(True)
        self.overlap.clear()
        for name in form.overlap if form.overlap_default else ("", *form.overlap) if form.overlap else ():
            self.overlap.addItem(tr(STRATEGIES[name]) if name else tr("all of them stay"), name)
        if not form.overlap:
            self.overlap.addItem(tr("this format holds them as they are"), "")
        self.overlap.setEnabled(bool(form.overlap))
        self.overlap.blockSignals(False)

    def put_into(self, request: ExportRequest) -> ExportRequest:
        """The request with the further choices in it."""
        boxes = {name: box.isChecked() for name, box in self.boxes.items()}
        has_split = self.has_split.isChecked()
        days = self.days.text().strip() if has_split else ""
        is_bare = boxes["with_text"]  # also where the format cannot: then it is refused, and no text leaves unasked
        cluster = self.cluster.text().strip()
        return replace(
            request,
            split=self.split.text() if has_split and not days else None,
            split_date=days or None,
            seed=self.seed.value(),
            group_by=(self.group.currentData() or None) if has_split and not days else None,
            overlap=self.overlap.currentData() or None,
            with_text=not is_bare,
            quote_length=self.withholding.quote_length.value() if is_bare else request.quote_length,
            keep=self.withholding.keep if is_bare else (),
            with_tokens=not (boxes["with_tokens"] and request.format.hub),
            with_zones=not boxes["with_zones"],
            with_pseudonyms=boxes["with_pseudonyms"],
            with_agreement=boxes["with_agreement"],
            skips_damaged=boxes["skips_damaged"],
            is_strict=boxes["is_strict"],
            credits=self.credits.credits,
            with_citation=self.credits.cite.isChecked(),
            engine=DASK if cluster else LOCAL,
            scheduler=cluster or None,
        )

    def show_rows(self, title: str, words: str) -> None:
        """Show the first rows of a file.

        Args:
            title: names the file.
            words: the rows; empty: there are none yet.
        """
        self.rows_title.setText(title or tr("The first rows"))
        self.rows.setVisible(bool(words) or not title)
        self.rows.setPlainText(words)

    def show_command(self, words: str) -> None:
        """Show the command line that does the same."""
        self.command.setText(words)
        self.command.setCursorPosition(0)


def narrow(box: QComboBox) -> None:
    """Let a box be as narrow as its place: a long choice is read in the list that opens."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


_LETTERS = 12
