"""In the window: nobody's work is shown before one's own is done, and figures are offered of finished work.

Tests of ui.review.compare_dialog, ui.review.queue_dialog, ui.review.agreement_window, ui.review.returned.returned_news,
ui.panels.layer_menu, ui.corpus.search_panel, ui.corpus.overview_window, ui.corpus.export_dialog and
ui.corpus.check_dialog.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTableView,
    QToolButton,
    QTreeWidget,
    QWidget,
)

from analyst_app.corpus.sealing import Seal
from analyst_app.ui.corpus.check_dialog import checked
from analyst_app.ui.review.review_opening import progress_of
from tests.corpus import blind
from tests.corpus.corpora import annotate
from tests.workflows.person import Person, at_the_window


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    return blind.write_corpus(tmp_path / "corpus")


@pytest.fixture
def unsealed(tmp_path: Path) -> Path:
    return blind.write_corpus(tmp_path / "corpus", sealed=False)


def as_alice(*paths: Path, script: Any) -> None:
    at_the_window(*paths, "--annotator", "alice", script=script)


def found(person: Person, kind: type, name: str) -> Any:
    person.wait(lambda: person.window.findChild(kind, name), name)
    return person.window.findChild(kind, name)


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [[str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())]  # fmt: skip


def test_the_search_panel_says_what_it_does_not_show(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.keys("Ctrl+Shift+F")
        person.window.findChild(QComboBox, "search_tag").setCurrentIndex(1)
        assert person.window.findChild(QComboBox, "search_tag").currentData() == "claim"
        person.button("Search").click()
        person.wait(lambda: "hits in" in person.label("search_said") and "…" not in person.label("search_said"))
        assert "4 hits in 2 articles" in person.label("search_said")
        assert "6 layers of others are not shown" in person.window.findChild(QLabel, "search_said").toolTip()
        person.window.findChild(QComboBox, "search_tag").setCurrentIndex(0)
        person.window.findChild(QLineEdit, "search_words").setText("nobody")
        person.button("Search").click()
        person.wait(lambda: "hits in" in person.label("search_said") and "…" not in person.label("search_said"))
        assert "6 layers of others are not shown" in person.label("search_said"), "their notes were not searched"

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_marking_the_article_as_done_opens_it_to_the_search_at_once_and_taking_it_back_seals_it(sealed: Path) -> None:
    def script(person: Person) -> None:
        def search() -> str:
            person.button("Search").click()
            person.wait(lambda: "hit" in person.label("search_said") and "…" not in person.label("search_said"))
            return person.label("search_said")

        person.wait_open("begun.txt")
        person.keys("Ctrl+Shift+F")
        person.window.findChild(QComboBox, "search_tag").setCurrentIndex(1)
        person.window.findChild(QLineEdit, "search_annotator").setText("bob")
        assert "1 hit in 1 article" in search()
        person.choose("corpus.done")
        assert "2 hits in 2 articles" in search()
        person.choose("corpus.done")
        assert "1 hit in 1 article" in search()

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_the_overview_offers_and_counts_what_may_be_seen(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.choose("corpus.overview")
        layers = found(person, QComboBox, "overview_layers")
        person.wait(lambda: layers.count() > 1, "the layers")
        assert offered(layers) == ["all layers", "alice (3)", "bob (1)", "carol (1)"]
        said = found(person, QLabel, "overview_said")
        person.wait(lambda: said.toolTip(), "counted")
        assert "6 layers of others are not shown" in said.toolTip()

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_the_tooltip_of_an_article_tells_who_else_read_it_only_where_it_is_done(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.wait(lambda: person.is_idle)
        view = person.window.findChild(QWidget, "article_list")
        model = view.model()
        from PySide6.QtCore import Qt

        def tips() -> dict[str, str]:
            rows = [model.index(row, 0) for row in range(model.rowCount())]
            return {model.article(row.row()).name: row.data(Qt.ItemDataRole.ToolTipRole) or "" for row in rows}

        person.wait(lambda: "also read by bob, carol" in tips()["done.txt"], "the index")
        assert [name for name, tip in tips().items() if "bob" in tip] == ["done.txt"]

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_the_layer_menu_tells_no_count_of_a_sealed_layer(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")

        def entries() -> list[str]:
            menus = person.window.findChildren(object, "layer.bob")
            return [menu.text() for menu in menus]

        person.wait(lambda: entries() == ["bob – sealed until you are done"], "the menu")
        person.keys("Ctrl+Enter")
        person.wait_saved()

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_the_agreement_window_counts_and_offers_what_may_be_seen(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.keys("Ctrl+Shift+A")
        said = found(person, QLabel, "agreement_said")
        person.wait(lambda: "Reading" not in said.text(), "measured")
        assert "1 article read by two or more of alice, bob." in said.text()
        assert "6 layers of others are not shown" in said.text()
        window = found(person, QWidget, "agreement_window")
        boxes = {box.text(): box.isChecked() for box in window.findChildren(QCheckBox)}
        layers = {said: is_on for said, is_on in boxes.items() if "(" in said}
        assert layers == {"alice (3)": True, "bob (1)": True, "carol (1) – in progress": False}

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_an_unfinished_layer_is_offered_unticked_and_counts_when_it_is_ticked(unsealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.keys("Ctrl+Shift+A")
        said = found(person, QLabel, "agreement_said")
        person.wait(lambda: "Reading" not in said.text(), "measured")
        assert "1 article read by two or more of alice, bob." in said.text()
        assert "carol (in progress in 4 articles)" in said.text()
        overall = cells(found(person, QTableView, "agreement_table"))[-1]
        assert "1.00" in overall
        box = found(person, QCheckBox, "agreement_layer_carol")
        assert not box.isChecked()
        box.click()
        person.wait(lambda: "alice, bob, carol" in said.text(), "measured anew")
        assert "4 articles" in said.text()

    as_alice(unsealed, unsealed / "begun.txt", script=script)


def test_the_queue_counts_what_may_be_seen_and_is_finished(sealed: Path) -> None:
    annotate(sealed / "done.txt", "alice", ("actor", "Ada Brandt"), status="done")

    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.wait(lambda: person.is_idle, "the titles")
        person.choose("review.queue")
        table = found(person, QTreeWidget, "queue_table")
        rows = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
        assert [(row.text(0), row.text(1)) for row in rows] == [
            ("Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.", "alice, bob")
        ]
        words = person.label("review_overview")
        assert "bob 1 of 1 done" in words
        assert "6 layers of others are not shown" in words
        box = found(person, QCheckBox, "queue_unfinished")
        assert not box.isChecked()
        assert "carol (in progress: 1)" in box.text()
        box.click()
        named = [table.topLevelItem(row).text(1) for row in range(table.topLevelItemCount())]
        assert sorted(named) == ["alice, bob", "alice, bob, carol"]

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_progress_of_an_article_that_is_not_done_tells_nothing_of_others(sealed: Path) -> None:
    found = progress_of(sealed / "begun.txt", sealed, "alice", Seal("alice", [sealed]))
    assert (found.status, found.pairs, found.differences, found.sealed) == ({"alice": "in_progress"}, (), 0, 2)


def test_compare_offers_those_who_are_done_and_the_others_with_a_word(unsealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("done.txt")
        person.keys("Ctrl+Shift+C")
        a, b = found(person, QComboBox, "compare_a"), found(person, QComboBox, "compare_b")
        assert (a.currentText(), b.currentText()) == ("alice", "bob")
        assert offered(b) == ["alice", "bob", "carol – in progress"]

    as_alice(unsealed / "done.txt", script=script)


def test_compare_chooses_no_unfinished_layer_by_itself(unsealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("empty.txt")
        person.keys("Ctrl+Shift+C")
        a, b = found(person, QComboBox, "compare_a"), found(person, QComboBox, "compare_b")
        assert (a.currentText(), b.currentText()) == ("bob", "")
        assert offered(a) == ["bob", "alice – empty", "carol – in progress"]
        assert not person.button("Compare").isEnabled()
        b.setCurrentIndex(b.findData("carol"))
        assert person.button("Compare").isEnabled()
        person.button("Compare").click()
        person.wait(lambda: person.review is not None, "the review")
        assert person.review.layers == ("bob", "carol")

    as_alice(unsealed / "empty.txt", script=script)


def test_compare_offers_only_ones_own_layer_where_it_is_not_done(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.wait(lambda: person.is_idle)
        person.keys("Ctrl+Shift+C")
        b = found(person, QComboBox, "compare_b")
        assert offered(b) == ["alice"]
        dialog = found(person, QWidget, "compare_dialog")
        assert any("read blind" in label.text() for label in dialog.findChildren(QLabel))

    as_alice(sealed / "begun.txt", script=script)


def test_the_export_dialog_counts_the_layers_that_may_be_seen(sealed: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.choose("file.export")
        layer = found(person, QComboBox, "export_layer")
        person.wait(lambda: layer.count() > 1, "the layers")
        assert offered(layer) == ["alice (3 articles)", "bob (1 article)", "carol (1 article)", "all, side by side"]
        layer.setCurrentIndex(layer.findData("all"))
        losses = found(person, object, "export_losses")
        person.wait(lambda: "6 layers of others left out" in losses.toPlainText(), "the look")
        rows = found(person, object, "export_rows").toPlainText()
        assert rows.count('"annotator":"bob"') == 3, "two spans and the layer, of one article"

    as_alice(sealed, sealed / "begun.txt", script=script)


def test_the_check_of_an_article_in_the_window_keeps_the_seal(sealed: Path, tmp_path: Path) -> None:
    layer = sealed / "begun.txt.bob.annotations.json"
    layer.write_text(layer.read_text("utf-8").replace('"claim"', '"klaim"'), "utf-8")
    found = checked(sealed / "begun.txt", tmp_path / "state", Seal("alice", [sealed]))
    assert [one.kind for one in found.findings] == ["sealed"]


def test_decisions_of_a_reviewer_come_back_when_the_article_is_done(sealed: Path) -> None:
    """Bob's gold is bob's work: alice hears of it when she is done."""
    from analyst_app.ui.review.returned.returned_news import _read_gold
    from tests.workflows.reviewing import load

    begun = sealed / "begun.txt"
    annotate(begun, "gold-bob", ("claim", blind.CLAIM))
    document = load(begun, "alice").document
    assert _read_gold(begun, document, Seal("alice", [sealed])) == []


def test_the_layer_menu_is_sealed_where_only_a_part_of_the_corpus_is_open(sealed: Path) -> None:
    part = sealed / "part"
    part.mkdir()
    for file in sealed.glob("*.txt*"):
        file.rename(part / file.name)

    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        menu = found(person, QToolButton, "layer_button").menu()
        person.wait(lambda: any("bob" in action.text() for action in menu.actions()), "bob in the menu")
        words = [action.text() for action in menu.actions() if "bob" in action.text()]
        assert words == ["bob – sealed until you are done"]

    as_alice(part, part / "begun.txt", script=script)


def answer(person: Person, words: str) -> list[str]:
    """Press the button of the question that comes next; what is given back holds its words when it is pressed."""
    pressed: list[str] = []

    def press() -> None:
        asked = [box for box in person.window.findChildren(QMessageBox, "question") if box.isVisible()]
        if not asked:  # one that is answered may be there a while longer
            QTimer.singleShot(5, press)
            return
        next(button for button in asked[0].buttons() if button.text() == words).click()
        pressed.append(words)

    QTimer.singleShot(5, press)
    return pressed


def test_who_only_reviews_is_let_in_without_a_layer_of_her_own(sealed: Path) -> None:
    """She had to mark an empty reading as done, which then counted as a reader everywhere."""
    article = sealed / "done.txt"

    def script(person: Person) -> None:
        person.wait_open("done.txt")
        person.wait(lambda: person.is_idle)
        pressed = answer(person, "Read it first")
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: pressed, "the question")
        person.wait(lambda: person.window.findChild(QMessageBox, "question") is None, "the question is gone")
        assert person.window.findChild(QWidget, "compare_dialog") is None
        answer(person, "Review without reading")
        person.choose("review.check")
        dialog = found(person, QWidget, "check_dialog")
        person.keys("Enter", dialog)
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        person.keys("1")
        person.wait_saved()
        person.keys("Esc")

    at_the_window(article, "--annotator", "max", script=script)
    assert sorted(one.name for one in sealed.glob("done.txt.*max*")) == ["done.txt.gold-max.annotations.json"]
    seal = Seal("max", [sealed])
    assert seal.seen(article, ["alice", "bob"]) == ["alice", "bob"], "her gold says that she has seen them"
    assert seal.seen(sealed / "begun.txt", ["alice", "bob"]) == []

    def again(person: Person) -> None:
        person.wait_open("done.txt")
        person.wait(lambda: person.is_idle)
        person.keys("Ctrl+Shift+C")
        person.keys("Esc", found(person, QWidget, "compare_dialog"))
        person.keys("Ctrl+Shift+F")
        person.window.findChild(QComboBox, "search_tag").setCurrentIndex(1)
        person.button("Search").click()
        person.wait(lambda: "hit" in person.label("search_said") and "…" not in person.label("search_said"))
        said = person.label("search_said")
        assert "in 1 article" in said, "of the others nothing is shown"

    at_the_window(sealed, article, "--annotator", "max", script=again)
