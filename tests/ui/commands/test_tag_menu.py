"""Menus with forty tags fit the screen, at 1280 × 720 and at 640 × 360: the program itself, on screens of that size.

Tests of ui.commands.tag_menu.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from analyst_app import resources
from analyst_app.core.excerpts import ends_of
from analyst_app.ui.annotate.context_menu import ContextMenus
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def put_codebook(folder: Path, *, groups: int) -> None:
    """Forty tags besides the built-in ones, two with a key, in groups or in none."""
    book = json.loads(json.dumps(resources.built_in_codebook()))
    for number in range(40):
        name = f"Frame that is told of in a name of sixty letters, number {number}"
        tag = {"id": f"f{number}", "name": name, "colour": "#be185d", "definition": ""}
        tag["under"] = f"f{number % groups}" if groups and number >= groups else ""
        book["tags"].append(tag)
    book["tags"][-1]["key"] = "Y"
    (folder / "codebook.json").write_text(json.dumps(book), "utf-8")


def annotate(person: Person) -> QMenu:
    menu = person.window.findChild(QMenu, "menu_annotate")
    assert isinstance(menu, QMenu)
    return menu


def titles(menu: QMenu) -> list[str]:
    """The entries before the first line of a menu."""
    texts = ["" if one.isSeparator() else one.text().replace("&", "") for one in menu.actions()]
    return texts[: texts.index("")] if "" in texts else texts


def below(menu: QMenu, title: str) -> QMenu:
    (found,) = [one.menu() for one in menu.actions() if one.menu() and one.text().replace("&", "") == title]
    return found


@pytest.mark.parametrize("groups", [0, 5])
@pytest.mark.parametrize(("width", "height"), [(640, 360), (1280, 720)])
def test_every_menu_fits_the_screen_in_one_column(tmp_path: Path, width: int, height: int, groups: int) -> None:
    command = [sys.executable, "-m", "tests.ui.commands.menus_on_screen", *map(str, (tmp_path, width, height, groups))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert {"annotate", "more", "context", "context_selected"} <= set(told)
    assert {name for name, (fits, *_) in told.items() if fits != "True"} == set()
    assert {name for name, (_, columns, *_) in told.items() if columns != "1"} == set()
    assert {name for name, (*_, wide) in told.items() if int(wide) > 540} == set()
    assert told["annotate"][2] == "90", "each tag can be made and changed to"
    assert told["context"][2] == "89", "but not changed to what it is"


def test_without_groups_the_most_used_stand_first_and_all_below(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, groups=0)
    person = open_text(TEXT)
    person.actions.note_used({"f30": 9, "f31": 2})
    annotate(person).aboutToShow.emit()
    number = "Frame that is told of…ty letters, number {}"
    assert titles(annotate(person)) == [
        "Claim",
        "Quote",
        "Actor",
        "Cue",
        number.format(30),
        number.format(31),
        "All tags",
    ]
    assert len(below(annotate(person), "All tags").actions()) == 45


def test_groups_are_submenus_and_a_group_itself_stands_first_in_its_own(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, groups=2)
    person = open_text(TEXT)
    name = "Frame that is told of…xty letters, number {}"
    assert titles(annotate(person)) == ["Claim", "Quote", "Actor", "Cue", "Skip", name.format(0), name.format(1)]
    group = below(annotate(person), name.format(0))
    assert group.actions()[0].objectName() == "tag.f0"
    assert titles(group)[-1] == "All tags"


def test_the_key_of_a_tag_that_stands_below_acts_and_is_shown_there(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, groups=0)
    person = open_text(TEXT)
    person.select("Omar Hall")
    person.keys("Y")
    assert [tag for tag, _ in person.tagged] == ["f39"]
    person.keys("Shift+C")
    assert [tag for tag, _ in person.tagged] == ["claim"]
    entry = below(annotate(person), "All tags").actions()[-1]
    assert (entry.objectName(), entry.shortcut().toString()) == ("tag.f39", "Y")


def test_a_long_name_is_cut_in_its_middle_and_its_tip_tells_all(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, groups=0)
    person = open_text(TEXT)
    entry = person.actions.action("tag.f12")
    assert entry.text() == "Frame that is told of…ty letters, number 12"
    assert "Frame that is told of in a name of sixty letters, number 12" in entry.toolTip()
    assert annotate(person).toolTipsVisible()
    assert person.actions.action("tag.claim").toolTip() == "Claim"


def test_the_context_menu_lists_all_but_the_tag_that_it_has(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, groups=0)
    person = open_text(TEXT)
    person.select("Omar Hall")
    person.keys("C")
    menu = person.part(ContextMenus).menu_for_text()
    change = below(menu, "Change tag")
    offered = [one.objectName() for one in below(change, "All tags").actions()]
    assert "retag.claim" not in offered
    assert len(offered) == 44


def test_words_are_cut_so_that_both_ends_are_seen() -> None:
    assert ends_of("short", 44) == "short"
    assert ends_of("abcdefghij", 7) == "abc…hij"
    assert ends_of("two\nlines", 44) == "two lines"
