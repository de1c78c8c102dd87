"""A corpus through the real window: import, list, search, tag, count, and keep the codebook.

Tests of ui.corpus.article_changes, ui.codebook.codebook_page, ui.corpus.corpus_keeper, ui.corpus.facts_dialog,
ui.importing.import_commands, ui.corpus.overview_window, ui.corpus.passages, ui.corpus.search_panel,
ui.corpus.silent_edits_dialog and ui.furnishing.corpus_parts.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QListWidget, QPushButton, QTableView, QWidget

from analyst_app.ui.codebook.codebook_page import CodebookPage
from analyst_app.ui.codebook.key_capture import KeyCapture
from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.corpus.search_panel import SearchPanel
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.import_commands import ImportCommands
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.widgets.message import PlainLabel
from tests.corpus.corpora import annotate, write_article
from tests.importers import samples
from tests.workflows.person import Person, at_the_window, saved

W = TypeVar("W", bound=QWidget)
ONE = "The DÉPÔT will close.\n\nAda Brandt said “we stay at the depot”, and left the harbour.\n"
TWO = "Nobody came to the harbour.\n\nA depot stood far away, and another depot near.\n"


def corpus(folder: Path) -> Path:
    one = write_article(folder, "one.txt", ONE, title="Union and council", outlet="Lantern", date="2024-03-05")
    annotate(
        one, "alice", ("quote", "“we stay at the depot”", {"mode": "direct"}), ("actor", "Ada Brandt"),
        links=((0, "speaker", 1),),
    )  # fmt: skip
    write_article(folder, "two.txt", TWO)
    return folder


def child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def dialog(person: Person, name: str) -> QDialog:
    def there() -> QDialog | None:
        shown = person.window.findChildren(QDialog, name)
        return next((each for each in shown if each.isVisible()), None)

    person.wait(there, name)
    found = there()
    assert found is not None
    return found


def page(person: Person) -> CodebookPage:
    """The codebook's page, shown."""
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(CodebookPage)), "the codebook")
    return next(one for one in person.window.findChildren(CodebookPage) if one.isVisible())


def any_dialog(person: Person, name: str) -> bool:
    return any(each.isVisible() for each in person.window.findChildren(QDialog, name))


def cell(table: QTableView, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def click_cell(table: QTableView, row: int, column: int) -> None:
    index = table.model().index(row, column)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        table.visualRect(index).center(),
    )
    QApplication.processEvents()


def search(person: Person, words: str) -> tuple[SearchPanel, QTableView]:
    person.keys("Ctrl+Shift+F")
    panel = person.part(SearchPanel)
    panel.words.setText(words)
    person.keys("Enter", panel.words)
    person.wait(lambda: "article" in panel.said.text() and "…" not in panel.said.text(), f"hits of {words}")
    return panel, panel.table


def test_a_damaged_search_index_is_made_anew_and_that_is_said(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "c")

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        keeper = person.part(CorpusKeeper)
        person.wait(lambda: keeper.is_fresh, "the index")
        assert keeper.index is not None
        keeper.index.file.write_bytes(b"no database at all, but long enough to look at " * 100)
        said: list[str] = []
        keeper.said.connect(said.append)
        keeper.refresh()
        person.wait(lambda: said, "a word")
        assert "search index was damaged and has been made anew" in said[0]
        _, table = search(person, "harbour")
        assert table.model().rowCount() == 2

    at_the_window(folder, "--annotator", "alice", script=script)


def test_pages_are_imported_put_right_and_opened(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(samples.page(), "utf-8")
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    target = tmp_path / "corpus"

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.part(ImportCommands).import_files([page, broken])
        window = dialog(person, "import_dialog")
        go = child(window, QPushButton, "import_go")
        person.wait(go.isEnabled, "both read")
        table = child(window, QTableView, "import_table")
        assert cell(table, 0, 0) == "Council and union at odds over the depot"
        assert "damaged or no PDF" in cell(table, 1, 4)
        outlet = child(window, QLineEdit, "import_outlet")
        assert outlet.text() == "The Daily Lantern"
        outlet.setFocus()
        outlet.selectAll()
        person.type("The Lantern")
        assert child(window, QLineEdit, "import_folder").text() == str(target)
        person.click_widget(go)
        person.wait(lambda: (target / "page.txt").is_file(), "page.txt")
        person.wait(lambda: person.part(ArticleList).model.rowCount() == 3, "listed")
        window.close()

    at_the_window(corpus(target), "--annotator", "alice", script=script)
    facts = json.loads((target / "page.txt.source.json").read_text("utf-8"))
    assert (facts["outlet"], facts["date"]) == ("The Lantern", "2024-03-05")
    assert samples.LAST in (target / "page.txt").read_text("utf-8")


def test_the_list_shows_titles_and_progress(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("one.txt")
        model = person.part(ArticleList).model
        person.wait(lambda: model.article(0).title == "Union and council", "title")
        assert model.article(0).count == 2
        assert model.index(0).data() == "Union and council"

    at_the_window(corpus(tmp_path / "c"), "--annotator", "alice", script=script)


def test_a_word_is_found_everywhere_and_a_click_goes_there(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("one.txt")
        panel, table = search(person, "depot")
        assert [cell(table, row, 2) for row in range(4)] == ["DÉPÔT", "depot", "depot", "depot"]
        panel.model.sort(1, Qt.SortOrder.AscendingOrder)
        lefts = [cell(table, row, 1).split()[-1].casefold() for row in range(4)]
        assert lefts == sorted(lefts)
        panel.model.sort(0, Qt.SortOrder.AscendingOrder)
        click_cell(table, 3, 2)
        person.wait_open("two.txt")
        person.wait(lambda: person.view.selection is not None, "selected")
        assert person.view.selection is not None
        assert person.view.selection.of(TWO) == "depot"
        assert person.view.selection.start == TWO.rindex("depot")
        child(panel, QLineEdit, "search_outlet").setText("lantern")
        _, table = search(person, "depot")
        assert table.model().rowCount() == 2

    at_the_window(corpus(tmp_path / "c"), "--annotator", "alice", script=script)


def test_chosen_rows_are_tagged_in_one_step_an_article(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "c")

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        panel, table = search(person, "harbour")
        assert table.model().rowCount() == 2
        table.selectAll()
        with_tag = child(panel, QComboBox, "search_tag_with")
        with_tag.setCurrentIndex(with_tag.findData("actor"))
        person.click_widget(child(panel, QPushButton, "search_tag_rows"))
        person.wait(lambda: "2 annotations tagged in 2 articles" in panel.said.text(), "tagged")
        assert ("actor", "harbour") in person.tagged
        person.wait_saved()
        person.view.setFocus()
        person.keys("Ctrl+Z")
        assert ("actor", "harbour") not in person.tagged
        person.opener.open_article(folder / "two.txt")
        person.wait_open("two.txt")
        assert person.tagged == [("actor", "harbour")]
        person.keys("Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert [a["exact"] for a in saved(folder / "two.txt")["annotations"]] == ["harbour"]
    assert [a["exact"] for a in saved(folder / "one.txt")["annotations"]] == ["Ada Brandt", "“we stay at the depot”"]


def test_a_number_of_the_overview_leads_to_its_passages(tmp_path: Path) -> None:
    picture = tmp_path / "quoted.svg"

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("corpus.overview")
        window = dialog(person, "overview")
        person.wait(lambda: window.tabs.count() == 7, "counted")  # type: ignore[attr-defined]
        assert window.tabs.hasFocus() or window.tabs.tabBar().hasFocus()  # type: ignore[attr-defined]
        layers = child(window, QComboBox, "overview_layers")
        assert layers.mapTo(window, layers.rect().bottomLeft()).y() < window.tabs.mapTo(window, QPoint()).y()  # type: ignore[attr-defined]
        window.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
        table = child(window.tabs.currentWidget(), QTableView, "overview_table")  # type: ignore[attr-defined]
        assert [cell(table, 0, column) for column in range(4)] == ["Ada Brandt", "1", "1", "100%"]
        click_cell(table, 0, 1)
        panel = person.part(SearchPanel)
        person.wait(lambda: panel.model.rowCount() == 1, "passages")
        assert panel.model.hits[0].text == "“we stay at the depot”"
        assert not window.isVisible(), "it lies over the passages no longer"
        assert panel.table.hasFocus()
        back = child(panel, QPushButton, "search_back")
        assert (back.isVisible(), back.text()) == (True, "Back to the overview")
        person.click_widget(back)
        assert window.isVisible()
        assert window.tabs.currentIndex() == 1, "it is as it was left"  # type: ignore[attr-defined]
        assert not back.isVisible()
        click_cell(table, 0, 1)
        person.wait(lambda: panel.model.rowCount() == 1 and back.isVisible(), "passages")
        person.choose("corpus.overview")
        person.wait(window.isVisible, "the same one, not a second")
        assert not back.isVisible()
        person.click_widget(child(window, QPushButton, "overview_copy"))
        assert QApplication.clipboard().text().startswith("Speaker,Quotes,Direct,Share direct\r\nAda Brandt,1,1,1.0")
        window.save_picture(picture)  # type: ignore[attr-defined]
        window.save_picture(picture.with_suffix(".png"))  # type: ignore[attr-defined]
        window.close()

    at_the_window(corpus(tmp_path / "c"), "--annotator", "alice", script=script)
    assert "Ada Brandt" in picture.read_text("utf-8")
    assert picture.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_facts_are_taken_from_the_text(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "c")

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("edit.facts")
        window = dialog(person, "facts_dialog")
        assert child(window, QLineEdit, "fact_title").text() == "Union and council"
        person.select("Ada Brandt")
        person.click_widget(child(window, QPushButton, "take_author"))
        assert child(window, QLineEdit, "fact_author").text() == "Ada Brandt"
        window.buttons.accepted.emit()  # type: ignore[attr-defined]
        facts = folder / "one.txt.source.json"
        person.wait(lambda: json.loads(facts.read_text("utf-8")).get("author") == "Ada Brandt", "written")

    at_the_window(folder, "--annotator", "alice", script=script)
    assert json.loads((folder / "one.txt.source.json").read_text("utf-8"))["outlet"] == "Lantern"


def test_the_language_of_an_article_is_chosen_in_its_facts_and_holds_when_it_is_opened_again(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "c")
    facts = folder / "one.txt.source.json"

    def choose(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("edit.facts")
        window = dialog(person, "facts_dialog")
        box = child(window, QComboBox, "fact_language")
        assert box.currentData() == ""
        box.setCurrentIndex(box.findData("de"))
        window.buttons.accepted.emit()  # type: ignore[attr-defined]
        person.wait(lambda: json.loads(facts.read_text("utf-8")).get("language") == "de", "written")

    at_the_window(folder, "--annotator", "alice", script=choose)

    def see(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("edit.facts")
        assert child(dialog(person, "facts_dialog"), QComboBox, "fact_language").currentData() == "de"

    at_the_window(folder, "--annotator", "alice", script=see)


def test_renaming_a_tag_shows_what_it_concerns_and_rewrites_no_annotations(tmp_path: Path, monkeypatch: object) -> None:
    from analyst_app.ui.corpus import codebook_saving

    folder = corpus(tmp_path / "c")
    before = (folder / "one.txt.alice.annotations.json").read_bytes()
    asked: list[str] = []

    def answer(parent: QWidget, title: str, words: str, choices: tuple[str, ...]) -> str:
        asked.append(words)
        return choices[0]

    monkeypatch.setattr(codebook_saving, "ask", answer)  # type: ignore[attr-defined]

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("corpus.codebook")
        window = page(person)
        tags = child(window, QListWidget, "codebook_tags")
        tags.setCurrentRow(1)
        key = child(window, KeyCapture, "codebook_key")
        key.setFocus()
        person.type("C")
        assert child(window, PlainLabel, "codebook_key_said").text().startswith("C is the key of Claim.")
        assert key.text() == "Q"
        assert not child(window, QPushButton, "codebook_save").isEnabled()
        name = child(window, QLineEdit, "codebook_name")
        name.setFocus()
        name.selectAll()
        person.type("Quotation")
        person.select("left the harbour")
        person.click_widget(child(window, QPushButton, "codebook_add_counterexamples"))
        person.click_widget(child(window, QPushButton, "codebook_save"))
        person.wait(lambda: "version 2" in child(window, PlainLabel, "codebook_said").text(), "written")
        window.close()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert "Quotation (name, counterexamples): 1 annotation in 1 article, by alice, keeps it." in asked[0]
    codebook = json.loads((folder / "codebook.json").read_text("utf-8"))
    quote = next(tag for tag in codebook["tags"] if tag["id"] == "quote")
    assert (codebook["version"], quote["name"]) == (2, "Quotation")
    assert "[left the harbour]" in quote["counterexamples"][0]["text"]
    assert quote["counterexamples"][0]["article"] == "one.txt"
    assert (folder / "one.txt.alice.annotations.json").read_bytes() == before


def test_merging_a_tag_re_tags_ones_own_annotations_and_can_be_undone(tmp_path: Path, monkeypatch: object) -> None:
    from analyst_app.ui.codebook import codebook_acts
    from analyst_app.ui.corpus import codebook_saving, merged_tags

    folder = corpus(tmp_path / "c")
    annotate(folder / "two.txt", "alice", ("actor", "Nobody", {"kind": "person"}))
    annotate(folder / "two.txt", "bob", ("actor", "Nobody"))
    bobs = (folder / "two.txt.bob.annotations.json").read_bytes()
    asked: list[str] = []

    def answer(parent: QWidget, title: str, words: str, choices: tuple[str, ...]) -> str:
        asked.append(words)
        return choices[0]

    def choose_item(*arguments: object) -> tuple[str, bool]:
        return "Claim", True

    for module in (codebook_saving, merged_tags):
        monkeypatch.setattr(module, "ask", answer)  # type: ignore[attr-defined]
    monkeypatch.setattr(codebook_acts.QInputDialog, "getItem", choose_item)  # type: ignore[attr-defined]

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.choose("corpus.codebook")
        window = page(person)
        child(window, QListWidget, "codebook_tags").setCurrentRow(2)
        person.click_widget(child(window, QPushButton, "codebook_merge"))
        said = child(window, PlainLabel, "codebook_said")
        person.wait(lambda: "re-tagged in 2 articles" in said.text(), "re-tagged")
        assert said.text().endswith("Gone with the old tag: link speaker, Kind = person.")
        window.close()
        assert ("claim", "Ada Brandt") in person.tagged
        person.view.setFocus()
        person.keys("Ctrl+Z")
        assert ("actor", "Ada Brandt") in person.tagged
        person.wait_saved()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert "Actor is retired: 3 annotations in 2 articles, by alice, bob, stay as they are" in asked[0]
    assert "your 2 annotations in 2 articles" in asked[1]
    assert [a["tag"] for a in saved(folder / "two.txt")["annotations"]] == ["claim"]
    assert (folder / "two.txt.bob.annotations.json").read_bytes() == bobs


def test_a_changed_page_is_a_new_version_and_its_silent_edits_are_listed(tmp_path: Path) -> None:
    folder, page = tmp_path / "c", tmp_path / "page.html"
    write_article(folder, "other.txt", "Words.\n")
    page.write_text(samples.page(), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        for words in ("", "until every last locker is empty"):
            if words:
                page.write_text(samples.page().replace(words, "until the last locker is cleared"), "utf-8")
                annotate(folder / "page.txt", "alice", ("quote", samples.SECOND.split(" said")[0]))
            person.part(ImportCommands).import_files([page])
            window = dialog(person, "import_dialog")
            go = child(window, QPushButton, "import_go")
            person.wait(go.isEnabled, "read")
            person.click_widget(go)
            person.wait(lambda: not any_dialog(person, "import_dialog"), "imported")
        edits = dialog(person, "silent_edits")
        table = child(edits, QTableView, "silent_edits_table")
        assert "every last locker" in cell(table, 0, 4)
        edits.close()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert (folder / "page v2.txt.alice.annotations.json").is_file()


def test_the_selection_model_keeps_rows_through_a_sort(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("one.txt")
        panel, table = search(person, "depot")
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(table.model().index(0, 0), flags)
        before = panel.chosen()
        panel.model.sort(3, Qt.SortOrder.DescendingOrder)
        assert panel.chosen() == before

    at_the_window(corpus(tmp_path / "c"), "--annotator", "alice", script=script)


def test_an_import_that_is_stopped_says_how_many_came_in_and_the_opened_folder_stays(tmp_path: Path) -> None:
    folder, target, table = tmp_path / "corpus", tmp_path / "new", tmp_path / "t.csv"
    write_article(folder, "one.txt", ONE)
    table.write_text("title,text\nA,First.\nB,Second.\nC,Third.\nD,\n", "utf-8")
    go_on = threading.Event()

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.part(ImportCommands).import_files([table])
        window = dialog(person, "import_dialog")
        assert isinstance(window, ImportDialog)
        person.wait(window.go.isEnabled, "read")
        assert window.go.text() == "Import 3"
        window.folder.setText(str(target))
        window.progressed.connect(lambda done, _: done == 2 and go_on.wait(10), Qt.ConnectionType.DirectConnection)
        person.click_widget(window.go)
        person.wait(lambda: window.said.text() == "2 of 3 written…", "a count")
        person.keys("Esc", window)
        go_on.set()
        person.wait(lambda: "stopped" in person.label("key_hints"), "a word in the status bar")
        assert person.label("key_hints") == (
            "The import was stopped after 2 of 3. 2 articles imported into new. What was left out stands in IMPORT.md."
        )
        person.wait(lambda: person.is_idle, "at rest")
        assert person.part(Workplace).folder == folder
        assert person.bridge.session is not None
        assert person.bridge.session.path == folder / "one.txt"

    at_the_window(folder, "--annotator", "alice", script=script)
    assert sorted(path.name for path in target.iterdir() if path.suffix == ".txt") == ["A.txt", "B.txt"]
    assert (target / "IMPORT.md").read_text("utf-8").count("row 5") == 1


def test_an_overview_that_is_closed_while_it_counts_is_no_fault(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("one.txt")
        for _ in range(3):
            person.choose("corpus.overview")
            dialog(person, "overview").close()
        person.wait(lambda: person.is_idle, "at rest")

    at_the_window(corpus(tmp_path), "--annotator", "alice", script=script)  # it looks at the log at its end
