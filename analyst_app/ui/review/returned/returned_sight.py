"""Shows a decision that came back in the article: her place, gold's place over it, and the card beside both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.span import Span
from analyst_app.ui.article.ghost_painter import GhostMark, GhostPainter
from analyst_app.ui.review.returned.before_painter import BeforeMark, BeforePainter, outside
from analyst_app.ui.review.returned.returned_words import words_of
from analyst_app.ui.suggest.clear_view import keep_clear
from analyst_app.ui.suggest.suggest_commands import looks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.review.returned.return_to_sender import Returned
    from analyst_app.review.returned.returned_course import ReturnedCourse
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.review.returned.returned_card import ReturnedCard
    from analyst_app.ui.review.returned.returned_words import Ground


class ReturnedSight(QObject):
    """The decision that is looked at, and dashed boxes where the others would change something.

    Args:
        view: the article.
        card: says it in words.
    """

    commanded = Signal(str)
    """A button of the card: accept, contest, answer, next, previous, resolve or leave."""
    given = Signal(str)
    """The words that were asked for."""
    clicked_at = Signal(int)
    """A click into the text, code points."""

    def __init__(self, view: ArticleView, card: ReturnedCard) -> None:
        super().__init__(card)
        self._view, self._card = view, card
        self.before, self.now = BeforePainter(view), GhostPainter(view)
        self._place: int | None = None
        self._marked: Sequence[Returned] = ()
        """The decisions of which the marks are."""
        self._marks: list[GhostMark] = []
        self._before_marks: list[BeforeMark] = []
        view.let_paint(self.before)
        view.let_paint(self.now)
        view.clicked_at.connect(self.clicked_at)
        card.commanded.connect(self.commanded)
        card.given.connect(self.given)
        for end in (card.given_up, card.left):
            end.connect(self.focus_text)

    def show(self, course: ReturnedCourse, ground: Ground) -> None:
        """Show the decision that is looked at.

        Args:
            course: the decisions.
            ground: the article.
        """
        one = course.current
        if one is None:
            return
        self.now.wear(lambda theme: looks_of(theme, ground.codebook))
        unit = (one, *course.parts_of(one))
        now = [gold.span for part in unit for gold in part.gold]
        before = [span for part in unit for span in ground.places_before(part)]
        self._place = next((span.start for span in (*before, *now)), None)
        if one.decision.is_settling:
            self.before.show(before, now)
            self.now.show_current(_mark(one))
        else:
            self.before.show(before, before)
            self.now.show_current(None)
        self._show_others(course, one, ground)
        self._card.show_words(words_of(course, one, ground), is_resolved=one.is_resolved if one.has_thread else None)
        self.stand_clear(one, ground)

    def stand_clear(self, one: Returned, ground: Ground) -> None:
        """Scroll so that the card covers none of the words."""
        spans = [*ground.places_before(one), *(gold.span for gold in one.gold)]
        if spans:
            whole = Span(min(span.start for span in spans), max(span.end for span in spans))
            keep_clear(self._view, self._card, [spans[0], whole])

    def clear(self) -> None:
        """Show none."""
        self._place = None
        self.before.show((), ())
        self.before.show_others((), lambda mark: False)
        self.now.show_current(None)
        self.now.show_others(())
        self._card.close_field()
        self._card.wish(False)

    @property
    def place(self) -> int | None:
        """The place that is shown, hers or, of what was added, gold's; code points. None: none is."""
        return self._place

    @property
    def has_typed(self) -> bool:
        """True while words are typed that are not given yet."""
        return self._card.has_typed

    def ask(self, question: str, one: Returned, ground: Ground) -> None:
        """Ask for words about a decision, whose place stays clear."""
        self._card.ask(question)
        self.stand_clear(one, ground)

    def turn(self, pages: int) -> bool:
        """Scroll the words of the card by what is seen at once; False if all are seen."""
        return self._card.turn(pages)

    def ask_again(self) -> None:
        """Give the keyboard to the words that are typed."""
        self._card.take_up()

    def focus_text(self) -> None:
        """Give the keyboard to the article."""
        self._view.setFocus()

    def place_caret(self, position: int) -> None:
        """Put the caret into the article, code points."""
        self._view.place_caret(position)

    def _show_others(self, course: ReturnedCourse, one: Returned, ground: Ground) -> None:
        """Show what was and what would be of all that wait, but for the one that is looked at."""
        if course.items is not self._marked:
            self._marked = course.items
            self._marks = _apart([mark for other in course.items for mark in _marks(other, course)])
            self._before_marks = _before_apart(
                [one for other in course.items for one in _before(other, course, ground)]
            )
        waiting, looked_at = course.waiting_keys, one.key
        self.now.show_others(self._marks, lambda mark: mark.about in waiting and mark.about != looked_at)
        self.before.show_others(self._before_marks, lambda mark: mark.about in waiting and mark.about != looked_at)


def _mark(one: Returned) -> GhostMark | None:
    """The box round what gold has; None where it has nothing."""
    if not one.gold:
        return None
    first = one.gold[0]
    segments = sorted(gold.span for gold in one.gold if gold.tag == first.tag)
    return GhostMark(tuple(segments), tag=first.tag)


def _marks(one: Returned, course: ReturnedCourse) -> list[GhostMark]:
    unit = (one, *course.parts_of(one)) if one.decision.is_settling else ()
    return [GhostMark((gold.span,), tag=gold.tag, about=one.key) for part in unit for gold in part.gold]


def _before(one: Returned, course: ReturnedCourse, ground: Ground) -> list[BeforeMark]:
    found = []
    for part in (one, *course.parts_of(one)) if one.decision.is_settling else ():
        now = [gold.span for gold in part.gold]
        places = [span for span in ground.places_before(part) if span not in now]
        found += [BeforeMark(span, tuple(outside(span, now)), one.key) for span in places]
    return found


def _before_apart(marks: list[BeforeMark]) -> list[BeforeMark]:
    """Those that overlap none before them, by start: the painter looks them up so."""
    found: list[BeforeMark] = []
    for mark in sorted(marks, key=lambda mark: mark.span):
        if not found or mark.span.start >= found[-1].span.end:
            found.append(mark)
    return found


def _apart(marks: list[GhostMark]) -> list[GhostMark]:
    """Those of a tag that overlap none before them, by start: the painter looks them up so."""
    found: list[GhostMark] = []
    ends: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.span):
        if mark.span.start >= ends.get(mark.tag, 0):
            ends[mark.tag] = mark.span.end
            found.append(mark)
    return found
