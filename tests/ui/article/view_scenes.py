"""Articles and annotations that the tests of the view share."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.annotation import Annotation, Record, new_id, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.widgets.theme import theme

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
STORY = (
    "Union and council at odds over the depot\n\n"
    "The union’s chair, Ada Brandt, has said that the council “will not leave the depot until every last locker is "
    "empty, and the mayor agreed with Lena Ortiz that it would be so until May”, but nobody believed it.\n\n"
    "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».\n\n"
    "The spokesman, ليلى حداد, said 123 «المرفأ» closed. 👩‍👩‍👧‍👦 agreed 😀. Mr. al-Assad did not. Nobody asked.\n"
)


def document_of(text: str) -> Document:
    return Document.from_bytes(text.encode(), name="article.txt")


def span_of(text: str, words: str, *, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mark(text: str, tag: str, words: str, *, number: int = 0, **attributes: object) -> Annotation:
    return Annotation(new_id(), tag, *span_of(text, words, number=number), pairs(attributes))


def deep_marks() -> list[Annotation]:
    """Four annotations over one name, and one beside them."""
    return [
        mark(STORY, "claim", "the council “will not leave the depot until every last locker is empty, and the mayor"
             " agreed with Lena Ortiz that it would be so until May”, but nobody believed it"),
        mark(STORY, "quote", "“will not leave the depot until every last locker is empty, and the mayor agreed with"
             " Lena Ortiz that it would be so until May”"),
        mark(STORY, "claim", "the mayor agreed with Lena Ortiz that it would be so until May"),
        mark(STORY, "actor", "Lena Ortiz", kind="person"),
        mark(STORY, "actor", "Ada Brandt", kind="person"),
    ]  # fmt: skip


def view_of(
    qtbot: QtBot,
    text: str,
    records: Iterable[Record] = (),
    *,
    colours: str = "light",
    size: tuple[int, int] = (900, 600),
) -> tuple[ArticleView, AnnotationStore]:
    view = ArticleView(colours=theme(colours))
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    view.show_document(document_of(text))
    store = AnnotationStore(records, length=len(view.text))
    store.listener = view.apply_change
    view.show_annotations(store, CODEBOOK)
    view.setFocus()
    QApplication.processEvents()
    return view, store


def middle_of(view: ArticleView, position: int) -> QPoint:
    """A point in the middle of the character at a code point."""
    left, right = view.rect_of(position), view.rect_of(position + 1)
    return QPoint((left.x() + right.x()) // 2 + 1, left.center().y())
