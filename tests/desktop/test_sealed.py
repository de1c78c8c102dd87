"""By real keys: read blind, nobody sees others' work before her own is done; figures are of finished work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus import blind


@pytest.fixture
def begun(sit_down, tmp_path: Path):
    folder = blind.write_corpus(tmp_path / "corpus")
    return sit_down(folder, folder / "begun.txt", "--annotator", "alice", opens="begun.txt")


@pytest.mark.smoke
def test_the_search_shows_others_tags_only_where_ones_own_is_done(begun):
    begun.keys("ctrl+shift+f")
    begun.type("nobody")
    begun.keys("Tab", "Down")  # in annotations of the first tag, claim
    begun.click(begun.ask("place_of_button", "Search"))
    begun.until(lambda: "1 hit in 1 article" in begun.ask("says", "search_said"), "searched")
    assert "6 layers of others are not shown" in begun.ask("says", "search_said")
    assert len(begun.ask("rows", "search_hits")) == 1


def test_the_choice_of_layers_to_compare_offers_nobody_until_it_is_done(begun):
    begun.keys("ctrl+shift+c")
    begun.until(lambda: begun.ask("dialog") == "Compare with…", "the dialog")
    assert begun.ask("choices", "compare_b") == ["alice"]
    begun.keys("Escape")
    begun.keys("ctrl+Return")
    begun.until(lambda: begun.ask("idle"), "saved")
    begun.keys("ctrl+shift+c")
    begun.until(lambda: begun.ask("dialog") == "Compare with…", "the dialog")
    assert begun.ask("choices", "compare_b") == ["alice", "bob", "carol – in progress"]


def test_the_agreement_is_of_what_may_be_seen_and_is_finished(begun):
    begun.keys("ctrl+shift+a")
    begun.until(lambda: "read by two or more" in begun.ask("says", "agreement_said"), "measured")
    said = begun.ask("says", "agreement_said")
    assert said.startswith("1 article read by two or more of alice, bob.")
    assert "carol (in progress in 1 article)" in said
    assert not begun.ask("is_ticked", "agreement_layer_carol")
    assert begun.ask("is_ticked", "agreement_layer_bob")


def test_an_unfinished_layer_is_counted_when_it_is_ticked(sit_down, tmp_path: Path):
    folder = blind.write_corpus(tmp_path / "corpus", sealed=False)
    seat = sit_down(folder, folder / "done.txt", "--annotator", "alice", opens="done.txt")
    seat.keys("ctrl+shift+a")
    seat.until(lambda: "read by two or more" in seat.ask("says", "agreement_said"), "measured")
    assert "1.00" in seat.ask("rows", "agreement_table")[-1]
    seat.click(seat.ask("place_of_widget", "agreement_layer_carol"))
    seat.until(lambda: "alice, bob, carol" in seat.ask("says", "agreement_said"), "measured anew")
    assert seat.ask("is_ticked", "agreement_layer_carol")


def test_the_queue_offers_what_is_unfinished_unticked_and_by_name(sit_down, tmp_path: Path):
    """Of two finished readings and carol's, which is in progress, one pair waits; with hers there are three."""
    folder = blind.write_corpus(tmp_path / "corpus", sealed=False)
    seat = sit_down(folder, folder / "done.txt", "--annotator", "alice", opens="done.txt")
    seat.keys("alt+r")
    seat.choose("Articles to review…")
    seat.until(lambda: seat.ask("is_shown", "review_queue"), "the queue")
    seat.until(lambda: "carol" in seat.ask("says", "queue_unfinished"), "the unfinished are named")
    assert not seat.ask("is_ticked", "queue_unfinished")
    finished = seat.ask("rows", "queue_table")
    assert not any("carol" in cell for row in finished for cell in row)
    seat.click(seat.ask("place_of_widget", "queue_unfinished"))
    seat.until(lambda: len(seat.ask("rows", "queue_table")) > len(finished), "hers are listed")
    assert any("carol" in cell for row in seat.ask("rows", "queue_table") for cell in row)
