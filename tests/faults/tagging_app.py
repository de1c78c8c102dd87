"""The real program with a person who tags one paragraph after another: ``python -m tests.faults.tagging_app ARTICLE``.

Each line on stdout is a fact: ``T n t id`` the n-th tag was made at time t, ``S n`` the status bar says that
n annotations are saved, ``G ms`` the longest time in which the window did not answer.

Environment: ``SLOW_FSYNC`` seconds that each fsync takes; ``TAGS`` how many tags are made before it quits; ``DISK``
the state (of ``failing_disk``) into which the article's folder is put once it is open; ``ANNOTATOR`` whose layer it is,
empty: the computer's user says it.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from analyst_app.cli import main
from tests.faults import failing_disk

PACE = 40


def slow_down_fsync(seconds: float) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        time.sleep(seconds)
        real(file)

    os.fsync = fsync


class Analyst(QObject):
    """Finds a paragraph without a claim, puts the caret there, presses C."""

    def __init__(self, application: QApplication, most: int) -> None:
        super().__init__()
        self._application, self._most, self._made = application, most, 0
        self._last = time.monotonic()
        self._gap = 0.0
        self._pulse = QTimer(self, interval=5)
        self._pulse.timeout.connect(self._beat)
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._work)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self._gap = max(self._gap, now - self._last)
        self._last = now

    def _work(self) -> None:
        window = next((w for w in self._application.topLevelWidgets() if w.objectName() == "main_window"), None)
        furniture = window.furniture if window is not None else None
        session = furniture.bridge.session if furniture is not None else None
        if session is None:
            return
        if not self._pulse.isActive():
            self._last = time.monotonic()
            self._pulse.start()
            failing_disk.strike(os.environ.get("DISK", "writable"), session.path)
        self._report(window, session)
        if self._made < self._most:
            place = 33 * len(session.store)
            view = window.findChild(QWidget, "article_view")
            view.place_caret(place + 3)
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_C)
            if len(session.store) * 33 == place:
                return  # the paragraph was not on the screen; now it is, and C is pressed again
            self._made += 1
            newest = session.store.at(place + 3)[0].id
            print(f"T {len(session.store)} {time.time()} {newest}", flush=True)
        elif session.is_saved and "SLOW_FSYNC" not in os.environ:
            print(f"G {self._gap * 1000:.0f}", flush=True)
            self._timer.stop()
            window.close()
        elif "SLOW_FSYNC" in os.environ:
            print(f"G {self._gap * 1000:.0f}", flush=True)
            if session.is_saved:
                self._timer.stop()
                window.close()

    def _report(self, window: QObject, session: object) -> None:
        state = window.findChild(QLabel, "save_state").text()
        if state.startswith("Saved"):
            assert session.is_saved, "the status bar says Saved, and it is not"
            print(f"S {len(session.store)}", flush=True)


if __name__ == "__main__":
    if "SLOW_FSYNC" in os.environ:
        slow_down_fsync(float(os.environ["SLOW_FSYNC"]))
    application = QApplication(["analyst-app"])
    analyst = Analyst(application, int(os.environ.get("TAGS", "1000000")))
    annotator = os.environ.get("ANNOTATOR", "alice")
    sys.exit(main(["open", sys.argv[1], *(["--annotator", annotator] if annotator else [])]))
