"""Another program or a permission changes what can be read: the window shows that, and says nothing that is not true.

Tests of ui.files.disk_news, ui.files.folder and ui.corpus.corpus_keeper.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from analyst_app.storage.file_names import facts_path, sidecar_path
from analyst_app.ui.files.disk_watch import DiskWatch
from analyst_app.ui.panels.article_list import ArticleList
from tests.workflows.person import Person, at_the_window, write

TEXT = "The depot will close. Nobody said so.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two articles; alice has called the second one done, with one claim in it."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, "a1.txt", TEXT)
    second = write(folder, "a2.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("a2.txt")
        person.select("The depot will close")
        person.keys("C")
        person.choose("corpus.done")
        person.wait_saved()

    at_the_window(second, "--annotator", "alice", script=script)
    return folder


def leads_out(file: Path) -> None:
    """Move a file to a folder beside the corpus and leave a link to it."""
    outside = file.parent.parent / "outside"
    outside.mkdir(exist_ok=True)
    file.rename(outside / file.name)
    file.symlink_to(outside / file.name)


@pytest.mark.parametrize("opens_folder", [True, False], ids=["a folder", "single files"])
def test_a_layer_that_another_program_removed_leaves_the_list_and_its_count(corpus: Path, opens_folder: bool) -> None:
    def script(person: Person) -> None:
        paths = [corpus] if opens_folder else [corpus / "a1.txt", corpus / "a2.txt"]
        person.opener.open_paths(paths)
        person.wait(lambda: len(person.part(ArticleList).model.articles) == 2, "both are listed")
        person.opener.open_article(corpus / "a1.txt")
        person.wait_open("a1.txt")
        model = person.part(ArticleList).model

        def line() -> tuple[str, int | None]:
            article = next(article for article in model.articles if article.path == corpus / "a2.txt")
            return article.status, article.count

        person.wait(lambda: line() == ("done", 1), "the layer is listed")
        assert "1 of 2 done" in person.label("done_count")
        sidecar_path(corpus / "a2.txt", "alice").unlink()
        person.wait(lambda: line() == ("", None), "the layer has left the list")
        assert "0 of 2 done" in person.label("done_count")

    at_the_window(corpus / "a1.txt", "--annotator", "alice", script=script)


def test_a_permission_given_for_another_file_reads_the_layer_and_says_no_change(corpus: Path) -> None:
    article = corpus / "a2.txt"
    facts_path(article).write_text('{"title": "The depot"}', "utf-8")
    leads_out(facts_path(article))
    leads_out(sidecar_path(article, "alice"))

    def script(person: Person) -> None:
        person.wait_open("a2.txt")
        person.wait(lambda: person.bars.words("link"), "the layer is not read")
        person.bars.hide_bar("facts")
        person.choose("edit.facts")
        person.wait(lambda: person.bars.words("facts"), "the facts are not read")
        facts = next(
            button
            for button in person.bars.findChildren(QAbstractButton)
            if button.text().startswith("Allow") and button.parentWidget().objectName() == "bar_facts"
        )
        person.click_widget(facts)
        person.wait(lambda: person.bridge.session is not None and len(person.annotations) == 1, "the layer is read")
        for dialog in person.window.findChildren(QDialog):
            dialog.reject()
        person.part(DiskWatch).look()
        person.wait(lambda: person.is_idle, "the disk is looked at")
        QApplication.processEvents()
        assert not person.bars.words("layer")
        assert not person.bars.words("link")

    at_the_window(article, "--annotator", "alice", script=script)
