"""The panel of the search: faults below the field while typing, and hits of every kind as what they are.

Tests of ui.corpus.search_panel, ui.corpus.filter_chips and ui.corpus.hit_table.
"""

from __future__ import annotations

import errno
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from analyst_app.corpus import corpus_index
from analyst_app.corpus.concordance import Hit
from analyst_app.corpus.searching import regular_expression
from analyst_app.ui.corpus.hit_delegate import HitDelegate
from analyst_app.ui.corpus.hit_model import ARTICLE, HIT, TAG
from analyst_app.ui.corpus.hit_table import HitTable
from analyst_app.ui.corpus.search_panel import SearchPanel
from analyst_app.ui.widgets.theme import theme
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window

TEXT = "The union will stay at the depot until Friday.\n\nThe Verkehrsministerin said no.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    article = write_article(folder, "a.txt", TEXT, title="A quiet harbour", outlet="The Bell")
    annotate(article, "alice", ("actor", "union", {"name": "Dockers’ Union"}))
    return folder


def opened(person: Person) -> SearchPanel:
    person.wait_open("a.txt")
    person.keys("Ctrl+Shift+F")
    return person.part(SearchPanel)


def search(person: Person, panel: SearchPanel, words: str) -> list[tuple[str, str]]:
    panel.words.setText(words)
    person.keys("Enter", panel.words)
    person.wait(lambda: "hit" in panel.said.text() and "…" not in panel.said.text(), f"hits of {words}")
    rows = range(panel.model.rowCount())
    return [(str(panel.model.index(row, HIT).data()), str(panel.model.index(row, TAG).data())) for row in rows]


def test_a_fault_is_said_below_the_field_while_typing_and_goes_when_it_is_mended(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        fault = panel.findChild(QLabel, "search_fault")
        assert isinstance(fault, QLabel)
        person.type("union XOR")
        assert fault.isVisible()
        assert fault.text().startswith("XOR is no operator")
        assert fault.geometry().top() > panel.words.geometry().top()
        person.keys("Enter")
        assert panel.said.text() == "", "the sentence stands once"
        assert panel.model.rowCount() == 0
        person.keys("Backspace Backspace Backspace")
        assert not fault.isVisible()
        person.type('"depot')
        assert "quotation mark" in fault.text()
        person.type('"')
        assert (fault.text(), fault.isVisible()) == ("", False)

    at_the_window(folder, "--annotator", "alice", script=script)


def test_hits_are_shown_as_what_they_are_and_only_the_text_is_tagged(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        assert search(person, panel, "*ministerin OR harbour OR bell OR union") == [
            ("union", ""), ("Verkehrsministerin", ""), ("harbour", "title"), ("Bell", "outlet"),
            ("Union", "actor Actor alice"),
        ]  # fmt: skip
        assert panel.model.index(2, ARTICLE).data() == "A quiet harbour"
        panel.table.selectRow(4)
        person.click_widget(panel.tag_rows)
        assert panel.said.text() == "Notes, names and facts cannot be tagged: choose rows of the text."
        panel.table.activated.emit(panel.model.index(4, HIT))
        person.wait(lambda: person.bridge.selection is not None, "the annotation that the name belongs to")
        assert person.bridge.selection is not None
        assert person.bridge.selection.of(TEXT) == "union"

    at_the_window(folder, "--annotator", "alice", script=script)


def test_an_expression_that_takes_too_long_ends_in_a_sentence_and_never_holds_the_window(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_article(folder, "b.txt", "a" * 5_000 + "b\n")
    monkeypatch.setattr(regular_expression, "SECONDS", 0.2)
    searched: list[str] = []
    on_text = regular_expression.Expression.places

    def places(self: regular_expression.Expression, text: str, paragraphs: object) -> object:
        searched.append(threading.current_thread().name)
        return on_text(self, text, paragraphs)  # type: ignore[arg-type]

    monkeypatch.setattr(regular_expression.Expression, "places", places)

    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "/(a|aa)+$/")
        assert "1 file has problems" in panel.said.text()
        assert "b.txt: The regular expression /(a|aa)+$/ takes too long" in panel.said.toolTip()

        for number in range(5):
            write_article(folder, f"b{number}.txt", "a" * 5_000 + "b\n")
        search(person, panel, "/(a|aa)+$|union/")
        assert panel.said.text().startswith("1 hit in 1 article")
        assert panel.said.text().endswith("3 articles were not looked at.")
        assert "3 articles were not looked at." in panel.said.toolTip()

    at_the_window(folder, "--annotator", "alice", script=script)
    assert searched
    assert threading.main_thread().name not in searched


def test_an_article_written_in_place_is_searched_at_once_by_one_look_at_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    scanned = corpus_index.scanned

    def counted(top: Path) -> object:
        looks.append(threading.current_thread().name)
        return scanned(top)

    def script(person: Person) -> None:
        write_article(folder, "b.txt", "Nothing yet.\n")
        panel = opened(person)
        assert search(person, panel, "kangaroo") == []
        person.wait(lambda: panel._corpus.is_fresh, "the index")
        (folder / "b.txt").write_text("A brand new kangaroo.\n")
        assert search(person, panel, "kangaroo") == [("kangaroo", "")]
        person.wait(lambda: not panel._corpus._later.isActive() and not panel._corpus._is_running, "the list")
        monkeypatch.setattr(corpus_index, "scanned", counted)
        assert search(person, panel, "brand") == [("brand", "")]
        assert len(looks) == 1
        assert threading.main_thread().name not in looks

    at_the_window(folder, "--annotator", "alice", script=script)


@pytest.mark.parametrize(("words", "count", "keys", "chosen"), [
    ("friday", 1, "Down Enter", "Friday"),
    ("depot OR verkehrsministerin", 2, "Enter", "depot"),
    ("depot OR verkehrsministerin", 2, "Down Enter", "Verkehrsministerin"),
    ("depot OR verkehrsministerin", 2, "Down Up Enter", "depot"),
])  # fmt: skip
def test_enter_goes_to_the_row_that_the_keys_stand_on(
    folder: Path, words: str, count: int, keys: str, chosen: str
) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        assert len(search(person, panel, words)) == count
        for _ in range(12):
            if panel.table.hasFocus():
                break
            person.keys("Tab")
        assert panel.table.hasFocus()
        person.keys(keys)
        person.wait(lambda: person.bridge.selection is not None, "the place of the hit")
        session, selection = person.bridge.session, person.bridge.selection
        assert session is not None
        assert selection is not None
        assert selection.of(session.document.text) == chosen

    at_the_window(folder, "--annotator", "alice", script=script)


@pytest.mark.parametrize("day", ["spring", "2024-13-45", "1.3.2024"])
def test_what_is_no_date_is_named(folder: Path, day: str) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        for field in (panel.filters.fields["since"], panel.filters.fields["until"]):
            assert search(person, panel, "depot") == [("depot", "")]
            field.setText(day)
            person.keys("Enter", field)
            assert panel.fault.isVisible()
            assert panel.fault.text().startswith(f'"{day}" is no date')
            field.clear()
            assert not panel.fault.isVisible()

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_fault_in_a_question_takes_the_answer_to_the_one_before_away(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\x00\xff\x00" * 50)

    def script(person: Person) -> None:
        panel = opened(person)
        assert search(person, panel, "depot") == [("depot", "")]
        assert "c.txt" in panel.said.toolTip()
        panel.words.setText("depot XOR")
        person.keys("Enter", panel.words)
        assert panel.model.rowCount() == 0
        assert (panel.said.text(), panel.said.toolTip()) == ("", "")
        assert panel.fault.text().startswith("XOR is no operator")
        assert search(person, panel, "depot") == [("depot", "")]
        panel.words.clear()
        person.keys("Enter", panel.words)
        assert panel.fault.text().startswith("Say what to look for")
        assert (panel.model.rowCount(), panel.said.text()) == (0, "")

    at_the_window(folder, "--annotator", "alice", script=script)


@pytest.mark.parametrize("is_fresh", [True, False])
def test_a_search_in_a_folder_that_is_gone_ends_in_a_sentence(folder: Path, *, is_fresh: bool) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        assert search(person, panel, "depot") == [("depot", "")]
        shutil.rmtree(folder)
        panel._corpus.is_fresh = is_fresh
        panel.words.setText("union")
        person.keys("Enter", panel.words)
        person.wait(lambda: panel.said.text() not in ("", "Searching…"), "an end of the search")
        assert str(folder.name) in panel.said.text()
        assert panel.model.rowCount() == 0

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_search_that_another_one_followed_does_not_say_its_fault_over_the_hits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []
    may_go_on = threading.Event()
    scanned = corpus_index.scanned

    def slow_at_first(top: Path) -> object:
        looks.append(top)
        if len(looks) == 1:
            may_go_on.wait(30)
            raise PermissionError(errno.EACCES, "Permission denied", str(top))
        return scanned(top)

    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "union")
        person.wait(lambda: panel._corpus.is_fresh and not panel._tasks._waiting, "the index")
        monkeypatch.setattr(corpus_index, "scanned", slow_at_first)
        panel.words.setText("depot")
        person.keys("Enter", panel.words)
        person.wait(lambda: looks, "the first look at the folder")
        assert search(person, panel, "Friday") == [("Friday", "")]
        may_go_on.set()
        person.wait(lambda: not panel._tasks._waiting, "the end of the first search")
        assert panel.said.text() == "1 hit in 1 article."

    at_the_window(folder, "--annotator", "alice", script=script)


def test_an_article_without_facts_is_named_as_the_list_names_it(folder: Path) -> None:
    (folder / "c.txt").write_text("A quarrel at the quay\n\nThe ferry sailed.\n")

    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "ferry")
        assert panel.model.index(0, ARTICLE).data() == "A quarrel at the quay"

    at_the_window(folder, "--annotator", "alice", script=script)


def test_an_empty_answer_offers_to_clear_the_filter_where_one_is_set(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        button = panel.empty.button
        assert panel.empty.said.startswith("Type words and press Enter")
        assert search(person, panel, "kangaroo") == []
        assert (panel.empty.said, button.isVisible()) == ("No article has these words.", False)
        panel.filters.fields["outlet"].setText("Nobody")
        assert search(person, panel, "depot") == []
        assert (panel.empty.said, button.text()) == ("Nothing is found with this filter.", "Clear filter")
        assert not panel.tag_rows.isVisible(), "there is nothing to tag"
        person.click_widget(button)
        person.wait(lambda: panel.model.rowCount() == 1, "the answer without it")
        assert panel.filters.fields["outlet"].text() == ""
        assert (panel.empty.said, panel.tag_rows.isVisible()) == ("", True)

    at_the_window(folder, "--annotator", "alice", script=script)


def test_chips_are_as_wide_as_their_words_and_go_on_in_the_next_line(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        for width in (1280, 640, 480):
            person.window.resize(width, 900)
            person.wait(lambda: person.is_idle)
            chips = [panel.filters.tag, *panel.filters.fields.values()]
            for chip in chips:
                assert chip.width() >= chip.sizeHint().width(), chip.objectName()
                assert panel.filters.rect().contains(chip.geometry()), (width, chip.objectName())
            lines = {chip.y() for chip in chips}
            assert (len(lines) > 1) is (width < 1280)

    at_the_window(folder, "--annotator", "alice", script=script)


def test_in_a_low_panel_words_and_hits_are_seen_and_the_rest_when_it_is_asked_for(folder: Path) -> None:
    def script(person: Person) -> None:
        person.window.resize(640, 360)
        panel = opened(person)
        search(person, panel, "depot OR union")
        assert not panel.filters.isVisible()
        assert not panel.tag_rows.isVisible()
        body = panel.widget()
        for seen in (panel.words, panel.go, panel.said):
            place = seen.mapTo(body, seen.rect().center())
            assert body.rect().contains(place), seen.objectName()
        assert panel.table.viewport().height() >= panel.table.rowHeight(0)
        person.click_widget(panel.more)
        assert panel.filters.isVisible()
        assert panel.tag_rows.isVisible()

    at_the_window(folder, "--annotator", "alice", script=script)


def test_hits_stay_until_others_are_asked_for_while_the_panel_is_away(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "depot")
        person.keys("Esc")
        assert not panel.isVisible()
        person.keys("Ctrl+Shift+F")
        assert (panel.model.rowCount(), panel.words.text()) == (1, "depot")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_tab_goes_from_the_words_over_the_chips_to_the_hits_and_what_is_done_with_them(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "depot")
        names = []
        for _ in range(11):
            focus = person.window.focusWidget()
            assert focus is not None
            names.append(focus.objectName())
            person.keys("Tab")
        assert names == [
            "search_words", "search_tag", "search_where", "search_annotator", "search_outlet", "search_since",
            "search_until", "search_go", "search_hits", "search_order", "search_tag_with",
        ]  # fmt: skip

    at_the_window(folder, "--annotator", "alice", script=script)


def test_rows_that_are_painted_again_are_not_laid_out_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[object] = []
    made = HitDelegate._laid_out

    def counted(self: HitDelegate, hit: Hit, width: float) -> object:
        laid.append(hit)
        return made(self, hit, width)

    monkeypatch.setattr(HitDelegate, "_laid_out", counted)

    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "depot OR union")
        panel.table.viewport().grab()
        before = len(laid)
        for _ in range(3):
            panel.table.viewport().grab()
        assert len(laid) == before > 0

    at_the_window(folder, "--annotator", "alice", script=script)


def test_hits_that_get_the_keyboard_show_where_it_is(folder: Path) -> None:
    def script(person: Person) -> None:
        panel = opened(person)
        search(person, panel, "union OR depot")
        assert not panel.table.selectionModel().hasSelection()
        panel.table.setFocus(Qt.FocusReason.TabFocusReason)
        assert panel.table.currentIndex().row() == 0
        person.wait(lambda: _ringed(panel.table, 0), "a ring round the first row")
        person.keys("Down", panel.table)
        person.wait(lambda: _ringed(panel.table, 1) and not _ringed(panel.table, 0), "it moves")

    at_the_window(folder, "--annotator", "alice", script=script)


def _ringed(table: HitTable, row: int) -> bool:
    image = table.viewport().grab(table.visualRect(table.model().index(row, HIT))).toImage()
    colour, y = theme("light").colour("focus").rgb(), image.height() // 2
    return any(image.pixel(x, y) == colour for x in range(image.width() // 2, image.width()))
