"""Starts the window and stands at the border: signals, Qt's words, exceptions nobody caught."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSocketNotifier, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from analyst_app.errors import AnalystError
from analyst_app.preferences import Preferences, speak
from analyst_app.session.faults import ErrorLog
from analyst_app.ui.files.session_memory import Surroundings, load_memory
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.start.housekeeping import Housekeeping
from analyst_app.ui.start.qt_language import QtLanguage
from analyst_app.ui.start.qt_messages import take_qt_messages
from analyst_app.ui.start.single_instance import Instance, OpenRequest
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.furnishing.furnish import Furniture

JOURNAL_PATIENCE = 0.5
"""Seconds that the end of the program waits for what the journal still writes."""
SWITCH_INTERVAL = 0.001
"""Seconds: a worker that computes gives the interpreter back so soon that no frame is late."""


def run(
    paths: Sequence[Path],
    *,
    state: Path,
    preferences: Preferences,
    annotator: str,
    is_default_annotator: bool,
    encoding: str | None = None,
    instance: Instance | None = None,
    problem: str = "",
) -> int:
    """Open the window and stay until it is closed.

    Args:
        paths: articles or a folder; none: what was open last, else the start page.
        state: the local state folder.
        preferences: as loaded.
        annotator: layer id that is written to.
        is_default_annotator: True if that is only the operating system's user name.
        encoding: Python codec for the articles named.
        instance: takes requests of later starts.
        problem: a sentence about the preferences' file, if something was wrong with it.

    Returns:
        The exit code: 0; 128 and the number of the signal that ended it (130 after Ctrl+C); Qt's own where the screen
        died, and what was not saved then is in the journal.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    log = ErrorLog(state)
    qt_handler = take_qt_messages(log)
    application = _application()
    language = QtLanguage(application)
    surroundings = Surroundings(state, annotator, is_default_annotator, preferences, load_memory(state))
    window = MainWindow(surroundings)
    while True:
        border = Border(window, log)
        code = _until_closed(application, window, border, (paths, encoding), instance, problem)
        wanted = window.wanted_anew
        annotator = window.prepare().workplace.annotator
        _end(window)
        if wanted is None or code or border.code:
            break
        speak(wanted.language)
        language.follow()
        kept = Surroundings(state, annotator, is_default_annotator, wanted, load_memory(state))
        window, problem, paths, encoding = MainWindow(kept, is_anew=True), "", (), None
    qInstallMessageHandler(qt_handler)
    return border.code or code


def _until_closed(
    application: QApplication,
    window: MainWindow,
    border: Border,
    asked: tuple[Sequence[Path], str | None],
    instance: Instance | None,
    problem: str,
) -> int:
    """Show a window and stay until it is closed; Qt's exit code."""
    housekeeping = Housekeeping(window)
    inbox = Inbox(window, instance) if instance is not None else None
    window.furnished.connect(lambda: _furnished(window.furnish(), housekeeping, problem))
    window.finished.connect(application.quit)
    window.show()
    window.begin(*asked)
    code = application.exec()
    border.take_down()
    housekeeping.stop()
    if inbox is not None:
        inbox.close()
    return code


def _furnished(furniture: Furniture, housekeeping: Housekeeping, problem: str) -> None:
    """Join the housekeeping, and say what was wrong with the preferences' file."""
    bridge = furniture.bridge
    housekeeping.begin()
    bridge.opened.connect(lambda: housekeeping.note_put_away() if bridge.session is None else None)
    if problem:
        furniture.bars.show_bar("preferences", problem, of_article=False)


def _end(window: MainWindow) -> None:
    """Wait for what still writes, and let the window go."""
    from analyst_app.session import journal  # not before the first paint

    window.prepare().tasks.stop()
    journal.end(JOURNAL_PATIENCE)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _application() -> QApplication:
    # The window says when it is finished. Qt's own quit may be posted past the end of our loop: then none runs again.
    QApplication.setQuitOnLastWindowClosed(False)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["analyst-app", "-style", "fusion"])  # setStyle would make a second style
    application.setApplicationName("analyst-app")
    application.setApplicationDisplayName(tr("Analyst App"))
    application.setDesktopFileName("analyst-app")
    return application


_TWICE = 1.0
"""Seconds after which a signal is another one: a terminal and a wrapper may both send the first."""


_HANGUP = getattr(signal, "SIGHUP", 0)
"""The terminal or the session is gone; Windows has no such signal."""
_SECONDS_LEFT = 1.5
"""Seconds from a word of the system to end until the program ends, saved or not: the journal has the rest."""


class Border:
    """Ctrl+C, the system's words to end (SIGTERM, SIGHUP), and exceptions that reach the event loop."""

    def __init__(self, window: MainWindow, log: ErrorLog) -> None:
        self.code = 0
        self._first_signal = 0.0
        """Time at which the program was asked to end last; 0: it was not."""
        self._window, self._log = window, log
        self._hook = sys.excepthook
        sys.excepthook = self._on_exception
        taken: list[int] = [signal.SIGINT, signal.SIGTERM]
        if _HANGUP and signal.getsignal(_HANGUP) is not signal.SIG_IGN:  # as under nohup
            taken.append(_HANGUP)
        self._handlers = {number: signal.signal(number, self._on_signal) for number in taken}
        # Python acts on a signal between two bytecodes, and Qt's loop runs none. The system writes into the first pipe
        # at once; a thread of our own reads it, sees to it that the program ends in time, and wakes the loop.
        self._read_end, self._write_end = os.pipe()
        self._loop_end, self._wake_end = os.pipe()
        for one in (self._write_end, self._loop_end, self._wake_end):
            os.set_blocking(one, False)
        self._wakeup = signal.set_wakeup_fd(self._write_end)
        self._notifier = QSocketNotifier(self._loop_end, QSocketNotifier.Type.Read, window)
        self._notifier.activated.connect(lambda: os.read(self._loop_end, 64))
        self._is_down = threading.Event()
        self._listening = threading.Thread(target=self._listen, name="signals", daemon=True)
        self._listening.start()

    def take_down(self) -> None:
        """Put back what was there before."""
        self._is_down.set()
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._write_end)
        self._listening.join()
        for end in (self._read_end, self._loop_end, self._wake_end):
            os.close(end)
        sys.excepthook = self._hook

    def _listen(self) -> None:
        """On a thread of its own: hear each signal, whatever the window's thread does."""
        while heard := os.read(self._read_end, 64):
            ending = next((number for number in heard if number in (signal.SIGTERM, _HANGUP)), 0)
            if ending:
                last = threading.Thread(target=self._end_in_time, args=(ending,), name="ending", daemon=True)
                last.start()
            with contextlib.suppress(BlockingIOError):  # it is full, so the loop wakes anyway
                os.write(self._wake_end, b"!")

    def _end_in_time(self, number: int) -> None:
        """The system waits for nobody: what is not saved by then is in the journal."""
        if not self._is_down.wait(_SECONDS_LEFT):
            journal_threads = sys.modules.get("analyst_app.session.journal_threads")
            if journal_threads is not None:
                journal_threads.flush(JOURNAL_PATIENCE / 2)
            os._exit(128 + number)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """The first closes the window; another, while a save or an answer is waited for, ends at once.

        Nothing is damaged by that: a file is replaced when its successor is whole.
        """
        now = time.monotonic()
        if self._is_leaving and now - self._first_signal > _TWICE:
            os._exit(128 + number)
        self._first_signal = now
        self.code = 128 + number
        QTimer.singleShot(0, self._window.close)
        if number == signal.SIGINT:
            QTimer.singleShot(int(2000 * _TWICE), self._window, self._say_how_to_end)
        elif self._window.furniture is not None:
            self._window.furniture.leaving.hurry()

    @property
    def _is_leaving(self) -> bool:
        furniture = self._window.furniture
        is_busy = furniture is not None and furniture.leaving.is_busy
        return self._first_signal > 0 and (not self._window.isVisible() or is_busy)

    def _say_how_to_end(self) -> None:
        if self._is_leaving and sys.stderr is not None:
            words = tr("Not everything is saved yet. Ctrl+C once more ends at once, without it.")
            print(words, file=sys.stderr, flush=True)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Nothing is lost by an error of ours: say it, log it, save."""
        if isinstance(error, KeyboardInterrupt):
            self._on_signal(signal.SIGINT, None)
            return
        furniture = self._window.furniture
        if furniture is None:
            self._hook(kind, error, trace)  # there is no place in the window yet to say it
            return
        if isinstance(error, AnalystError):
            furniture.bridge.say(str(error))
            return
        words = tr("Something went wrong in the program ({kind}).", kind=kind.__name__)
        furniture.autosave.save_all()
        if any(not saver.held for saver in furniture.autosave.unsaved):
            words += " " + tr("Your work is being saved.")
        if self._log.write_fault(error):
            words += " " + tr("Details: {file}", file=self._log.path)
        furniture.bars.show_bar("error", words, of_article=False)


class Inbox:
    """Opens what later starts of the program ask for, once the window is furnished."""

    def __init__(self, window: MainWindow, instance: Instance) -> None:
        self._window, self._instance = window, instance
        self._timer = QTimer(window, interval=1000)  # where folders cannot be watched
        self._timer.timeout.connect(self.take)
        window.furnished.connect(self._begin)

    def take(self) -> None:
        """Take the requests that wait."""
        for request in self._instance.requests():
            self._open(request)

    def close(self) -> None:
        """Take no more."""
        self._timer.stop()
        self._watcher.directoryChanged.disconnect(self.take)

    def _begin(self) -> None:
        from PySide6.QtCore import QFileSystemWatcher

        self._watcher = QFileSystemWatcher([str(self._instance.inbox)], self._window)
        self._watcher.directoryChanged.connect(self.take)
        self._timer.start()
        self.take()

    def _open(self, request: OpenRequest) -> None:
        if request.paths:
            paths = [Path(path) for path in request.paths]
            self._window.furnish().opener.open_paths(paths, request.encoding or None)
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
