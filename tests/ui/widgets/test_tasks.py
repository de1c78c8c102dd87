"""What nobody waits for is done when the window is at rest.

Tests of ui.widgets.tasks.
"""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from analyst_app.ui.widgets.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


def test_of_an_askers_wishes_only_the_last_is_carried_out_and_each_asker_has_one(qtbot: QtBot, tasks: Tasks) -> None:
    begun: list[str] = []
    answers: list[str] = []

    def look(article: str) -> str:
        begun.append(article)
        return article.upper()

    for article in ("one", "two", "three"):
        tasks.run_at_rest("quotations", look, article, done=answers.append)
    tasks.run_at_rest("captions", look, "four", done=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert sorted(begun) == ["four", "three"]
    assert sorted(answers) == ["FOUR", "THREE"]


def test_what_is_waited_for_goes_first(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[str] = []
    tasks.run_at_rest("quotations", str, done=lambda _: order.append("at rest"))
    tasks.run(str, done=lambda _: order.append("waited for"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["waited for", "at rest"]


def test_what_was_given_up_is_never_begun(qtbot: QtBot, tasks: Tasks) -> None:
    begun: list[str] = []
    answers: list[None] = []
    tasks.run_at_rest("quotations", begun.append, "left", done=answers.append)
    tasks.give_up("quotations")
    tasks.run_at_rest("captions", begun.append, "shown", done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert begun == ["shown"]


def test_what_waits_for_a_pause_is_put_off_by_any_wish_and_done_once(qtbot: QtBot, tasks: Tasks) -> None:
    tasks._pause.setTimerType(Qt.TimerType.PreciseTimer)
    tasks._pause.setInterval(1_000_000)
    done: list[str] = []
    tasks.in_pause("quotations", lambda: done.append("one"))
    tasks.in_pause("quotations", lambda: done.append("two"))
    tasks.in_pause("captions", lambda: done.append("left"))
    tasks.give_up("captions")
    qtbot.wait(500)
    left = tasks._pause.remainingTime()
    tasks.run_at_rest("facts", str, done=lambda _: None)
    assert tasks._pause.remainingTime() > left
    tasks._pause.start(0)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["two"]
    assert not tasks._pause.isActive()


def test_who_waits_for_it_need_not_pause(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[str] = []
    tasks.in_pause("quotations", lambda: done.append("looked"))
    tasks.hurry("quotations")
    tasks.hurry("quotations")
    assert done == ["looked"]


def test_an_answer_for_a_window_that_was_closed_meanwhile_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    class Closed(QWidget):
        def told(self, answer: object) -> None:
            self.setWindowTitle(str(answer))  # raises where the widget is gone

    window = Closed()
    gate = threading.Event()
    tasks.run(gate.wait, 5, done=window.told)
    delete(window)
    gate.set()
    other: list[object] = []
    tasks.run(lambda: "later", done=other.append)
    qtbot.waitUntil(lambda: other == ["later"])


def test_what_was_worked_with_is_let_go_of_though_the_worker_has_nothing_else_to_do(qtbot: QtBot, tasks: Tasks) -> None:
    class Article:
        def length(self) -> int:
            return 5

    article, answers = Article(), list[int]()
    held = weakref.ref(article)
    tasks.run(article.length, done=answers.append)
    del article
    qtbot.waitUntil(lambda: answers == [5])

    def is_let_go_of() -> bool:
        gc.collect()
        return held() is None

    qtbot.waitUntil(is_let_go_of)
