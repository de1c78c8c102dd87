"""Corpus ▸ Check in the window: Enter goes to a slip, Space mends it, Ctrl+Z takes the mend back.

Tests of ui.checking.slip_panel, ui.checking.slip_check, ui.checking.slip_model and ui.furnishing.assist_parts.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from analyst_app.ui.checking.slip_model import ARTICLE, LAYER, RULE, WORDS
from analyst_app.ui.checking.slip_panel import SlipPanel
from analyst_app.ui.corpus import codebook_saving
from analyst_app.ui.panels.article_list import ArticleList
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window

TEXT = "Taxes fell by a fifth.\n\n“We stay,” said Ada Brandt.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    annotate(write_article(folder, "a.txt", TEXT), "bob", ("claim", "axes fell"))
    annotate(write_article(folder, "b.txt", TEXT), "alice", ("claim", "axes fell"), ("quote", "“We stay,”"))
    return folder


def opened(person: Person, count: int) -> SlipPanel:
    person.wait_open("a.txt")
    person.actions.action("corpus.check").trigger()
    panel = person.part(SlipPanel)
    person.wait(lambda: panel.model.rowCount() == count and "…" not in panel.said.text(), "slips")
    return panel


def rows(panel: SlipPanel) -> list[tuple[str, str, str]]:
    model, tip = panel.model, Qt.ItemDataRole.ToolTipRole
    return [
        (_plain(model.index(row, ARTICLE).data(tip)), model.index(row, LAYER).data(), model.index(row, RULE).data())
        for row in range(model.rowCount())
    ]


def _plain(tip: str) -> str:
    return tip.removeprefix("<qt>").removesuffix("</qt>")


def words(person: Person, tag: str) -> list[str]:
    session = person.bridge.session
    assert session is not None
    return [one.span.of(session.document.text) for one in session.store.annotations if one.tag == tag]


def test_ones_own_slips_come_first_and_are_counted(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person, 3)
        assert rows(panel) == [
            ("b.txt", "alice", "Edges inside a word"),
            ("b.txt", "alice", "Quotes without a speaker"),
            ("a.txt", "bob", "Edges inside a word"),
        ]
        title = "Taxes fell by a fifth."
        person.wait(lambda: panel.model.index(0, ARTICLE).data() == title, "the title, as the list has it")
        assert panel.said.text() == "3 probable slips in 2 articles."
        assert panel.model.index(0, WORDS).data() == "“axes fell” is cut inside a word: “Taxes fell”"
        assert panel.rule.itemText(0) == "All rules (3)"

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_title_that_is_read_later_is_painted_at_once(folder: Path) -> None:
    """Rows do not go on naming the file until something else paints them."""

    def script(person: Person) -> None:
        panel = opened(person, 3)
        articles = person.part(ArticleList).model
        person.wait(lambda: panel.model.index(0, ARTICLE).data() == "Taxes fell by a fifth.", "a title")
        told = QSignalSpy(panel.model.dataChanged)
        line = next(one for one in articles.articles if one.path.name == "b.txt")
        articles.update_articles([replace(line, count=7)])
        assert told.count() == 0
        articles.update_articles([replace(line, title="Wages rose.")])
        assert told.count() == 1
        assert panel.model.index(0, ARTICLE).data() == "Wages rose."

    at_the_window(folder, "--annotator", "alice", script=script)


def test_space_goes_there_first_then_mends_and_ctrl_z_takes_it_back(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person, 3)
        person.keys("Space", panel.table)
        person.wait_open("b.txt")
        assert panel.said.text() == "Here it is. Press Space again to mend it."
        person.wait(lambda: person.is_idle, "shown")
        person.keys("Space", panel.table)
        assert words(person, "claim") == ["Taxes fell"]
        assert panel.model.rowCount() == 2
        assert panel.mending.text() == "Link the speaker (Space)"
        person.keys("Space", panel.table)
        assert words(person, "actor") == ["Ada Brandt"]
        assert panel.rule.itemText(0) == "All rules (1)"
        found = [slip.finding.words for slip in panel.model.slips]
        person.keys("Ctrl+Z")
        assert panel.said.text().startswith("It is listed again: ")
        assert panel.rule.itemText(0) == "All rules (2)"
        assert panel.mending.text() == "Link the speaker (Space)", "Space would mend the one that came back"
        person.keys("Ctrl+Z")
        assert (words(person, "claim"), words(person, "actor")) == (["axes fell"], [])
        assert panel.rule.itemText(0) == "All rules (3)"
        assert [slip.finding.words for slip in panel.model.slips][2:] == found, "each at its place"
        person.keys("Ctrl+Shift+Z Ctrl+Shift+Z")
        assert [slip.finding.words for slip in panel.model.slips] == found
        assert panel.said.text().startswith("It is mended again: ")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_enter_goes_to_a_slip_and_the_list_keeps_the_keyboard(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person, 3)
        person.keys("Enter", panel.table)
        person.wait_open("b.txt")
        person.wait(lambda: person.is_idle, "shown")
        assert person.focus is panel.table
        assert person.label("mode_chip") == "CHECK"
        person.keys("Space")
        assert words(person, "claim") == ["Taxes fell"]
        assert panel.said.text() == "Move edges"

    at_the_window(folder, "--annotator", "alice", script=script)


def test_one_mend_takes_out_all_rows_that_it_mends(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    text = "“We have no grain,” Ada Brandt said.\n"
    annotate(write_article(folder, "a.txt", text), "alice", ("quote", "“We have no grain,”"), ("cue", "said"))

    def script(person: Person) -> None:
        panel = opened(person, 2)
        assert [rule for _, _, rule in rows(panel)] == ["Quotes without a speaker", "Reporting words of no quote"]
        person.keys("Space", panel.table)
        assert rows(panel) == []
        assert words(person, "cue") == ["said"]
        person.keys("Space", panel.table)
        assert words(person, "cue") == ["said"]

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_layer_that_cannot_be_written_says_why_nothing_was_mended(folder: Path) -> None:
    sidecar = folder / "b.txt.alice.annotations.json"
    sidecar.write_text(sidecar.read_text("utf-8").replace('"version": 1,', '"version": 99,', 1), "utf-8")

    def script(person: Person) -> None:
        panel = opened(person, 1)
        assert [layer for _, layer, _ in rows(panel)] == ["bob"]
        assert "1 file has problems." in panel.said.text()

    at_the_window(folder, "--annotator", "alice", script=script)


def test_the_work_of_another_is_shown_and_not_changed(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person, 3)
        panel.table.selectRow(2)
        assert not panel.mending.isEnabled()
        person.keys("Space", panel.table)
        assert panel.said.text() == "This is the work of bob: only its annotator changes it."

    at_the_window(folder, "--annotator", "alice", script=script)
    assert '"exact":"axes fell"' in (folder / "a.txt.bob.annotations.json").read_text("utf-8")


def test_a_rule_is_muted_for_the_corpus_and_asked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(codebook_saving, "ask", lambda _parent, _title, words, _choices: asked.append(words) or "Save")

    def script(person: Person) -> None:
        panel = opened(person, 3)
        entry = next(one for one in panel.rules.menu().actions() if one.text() == "Edges inside a word")
        assert entry.isChecked()
        entry.trigger()
        person.wait(lambda: panel.model.rowCount() == 1 and "muted" in panel.said.text(), "muted")
        assert json.loads((folder / "codebook.json").read_text("utf-8"))["muted_checks"] == ["cut_word"]
        entry = next(one for one in panel.rules.menu().actions() if one.text() == "Edges inside a word")
        assert not entry.isChecked()
        entry.trigger()
        person.wait(lambda: panel.model.rowCount() == 3, "asked again")
        assert all("Also changed: the rules of Check that are muted for everybody here." in words for words in asked)

    at_the_window(folder, "--annotator", "alice", script=script)


def test_without_anything_open_it_says_what_to_do(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.actions.action("corpus.check").trigger()
        assert person.part(SlipPanel).said.text() == "Open a folder of articles (Ctrl+Shift+O) to check it."

    at_the_window(script=script)


def test_nothing_to_find_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    annotate(write_article(folder, "a.txt", TEXT), "alice", ("claim", "Taxes fell"))

    def script(person: Person) -> None:
        panel = opened(person, 0)
        assert panel.said.text() == "No slip was found."
        assert not panel.mending.isEnabled()

    at_the_window(folder, "--annotator", "alice", script=script)
