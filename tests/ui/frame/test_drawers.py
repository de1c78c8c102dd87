"""Panes that the window has no room for lie over the text as drawers, and come back when it grows.

Tests of ui.frame.drawers and ui.panels.pane_commands.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from analyst_app.ui.frame.drawers import Drawers
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.panes import Panes
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window, write

TEXT = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"


def sized(person: Person, width: int, height: int = 700) -> None:
    person.window.resize(width, height)
    QTest.qWait(20)
    assert (person.window.width(), person.window.height()) == (width, height)


def is_checked(person: Person, name: str) -> bool:
    return person.actions.action(name).isChecked()


@pytest.mark.parametrize(("width", "articles", "right"), [(1500, 288, 384), (1400, 264, 352), (1280, 224, 308)])
def test_beside_each_other_the_panes_have_the_widths_of_the_layout(
    open_text: OpenText, width: int, articles: int, right: int
) -> None:
    person = open_text(TEXT)
    sized(person, width)
    assert person.part(ArticleList).width() == articles
    assert person.part(AnnotationPanel).width() == right


@pytest.mark.parametrize(("width", "right"), [(1200, 300), (1000, 300), (999, 280), (900, 280)])
def test_in_a_narrower_window_the_articles_are_a_drawer(open_text: OpenText, width: int, right: int) -> None:
    person = open_text(TEXT)
    sized(person, width)
    assert not person.part(ArticleList).isVisible()
    assert not is_checked(person, "view.articles")
    assert person.part(AnnotationPanel).width() == right
    before = person.view.geometry()
    person.keys("Ctrl+B")
    assert person.part(ArticleList).isVisible()
    assert is_checked(person, "view.articles")
    assert person.part(ArticleList).width() == 288
    assert person.part(ArticleList).isAncestorOf(person.focus)
    assert person.view.geometry() == before
    person.keys("Esc")
    assert not person.part(ArticleList).isVisible()
    assert not is_checked(person, "view.articles")
    assert person.focus is person.view


@pytest.mark.parametrize("key", ["Ctrl+B", "Ctrl+Alt+1"])
def test_both_keys_open_and_close_the_articles(open_text: OpenText, key: str) -> None:
    person = open_text(TEXT)
    for width in (1000, 1400):
        sized(person, width)
        was_seen = person.part(ArticleList).isVisible()
        person.keys(key)
        assert person.part(ArticleList).isVisible() is not was_seen
        person.keys(key)
        assert person.part(ArticleList).isVisible() is was_seen


def test_the_scrim_closes_the_drawer(open_text: OpenText) -> None:
    person = open_text(TEXT)
    sized(person, 1000)
    person.keys("Ctrl+B")
    drawers = person.part(Drawers)
    QTest.mouseClick(drawers, Qt.MouseButton.LeftButton, pos=QPoint(drawers.width() - 20, 50))
    assert not drawers.isVisible()
    assert person.focus is person.view


def test_panes_come_back_when_the_window_grows_but_not_those_that_were_hidden(open_text: OpenText) -> None:
    person = open_text(TEXT)
    sized(person, 1400)
    person.choose("view.inspector")
    sized(person, 700)
    assert not person.part(ArticleList).isVisible()
    assert not person.part(AnnotationPanel).isVisible()
    sized(person, 1400)
    assert person.part(ArticleList).isVisible()
    assert person.part(AnnotationPanel).isVisible()
    assert not person.part(Inspector).isVisible()
    assert person.part(ArticleList).width() == 264
    assert [is_checked(person, f"view.{name}") for name in ("articles", "annotations", "inspector")] == [1, 1, 0]


def test_below_900_f6_opens_the_right_column_over_the_text(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("U Q")
    sized(person, 700, 500)
    width = person.view.width()
    seen = []
    for _ in range(4):
        person.keys("F6")
        seen.append(person.focus.objectName())
        assert person.focus.isVisible()
    assert "annotation_table" in seen
    assert person.view.width() == width == 700
    person.view.setFocus()
    assert not person.part(AnnotationPanel).isVisible()


@pytest.mark.parametrize("key", ["Enter", "M"])
def test_what_is_done_in_the_inspector_opens_its_drawer(open_text: OpenText, key: str) -> None:
    person = open_text(TEXT)
    person.keys("U Q")
    sized(person, 700, 500)
    person.keys(key)
    assert person.part(Inspector).isVisible()
    assert person.part(Inspector).isAncestorOf(person.focus)


def test_own_widths_win_in_windows_of_their_class_alone(open_text: OpenText) -> None:
    person = open_text(TEXT)
    sized(person, 1400)
    panes = person.part(Panes)
    handle = panes.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(60, 20))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    own = person.part(ArticleList).width()
    assert 310 < own < 340
    sized(person, 1600)
    assert person.part(ArticleList).width() == 288
    sized(person, 1420)
    assert person.part(ArticleList).width() == own
    assert person.part(AnnotationPanel).width() == 352
    remembered = panes.sizes_by_name()
    panes.set_sizes({})
    assert person.part(ArticleList).width() == 264
    panes.set_sizes(remembered | {"columns": (1, 2, 3)})
    assert person.part(ArticleList).width() == own


def test_in_a_low_window_the_inspector_has_at_most_45_percent(open_text: OpenText) -> None:
    person = open_text(TEXT)
    sized(person, 1280, 900)
    panes = person.part(Panes)
    panes.set_sizes({"right": (200, 400)})
    assert panes.right.sizes()[1] / sum(panes.right.sizes()) > 0.6
    sized(person, 1280, 720)
    assert panes.right.sizes()[1] / sum(panes.right.sizes()) <= 0.451


def test_a_pane_that_goes_with_the_keyboard_gives_it_to_the_text(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.\n")
    person.window.resize(1400, 800)
    QTest.qWait(50)
    field = person.window.findChild(QLineEdit, "article_filter")
    field.setFocus()
    assert field.hasFocus()
    person.window.resize(950, 800)
    QTest.qWait(50)
    assert person.focus.objectName() == "article_view"


@pytest.mark.parametrize("width", [1200, 700])
def test_in_the_drawer_of_articles_an_article_is_found_by_typing(tmp_path: Path, width: int) -> None:
    for name in ("alpha", "beta", "gamma", "delta"):
        write(tmp_path, f"{name}.txt", f"{name.title()} town\n\nSomething happened in {name}.\n")

    def script(person: Person) -> None:
        person.wait_open("alpha.txt")
        sized(person, width)
        person.keys("Ctrl+B")
        assert person.focus.objectName() == "article_filter"
        person.type("gamma")
        person.keys("Enter")
        assert person.focus is person.part(ArticleList).view
        person.keys("Enter")
        person.wait_open("gamma.txt")
        person.wait(lambda: person.focus is person.view)
        assert not person.part(ArticleList).isVisible()

    at_the_window(tmp_path, script=script)


def test_in_the_lowest_window_nothing_over_and_under_the_list_is_cut(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "cue", "said")
    person.bridge.set_current(put(person, "quote", "“we will not leave”"))
    sized(person, 640, 360)
    person.keys("F6")
    panel = person.part(AnnotationPanel)
    assert panel.isVisible()
    for part in (panel.words, panel.tags, panel.hidden):
        place = QRect(part.mapTo(panel, QPoint()), part.size())
        assert place.height() >= part.minimumSizeHint().height(), part.objectName()
        assert panel.rect().contains(place), part.objectName()
        assert not place.intersects(panel.table.geometry()), part.objectName()
    current = panel.table.visualRect(panel.table.currentIndex())
    assert panel.table.viewport().height() >= min(current.height(), 60)
    assert person.part(Inspector).height() >= 96
