"""The right button's menu, and View ▸ Show only.

Tests of ui.annotate.shown_tags.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Unplaced
from analyst_app.core.span import Span
from analyst_app.ui.annotate.context_menu import ContextMenus
from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from tests.ui.annotate.test_annotating import current_words, put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.objectName() or action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_with_a_selection_it_tags(open_text: OpenText) -> None:
    person = open_text(TEXT)
    start = person.find("Omar Hall")
    person.view.select(Span(start, start + 9))
    entries(person.part(ContextMenus).menu_for_text())["tag.actor"].trigger()
    assert person.tagged == [("actor", "Omar Hall")]


def test_on_an_annotation_it_changes_that(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "claim", "Omar Hall said"))
    menu = person.part(ContextMenus).menu_for_text()
    offered = entries(menu)
    assert {"annotate.link", "annotate.note", "annotate.edges", "edit.delete", "edit.copy"} <= set(offered)
    kinds = {action.text(): action for action in entries(menu)["Kind"].menu().actions()}
    kinds["prediction"].trigger()
    assert person.annotations[0].attribute("kind") == "prediction"
    changes = entries(offered["Change tag"].menu())
    assert "retag.claim" not in changes
    changes["retag.quote"].trigger()
    assert person.annotations[0].tag == "quote"


def test_flags_can_be_set_and_cleared(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "claim", "Omar Hall said"))
    hedged = entries(person.part(ContextMenus).menu_for_text())["Hedged"]
    assert (hedged.isCheckable(), hedged.isChecked()) == (True, False)
    hedged.trigger()
    assert person.annotations[0].attribute("hedged") is True
    hedged = entries(person.part(ContextMenus).menu_for_text())["Hedged"]
    assert hedged.isChecked()
    hedged.trigger()
    assert person.annotations[0].attribute("hedged") is None


def test_only_what_applies_is_offered(open_text: OpenText) -> None:
    person = open_text(TEXT)
    bridge, menus = person.bridge, person.part(ContextMenus)
    actor = put(person, "actor", "Omar Hall")
    quote = put(person, "quote", "“we go”")
    skip = put(person, "skip", "Nobody laughed.")
    who = {"annotate.identity", "annotate.same"}
    links = {"annotate.link", "annotate.unlink"}
    offered = {}
    for name, one in (("actor", actor), ("quote", quote), ("skip", skip)):
        bridge.set_current(one)
        offered[name] = set(entries(menus.menu_for_text())) & (who | links)
    assert offered == {"actor": who | {"annotate.link"}, "quote": {"annotate.link"}, "skip": set()}
    assert bridge.do("link", edits.link(bridge.session.store, "speaker", quote, actor))
    bridge.set_current(quote)
    assert links <= set(entries(menus.menu_for_text()))


def test_a_link_is_offered_only_where_l_would_make_one(open_text: OpenText, tmp_path: Path) -> None:
    data = resources.built_in_codebook()
    claim = next(tag for tag in data["tags"] if tag["id"] == "claim")
    claim["links"].append({"role": "where", "name": "where", "to": ["place"]})
    data["tags"].append({"id": "place", "name": "Place", "key": "Z", "colour": "#0f766e", "edge_rule": "name"})
    (tmp_path / "codebook.json").write_text(json.dumps(data), "utf-8")
    person = open_text("The council met in Hamburg. Omar Hall said “we go”.\n")
    offered = {}
    for tag, words in (("place", "Hamburg"), ("actor", "Omar Hall"), ("claim", "The council met in Hamburg")):
        person.bridge.set_current(put(person, tag, words))
        offered[tag] = "annotate.link" in entries(person.part(ContextMenus).menu_for_text())
    assert offered == {"place": False, "actor": True, "claim": True}


def test_a_right_click_makes_the_annotation_under_it_current(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Omar Hall")
    place = person.view.rect_of(person.find("Omar") + 2).center()
    person.view.customContextMenuRequested.emit(place)
    assert current_words(person) == "Omar Hall"
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_in_the_table_it_offers_places_for_what_waits(open_text: OpenText) -> None:
    person = open_text(TEXT)
    menu = person.part(ContextMenus).menu_for_waiting(Unplaced("u", "orphan", "", {"id": "x", "tag": "actor"}))
    assert list(entries(menu)) == ["Place here", "Discard"]
    menu = person.part(ContextMenus).menu_for_waiting(Unplaced("v", "end_missing", "", {"id": "x", "role": "speaker"}))
    assert list(entries(menu)) == ["Discard"]


def only(person: Person, name: str) -> QAction:
    action = person.window.findChild(QAction, name)
    if action is None:
        action = next(one for one in person.part(Menus).menu("View/Show only").actions() if one.objectName() == name)
    return action


def test_show_only_filters_the_tags_that_are_painted_and_gone_through(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Ada Brandt")
    put(person, "quote", "“we stay”")
    put(person, "actor", "Omar Hall")
    only(person, "view.only.actor").trigger()
    assert person.part(AnnotationFilter).tags == {"actor"}
    seen = []
    for _ in range(2):
        person.keys("N")
        seen.append(current_words(person))
    assert seen == ["Ada Brandt", "Omar Hall"]
    only(person, "view.only").trigger()
    assert person.part(AnnotationFilter).tags is None
    person.keys("P")
    assert current_words(person) == "“we stay”"
