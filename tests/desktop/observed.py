"""The app, unmodified, with an observer inside: ``python -m tests.desktop.observed SOCKET [arguments of analyst-app]``.

The observer answers questions over a local socket: one JSON line ``["question", …arguments]`` in, one JSON line out,
``{"answer": …}`` or ``{"error": "…"}``. Each is answered by the window's own thread between two events, so an answer
is never of a moment in which the window is half changed. It only looks: whatever is done comes from the X server.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QToolTip,
    QWidget,
)

from analyst_app.cli import main
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.files.autosave import Autosave
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.widgets.tasks import Tasks
from tests.desktop import counting  # noqa: F401 - its questions can be asked, too
from tests.desktop.answering import question, serve

# -- what can be asked ---------------------------------------------------------------


def window() -> MainWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    assert found, "there is no window yet"
    return found[0]


def part(kind: type[Any]) -> Any:
    found = window().findChild(kind)
    assert found is not None, kind
    return found


def view() -> ArticleView:
    found = window().findChild(ArticleView, "article_view")
    assert found is not None
    return found


def named(name: str) -> QWidget:
    """The visible widget of an object name, in whatever window; else a hidden one of that name."""
    found = [one for one in QApplication.allWidgets() if one.objectName() == name]
    assert found, f"no widget {name}"
    return next((one for one in found if one.isVisible()), found[0])


def _told(annotation: Annotation) -> dict[str, Any]:
    text = view().text
    return {
        "id": annotation.id,
        "tag": annotation.tag,
        "start": annotation.start,
        "end": annotation.end,
        "words": text[annotation.start : annotation.end],
        "attributes": dict(annotation.attributes),
        "note": annotation.note,
    }


@question
def opened() -> str:
    """The name of the article that is open with its layer and with nothing being worked on; "" until then."""
    here = window()
    if here.furniture is None or not here.isActiveWindow():
        return ""
    session = part(SessionBridge).session
    is_there = session is not None and view().text == session.document.text and not part(Tasks)._waiting
    return session.path.name if is_there else ""


@question
def idle() -> bool:
    """Whether all is saved and nothing is worked on."""
    return not part(Tasks)._waiting and not part(Autosave).unsaved


@question
def annotations() -> list[dict[str, Any]]:
    session = part(SessionBridge).session
    return [_told(one) for one in session.store.annotations] if session is not None else []


@question
def links() -> list[list[str]]:
    """Role, and the words of both ends, of each link."""
    session = part(SessionBridge).session
    by_id = {one.id: _told(one)["words"] for one in session.store.annotations}
    return sorted([one.role, by_id.get(one.from_id, ""), by_id.get(one.to_id, "")] for one in session.store.links)


@question
def current() -> dict[str, Any] | None:
    one = part(SessionBridge).current
    return _told(one) if one is not None else None


@question
def caret() -> int:
    return view().caret


@question
def selection() -> str:
    """The words that are selected."""
    span = view().selection
    return view().text[span.start : span.end] if span is not None else ""


@question
def text() -> str:
    return view().text


@question
def focus() -> str:
    """The object name, else the class, of what has the keyboard."""
    one = QApplication.focusWidget()
    return "" if one is None else one.objectName() or type(one).__name__


@question
def popup() -> str:
    """The object name, else the class, of the open menu or list; "" if there is none."""
    one = QApplication.activePopupWidget()
    return "" if one is None else one.objectName() or type(one).__name__


@question
def dialog() -> str:
    """The title of the dialog in front; "" if there is none."""
    one = QApplication.activeModalWidget() or QApplication.activeWindow()
    return one.windowTitle() if isinstance(one, QDialog) else ""


@question
def says(name: str) -> str:
    """The text of a label, button or field."""
    one = named(name)
    if isinstance(one, QLabel | QAbstractButton | QLineEdit):
        return one.text()
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    return " · ".join(label.text() for label in one.findChildren(QLabel) if label.isVisible())


@question
def typed(name: str) -> str:
    """The text in a field, of one line or of many."""
    one = named(name)
    assert isinstance(one, QLineEdit | QPlainTextEdit), name
    return one.text() if isinstance(one, QLineEdit) else one.toPlainText()


@question
def choices(name: str) -> list[str]:
    """The entries of a box to choose from."""
    one = named(name)
    assert isinstance(one, QComboBox), name
    return [one.itemText(row) for row in range(one.count())]


@question
def tool_tip() -> str:
    """The words of the tool tip that is shown; "" if there is none."""
    return QToolTip.text() if QToolTip.isVisible() else ""


@question
def completions(name: str) -> list[str]:
    """Everything that a field would offer for some letter or other."""
    one = named(name)
    assert isinstance(one, QLineEdit), name
    model = one.completer().model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@question
def is_ticked(name: str) -> bool:
    one = named(name)
    assert isinstance(one, QAbstractButton), name
    return one.isChecked()


@question
def is_shown(name: str) -> bool:
    return any(one.objectName() == name and one.isVisible() for one in QApplication.allWidgets())


@question
def bars() -> list[str]:
    """The sentences of the message bars, the one that is shown and those that wait behind it."""
    return [
        " · ".join(label.text() for label in one.findChildren(QLabel) if not label.isHidden())
        for one in part(MessageBars).children()
        if isinstance(one, QWidget) and one.objectName().startswith("bar_")
    ]


@question
def rows(name: str) -> list[list[str]]:
    """What a table or list shows, cell by cell."""
    one = named(name)
    assert isinstance(one, QAbstractItemView), name
    model = one.model()
    columns = range(1 if isinstance(one, QListView) else model.columnCount())
    return [[str(model.index(row, column).data() or "") for column in columns] for row in range(model.rowCount())]


@question
def first_keys() -> tuple[str, list[list[str]]]:
    """The first group of the sheet of keys: its title, and its lines with their keys."""
    group = named("key_sheet").shown[0]
    return group.title, [[line.words, line.said] for line in group.lines]


@question
def menu_entries() -> list[str]:
    """The texts of the menu that is open, with their ampersands."""
    one = QApplication.activePopupWidget()
    assert isinstance(one, QMenu), one
    return [action.text() for action in one.actions() if action.isVisible() and not action.isSeparator()]


@question
def submenus() -> list[str]:
    """The entries of the open menu that lead to a menu below it and can be chosen, without ampersands."""
    one = QApplication.activePopupWidget()
    assert isinstance(one, QMenu), one
    below = [action for action in one.actions() if action.menu() is not None and action.isVisible()]
    return [action.text().replace("&", "") for action in below if action.isEnabled()]


@question
def action(name: str) -> dict[str, Any]:
    found = window().findChild(QAction, name)
    assert found is not None, name
    return {
        "text": found.text(),
        "enabled": found.isEnabled(),
        "checked": found.isChecked(),
        "key": found.shortcut().toString(),
    }


@question
def waiting_differences() -> int:
    """How many differences of the open review wait for a decision; -1 if none is open."""
    review = part(OpenReview).review
    return -1 if review is None else len(review.waiting())


@question
def difference_is_seen() -> bool:
    """Whether some of the words of the difference that is looked at are on the screen."""
    row = part(OpenReview).review.row
    return window().findChild(ArticleView, "review_text").shows(Span(row.difference.start, row.difference.end))


@question
def framed() -> str:
    """The words that are framed as the proposed end of a link; "" for none."""
    span = view().painter.overlays.proposal
    return view().text[span.start : span.end] if span is not None else ""


@question
def hits() -> list[list[int]]:
    """Start and end of the stretches that are marked as found."""
    return [[span.start, span.end] for span in view().painter.overlays.hits]


@question
def scroll_marks() -> int:
    """The number of marks on the article's scroll bar."""
    return len(view().marks.shown)


@question
def chosen_row(name: str) -> int:
    """The row that is chosen in a table or list; -1 for none."""
    one = named(name)
    assert isinstance(one, QAbstractItemView), name
    return one.currentIndex().row()


@question
def mouse_shape() -> str:
    """The name of the mouse pointer over the article."""
    return view().viewport().cursor().shape().name


# -- where things are on the screen, in its pixels -------------------------------------


@question
def place_of(position: int) -> list[int]:
    """The middle of the character at an offset, in code points of the article; where it is shown now."""
    return _place_in(view(), position)


@question
def place_in_review(position: int) -> list[int]:
    """The same in the text of the review."""
    shown = window().findChild(ArticleView, "review_text")
    assert shown is not None
    return _place_in(shown, position)


@question
def edge_of(position: int) -> list[int]:
    """The caret place of an offset, where it is shown now."""
    shown = view()
    return _global(shown.viewport(), shown.rect_of(position).center())


@question
def colour_at(x: int, y: int) -> str:
    """The colour of a pixel of the screen, as the X server has it: what was not painted anew is the old one."""
    screen = QApplication.primaryScreen()
    return screen.grabWindow(0, x, y, 1, 1).toImage().pixelColor(0, 0).name()


@question
def colours_in(name: str) -> int:
    """The number of colours that a part has on the screen, as the X server has it; one: it was never painted."""
    widget = named(name)
    corner, screen = widget.mapToGlobal(QPoint(0, 0)), widget.screen()
    seen = screen.grabWindow(0, corner.x(), corner.y(), widget.width(), widget.height()).toImage()
    return len({seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())})


@question
def is_on_screen(position: int) -> bool:
    """Whether the caret place of an offset is within what is shown of the text."""
    shown = view()
    return bool(shown.viewport().rect().contains(shown.rect_of(position).center()))


@question
def place_of_widget(name: str) -> list[int]:
    one = named(name)
    return _global(one, one.rect().center())


@question
def place_of_speaker(quote: int) -> list[int]:
    """The middle of the word beside the quote that begins at an offset."""
    shown = view()
    painter = shown.margin_painter()
    ids = {one.id for one in part(SessionBridge).session.store.annotations if one.start == quote}
    for block, plan in shown.frame():
        for word in painter.words(block, plan):
            if word.mark.id in ids:
                return _global(shown.viewport(), word.rect.center().toPoint())
    raise AssertionError(f"nothing stands beside the quote at {quote}")


@question
def rect_of_widget(name: str) -> list[int]:
    """Left, top, right and bottom of a widget that is shown."""
    one = named(name)
    assert one.isVisible(), name
    return [*_global(one, one.rect().topLeft()), *_global(one, one.rect().bottomRight())]


@question
def place_of_row(name: str, row: int, column: int = 0) -> list[int]:
    one = named(name)
    assert isinstance(one, QAbstractItemView), name
    index = one.model().index(row, column)
    one.scrollTo(index)
    return _global(one.viewport(), one.visualRect(index).center())


@question
def place_of_button(words: str) -> list[int]:
    """The middle of the visible button that says these words (ampersands left out)."""
    for one in QApplication.allWidgets():
        if (
            isinstance(one, QAbstractButton)
            and one.isVisible()
            and words in (one.text().replace("&", ""), one.objectName())
        ):
            return _global(one, one.rect().center())
    raise AssertionError(f"no button {words}")


@question
def frame() -> list[int]:
    """Left, top, width and height of the window with its frame."""
    rect: QRect = window().frameGeometry()
    return [rect.left(), rect.top(), rect.width(), rect.height()]


def _place_in(shown: ArticleView, position: int) -> list[int]:
    here = shown.rect_of(position).center()
    after = shown.rect_of(position + 1)
    middle = QPoint(
        (here.x() + after.center().x()) // 2 if after.top() <= here.y() <= after.bottom() else here.x() + 3, here.y()
    )
    return _global(shown.viewport(), middle)


def _global(widget: QWidget, point: QPoint) -> list[int]:
    there = widget.mapToGlobal(point)
    ratio = widget.devicePixelRatio()
    return [round(there.x() * ratio), round(there.y() * ratio)]


@question
def show_widget(name: str) -> None:
    """Scroll a widget into view, as the wheel would."""
    one: QWidget | None = named(name)
    inner = one
    while one is not None and not isinstance(one, QScrollArea):
        one = one.parentWidget()
    if one is not None and inner is not None:
        one.ensureWidgetVisible(inner)


if __name__ == "__main__":
    threading.Thread(target=serve, args=(sys.argv[1],), daemon=True).start()
    sys.exit(main(sys.argv[2:]))
