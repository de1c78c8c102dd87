"""A review is laid out once when it is shown, and its keys lay out nothing around it.

Tests of ui.review.review_page, ui.review.review_view and ui.panels.panes.
"""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.review_view import ReviewView
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, spans

TEXT = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. " * 12


class Heard(QObject):
    """Counts the events of widgets by their names."""

    def __init__(self, **widgets: QWidget) -> None:
        super().__init__()
        self._names = {widget: name for name, widget in widgets.items()}
        self.counts: Counter[tuple[str, QEvent.Type]] = Counter()
        for widget in widgets.values():
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.counts[self._names[watched], event.type()] += 1
        return False


def article_of_two(tmp_path: Path) -> Path:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("quote", 16, 45), ("actor", 0, 10), ("claim", 51, 62)))
    put_layer(article, "bob", spans("bob", ("quote", 17, 44), ("claim", 51, 80)))
    return article


def test_the_page_comes_in_its_room_at_once_and_the_article_keeps_its_own(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.window.resize(1280, 820)
        begin(person)
        view = person.part(ReviewView)
        person.choose("review.leave")
        person.wait(lambda: not view.isVisible(), "the article is shown again")
        heard = Heard(page=view, card=view.card, listed=view.panel, article=person.view)
        begin(person)
        QApplication.processEvents()
        assert view.isVisible()
        assert heard.counts["page", QEvent.Type.Resize] <= 1
        assert heard.counts["card", QEvent.Type.Resize] <= 1
        assert heard.counts["listed", QEvent.Type.ParentChange] == 0, "it is in no drawer in between"
        assert heard.counts["article", QEvent.Type.Resize] == 0

    at_the_window(article_of_two(tmp_path), "--annotator", "max", script=script)


def test_a_step_to_another_difference_lays_out_nothing_around_the_review(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        view = person.part(ReviewView)
        heard = Heard(around=view.parentWidget())
        head = view.card.head.text()
        person.keys("N")
        for _ in range(10):  # a level of layouts at a time
            QApplication.processEvents()
        assert view.card.head.text() != head
        assert heard.counts["around", QEvent.Type.LayoutRequest] == 0

    at_the_window(article_of_two(tmp_path), "--annotator", "max", script=script)


def test_what_was_compared_is_let_go_of_with_the_review(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        review = person.part(OpenReview).review
        assert review is not None
        board = weakref.ref(review.board)
        del review
        person.choose("review.leave")
        person.wait(lambda: not person.part(ReviewView).isVisible(), "the article is shown again")

        def is_gone() -> bool:
            gc.collect()
            return board() is None

        person.wait(is_gone, "nothing holds both layers any more")

    at_the_window(article_of_two(tmp_path), "--annotator", "max", script=script)
