"""The pages of the guide, shown from our own files alone: nothing is fetched, and no other file is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from analyst_app import resources
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

FIRST_PAGE = "guide.md"
_PAGE = re.compile(r"[\w-]+\.md")
_PICTURE = re.compile(r"([\w-]+?)(-light)?\.(png|svg)")
_LINE = 118
"""Percent of the type's own height from line to line."""
_PICTURE_SIGN = "\ufffc"
"""Stands for a picture in the text."""


class GuideText(QTextBrowser):
    """One page at a time; links lead to others.

    Args:
        looks: colours and sizes.
        parent: the guide's window.
    """

    page_shown = Signal(str)
    """Another page is shown: its file's name."""
    refused = Signal(str)
    """A link is not followed: the sentence that says why."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_text")
        self.setAccessibleName(tr("Guide"))
        self._looks = looks
        self.page = ""
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        looks.changed.connect(self._again)

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page.

        Args:
            name: of its file.
            heading: the place in it, as a link names one; empty: its beginning.
        """
        try:
            words = resources.guide(name).decode("utf-8") if _PAGE.fullmatch(name) else None
        except OSError:
            words = None
        if words is None:
            self.refused.emit(tr("The guide has no page “{name}”.", name=name))
            return
        if name != self.page:
            self.page = name
            self._show(words)
            self.page_shown.emit(name)
        self._go_to(heading)

    def find_words(self, words: str, *, back: bool = False) -> bool:
        """Select the next place of words, going round at the end; False: they are nowhere."""
        flag = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if self.find(words, flag):
            return True
        before = self.textCursor()
        edge = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
        self.moveCursor(edge)
        is_found = self.find(words, flag)
        if not is_found:
            self.setTextCursor(before)
        return is_found

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the guide, as wide as there is room; nothing else."""
        file = name.toString() if isinstance(name, QUrl) else name
        picture = _PICTURE.fullmatch(file)
        if picture is None:
            return None
        if picture[2] and self._looks.colours.is_dark:
            file = f"{picture[1]}-dark.{picture[3]}"
        try:
            image = QImage.fromData(resources.guide(file))
        except OSError:
            return None
        room = max(1, self.viewport().width() - 4 * self._looks.sizes.space(3))
        ratio = self.devicePixelRatioF()
        if image.width() > room:
            from PySide6.QtCore import Qt

            image = image.scaledToWidth(int(room * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._again()

    # -- inside ----------------------------------------------------------------

    def _show(self, words: str) -> None:
        document = QTextDocument(self)
        document.setDefaultFont(self._looks.sizes.font("body"))
        document.setDocumentMargin(self._looks.sizes.space(5))
        document.setBaseUrl(QUrl())
        flags = QTextDocument.MarkdownFeature
        document.setMarkdown(words, flags.MarkdownDialectGitHub | flags.MarkdownNoHTML)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block = document.begin()
        while block.isValid():
            if _PICTURE_SIGN not in block.text():
                QTextCursor(block).mergeBlockFormat(spaced)
            block = block.next()
        self.setDocument(document)

    def _again(self) -> None:
        """Show the page anew at the same place: the room or the colours are others."""
        if self.page:
            bar = self.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self._show(resources.guide(self.page).decode("utf-8"))
            bar.setValue(round(share * bar.maximum()))

    def _follow(self, link: QUrl) -> None:
        if link.scheme():
            self.refused.emit(tr("The program opens no web pages. The address is {address}", address=link.toString()))
            return
        self.show_page(link.path() or self.page, link.fragment())

    def _go_to(self, heading: str) -> None:
        block = self.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and _named(block) == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()
        self.verticalScrollBar().setValue(0)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _named(heading: QTextBlock) -> str:
    """A heading as links name it."""
    return re.sub(r"[^\w\- ]", "", heading.text().lower()).strip().replace(" ", "-")
