"""What the codebook can learn: per tag the reasons, the costliest differences, people; and the way to one difference.

Tests of ui.lessons.lessons_reading, ui.lessons.lessons_words, ui.lessons.lessons_window and
ui.furnishing.lessons_parts.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from analyst_app.resources import built_in_codebook
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans
from tests.workflows.test_review_workflow import SENTENCE

QUOTE, END = SENTENCE.index("“"), SENTENCE.index("”") + 1
LENGTH = len(SENTENCE)


def _rows(window: QWidget, name: str) -> list[list[str]]:
    model = window.findChild(QTableView, name).model()
    across = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in across] for row in range(model.rowCount())]


def _shown(person: Person) -> QWidget:
    person.choose("corpus.lessons")
    person.wait(lambda: person.window.findChild(QWidget, "lessons_window"), "the window")
    window = person.window.findChild(QWidget, "lessons_window")
    person.wait(lambda: "Reading" not in window.findChild(QLabel, "lessons_said").text() and person.is_idle)
    return window


def test_a_tag_has_its_reasons_people_and_costliest_differences_and_each_leads_to_its_place(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE * 3)
    small, large = ("quote", QUOTE, END), ("quote", LENGTH + QUOTE, LENGTH + END)
    put_layer(article, "alice", spans("alice", small, large, ("actor", 0, 10)))
    put_layer(article, "bob", spans("bob", ("quote", QUOTE + 1, END), ("quote", LENGTH + QUOTE + 6, LENGTH + END)))

    def script(person: Person) -> None:
        begin(person)
        while person.review.row.difference.tag != "actor":
            person.keys("N")
        person.keys("R")
        person.keys("1")  # the first reason
        person.keys("Esc")
        person.wait(lambda: person.review is None and person.is_idle)
        window = _shown(person)
        tags = {row[0]: row for row in _rows(window, "lessons_tags")}
        assert tags["Quote"][2:4] == ["2", "0"], "differences, and none of an older codebook"
        assert tags["Actor"][4].endswith(" 1"), "one reason was given once"
        assert [row[3] for row in _rows(window, "lessons_costs")] == ["6", "1"], "the costliest first"
        table = window.findChild(QTableView, "lessons_tags")
        table.setCurrentIndex(table.model().index(list(tags).index("Actor"), 0))
        assert _rows(window, "lessons_people") == [["alice", "0", "1", "0", tags["Actor"][4]]]
        table.setCurrentIndex(table.model().index(list(tags).index("Quote"), 0))
        costs = window.findChild(QTableView, "lessons_costs")
        costs.setCurrentIndex(costs.model().index(1, 0))
        person.keys("Enter", costs)
        person.wait(lambda: person.review is not None and person.is_idle, "the review")
        assert person.review.row.difference.start == QUOTE
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)


def test_agreement_before_and_since_a_version_stands_side_by_side_by_tag(tmp_path: Path) -> None:
    raw = built_in_codebook()
    (tmp_path / "codebook.json").write_text(json.dumps({**raw, "version": 3}), "utf-8")
    for name, version, end in (("a", 1, END - 6), ("b", 1, END - 6), ("c", 3, END)):  # since the rule they agree
        article = write(tmp_path, f"{name}.txt", SENTENCE)
        for who, until in (("alice", END), ("bob", end)):
            file = put_layer(article, who, spans(who, ("quote", QUOTE, until), ("actor", 0, 10)))
            file.write_text(file.read_text("utf-8").replace('"version": 1}', f'"version": {version}}}'), "utf-8")
    mixed = write(tmp_path, "d.txt", SENTENCE)
    put_layer(mixed, "alice", spans("alice", ("quote", QUOTE, END)))
    put_layer(mixed, "bob", [spans("bob", ("quote", QUOTE, END))[0]._replace(extra=(("codebook", 3),))])

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        window = _shown(person)
        table = window.findChild(QTableView, "lessons_tags").model()
        heads = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(table.columnCount())]
        assert heads[2:4] == ["before version 3", "since version 3"]
        tags = {row[0]: row for row in _rows(window, "lessons_tags")}
        assert tags["Quote"][2].endswith(" in 2 articles: too few articles")
        assert tags["Quote"][3] == "1.00 in 1 article: too few articles"
        assert float(tags["Quote"][2].split()[0]) < 1
        assert tags["Quote"][5] == "5", "annotations that are older than the codebook"
        below = window.findChild(QLabel, "lessons_tag").text()
        assert "1 article has annotations of both sides and counts on neither." in below
        assert below.count("No interval: too few articles: an interval needs 20 that have it.") == 1
        assert "by the version that her layer was begun under" in window.findChild(QLabel, "lessons_how").text()
        person.keys("Enter", window.findChild(QTableView, "lessons_tags"))
        assert window.findChild(QTableView, "lessons_costs").hasFocus()
        window.close()

    before = {file: file.read_bytes() for file in tmp_path.glob("*.json")}
    at_the_window(tmp_path, "--annotator", "max", script=script)
    assert before == {file: file.read_bytes() for file in tmp_path.glob("*.json")}, "it only reads"


def test_a_second_reading_without_a_first_is_named(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", SENTENCE)
    for who in ("bob", "carl", "alice-r2"):
        file = put_layer(article, who, spans(who, ("quote", QUOTE, END - (who == "bob"))))
    file.write_text(file.read_text("utf-8").replace('"layer": {', '"layer": {"reader": "alice", ', 1), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        window = _shown(person)
        said = window.findChild(QLabel, "lessons_said").text()
        assert "Not compared with other people: alice-r2 in 1 article (a second reading" in said
        assert {row[1] for row in _rows(window, "lessons_costs")} == {"bob, carl"}
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)


def test_enter_on_ones_own_row_lists_what_is_older_in_the_first_article_that_has_some(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text(json.dumps({**built_in_codebook(), "version": 2}), "utf-8")
    for name in ("a", "b"):
        put_layer(write(tmp_path, f"{name}.txt", SENTENCE), "carl", spans("carl", ("actor", 0, 10)))
    mine = write(tmp_path, "c.txt", SENTENCE)
    put_layer(mine, "max", spans("max", ("actor", 0, 10), ("quote", QUOTE, END)))

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        window = _shown(person)
        person.keys("Enter", window.findChild(QTableView, "lessons_tags"))
        people = window.findChild(QTableView, "lessons_people")
        tags = window.findChild(QTableView, "lessons_tags")
        tags.setCurrentIndex(tags.model().index([row[0] for row in _rows(window, "lessons_tags")].index("Actor"), 0))
        assert [(row[0], row[3]) for row in _rows(window, "lessons_people")] == [("carl", "2"), ("max", "1")]
        people.setFocus()
        person.keys("Enter", people)
        assert window.findChild(QLabel, "lessons_how").text().startswith("Only carl can say")
        person.keys("Down", people)
        person.keys("Enter", people)
        person.wait_open("c.txt")
        person.wait(lambda: person.is_idle)
        window.close()
        person.view.setFocus()
        person.keys("N")
        assert person.bridge.current.tag == "actor"
        person.keys("Ctrl+Shift+K")
        person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")

    at_the_window(tmp_path, "--annotator", "max", script=script)
    found = json.loads(sidecar(mine, "max").read_text("utf-8"))["annotations"]
    assert [(one["tag"], one.get("codebook")) for one in found] == [("actor", 2), ("quote", None)]


def test_where_nobody_differs_it_says_so(tmp_path: Path) -> None:
    put_layer(write(tmp_path, "depot.txt", SENTENCE), "alice", spans("alice", ("quote", QUOTE, END)))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        window = _shown(person)
        assert "nothing to learn from" in window.findChild(QLabel, "lessons_said").text()
        window.close()

    at_the_window(tmp_path, "--annotator", "max", script=script)
