"""Scare quotes, titles and marked subheadings are terms: accepting what is proposed makes no actor and no cue."""

from __future__ import annotations

import pytest

TEXT = (
    "Depot reopens\n\n"
    "Mayor Rosa Lind opened the so-called “quiet zone” on Monday. "
    "The film “Salt, Wind and Bread” by Mira Haddad was shown.\n\n"
    "Carlo “the Fox” Benedetti said the harbour would reopen. “It is a good day,” Benedetti added.\n\n"
    "‘Coalition of the coast’\n\n"
    "Rosa Lind is proud of the “miracle” harbour that cost the town its savings. "
    "She called the critics’ march “a ruin”, and asked for calm.\n\n"
    "Jonas Keil said the hall was in a “miserable state” by now. "
    "“The harvest is lost,” said a farmer in Bautzen, Saxony.\n\n"
    "„Wir gehen“, sagte Jonas Keil.\n"
)
TERMS = ["“quiet zone”", "“Salt, Wind and Bread”", "“the Fox”", "‘Coalition of the coast’", "“miracle”"]


@pytest.fixture(scope="module")
def only_seat(sit_down_once, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("depot") / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return sit_down_once(path, "--annotator", "carol")


@pytest.fixture
def seat(only_seat):
    only_seat.clear()
    assert only_seat.tagged == []
    return only_seat


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_not_stated_by_u_q_l_enter_and_makes_nobody(seat, term):
    seat.click_words(term)
    seat.keys("q", "l")
    assert "not stated" in seat.ask("rows", "link_candidates")[0][0]
    seat.keys("Return")
    (made,) = seat.ask("annotations")
    assert (made["tag"], made["words"], made["attributes"]["mode"]) == ("quote", term, "term")
    assert made["attributes"]["speaker_not_stated"] is True
    assert seat.ask("links") == []


def test_accepting_terms_one_after_another_makes_no_actor_and_no_cue(seat):
    """U, Q, L, Enter for each quotation of the article up to the last term: only quotes are left."""
    for term in TERMS:
        seat.keys("u")
        while seat.ask("selection") != term:
            seat.keys("u")
        seat.keys("q", "l", "Return")
    assert seat.tagged == [("quote", term) for term in TERMS]
    assert seat.ask("links") == []
    assert [one["attributes"]["mode"] for one in seat.ask("annotations")] == ["term"] * len(TERMS)


def test_marked_words_that_are_a_clause_are_no_term(seat):
    seat.keys("ctrl+End")
    seat.click_words("Wir gehen")
    seat.keys("q")
    assert seat.ask("annotations")[0]["attributes"]["mode"] == "direct"
    seat.keys("l", "Return")
    assert ["speaker", "„Wir gehen“", "Jonas Keil"] in seat.ask("links")


def test_a_term_that_a_person_calls_direct_has_a_speaker_again(seat):
    seat.click_words("quiet zone")
    seat.keys("q", "1", "l")
    assert "Rosa Lind" in seat.ask("rows", "link_candidates")[0][0]


def test_marks_within_a_larger_reported_clause_are_mixed(seat):
    seat.keys("ctrl+End")
    seat.click_words("miserable")
    seat.keys("q")
    assert seat.ask("annotations")[0]["attributes"]["mode"] == "mixed"


def test_the_place_where_somebody_stands_is_no_speaker(seat):
    seat.keys("ctrl+End")
    seat.click_words("harvest is lost")
    seat.keys("q", "l", "Return")
    assert ["speaker", "“The harvest is lost,”", "farmer"] in seat.ask("links")
    assert "Saxony" not in [words for _, words in seat.tagged]
