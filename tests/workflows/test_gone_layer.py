"""The layer's file is removed while its annotations are shown, or between two starts: nobody is told all is well."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from analyst_app.ui.files import autosave
from tests.faults import failing_disk
from tests.workflows.person import Person, at_the_window, saved, write

GONE = "depot.txt.alice.annotations.json is gone from its folder."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "depot.txt", "Ada Brandt said that the depot closes.\nBen Oduya agreed.\n")


def sidecar(article: Path) -> Path:
    return article.with_name(f"{article.name}.alice.annotations.json")


def tag_two_and_lose_them(person: Person, article: Path) -> None:
    person.wait_open("depot.txt")
    for words in ("Ada Brandt", "Ben Oduya"):
        person.select(words)
        person.keys("A")
    person.wait_saved()
    sidecar(article).unlink()
    person.wait(lambda: person.bars.words("gone"), "the news")


@pytest.mark.parametrize("how", ["button", "Ctrl+S", "another tag"])
def test_what_is_shown_is_said_to_be_in_no_file_until_it_is_written_again(article: Path, how: str) -> None:
    def script(person: Person) -> None:
        tag_two_and_lose_them(person, article)
        assert person.bars.words("gone") == f"{GONE} The 2 annotations that are shown are in no file now."
        assert person.label("save_state") == "Not saved: its file is gone"
        if how == "button":
            person.click_widget(person.button("Write it again"))
        elif how == "Ctrl+S":
            person.keys("Ctrl+S")
        else:
            person.select("depot")
            person.keys("C")
        person.wait_saved()
        assert not person.bars.words("gone")

    at_the_window(article, "--annotator", "alice", script=script)
    exact = [one["exact"] for one in saved(article)["annotations"]]
    assert [words for words in exact if words != "depot"] == ["Ada Brandt", "Ben Oduya"]
    assert ("depot" in exact) == (how == "another tag")


def test_what_could_not_be_written_again_is_tried_until_it_can(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", real)  # put back after the test, whatever becomes of it
    monkeypatch.setattr(autosave, "_RETRY", 0.3)

    def script(person: Person) -> None:
        tag_two_and_lose_them(person, article)
        failing_disk.strike("full", article)
        person.click_widget(person.button("Write it again"))
        person.wait(lambda: person.label("save_state").endswith("the disk is full."), "the reason")
        os.write = real
        person.wait_saved()
        assert len(saved(article)["annotations"]) == 2

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_colleague_s_layer_that_is_removed_while_it_is_shown_is_said(article: Path) -> None:
    at_the_window(article, "--annotator", "bob", script=lambda person: _tag(person))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.desk.show_layer("bob")
        person.wait(lambda: person.label("save_state") == "Read-only: this is bob’s layer", "bob's")
        article.with_name("depot.txt.bob.annotations.json").unlink()
        person.wait(lambda: "changed on disk" in person.bars.words("layer"), "the news")

    at_the_window(article, "--annotator", "alice", script=script)


def _tag(person: Person) -> None:
    person.wait_open("depot.txt")
    person.select("Ada Brandt")
    person.keys("A")
    person.wait_saved()


def test_a_file_that_comes_back_is_no_news_any_more(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("Ada Brandt")
        person.keys("A")
        person.wait_saved()
        away = article.with_name("away")
        sidecar(article).rename(away)
        person.wait(lambda: person.bars.words("gone"), "the news")
        away.rename(sidecar(article))
        person.wait(lambda: not person.bars.words("gone"), "it is there again")
        assert person.label("save_state").startswith("Saved")

    at_the_window(article, "--annotator", "alice", script=script)


def test_leaving_writes_nothing_and_the_next_start_tells_where_the_work_is(article: Path) -> None:
    at_the_window(article, "--annotator", "alice", script=lambda person: tag_two_and_lose_them(person, article))
    assert not sidecar(article).exists()

    def again(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("lost"), "the news")
        assert person.bars.words("lost").startswith(f"{GONE} A whole save of ")
        assert "with 2 annotations, is in its history." in person.bars.words("lost")
        person.click_widget(person.button("History…"))
        person.wait(lambda: person.window.findChild(QDialog, "history_dialog"), "the history")
        dialog = person.window.findChild(QDialog, "history_dialog")
        person.wait(dialog.restore_button.isEnabled, "the saves are listed")
        person.click_widget(dialog.restore_button)
        person.wait(lambda: len(person.annotations) == 2, "all is back")
        person.wait_saved()
        assert not person.bars.words("lost")

    at_the_window(article, "--annotator", "alice", script=again)
    assert [one["exact"] for one in saved(article)["annotations"]] == ["Ada Brandt", "Ben Oduya"]


def test_where_nothing_was_ever_saved_nothing_is_gone(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle, "all is looked at")
        assert not person.bars.words("gone")

    at_the_window(article, "--annotator", "alice", script=script)
