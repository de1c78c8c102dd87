"""One size for the interface: words, rows and controls grow together while it runs, and the caret and motion obey.

Tests of ui.widgets.sizes and ui.frame.motion.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.frame.motion import keep_still
from analyst_app.ui.widgets import sizes as module
from analyst_app.ui.widgets.sizes import sizes, system_percent
from analyst_app.ui.widgets.theme import Looks
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_twice_the_size_is_twice_of_all_that_has_words(qapp, density):
    usual, double = sizes(density), sizes(density, 200)
    for name in ("button", "field", "chip", "status", "article_row"):
        assert double.height(name) == 2 * usual.height(name)
    assert double.line("body") == 2 * usual.line("body")
    assert double.font("cap").pointSizeF() == pytest.approx(2 * usual.font("cap").pointSizeF())
    assert double.space(1) == 2 * usual.space(1)


def test_a_window_may_stay_as_small_as_ever(qapp):
    for name in ("window_least",):
        assert sizes(percent=300).width(name) == sizes().width(name)
        assert sizes(percent=300).height(name) == sizes().height(name)


@pytest.mark.parametrize(
    ("platform", "points", "percent"),
    [
        ("linux", 9, 100),
        ("linux", 11, 100),
        ("linux", 18, 150),
        ("win32", 9, 100),
        ("win32", 13.5, 150),
        ("darwin", 13, 100),
    ],
)
def test_the_usual_size_is_the_systems(qapp, monkeypatch, platform, points, percent):
    """What Qt tells of the system's type is put in its place: no test can change a system's setting."""
    font = QFont()
    font.setPointSizeF(points)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda kind: font)
    monkeypatch.setattr(module.sys, "platform", platform)
    assert system_percent() == percent


def prefer(person: Person, **wanted: object) -> None:
    keeper = person.part(PreferenceKeeper)
    keeper.take(keeper.preferences._replace(**wanted))
    QApplication.processEvents()


def test_the_size_and_the_face_change_while_it_runs(open_text: OpenText):
    person = open_text("Ada Brandt said so.\n")
    before = QApplication.font().pointSizeF()
    chip = person.part(Looks).sizes.height("chip")
    prefer(person, interface_size=150, interface_font="Noto Serif")
    assert QApplication.font().pointSizeF() == pytest.approx(1.5 * before)
    assert QApplication.font().families()[0] == "Noto Serif"
    assert person.part(Looks).sizes.height("chip") == 1.5 * chip
    prefer(person, interface_size=0, interface_font="")
    assert QApplication.font().pointSizeF() == pytest.approx(before)


def test_nothing_blinks_where_stillness_is_wanted(qapp):
    before = QApplication.cursorFlashTime()
    keep_still("on")
    assert QApplication.cursorFlashTime() == 0
    keep_still("off")
    assert QApplication.cursorFlashTime() == (before or 1_000)
    keep_still("system")


def test_the_caret_is_as_wide_as_wanted(open_text: OpenText):
    person = open_text("Ada Brandt said so.\n")
    assert person.view.cursorWidth() == 2
    prefer(person, caret_width=5)
    assert person.view.cursorWidth() == 5
