"""The list of a person's mentions with the words round them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import set_apart
from analyst_app.core.span import Span
from analyst_app.ui.annotate.floating_list import FloatingList
from analyst_app.wording import tr

_WIDTH = 520
_AROUND = 32
"""Code points of the text on each side of a mention."""


class MentionRow(NamedTuple):
    """A mention, and if it is among those that will be changed."""

    span: Span
    annotation: Annotation | None
    """None if it is not tagged yet."""
    is_in: bool
    why: str = ""
    """A remark after the words."""

    def words(self, text: str) -> str:
        """The mention in brackets, with the words round it."""
        start, end = max(0, self.span.start - _AROUND), self.span.end + _AROUND
        before, after = text[start : self.span.start], text[self.span.end : end]
        if start and not text[start - 1].isspace():
            before = f"…{before.partition(' ')[2]}" if " " in before else before
        if end < len(text) and not text[end].isspace():
            after = f"{after.rpartition(' ')[0]}…" if " " in after else after
        before, after = before.rpartition("\n")[2], after.partition("\n")[0]
        line = " ".join(f"{before}[{self.span.of(text)}]{after}".split())
        return set_apart(line) + (f"  –  {self.why}" if self.why else "")


class MentionList(FloatingList):
    """A title on top, below it the mentions, each with its tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH)
        self.setObjectName("mention_list")
        self.heading.setObjectName("mention_title")
        self.rows.setObjectName("mentions")
        self.rows.setAccessibleName(tr("Mentions that will be tagged"))

    def fill(self, text: str, rows: list[MentionRow]) -> None:
        """List mentions of a text."""
        self.rows.clear()
        for row in rows:
            item = QListWidgetItem(row.words(text), self.rows)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def show_state(self, title: str, rows: list[MentionRow], chosen: int) -> None:
        """Tick those that are in, and choose one.

        Args:
            title: of the list.
            rows: as they were filled in, with other ticks.
            chosen: the row of the one that is chosen.
        """
        self.heading.setText(title)
        for number, row in enumerate(rows):
            state = Qt.CheckState.Checked if row.is_in else Qt.CheckState.Unchecked
            self.rows.item(number).setCheckState(state)
        self.rows.setCurrentRow(chosen)
        self.fit()
