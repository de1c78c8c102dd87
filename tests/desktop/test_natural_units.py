"""A natural unit contains the caret; J, K and the triple-click go to places, E and dragging select words."""

from __future__ import annotations

import pytest

TEXT = (
    "Mill for sale\n\n"
    "Photo: the mill at dusk, by R. Lund.\n\n"
    "The board continues to look for a buyer for the mill but unions say the search is a sham. "
    "Still, traders say, the port needs the railway. "
    "The road will cost twice as much as planned, he adds. "
    "The council, Ada Brandt said, has no plan.\n\n"
    "The Kremlin continues to pursue a peace process with its neighbours but experts say it is stumbling. "
    "Still, analysts say, Russia needs the US.\n\n"
    "“We lost the key,” Ada Brandt said. Nobody laughed.\n\n"
    "“The lock was new,” she adds.\n"
)


@pytest.fixture(scope="module")
def only_seat(sit_down_once, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("mill") / "mill.txt"
    path.write_text(TEXT, "utf-8")
    return sit_down_once(path, "--annotator", "carol")


@pytest.fixture
def seat(only_seat):
    only_seat.clear()
    assert only_seat.tagged == []
    return only_seat


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("buyer", "The board continues to look for a buyer for the mill"),
        ("sham", "the search is a sham"),
        ("railway", "the port needs the railway"),
        ("planned", "The road will cost twice as much as planned"),
        ("no plan", "The council, Ada Brandt said, has no plan"),
        ("peace process", "The Kremlin continues to pursue a peace process with its neighbours"),
        ("stumbling", "it is stumbling"),
        ("needs the US", "Russia needs the US"),
        ("adds", "The road will cost twice as much as planned, he adds"),
    ],
)
def test_a_claim_contains_the_caret(seat, words, claim):
    seat.click_words(words)
    seat.keys("c")
    assert seat.tagged == [("claim", claim)]


def test_he_adds_is_a_cue(seat):
    seat.click_words("adds")
    seat.keys("v")
    assert seat.tagged == [("cue", "adds")]
    seat.keys("ctrl+z", "ctrl+End")
    seat.click_words("lock")
    seat.keys("q", "l", "Return")
    assert ["cue", "“The lock was new,”", "adds"] in seat.ask("links")


def test_in_a_sentence_that_j_goes_to_c_q_and_a_take_their_unit(seat):
    seat.click_words("Nobody")
    seat.keys("k", "k")
    assert seat.ask("selection") == "“We lost the key,” Ada Brandt said."
    seat.keys("c")
    seat.click_words("laughed")  # another place, or it would be a double click
    seat.keys("k", "k", "q")
    seat.click_words("Nobody")
    seat.keys("k", "k", "a")
    tagged = {("claim", "We lost the key"), ("quote", "“We lost the key,”"), ("actor", "Ada Brandt")}
    assert set(seat.tagged) == tagged


def test_a_triple_click_is_a_place_too(seat):
    seat.click_words("key", times=3)
    assert seat.ask("selection") == "“We lost the key,” Ada Brandt said."
    seat.keys("q")
    assert seat.tagged == [("quote", "“We lost the key,”")]


def test_words_that_e_selects_are_taken_as_they_are(seat):
    seat.click_words("laughed")
    seat.keys("k", "k", "k", "j", "shift+Left", "c")
    assert seat.tagged == [("claim", "“We lost the key,” Ada Brandt said")]
    seat.keys("ctrl+z")
    seat.click_words("Brandt said.")
    seat.keys("e")
    while seat.ask("selection") != "“We lost the key,” Ada Brandt said.":
        seat.keys("e")
    seat.keys("c")
    assert seat.tagged == [("claim", "“We lost the key,” Ada Brandt said")]


def test_j_and_k_pass_over_what_is_not_the_article(seat):
    seat.click_words("Photo")
    seat.keys("x", "ctrl+Home", "j", "j")
    assert seat.ask("selection").startswith("The board continues")
    seat.keys("k")
    assert seat.ask("selection") == "Mill for sale"


def test_in_a_sentence_without_such_a_unit_nothing_is_tagged(seat):
    seat.click_words("laughed")
    seat.keys("k", "q")
    assert seat.tagged == []
    assert "No Quote stands in this sentence" in seat.ask("says", "key_hints")
