"""The window is furnished without work that is done again.

Tests of ui.furnishing.furnish, ui.widgets.theme and ui.commands.action_set.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.preferences import Preferences
from analyst_app.ui.annotate.link_list import LinkList
from analyst_app.ui.files.session_memory import Memory, Surroundings
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.panels.panes import Panes
from tests.ui.conftest import OpenText
from tests.workflows.person import write


class _Heard(QObject):
    """Counts what the window's parts are told, by the kind of event and the part's class."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[tuple[QEvent.Type, str]] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self.counts[event.type(), type(watched).__name__] += 1
        return False


def test_parts_are_made_in_the_windows_face_and_fitted_to_it_once(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = MainWindow(Surroundings(tmp_path / "state", "alice", False, Preferences(), Memory()))
    qtbot.addWidget(window)
    window.show()
    heard = _Heard()
    window.furnished.connect(lambda: application.installEventFilter(heard))
    window.begin([write(tmp_path, "a.txt", "The council met on Monday.\n" * 40)])
    qtbot.waitSignal(window.furnished).wait()
    qtbot.waitUntil(lambda: window.prepare().bridge.session is not None)
    qtbot.waitUntil(window.updatesEnabled)
    application.removeEventFilter(heard)
    told = heard.counts
    assert sum(count for (kind, _), count in told.items() if kind == QEvent.Type.FontChange) < 10
    assert not [kind for kind, _ in told if kind == QEvent.Type.ApplicationFontChange]
    assert told[QEvent.Type.Resize, Panes.__name__] == 0
    label = QLabel("words", window)
    assert label.font() == application.font()
    window.furnish().leaving.let_go()
    window.close()
    window.prepare().tasks.stop()


def test_what_links_is_made_when_it_is_used_first(open_text: OpenText) -> None:
    person = open_text("“We stay,” said Omar Hall.\n")
    assert person.window.findChild(LinkList) is None
    person.select("“We stay,”")
    person.keys("Q L")
    assert person.part(LinkList).isVisible()
    person.keys("Esc L")
    assert len(person.window.findChildren(LinkList)) == 1


def test_what_shows_an_annotation_is_made_with_the_first(open_text: OpenText) -> None:
    person = open_text("“We stay,” said Omar Hall.\n")
    find = person.window.findChild
    assert find(QWidget, "find_field") is not None
    late = ("note_field", "inspector_meaning", "unplaced_why", "find_count", "annotation_person_filter")
    assert [name for name in late if find(QWidget, name) is not None] == []
    person.select("“We stay,”")
    person.keys("Q M")
    assert find(QWidget, "note_field").isVisible()
    person.keys("Esc Ctrl+F")
    assert find(QWidget, "find_count").isVisible()
