"""The context menu of lists whose rows are no annotations: the articles, and the differences of a review."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.review.differences.difference_table import DifferenceTable
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, write
from tests.workflows.reviewing import begin, put_layer, spans

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def opened_menu(view: QAbstractItemView, row: int) -> QMenu:
    """The menu that a right click on a row opens; row -1: a click below all rows."""
    index = view.model().index(row, 0)
    place = view.visualRect(index).center() if row >= 0 else view.viewport().rect().bottomLeft()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [one.text().replace("&", "") for one in menu.actions() if not one.isSeparator()]


def choose(menu: QMenu, entry: str) -> None:
    action = next(one for one in menu.actions() if one.text().replace("&", "") == entry)
    menu.close()
    action.trigger()


def test_the_open_article_can_be_called_done_and_another_can_only_be_opened(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text(TEXT, "a.txt")
    person.opener.open_paths([write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.txt", TEXT)])
    view = person.part(ArticleList).view
    person.wait(lambda: view.model().rowCount() == 2 and person.is_idle)
    menu = opened_menu(view, 1)
    assert words(menu) == ["Open", "Copy its path"]
    choose(menu, "Open")
    person.wait_open("b.txt")
    menu = opened_menu(view, 1)
    offered = words(menu)
    assert {"Article is done", "Article facts…", "Compare with…", "History…"} <= set(offered)
    assert "Open" not in offered
    choose(menu, "Article is done")
    assert person.bridge.session.store.layer.status == "done"
    menu = opened_menu(view, 1)
    assert next(one for one in menu.actions() if "done" in one.text()).isChecked()
    menu.close()


def reviewed(open_text: OpenText, tmp_path: Path) -> Person:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "bob", spans("bob", ("claim", 0, 10)))
    put_layer(article, "carol", spans("carol", ("claim", 27, 36)))
    person = open_text(TEXT, "depot.txt")
    begin(person)
    return person


def test_a_difference_offers_its_decisions_and_flags_and_what_is_decided_can_be_taken_back(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = reviewed(open_text, tmp_path)
    table = person.window.findChild(DifferenceTable)
    menu = opened_menu(table, 1)
    assert person.review.place == person.review.places[1]
    offered = words(menu)
    assert offered[:4] == ["Take A", "Take B", "Take both", "Reject both…"]
    assert {"Hedged", "Comment…", "Correct the edges"} <= set(offered)
    assert not {"Take the decision back", "Thread resolved, or open again"} & set(offered)
    choose(menu, "Take B")
    assert len(person.review.waiting()) == 1
    menu = opened_menu(table, 1)
    assert "Take the decision back" in words(menu)
    choose(menu, "Take the decision back")
    assert len(person.review.waiting()) == 2


def test_a_flag_chosen_there_is_a_correction(open_text: OpenText, tmp_path: Path) -> None:
    person = reviewed(open_text, tmp_path)
    choose(opened_menu(person.window.findChild(DifferenceTable), 0), "Hedged")
    assert [one.attribute("hedged") for one in person.review.board.review.gold_of(person.review.places[0])] == [True]
