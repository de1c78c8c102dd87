"""The page that the program starts with where nothing is open: go on, open, play with the samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.files.samples import SAMPLE_LAYER
from analyst_app.ui.frame.page_focus import order_tabs
from analyst_app.ui.welcome.continue_card import ContinueCard
from analyst_app.ui.welcome.start_facts import LastArticle, VisitedFolder, day_of
from analyst_app.ui.welcome.start_rows import FolderRow, OpenRow
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import PlainLabel, plain_tip
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_WAYS = (
    ("file.open_folder", marked("Open a folder…"), "folder"),
    ("file.open", marked("Open an article…"), "open"),
    ("file.import", marked("Import…"), "import"),
    ("review.queue", marked("Review a colleague’s tags…"), "compare"),
    ("file.export", marked("Export a dataset…"), "export"),
    ("help.keys", marked("Keys on one page"), "keys"),
)
"""Commands by id, as the page names them, each with its picture."""


class StartPage(QScrollArea):
    """Shows what is remembered, and tells what is chosen.

    Args:
        looks: colours and sizes.
    """

    continued = Signal()
    """The last article is wanted, at its place."""
    folder_chosen = Signal(object)
    """A Path."""
    folder_forgotten = Signal(object)
    """A Path that is gone."""
    command_chosen = Signal(str)
    """The id of an action."""
    left = Signal()
    """Esc: back to where the person came from."""
    samples_chosen = Signal(str)
    """The samples, in the layer of that id; empty: in her own."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.setObjectName("start_page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._looks = looks
        self._columns: list[QBoxLayout] = []
        self._first: QWidget | None = None

    def show_facts(
        self,
        last: LastArticle | None,
        folders: Sequence[VisitedFolder],
        gone: frozenset[Path],
        keys: Mapping[str, str],
    ) -> None:
        """Show what is remembered.

        Args:
            last: the article that was read last; None: there is none.
            folders: those that were opened lately.
            gone: those of them that are not there now.
            keys: keys of the commands, by id.
        """
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        sizes = self._looks.sizes
        self._columns, self._first = [], None
        page = QWidget()
        page.setMaximumWidth(sizes.width("welcome"))
        column = QVBoxLayout(page)
        column.setSpacing(sizes.space(1))
        column.setContentsMargins(sizes.space(3), sizes.space(5), sizes.space(3), sizes.space(4))
        title = self._words(tr("Analyst App"), "page_title", page)
        font = title.font()
        font.setPointSizeF(sizes.reading("title_points"))
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(
            self._words(tr("Everything you open and tag stays on this computer."), "empty", page, is_muted=True)
        )
        if last is not None:
            column.addSpacing(sizes.space(2))
            card = ContinueCard(last, self._looks, page)
            card.button.clicked.connect(self.continued)
            self._first = card.button
            column.addWidget(card)
        column.addSpacing(sizes.space(3))
        ways = self._ways(keys, page)
        self._add_columns(column, self._folders(folders, gone, page) if folders else None, ways)
        line = QFrame(page)
        line.setFixedHeight(1)
        line.setProperty("role", "hairline")
        column.addWidget(line)
        column.addSpacing(sizes.space(2))
        self._add_columns(column, *self._samples(page))
        column.addStretch(1)
        self._put(page)
        if had_focus or self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to what is most probably wanted."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_room(self, pixels: int) -> None:
        """Leave room at the end, where something floats that would cover what stands there.

        Args:
            pixels: its height; 0: there is nothing.
        """
        self.setViewportMargins(0, 0, 0, pixels + self._looks.sizes.space(2) if pixels else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- inside ----------------------------------------------------------------

    def _put(self, page: QWidget) -> None:
        """Put a page in, its column in the middle."""
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page, 1000)
        row.addStretch(1)
        ground.setObjectName("start_ground")
        self.setWidget(ground)
        order_tabs(page)
        self._flow()

    def _flow(self) -> None:
        """Stack the columns where they have no room beside each other."""
        is_narrow = self.viewport().width() < self._looks.sizes.width("palette")
        for columns in self._columns:
            columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _add_columns(self, column: QVBoxLayout, left: QLayout | None, right: QLayout) -> None:
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(self._looks.sizes.space(5))
        if left is not None:
            columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        if left is None:
            columns.addStretch(1)
        self._columns.append(columns)
        column.addLayout(columns)
        column.addSpacing(self._looks.sizes.space(2))

    def _folders(self, folders: Sequence[VisitedFolder], gone: frozenset[Path], page: QWidget) -> QVBoxLayout:
        column = self._headed(tr("Recent folders"), page)
        now = datetime.now().astimezone()
        for folder in folders:
            name = shown_name(folder.path.name or str(folder.path))
            under = tr("{n} article|{n} articles", folder.articles)
            done = tr("{done} of {articles} done", done=folder.done, articles=folder.articles)
            if folder.path in gone:
                under, done = tr("not there now: {place}", place=shown_name(str(folder.path.parent))), ""
            row = FolderRow((name, under), (done, day_of(folder.opened, now)), folder.share, self._looks, page)
            row.setToolTip(plain_tip(shown_name(str(folder.path))))
            row.setEnabled(folder.path not in gone)
            row.clicked.connect(lambda _=False, path=folder.path: self.folder_chosen.emit(path))
            line = QHBoxLayout()
            line.addWidget(row, 1)
            if folder.path in gone:
                forget = self._button(tr("Forget"), page)
                forget.clicked.connect(lambda _=False, path=folder.path: self.folder_forgotten.emit(path))
                line.addWidget(forget)
            column.addLayout(line)
            self._first = self._first or (row if row.isEnabled() else None)
        column.addStretch(1)
        return column

    def _ways(self, keys: Mapping[str, str], page: QWidget) -> QVBoxLayout:
        column = self._headed(tr("Open"), page)
        for action_id, words, icon in _WAYS:
            row = OpenRow(tr(words), icon, keys.get(action_id, ""), self._looks, page)
            row.setObjectName(f"start_{action_id.replace('.', '_')}")
            row.clicked.connect(lambda _=False, action_id=action_id: self.command_chosen.emit(action_id))
            column.addWidget(row)
            self._first = self._first or row
        column.addWidget(self._words(tr("or drop a file or folder anywhere"), "secondary", page, is_muted=True))
        column.addStretch(1)
        return column

    def _samples(self, page: QWidget) -> tuple[QVBoxLayout, QVBoxLayout]:
        told = self._headed(tr("Three sample articles"), page)
        words = tr(
            "Already tagged in the layer “{layer}”, to play with. Your own layer starts empty; "
            "what you tag never changes theirs.",
            layer=SAMPLE_LAYER,
        )
        told.addWidget(self._words(words, "body", page, is_muted=True))
        told.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(self._looks.sizes.space(1))
        for name, text, layer in (
            ("start_look", tr("Look at the finished tags"), SAMPLE_LAYER),
            ("start_empty", tr("Start on an empty layer"), ""),
        ):
            button = self._button(text, page)
            button.clicked.connect(lambda _=False, layer=layer: self.samples_chosen.emit(layer))
            button.setObjectName(name)
            buttons.addWidget(button)
        first = self._button(tr("First reading, step by step"), page)
        first.setObjectName("start_first_reading")
        first.clicked.connect(lambda: self.command_chosen.emit("help.first_reading"))
        buttons.addWidget(first)
        buttons.addStretch(1)
        return told, buttons

    def _button(self, words: str, page: QWidget) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"), page)
        button.setAutoDefault(True)  # Enter presses it while it has the keyboard
        return button

    def _headed(self, words: str, page: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._looks.sizes.space(0))
        label = self._words(words, "secondary", page, is_muted=True)
        font = label.font()
        font.setWeight(font.Weight.DemiBold)
        label.setFont(font)
        column.addWidget(label)
        return column

    def _words(self, words: str, font: str, page: QWidget, *, is_muted: bool = False) -> PlainLabel:
        label = PlainLabel(words, page)
        label.setFont(self._looks.sizes.font(font))
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.setProperty("role", "muted" if is_muted else "text")
        return label
