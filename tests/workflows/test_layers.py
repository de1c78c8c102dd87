"""Layers: one's own, a colleague's, a damaged one, one that changed on disk.

Tests of ui.files.annotator_name, ui.files.disk_news, ui.files.disk_watch, ui.files.layer_claim, ui.files.layer_switch,
ui.files.loading_news, ui.files.open_layers, ui.files.saved_name and ui.panels.layer_menu.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFileDialog, QInputDialog, QToolButton

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.ui.corpus.article_changes import ArticleChanges
from analyst_app.ui.panels.tool_bar import ToolBar
from tests.moved_cases import annotate
from tests.workflows.person import Person, at_the_window, saved, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\nThe union, Dockers United, agreed.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "harbour.txt", HARBOUR)


def sidecar(article: Path, layer: str = "alice") -> Path:
    return article.with_name(f"{article.name}.{layer}.annotations.json")


def tag(person: Person, words: str, key: str = "A") -> None:
    person.select(words)
    person.keys(key)


def tag_once(words: str, key: str = "A") -> Callable[[Person], None]:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, words, key)
        person.wait_saved()

    return script


def test_a_colleagues_layer_is_shown_read_only(tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_window(article, "--annotator", "bob", script=tag_once("Ilse Moor"))
    before = sidecar(article, "bob").read_bytes()
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(copies))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert person.annotations == []
        button = person.window.findChild(QToolButton, "layer_button")
        assert button.text() == "layer: alice ▾"
        person.wait(lambda: layers(person) == ["layer.alice", "layer.bob"])
        person.window.findChild(object, "layer.bob").trigger()
        person.wait(lambda: person.label("save_state") == "Read-only: this is bob’s layer")
        assert button.text() == "layer: bob ▾"
        assert person.tagged == [("actor", "Ilse Moor")]
        for keys in ("A", "Shift+C", "Delete", "Ctrl+Enter", "1"):
            tag(person, "Dockers United", keys)
        assert person.tagged == [("actor", "Ilse Moor")]
        assert "bob’s layer" in person.bars.words("read_only")
        person.click_widget(person.button("Save a copy…"))
        person.wait(lambda: (copies / "harbour.txt").exists())
        person.wait(lambda: "Copied" in person.label("key_hints"))

    def layers(person: Person) -> list[str]:
        menu = person.part(ToolBar).layer.menu()
        menu.aboutToShow.emit()
        return [action.objectName() for action in menu.actions() if action.objectName().startswith("layer.")]

    at_the_window(article, "--annotator", "alice", script=script)
    assert sidecar(article, "bob").read_bytes() == before
    assert not sidecar(article).exists()
    assert [one["exact"] for one in saved(copies / "harbour.txt", "bob")["annotations"]] == ["Ilse Moor"]


def test_what_another_window_saved_is_merged_and_said(article: Path) -> None:
    at_the_window(article, "--annotator", "alice", script=tag_once("Ilse Moor"))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        data = sidecar(article).read_text("utf-8")
        line = next(line for line in data.splitlines() if '"Ilse Moor"' in line)
        record = json.loads(line)
        start = HARBOUR.index("Dockers United")
        other = {**record, "id": "11111111-2222-4333-8444-555555555555", "start": start, "end": start + 14}
        other |= {
            "exact": "Dockers United",
            "prefix": HARBOUR[start - 32 : start],
            "suffix": HARBOUR[start + 14 :][:32],
        }
        other_line = json.dumps(other, ensure_ascii=False, separators=(",", ":"))
        fresh = article.with_name("fresh")
        fresh.write_text(data.replace(line, f"{line},\n{other_line}"), "utf-8")
        fresh.replace(sidecar(article))
        person.wait(lambda: len(person.annotations) == 2)
        person.wait(lambda: person.label("save_state") == "Changed on disk: merged 1")
        tag(person, "harbour master")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 3


def test_a_source_that_changes_while_open_offers_reload(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        person.wait_saved()
        article.write_text("Corrected today.\n\n" + HARBOUR, "utf-8")
        person.wait(lambda: "changed by another program" in person.bars.words("source"))
        tag(person, "Dockers United")
        person.wait_saved()
        person.click_widget(person.button("Reload"))
        person.wait(lambda: person.view.text.startswith("Corrected"))
        person.wait_open("harbour.txt")
        assert person.tagged == [("actor", "Ilse Moor"), ("actor", "Dockers United")]

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_source_that_comes_back_is_no_news_any_more(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        away = article.with_name("away")
        article.rename(away)
        person.wait(lambda: "is gone from its folder" in person.bars.words("source"), "the news")
        away.rename(article)
        person.wait(lambda: not person.bars.words("source"), "it is there again")

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_source_that_is_gone_opens_read_only_from_its_layer(article: Path) -> None:
    at_the_window(article, "--annotator", "alice", script=tag_once("Ilse Moor"))
    article.unlink()

    def script(person: Person) -> None:
        person.wait(lambda: person.bridge.session is not None)
        assert person.view.text == HARBOUR
        assert person.tagged == [("actor", "Ilse Moor")]
        assert person.label("save_state") == "Read-only: the article’s file is gone"

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_damaged_layer_is_read_only_until_a_repaired_copy_is_asked_for(article: Path) -> None:
    at_the_window(article, "--annotator", "alice", script=tag_once("Ilse Moor"))
    whole = sidecar(article).read_bytes()
    damaged = whole[: whole.index(b' "links"')]
    sidecar(article).write_bytes(damaged)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert person.tagged == [("actor", "Ilse Moor")]
        assert person.label("save_state").startswith("Read-only: ")
        tag(person, "Dockers United")
        assert len(person.annotations) == 1
        assert sidecar(article).read_bytes() == damaged
        damaged_session = person.bridge.session
        person.click_widget(person.button("Write a repaired copy"))
        person.wait(lambda: person.bridge.session not in (None, damaged_session))
        tag(person, "Dockers United")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 2
    kept = [path for path in article.parent.iterdir() if ".damaged-" in path.name]
    assert [path.read_bytes() for path in kept] == [damaged]


def test_a_conflict_copy_is_merged_on_request_as_one_step(article: Path) -> None:
    at_the_window(article, "--annotator", "alice", script=tag_once("Ilse Moor"))
    copy = sidecar(article).with_name("harbour.txt.alice.annotations (conflicted copy 2026-11-22).json")
    shutil.copy(sidecar(article), copy)
    at_the_window(article, "--annotator", "alice", script=tag_once("Dockers United"))
    fewer, more = copy.read_bytes(), sidecar(article).read_bytes()
    sidecar(article).write_bytes(fewer)
    copy.write_bytes(more)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert len(person.annotations) == 1
        person.wait(lambda: "conflict copy" in person.bars.words("copy"))
        person.click_widget(person.button("Merge"))
        person.wait(lambda: len(person.annotations) == 2)
        person.keys("Ctrl+Z")
        assert len(person.annotations) == 1
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 2
    assert copy.read_bytes() == more


def test_the_first_save_says_under_which_name_and_the_name_can_be_changed(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "jsmith")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        person.wait(lambda: person.strip.words("name") == "Saved as “jsmith”.")
        person.click_widget(person.button("Change…"))
        dialog = person.window.findChild(QInputDialog, "annotator_dialog")
        dialog.setTextValue("Jane Smith")
        dialog.accept()
        person.wait(lambda: sidecar(article, "jane-smith").exists() and not sidecar(article, "jsmith").exists())
        person.wait(lambda: layer_of(person) == "jane-smith")
        assert person.tagged == [("actor", "Ilse Moor")]
        tag(person, "Dockers United")
        person.wait_saved()

    def layer_of(person: Person) -> str:
        session = person.bridge.session
        return session.layer_id if session is not None else ""

    at_the_window(article, script=script)
    assert len(saved(article, "jane-smith")["annotations"]) == 2
    assert saved(article, "jane-smith")["annotator"] == "jane-smith"

    def again(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert person.bridge.session.layer_id == "jane-smith"

    at_the_window(article, script=again)


def someone_elses(article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> bytes:
    """A layer of the same name, written on another machine."""
    monkeypatch.setenv("LOGNAME", "jsmith")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other machine"))
    at_the_window(article, script=tag_once("Ilse Moor"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "this machine"))
    return sidecar(article, "jsmith").read_bytes()


def go_on_as_max(person: Person, article: Path) -> None:
    """Say that the layer is not one's own, and give another name."""
    person.click_widget(person.button("No, use another name…"))
    dialog = person.window.findChild(QInputDialog, "annotator_dialog")
    dialog.setTextValue("Max")
    dialog.accept()
    person.wait(lambda: sidecar(article, "max").exists())


def test_a_layer_of_ones_name_from_elsewhere_asks_whether_it_is_ones_own(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = someone_elses(article, monkeypatch, tmp_path)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Dockers United")
        assert "Is this layer yours?" in person.bars.words("claim")
        assert person.label("save_state") == "Not saved: is this layer yours?"
        assert sidecar(article, "jsmith").read_bytes() == before
        person.click_widget(person.button("It is mine"))
        person.wait_saved()

    at_the_window(article, script=script)
    assert len(saved(article, "jsmith")["annotations"]) == 2


def test_a_layer_that_is_not_ones_own_is_left_alone(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = someone_elses(article, monkeypatch, tmp_path)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Dockers United")
        go_on_as_max(person, article)
        assert person.tagged == [("actor", "Dockers United")]
        person.wait_saved()

    at_the_window(article, script=script)
    assert sidecar(article, "jsmith").read_bytes() == before
    assert [one["exact"] for one in saved(article, "max")["annotations"]] == ["Dockers United"]


def test_what_leads_to_an_annotation_of_a_layer_that_is_not_ones_own_is_taken_over_with_it(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = someone_elses(article, monkeypatch, tmp_path)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        (hers,) = store.annotations
        tag(person, "Dockers United")
        mine = next(one for one in store.annotations if one.id != hers.id)
        assert person.bridge.do("Link", edits.link(store, "speaker", mine.id, hers.id))
        go_on_as_max(person, article)
        person.wait_saved()

    at_the_window(article, script=script)
    assert sidecar(article, "jsmith").read_bytes() == before
    made = saved(article, "max")
    assert "Dockers United" in [one["exact"] for one in made["annotations"]]
    assert len(made["annotations"]) == 2
    assert len(made["links"]) == 1


def test_the_question_whose_a_layer_is_comes_back_until_it_is_answered(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone_elses(article, monkeypatch, tmp_path)
    write(article.parent, "pier.txt", "The pier.\n")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Dockers United")
        person.click_widget(person.button("No, use another name…"))
        person.window.findChild(QInputDialog, "annotator_dialog").reject()
        assert "Is this layer yours?" in person.bars.words("claim")
        person.keys("Ctrl+PgDown")
        person.wait_open("pier.txt")
        person.keys("Ctrl+PgUp")
        person.wait_open("harbour.txt")
        assert "Is this layer yours?" in person.bars.words("claim")
        person.click_widget(person.button("It is mine"))
        person.wait_saved()

    at_the_window(article.parent, script=script)
    assert len(saved(article, "jsmith")["annotations"]) == 2


def test_no_change_of_many_articles_gets_into_a_layer_from_elsewhere_unasked(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = someone_elses(article, monkeypatch, tmp_path)
    other = write(tmp_path, "quay.txt", "The quay is closed.\n")
    said: list[str] = []

    def script(person: Person) -> None:
        person.wait_open("quay.txt")
        person.wait(lambda: person.window.findChild(ArticleChanges) is not None)
        jobs = dict.fromkeys((article, other), lambda session: edits.tag_spans("claim", [Span(0, 8)]))
        person.part(ArticleChanges).change("Tag all", jobs, said.append, "tagged")
        person.wait(lambda: said and " tagged in " in said[-1], "all are through")
        assert "1 annotation tagged in 1 article." in said[-1]
        assert "Open the article and say whether it is yours." in said[-1]
        person.wait_saved()
        assert sidecar(article, "jsmith").read_bytes() == before
        person.opener.open_paths([article])
        person.wait_open("harbour.txt")
        assert "Is this layer yours?" in person.bars.words("claim")
        person.click_widget(person.button("It is mine"))
        person.opener.open_paths([other])
        person.wait_open("quay.txt")
        said.clear()
        person.part(ArticleChanges).change("Tag all", {article: jobs[article]}, said.append, "tagged")
        person.wait(lambda: said and said[-1].startswith("1 annotation tagged"), "tagged there too")
        person.wait_saved()

    at_the_window(other, script=script)
    assert len(saved(article, "jsmith")["annotations"]) == 2


def test_a_layer_can_be_kept_without_the_articles_text(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.choose("file.preferences")
        person.window.findChild(QCheckBox, "preference_keep_text").click()
        person.choose("file.reload")
        person.wait(lambda: person.bridge.session is not None)
        person.wait_open("harbour.txt")

    at_the_window(article, "--annotator", "alice", script=script)
    at_the_window(article, "--annotator", "alice", script=tag_once("Ilse Moor"))
    assert "content" not in saved(article)["text"]


def test_each_layer_has_its_action_before_the_menu_was_opened(article: Path) -> None:
    at_the_window(article, "--annotator", "bob", script=tag_once("Ilse Moor"))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: person.window.findChild(QAction, "layer.bob"), "bob’s layer")
        assert person.window.findChild(QAction, "layer.alice").isChecked()
        person.choose("layer.bob")
        person.wait(lambda: person.label("save_state").startswith("Read-only"))
        person.wait(lambda: person.window.findChild(QAction, "layer.bob"), "the layers, looked for again")
        assert person.window.findChild(QAction, "layer.bob").isChecked()

    at_the_window(article, "--annotator", "alice", script=script)


def test_work_that_waits_for_an_answer_is_still_there_when_the_article_is_read_anew(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a colleague's layer that was left behind is taken."""
    someone_elses(article, monkeypatch, tmp_path)
    annotate(write(article.parent, "old.txt", HARBOUR), ("actor", "Ilse Moor", 0), layer="bob", state=tmp_path)
    (article.parent / "old.txt").unlink()

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: "old.txt (bob)" in person.bars.words("stray"), "offered")
        tag(person, "Dockers United")
        person.click_widget(person.button("Take it"))
        person.wait(lambda: "Taken from" in person.bars.words("stray_taken"), "taken")
        assert ("actor", "Dockers United") in person.tagged
        person.wait(lambda: person.is_idle, "all is shown")
        assert "Is this layer yours?" in person.bars.words("claim")
        person.click_widget(person.button("It is mine"))
        person.wait_saved()

    at_the_window(article.parent, script=script)
    assert sidecar(article, "bob").exists()
    assert len(saved(article, "jsmith")["annotations"]) == 2
