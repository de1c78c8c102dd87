"""The columns of the codebook's page: the tags, the form of one, and its preview, which gives way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analyst_app.ui.frame.paper import Paper, hairline, scrolled

if TYPE_CHECKING:
    from analyst_app.ui.codebook.tag_form import TagForm
    from analyst_app.ui.widgets.theme import Looks


class PageColumns(QWidget):
    """Side by side where there is room.

    Args:
        looks: colours and sizes.
        tags: the list of tags, and what stands under it.
        form: of the chosen tag.
        preview: of that tag.
        parent: the page.
    """

    def __init__(
        self, looks: Looks, tags: tuple[QWidget, QWidget], form: TagForm, preview: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._looks, self._form, self._preview = looks, form, preview
        sizes = looks.sizes
        self._left = QWidget(self)
        self._left.setFixedWidth(sizes.width("codebook_tags"))
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, sizes.space(1), 0, 0)
        column.setSpacing(0)
        column.addWidget(tags[0], 1)
        column.addWidget(tags[1])
        self._middle = Paper(looks, self)
        self._right = scrolled(self)
        self._right.setFixedWidth(sizes.width("codebook_preview"))
        self._right.setWidget(preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        upright = partial(hairline, self, is_upright=True)
        for part in (self._left, upright(), self._middle, upright(), self._right):
            row.addWidget(part, 1 if part is self._middle else 0)
        self._middle.put_in(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the preview stands under the form; on a very narrow one the tags take less."""
        super().resizeEvent(event)
        sizes = self._looks.sizes
        is_narrow = self.width() < sizes.width("codebook_narrow")
        usual = sizes.width("codebook_tags")
        self._left.setFixedWidth(min(usual, max(usual // 2, self.width() // 4)))
        self._form.stack(self.width() < sizes.width("codebook_stacked"))
        if is_narrow == self._right.isHidden():
            return
        self._right.setVisible(not is_narrow)
        if is_narrow:
            self._middle.put_under(self._right.takeWidget() or self._preview)
        else:
            self._right.setWidget(self._preview)
        self._preview.show()
