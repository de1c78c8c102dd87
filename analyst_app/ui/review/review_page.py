"""The review's place in the window: its page, made when it is first wanted, and the room that it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.pick_list import Choice
    from analyst_app.ui.panels.panes import Middle, Panes
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.review.review_view import ReviewView
    from analyst_app.ui.widgets.theme import Looks


class ReviewPage(QObject):
    """Shows the review in place of the article.

    Args:
        middle: takes in the page.
        panes: give it their room.
        looks: the colours.
        article: the text is set as there.
    """

    made = Signal(object)
    """The ReviewView is there."""
    painted = Signal()
    """A review that is shown for the first time has been painted."""

    def __init__(self, middle: Middle, panes: Panes, looks: Looks, article: ArticleView) -> None:
        super().__init__(middle)
        self._middle, self._panes, self._looks, self._article = middle, panes, looks, article
        self._view: ReviewView | None = None

    @property
    def view(self) -> ReviewView:
        """The page."""
        if self._view is None:
            self._view = self._made()
        return self._view

    @property
    def is_asking(self) -> bool:
        """True while a line is being typed in it."""
        return self._view is not None and self._view.is_asking

    def show_review(self, review: ReviewSession | None) -> None:
        """Show a review in the page; None for none."""
        self.view.show_review(review)

    def renew(self) -> None:
        """Show the same review in the words and colours of another codebook."""
        if self._view is not None:
            self._view.renew()

    def show(self) -> None:
        """Show the page."""
        # The review has a table of its own and needs the room; Ctrl+B shows the articles.
        self._middle.show_page(self.view, lambda: self._panes.show_sides(False))
        self.view.reveal()  # a page that is new had another size until now
        self.view.after_paint(self.painted.emit)

    def hide(self) -> None:
        """Show the article again."""
        self._middle.show_reading(True, lambda: self._panes.show_sides(True))

    def take_focus(self) -> None:
        """Give the keyboard to the text of the review."""
        self.view.take_focus()

    def ask(self, question: str, answer: Callable[[str], object], words: str = "", *, keeps: bool = False) -> None:
        """Ask for a line of text.

        Args:
            question: stands above the line.
            answer: called with what was typed.
            words: stand in the line at first.
            keeps: True if what was typed counts, too, where the focus goes elsewhere.
        """
        self.view.ask(question, answer, words, keeps=keeps)

    def pick(self, question: str, choices: Sequence[Choice], answer: Callable[[str], object], chosen: str) -> None:
        """Open a list over the difference, to be answered by one key.

        Args:
            question: stands above it.
            choices: its entries.
            answer: called with the id of what was picked, or with words of one's own; not if it is left.
            chosen: id of the entry that Enter picks at first.
        """
        self.view.pick(question, choices, answer, chosen)

    def mark_current(self) -> None:
        """Mark again what differs: something else was marked in the text."""
        if self._view is not None:
            self._view.mark_current()

    def set_side_by_side(self, beside: bool) -> None:
        """Show both readings in one text, or each in its own, side by side."""
        self.view.set_side_by_side(beside)

    def set_gold_alone(self, alone: bool) -> None:
        """Show gold without the readings, or with them."""
        self.view.set_gold_alone(alone)

    def _made(self) -> ReviewView:
        from analyst_app.ui.review.review_view import ReviewView

        view = ReviewView(self._looks, lambda: self._article.text_style)
        self._article.zoomed.connect(view.dress)
        self._middle.add_page(view)
        self.made.emit(view)
        return view
