"""A quote and its source side by side, the words that differ marked by colour and by a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.export.evidence.evidence_report import Marked


class ComparedPair(QSplitter):
    """Two texts, read-only and plain: nothing in them is taken for markup."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.quote = self._text("verification_quote", tr("The quote"))
        self.source = self._text("verification_source", tr("The source"))

    def _text(self, name: str, words: str) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setObjectName(name)
        text.setAccessibleName(words)
        text.setPlaceholderText(words)
        text.setReadOnly(True)
        text.setUndoRedoEnabled(False)
        text.setTabChangesFocus(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.document().setDefaultTextOption(option)
        self.addWidget(text)
        return text

    def show_marked(self, quote: Sequence[Marked], source: Sequence[Marked]) -> None:
        """Show both texts.

        Args:
            quote: the quote's stretches.
            source: the source's stretches.
        """
        self._fill(self.quote, quote, is_quote=True)
        self._fill(self.source, source, is_quote=False)

    def _fill(self, text: QPlainTextEdit, stretches: Sequence[Marked], *, is_quote: bool) -> None:
        text.clear()
        cursor = QTextCursor(text.document())
        first = -1
        for one in stretches:
            if one.kind == "other" and first < 0:
                first = cursor.position()
            cursor.insertText(visible(one.words), self._format(one.kind, is_quote=is_quote))
        cursor.setPosition(max(0, first))
        text.setTextCursor(cursor)
        text.ensureCursorVisible()

    def _format(self, kind: str, *, is_quote: bool) -> QTextCharFormat:
        """Words that differ are bold with a line through or under them, honest differences have dots under them."""
        format_ = QTextCharFormat()
        if kind == "fair":
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        elif kind == "other":
            format_.setFontWeight(700)
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            format_.setFontStrikeOut(is_quote)
            format_.setBackground(self.palette().alternateBase())
        return format_
