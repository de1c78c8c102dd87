"""Paragraphs, rows and text boxes in the order in which an RTF file writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyst_app.importers.documents.text_paragraphs import row_paragraphs


@dataclass(slots=True)
class RtfFlow:
    """Paragraphs that are being written: the text's, a note's, a comment's."""

    paragraphs: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[list[str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    """The words of text boxes that hang on this paragraph."""

    def end_paragraph(self, *, in_table: bool = False) -> None:
        """The line is a paragraph: of the text, or of the open cell."""
        words = "".join(self.line)
        self.line.clear()
        if self.row and not in_table:
            self.end_row()
        into = self.cell if in_table else self.paragraphs
        into += [*re.split(r"\n[ \t]*\n", words), *self.boxes]
        self.boxes.clear()

    def end_cell(self) -> None:
        """The open cell is whole."""
        self.end_paragraph(in_table=True)
        self.row.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """The open row is whole."""
        if self.cell or self.line:
            self.end_cell()
        self.paragraphs += row_paragraphs(self.row)
        self.row = []

    def words(self) -> list[str]:
        """All paragraphs; what is still open is ended first."""
        if self.row or self.cell:
            self.end_row()
        if self.line or self.boxes:
            self.end_paragraph()
        return self.paragraphs
