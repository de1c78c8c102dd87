"""Layers that lie apart from their article or have an odd name, at the real window: offered one after another.

Tests of ui.corpus.stray_offer.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from analyst_app.storage import layer_history
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate
from tests.workflows.person import Person, at_the_window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


def _offered(person: Person, words: str) -> None:
    person.wait(lambda: words in person.bars.words("stray"), words)


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

    at_the_window(folder, "--annotator", "alice", script=script)
    assert old.exists()


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
