"""The pill at the mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QToolButton

from analyst_app.core.span import Span
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.bars.popup_rows import PopupRow
from analyst_app.ui.panels.tool_bar import ToolBar
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def pill(person: Person) -> QFrame:
    found = person.window.findChild(QFrame, "pill")
    assert found is not None
    return found


def test_selecting_with_the_mouse_shows_c_q_a_at_the_mouse(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("Omar Hall")
    assert pill(person).isVisible()
    words = [button.text() for button in pill(person).findChildren(QToolButton) if button.isVisible()]
    assert words == ["C", "Q", "A"]
    assert person.view.viewport().rect().contains(pill(person).geometry())


def test_a_click_on_it_tags_and_the_text_keeps_the_focus(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("Omar Hall")
    button = pill(person).findChild(QToolButton, "pill_tag_actor")
    assert button is not None
    person.click_widget(button)
    assert person.tagged == [("actor", "Omar Hall")]
    assert not pill(person).isVisible()
    assert person.focus is person.view


def test_it_goes_when_the_selection_goes(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("Omar Hall")
    person.keys("Esc")
    assert not pill(person).isVisible()


def test_selecting_with_keys_shows_none(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.view.select(Span(0, 5))
    assert not pill(person).isVisible()


def test_while_a_tag_is_armed_there_is_none(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.part(ToolBar).arm("actor")
    person.select("Omar Hall")
    assert not pill(person).isVisible()


def test_pill_links_and_mentions_lie_on_one_kind_of_card(open_text: OpenText) -> None:
    person = open_text(TEXT * 2)
    person.select("Omar Hall")
    assert isinstance(pill(person), FloatingCard)
    assert pill(person).width() > sum(one.width() for one in pill(person).findChildren(QToolButton))
    person.keys("A S")
    mentions = person.window.findChildren(FloatingCard, "mention_list")
    assert [one.isVisible() for one in mentions] == [True]
    assert isinstance(mentions[0].listed.itemDelegate(), PopupRow)  # type: ignore[attr-defined]
    person.keys("Esc L")
    links = person.window.findChild(FloatingCard, "link_list")
    assert isinstance(links.listed.itemDelegate(), PopupRow)  # type: ignore[union-attr]
