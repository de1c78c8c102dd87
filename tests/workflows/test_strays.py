"""Layers that lie apart from their article or have an odd name, at the real window: offered one after another.

Tests of ui.corpus.stray_offer.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from analyst_app.storage import layer_history
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, MAIRE, MAIRE_TAGS, SEOUL, annotate
from tests.workflows.person import Person, at_the_window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


def _offered(person: Person, words: str) -> None:
    person.wait(lambda: words in person.bars.words("stray"), words)


def _taken(person: Person, words: str) -> None:
    person.wait(lambda: words in person.bars.words("stray_taken"), words)


def _gone(person: Person, matter: str) -> bool:
    return person.window.findChild(QWidget, f"bar_{matter}") is None


def _article(folder: Path, name: str) -> Path:
    (folder / name).write_bytes(HARBOUR.encode())
    return folder / name


def test_an_odd_name_is_marked_in_the_list_and_mended_in_one_step_that_is_put_back(
    folder: Path, tmp_path: Path
) -> None:
    article = _article(folder, "depot.txt")
    sidecar = annotate(article, *HARBOUR_TAGS, state=tmp_path)
    odd = sidecar.rename(sidecar.with_name("depot.txt.Alice.annotations.json"))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        _offered(person, "depot.txt.Alice.annotations.json is no layer's name")
        model = person.window.findChild(QWidget, "article_list").model()

        def said() -> str:
            return str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))

        person.wait(lambda: "rename it to depot.txt.alice.annotations.json" in said(), "the mark")
        person.click_widget(person.button("Rename it"))
        person.wait(lambda: person.bridge.session is not None and len(person.annotations) == len(HARBOUR_TAGS))
        person.wait(lambda: "rename it" not in said(), "no mark")
        assert not odd.exists()
        person.click_widget(person.button("Put back"))
        person.wait(lambda: person.bridge.session is not None and not person.annotations)

    at_the_window(folder, "--annotator", "alice", script=script)
    assert odd.exists()
    assert not sidecar.exists()


def test_several_layers_are_offered_in_turn_and_taken_together(folder: Path, tmp_path: Path) -> None:
    new = _article(folder, "new.txt")
    for name, layer in (("one.txt", "alice"), ("two.txt", "bob")):
        annotate(_article(folder, name), *HARBOUR_TAGS, layer=layer, state=tmp_path)
        (folder / name).unlink()

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, "one.txt (alice)")
        person.click_widget(person.button("Next"))
        _offered(person, "two.txt (bob)")
        person.click_widget(person.button("Take all 2"))
        person.wait(lambda: person.bridge.session is not None and len(person.annotations) == len(HARBOUR_TAGS))
        assert _gone(person, "stray")

    at_the_window(folder, "--annotator", "alice", script=script)
    assert {path.name for path in folder.glob("*.annotations.json")} == {
        f"{new.name}.{layer}.annotations.json" for layer in ("alice", "bob")
    }


def test_a_layer_that_was_begun_anew_meanwhile_is_merged_with_the_one_left_behind(folder: Path, tmp_path: Path) -> None:
    article = _article(folder, "depot.txt")
    old = annotate(article, *HARBOUR_TAGS, state=tmp_path)
    new = article.rename(folder / "new.txt")
    annotate(new, ("claim", "the union denies it", 0), state=tmp_path)

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, "which has one of alice already")
        person.click_widget(person.button("Merge it"))
        person.wait(lambda: len(person.annotations) == len(HARBOUR_TAGS) + 1)
        person.wait_saved()

    def later(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, f"All that {old.name} holds is in your layer already. You can delete it.")
        assert "Merge it" not in [button.text() for button in person.window.findChildren(QAbstractButton)]

    at_the_window(folder, "--annotator", "alice", script=script)
    assert old.exists()
    at_the_window(folder, "--annotator", "alice", script=later)


def test_a_layer_that_is_begun_while_the_offer_stands_gets_the_items_of_the_one_left_behind(
    folder: Path, tmp_path: Path
) -> None:
    article = _article(folder, "depot.txt")
    old = {layer: annotate(article, *HARBOUR_TAGS, layer=layer, state=tmp_path) for layer in ("alice", "bob")}
    new = article.rename(folder / "new.txt")

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, "depot.txt (alice, bob)")
        person.select("the union denies it")
        person.keys("C")
        person.wait_saved()
        person.click_widget(person.button("Take them"))
        person.wait(lambda: len(person.annotations) == len(HARBOUR_TAGS) + 1, "both layers' items")
        _taken(person, "Taken from depot.txt: bob.")
        person.keys("Ctrl+Z")
        person.wait(lambda: len(person.annotations) == 1, "one step")
        person.keys("Ctrl+Shift+Z")
        person.wait(lambda: len(person.annotations) == len(HARBOUR_TAGS) + 1)
        person.wait_saved()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert old["alice"].exists()
    assert not old["bob"].exists()
    assert (folder / f"{new.name}.bob.annotations.json").exists()


def test_a_layer_of_another_text_is_not_offered_beside_an_own_layer(folder: Path, tmp_path: Path) -> None:
    """The stray of a renamed article, and an article of its old name in another folder with a layer of its own."""
    article = _article(folder, "depot.txt")
    annotate(article, *HARBOUR_TAGS, state=tmp_path)
    article.rename(folder / "new.txt")
    (folder / "french").mkdir()
    french = folder / "french" / "depot.txt"
    french.write_text(MAIRE, "utf-8")
    annotate(french, *MAIRE_TAGS, state=tmp_path)
    (folder / "korean").mkdir()
    korean = folder / "korean" / "depot.txt"
    korean.write_text(SEOUL, "utf-8")

    def script(person: Person) -> None:
        person.wait(lambda: person.bridge.session is not None, "the folder's first article")
        for other in (french, korean):
            person.opener.open_article(other)
            person.wait(lambda other=other: person.bridge.session is not None and person.bridge.session.path == other)
            person.wait(lambda: person.is_idle, "all looked through")
            assert _gone(person, "stray")
        person.opener.open_article(folder / "new.txt")
        _offered(person, "belongs to this text")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_layer_of_an_article_of_the_name_is_said_to_be_made_on_another_text(folder: Path, tmp_path: Path) -> None:
    article = _article(folder, "depot.txt")
    annotate(article, *HARBOUR_TAGS, state=tmp_path)
    (folder / "2024").mkdir()
    changed = article.rename(folder / "2024" / "depot.txt")
    changed.write_text(HARBOUR.replace("Monday", "Sunday"), "utf-8")

    def script(person: Person) -> None:
        person.wait(lambda: person.bridge.session is not None, "the folder's first article")
        person.opener.open_article(changed)
        _offered(person, "A layer of depot.txt (alice) has this name, but was made on another text.")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_the_list_counts_a_layer_as_soon_as_it_is_taken_and_put_back(folder: Path, tmp_path: Path) -> None:
    article = _article(folder, "depot.txt")
    annotate(article, *HARBOUR_TAGS, state=tmp_path)
    new = article.rename(folder / "new.txt")

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, "depot.txt (alice)")
        model = person.window.findChild(QWidget, "article_list").model()

        def count() -> int | None:
            return next(one.count for one in model.articles if one.path == new)

        person.wait(lambda: not count(), "no layer")
        person.click_widget(person.button("Take it"))
        person.wait(lambda: count() == len(HARBOUR_TAGS), "the count")
        _taken(person, "Taken from")
        person.click_widget(person.button("Put back"))
        person.wait(lambda: not count(), "no layer again")

    at_the_window(folder, "--annotator", "alice", script=script)


@pytest.mark.parametrize("by", ["coming back", "saving"])
def test_a_layer_that_comes_into_a_sub_folder_is_offered_without_opening_anew(
    folder: Path, tmp_path: Path, by: str
) -> None:
    article = _article(folder, "depot.txt")
    sidecar = annotate(article, *HARBOUR_TAGS, layer="bob", state=tmp_path)
    elsewhere = sidecar.rename(tmp_path / sidecar.name)
    article.rename(folder / "new.txt")
    deep = folder / "team" / "bob"
    deep.mkdir(parents=True)

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        person.wait(lambda: person.is_idle, "all looked through")
        assert _gone(person, "stray")
        elsewhere.rename(deep / sidecar.name)
        if by == "saving":
            person.select("Ada Brandt")
            person.keys("A")
        else:
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            for state in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
                application.applicationStateChanged.emit(state)
        _offered(person, "depot.txt (bob)")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_layer_of_a_colleague_that_cannot_be_taken_is_told_with_the_command_that_merges(
    folder: Path, tmp_path: Path
) -> None:
    article = _article(folder, "depot.txt")
    old = annotate(article, *HARBOUR_TAGS, layer="bob", state=tmp_path)
    new = article.rename(folder / "new.txt")
    there = annotate(new, ("claim", "the union denies it", 0), layer="bob", state=tmp_path)

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        _offered(person, f"analyst-app merge {there} {old} --output {there}")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_the_history_of_a_layer_that_was_taken_is_in_its_history_dialog(folder: Path, tmp_path: Path) -> None:
    article = _article(folder, "depot.txt")
    state: list[Path] = []
    old = annotate(article, *HARBOUR_TAGS, state=tmp_path)
    new = article.rename(folder / "new.txt")

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        state.append(person.window.prepare().workplace.state)
        layer_history.keep(layer_history.folder_of(state[0], old), [old.read_bytes()], always=True)
        _offered(person, "depot.txt (alice)")
        person.click_widget(person.button("Take it"))
        person.wait(lambda: person.bridge.session is not None and len(person.annotations) == len(HARBOUR_TAGS))
        session = person.bridge.session
        assert session is not None
        assert layer_history.saves(layer_history.folder_of(state[0], session.sidecar))

    at_the_window(folder, "--annotator", "alice", script=script)
    assert not layer_history.saves(layer_history.folder_of(state[0], old))
    assert new.exists()
