"""One colleague is checked, and hears of it in her own article: each step by real keys on a real screen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.workflows.reviewing import mark_done, put_layer, sidecar, spans

SAID = "Ada Brandt said “we will not leave the depot”, and Max Ortiz agreed.\n"
QUOTE = ("quote", SAID.index("“"), SAID.index("”") + 1)
ADA, MAX = ("actor", 0, 10), ("actor", SAID.index("Max"), SAID.index("Max") + 9)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.txt"
    path.write_text(SAID, "utf-8")
    put_layer(path, "alice", spans("alice", ADA, QUOTE, MAX))
    return path


def begin_check(sit_down, article: Path, waiting: int):
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "check_dialog"), "the question whose reading")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == waiting, f"{waiting} tags to check")
    return seat


def hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def stored(article: Path, layer: str) -> dict:
    return json.loads(sidecar(article, layer).read_text("utf-8"))


def look(seat) -> None:
    seat.until(lambda: any("decided" in words for words in seat.ask("bars")), "the bar")
    seat.click(seat.ask("place_of_button", "Look"))
    seat.until(lambda: seat.ask("is_shown", "returned_card"), "the decisions")


@pytest.mark.smoke
def test_a_reading_is_checked_returned_contested_and_settled(sit_down, said):
    hers = hash_of(sidecar(said, "alice"))
    seat = begin_check(sit_down, said, 3)
    seat.keys("1")  # Ada Brandt is right
    seat.keys("c")  # the quote is a claim
    seat.keys("r")
    seat.until(lambda: seat.ask("popup") == "pick_list", "the reasons")
    seat.keys("1")
    assert seat.ask("waiting_differences") == 0
    start = SAID.index("agreed")
    seat.drag(seat.ask("place_in_review", start), seat.ask("place_in_review", start + 5))
    seat.keys("c")
    seat.until(lambda: ("claim", "agreed") in seat.tagged, "what she missed")
    seat.until(lambda: seat.ask("idle") and len(stored(said, "gold-carol")["decisions"]) == 4, "saved")
    assert hash_of(sidecar(said, "alice")) == hers
    seat.keys("Escape")

    gold = hash_of(sidecar(said, "gold-carol"))
    alice = sit_down(said, "--annotator", "alice")
    look(alice)
    assert alice.ask("says", "mode_chip") == "RETURNED"
    assert alice.ask("says", "returned_head").startswith("1 of 3 decisions, 1 as you had it")
    before = alice.ask("annotations")
    alice.keys("q")
    assert alice.ask("says", "key_hints").startswith("Esc first")
    assert alice.ask("annotations") == before
    alice.keys("a")
    assert ("claim", SAID[QUOTE[1] : QUOTE[2]]) in alice.tagged
    alice.keys("c")
    alice.type("he agreed")
    alice.keys("Return")
    assert ("actor", "Max Ortiz") in alice.tagged
    assert alice.ask("says", "returned_before") == "nothing: you had not tagged it"
    alice.keys("a")
    assert ("claim", "agreed") in alice.tagged
    alice.until(lambda: len(stored(said, "alice").get("replies", [])) == 3, "saved")
    alice.keys("Escape")
    assert alice.ask("says", "mode_chip") == "READ"
    assert hash_of(sidecar(said, "gold-carol")) == gold

    hers = hash_of(sidecar(said, "alice"))
    again = begin_check(sit_down, said, 1)
    assert "he agreed" in again.ask("says", "card_thread")
    again.keys("1")
    assert again.ask("waiting_differences") == 0
    again.until(lambda: ("actor", "Max Ortiz") in again.tagged, "settled")
    assert hash_of(sidecar(said, "alice")) == hers


def test_the_rest_is_right_is_pressed_twice_and_looking_decides_nothing(sit_down, said):
    seat = begin_check(sit_down, said, 3)
    seat.keys("n", "n", "1")
    assert seat.ask("waiting_differences") == 2
    seat.keys("ctrl+1")
    assert seat.ask("waiting_differences") == 2
    seat.keys("ctrl+1")
    assert seat.ask("waiting_differences") == 0
    seat.keys("ctrl+z")
    assert seat.ask("waiting_differences") == 2


def test_the_queue_leads_to_who_has_read_alone(sit_down, said):
    mark_done(said, "alice")
    other = said.with_name("zoo.txt")
    other.write_text(SAID, "utf-8")
    put_layer(other, "bob", spans("bob", QUOTE, ADA))
    mark_done(other, "bob")
    seat = sit_down(said.parent, "--annotator", "carol", opens="said.txt")
    seat.keys("alt+r")
    seat.choose("Articles to review…")
    seat.until(lambda: seat.ask("is_shown", "queue_table"), "the queue")
    assert "5 tags of only readers to check." in seat.ask("says", "review_overview")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 3, "alice's reading")
    seat.keys("ctrl+1", "ctrl+1")
    assert seat.ask("waiting_differences") == 0
    seat.keys("ctrl+shift+n")
    seat.until(lambda: seat.ask("waiting_differences") == 2, "bob's reading")
