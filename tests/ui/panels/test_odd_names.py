"""Names from files turn no sentence of the window round.

Tests of ui.widgets.plain_label, ui.commands.menus and core.codebook_words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.commands.menus import RecentMenu
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.widgets.message import PlainLabel
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText

ACTING = "\0\x1b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def labels(window: object) -> list[str]:
    """The words of every label of a window."""
    return [label.text() for label in window.findChildren(PlainLabel)]  # type: ignore[attr-defined]


def test_a_tag_with_an_override_in_its_name_turns_no_line_round(open_text: OpenText, tmp_path: Path) -> None:
    codebook = resources.built_in_codebook()
    for tag in codebook["tags"]:
        tag["name"] = f"{tag['name']}\u202e\x1b{'x' * 5_000_000 if tag['id'] == 'cue' else ''}"
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    person = open_text("Ada Brandt said so.")
    names = {tag.name for tag in person.bridge.session.codebook.tags}
    assert {r"Claim\u202e\x1b", r"Actor\u202e\x1b"} <= names, "the folder's codebook is used"
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("Delete")
    said = labels(person.window)
    assert any(r"\u202e" in words for words in said)
    assert not [words for words in said for letter in ACTING if letter in words]


@pytest.mark.parametrize("words", ["An\u202edna", "An\u2067dna", "Ada\x1b[31m", "\u2069\u2068"])
def test_nothing_that_is_said_acts_on_the_words_around(open_text: OpenText, words: str) -> None:
    person = open_text("Ada Brandt said so.")
    person.part(StatusBar).say(f"{words} said so")
    person.part(MessageBars).show_bar("odd", f"{words} said so")
    shown = [words for words in labels(person.window) if "said so" in words and "\\" in words]
    assert len(shown) == 2
    assert not [one for one in shown for letter in ACTING if letter in one]


def test_a_tag_that_is_in_no_codebook_and_an_article_with_an_odd_name_act_on_nothing(
    open_text: OpenText, qtbot: QtBot, tmp_path: Path
) -> None:
    person = open_text("Ada Brandt said so.")
    person.bridge.set_current(put(person, f"cl\u202eaim{'x' * 5_000}", "Ada"))
    person.keys("Delete")
    undo = person.actions.action("edit.undo").text()
    assert undo.startswith(r"&Undo Delete cl\u202eaimx")
    assert len(undo) < 300
    parent = QMenu()
    qtbot.addWidget(parent)
    recent = RecentMenu(parent)
    recent.show_paths([tmp_path / "exe.\u202egnp", tmp_path / "a\nb"])
    recent.menu.aboutToShow.emit()
    first, second = [action.text() for action in recent.menu.actions()]
    assert first.startswith(r"&1 exe.\u202egnp – ")
    assert second.startswith("&2 a␤b – ")
