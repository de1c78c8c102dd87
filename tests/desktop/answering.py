"""Answers questions about the app from outside, over a local socket: the observer's part that knows no window."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

Question = Callable[..., Any]
QUESTIONS: dict[str, Question] = {}


def question(function: Question) -> Question:
    """Let the outside ask this by its name."""
    QUESTIONS[function.__name__] = function
    return function


class Observer(QObject):
    """Lives in the window's thread and answers what the socket's thread was asked."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, asked: tuple[list[Any], dict[str, Any], threading.Event]) -> None:
        (name, *arguments), answer, done = asked
        try:
            answer["answer"] = QUESTIONS[name](*arguments)
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        done.set()


def serve(path: str) -> None:
    """Wait for the application, then answer one line after another, to whoever connects next."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(1)
    observer = None
    while True:
        connection, _ = listener.accept()
        while (application := QApplication.instance()) is None:
            time.sleep(0.01)
        if observer is None:
            observer = Observer()
            observer.moveToThread(application.thread())
        with connection, connection.makefile("rw", encoding="utf-8") as lines:
            for line in lines:
                lines.write(json.dumps(_asked(observer, json.loads(line))) + "\n")
                lines.flush()


def _asked(observer: Observer, question: list[Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    done = threading.Event()
    observer.asked.emit((question, answer, done))
    done.wait()
    return answer
