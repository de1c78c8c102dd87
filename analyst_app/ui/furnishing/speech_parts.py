"""The parts that tell a screen reader of each act, and the command that says where one is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from analyst_app.ui.speech.announcer import Announcer
from analyst_app.ui.speech.kept_interfaces import offer
from analyst_app.ui.speech.reader_way import ReaderWay
from analyst_app.ui.speech.spoken_acts import SpokenActs
from analyst_app.ui.speech.told_rows import ToldRows

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.review.open_review import OpenReview
    from analyst_app.ui.review.review_page import ReviewPage


def make(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, current: OpenReview, page: ReviewPage
) -> SpokenActs:
    """Have all that is told for the eye told for the ear.

    Args:
        window: the sentences come from it.
        place: the parts that are there already.
        panels: say words that are said aloud.
        current: has the review that is open.
        page: shows it.
    """
    preferences = place.preferences
    way = ReaderWay(place.tasks, lambda: preferences.preferences.speech_way)
    announcer = Announcer(window, way.way)
    telling = SpokenActs(announcer, place.bridge, place.view, place.modes, panels.status)

    def looked_at() -> str:
        if current.review is None:
            return ""
        index = page.view.panel.table.currentIndex()
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    place.bridge.opened.connect(announcer.prepare)
    announcer.prepare()
    telling.ask(detail=lambda: preferences.preferences.speech_detail, looked_at=looked_at)
    panels.bars.told.connect(telling.take)
    panels.strip.shown.connect(lambda matter: telling.take(panels.strip.words(matter)))
    panels.find_bar.counted.connect(telling.take_count)
    current.tallied.connect(telling.take_tally)
    current.changed.connect(lambda review: _follow(telling, review))

    _tell_annotations(place)
    ToldRows(window)

    @cache
    def where() -> None:
        from analyst_app.ui.speech.where_am_i import WhereAmI

        WhereAmI(place.bridge, panels.actions, looked_at)

    panels.actions.register_when_used(("help.where_am_i",), where)
    return telling


def _follow(telling: SpokenActs, review: object) -> None:
    """Hear of the differences of a review that begins."""
    from analyst_app.ui.review.review_session import ReviewSession

    if isinstance(review, ReviewSession):
        review.current_changed.connect(telling.take_row)
        telling.take_row()


def _tell_annotations(place: ReadingPlace) -> None:
    """Have the article found as a document with its annotations, as soon as somebody asks for it."""
    view, bridge = place.view, place.bridge

    def document(_: QObject) -> QAccessibleInterface:
        from analyst_app.ui.speech.annotation_notes import AnnotationNotes
        from analyst_app.ui.speech.article_document import ArticleDocument

        of_qt = QAccessible.queryAccessibleInterface(view)
        return ArticleDocument(view, of_qt, AnnotationNotes(bridge, view))

    offer(view, document)
