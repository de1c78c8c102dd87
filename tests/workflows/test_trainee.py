"""A trainee's two articles by keys: checked, returned, contested, settled, and the codebook mended by them.

Every step is another person at another window; after each, the files of all others are what they were, by hash.
Tests of ui.review.checking.check_round, ui.review.returned.returned_commands, ui.review.rule_notes and
ui.annotate.older_commands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from analyst_app.resources import built_in_codebook
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import mark_done, put_layer, sidecar, spans, waiting

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
QUOTE = SENTENCE.index("“"), SENTENCE.index("”") + 1
CLAIM = SENTENCE.index("the harbour"), SENTENCE.index(". ")
RULE = "What will happen is a claim if somebody stands for it"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that alice, the trainee, is done with; her quote in the first lacks its mark at the end."""
    (tmp_path / "codebook.json").write_text(json.dumps(built_in_codebook()), "utf-8")
    for name, quote_end in (("a.txt", QUOTE[1] - 1), ("b.txt", QUOTE[1])):
        article = write(tmp_path, name, SENTENCE)
        found = spans("alice", ("actor", 0, 10), ("quote", QUOTE[0], quote_end), ("claim", *CLAIM))
        put_layer(article, "alice", found)
        mark_done(article, "alice")
    return tmp_path


def _file(folder: Path, name: str, layer: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sidecar(folder / name, layer).read_text("utf-8"))
    return found


def _hashes(folder: Path, *, but: str) -> dict[str, str]:
    """The hash of every file that is neither a layer of this person nor the codebook."""
    files = [one for one in folder.iterdir() if one.is_file() and f".{but}." not in one.name]
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files if one.name != "codebook.json"}


def _sits_down(folder: Path, who: str, layer: str, script: Callable[[Person], None]) -> None:
    before = _hashes(folder, but=layer)
    at_the_window(folder, "--annotator", who, script=script)
    after = _hashes(folder, but=layer)
    assert {name: after.get(name) for name in before} == before, "what others wrote is as it was"


def _check(person: Person, name: str) -> None:
    _go_to(person, name)
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "check_dialog"), "the dialog")
    person.keys("Enter", person.window.findChild(QWidget, "check_dialog"))
    person.wait(lambda: person.review is not None and person.is_idle, "the review")


def _command(person: Person, words: str) -> None:
    """A command without a key of its own, by its name."""
    person.keys("Ctrl+K")
    person.type(words)
    person.keys("Enter")


def _go_to(person: Person, name: str) -> None:
    """Go to the one of both articles that is wanted; the window begins with the one that was open last."""
    person.wait(lambda: person.bridge.session is not None and person.is_idle, "an article")
    if person.bridge.session.path.name != name:
        person.keys("Ctrl+PgUp" if name == "a.txt" else "Ctrl+PgDown")
    person.wait_open(name)
    person.wait(lambda: person.is_idle)


def _leave_review(person: Person) -> None:
    person.keys("Esc")
    person.wait(lambda: person.review is None and person.is_idle)


def _checked(person: Person) -> None:
    """Max takes the name, mends the quote's edge, rejects the claim; in the second article he takes all."""
    _check(person, "a.txt")
    person.keys("1")
    person.keys("F2 Right Enter")
    person.keys("R 1")
    assert waiting(person) == 0
    _leave_review(person)
    _check(person, "b.txt")
    person.keys("R 1")
    person.keys("Ctrl+1 Ctrl+1")
    assert waiting(person) == 0
    _leave_review(person)
    person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")


def _answered(person: Person) -> None:
    """Alice accepts the edge and contests that her claim is none; in the second article she says why the name stays."""
    _go_to(person, "a.txt")
    _see_decisions(person)
    assert person.label("returned_why").startswith("max corrected it")
    person.keys("A")
    assert person.label("returned_why").startswith("max rejected it")
    person.keys("C")
    person.type("Brandt stands for it")
    person.keys("Enter")
    assert person.label("returned_head").endswith("contested")
    person.keys("Esc")
    _go_to(person, "b.txt")
    _see_decisions(person)
    person.keys("M")
    person.type("I see")
    person.keys("Enter")
    person.keys("A")
    person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")


def _see_decisions(person: Person) -> None:
    person.wait(lambda: person.bars.words("returned"), "the bar")
    _command(person, "Decisions on your")
    person.wait(lambda: person.label("mode_chip") == "RETURNED", "the decisions")


def _settled(person: Person) -> None:
    """Max reads what she contests, makes a rule of it with its place, and confirms her claim."""
    _check(person, "a.txt")
    assert (waiting(person), person.review.row.difference.tag) == (1, "claim")
    _command(person, "Make this a rule, with it as an example")
    person.type(RULE)
    person.keys("Enter")
    person.wait(lambda: person.window.findChild(QWidget, "bar_rule"), "the bar")
    person.wait(lambda: person.is_idle)
    person.keys("1")
    assert waiting(person) == 0
    _leave_review(person)
    person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")


def _read_again(person: Person) -> None:
    """Nothing waits for Alice's answer; she goes through what she tagged before the rule, and says that it is right."""
    _go_to(person, "a.txt")
    assert person.bars.words("returned") == ""
    _command(person, "Only what is made under an older")
    told = "1 annotation made under an older version of the codebook than 2: Claim 1."  # the rule is about claims
    assert told in person.label("key_hints")
    person.keys("N")
    person.keys("Ctrl+Shift+K Ctrl+Shift+K Ctrl+Shift+K")
    person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")


def _learnt(person: Person) -> None:
    """The page of lessons names the rule, who made it, and what review said of her claims."""
    _go_to(person, "a.txt")
    _command(person, "What the codebook can learn")
    person.wait(lambda: person.window.findChild(QTableView, "lessons_tags"), "the window")
    window = person.window.findChild(QWidget, "lessons_window")
    tags = window.findChild(QTableView, "lessons_tags")
    person.wait(lambda: tags.isVisible() and person.is_idle, "the tags")
    assert tags.model().index(0, 0).data() == "Claim"
    assert "Rule of version 2 (max, " in window.findChild(QLabel, "lessons_tag").text()
    people = window.findChild(QTableView, "lessons_people").model()
    assert [people.index(0, column).data() for column in range(4)] == ["alice", "2", "0", "1"]
    person.keys("Esc", window)


def test_a_trainees_articles_are_checked_returned_contested_settled_and_the_codebook_learns(folder: Path) -> None:
    _sits_down(folder, "max", "gold-max", _checked)
    assert [one["verdict"] for one in _file(folder, "b.txt", "gold-max")["decisions"]].count("take") == 2

    _sits_down(folder, "alice", "alice", _answered)
    mine = _file(folder, "a.txt", "alice")
    assert {one["answer"] for one in mine["replies"]} == {"accept", "contest"}
    assert [one["exact"][-1] for one in mine["annotations"] if one["tag"] == "quote"] == ["”"], "with its mark now"
    assert [one["tag"] for one in _file(folder, "b.txt", "alice")["annotations"]] == ["quote", "claim"]

    _sits_down(folder, "max", "gold-max", _settled)
    gold = _file(folder, "a.txt", "gold-max")
    assert sorted(one["tag"] for one in gold["annotations"]) == ["actor", "claim", "quote"]
    codebook = json.loads((folder / "codebook.json").read_text("utf-8"))
    claim = next(tag for tag in codebook["tags"] if tag["id"] == "claim")
    (rule,) = claim["rules"]
    assert (codebook["version"], rule["version"], rule["by"], rule["text"]) == (2, 2, "max", f"{RULE}.")
    assert claim["edges"].endswith(f" {RULE}.")
    place = {key: claim["examples"][-1][key] for key in ("article", "start", "end")}
    assert place == {"article": "a.txt", "start": CLAIM[0], "end": CLAIM[1]}

    _sits_down(folder, "alice", "alice", _read_again)
    mine = _file(folder, "a.txt", "alice")
    assert mine["codebook"]["version"] == 1, "that of the first annotation"
    assert [one.get("codebook") for one in mine["annotations"]] == [None, None, 2], "the claim alone was older"

    before = _hashes(folder, but="nobody")
    _sits_down(folder, "max", "gold-max", _learnt)
    assert _hashes(folder, but="nobody") == before
