"""The progress of an article in the list, after it was saved.

Tests of ui.files.folder, ui.corpus.corpus_keeper and ui.panels.article_list.
"""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.files.folder import Folder
from analyst_app.ui.panels.article_list import ArticleList
from tests.corpus.corpora import write_article
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window


def test_what_a_save_wrote_is_told_without_reading_it_again(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we stay”. Ada Brandt left.\n")
    put(person, "actor", "Ada Brandt")
    put(person, "quote", "“we stay”")
    person.wait_saved()
    person.wait(lambda: person.is_idle)  # and the save itself is told of
    session, folder = person.bridge.session, person.window.findChild(Folder)
    assert session is not None
    assert session.saved_figures == ("in_progress", 2)
    session.sidecar.write_bytes(b"what nobody can read")
    told: list[ListedArticle] = []
    folder.progressed.connect(told.append)
    folder.note_saved(session)
    person.wait(lambda: told)
    assert [(line.status, line.count) for line in told] == [("in_progress", 2)]


def test_a_layer_that_is_in_no_file_has_no_figures(open_text: OpenText) -> None:
    person = open_text("Ada Brandt left.\n")
    assert person.bridge.session is not None
    assert person.bridge.session.saved_figures is None


def test_an_article_keeps_its_title_and_facts_in_the_list_while_it_is_saved(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_article(folder, "a.txt", "Ada Brandt left.\n", title="Depot plan fails", outlet="The Bell")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        model, keeper = person.part(ArticleList).model, person.part(CorpusKeeper)
        person.wait(lambda: model.article(0).title and keeper.is_fresh and person.is_idle, "known")
        shown: list[tuple[str, str, int | None]] = []
        model.dataChanged.connect(
            lambda: shown.append((str(model.index(0).data()), model.article(0).outlet, model.article(0).count))
        )
        person.select("Ada Brandt")
        person.keys("A")
        person.wait(lambda: ("Depot plan fails", "The Bell", 1) in shown, "the number of annotations")
        assert {(title, outlet) for title, outlet, _ in shown} == {("Depot plan fails", "The Bell")}

    at_the_window(folder, "--annotator", "alice", script=script)


def test_what_is_wrong_with_an_article_is_in_the_list_again_after_a_save_that_changes_no_number(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_article(folder, "a.txt", "Ada Brandt left.\n")
    (folder / "a.txt.source.json").write_text("no facts", "utf-8")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        model, keeper = person.part(ArticleList).model, person.part(CorpusKeeper)
        person.select("Ada Brandt")
        person.keys("A")
        person.wait_saved()
        person.wait(lambda: model.article(0).count == 1 and model.article(0).problem and person.is_idle, "known")
        person.wait(lambda: not keeper._later.isActive() and not keeper._is_running, "told")
        told: list[object] = []
        keeper.refreshed.connect(lambda: told.append(True))
        put(person, "quote", "left")
        person.keys("Ctrl+Z")
        person.wait_saved()
        person.wait(lambda: told and person.is_idle, "looked again")
        assert model.article(0).count == 1
        assert "a.txt.source.json" in model.article(0).problem

    at_the_window(folder, "--annotator", "alice", script=script)


def test_single_files_have_their_titles_and_first_lines_in_the_list(tmp_path: Path) -> None:
    titled = write_article(tmp_path, "a.txt", "First line\n", title="Depot plan fails", outlet="The Bell")
    other = write_article(tmp_path, "b.txt", "\nHarbour reopens\n")

    def script(person: Person) -> None:
        person.opener.open_paths([titled, other])
        person.wait_open("a.txt")
        model = person.part(ArticleList).model
        person.wait(
            lambda: [one.shown_title for one in model.articles] == ["Depot plan fails", "Harbour reopens"], "titles"
        )
        assert model.article(0).outlet == "The Bell"

    at_the_window(titled, "--annotator", "alice", script=script)
