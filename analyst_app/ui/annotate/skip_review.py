"""The list of lines that may not be the article, each to be ticked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout

from analyst_app.core.excerpts import excerpt, set_apart
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.gestures.tagging import Scene
    from analyst_app.language.zones import Zone
    from analyst_app.ui.article.article_view import ArticleView

_LINE = 90
"""Code points of a line that are shown."""


class SkipReview(QDialog):
    """The lines with a tick each; choosing one shows it in the article."""

    def __init__(self, view: ArticleView, scene: Scene, zones: list[Zone]) -> None:
        super().__init__(view.window())
        self.setObjectName("skip_review")
        self.setWindowTitle(tr("Lines that are not the article"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._zones = zones
        self.lines = QListWidget(self)
        self.lines.setObjectName("skip_lines")
        for zone in zones:
            item = QListWidgetItem(f"{set_apart(excerpt(scene.text, zone.span, _LINE))}  –  {zone.why}", self.lines)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.lines.currentRowChanged.connect(lambda row: view.reveal(zones[row].span))
        view.set_hits([zone.span for zone in zones])
        self.finished.connect(lambda: view.set_hits([]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(tr("Skip those ticked"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        meaning = tr("Skipped lines are greyed, and left out of counts, suggestions and agreement.")
        column.addWidget(PlainLabel(meaning, self))
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)
        fit_dialog(self, 620, 360)

    def chosen(self) -> list[Zone]:
        """The lines that are ticked."""
        ticked = Qt.CheckState.Checked
        return [zone for row, zone in enumerate(self._zones) if self.lines.item(row).checkState() == ticked]
