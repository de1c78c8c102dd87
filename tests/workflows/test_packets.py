"""A packet is sent, opened on another machine, decided on by keys, answered, and the answer is taken in.

Tests of ui.files.packets.packet_sending, ui.files.packets.packet_opening, ui.files.packets.send_dialog,
ui.files.packets.answered_rules and ui.files.packets.decided_beside.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel, QPushButton, QRadioButton

from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.corpus.packets.packet_manifest import packet_id
from analyst_app.preferences import state_folder
from analyst_app.review.replies import Reply
from analyst_app.storage import containment, layer_history
from analyst_app.ui.start.single_instance import Instance, request_of
from tests.corpus import blind
from tests.corpus.packets.packets import TEXT, files_in, folder_hashes, packet, with_files
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window, saved, write
from tests.workflows.reviewing import load, mark_done, put_layer, spans, waiting
from tests.workflows.test_check_one import begin_check

Move = Callable[[str], Path]
TAGS = (("actor", "Ada Brandt"), ("claim", "The depot will close by May"), ("claim", "Nobody agreed"))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Move:
    """Go to the machine of a person: its own configuration, state, cache and data."""

    def go(who: str) -> Path:
        home = tmp_path / f"home of {who}"
        home.mkdir(exist_ok=True)
        monkeypatch.setenv("HOME", str(home))
        for name in ("CONFIG", "STATE", "CACHE", "DATA"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        containment.forget_all()
        return home

    return go


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    path = write(folder, "depot.txt", TEXT)
    when = "2026-11-01T00:00:00Z"
    for layer in ("alice", "bob"):
        spans = [
            Annotation(
                f"{layer}-{n}", tag, TEXT.index(words), TEXT.index(words) + len(words), created=when, modified=when
            )
            for n, (tag, words) in enumerate(TAGS)
        ]
        put_layer(path, layer, spans)
        mark_done(path, layer)
    return path


def written_to(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """The place at which the next file is written."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(place), ""))


def dialog(person: Person) -> Any:
    person.wait(lambda: person.window.findChild(QDialog, "send_dialog"), "the dialog")
    return person.window.findChild(QDialog, "send_dialog")


def send(person: Person, file: Path) -> None:
    """Open the dialog and press Enter."""
    person.choose("file.send")
    person.keys("Enter", dialog(person))
    person.wait(lambda: "Written" in person.bars.words("packet"), "written")
    assert file.exists()


def test_a_packet_goes_by_mail_is_decided_on_and_its_answer_is_taken_in(
    tmp_path: Path, article: Path, machine: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    asked, answered = mail / "depot from alice.reading", mail / "depot from max.reading"
    before = folder_hashes(article.parent)

    machine("alice")
    written_to(monkeypatch, asked)

    def sends(person: Person) -> None:
        person.wait_open("depot.txt")
        send(person, asked)

    at_the_window(article, "--annotator", "alice", script=sends)
    assert folder_hashes(article.parent) == before

    home = machine("max")
    written_to(monkeypatch, answered)

    def decides(person: Person) -> None:
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        person.keys("1 1 R")
        person.keys("1")
        person.wait_saved()
        person.keys("Esc")
        person.wait(lambda: person.actions.action("file.send").isEnabled(), "the article again")
        person.choose("file.send")
        shown = dialog(person)
        assert shown.findChild(QRadioButton, "send_answer").isChecked()
        assert shown.findChild(QRadioButton, "send_answer").text() == "Send the answer back to alice"
        assert [box.objectName() for box in shown.findChildren(QCheckBox) if box.isVisible()] == ["send_layer_gold-max"]
        person.keys("Enter", shown)
        person.wait(lambda: "Send it back" in person.bars.words("packet"), "written")

    at_the_window(asked, "--annotator", "max", script=decides)
    assert sorted(path.name for path in mail.iterdir()) == [asked.name, answered.name], "nothing beside the mail's file"
    unpacked = next((home / "data" / "analyst-app" / "packets").glob("*/from-alice/depot.txt"))
    gold = saved(unpacked, "gold-max")
    assert [one["tag"] for one in gold["annotations"]] == ["actor", "claim"]
    assert len(gold["decisions"]) == 3

    machine("alice")

    def sees(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: "The answer of max about depot.txt is in" in person.bars.words("packet"), "the answer")
        person.wait(lambda: person.bars.words("returned"), "the decisions")

    at_the_window(article.parent, answered, "--annotator", "alice", script=sees)
    assert saved(article, "gold-max")["decisions"] == gold["decisions"]
    after = folder_hashes(article.parent)
    assert {name: after[name] for name in before} == before, "nobody's file was touched"
    assert after.keys() - before.keys() == {"depot.txt.gold-max.annotations.json"}


def test_a_packet_that_is_handed_to_the_running_window_is_opened_there(
    tmp_path: Path, article: Path, machine: Move
) -> None:
    machine("max")
    (tmp_path / "p.reading").write_bytes(packet(article, "alice", "bob"))
    other = write(tmp_path, "other.txt", "Something else.\n")

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        later = Instance(state_folder(), "max")
        start = threading.Thread(target=later.hand_over, args=(request_of([str(tmp_path / "p.reading")], "max", ""),))
        start.start()
        person.wait(lambda: person.review is not None, "the review of the two")
        start.join()
        assert person.bridge.session.path.parent.name == "from-alice"

    at_the_window(other, "--annotator", "max", script=script)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["other.txt", "p.reading"]


def test_a_packet_with_three_readings_opens_the_review_of_all_without_a_question(
    tmp_path: Path, article: Path, machine: Move
) -> None:
    start = TEXT.index("Nobody")
    put_layer(article, "carl", spans("carl", ("claim", start, start + len("Nobody agreed"))))
    mark_done(article, "carl")
    machine("max")
    (tmp_path / "p.reading").write_bytes(packet(article, "carl", "alice", "bob"))
    other = write(tmp_path, "other.txt", "Something else.\n")

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        drop(person, tmp_path / "p.reading")
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        assert person.review.layers == ("alice", "bob", "carl")
        assert not person.window.findChildren(QDialog)
        person.keys("1")
        assert len(person.annotations) == 2, "the actor, and the claim that all have"

    at_the_window(other, "--annotator", "max", script=script)


def drop(person: Person, *files: Path) -> None:
    """Drag files onto the window and let them go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle, copies = QPoint(400, 300), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(middle, copies, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(person.window, enter)
    assert enter.isAccepted()
    put = QDropEvent(middle, copies, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(person.window, put)
    assert put.isAccepted()


def choose_file(person: Person, *files: Path) -> None:
    """Choose files in the dialog of File > Open."""
    with patch.object(QFileDialog, "getOpenFileNames", lambda *asked: ([str(file) for file in files], "")):
        person.keys("Ctrl+O")


@pytest.mark.parametrize("way", [drop, choose_file])
@pytest.mark.parametrize("name", ["p.reading", "Depot from ALICE (1).READING"])
def test_a_packet_is_dropped_on_the_window_or_chosen_in_it_and_its_review_begins(
    tmp_path: Path, article: Path, machine: Move, way: Callable[..., None], name: str
) -> None:
    machine("max")
    mail = tmp_path / "mail"
    mail.mkdir()
    (mail / name).write_bytes(packet(article, "alice", "bob"))
    before = folder_hashes(mail)
    other = write(tmp_path, "other.txt", "Something else.\n")

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        way(person, mail / name)
        person.wait(lambda: person.review is not None, "the review of the two")
        assert person.bridge.session.path.parent.name == "from-alice"

    at_the_window(other, "--annotator", "max", script=script)
    assert folder_hashes(mail) == before


@pytest.mark.parametrize("way", [drop, choose_file])
def test_a_forged_answer_in_her_own_name_is_refused_in_a_bar(
    tmp_path: Path, article: Path, machine: Move, way: Callable[..., None]
) -> None:
    machine("alice")
    forged = tmp_path / "forged.reading"
    forged.write_bytes(packet(article, "alice", sender="alice", answers="0" * 64))
    before = folder_hashes(article.parent)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        way(person, forged)
        person.wait(lambda: person.bars.words("open"), "the sentence")
        assert person.bars.words("open") == (
            "forged.reading was not opened: it would change alice, which is your own, and a layer of yours is written "
            "by you alone. Whoever sent it must answer under another name (File ▸ Preferences…)."
        )

    at_the_window(article, "--annotator", "alice", script=script)
    assert folder_hashes(article.parent) == before


def forged_of_bob(article: Path, answers: str) -> bytes:
    """An answer in bob's name that deletes all that he has tagged."""
    name = "depot.txt.bob.annotations.json"
    made = packet(article, "bob", sender="bob", answers=answers)
    held = json.loads(files_in(made)[name])
    held["deleted"], held["annotations"] = {one["id"]: 2 for one in held["annotations"]}, []
    return with_files(made, {name: json.dumps(held).encode()})


def test_why_a_packet_is_refused_is_still_said_when_the_article_named_with_it_is_open(
    tmp_path: Path, article: Path, machine: Move
) -> None:
    machine("alice")
    (tmp_path / "p.reading").write_bytes(b"PK\x03\x04 nothing")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        assert "p.reading was not opened" in person.bars.words("open")

    at_the_window(tmp_path / "p.reading", article, "--annotator", "alice", script=script)


def test_an_answer_that_nobody_asked_for_takes_nothing_away_unasked(
    tmp_path: Path, article: Path, machine: Move
) -> None:
    machine("alice")
    forged = tmp_path / "forged.reading"
    forged.write_bytes(forged_of_bob(article, "0" * 64))
    before = folder_hashes(article.parent)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        choose_file(person, forged)
        person.wait(lambda: person.bars.words("packet_loss"), "the question")
        assert "would take 3 items out of bob and leave 0" in person.bars.words("packet_loss")

    at_the_window(article.parent, article, "--annotator", "alice", script=script)
    assert folder_hashes(article.parent) == before


@pytest.mark.parametrize("agrees", [False, True])
def test_before_an_answer_takes_anything_away_she_is_asked_how_much_and_may_leave_it(
    tmp_path: Path, article: Path, machine: Move, monkeypatch: pytest.MonkeyPatch, agrees: bool
) -> None:
    machine("alice")
    sent, answer = tmp_path / "sent.reading", tmp_path / "answer.reading"
    written_to(monkeypatch, sent)
    before = folder_hashes(article.parent)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        send(person, sent)
        answer.write_bytes(forged_of_bob(article, packet_id(files_in(sent.read_bytes())["manifest.json"])))
        choose_file(person, answer)
        person.wait(lambda: person.bars.words("packet_loss"), "the question")
        assert person.bars.words("packet_loss") == (
            "The answer of bob about depot.txt would take 3 items out of bob and leave 0. They stay in the history. "
            "Shall the answer be taken in?"
        )
        assert folder_hashes(article.parent) == before
        wanted = "Take it in" if agrees else "Leave all as it is"
        (button,) = [one for one in person.bars.findChildren(QPushButton) if one.text() == wanted]
        person.keys("Space", button)
        if agrees:
            person.wait(lambda: "is in: 3 items" in person.bars.words("packet"), "the answer")
        else:
            person.wait(lambda: not person.bars.words("packet_loss"), "the question is gone")
        person.wait(lambda: person.is_idle)

    at_the_window(article.parent, article, "--annotator", "alice", script=script)
    after = folder_hashes(article.parent)
    changed = {"depot.txt.bob.annotations.json"} if agrees else set()
    assert {name for name in before if after[name] != before[name]} == changed
    bobs = article.with_name("depot.txt.bob.annotations.json")
    kept = layer_history.saves(layer_history.folder_of(state_folder(), bobs))
    assert any(b"bob-0" in layer_history.bytes_of_save(save) for save in kept) == agrees


def test_a_packet_that_is_none_is_told_in_a_bar_and_what_is_open_stays(tmp_path: Path, machine: Move) -> None:
    machine("max")
    (tmp_path / "p.reading").write_bytes(b"PK\x03\x04 nothing")
    other = write(tmp_path, "other.txt", "Something else.\n")

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        person.opener.open_paths([tmp_path / "p.reading"])
        person.wait(lambda: person.bars.words("open"), "the sentence")
        assert person.bars.words("open") == (
            "p.reading was not opened: it is no packet, or its end is cut off. Ask who sent it for another copy."
        )
        assert person.view.text == "Something else.\n"

    at_the_window(other, "--annotator", "max", script=script)


def test_what_may_not_be_seen_is_not_offered(tmp_path: Path, machine: Move) -> None:
    folder = blind.write_corpus(tmp_path / "corpus")
    machine("alice")

    def script(person: Person) -> None:
        person.wait_open("begun.txt")
        person.choose("file.send")
        shown = dialog(person)
        assert [box.objectName() for box in shown.findChildren(QCheckBox)] == ["send_layer_alice"]
        assert "this corpus is read blind" in shown.findChild(QLabel, "send_said").text()
        person.keys("Esc", shown)

    at_the_window(folder, folder / "begun.txt", "--annotator", "alice", script=script)


def test_where_there_is_nothing_to_send_the_dialog_says_what_to_do(tmp_path: Path, machine: Move) -> None:
    machine("alice")
    path = write(tmp_path, "new.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        person.choose("file.send")
        shown = dialog(person)
        assert not shown.go.isEnabled()
        assert shown.findChild(QLabel, "send_said").text() == (
            "There is no layer beside this article yet: tag something first."
        )
        person.keys("Esc", shown)

    at_the_window(path, "--annotator", "alice", script=script)


def test_what_she_contests_comes_back_to_the_reviewer_in_a_second_round_by_mail(
    tmp_path: Path, article: Path, machine: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    first, answer, second = (mail / f"{name}.reading" for name in ("first", "answer", "second"))
    machine("alice")
    written_to(monkeypatch, first)
    at_the_window(
        article, "--annotator", "alice", script=lambda person: (person.wait_open("depot.txt"), send(person, first))
    )
    machine("max")
    written_to(monkeypatch, answer)

    def decides(person: Person) -> None:
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        person.keys("1 1 R")
        person.keys("1")
        person.wait_saved()
        person.keys("Esc")
        person.wait(lambda: person.actions.action("file.send").isEnabled(), "the article again")
        person.choose("file.send")
        person.keys("Enter", dialog(person))
        person.wait(lambda: "Send it back" in person.bars.words("packet"), "written")

    at_the_window(first, "--annotator", "max", script=decides)
    machine("alice")
    written_to(monkeypatch, second)

    def contests(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the decisions")
        person.choose("review.returned")
        person.keys("C")
        person.type("It says so in the text")
        person.keys("Enter")
        person.keys("Esc")
        person.wait_saved()
        person.choose("file.send")
        shown = dialog(person)
        assert {box.objectName(): box.isChecked() for box in shown.findChildren(QCheckBox)} == {
            "send_layer_alice": True, "send_layer_bob": False, "send_layer_gold-max": True
        }  # fmt: skip
        said = shown.findChild(QLabel, "send_said")
        assert said.text() == "With gold-max goes what max decided, and 1 decision that is contested."
        shown.boxes["gold-max"].click()
        assert said.text() == "Without gold-max nobody can see what max decided, nor the 1 decision that is contested."
        shown.boxes["gold-max"].click()
        person.keys("Enter", shown)
        person.wait(lambda: "Written" in person.bars.words("packet"), "written")

    at_the_window(article.parent, answer, "--annotator", "alice", script=contests)
    machine("max")

    def sees(person: Person) -> None:
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        assert waiting(person) == 1
        assert person.review.row.state == "contested"

    at_the_window(second, "--annotator", "max", script=sees)


def test_a_packet_that_contests_decisions_which_it_does_not_hold_says_so(
    tmp_path: Path, article: Path, machine: Move
) -> None:
    machine("max")
    session = load(article, "alice")
    reply = Reply("r1", "alice", "some decision", 1, "contest", "No.", "2026-11-02T00:00:00Z", by="max")
    session.do("contest", Change((), (reply.to_entry(),)))
    save_now(session)
    (tmp_path / "p.reading").write_bytes(packet(article, "alice"))

    def script(person: Person) -> None:
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.bars.words("packet"), "the sentence")
        assert person.bars.words("packet") == (
            "alice contests 1 decision of yours, and gold-max is not in this packet: here you cannot see which. "
            "Ask for a packet with gold-max in it."
        )

    at_the_window(tmp_path / "p.reading", "--annotator", "max", script=script)


@pytest.mark.parametrize("takes", [True, False])
def test_a_rule_that_was_noted_in_a_packet_is_asked_about_with_its_answer(
    tmp_path: Path, article: Path, machine: Move, monkeypatch: pytest.MonkeyPatch, takes: bool
) -> None:
    mail, codebook = tmp_path / "mail", article.parent / "codebook.json"
    mail.mkdir()
    first = mail / "first.reading"
    machine("alice")
    written_to(monkeypatch, first)
    at_the_window(
        article, "--annotator", "alice", script=lambda person: (person.wait_open("depot.txt"), send(person, first))
    )
    machine("max")
    written_to(monkeypatch, mail / "answer.reading")

    def decides(person: Person) -> None:
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        person.choose("review.rule_example")
        person.type("Names stand without a title")
        person.keys("Enter")
        person.wait(lambda: "Noted" in person.bars.words("rule"), "the rule")
        person.keys("Esc")
        person.wait(lambda: person.actions.action("file.send").isEnabled(), "the article again")
        person.choose("file.send")
        shown = dialog(person)
        assert not shown.go.isEnabled()
        assert "go to alice with your first decision" in shown.findChild(QLabel, "send_said").text()
        person.keys("Esc", shown)
        begin_check(person)
        person.keys("1 1 1")
        person.wait_saved()
        person.keys("Esc")
        person.wait(lambda: person.actions.action("file.send").isEnabled(), "the article again")
        person.choose("file.send")
        shown = dialog(person)
        assert shown.findChild(QLabel, "send_said").text() == (
            "Only your own layers go back: those of others are there already. The rules that you have noted go along: "
            "alice is asked about them. Other changes of the codebook stay here."
        )
        person.keys("Enter", shown)
        person.wait(lambda: "Send it back" in person.bars.words("packet"), "written")

    at_the_window(first, "--annotator", "max", script=decides)
    machine("alice")

    def is_asked(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("packet_rules"), "the question")
        assert person.bars.words("packet_rules") == (
            "max has noted a rule in the codebook: Actor: “Names stand without a title.” Is it to stand in yours?"
        )
        assert not codebook.exists(), "nothing is written before she says so"
        if takes:
            person.click_widget(person.button("Take it in"))
            person.wait(lambda: "version 2" in person.bars.words("packet_rules"), "taken in")

    at_the_window(article.parent, mail / "answer.reading", "--annotator", "alice", script=is_asked)
    assert codebook.exists() == takes
    if takes:
        actor = next(tag for tag in json.loads(codebook.read_text("utf-8"))["tags"] if tag["id"] == "actor")
        assert [(one["text"], one["by"], one["article"]) for one in actor["rules"]] == [
            ("Names stand without a title.", "max", "depot.txt")
        ]
        assert actor["edges"].endswith("Names stand without a title.")
        assert actor["examples"][-1]["text"].startswith("[Ada Brandt]")
