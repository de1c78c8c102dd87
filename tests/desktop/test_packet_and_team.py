"""A packet by mail, and who reads what: each step by real keys on a real screen."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analyst_app.corpus.packets.packet_manifest import packet_id
from analyst_app.corpus.packets.sent_packets import note_sent
from tests.corpus.corpora import write_article
from tests.corpus.packets.packets import files_in, folder_hashes, packet, write_corpus
from tests.workflows.reviewing import sidecar


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


def name_file(seat, name: str, file: Path) -> None:
    """Type a path into the system's dialog for files."""
    seat.until(lambda: seat.ask("dialog") == name, "the files")
    seat.keys("ctrl+a")
    seat.type(str(file))
    seat.keys("Return")


@pytest.mark.smoke
def test_a_packet_is_opened_decided_on_sent_back_and_taken_in(sit_down, article, tmp_path):
    mail = tmp_path / "mail"
    mail.mkdir()
    asked, answered = mail / "asked.reading", mail / "answered.reading"
    asked.write_bytes(packet(article, "alice", "bob"))
    before = folder_hashes(article.parent)
    seat = sit_down(asked, "--annotator", "max", opens="depot.txt")
    seat.until(lambda: seat.ask("waiting_differences") > 0, "the review")
    left = seat.ask("waiting_differences")
    for _ in range(left):
        seat.keys("1")
    assert seat.ask("waiting_differences") == 0
    seat.until(lambda: seat.ask("idle"), "saved")
    seat.keys("Escape")
    seat.until(lambda: seat.ask("action", "file.send")["enabled"], "the article again")
    seat.keys("alt+f")
    seat.choose("Send for review…")
    seat.until(lambda: seat.ask("is_shown", "send_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("dialog") not in ("", "Send for review"), "the files")
    name_file(seat, seat.ask("dialog"), answered)
    seat.until(answered.exists, "the answer")

    hers = sit_down(article.parent, "--annotator", "alice", opens="depot.txt")
    # It was sent from hers: an answer to a packet that was not is refused.
    sent = packet_id(files_in(asked.read_bytes())["manifest.json"])
    note_sent(sent, article, "alice", hers.home / "state" / "analyst-app")
    hers.keys("ctrl+o")
    name_file(hers, "Open articles", answered)
    hers.until(
        lambda: any("The answer of max about depot.txt is in" in words for words in hers.ask("bars")), "it is in"
    )
    after = folder_hashes(article.parent)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"depot.txt.gold-max.annotations.json"}
    assert len(json.loads(sidecar(article, "gold-max").read_text("utf-8"))["decisions"]) == left


def test_an_answer_forged_in_her_own_name_is_refused_in_a_sentence(sit_down, article, tmp_path):
    forged = tmp_path / "forged.reading"
    forged.write_bytes(packet(article, "alice", sender="alice", answers="0" * 64))
    before = folder_hashes(article.parent)
    seat = sit_down(article, "--annotator", "alice")
    seat.keys("ctrl+o")
    name_file(seat, "Open articles", forged)
    seat.until(lambda: any("which is your own" in words for words in seat.ask("bars")), "the sentence")
    assert folder_hashes(article.parent) == before


def test_articles_are_assigned_and_each_finds_her_own(sit_down, tmp_path):
    folder = tmp_path / "corpus"
    for number in range(4):
        write_article(folder, f"a{number}.txt", "Ada Brandt spoke. The harbour master stayed.\n")
    lead = sit_down(folder, "--annotator", "lead", opens="a0.txt")
    lead.keys("alt+c")
    lead.choose("Assign…")
    lead.until(lambda: lead.ask("is_shown", "assign_people"), "the dialog")
    lead.keys("ctrl+a")
    lead.type("ada, ben")
    lead.keys("Tab", "ctrl+a")
    lead.type("1")
    lead.until(lambda: "4 articles, each read by 1 of 2." in lead.ask("says", "assign_preview"), "the preview")
    lead.until(lambda: "ada gets 2, ben gets 2" in lead.ask("says", "assign_preview"), "the shares")
    lead.keys("Return")
    file = folder / "assign.json"
    lead.until(file.exists, "written")
    records = json.loads(file.read_text("utf-8"))["assignments"]
    assert sorted(len(one["who"]) for one in records) == [1] * 4
    assert {one["seed"] for one in records} == {"1"}
    own = sorted(one["article"] for one in records if one["who"] == ["ada"])
    ada = sit_down(folder, "--annotator", "ada", opens="a0.txt")
    ada.until(lambda: ada.ask("says", "articles_own") == "Yours: 2 to read. Show all 4", f"hers: {own}")


def test_minutes_are_counted_once_she_has_asked_for_it(sit_down, tmp_path):
    folder = tmp_path / "corpus"
    path = write_article(folder, "a0.txt", "Ada Brandt spoke. The harbour master stayed.\n")
    seat = sit_down(path, "--annotator", "ada")
    seat.click_words("Ada")
    seat.keys("a")
    seat.until(lambda: seat.ask("idle") and sidecar(path, "ada").exists(), "saved")
    assert "activity" not in json.loads(sidecar(path, "ada").read_text("utf-8"))
    seat.keys("ctrl+comma")
    seat.until(lambda: seat.ask("is_shown", "preferences_pages"), "the preferences")
    seat.keys("End")
    seat.until(lambda: seat.ask("is_shown", "preference_counts_minutes"), "Privacy")
    seat.click(seat.ask("place_of_widget", "preference_counts_minutes"))
    assert seat.ask("is_ticked", "preference_counts_minutes")
    seat.keys("Escape")
    seat.click_words("harbour")
    time.sleep(7)
    seat.click_words("spoke")
    seat.keys("c")
    today = datetime.now(UTC).astimezone().date().isoformat()
    seat.until(lambda: "activity" in json.loads(sidecar(path, "ada").read_text("utf-8")), "counted")
    assert json.loads(sidecar(path, "ada").read_text("utf-8"))["activity"].get(today, 0) >= 0.1
