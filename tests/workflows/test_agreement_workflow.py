"""The agreement in a folder: figures, pairs, and the way to the spans that cost most.

Tests of ui.review.agreement_reading, ui.review.agreement_tables and ui.review.article_review.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QTableView, QTabWidget, QWidget

from analyst_app.review.decisions import decisions_in
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, mark_done, put_layer, spans
from tests.workflows.test_review_workflow import SENTENCE

QUOTE = SENTENCE.index("“")
END = SENTENCE.index("”") + 1
STILL = "The figures may still change."


def folder(tmp_path: Path) -> Path:
    """Two articles: in ``harbour`` the quotes differ more than in ``depot``; carl read one of them."""
    for name, moved in (("depot.txt", 1), ("harbour.txt", 6)):
        article = write(tmp_path, name, SENTENCE * 3)
        put_layer(article, "alice", spans("alice", ("quote", QUOTE, END), ("actor", 0, 10)))
        put_layer(article, "bob", spans("bob", ("quote", QUOTE + moved, END), ("actor", 0, 10)))
    put_layer(article, "carl", spans("carl", ("quote", QUOTE, END)))
    put_layer(article, "gold-max", spans("gold", ("claim", 0, 20)))
    return tmp_path


def measured(person: Person) -> QWidget:
    person.keys("Ctrl+Shift+A")
    return wait_measured(person)


def wait_measured(person: Person) -> QWidget:
    person.wait(lambda: person.window.findChild(QWidget, "agreement_window"), "the window of the agreement")
    window = person.window.findChild(QWidget, "agreement_window")
    person.wait(lambda: "Reading" not in said(window) and person.is_idle, "measured")
    return window


def said(window: QWidget) -> str:
    return window.findChild(QLabel, "agreement_said").text()


def rows(window: QWidget, name: str) -> list[list[str]]:
    model = window.findChild(QTableView, name).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_figures_pairs_and_values_of_all_layers_but_gold(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        first, second, none, undone = said(window).splitlines()
        assert none == "No intervals: too few articles: an interval needs 20 that have it."
        assert first == "2 articles read by two or more of alice, bob, carl."
        assert second.startswith("Over all tags alpha is "), "kappa is for two"
        assert "They agree least on " in second
        assert undone == "Not done yet: alice in 2 articles, bob in 2 articles, carl in 1 article. " + STILL
        figures = {row[0]: row[1:] for row in rows(window, "agreement_table")}
        assert list(figures) == ["Quote", "Actor", "overall"]
        assert figures["Actor"][0] == "2 / 2 / 0"
        assert figures["Quote"][1] == "0.25", "one pair of the same edges, eight spans in four pairs of readings"
        assert figures["overall"][3] == "–", "kappa is for two"
        pairs = {row[0]: row[1:] for row in rows(window, "agreement_pairs")}
        assert pairs["alice"][0] == "·"
        assert pairs["alice"][2] == pairs["carl"][0]
        assert not window.findChild(QCheckBox, "agreement_layer_gold-max").isChecked()
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_the_keyboard_stays_with_the_choice_of_edges_while_figures_follow(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        edges = window.findChild(QComboBox, "agreement_tolerance")
        edges.setFocus()
        for row in (1, 2, 3):
            person.keys("Down", edges)
            wait_measured(person)
            assert QApplication.focusWidget() is edges
            assert edges.currentIndex() == row
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_a_window_that_is_left_by_esc_stops_measuring_gamma_without_a_fault(tmp_path: Path) -> None:
    pytest.importorskip("scipy")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        tabs = window.findChild(QTabWidget, "agreement_tabs")
        tabs.setCurrentIndex(3)
        gamma = window.findChild(QPushButton, "agreement_gamma")
        person.click_widget(gamma)
        assert gamma.text() == "Stop"
        works = list(person.tasks._works)
        person.keys("Esc", gamma)
        assert [one.is_stopped for one in works] == [True]
        person.wait(lambda: person.window.findChild(QWidget, "agreement_window") is None, "the window is gone")
        person.wait(lambda: person.is_idle, "nothing is measured any more")
        assert person.bars.words("error") == ""

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_a_layer_says_in_how_many_articles_it_is_done_and_the_others_count_if_she_wants(tmp_path: Path) -> None:
    """As ``agree`` and ``agree --unfinished`` do."""
    place = folder(tmp_path)
    for name, layer in (
        ("depot.txt", "alice"),
        ("depot.txt", "bob"),
        ("harbour.txt", "alice"),
        ("harbour.txt", "carl"),
    ):
        mark_done(place / name, layer)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        assert window.findChild(QCheckBox, "agreement_layer_alice").text() == "alice (2)"
        assert window.findChild(QCheckBox, "agreement_layer_bob").text() == "bob (1 of 2 done)"
        assert rows(window, "agreement_table")[-1][1] == "4 / 2 / 1"
        person.click_widget(window.findChild(QCheckBox, "agreement_unfinished"))
        wait_measured(person)
        assert window.findChild(QCheckBox, "agreement_layer_bob").text() == "bob (2)"
        assert rows(window, "agreement_table")[-1][1] == "4 / 4 / 1"
        window.close()

    at_the_window(place, "--annotator", "max", script=script)


def test_ticking_layers_measures_again_and_one_alone_is_said(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        person.click_widget(window.findChild(QCheckBox, "agreement_layer_carl"))
        wait_measured(person)
        first, second, none, undone = said(window).splitlines()
        assert none == "No intervals: too few articles: an interval needs 20 that have it."
        assert first == "2 articles read by two or more of alice, bob."
        assert second.startswith("Over all tags kappa is ")
        assert undone == "Not done yet: alice in 2 articles, bob in 2 articles. " + STILL
        assert rows(window, "agreement_table")[-1][4] != "–", "kappa of two"
        person.click_widget(window.findChild(QCheckBox, "agreement_layer_bob"))
        wait_measured(person)
        assert said(window).startswith("Two layers are needed")
        assert rows(window, "agreement_costs") == []
        assert not window.findChild(QTableView, "agreement_table").isVisible(), "no empty table is shown"
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_a_second_reading_without_a_first_is_named_and_counts_by_itself_once_it_is_ticked(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE)
    put_layer(article, "bob", spans("bob", ("quote", QUOTE, END)))
    second = put_layer(article, "alice-r2", spans("alice-r2", ("quote", QUOTE, END)))
    head = second.read_text("utf-8")
    second.write_text(head.replace('"layer": {', '"layer": {"reader": "alice", ', 1), "utf-8")
    assert '"reader"' in second.read_text("utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        words = "Not compared with other people: alice-r2 in 1 article (a second reading; no first one by alice counts"
        assert words in said(window)
        assert "Tick a layer to compare it by itself." in said(window)
        box = window.findChild(QCheckBox, "agreement_layer_alice-r2")
        assert not box.isChecked()
        person.keys("Space", box)
        wait_measured(person)
        assert "1 article read by two or more of alice-r2, bob." in said(window)
        assert "Not compared" not in said(window)
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)


def test_a_number_says_what_it_means_and_why_it_is_missing(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        table = window.findChild(QTableView, "agreement_table")
        sentence = window.findChild(QLabel, "agreement_sentence")
        table.setCurrentIndex(table.model().index(0, 4))
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert "Cohen 1960" in sentence.text()
        assert "Undefined here: Cohen's kappa is for two layers" in sentence.text()
        assert window.findChild(QLabel, "agreement_costs_title").text().startswith("Where it is lost (Quote")
        tabs = window.findChild(QTabWidget, "agreement_tabs")
        names = ("agreement_table", "agreement_pairs", "agreement_values", "agreement_at_once", "agreement_articles")
        names = (*names, "agreement_times")
        for number, shown in enumerate(names):
            assert tabs.isTabVisible(number) is bool(rows(window, shown)), "a tab without rows is not offered"
        person.click_widget(window.findChild(QPushButton, "agreement_copy"))
        assert QApplication.clipboard().text().startswith("tag,spans alice,spans bob,spans carl,F1 exact,F1 exact from")
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_the_costliest_article_opens_with_its_costliest_difference(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        title, *others = rows(window, "agreement_costs")[0]
        assert others == ["bob, carl", "16"]
        assert title.startswith("Ada Brandt said “we will not leave the depot”"), "as the list has it"
        costs = window.findChild(QTableView, "agreement_costs")
        assert "harbour.txt" in costs.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
        costs.setFocus()
        QTest.keyClick(costs, Qt.Key.Key_Return)
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        assert person.bridge.session.path.name == "harbour.txt"
        review = person.review
        assert review.layers == ("bob", "carl")
        assert review.row.difference.kind == "only_a", "the actor: ten characters"
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_a_folder_that_one_has_read_says_what_is_missing(tmp_path: Path) -> None:
    put_layer(write(tmp_path, "depot.txt", SENTENCE), "alice", spans("alice", ("quote", QUOTE, END)))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        assert "Two layers are needed" in said(window)
        assert not window.findChild(QPushButton, "agreement_copy").isEnabled()
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)


def test_closing_it_leads_back_to_the_review_it_was_opened_from(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        window = measured(person)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        person.wait(lambda: person.window.isActiveWindow(), "the main window")
        person.keys("1")
        assert len(decisions_in(person.review.board.review.gold.entries("decisions"))) == 1
        person.keys("Esc")
        assert person.review is None

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_a_tolerance_is_chosen_by_keys_and_the_rule_is_told(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        assert figures_of(window, "Quote")[1].startswith("0.25"), "one pair of four is equal"
        tolerance = window.findChild(QComboBox, "agreement_tolerance")
        tolerance.setFocus()
        for _ in range(3):  # equal, white space, 1 character, 3 characters
            QTest.keyClick(tolerance, Qt.Key.Key_Down)
        wait_measured(person)
        assert "Rule: edges count as the same up to 3 characters apart." in said(window)
        assert figures_of(window, "Quote")[1].startswith("0.50"), "a second one is, with one character of difference"
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)


def test_tags_that_met_and_all_tags_at_once_and_the_worst_article(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE * 3)
    put_layer(article, "alice", spans("alice", ("quote", QUOTE, END), ("actor", 0, 10)))
    put_layer(article, "bob", spans("bob", ("claim", QUOTE, END)))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        assert rows(window, "agreement_tags_met") == [["Quote", "1", "0"], ["Actor", "0", "1"]]
        head = window.findChild(QTableView, "agreement_tags_met").model()
        across = [head.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
        assert across == ["alice / bob", "Claim", "nothing there"]
        names = [row[0] for row in rows(window, "agreement_at_once")]
        assert names == ["u-alpha of all tags", "binary u-alpha", "cu-alpha"]
        assert "Krippendorff" in rows(window, "agreement_at_once")[0][2]
        assert [row[3] for row in rows(window, "agreement_articles")] == ["0.00"], "kappa where nobody shares a tag"
        regardless = window.findChild(QCheckBox, "agreement_regardless")
        regardless.setFocus()
        QTest.keyClick(regardless, Qt.Key.Key_Space)
        wait_measured(person)
        assert figures_of(window, "any tag")[0] == "2 / 1"
        assert "spans count regardless of their tags" in said(window)
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)


def figures_of(window: QWidget, tag: str) -> list[str]:
    return next(row[1:] for row in rows(window, "agreement_table") if row[0] == tag)


def test_gamma_is_measured_where_it_is_asked_for_and_can_be_stopped(tmp_path: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = measured(person)
        window.findChild(QTabWidget, "agreement_tabs").setCurrentIndex(3)
        button = window.findChild(QPushButton, "agreement_gamma")
        told = window.findChild(QLabel, "agreement_gamma_said")
        assert "Mathet, Widlöcher & Métivier 2015" in told.text()
        person.click_widget(button)
        assert button.text() == "Stop"
        person.click_widget(button)
        assert told.text() == "Stopped: gamma is not measured."
        person.click_widget(button)
        person.wait(lambda: told.text().startswith("Gamma is") or "pip install" in told.text(), "gamma")
        assert told.text().startswith("Gamma is 0.") or "analyst-app[gamma]" in told.text()
        window.close()

    at_the_window(folder(tmp_path), "--annotator", "max", script=script)
