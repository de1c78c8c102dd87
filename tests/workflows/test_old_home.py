"""A home of version 0.1.0 opened by the program as it stands; tests/data/README.md says what is in it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QMenu, QSplitter, QTableView, QTableWidget, QWidget

from analyst_app.cli import main
from analyst_app.export.registry import FORMATS
from tests.workflows.person import Person, at_the_window, saved
from tests.workflows.reviewing import begin

OLD = Path(__file__).parents[1] / "data" / "home-0.1.0"
CARET = 168
TAGGED = [
    ("actor", "Ada Brandt"),
    ("cue", "said"),
    ("quote", "“we will not leave the depot”"),
    ("quote", "“No route will be cut,” Reyes said on Tuesday. “The buyer has promised it.” Brandt called the promise "
     "“a sheet of paper”."),
    ("quote", "“No route will be cut,”"),
    ("actor", "Reyes"),
    ("cue", "said"),
    ("actor", "Brandt"),
]  # fmt: skip
"""What alice had tagged in depot.txt when she left."""
SAVED = (1_795_777_208, 1_795_183_206, 1_794_301_207)
"""When the earlier saves of depot.txt were made, seconds since 1970, the latest first."""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of articles in a copy of the old home, which is the home of the program from then on."""
    home = tmp_path / "home"
    shutil.copytree(OLD, home)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    state = home / "state" / "analyst-app"
    memory = state / "window.json"
    memory.write_text(memory.read_text("utf-8").replace("{home}", str(home)), "utf-8")
    corpus = home / "corpus"
    for history in list((state / "history").iterdir()):
        layer = corpus / history.name.replace("+", "/")
        assert layer.is_file()
        history.rename(history.with_name(_hashed(os.path.realpath(layer))))
    copy = state / "codebooks" / "codebook.json"
    copy.rename(copy.with_name(f"{_hashed(str(corpus / 'codebook.json'))}.json"))
    return corpus


def _hashed(path: str) -> str:
    """How version 0.1.0 names what it keeps about a file."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:24]


def as_it_lies(corpus: Path) -> dict[str, tuple[bytes, int, int]]:
    """Content, file number and time of everything in the folder."""
    files = [path for path in corpus.rglob("*") if path.is_file()]
    return {str(one): (one.read_bytes(), one.stat().st_ino, one.stat().st_mtime_ns) for one in files}


def warnings(person: Person) -> list[str]:
    """What the bars above the article say."""
    bars = [one for one in person.window.findChildren(QWidget) if one.objectName().startswith("bar_")]
    return [one.accessibleName() for one in bars if one.isVisible()]


def sizes(person: Person, name: str) -> list[int]:
    splitter = person.window.findChild(QSplitter, name)
    assert splitter is not None
    return splitter.sizes()


def test_it_opens_at_the_last_article_and_caret_and_looks_as_it_did(corpus: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.label("counts").endswith("U 1 left"), "the quotations counted")
        assert person.view.caret == CARET
        assert person.tagged == TAGGED
        assert person.label("counts").startswith("Quote 3  Actor 3  ·")
        # In a window of 784 pixels the panes are drawers now, and the text has its width.
        checked = {"view.theme_dark": True, "view.paragraph_numbers": False, "view.articles": False}
        for name, is_checked in checked.items():
            action = person.window.findChild(QAction, name)
            assert action is not None
            assert action.isChecked() is is_checked, name
        assert person.window.width() - person.view.width() < 20
        recent = person.window.findChild(QMenu, "menu_recent")
        assert recent is not None
        recent.aboutToShow.emit()
        told = " ".join(action.text() + action.toolTip() for action in recent.actions())
        assert [name for name in ("depot.txt", "harbour.txt", "letter.txt", "corpus") if name not in told] == []

    at_the_window(script=script)


def test_opening_warns_of_nothing_and_changes_nothing_in_the_folder(corpus: Path) -> None:
    before = as_it_lies(corpus)

    def script(person: Person) -> None:
        for name in ("depot.txt", "harbour.txt", "letter.txt"):
            person.wait_open(name)
            person.wait(lambda: person.label("counts").endswith(" left"), "the quotations counted")
            QTest.qWait(100)  # for what comes after it
            assert warnings(person) == []
            assert person.annotations
            person.keys("Ctrl+PgDown")

    at_the_window(script=script)
    assert as_it_lies(corpus) == before


def test_the_persons_own_keys_hold(corpus: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.view.place_caret(0)
        person.keys("F7")
        assert person.view.caret == person.find("Ada Brandt")
        person.keys("N S")
        assert person.view.caret == person.find("Ada Brandt")
        assert person.tagged == TAGGED
        person.caret("sale would cost")
        person.keys("C")
        assert person.tagged == TAGGED
        person.keys("W")
        claims = [words for tag, words in person.tagged if tag == "claim"]
        assert [words.endswith("the sale would cost nothing") for words in claims] == [True]
        person.keys("J F")
        assert [tag for tag, _ in person.tagged if tag == "frame"] == ["frame"]
        person.choose("file.preferences")
        table = person.window.findChild(QTableWidget, "keys_table")
        assert table is not None
        rows = [(table.item(row, 0), table.item(row, 1)) for row in range(table.rowCount())]
        shown = {name.data(Qt.ItemDataRole.UserRole): key.text() for name, key in rows if name and key}
        assert (shown["go.next"], shown["tag.claim"], shown["annotate.same"]) == ("F7", "W", "")
        dialog = person.window.findChild(QWidget, "preferences_dialog")
        assert dialog is not None
        person.keys("Esc", dialog)

    at_the_window(script=script)


def test_history_lists_the_earlier_saves_and_restores_one(corpus: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.choose("file.history")
        listed = person.window.findChild(QListWidget, "history_list")
        assert listed is not None
        person.wait(lambda: listed.count(), "the saves")
        words = [listed.item(row).text() for row in range(listed.count())]
        assert [line.rpartition("–")[2].split()[0] for line in words] == ["10", "8", "1"]
        days = [f"{at:%A} {at.day} {at:%B %Y}" for at in map(datetime.fromtimestamp, SAVED)]
        assert [line.partition(",")[0] for line in words] == days
        listed.setCurrentRow(1)
        person.wait(lambda: person.label("history_effect") not in ("", "Reading…"), "what it would do")
        assert "come" in person.label("history_effect") or "go" in person.label("history_effect")
        person.click_widget(person.button("Bring back"))
        person.wait(lambda: person.tagged != TAGGED, "restored")
        restored = person.tagged
        assert len(restored) == 8
        assert ("claim", "The buyer has promised it") in restored
        person.wait_saved()
        person.keys("Ctrl+Z")
        assert person.tagged == TAGGED

    at_the_window(script=script)
    assert len(saved(corpus / "depot.txt")["annotations"]) == len(TAGGED)


def test_a_review_opens_with_the_decisions_of_gold(corpus: Path) -> None:
    before = as_it_lies(corpus)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        begin(person)
        table = person.window.findChild(QTableView, "difference_table")
        assert table is not None
        model = table.model()
        decisions = [model.index(row, model.columnCount() - 1).data() for row in range(model.rowCount())]
        rejected = "rejected: nothing to tag here"  # as "not a claim" is called today
        mark = "(stored before version 0.2, perhaps not given)"
        assert sorted(decisions) == [
            *("A", "A", "B", "contested (both)", "open", "open, with a comment"),
            *(f"{rejected} {mark}", f"{rejected} {mark}"),
        ]
        assert person.label("counts") == "5 of 8 settled"
        assert warnings(person) == []

    at_the_window(corpus, corpus / "depot.txt", "--annotator", "max", script=script)
    assert as_it_lies(corpus) == before


def test_an_export_of_gold_says_of_a_reason_that_perhaps_nobody_gave_that_it_is_doubtful(
    corpus: Path, tmp_path: Path
) -> None:
    assert b'"reason":"not a claim"' in (corpus / "depot.txt.gold-max.annotations.json").read_bytes()
    said = set()
    for name in FORMATS:
        made = tmp_path / name
        assert (
            main(["export", str(corpus / "depot.txt"), "--format", name, "--layer", "gold-max", "--output", str(made)])
            == 0
        )
        written = [path.read_bytes() for path in made.rglob("*") if path.is_file()]
        assert written
        for one in written:
            assert b"nothing_to_tag" not in one, name
            assert one.count(b"not a claim") == one.count(b"reason_doubtful"), name
            said |= {name} if b"not a claim" in one else set()
    assert {"jsonl", "csv", "brat", "label-studio", "web-annotation"} <= said


def test_the_answers_to_decisions_are_there(corpus: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.label("counts").endswith(" left"), "the quotations counted")
        person.choose("review.returned")
        answers = []
        for number in range(1, 5):
            place, *answer = person.label("returned_head").split(" · ")
            assert place == f"{number} of 4 decisions, 2 as you had it"
            answers += answer
            person.keys("N")
        assert sorted(answers) == ["accepted", "accepted", "accepted", "contested"]

    at_the_window(script=script)


def test_a_codebook_that_names_no_parts_has_those_it_always_had(corpus: Path) -> None:
    book = (corpus / "codebook.json").read_bytes()
    assert not any("plays" in tag for tag in json.loads(book)["tags"])

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.label("counts").endswith("U 1 left"), "the quotations counted")
        person.keys("U Q L Enter")
        assert person.tagged[-3:] == [("quote", "“Nobody asked us,”"), ("cue", "said"), ("actor", "Ilse Moor")]
        person.wait(lambda: person.label("counts").endswith("U 0 left"), "the last of them")
        table = person.window.findChild(QTableView, "annotation_table")
        assert table is not None
        model = table.model()
        cells = [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        assert ["Ilse Moor" in row for row in cells if "“Nobody asked us,”" in row] == [True]
        person.wait_saved()

    at_the_window(script=script)
    assert (corpus / "codebook.json").read_bytes() == book
    before = json.loads((OLD / "corpus" / "depot.txt.alice.annotations.json").read_text("utf-8"))
    assert len(saved(corpus / "depot.txt")["links"]) == len(before["links"]) + 2
