"""The tag bar: forty tags fit any window, the most used are seen, and none moves while one works.

Tests of ui.bars.bar_line.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from analyst_app import resources
from analyst_app.ui.panels.tool_bar import ToolBar
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Depot to close\n\nAda Brandt has said “we will not leave”. Omar Hall denied it.\n"
MORE = 35


def put_codebook(folder: Path) -> None:
    """The built-in codebook and 35 more tags, with names of 60 characters."""
    codebook = json.loads(json.dumps(resources.built_in_codebook()))
    codebook["tags"] += [
        {"id": f"frame{n}", "name": f"Frame {n} {'of the story ' * 5}"[:60], "colour": "#be185d", "definition": ""}
        for n in range(MORE)
    ]
    (folder / "codebook.json").write_text(json.dumps(codebook), "utf-8")


def button(person: Person, tag: str) -> QToolButton:
    found = person.window.findChild(QToolButton, f"button_tag_{tag}")
    assert isinstance(found, QToolButton)
    return found


def in_more(person: Person) -> list[str]:
    more = person.window.findChild(QToolButton, "more_tags")
    assert isinstance(more, QToolButton)
    return sorted(below(more.menu()))


def below(menu: QMenu) -> set[str]:
    """The names of the entries of a menu and of all under it."""
    entries = menu.actions()
    named = {action.objectName() for action in entries if action.menu() is None}
    return named.union(*(below(action.menu()) for action in entries if action.menu() is not None))


def seen(person: Person) -> list[QToolButton]:
    return [one for one in person.part(ToolBar).findChildren(QToolButton) if one.isVisible()]


def test_forty_tags_make_no_window_wider(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path)
    person = open_text(TEXT)
    assert person.part(ToolBar).minimumSizeHint().width() < 100
    for width in (640, 900, 1440):
        person.window.resize(width, 600)
        QTest.qWait(20)
        rects = [one.geometry() for one in seen(person)]
        bar = person.part(ToolBar).findChild(QToolButton, "more_tags").parentWidget()
        assert all(bar.rect().contains(rect) for rect in rects)
        assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[:n])
        assert button(person, "claim").isVisible() or width < 900
        assert "tag.frame34" in in_more(person)


def test_a_tag_without_room_is_in_more_and_no_other(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path)
    person = open_text(TEXT)
    person.window.resize(1100, 600)
    QTest.qWait(20)
    shown = {str(one.property("tag_id")) for one in seen(person) if one.property("tag_id")}
    missing = {action.removeprefix("tag.") for action in in_more(person)}
    codebook = person.actions.codebook
    assert codebook is not None
    assert shown | missing == {tag.id for tag in codebook.tags}
    assert not shown & missing


def test_the_most_used_are_seen_when_an_article_is_opened_and_stay_while_one_works(
    open_text: OpenText, tmp_path: Path
) -> None:
    put_codebook(tmp_path)
    person = open_text(TEXT)
    assert not button(person, "frame30").isVisible()
    person.select("Omar Hall")
    person.choose("tag.frame30")
    assert not button(person, "frame30").isVisible(), "none comes or goes under the mouse"
    person.part(ToolBar).begin_article({"frame30": 9})
    assert button(person, "frame30").isVisible()
    assert button(person, "claim").x() < button(person, "frame30").x(), "in the order of the codebook"


def test_a_button_tells_how_many_there_are(open_text: OpenText) -> None:
    person = open_text(TEXT)
    assert button(person, "actor").accessibleName() == "Actor, 0 in this article"
    person.select("Omar Hall")
    person.keys("A")
    assert button(person, "actor").accessibleName() == "Actor, 1 in this article"


def test_the_bar_is_44_high_and_its_buttons_32(open_text: OpenText) -> None:
    person = open_text(TEXT)
    assert person.part(ToolBar).height() == 44
    assert {one.height() for one in seen(person)} == {32}


def test_tags_in_groups_are_in_menus_of_their_groups(open_text: OpenText, tmp_path: Path) -> None:
    codebook = json.loads(json.dumps(resources.built_in_codebook()))
    codebook["tags"].append({"id": "frame", "name": "Frame", "colour": "#be185d"})
    codebook["tags"] += [
        {"id": f"frame{n}", "name": f"Frame {n} of the whole story", "colour": "#be185d", "under": "frame"}
        for n in range(MORE)
    ]
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    person = open_text(TEXT)
    more = person.window.findChild(QToolButton, "more_tags")
    assert isinstance(more, QToolButton)
    (group,) = [action.menu() for action in more.menu().actions() if action.menu() is not None]
    assert group.title() == "Frame"
    assert "tag.frame34" in below(group)
    assert "tag.cue" in in_more(person)


def test_the_line_is_arranged_anew_only_where_other_tags_are_used_most(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.part(ToolBar).begin_article({"quote": 2})
    one = button(person, "quote")
    place = one.pos()
    one.move(place.x() + 50, place.y())
    person.part(ToolBar).begin_article({"quote": 2, "claim": 1})
    assert one.pos() != place, "the same order, so that nothing was put anywhere"
    person.part(ToolBar).begin_article({"claim": 9})
    assert one.pos() == place
