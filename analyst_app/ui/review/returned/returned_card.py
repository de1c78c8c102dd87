"""The card of a decision that came back: what was, what is now, why, and the answers as buttons with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from analyst_app.ui.bars.cap_button import CapButton
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.panels.asked_line import AskedLine
from analyst_app.ui.review.returned.returned_words import MOST_SAID
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import PlainLabel, WrappingLabel
from analyst_app.ui.widgets.second_click import SecondClick
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.review.returned.returned_words import ReturnedWords
    from analyst_app.ui.widgets.theme import Looks

_ROWS = (("before", marked("Was")), ("now", marked("Is now")), ("why", marked("Why")), ("said", marked("Said")))
_OF_ANSWERS = {"before": marked("On"), "why": marked("From")}
"""The names of the rows where a reader answers a report."""
_BUTTONS = (
    ("accept", marked("Accept"), "A"),
    ("contest", marked("Contest…"), "C"),
    ("answer", marked("Answer…"), "M"),
    ("next", marked("Next"), "N"),
    ("previous", marked("Previous"), "P"),
)
_DECIDING = ("accept", "contest")
"""Buttons that answer a decision; a reader of a report has made none."""
_LEAST_ROOM = 1_000
"""Characters beside what was said: names, and the state of the thread."""
_LEAST_LINES = 2
"""Lines of its words that are seen at any size of the window; the others are scrolled to."""


class ReturnedCard(FloatingCard):
    """Floats over the article like every card: it covers neither the words that it is about nor moves any.

    Args:
        looks: colours and sizes.
        parent: the widget that it floats over.
    """

    commanded = Signal(str)
    """A button: accept, contest, answer, next, previous, resolve or leave."""
    given = Signal(str)
    """The words that were asked for."""
    given_up = Signal()
    """Esc in the field: nothing is given."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, parent)
        self.setObjectName("returned_card")
        self.setAccessibleName(tr("Decision on your tag"))
        self._second_click = SecondClick(self)
        self.head = ElidedLabel("", self)
        self.head.setObjectName("returned_head")
        self.head.setFont(looks.sizes.font("card_head"))
        self._labels: dict[str, tuple[PlainLabel, WrappingLabel]] = {}
        self._body = self._made_body()
        self._area = QScrollArea(self)
        self._area.setObjectName("returned_words")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(self._body)
        self._body.setAutoFillBackground(False)  # setWidget turns it on
        self.field = AskedLine(self)
        self.field.setObjectName("reply_field")
        self.field.left.connect(self._give_up)
        self.field.gone.connect(self._on_field_left)
        self.field.returnPressed.connect(self._give)
        self._keys = QWidget(self)
        self._fill_keys()
        self._column = QVBoxLayout(self)
        edge = looks.sizes.space(2)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(looks.sizes.space(0))
        self._line = QHBoxLayout()
        self._line.addWidget(self.head, 1)
        self._line.addWidget(self._cross())
        self._column.addLayout(self._line)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self.field)
        self._column.addWidget(self._keys)

    def show_words(self, words: ReturnedWords, *, is_resolved: bool | None) -> None:
        """Show a decision.

        Args:
            words: what is said of it.
            is_resolved: whether its thread is resolved; None: it has none.
        """
        self.head.setText(words.head)
        self.head.setToolTip("")
        self._show_kind(is_answer=words.is_answer)
        for name, (caption, label) in self._labels.items():
            told = getattr(words, name)
            label.setText(told)
            for one in (caption, label):
                one.setVisible(bool(told))
        self._resolve.setText(tr("Open the thread again") if is_resolved else tr("Resolve the thread"))
        self._resolve.setVisible(is_resolved is not None)
        self.setAccessibleDescription(". ".join(filter(None, (words.head, words.before, words.now, words.why))))
        self._area.verticalScrollBar().setValue(0)
        self.wish(True)

    def turn(self, pages: int) -> bool:
        """Scroll its words; False if all are seen.

        Args:
            pages: as many as are seen at once; below 0 towards the first.
        """
        bar = self._area.verticalScrollBar()
        if bar.maximum() <= 0:
            return False
        line = self.head.fontMetrics().lineSpacing()
        bar.setValue(bar.value() + pages * max(line, self._area.viewport().height() - line))
        return True

    def _show_kind(self, *, is_answer: bool) -> None:
        """Offer what can be done: a reader's answer is answered, a decision is accepted or contested, too."""
        self.setAccessibleName(tr("Answer to your report") if is_answer else tr("Decision on your tag"))
        for name, words in _ROWS:
            self._labels[name][0].setText(tr(_OF_ANSWERS.get(name, words) if is_answer else words))
        first = "answer" if is_answer else "accept"
        for word, _, key in _BUTTONS:
            self._buttons[word].setVisible(not (is_answer and word in _DECIDING))
            self._buttons[word].show_keys((key,), is_first=word == first)

    @property
    def has_typed(self) -> bool:
        """True while words stand in the field that are not given yet."""
        return not self.field.isHidden() and bool(self.field.text().strip())

    def ask(self, question: str) -> None:
        """Ask for words, in the place of the buttons: Enter gives them, Esc gives none."""
        self._keys.hide()
        self.field.ask(question)
        self.wish(True)
        self.field.setFocus()

    def take_up(self) -> None:
        """Go on typing."""
        self.field.setFocus()

    def close_field(self) -> None:
        """Ask no more."""
        self.field.clear()
        self.field.hide()
        self._keys.show()
        if self.has_words:
            self.wish(True)

    def wanted_width(self) -> int:
        """As wide as a card may be."""
        return self._looks.sizes.width("toast") + 2 * self.shadow

    def minimumSizeHint(self) -> QSize:
        """No size of its own: its words scroll."""
        return QSize(0, 0)

    def height_for(self, width: int) -> int:
        """All its words, up to a half of the page; then they scroll."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        inner = width - 2 * self.shadow - margins.left() - margins.right()
        around = 2 * self.shadow + margins.top() + margins.bottom() + 2 * spacing
        is_asking = not self.field.isHidden()
        around += self._line.sizeHint().height()
        around += self.field.sizeHint().height() if is_asking else self._keys.heightForWidth(inner)
        line = self.head.fontMetrics().height()
        layout = self._body.layout()
        words = layout.heightForWidth(inner) if layout is not None else 0
        floor = self.parentWidget()
        room = (floor.height() // 2 if floor is not None else words) - around
        return around + max(min(words, _LEAST_LINES * line), min(words, room))

    # -- inside ----------------------------------------------------------------

    def _made_body(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._looks.sizes.space(1))
        grid.setVerticalSpacing(self._looks.sizes.space(0) // 2)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(_ROWS):
            caption, label = PlainLabel(tr(words), body), WrappingLabel("", body)
            caption.setProperty("role", "muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setObjectName(f"returned_{name}")
            label.most = MOST_SAID + _LEAST_ROOM
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._labels[name] = caption, label
            grid.addWidget(caption, row, 0)
            grid.addWidget(label, row, 1)
        grid.setRowStretch(len(_ROWS), 1)
        return body

    def _fill_keys(self) -> None:
        self._buttons: dict[str, CapButton] = {}
        row = FlowLayout(self._keys, gap=self._looks.sizes.space(0), between=self._looks.sizes.space(0))
        for word, words, key in _BUTTONS:
            button = CapButton(self._looks, self._keys)
            button.setObjectName(f"returned_{word}")
            button.setText(tr(words))
            button.setAutoDefault(False)
            button.show_keys((key,), is_first=word == "accept")
            button.clicked.connect(lambda checked=False, word=word: self.commanded.emit(word))
            self._second_click.watch(button)
            row.addWidget(button)
            self._buttons[word] = button
        self._resolve = self._quiet("returned_resolve", "resolve")
        row.addWidget(self._resolve)  # beside the head it would cut the words of that

    def _cross(self) -> QToolButton:
        cross = self._quiet("returned_leave", "leave")
        cross.setText("✕")
        cross.setAccessibleName(tr("Leave the decisions"))
        cross.setToolTip(tr("Leave the decisions (Esc)"))
        return cross

    def _quiet(self, name: str, word: str) -> QToolButton:
        """A button in the line of the head."""
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self.commanded.emit(word))
        self._second_click.watch(button)
        return button

    def _give(self) -> None:
        words = self.field.text().strip()
        self.close_field()
        self.given.emit(words)

    def _give_up(self) -> None:
        self.close_field()
        self.given_up.emit()

    def _on_field_left(self, is_typed: bool) -> None:
        if not is_typed:
            self.close_field()
