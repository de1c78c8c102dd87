"""Long work is seen after 300 milliseconds as a line of 2 pixels, and moves nothing."""

from __future__ import annotations

from PySide6.QtTest import QTest

from analyst_app.ui.bars.work_bar import WorkBar
from analyst_app.ui.panels.tool_bar import ToolBar
from tests.ui.conftest import OpenText


def test_work_is_seen_after_300_milliseconds_and_gone_with_its_end(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    bar, tools = person.part(WorkBar), person.part(ToolBar)
    person.bridge.work("Comparing 3 articles…")
    QTest.qWait(100)
    assert not bar.isVisible()
    person.wait(bar.isVisible)
    assert (bar.height(), bar.width()) == (2, bar.parentWidget().width())
    assert bar.geometry().bottom() == bar.parentWidget().rect().bottom()
    assert tools.height() == 44
    person.bridge.work("")
    assert not bar.isVisible()


def test_short_work_is_not_seen(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    bar = person.part(WorkBar)
    person.bridge.work("Comparing 3 articles…")
    person.bridge.work("")
    QTest.qWait(400)
    assert not bar.isVisible()
