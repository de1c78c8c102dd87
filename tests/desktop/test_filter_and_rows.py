"""One filter for the table, the text and the keys, and several rows at once: by real keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.reviewing import put_layer, spans

TEXT = "Depot\n\nAda Brandt said “we stay”. Omar Hall said “we go”. Lena Ortiz of the council replied on Monday.\n"
LAYER = (
    ("skip", "Depot"),
    ("actor", "Ada Brandt"),
    ("cue", "said"),
    ("quote", "“we stay”"),
    ("actor", "Omar Hall"),
    ("quote", "“we go”"),
    ("actor", "Lena Ortiz"),
)


@pytest.fixture
def seat(sit_down, tmp_path: Path):
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "carol", spans("carol", *((tag, TEXT.index(w), TEXT.index(w) + len(w)) for tag, w in LAYER)))
    return sit_down(path, "--annotator", "carol")


def current(seat) -> str:
    one = seat.ask("current")
    return one["words"] if one else ""


def steps(seat, key: str, number: int) -> list[str]:
    seen = []
    for _ in range(number):
        seat.keys(key)
        seen.append(current(seat))
    return seen


def click_row(seat, words: str, held: str = "") -> None:
    rows = [row[1] for row in seat.ask("rows", "annotation_table")]
    seat.click(seat.ask("place_of_row", "annotation_table", rows.index(words), 1), held=held)


def choose(seat, *words: str) -> None:
    click_row(seat, words[0])
    for one in words[1:]:
        click_row(seat, one, "ctrl")


def test_n_passes_over_cues_and_skips_and_says_where_it_ends(seat):
    assert steps(seat, "n", 5) == ["Ada Brandt", "“we stay”", "Omar Hall", "“we go”", "Lena Ortiz"]
    seat.keys("n")
    assert "No annotation follows" in seat.ask("says", "key_hints")


def test_the_tables_filter_and_show_only_are_one(seat):
    seat.click(seat.ask("place_of_widget", "annotation_filter"))
    seat.keys("Tab", "Down", "Down")  # every tag, Claim, Quote
    assert [row[1] for row in seat.ask("rows", "annotation_table")] == ["“we stay”", "“we go”"]
    assert seat.ask("action", "view.only.quote")["checked"]
    seat.click_words("Monday")
    assert steps(seat, "p", 2) == ["“we go”", "“we stay”"]


def test_point_and_comma_stay_with_the_tag(seat):
    seat.click_words("Ada")
    assert steps(seat, "period", 2) == ["Omar Hall", "Lena Ortiz"]
    assert steps(seat, "comma", 2) == ["Omar Hall", "Ada Brandt"]


def test_several_rows_get_another_tag_a_value_and_are_deleted_each_in_one_step(seat):
    choose(seat, "Ada Brandt", "Omar Hall", "Lena Ortiz")
    seat.keys("2")
    assert [bool(one["attributes"].get("kind")) for one in seat.ask("annotations") if one["tag"] == "actor"] == [
        True
    ] * 3
    seat.keys("ctrl+z")
    assert not any(one["attributes"].get("kind") for one in seat.ask("annotations"))
    choose(seat, "“we stay”", "“we go”")
    seat.keys("shift+c")
    assert [tag for tag, _ in seat.tagged].count("claim") == 2
    assert "2 annotations changed to Claim" in seat.ask("says", "key_hints")
    seat.keys("ctrl+z")
    assert seat.tagged == sorted(LAYER, key=lambda one: TEXT.index(one[1]))
    click_row(seat, "Ada Brandt")
    click_row(seat, "Lena Ortiz", "shift")
    seat.keys("Delete")
    assert [tag for tag, _ in seat.tagged] == ["skip", "cue"]
    seat.keys("ctrl+z")
    assert len(seat.tagged) == len(LAYER)


def test_the_right_button_on_several_rows_offers_what_applies_to_all(seat):
    choose(seat, "Ada Brandt", "Lena Ortiz")
    rows = [row[1] for row in seat.ask("rows", "annotation_table")]
    seat.click(seat.ask("place_of_row", "annotation_table", rows.index("Lena Ortiz"), 1), button=3)
    seat.until(lambda: seat.ask("popup") == "several_menu", "the menu")
    entries = [one.replace("&", "") for one in seat.ask("menu_entries")]
    assert "Delete 2 annotations" in entries
    seat.type("d")
    assert ("actor", "Ada Brandt") not in seat.tagged
    assert ("actor", "Lena Ortiz") not in seat.tagged
    assert len(seat.tagged) == len(LAYER) - 2


def test_the_menu_key_in_the_table_is_for_the_row_that_is_chosen(seat):
    click_row(seat, "“we stay”")
    assert current(seat) == "“we stay”"
    seat.keys("Menu")
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu")
    assert current(seat) == "“we stay”"
    seat.keys("d")  # Delete annotation
    assert seat.tagged == [one for one in LAYER if one[1] != "“we stay”"]


def test_the_menu_key_on_several_rows_is_for_all_of_them(seat):
    click_row(seat, "“we stay”")
    seat.keys("shift+Down")
    seat.keys("Menu")
    seat.until(lambda: seat.ask("popup") == "several_menu", "the menu")
    seat.keys("d")
    assert seat.tagged == [one for one in LAYER if one[1] not in ("“we stay”", "Omar Hall")]


def test_esc_in_the_table_leaves_the_annotation_and_then_the_table(seat):
    click_row(seat, "“we stay”")
    assert current(seat) == "“we stay”"
    while seat.ask("focus") != "annotation_table":
        seat.keys("F6")
    seat.keys("Escape")
    assert current(seat) == ""
    seat.keys("Escape")
    assert seat.ask("focus") == "article_view"
    assert seat.tagged == list(LAYER)


def test_rows_chosen_in_the_table_are_no_more_when_the_keyboard_goes_elsewhere(seat):
    choose(seat, "Ada Brandt", "Omar Hall", "Lena Ortiz")
    before = seat.tagged
    seat.keys("ctrl+f", "Escape", "Delete")
    assert len(before) - len(seat.tagged) <= 1
    seat.keys("ctrl+z")
    choose(seat, "Ada Brandt", "Omar Hall", "Lena Ortiz")
    seat.keys("alt+e")
    seat.choose("Delete annotation")
    assert [words for tag, words in seat.tagged if tag == "actor"] == [], "a menu is about what is chosen still"
