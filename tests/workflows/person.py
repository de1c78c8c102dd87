"""A person at the window: starts the real ``main()`` and uses keys, clicks and eyes.

A script is a plain function that runs inside the application's event loop;
whatever it raises is raised by ``at_the_window``.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from analyst_app import cli
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.bars.offer_strip import OfferStrip
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.files.autosave import Autosave
from analyst_app.ui.files.desk import Desk
from analyst_app.ui.files.opener import Opener
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.widgets import tasks
from analyst_app.ui.widgets.tasks import Tasks

Part = TypeVar("Part", bound=QObject)
PATIENCE = 15.0
"""Seconds: longer than anything takes on a loaded machine."""
_PAUSE_MS = 50
"""Milliseconds for which a person stays at an article until it is looked through: here nobody only passes by."""
_NAMES = {"Enter": "Return", "PgDown": "PageDown", "PgUp": "PageUp", "Esc": "Escape"}
_KNOWN_QT_WORDS = ("This plugin does not support",)


class Person:
    """What a person can do and see."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._parts: dict[type[QObject], QObject] = {}
        self._clicked = 0.0

    # -- the parts of the window ---------------------------------------------------

    def part(self, kind: type[Part]) -> Part:
        """A part of the window by its class, for what neither keys nor eyes reach."""
        if kind not in self._parts:
            found = self.window.findChild(kind)
            assert found is not None, kind
            self._parts[kind] = found
        part = self._parts[kind]
        assert isinstance(part, kind)
        return part

    @property
    def actions(self) -> ActionSet:
        return self.part(ActionSet)

    @property
    def autosave(self) -> Autosave:
        return self.part(Autosave)

    @property
    def bars(self) -> MessageBars:
        return self.part(MessageBars)

    @property
    def strip(self) -> OfferStrip:
        return self.part(OfferStrip)

    @property
    def bridge(self) -> SessionBridge:
        return self.part(SessionBridge)

    @property
    def desk(self) -> Desk:
        return self.part(Desk)

    @property
    def opener(self) -> Opener:
        return self.part(Opener)

    @property
    def review(self) -> Any:  # a ReviewSession, which is there or not as the test says
        return self.part(OpenReview).review

    @property
    def tasks(self) -> Tasks:
        return self.part(Tasks)

    @property
    def is_idle(self) -> bool:
        """Nothing is worked on beside the window, or will be by itself."""
        return not self.tasks._waiting and not self.tasks._in_pause

    # -- doing -------------------------------------------------------------------

    def keys(self, spelled: str, target: QWidget | None = None) -> None:
        """Press keys, written with spaces between: ``U Q L Enter``, ``Ctrl+Z``, ``Shift+C``."""
        for key in spelled.split():
            *held, name = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "Plus"]
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= {
                    "Ctrl": Qt.KeyboardModifier.ControlModifier,
                    "Shift": Qt.KeyboardModifier.ShiftModifier,
                    "Alt": Qt.KeyboardModifier.AltModifier,
                }[modifier]
            code = _code(name)
            QTest.keyClick(target or self.focus, code, modifiers)
            QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type words into whatever has the focus."""
        QTest.keyClicks(self.focus, words)
        QApplication.processEvents()

    def press(
        self, code: int, text: str, scan: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key of another layout: Qt's code, what it writes, and where it is (X11 key code)."""
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, code, modifiers, scan, 0, 0, text))
        QApplication.processEvents()

    def select(self, words: str, occurrence: int = 0) -> None:
        """Drag over words of the article with the mouse, exactly (Ctrl held)."""
        start = self.find(words, occurrence)
        first, last = self.place(start), self.place(start + len(words))
        viewport = self.view.viewport()
        ctrl = Qt.KeyboardModifier.ControlModifier
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, ctrl, first)
        self._move(QPoint((first.x() + last.x()) // 2, last.y()), ctrl)
        self._move(last, ctrl)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, ctrl, last)
        QApplication.processEvents()

    def click(self, words: str, occurrence: int = 0) -> None:
        """Click into words of the article."""
        start = self.find(words, occurrence)
        QTest.mouseClick(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place(start + len(words) // 2) + QPoint(1, 0),
        )
        QApplication.processEvents()

    def caret(self, words: str, occurrence: int = 0) -> None:
        """Put the caret into the middle of words, where no pixel could miss it."""
        self.view.place_caret(self.find(words, occurrence) + len(words) // 2)
        QApplication.processEvents()

    def choose(self, action_id: str) -> None:
        """Choose an action from a menu."""
        action = self.window.findChild(QAction, action_id)
        assert action is not None, action_id
        assert action.isEnabled(), f"{action_id} is disabled"
        action.trigger()
        QApplication.processEvents()

    def click_widget(self, widget: QWidget) -> None:
        """Click a button, or into a field. Two clicks are never a double click."""
        since = int(1000 * (time.monotonic() - self._clicked))
        if since < QApplication.doubleClickInterval():
            QTest.qWait(QApplication.doubleClickInterval() - since + 5)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self._clicked = time.monotonic()
        QApplication.processEvents()

    def _move(self, to: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        viewport = self.view.viewport()
        QApplication.sendEvent(
            viewport,
            QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(to),
                viewport.mapToGlobal(QPointF(to)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                modifiers,
            ),
        )
        QApplication.processEvents()

    # -- seeing ------------------------------------------------------------------

    @property
    def view(self) -> ArticleView:
        view = self.window.findChild(ArticleView, "article_view")
        assert view is not None
        return view

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.view

    @property
    def review_text(self) -> ArticleView:
        """The text of the review."""
        view = self.window.findChild(ArticleView, "review_text")
        assert view is not None
        return view

    @property
    def review_span(self) -> Span:
        """The place of the difference that is looked at."""
        difference = self.review.row.difference
        return Span(difference.start, difference.end)

    @property
    def popup(self) -> str:
        """The object name of the open menu or list; empty if there is none."""
        popup = QApplication.activePopupWidget()
        return popup.objectName() if popup is not None else ""

    def label(self, name: str) -> str:
        """What a label says."""
        label = self.window.findChild(QLabel, name)
        assert label is not None, name
        return label.text()

    def button(self, words: str) -> QAbstractButton:
        """The button that says these words; waits until it is there, and looks through the messages for it."""
        shown: list[QAbstractButton] = []

        def is_shown() -> bool:
            found = [button for button in self.window.findChildren(QAbstractButton) if button.text() == words]
            shown[:] = [button for button in found if button.isVisible()]
            others = self.window.findChild(QAbstractButton, "other_bars")
            if found and not shown and others is not None and others.isVisible():
                others.click()
            return bool(shown)

        self.wait(is_shown, f"a button {words}")
        return shown[0]

    @property
    def annotations(self) -> list[Annotation]:
        assert self.bridge.session is not None
        return list(self.bridge.session.store.annotations)

    @property
    def tagged(self) -> list[tuple[str, str]]:
        """Tag and words of each annotation, in reading order."""
        text = self.view.text
        return [(annotation.tag, text[annotation.start : annotation.end]) for annotation in self.annotations]

    def find(self, words: str, occurrence: int = 0) -> int:
        """Where words stand in the article."""
        place = -1
        for _ in range(occurrence + 1):
            place = self.view.text.index(words, place + 1)
        return place

    def place(self, position: int) -> QPoint:
        """The pixel of a caret position."""
        self.view.reveal(Span(position, position))
        QApplication.processEvents()
        return self.view.rect_of(position).center()

    def wait(self, truth: Callable[[], object], words: str = "") -> None:
        """Wait until something is true."""
        end = time.monotonic() + PATIENCE
        while not truth():
            assert time.monotonic() < end, f"waited in vain: {words or truth}"
            QTest.qWait(5)

    def wait_open(self, name: str) -> None:
        """Wait until an article is open with its layer."""

        def is_open() -> bool:
            session = self.bridge.session
            return session is not None and session.path.name == name and self.view.text == session.document.text

        self.wait(is_open, f"{name} open")

    def wait_saved(self) -> None:
        """Wait until the status bar says Saved, and everything is."""
        self.wait(lambda: self.label("save_state").startswith("Saved") and not self.autosave.unsaved, "saved")


def at_the_window(
    *arguments: str | Path, script: Callable[[Person], object], code: int = 0, quits: bool = True
) -> Person:
    """Start the program as a command line does, act, and leave.

    Args:
        *arguments: of the command line.
        script: what the person does, once the window is there.
        code: the exit code that is expected.
        quits: whether the person quits at the end (else the script did).
    """
    problems: list[BaseException] = []
    people: list[Person] = []

    def begin() -> None:
        windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
        window = next((widget for widget in windows if widget.isVisible()), None)
        if window is None or window.furniture is None:
            QTimer.singleShot(5, begin)
            return
        window.activateWindow()
        person = Person(window)
        people.append(person)
        try:
            script(person)
        except BaseException as error:
            problems.append(error)
        if quits or problems:
            end(window, failed=bool(problems))

    def end(window: MainWindow, *, failed: bool) -> None:
        if failed:
            window.furnish().leaving.let_go()
        window.close()

    QTimer.singleShot(0, begin)
    with patch.object(tasks, "_PAUSE_MS", _PAUSE_MS):
        result = cli.main([str(argument) for argument in arguments])
    if problems:
        raise problems[0]
    assert result == code
    check_log()
    return people[0]


def check_log() -> None:
    """Nothing unexpected stands in the log."""
    log = Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "errors.log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    unknown = [line for line in lines if not any(words in line for words in _KNOWN_QT_WORDS)]
    assert unknown == [], unknown


def saved(article: Path, layer: str = "alice") -> dict[str, Any]:
    """The sidecar as any program would read it; every annotation's words are checked."""
    data: dict[str, Any] = json.loads((article.parent / f"{article.name}.{layer}.annotations.json").read_text("utf-8"))
    with article.open(encoding=data["source"]["encoding"]) as file:
        text = file.read()
    for annotation in data["annotations"]:
        assert text[annotation["start"] : annotation["end"]] == annotation["exact"]
    return data


def write(folder: Path, name: str, text: str) -> Path:
    """An article in a folder."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def _code(name: str) -> Qt.Key:
    if len(name) == 1 and not name.isalnum():
        return Qt.Key(ord(name))
    return getattr(Qt.Key, f"Key_{_NAMES.get(name, name)}")
