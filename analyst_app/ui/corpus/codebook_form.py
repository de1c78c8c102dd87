"""The fields of one tag of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook import PARTS, Codebook, EdgeRule
from analyst_app.corpus.codebook_editing import (
    ends_from_words,
    ends_in_words,
    new_id_for,
    reasons_from_words,
    reasons_in_words,
    values_from_words,
    values_in_words,
)
from analyst_app.errors import CodebookInvalid
from analyst_app.ui.widgets.colour import AA_GRAPHIC, Colour, contrast
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.ui.widgets.theme import theme
from analyst_app.ui.widgets.typed_text import typed_text
from analyst_app.wording import tr

_RULES = get_args(EdgeRule)
_ATTRIBUTE_HEADS = ("Attribute", "Type", "Values (name=digit, …)")
_LINK_HEADS = ("Role", "Leads to (tags)")


class TagForm(QWidget):
    """Shows a tag's fields and gives back what they say."""

    edited = Signal()
    example_wanted = Signal(bool)
    """A person wants the article's selection as an example; True: as a counterexample."""
    example_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tag: Mapping[str, Any] = {}
        self._names: Mapping[str, str] = {}
        form = QFormLayout(self)
        self.name = self._line("codebook_name")
        self.key = self._line("codebook_key")
        self.key.setMaxLength(1)
        self.colour = self._line("codebook_colour")
        self.swatch = PlainLabel("", self)
        self.swatch.setObjectName("codebook_swatch")
        self.helper = QCheckBox("only serves other tags; not counted", self)
        self.helper.toggled.connect(self._on_edit)
        self.edge_rule = QComboBox(self)
        self.edge_rule.addItems(_RULES)
        self.edge_rule.activated.connect(self._on_edit)
        self.plays = QComboBox(self)
        self.plays.setObjectName("codebook_plays")
        self.plays.activated.connect(self._on_edit)
        self.definition = self._text("codebook_definition")
        self.edges = self._text("codebook_edges")
        self.reasons = self._text("codebook_reasons_of_tag")
        self.reasons.setPlaceholderText(tr("One a line. Empty: those of the codebook, else the usual ones."))
        self.lists = {"examples": self._list("examples"), "counterexamples": self._list("counterexamples")}
        self.attributes = self._table("codebook_attributes", _ATTRIBUTE_HEADS)
        self.links = self._table("codebook_links", _LINK_HEADS)
        form.addRow("Name:", self.name)
        form.addRow("Key:", self.key)
        form.addRow("Colour:", self._colour_row())
        form.addRow("Helper:", self.helper)
        form.addRow("Definition:", self.definition)
        form.addRow("Edges:", self.edges)
        form.addRow("Edge rule:", self.edge_rule)
        form.addRow(tr("Plays:"), self.plays)
        form.addRow("Examples:", self._list_column("examples"))
        form.addRow("Counter-\nexamples:", self._list_column("counterexamples"))
        form.addRow("Attributes:", self._table_column(self.attributes))
        form.addRow("Links:", self._table_column(self.links))
        form.addRow(tr("Reasons to\nreject:"), self.reasons)

    # -- showing -----------------------------------------------------------------------

    def show_tag(self, tag: Mapping[str, Any], names: Mapping[str, str]) -> None:
        """Show a tag of the codebook's raw form, and the tags that its links lead to by their names, given by id."""
        self._tag, self._names = {}, names  # what follows is no edit
        for field, key in ((self.name, "name"), (self.key, "key"), (self.colour, "colour")):
            field.setText(tag.get(key, ""))
        self.helper.setChecked(tag.get("helper", False))
        self.edge_rule.setCurrentText(tag.get("edge_rule", "none"))
        self._show_part(tag.get("plays") or "")
        for text, key in ((self.definition, "definition"), (self.edges, "edges")):
            text.setPlainText(tag.get(key, ""))
        for key, listed in self.lists.items():
            listed.clear()
            for example in tag.get(key, []):
                listed.addItem(QListWidgetItem(str(example)))
        self._fill(self.attributes, [(a.get("name", a["id"]), a.get("type", "text"), values_in_words(a))
                                     for a in tag.get("attributes", [])])  # fmt: skip
        links = tag.get("links", [])
        self._fill(self.links, [(r.get("name", r["role"]), ends_in_words(r.get("to", []), names)) for r in links])
        self.reasons.setPlainText(reasons_in_words(tag.get("reasons")))
        self._tag = tag
        self._show_colour()

    def values(self) -> dict[str, Any]:
        """The plain fields as they are now; only those that differ from the tag that was shown."""
        now: dict[str, Any] = {
            "name": self.name.text().strip(),
            "key": self.key.text().strip().upper(),
            "colour": self.colour.text().strip(),
            "helper": self.helper.isChecked(),
            "edge_rule": self.edge_rule.currentText(),
            "plays": self.plays.currentData(),
            "definition": typed_text(self.definition.document()).strip(),
            "edges": typed_text(self.edges.document()).strip(),
        }
        old = self._tag.get("reasons", [])
        said = typed_text(self.reasons.document())
        now["reasons"] = old if said == reasons_in_words(old) else reasons_from_words(said, old)
        for key, listed in self.lists.items():
            now[key] = [listed.item(row).text() for row in range(listed.count())]
        usual = {"helper": False, "edge_rule": "none", "examples": [], "counterexamples": [], "reasons": []}
        return {key: value for key, value in now.items() if value != self._tag.get(key, usual.get(key, ""))}

    def attribute_data(self) -> list[dict[str, Any]] | None:
        """The attributes in raw form, or None if they are as they were.

        Raises:
            CodebookInvalid: a type or a value cannot be understood.
        """
        old = self._tag.get("attributes", [])
        found = []
        taken = {attribute["id"] for attribute in old}
        for row, (name, kind, words) in enumerate(self._cells(self.attributes)):
            before = old[row] if row < len(old) else {}
            if not name:
                continue
            if kind not in ATTRIBUTE_TYPES:
                raise CodebookInvalid(
                    f"The attribute {name} has the type “{kind}”; choose one of {', '.join(ATTRIBUTE_TYPES)}."
                )
            attribute = {"id": before.get("id") or new_id_for(name, taken)} | dict(before)
            taken.add(attribute["id"])
            if name != before.get("name", before.get("id")):
                attribute["name"] = name
            attribute["type"] = kind
            if ATTRIBUTE_TYPES[kind].lists_values and words != values_in_words(before):
                attribute["values"] = values_from_words(words, before)
            found.append(attribute)
        return None if found == old else found

    def link_data(self) -> list[dict[str, Any]] | None:
        """The link roles in raw form, or None if they are as they were."""
        old = self._tag.get("links", [])
        found = []
        taken = {role["role"] for role in old}
        for row, (name, ends) in enumerate(self._cells(self.links)):
            before = old[row] if row < len(old) else {}
            if name:
                role = {"role": before.get("role") or new_id_for(name, taken)} | dict(before)
                taken.add(role["role"])
                if name != before.get("name", before.get("role")):
                    role["name"] = name
                found.append(role | {"to": ends_from_words(ends, self._names)})
        return None if found == old else found

    def add_example(self, example: str, *, counter: bool) -> None:
        """Put an example at the end of its list."""
        self.lists["counterexamples" if counter else "examples"].addItem(QListWidgetItem(example))
        self._on_edit()

    # -- building ----------------------------------------------------------------------

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.textEdited.connect(self._on_edit)
        return field

    def _text(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setObjectName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 12)
        field.textChanged.connect(self._on_edit)
        return field

    def _list(self, name: str) -> QListWidget:
        listed = QListWidget(self)
        listed.setObjectName(f"codebook_{name}")
        listed.setFixedHeight(listed.fontMetrics().lineSpacing() * 4 + 12)
        listed.itemActivated.connect(lambda item: self.example_chosen.emit(item.text()))
        return listed

    def _list_column(self, name: str) -> QVBoxLayout:
        listed = self.lists[name]
        add, remove = QPushButton("Add the selected text", self), QPushButton("Remove", self)
        add.setObjectName(f"codebook_add_{name}")
        add.clicked.connect(lambda: self.example_wanted.emit(name == "counterexamples"))
        remove.clicked.connect(lambda: self._remove_example(listed))
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(remove)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(listed)
        column.addLayout(row)
        return column

    def _remove_example(self, listed: QListWidget) -> None:
        if listed.currentRow() >= 0:
            listed.takeItem(listed.currentRow())
            self._on_edit()

    def _table(self, name: str, heads: tuple[str, ...]) -> QTableWidget:
        table = QTableWidget(0, len(heads), self)
        table.setObjectName(name)
        table.setHorizontalHeaderLabels(heads)
        table.horizontalHeader().setStretchLastSection(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setVisible(False)
        table.setFixedHeight(table.fontMetrics().lineSpacing() * 8)
        table.itemChanged.connect(self._on_edit)
        return table

    def _table_column(self, table: QTableWidget) -> QVBoxLayout:
        add = QPushButton("Add", self)
        add.setObjectName(f"{table.objectName()}_add")
        add.clicked.connect(lambda: table.insertRow(table.rowCount()))
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(table)
        column.addLayout(row)
        return column

    def _colour_row(self) -> QHBoxLayout:
        choose = QPushButton("Choose…", self)
        choose.clicked.connect(self._choose_colour)
        row = QHBoxLayout()
        row.addWidget(self.colour, 1)
        row.addWidget(choose)
        row.addWidget(self.swatch, 3)
        return row

    # -- inside ------------------------------------------------------------------------

    def _fill(self, table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
        table.setRowCount(len(rows))
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                table.setItem(row, column, QTableWidgetItem(word))

    def _cells(self, table: QTableWidget) -> list[list[str]]:
        return [
            [
                item.text().strip() if (item := table.item(row, column)) is not None else ""
                for column in range(table.columnCount())
            ]
            for row in range(table.rowCount())
        ]

    def _on_edit(self) -> None:
        if self._tag:
            self._show_colour()
            self.edited.emit()

    def _show_part(self, part: Any) -> None:
        """Offer the parts and choose one; a part that this version does not know stays among them."""
        self.plays.clear()
        self.plays.addItem("–", "")
        for known in PARTS:
            self.plays.addItem(known, known)
        if part not in ("", *PARTS):
            self.plays.addItem(str(part), part)
            self.plays.setCurrentIndex(self.plays.count() - 1)
        else:
            self.plays.setCurrentText(part or "–")

    def _choose_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour.text()), self, "Colour of the tag")
        if chosen.isValid():
            self.colour.setText(chosen.name())
            self._on_edit()

    def _show_colour(self) -> None:
        """The tag as it looks on its blended tint, and a word where the colour had to be made legible."""
        code = self.colour.text().strip()
        sample = {"id": "x", "name": "x", "colour": code}
        try:
            codebook = Codebook.from_data({"format": "media-codebook", "id": "x", "version": 1, "tags": [sample]})
        except CodebookInvalid:
            self.swatch.setText("write it as #rrggbb")
            self.swatch.setStyleSheet("")
            return
        name = "dark" if self.palette().base().color().lightness() < 128 else "light"
        look = theme(name).tag_looks(codebook)["x"]
        words = f"{self.key.text().upper() or '•'} {shown_name(self.name.text())}"
        if contrast(Colour.of(code), Colour.of(look.tint.name())) < AA_GRAPHIC:
            words += " (too near to its ground: made legible)"
        self.swatch.setText(words)
        self.swatch.setStyleSheet(f"background: {look.tint.name()}; color: {look.ink.name()}; padding: 2px 6px;")
