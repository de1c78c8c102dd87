"""Who has read an article twice is one reader of it: in the question, in the queue and for `compare`.

Tests of storage.layers_beside and ui.review.compare_dialog, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTreeWidget, QWidget

from analyst_app import cli
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import mark_done, put_layer, sidecar, spans

TEXT = "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "depot.txt", TEXT)


def read(article: Path, layer: str, *words: str, person: str = "") -> None:
    """A finished reading with claims; of a second one, whose it is."""
    put_layer(article, layer, spans(layer, *(("claim", TEXT.index(one), TEXT.index(one) + len(one)) for one in words)))
    mark_done(article, layer)
    if person:
        file = sidecar(article, layer)
        data = json.loads(file.read_text("utf-8"))
        data["layer"]["reader"] = person
        file.write_text(json.dumps(data), "utf-8")


def question(person: Person) -> QWidget:
    person.wait_open("depot.txt")
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the question")
    return person.window.findChild(QWidget, "compare_dialog")


def chosen(dialog: QWidget) -> list[str]:
    return [dialog.findChild(QComboBox, name).currentData() for name in ("compare_a", "compare_b")]


def test_a_second_reading_has_no_vote_beside_the_first_and_is_offered_apart(article: Path) -> None:
    read(article, "alice", "The depot will close by May")
    read(article, "alice-r2", "depot will close by May", person="alice")
    read(article, "bob", "Nobody agreed")

    def script(person: Person) -> None:
        dialog = question(person)
        assert chosen(dialog) == ["alice", "bob"]
        assert dialog.findChild(QPushButton, "compare_all") is None, "they are two people"
        box = dialog.findChild(QComboBox, "compare_b")
        assert [box.itemText(n) for n in range(box.count())] == ["alice", "bob", "alice-r2 – alice, read again"]
        person.keys("Esc", dialog)
        person.choose("review.queue")
        person.wait(lambda: person.window.findChild(QTreeWidget, "queue_table"), "the queue")
        table = person.window.findChild(QTreeWidget, "queue_table")
        assert [table.topLevelItem(n).text(1) for n in range(table.topLevelItemCount())] == ["alice, bob"]

    at_the_window(article, "--annotator", "max", script=script)


def test_all_readers_are_one_a_person(article: Path) -> None:
    read(article, "alice", "The depot will close by May")
    read(article, "alice-r2", "Nobody agreed", person="alice")
    read(article, "bob", "Nobody agreed")
    read(article, "carl", "Nobody agreed")

    def script(person: Person) -> None:
        dialog = question(person)
        assert dialog.findChild(QPushButton, "compare_all").text() == "&All 3 readers"
        person.keys("Alt+A", dialog)
        person.wait(lambda: person.review is not None, "the review")
        assert person.review.layers == ("alice", "bob", "carl")

    at_the_window(article, "--annotator", "max", script=script)


def test_who_alone_has_read_is_checked_though_she_has_read_twice(article: Path) -> None:
    read(article, "alice", "The depot will close by May")
    read(article, "alice-r2", "Nobody agreed", person="alice")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: person.window.findChild(QWidget, "check_dialog"), "the question")
        box = person.window.findChild(QComboBox, "check_reader")
        assert [box.itemText(n) for n in range(box.count())] == ["alice", "alice-r2 – alice, read again"]

    at_the_window(article, "--annotator", "max", script=script)


def test_a_second_reading_without_a_first_speaks_for_its_person(article: Path) -> None:
    read(article, "alice-r2", "Nobody agreed", person="alice")
    read(article, "bob", "The depot will close by May")

    def script(person: Person) -> None:
        assert chosen(question(person)) == ["alice-r2", "bob"]

    at_the_window(article, "--annotator", "max", script=script)


def test_compare_leaves_a_second_reading_out_and_says_so(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(article, "alice", "The depot will close by May")
    read(article, "alice-r2", "Nobody agreed", person="alice")
    read(article, "bob", "Nobody agreed")
    capsys.readouterr()
    assert cli.main(["compare", str(article), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["layers"] == ["alice", "bob"]
    assert "not counted: alice-r2 (alice, read again)" in err
    assert cli.main(["compare", str(article), "--layers", "alice,alice-r2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"] == ["alice", "alice-r2"]


def test_of_more_readers_than_digits_the_first_are_compared_at_once_and_the_others_named(article: Path) -> None:
    for letter in "abcdefghijk":
        read(article, letter, "Nobody agreed", *(["The depot will close by May"] if letter > "e" else []))

    def script(person: Person) -> None:
        dialog = question(person)
        assert dialog.findChild(QPushButton, "compare_all").text() == "&At once the first 9 of 11 readers"
        assert dialog.findChild(QLabel, "compare_words").text().endswith("j, k.")
        person.keys("Alt+A", dialog)
        person.wait(lambda: person.review is not None, "the review")
        assert person.review.layers == tuple("abcdefghi")

    at_the_window(article, "--annotator", "max", script=script)
