"""The actions table: one row an action, stable ids, no key given twice.

Tests of ui.commands.action_set, ui.commands.key_shares, ui.commands.menu_titles, ui.commands.menus,
ui.commands.modes and ui.commands.tag_rows.
"""

from __future__ import annotations

import gettext
from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar
from pytestqt.qtbot import QtBot

from analyst_app import resources, wording
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.actions import ACTIONS
from analyst_app.ui.commands.key_spelling import spelled
from analyst_app.ui.commands.keys import Key
from analyst_app.ui.commands.menu_titles import MENUS, SUBMENUS, add_titles
from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.commands.tag_rows import tag_actions

BOOK = Codebook.from_data(resources.built_in_codebook())
ROWS = (*ACTIONS, *tag_actions(BOOK))

PROMISED = [
    "file.open",
    "file.open_folder",
    "file.save",
    "file.export",
    "file.import",
    "file.history",
    "file.quit",
    "edit.undo",
    "edit.redo",
    "edit.find",
    "edit.delete",
    "edit.facts",
    "tag.claim",
    "retag.claim",
    "annotate.link",
    "annotate.unlink",
    "annotate.identity",
    "annotate.same",
    "annotate.note",
    "annotate.edges",
    "select.grow",
    "select.shrink",
    "go.next",
    "go.previous",
    "go.untagged",
    "go.waiting",
    "corpus.next",
    "corpus.previous",
    "corpus.done",
    "corpus.search",
    "review.compare",
    "help.keys",
]


class Recorder:
    """A mode that notes how it was left."""

    name = "EDGE"

    def __init__(self) -> None:
        self.left: list[bool] = []

    def hints(self) -> list[str]:
        return ["Enter keep"]

    def key_pressed(self, key: Key) -> bool:
        return False

    def leave(self, *, keep: bool) -> None:
        self.left.append(keep)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    add_titles(window.menuBar())
    qtbot.addWidget(window)
    return window


def test_ids_are_unique_and_those_promised_are_there() -> None:
    assert [name for name, count in Counter(row.id for row in ROWS).items() if count > 1] == []
    assert set(PROMISED) <= {row.id for row in ROWS}


def test_no_key_means_two_things_in_one_place() -> None:
    for is_review in (False, True):
        keys = Counter(key for row in ROWS if (row.needs == "review") is is_review for key in row.keys)
        assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_spelled_as_the_preferences_spell_it() -> None:
    for row in ROWS:
        for key in row.keys:
            assert spelled(key) == (key, ""), row.id


def test_every_action_is_in_a_menu(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_codebook(BOOK)
    menus = Menus(window.menuBar(), actions)
    for row in actions.rows.values():
        path = row.menu.removeprefix("-")
        assert path.partition("/")[0] in MENUS
        assert actions.action(row.id) in menus.menu(path).actions(), row.id


def test_an_action_is_enabled_when_someone_does_it_and_what_it_needs_is_there(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    done: list[str] = []
    actions.register("go.next", lambda: done.append("next"))
    assert not actions.action("go.next").isEnabled()
    actions.set_there(session=True, undo=None, redo=None)
    assert actions.action("go.next").isEnabled()
    assert not actions.action("go.previous").isEnabled()
    actions.trigger("go.next")
    assert done == ["next"]


def test_undo_names_what_it_takes_back(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_there(session=True, undo="Tag R&D as claim", redo=None)
    assert actions.action("edit.undo").text() == "&Undo Tag R&&D as claim"
    assert actions.action("edit.redo").text() == "&Redo"


def test_a_command_of_no_mode_ends_the_mode_and_keeps_what_it_did(window: QMainWindow) -> None:
    modes = ModeKeeper(window)
    actions = ActionSet(modes, lambda: "", window)
    actions.set_there(session=True, undo=None, redo=None)
    for name in ("go.next", "view.zoom_in"):
        actions.register(name, lambda: None)
    mode = Recorder()
    modes.enter(mode)
    actions.trigger("view.zoom_in")
    assert (modes.name, mode.left) == ("EDGE", [])
    actions.trigger("go.next")
    assert (modes.name, mode.left) == ("READ", [True])


def test_while_a_list_is_open_only_what_is_its_own_acts_and_a_tick_stays(window: QMainWindow) -> None:
    modes = ModeKeeper(window)
    actions = ActionSet(modes, lambda: "", window)
    actions.set_there(session=True, undo="Tag", redo=None)
    done: list[str] = []
    for name in ("edit.undo", "corpus.done", "view.zoom_in"):
        actions.register(name, lambda *_, name=name: done.append(name))
    for name in ("LINK", "SAME"):
        mode = Recorder()
        mode.name = name
        modes.enter(mode)
        for action_id in ("edit.undo", "corpus.done", "view.zoom_in"):
            actions.action(action_id).trigger()
        assert (modes.name, mode.left) == (name, [])
    assert done == ["view.zoom_in", "view.zoom_in"]
    assert not actions.action("corpus.done").isChecked()


def test_what_is_not_about_the_article_leaves_the_list_and_acts(window: QMainWindow) -> None:
    modes = ModeKeeper(window)
    actions = ActionSet(modes, lambda: "", window)
    actions.set_there(session=True, undo="Tag", redo=None)
    done: list[str] = []
    for name in ("file.quit", "corpus.next", "corpus.search"):
        actions.register(name, lambda name=name: done.append(name))
        mode = Recorder()
        mode.name = "SAME"
        modes.enter(mode)
        actions.action(name).trigger()
        assert modes.name == "READ"
    assert done == ["file.quit", "corpus.next", "corpus.search"]


def test_undo_takes_back_what_a_mode_has_promised_once(window: QMainWindow) -> None:
    modes = ModeKeeper(window)
    actions = ActionSet(modes, lambda: "", window)
    actions.set_there(session=True, undo="Tag", redo=None)
    done: list[str] = []
    actions.register("edit.undo", lambda: done.append("undone"))
    modes.enter(Recorder())
    modes.promise(lambda: done.append("taken back"))
    actions.action("edit.undo").trigger()
    assert (done, modes.name) == (["taken back"], "EDGE")
    actions.action("edit.undo").trigger()
    assert done == ["taken back", "undone"]
    modes.enter(Recorder())
    modes.promise(lambda: done.append("taken back"))
    modes.leave()
    actions.action("edit.undo").trigger()
    assert done == ["taken back", "undone", "undone"]


def test_the_keys_that_it_has_already_are_not_set_again(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    told: list[None] = []
    actions.keys_changed.connect(lambda: told.append(None))
    actions.set_keys({})
    assert told == []
    actions.set_keys({"go.next": "F7"})
    actions.set_keys({})
    assert len(told) == 2


def test_a_persons_own_keys_replace_the_tables(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_keys({"go.next": "F7", "go.previous": ""})
    assert actions.action("go.next").shortcuts() == [QKeySequence("F7")]
    assert actions.for_key(Key(letter="N")) is None
    assert actions.for_key(Key(letter="P")) is None
    found = actions.for_key(Key(name="F7"))
    assert found is not None
    assert found.id == "go.next"


def test_another_codebook_brings_other_actions_and_takes_the_old_ones(window: QMainWindow, qtbot: QtBot) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_codebook(BOOK)
    data = resources.built_in_codebook()
    data["tags"] = [{"id": "frame", "name": "Frame", "key": "F"}]
    with qtbot.waitSignal(actions.tags_changed):
        actions.set_codebook(Codebook.from_data(data))
    found = [row for row in actions.rows if row.startswith(("tag.", "retag."))]
    assert found == ["tag.frame", "retag.frame"]
    assert window.findChild(QAction, "tag.claim") is None
    assert actions.for_key(Key(letter="C")) is None
    assert actions.for_key(Key(letter="F", shift=True)) is not None


def test_a_bare_letter_is_shown_but_is_no_shortcut_of_the_window(window: QMainWindow, qtbot: QtBot) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    Menus(window.menuBar(), actions)
    done: list[str] = []
    actions.register("go.next", lambda: done.append("next"))
    actions.set_there(session=True, undo=None, redo=None)
    window.show()
    window.activateWindow()
    qtbot.keyClick(window, "n")
    assert done == []
    assert actions.action("go.next").shortcut() == QKeySequence("N")


def test_a_tag_s_long_name_makes_no_menu_as_wide_as_the_screen() -> None:
    data = resources.built_in_codebook()
    data["tags"][0]["name"] = "x" * 200
    rows = {row.id: row for row in tag_actions(Codebook.from_data(data))}
    assert {len(rows[name].menu_text) < 50 for name in ("tag.claim", "retag.claim")} == {True}
    assert rows["tag.claim"].shown == "x" * 200
    assert rows["tag.quote"].text == "Quote"


def test_translators_are_asked_for_the_title_of_every_menu() -> None:
    titles = {title for row in ROWS for title in row.menu.removeprefix("-").split("/")}
    assert titles <= {*MENUS, *SUBMENUS}


class _Spanish(gettext.NullTranslations):
    """Two titles begin with the same letter, as they do in every language but English."""

    def gettext(self, message: str) -> str:
        return {"File": "Archivo", "Annotate": "Anotar", "To {tag}": "Cambiar a {tag}", "Clear": "Quitar"}.get(
            message, message
        )


def test_menus_whose_titles_begin_alike_have_letters_of_their_own(qapp: object) -> None:
    bar = QMenuBar()
    wording.use(_Spanish())
    try:
        add_titles(bar)
    finally:
        wording.use(None)
    titles = [action.text() for action in bar.actions()]
    assert (titles[0], titles[3]) == ("&Archivo", "A&notar")
    assert len({title[title.index("&") + 1].lower() for title in titles}) == len(MENUS)


def test_the_name_of_a_tag_is_no_word_of_ours() -> None:
    data = resources.built_in_codebook()
    data["tags"][0]["name"] = "Clear"  # a word that the table has, too
    rows = {row.id: row for row in tag_actions(Codebook.from_data(data))}
    tag_id = data["tags"][0]["id"]
    wording.use(_Spanish())
    try:
        said = rows[f"tag.{tag_id}"].shown, rows[f"tag.{tag_id}"].hint_shown, rows[f"retag.{tag_id}"].shown
    finally:
        wording.use(None)
    assert said == ("Clear", "Clear", "Cambiar a Clear")


def test_of_two_actions_on_one_key_the_chosen_one_acts_and_the_other_is_named(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_keys({"go.next": "L", "corpus.search": "Ctrl+S", "go.previous": "no such key"})
    found = actions.for_key(Key(letter="L"))
    assert found is not None
    assert found.id == "go.next", "a person chose it, and that L links is only usual"
    assert actions.action("corpus.search").shortcuts() == [QKeySequence("Ctrl+S")]
    assert actions.action("file.save").shortcuts() == [], "Qt does neither of two actions on one chord"
    assert {(one.key, one.acts.id, one.silent.id) for one in actions.clashes} == {
        ("L", "go.next", "annotate.link"),
        ("Ctrl+S", "corpus.search", "file.save"),
    }
    assert list(actions.no_keys) == ["no such key"]
    actions.set_keys({})
    assert actions.clashes == ()
    assert actions.action("file.save").shortcuts() == [QKeySequence("Ctrl+S")]


def test_a_key_that_was_written_small_is_the_key(window: QMainWindow) -> None:
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    actions.set_keys({"go.next": "y", "corpus.search": "ctrl+alt+j"})
    found = actions.for_key(Key(letter="Y"))
    assert found is not None
    assert found.id == "go.next"
    assert actions.clashes == ()
