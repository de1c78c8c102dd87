"""The page of a review: the text with both readings, the differences, one card, the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.span import Span
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import ref_of
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.line_room import LineRoom
from analyst_app.ui.commands.pick_list import PickList
from analyst_app.ui.review.agreement_panel import AgreementPanel
from analyst_app.ui.review.differences.difference_card import DifferenceCard
from analyst_app.ui.review.differences.difference_table import DifferencePanel
from analyst_app.ui.review.differences.list_drawer import ListDrawer
from analyst_app.ui.review.differences.part_outlines import PartOutlines, places_of_parts
from analyst_app.ui.review.differences.readers_line import Reader, ReadersLine
from analyst_app.ui.review.gold.gold_sight import GoldSight
from analyst_app.ui.review.listed_differences import place_at
from analyst_app.ui.review.several.painted_readings import painted_of
from analyst_app.ui.review.several.several_words import text_words
from analyst_app.ui.review.several.shown_pair import ShownPair
from analyst_app.ui.widgets.after_paint import after_paint
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from analyst_app.core.store import AnnotationStore
    from analyst_app.ui.article.text_style import TextStyle
    from analyst_app.ui.commands.pick_list import Choice
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.theme import Looks

_MOST = 0.56
"""Share of the page's height that the card takes at most by itself: the text is more."""
_LINES = 4.5
"""Lines of text that stay in view over the card: four, and the gap between two paragraphs."""


class ReviewView(QWidget):
    """The page of a review, as it is seen. What is done is said by ``ReviewSession``."""

    pressed = Signal(str)
    """Id of the action whose button in the card was pressed."""
    reason_chosen = Signal(str)
    """A reason was clicked in the card: its id."""
    chosen = Signal(int)
    """A difference was clicked in a text: its place among the rows."""

    def __init__(self, looks: Looks, text_style: Callable[[], TextStyle], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_view")
        self.setAutoFillBackground(True)  # nothing under it is painted then when a word of it changes
        self.review: ReviewSession | None = None
        self._looks, self._text_style = looks, text_style
        self._is_beside = self._scrolling = self._is_sized = False
        self.text = ArticleView(self, colours=looks.colours)
        self.text.setObjectName("review_text")
        self.other = ArticleView(self, colours=looks.colours)
        self.other.setObjectName("review_text_a")
        self.other.setVisible(False)
        self._gold = GoldSight(self.text)
        self._parts = [PartOutlines(view) for view in (self.text, self.other)]
        for view, parts in zip((self.text, self.other), self._parts, strict=True):
            view.let_paint(parts)
        self.pair = ShownPair(looks, self)
        self.pair.setVisible(False)
        self.pair.chosen.connect(self._paint_anew)
        self.legend = ReadersLine(looks, self)
        self.panel = DifferencePanel(looks, self)
        self.card = DifferenceCard(looks, self)
        self.card.pressed.connect(self.pressed)
        self.card.reason_chosen.connect(self.reason_chosen)
        self.card.answered.connect(self.text.setFocus)
        self.card.told_above.connect(self.legend.say_instead)
        self.agreement = AgreementPanel(self)
        self.reasons = PickList(looks, self)
        self.agreement.tag_wanted.connect(self._show_costliest)
        self.turn = QPushButton(tr("Agreement"), self)
        self.turn.setObjectName("agreement_button")
        self.turn.setProperty("role", "quiet")
        self.turn.setCheckable(True)
        self.turn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.turn.toggled.connect(self._turn_to)
        self._below = QStackedWidget(self)
        self._below.setObjectName("review_lower")
        self._below.addWidget(self.card)
        self._below.addWidget(self.agreement)
        self._below.setMinimumHeight(looks.sizes.height("least_card"))
        looks.changed.connect(self.dress)
        self._lay_out()
        for view, follower in ((self.text, self.other), (self.other, self.text)):
            view.verticalScrollBar().valueChanged.connect(
                lambda _, view=view, follower=follower: self._scroll_along(view, follower)
            )
            view.clicked_at.connect(self._choose_at)
            view.annotation_clicked.connect(self._choose_annotation)

    def take_focus(self) -> None:
        """Give the keyboard to the text."""
        self.text.setFocus()

    @property
    def selection(self) -> Span | None:
        """The stretch of the text that is selected."""
        return self.text.selection

    def clear_selection(self) -> None:
        """Select nothing."""
        self.text.clear_selection()

    def after_paint(self, act: Callable[[], object]) -> None:
        """Act once the text has been painted."""
        after_paint(self.text.viewport(), act)

    def show_review(self, review: ReviewSession | None) -> None:
        """Show a review; None for none."""
        self.review = review
        for part in (self.panel, self.card, self.agreement):
            part.show_review(review)
        if review is None:
            self._gold.forget()
            self.pair.forget()
            self.text.show_document(None)
            self.other.show_document(None)
            return
        for view in (self.text, self.other):
            view.text_style = self._text_style()
        self.text.show_document(review.compared.document)
        self.other.show_document(None)  # it gets the text when it is wanted
        self._paint(review.compared.agreed)
        self._gold.show_review(review)
        review.gone_to.connect(self.reveal)
        self.reveal()

    def renew(self) -> None:
        """Show the same review in the words and colours of another codebook; a line that is being typed stays."""
        review = self.review
        if review is not None:
            self._paint(review.board.rows.agreed_ids())
            self.panel.renew()
            self.card.refresh()
            self.agreement.renew()

    def use_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys of actions on the buttons: ``key_of`` gives that of an id, empty for none."""
        self.card.use_keys(key_of)

    def dress(self) -> None:
        """Look as the article does: colours, face and size."""
        for view in (self.text, self.other):
            view.set_theme(self._looks.colours)
            view.text_style = self._text_style()
        self.panel.renew()

    def ask(self, question: str, answer: Callable[[str], object], words: str = "", *, keeps: bool = False) -> None:
        """Ask for a line of text in the card.

        Args:
            question: stands above the line.
            answer: called with what was typed.
            words: stand in the line at first.
            keeps: True if what was typed counts, too, where the focus goes elsewhere.
        """
        self.turn.setChecked(False)
        self.card.ask(question, answer, words, keeps=keeps)

    def pick(self, question: str, choices: Sequence[Choice], answer: Callable[[str], object], chosen: str) -> None:
        """Open a list below the difference, to be answered by one key.

        Args:
            question: stands above it.
            choices: its entries.
            answer: called with the id of what was picked, or with words of one's own; not if it is left.
            chosen: id of the entry that Enter picks at first.
        """
        row = self.review.row if self.review is not None else None
        shown = self.text.viewport()
        place = self.text.rect_of(row.difference.start).bottomLeft() if row is not None else shown.rect().center()
        place = place if shown.rect().contains(place) else shown.rect().center()
        self.reasons.ask(question, choices, answer, place=shown.mapToGlobal(place), chosen=chosen)

    @property
    def is_asking(self) -> bool:
        """True while a line is being typed, or something is to be picked."""
        return self.card.is_asking or self.reasons.isVisible()

    def set_side_by_side(self, beside: bool) -> None:
        """Show both readings in one text, or each in its own, side by side."""
        self._is_beside = beside
        self._paint_anew()
        if self.other.isVisible():
            after_paint(self.other.viewport(), self._align)

    def set_gold_alone(self, alone: bool) -> None:
        """Show gold without the readings, or with them."""
        self._gold.is_alone = alone
        self._paint_anew()

    @property
    def shows_current(self) -> bool:
        """True if some of the words that the difference is about are on the screen, or there is no difference."""
        row = self.review.row if self.review is not None else None
        return row is None or self.text.shows(Span(row.difference.start, row.difference.end))

    def bring_back(self) -> str:
        """Scroll to the difference if it is off the screen, and say so in a sentence; empty if it is on it."""
        if self.shows_current:
            return ""
        self.reveal()
        return tr("That was not on the screen: here it is. Press again to decide.")

    def reveal(self) -> None:
        """Show the difference that is looked at in the text."""
        self.mark_current()
        row = self.review.row if self.review is not None else None
        if row is not None:
            self.text.reveal(Span(row.difference.start, row.difference.end))

    def look_at(self, position: int | None) -> None:
        """Look at the difference at a code point of the text, if there is one, and show the one that is looked at.

        Args:
            position: code point; None: look at no other.
        """
        if position is not None:
            self._choose_at(position)
        if not self.shows_current:
            self.reveal()

    def mark_current(self) -> None:
        """Mark the difference that is looked at in the text, wherever that is scrolled to."""
        review = self.review
        row = review.row if review is not None else None
        places = places_of_parts(review) if review is not None and not self._gold.is_alone else []
        for parts in self._parts:
            parts.show(places)
        if review is None or row is None:
            self.text.set_hits(())
            return
        if self._gold.is_alone and review is not None:
            self._gold.mark_current(review)
            return
        difference = row.difference
        if isinstance(difference, Gathered):
            self._mark_gathered(review, difference)
            return
        shown = difference.b or difference.a
        boundary = difference.details.get("boundary", {})
        differing = [Span(*pair) for pair in (*boundary.get("only_a", ()), *boundary.get("only_b", ()))]
        if isinstance(difference, Adrift):  # no layer draws it
            differing = [one.span for one in difference.gold]
        if self._is_beside and not review.is_check:
            shown = difference.b
        for view, own in ((self.text, shown), (self.other, difference.a)):
            view.set_current(own[0] if own else None)
            view.set_hits(differing)

    # -- inside ----------------------------------------------------------------

    def _paint_anew(self) -> None:
        self._paint(self.review.board.rows.agreed_ids() if self.review is not None else ())
        self.reveal()

    def _align(self) -> None:
        """Show the same lines in both texts: both have another width now, and one was not there."""
        self.reveal()
        self._scroll_along(self.text, self.other)

    def _mark_gathered(self, review: ReviewSession, difference: Gathered) -> None:
        """Mark a place of several: the first reading where all stand in one text, else what each of the two has."""
        if self._is_beside:
            for view, reader in zip((self.other, self.text), self.pair.readers, strict=True):
                view.set_current(next(iter(difference.sides[reader]), None))
        else:
            self.text.set_current(painted_of(review.compared.stores[0], difference, review.layers))
        for view in (self.text, self.other):
            view.set_hits(difference.differing)

    def _lay_out(self) -> None:
        texts = QWidget(self)
        pair = QHBoxLayout()
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self.other, 1)
        pair.addWidget(self.text, 1)
        line = QHBoxLayout(self.legend)
        line.setContentsMargins(0, 0, self._looks.sizes.space(1), 0)
        line.addStretch(1)
        line.addWidget(self.turn)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.pair)
        column.addLayout(pair, 1)
        self._upright = QSplitter(Qt.Orientation.Vertical, self)
        self._upright.addWidget(texts)
        self._upright.addWidget(self._below)
        self._upright.setChildrenCollapsible(False)  # keys decide what is seen in the text
        self._upright.setStretchFactor(0, 1)
        self._upright.setStretchFactor(1, 0)
        self._upright.splitterMoved.connect(self._keep_sizes)
        whole = self._whole = QSplitter(Qt.Orientation.Horizontal, self)
        self._listed = ListDrawer(self._looks, self.panel, whole, self.text.setFocus, self)
        line.insertWidget(1, self._listed.button)
        whole.addWidget(self.panel)
        whole.addWidget(self._upright)
        whole.setCollapsible(1, False)
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)
        listed = self._looks.sizes.width("difference_list")
        whole.setSizes([listed, 4 * listed])

    def open_list(self) -> None:
        """Open the drawer that the differences are in, where they are in one."""
        self._listed.reveal()

    def _keep_sizes(self) -> None:
        """Leave the sizes that somebody gave."""
        self._is_sized = True

    def _turn_to(self, is_agreement: bool) -> None:
        """Show the agreement in place of the difference, or the difference."""
        self._below.setCurrentWidget(self.agreement if is_agreement else self.card)

    def sizeHint(self) -> QSize:
        return self._whole.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._whole.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the page. It has no layout: other words in the card would have the whole window laid out each time."""
        super().resizeEvent(event)
        self._whole.setGeometry(self.rect())
        self._listed.follow()
        if not self._is_sized:
            height = self.height() - self._upright.handleWidth()  # the splitter follows in a moment
            style = self._text_style()
            pitch = LineRoom.of(style.font(), style.sizes, for_two=True).pitch
            edges = 2 * self._looks.sizes.width("focus")
            read = self.legend.sizeHint().height() + round(_LINES * pitch) + edges
            card = min(self._looks.sizes.height("difference_card"), round(_MOST * height), max(0, height - read))
            self._upright.setSizes([height - card, card])

    def _paint(self, agreed: Collection[str]) -> None:
        review = self.review
        is_check, is_alone = review is not None and review.is_check, self._gold.is_alone
        is_beside = self._is_beside and review is not None and not is_check and not is_alone
        is_of_several = review is not None and len(review.layers) > 2
        self.other.setVisible(is_beside)
        self.pair.setVisible(is_beside and is_of_several)
        if review is None:
            return
        if is_alone:
            self._gold.paint_alone(review)
            self.text.setAccessibleName(tr("Article with gold"))
            self.legend.show_readers([Reader("G", tr("gold"), tr("alone"))], tr("in gold"))
            return
        a, b = review.compared.stores[0], review.compared.stores[-1]
        codebook, names = review.compared.codebook, review.compared.names
        shown = self.pair.readers if is_of_several else (0, 1)
        self.text.setAccessibleName(text_words(review, shown[1] if is_beside else None))
        self.other.setAccessibleName(tr("Article with reading {letter}", letter=LETTERS[shown[0]]))
        if is_of_several:
            self._paint_several(review, is_beside=is_beside)
            return
        if is_check:
            self.text.show_annotations(a, codebook)
            self.text.show_second(b, codebook)  # nobody's: its room is that of gold
            self.legend.show_readers([Reader("A", names[0], tr("in the text"))], tr("in gold"))
            return
        self.text.show_annotations(b, codebook)
        if is_beside:
            self._show_other(review, a)
            self._name_readers(names, tr("left"), tr("right"))
        else:
            self.text.show_second(a, codebook, agreed)
            self.other.show_annotations(None, None)
            self._name_readers(names, tr("above the words"), tr("below"))

    def _paint_several(self, review: ReviewSession, *, is_beside: bool) -> None:
        """Show all readings in one text, each once, or those of two side by side."""
        compared, places = review.compared, ["" for _ in review.layers]
        if is_beside:
            self.pair.show_readers(compared.names)
            left, right = self.pair.readers
            self.text.show_annotations(self.pair.store_of(compared, right), compared.codebook)
            self._show_other(review, self.pair.store_of(compared, left))
            places[left], places[right] = tr("left"), tr("right")
        else:
            self.text.show_annotations(compared.stores[0], compared.codebook)
            self.text.show_second(None, None)
            self.other.show_annotations(None, None)
        self._name_readers(compared.names, *places)

    def _show_other(self, review: ReviewSession, store: AnnotationStore) -> None:
        """Show a reading in a text of its own, at the left."""
        if self.other.text != review.compared.document.text:
            self.other.show_document(review.compared.document)
        self.text.show_second(None, None)
        self.other.show_annotations(store, review.compared.codebook)

    def _name_readers(self, names: Sequence[str], *places: str) -> None:
        readers = [Reader(letter, name, place) for letter, name, place in zip(LETTERS, names, places, strict=False)]
        self.legend.show_readers(readers, tr("in gold"))

    def _show_costliest(self, tag: str) -> None:
        if self.review is not None:
            self.review.show_only(tag=tag, by_cost=True)

    def _choose_at(self, position: int) -> None:
        if self.review is not None:
            self._choose(place_at(self.review.board.rows, position))

    def _choose_annotation(self, annotation_id: str) -> None:
        """The letter of an annotation was clicked."""
        review = self.review
        if review is not None:
            refs = [annotation_id, *(ref_of(layer, annotation_id) for layer in review.layers)]
            place = review.board.review.place_of_any(refs)
            is_difference = place is not None and review.board.rows[place].state != "agreed"
            self._choose(place if is_difference else None)

    def _choose(self, place: int | None) -> None:
        """Tell of the difference that was clicked; the text stays under the mouse."""
        if place is not None:
            bar = self.text.verticalScrollBar()
            top = bar.value()
            self.chosen.emit(place)
            bar.setValue(top)

    def _scroll_along(self, view: ArticleView, follower: ArticleView) -> None:
        if self._is_beside and not self._scrolling:
            self._scrolling = True
            follower.reading_position = view.reading_position
            self._scrolling = False
