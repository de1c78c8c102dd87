"""Who spoke, by real keys and clicks: L shows the speaker there is, another replaces it, the ? can be clicked."""

from __future__ import annotations

import pytest

from tests.ui.annotate.marked_speakers import FOLDER, NOBODY, unmarked

TEXT = (
    "The depot\n\n"
    "Photo: Rita Moll, Northbank Press\n\n"
    "Ada Brandt runs the union. Omar Reyes drives a bus. Both met Karl Stein in Kova with Lena Ortiz.\n\n"
    "“We will not leave the depot,” Omar Reyes said on Monday.\n\n"
    "“It rains in here,” Brandt added.\n"
)
QUOTE = "“We will not leave the depot,”"
ADDED = "“It rains in here,”"
CREDIT = "Photo: Rita Moll, Northbank Press"


@pytest.fixture(scope="module")
def only_seat(sit_down_once, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("depot") / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return sit_down_once(path)


@pytest.fixture
def seat(only_seat):
    only_seat.clear()
    assert only_seat.tagged == []
    return only_seat


def speakers(seat) -> list[list[str]]:
    return [link[1:] for link in seat.ask("links") if link[0] == "speaker"]


def listed(seat) -> list[str]:
    return [row[0] for row in seat.ask("rows", "link_candidates")]


def link_first(seat) -> None:
    seat.keys("u", "q", "l", "Return")
    assert speakers(seat) == [[QUOTE, "Omar Reyes"]]


@pytest.mark.smoke
def test_l_on_a_linked_quote_shows_its_speaker_chosen_and_enter_keeps_it(seat):
    link_first(seat)
    before = seat.ask("links"), seat.tagged
    seat.keys("l")
    assert listed(seat)[0].startswith("1  Omar Reyes")
    assert seat.ask("chosen_row", "link_candidates") == 0
    assert seat.ask("framed") == "Omar Reyes"
    seat.keys("Return")
    assert seat.ask("says", "mode_chip") == "READ"
    assert (seat.ask("links"), seat.tagged) == before


def test_another_replaces_it_in_three_keys_and_one_undo_step(seat):
    link_first(seat)
    seat.keys("l", "b", "Return")
    assert speakers(seat) == [[QUOTE, "Ada Brandt"]]
    seat.keys("ctrl+z")
    assert speakers(seat) == [[QUOTE, "Omar Reyes"]]


def test_a_name_that_only_the_wrong_proposal_tagged_goes_with_it(seat):
    link_first(seat)
    seat.keys("l", "b", "Return")
    assert ("actor", "Omar Reyes") not in seat.tagged
    seat.keys("ctrl+z")
    assert ("actor", "Omar Reyes") in seat.tagged


def test_a_name_that_she_tagged_herself_stays_when_another_replaces_it(seat):
    seat.click_words("Omar Reyes", 1)
    seat.keys("a", "ctrl+Home")
    link_first(seat)
    seat.keys("l", "b", "Return")
    assert ("actor", "Omar Reyes") in seat.tagged


def test_shift_enter_adds(seat):
    link_first(seat)
    seat.keys("l", "b", "shift+Return", "Escape")
    assert speakers(seat) == [[QUOTE, "Ada Brandt"], [QUOTE, "Omar Reyes"]]


def test_shift_enter_on_the_one_it_has_keeps_it_and_enter_then_adds(seat):
    link_first(seat)
    seat.keys("l", "shift+Return")
    assert not any("Omar Reyes" in line for line in listed(seat))
    seat.keys("Return")
    assert len(speakers(seat)) == 2


def test_names_in_a_skip_zone_are_never_proposed(seat):
    seat.click_words("Moll")
    seat.keys("x")
    assert ("skip", CREDIT) in seat.tagged
    seat.keys("ctrl+Home", "u", "q", "l")
    assert not any("Moll" in line or "Northbank" in line for line in listed(seat))
    seat.keys("m", "o")
    assert not any("Moll" in line for line in listed(seat))


def test_names_after_in_of_with_and_by_are_not_proposed(seat):
    seat.keys("u", "q", "l")
    lines = listed(seat)
    assert any("Ada Brandt" in line for line in lines)
    assert not any("Ortiz" in line or "Kova" in line for line in lines)


def test_a_person_after_with_is_found_by_typing(seat):
    seat.keys("u", "q", "l", "o", "r", "t", "Return")
    assert speakers(seat) == [[QUOTE, "Lena Ortiz"]]


def test_each_row_names_just_the_words_that_are_framed(seat):
    link_first(seat)
    seat.keys("u", "q", "l")
    for _ in listed(seat):
        row = listed(seat)[seat.ask("chosen_row", "link_candidates")]
        assert row[3:].startswith(seat.ask("framed"))
        seat.keys("Down")
    first = listed(seat)[0]
    assert first.startswith("1  Brandt (Ada Brandt)")
    seat.keys("Return")
    assert [ADDED, "Brandt"] in speakers(seat)


@pytest.mark.smoke
def test_a_click_on_the_question_mark_asks_who_spoke(seat):
    seat.keys("u", "q", "Escape", "Escape", "ctrl+Home")
    place = seat.ask("place_of_speaker", seat.find(QUOTE))
    seat.screen.run("xdotool", "mousemove", *map(str, place))
    seat.until(lambda: seat.ask("mouse_shape") == "PointingHandCursor", "a hand over the ?")
    seat.click(place)
    assert seat.ask("says", "mode_chip") == "LINK"
    assert seat.ask("current")["words"] == QUOTE
    seat.keys("Return")
    assert speakers(seat) == [[QUOTE, "Omar Reyes"]]


def test_a_click_on_the_speaker_beside_a_quote_shows_it_chosen(seat):
    link_first(seat)
    seat.keys("Escape", "ctrl+Home")
    seat.click(seat.ask("place_of_speaker", seat.find(QUOTE)))
    assert listed(seat)[0].startswith("1  Omar Reyes")
    seat.keys("l", "Escape")
    assert speakers(seat) == [[QUOTE, "Omar Reyes"]]


def test_neither_a_menu_nor_a_button_nor_tab_acts_while_the_list_of_l_is_open(seat):
    seat.keys("u", "q", "l")
    before = seat.ask("annotations")
    seat.click(seat.ask("place_of_button", "button_edit.undo"))
    assert (seat.ask("says", "mode_chip"), seat.ask("annotations")) == ("LINK", before)
    for key in ("Tab", "shift+Tab"):
        seat.keys(key)
        assert (seat.ask("focus"), seat.ask("says", "mode_chip")) == ("article_view", "LINK")
    seat.keys("alt+e")
    seat.until(lambda: seat.ask("popup"), "the menu")
    seat.choose("Delete annotation")
    assert (seat.ask("says", "mode_chip"), seat.ask("annotations")) == ("LINK", before)
    seat.keys("Return")
    assert speakers(seat) == [[QUOTE, "Omar Reyes"]]


def test_beside_the_word_the_pointer_is_the_text_s(seat):
    seat.keys("u", "q", "Escape")
    x, y = seat.ask("place_of_speaker", seat.find(QUOTE))
    seat.screen.run("xdotool", "mousemove", str(x), str(y + 80))
    seat.settle()
    assert seat.ask("mouse_shape") == "IBeamCursor"


def test_a_quote_with_its_speaker_is_four_keys_and_a_wrong_one_three(sit_down, tmp_path):
    """Over an article that no rule was tuned on (tests/data/speakers)."""
    text, quotes = unmarked((FOLDER / "club.en.txt").read_text("utf-8"))
    path = tmp_path / "club.txt"
    path.write_text(text, "utf-8")
    seat = sit_down(path)
    named = [quote for quote in quotes if quote.key not in NOBODY]
    for quote in named:
        words = quote.span.of(text)
        seat.keys("u", "q", "l", "Return")
        if quote.key not in dict(speakers(seat)).get(words, ""):
            seat.keys("l")
            row = next(n for n, line in enumerate(listed(seat), 1) if quote.key in line)
            seat.keys(str(row), "Return")
            assert quote.key in dict(speakers(seat))[words]
    first = dict(speakers(seat))[words]
    seat.keys("l", "2", "Return")  # as if the last were wrong
    assert dict(speakers(seat))[words] != first
