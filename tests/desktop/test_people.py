"""S and I act on the person, by real keys: the list of mentions, who is meant, one name and kind for all."""

from __future__ import annotations

from pathlib import Path

import pytest

ONE = (
    "The depot\n\n"
    + "".join(f"Paragraph {number} is of rain and nothing else.\n\n" for number in range(5))
    + "Ada Brandt runs the union. Then Brandt left, and Omar Reyes wept.\n\n"
    + "".join(f"Paragraph {number} is of wind and nothing else.\n\n" for number in range(30))
    + "At night Brandt came back. Nobody saw Ada Brandt.\n"
)
TWO = "Ada Brandt leads the union. Karl Brandt owns the depot. On Monday Mr. Brandt sold it. All left.\n"

BEHIND = "The list has the keys: Enter takes what is chosen, Esc leaves."


@pytest.fixture
def read(sit_down, tmp_path: Path):
    def begin(text: str):
        path = tmp_path / "depot.txt"
        path.write_text(text, "utf-8")
        return sit_down(path)

    return begin


def tag_ada(seat) -> None:
    seat.click_words("Ada Brandt")
    seat.keys("a", "1")
    assert seat.tagged == [("actor", "Ada Brandt")]


def mentions(seat) -> list[str]:
    return [row[0] for row in seat.ask("rows", "mentions")]


def told(seat, attribute: str) -> list[object]:
    return [one["attributes"].get(attribute) for one in seat.ask("annotations") if one["tag"] == "actor"]


@pytest.mark.smoke
def test_s_lists_each_mention_with_its_words_and_enter_tags_them_in_one_undo_step(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.keys("s")
    assert seat.ask("says", "mode_chip") == "SAME"
    lines = mentions(seat)
    assert len(lines) == 3
    assert "union. Then [Brandt] left, and Omar" in lines[0]
    assert "At night [Brandt] came back. Nobody" in lines[1]
    assert "Nobody saw [Ada Brandt]." in lines[2]
    assert seat.tagged == [("actor", "Ada Brandt")]
    seat.keys("Return")
    assert [words for _, words in seat.tagged] == ["Ada Brandt", "Brandt", "Brandt", "Ada Brandt"]
    assert told(seat, "kind") == ["person"] * 4
    seat.keys("ctrl+z")
    assert seat.tagged == [("actor", "Ada Brandt")]


def test_space_leaves_a_mention_out_which_is_shown_and_framed(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.keys("s", "Down", "space")
    place = seat.find("Brandt", 2)
    assert seat.ask("framed") == "Brandt"
    assert seat.ask("is_on_screen", place)
    assert len(seat.ask("hits")) == 2
    seat.keys("Return")
    assert [words for _, words in seat.tagged] == ["Ada Brandt", "Brandt", "Ada Brandt"]
    assert seat.ask("is_on_screen", seat.find("Ada Brandt"))


def test_a_held_space_turns_one_mention_once(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.keys("s")
    seat.hold("space", 1.0)
    assert len(seat.ask("hits")) == 2


def test_a_click_leaves_a_mention_out(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.keys("s")
    seat.click(seat.ask("place_of_row", "mentions", 2))
    seat.keys("Return")
    assert [words for _, words in seat.tagged] == ["Ada Brandt", "Brandt", "Brandt"]


def test_the_scroll_bar_shows_what_will_be_tagged(read):
    seat = read(ONE)
    tag_ada(seat)
    assert seat.ask("scroll_marks") == 0
    seat.keys("s")
    assert seat.ask("scroll_marks") == 3
    seat.keys("Escape")
    assert seat.ask("scroll_marks") == 0
    assert seat.tagged == [("actor", "Ada Brandt")]


def test_i_gives_all_mentions_one_name_and_kind_in_one_undo_step(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.click_words("Brandt", 1)
    seat.keys("a")
    assert [words for _, words in seat.tagged] == ["Ada Brandt", "Brandt"]
    seat.keys("i")
    seat.until(lambda: seat.ask("focus") == "identity_field", "the question")
    seat.type("Brandt, Ada")
    seat.keys("Return")
    assert told(seat, "name") == ["Brandt, Ada", "Brandt, Ada"]
    assert told(seat, "kind") == ["person", "person"]
    assert seat.ask("focus") == "article_view"
    seat.keys("ctrl+z")
    assert told(seat, "name") == [None, None]
    assert told(seat, "kind") == ["person", None]


def test_mr_brandt_with_two_brandts_asks_who_it_is(read):
    seat = read(TWO)
    seat.click_words("Brandt", 2)
    seat.keys("a", "s")
    seat.until(lambda: seat.ask("popup") == "namesakes_menu", "the question")
    assert [line.replace("&", "") for line in seat.ask("menu_entries")][1:] == ["1 Ada Brandt", "2 Karl Brandt"]
    seat.keys("2")
    seat.until(lambda: seat.ask("says", "mode_chip") == "SAME", "the list")
    assert len(mentions(seat)) == 1
    assert "[Karl Brandt] owns" in mentions(seat)[0]
    seat.keys("Return")
    assert [words for _, words in seat.tagged] == ["Karl Brandt", "Brandt"]
    assert told(seat, "name") == ["Karl Brandt", "Karl Brandt"]
    seat.keys("ctrl+z")
    assert [words for _, words in seat.tagged] == ["Brandt"]
    assert told(seat, "name") == [None]


def test_what_may_be_another_brandt_is_left_out_at_first(read):
    seat = read(TWO)
    seat.click_words("Ada Brandt")
    seat.keys("a", "s")
    assert ["another person" in line for line in mentions(seat)] == [True]
    assert seat.ask("hits") == []
    seat.keys("space", "Return")
    assert [words for _, words in seat.tagged] == ["Ada Brandt", "Brandt"]


def test_s_and_i_are_offered_on_actors_only(read):
    seat = read(TWO)
    seat.click_words("owns the depot")
    seat.keys("c")
    seat.click(seat.ask("place_of", seat.find("owns the")), button=3)
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu")
    entries = [line.replace("&", "") for line in seat.ask("menu_entries")]
    assert any(line.startswith("Note") for line in entries)
    assert not any(line.startswith(("Who is it", "Tag all of this name")) for line in entries)
    seat.keys("Escape", "s", "i")
    assert seat.ask("says", "mode_chip") == "READ"
    assert seat.ask("focus") == "article_view"


@pytest.mark.parametrize(("key", "action"), [("s", "annotate.same"), ("i", "annotate.identity")])
def test_without_an_actor_it_is_greyed_and_its_key_says_one_sentence(read, key, action):
    seat = read(ONE)
    tag_ada(seat)
    assert seat.ask("action", action)["enabled"]
    seat.click_words("Omar Reyes")
    assert not seat.ask("action", action)["enabled"]
    seat.keys(key)
    assert seat.ask("says", "key_hints").startswith("No annotation is current")
    assert seat.tagged == [("actor", "Ada Brandt")]
    seat.click_words("Ada Brandt")
    assert seat.ask("action", action)["enabled"]
    seat.keys("shift+q")
    assert seat.tagged == [("quote", "Ada Brandt")]
    assert not seat.ask("action", action)["enabled"]
    seat.keys("ctrl+z")
    assert seat.ask("action", action)["enabled"]


def test_no_command_acts_behind_the_list_of_s(read):
    seat = read(ONE)
    tag_ada(seat)
    before = seat.ask("annotations")
    seat.keys("s")
    for key in (*"cxv20", "shift+c", "shift+l", "Delete", "ctrl+Return", "ctrl+z", "s", "n", "j", "m", "F2"):
        seat.keys(key)
        assert (seat.ask("says", "mode_chip"), seat.ask("annotations")) == ("SAME", before), key
    assert not seat.ask("action", "corpus.done")["checked"]
    assert seat.ask("says", "key_hints") == BEHIND
    seat.keys("ctrl+plus")
    assert seat.ask("says", "mode_chip") == "SAME"
    seat.keys("Escape", "c")
    assert len(seat.tagged) == 2, "and they act again when it is left"


def test_neither_a_menu_nor_a_button_acts_while_the_list_of_s_is_open(read):
    seat = read(ONE)
    tag_ada(seat)
    before = seat.ask("annotations")
    seat.keys("s", "alt+e")
    seat.until(lambda: seat.ask("popup"), "the menu")
    seat.choose(next(one for one in (row.replace("&", "") for row in seat.ask("menu_entries")) if "Undo" in one))
    assert (seat.ask("says", "mode_chip"), seat.ask("annotations")) == ("SAME", before)
    assert seat.ask("says", "key_hints") == BEHIND
    seat.click(seat.ask("place_of_button", "button_edit.undo"))
    assert (seat.ask("says", "mode_chip"), seat.ask("annotations")) == ("SAME", before)
    seat.keys("Return")
    assert len(seat.tagged) == 4


def test_tab_does_not_leave_the_list_of_s(read):
    seat = read(ONE)
    tag_ada(seat)
    seat.keys("s")
    for key in ("Tab", "shift+Tab", "Tab"):
        seat.keys(key)
        assert (seat.ask("focus"), seat.ask("says", "mode_chip")) == ("article_view", "SAME")


@pytest.mark.parametrize("keys", [("s",), ("s", "Return")])
def test_what_is_not_about_the_article_leaves_the_list_of_s(read, keys):
    seat = read("Ada Brandt spoke. Then Brandt left.\n" * 4_000)
    tag_ada(seat)
    assert seat.press_and_end(*keys, "ctrl+q") == 0
