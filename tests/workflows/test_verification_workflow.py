"""Quotes beside their sources, by keys at the real window.

Tests of ui.verification.verifying, ui.verification.verification_panel, ui.verification.verification_runs,
ui.verification.verification_work, ui.verification.source_dialog, ui.verification.compared_pair,
ui.verification.evidence_model, ui.panels.verdict_line and ui.furnishing.verification_parts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.corpus.sourcing.attached_sources import Attachment
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.verification import verification_work
from analyst_app.ui.verification.source_dialog import SourceDialog
from analyst_app.ui.verification.verification_panel import VerificationPanel
from analyst_app.ui.widgets.plain_label import plain_tip
from tests.assist.verifying.corpus_of_quotes import FAIR, WRONG, corpus_with_speech
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window, saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpus_with_speech(tmp_path / "corpus")


def opened(person: Person) -> VerificationPanel:
    """The pane, with the first quote in it."""
    person.wait_open("depot.txt")
    person.keys("Ctrl+Shift+V")
    panel = person.part(VerificationPanel)
    assert panel.isVisible()
    return panel


def says(person: Person, panel: VerificationPanel, words: str) -> None:
    person.wait(lambda: words in panel.said.text(), f"{words} in {panel.said.text()}")


def ran(person: Person, panel: VerificationPanel, words: str) -> None:
    person.wait(lambda: words in panel.ran.text(), f"{words} in {panel.ran.text()}")


def verdicts(article: Path) -> list[str]:
    return [
        one.get("verified", {}).get("verdict", "") for one in saved(article)["annotations"] if one["tag"] == "quote"
    ]


def test_two_keys_a_quote_store_the_verdicts_and_undo_takes_one_back(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "trimmed · speeches/speech.txt · not stored yet")
        assert panel.pair.quote.toPlainText() == FAIR
        person.keys("Enter")
        says(person, panel, "stored: trimmed")
        person.keys("Enter")
        says(person, panel, "stored already")
        person.keys("N")
        says(person, panel, "words changed · a number differs")
        assert "12 million" in panel.pair.source.toPlainText()
        person.keys("Enter")
        says(person, panel, "stored: words changed")
        person.keys("P")
        says(person, panel, "trimmed")
        assert person.label("inspector_verdict").startswith("Against its source: trimmed · alice · 20")
        person.wait_saved()
        assert verdicts(folder / "depot.txt") == ["trimmed", "changed", ""]
        person.keys("Esc")
        assert not panel.isVisible()
        assert person.view.hasFocus()
        person.keys("Ctrl+Z")
        person.wait_saved()
        assert verdicts(folder / "depot.txt") == ["trimmed", "", ""]

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_verdict_shows_that_it_is_stale_when_the_source_or_the_quote_has_changed(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "not stored yet")
        person.keys("Enter")
        says(person, panel, "stored: trimmed")
        speech = folder / "speeches" / "speech.txt"
        speech.write_text(speech.read_text("utf-8") + "One more word.\n", "utf-8")
        person.keys("N")
        says(person, panel, "not stored yet")
        person.keys("P")
        says(person, panel, "stored: trimmed – the source has changed since")
        person.keys("Enter")
        says(person, panel, "stored: trimmed")
        person.keys("Esc F2 F2 Ctrl+Left Enter")
        person.wait(lambda: "the quote has changed since" in person.label("inspector_verdict"))

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_verdict_on_a_source_that_another_program_has_replaced_meanwhile_is_not_stored(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "trimmed · speeches/speech.txt · not stored yet")
        speech = folder / "speeches" / "speech.txt"
        speech.write_text("Nobody spoke of a depot that day, nor of anything else.\n", "utf-8")
        person.keys("Enter")
        says(person, panel, "not found")
        assert "the source has changed" in panel.said.text()
        assert verdicts(folder / "depot.txt") == ["", "", ""]
        person.keys("Enter")
        says(person, panel, "stored: not found")
        person.wait_saved()
        assert verdicts(folder / "depot.txt") == ["not_found", "", ""]

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_source_is_attached_by_name_or_pasted_and_what_cannot_be_is_a_sentence(folder: Path) -> None:
    (folder / "sources.json").unlink()

    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "Nothing is attached to this quote")
        person.keys("Ctrl+Shift+T")
        person.wait(lambda: person.window.findChildren(SourceDialog))
        (dialog,) = person.window.findChildren(SourceDialog)
        dialog.file.setText("speech.pdf")
        dialog._take()
        person.wait(lambda: "speech.pdf" in dialog.said.text())
        dialog.pasted.setPlainText("Words.")
        dialog._take()
        assert dialog.said.text() == "The file of a pasted text ends in .txt."
        dialog.pasted.clear()
        for outside in ("../secret.txt", "/etc/hosts.txt"):
            dialog.file.setText(outside)
            dialog._take()
            person.wait(lambda: "Copy it there first" in dialog.said.text())
            dialog.tell("")
        dialog.file.setText("depot.txt")
        dialog._take()
        person.wait(lambda: "depot.txt is this article itself." in dialog.said.text())
        dialog.file.setText("../pasted.txt")
        dialog.pasted.setPlainText("Words.")
        dialog._take()
        person.wait(lambda: "give it a name there" in dialog.said.text())
        dialog.pasted.clear()
        dialog.file.setText("nowhere.txt")
        dialog._take()
        person.wait(lambda: "nowhere.txt" in dialog.said.text())
        assert not (folder / "sources.json").exists()
        dialog.file.setText("release")
        dialog.pasted.setPlainText("We will not leave the depot until every last locker is empty.")
        dialog.to_article.setChecked(True)
        dialog._take()
        says(person, panel, "verbatim · release.txt")
        assert (folder / "release.txt").read_text("utf-8").startswith("We will not")
        (record,) = json.loads((folder / "sources.json").read_text("utf-8"))["sources"]
        assert (record["file"], record["of"]) == ("release.txt", [{"article": "depot.txt"}])

    at_the_window(folder, "--annotator", "alice", script=script)


@pytest.mark.parametrize("name", ["p\\q.txt", ".hidden.txt", "CON.txt", "speeches/.x.txt", ".lock/a.txt", "~$a.txt"])
def test_a_pasted_text_gets_no_name_that_is_not_found_again(name: str, tmp_path: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = SourceDialog(tmp_path, None, None, window)
    dialog.file.setText(name)
    dialog.pasted.setPlainText("Words.")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog._take()
    assert "not be found again" in dialog.said.text()


def test_a_document_is_imported_into_the_folder_first(folder: Path) -> None:
    (folder / "sources.json").unlink()
    document = folder.parent / "release.md"
    document.write_text("# Release\n\nWe will *not* leave the depot until every last locker is empty.\n", "utf-8")
    made = verification_work.attach(folder / "depot.txt", folder, document, Attachment(), is_version=False)
    assert [source.file for source in made.sources] == ["release.txt"]
    assert "We will not leave" in (folder / "release.txt").read_text("utf-8")
    assert document.exists()


def test_another_version_of_the_article_is_shown_with_a_key(folder: Path) -> None:
    later = write_article(folder, "later.txt", f"Ada Brandt said: {FAIR.replace('not ', '')}\n")
    verification_work.attach(folder / "depot.txt", folder, later, Attachment(), is_version=True)

    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "trimmed · speeches/speech.txt")
        person.keys("V")
        says(person, panel, "words changed · a negation differs · another version: later.txt")
        person.keys("V")
        says(person, panel, "trimmed · speeches/speech.txt")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_the_run_lists_all_quotes_and_writes_the_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = folder.parent / "evidence.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(report), ""))
    two = write_article(folder, "two.txt", f"Somebody said {WRONG} too.\n")
    annotate(two, "alice", ("quote", WRONG, {"mode": "direct"}))

    def script(person: Person) -> None:
        person.window.resize(1280, 720)
        panel = opened(person)
        assert person.window.minimumSizeHint().width() <= 700, "its buttons make no window wider than that"
        says(person, panel, "trimmed")
        person.click_widget(panel.buttons["run"])
        person.wait(lambda: panel.table.viewport().height() >= 5 * panel.table.rowHeight(0) > 0)
        ran(person, panel, "trimmed 1 · words changed 1 · not comparable 1 · 1 quote has no source")
        assert [row.quote.judgement.verdict for row in panel.model.rows] == ["trimmed", "changed", "not_comparable"]
        assert panel.model.index(1, 2).data() == "words changed (a number differs)"
        name, listed = panel.model.rows[1].article, person.part(ArticleList)
        path = next(one.path for one in listed.articles if one.name == name)
        person.wait(lambda: listed.title_of(path) not in ("", name, Path(name).stem), "the title is read")
        assert panel.model.index(1, 0).data() == listed.title_of(path)
        assert panel.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == plain_tip(name)
        assert panel.said.text().startswith("trimmed ·"), "Enter stores what stands there"
        assert not [one.text() for one in panel.buttons.values() if "&" in one.text()], "Alt+C is the menu bar's"
        stores = [one for one in panel.widget().findChildren(QShortcut) if one.key().toString() in ("Return", "Enter")]
        assert [one.autoRepeat() for one in stores] == [False, False]
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, **__: (str(report.with_suffix("")), "Page (*.html)")
        )
        person.click_widget(panel.buttons["report"])
        ran(person, panel, "Written: evidence.html")
        assert "a number differs" in report.read_text("utf-8")
        panel.row_chosen.emit(panel.model.rows[1])
        person.wait(lambda: person.bridge.selection is not None)

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_run_that_is_cancelled_keeps_what_is_done(folder: Path) -> None:
    found: list[tuple[int, int, int]] = []

    def seen(rows: list[object], done: int, total: int) -> None:
        found.append((len(rows), done, total))
        if done == 1:
            run.end()

    for number in range(3):
        article = write_article(folder, f"z{number}.txt", FAIR)
        annotate(article, "alice", ("quote", FAIR, {"mode": "direct"}))
    from analyst_app.corpus.sealing import Seal

    run = verification_work.CorpusRun(folder, folder.parent / "state", Seal("alice", [folder]), seen)
    run.work()
    assert found == [(0, 0, 4), (3, 1, 4)]
    assert run.is_ended


def test_where_there_is_nothing_the_pane_says_what_to_do(tmp_path: Path) -> None:
    write_article(tmp_path / "corpus", "depot.txt", "Nobody said anything.\n")

    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "No quote is tagged in this article yet (Q).")
        person.keys("Enter")
        says(person, panel, "There is no verdict to store yet.")
        person.click_widget(panel.buttons["run"])
        ran(person, panel, "No article of this folder has quotes with a source.")
        assert not panel.buttons["report"].isEnabled()

    at_the_window(tmp_path / "corpus", "--annotator", "alice", script=script)


def test_markup_in_the_text_is_shown_as_it_is(folder: Path) -> None:
    words = '“We <b>stay</b> <img src="file:///etc/passwd"> here”'
    article = write_article(folder, "depot.txt", f"She said {words}.\n")
    (folder / "depot.txt.alice.annotations.json").unlink()
    annotate(article, "alice", ("quote", words, {"mode": "direct"}))

    def script(person: Person) -> None:
        panel = opened(person)
        says(person, panel, "not found")
        quote = panel.findChild(QPlainTextEdit, "verification_quote")
        assert quote is not None
        assert quote.toPlainText() == words

    at_the_window(folder, "--annotator", "alice", script=script)
