"""What is current is what the caret stands in or the table chose and showed: by real keys and clicks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.workflows.reviewing import put_layer, spans

OPENING = "Vladimir Putin met Olaf Scholz. The union said “Olga Markov will stay” on Monday.\n\n"
TEXT = OPENING + "".join(f"Paragraph {number} says that the depot of Lena Ortiz closes.\n\n" for number in range(60))
QUOTE = "“Olga Markov will stay”"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path)


def write(folder: Path) -> Path:
    """The article, with the layer of carol."""
    path = folder / "depot.txt"
    path.write_text(TEXT, "utf-8")
    wanted = [("actor", "Vladimir Putin"), ("quote", QUOTE), ("actor", "Olga Markov")]
    places = [(tag, TEXT.index(words), TEXT.index(words) + len(words)) for tag, words in wanted]
    put_layer(path, "carol", spans("carol", *places))
    return path


@pytest.fixture(scope="module")
def only_seat(sit_down_once, tmp_path_factory: pytest.TempPathFactory):
    return sit_down_once(write(tmp_path_factory.mktemp("depot")), "--annotator", "carol")


@pytest.fixture
def seat(only_seat):
    only_seat.clear()
    assert len(only_seat.tagged) == 3
    return only_seat


def current(seat) -> str:
    one = seat.ask("current")
    return one["words"] if one else ""


def find(seat, words: str, *then: str) -> None:
    seat.keys("ctrl+f")
    seat.type(words)
    seat.keys("Return", "Escape", *then)


@pytest.mark.smoke
def test_delete_after_find_and_esc_deletes_nothing_that_is_off_the_screen(seat):
    seat.keys("n")
    assert current(seat) == "Vladimir Putin"
    find(seat, "Paragraph 55", "Escape")
    assert current(seat) == ""
    seat.keys("Delete")
    assert len(seat.tagged) == 3
    assert "No annotation is current" in seat.ask("says", "key_hints")


def test_f2_does_not_cut_a_name_while_the_caret_stands_elsewhere(seat):
    seat.keys("n")
    seat.keys("j", "j", "Escape")  # a place further on, then only a caret
    assert current(seat) == ""
    seat.keys("F2", "Left", "Left", "Return")
    assert ("actor", "Vladimir Putin") in seat.tagged
    assert "No annotation is current" in seat.ask("says", "key_hints")


@pytest.mark.parametrize("way", [("j", "j"), ("ctrl+Right", "ctrl+Right", "ctrl+Right"), ("ctrl+End",)])
def test_leaving_by_keys_makes_none_current(seat, way):
    seat.click_words("Putin")
    assert current(seat) == "Vladimir Putin"
    seat.keys(*way)
    assert current(seat) == ""


def test_a_click_chooses_the_innermost_also_where_the_caret_stands_already(seat):
    seat.click_words("Olga")
    assert current(seat) == "Olga Markov"
    seat.keys("Escape")
    assert current(seat) == ""
    seat.click_words("Olga")
    assert current(seat) == "Olga Markov"
    seat.click_words("stay")
    assert current(seat) == QUOTE


@pytest.mark.parametrize("key", ["F2", "1", "m"])
def test_edges_values_and_notes_take_what_the_caret_stands_in_after_esc(seat, key):
    seat.click_words("Olga")
    seat.keys("Escape")
    assert current(seat) == ""
    seat.keys(key)
    assert current(seat) == "Olga Markov"
    if key == "m":
        assert seat.ask("focus") == "note_field"
    elif key == "1":
        assert [one["words"] for one in seat.ask("annotations") if one["attributes"].get("kind")] == ["Olga Markov"]
    else:
        assert seat.ask("says", "mode_chip") == "EDGE"


def test_what_is_chosen_in_the_table_is_shown_and_the_caret_stands_in_it(seat):
    find(seat, "Paragraph 55", "Escape")
    seat.click(seat.ask("place_of_row", "annotation_table", 0))
    assert current(seat) == "Vladimir Putin"
    assert seat.ask("is_on_screen", TEXT.index("Vladimir"))
    assert TEXT.index("Vladimir") <= seat.ask("caret") <= TEXT.index(" met")


@pytest.mark.parametrize("key", ["Delete", "shift+c", "3"])
def test_nothing_changes_off_the_screen_and_the_next_press_changes_what_is_shown(seat, key):
    seat.keys("n")
    before = seat.ask("annotations")
    for _ in range(30):
        seat.click(seat.ask("place_of_widget", "article_view"), button=5)
    assert not seat.ask("is_on_screen", TEXT.index("Vladimir"))
    seat.keys(key)
    assert seat.ask("annotations") == before
    assert seat.ask("is_on_screen", TEXT.index("Vladimir"))
    assert "not on the screen" in seat.ask("says", "key_hints")
    seat.keys(key)
    assert seat.ask("annotations") != before


def test_no_tag_is_made_where_nobody_looks(seat):
    seat.click_words("Scholz")
    for _ in range(30):
        seat.click(seat.ask("place_of_widget", "article_view"), button=5)
    seat.keys("a")
    assert len(seat.tagged) == 3
    assert seat.ask("is_on_screen", TEXT.index("Scholz"))
    seat.keys("a")
    assert ("actor", "Olaf Scholz") in seat.tagged


def test_undo_shows_what_it_restored_and_after_a_deletion_none_is_current(seat):
    seat.click_words("Olga")
    seat.keys("Delete")
    assert current(seat) == ""
    find(seat, "Paragraph 55", "Escape", "ctrl+z")
    assert current(seat) == "Olga Markov"
    assert seat.ask("is_on_screen", TEXT.index("Olga"))


def test_with_a_selection_delete_takes_only_what_has_just_these_words(seat):
    seat.drag_words("Olga")
    seat.keys("Delete")
    assert len(seat.tagged) == 3
    seat.drag_words(QUOTE)
    seat.keys("Delete")
    assert [tag for tag, _ in seat.tagged] == ["actor", "actor"]


def test_the_article_that_comes_next_begins_with_none(sit_down, article):
    other = article.parent / "port.txt"
    other.write_text("Ada Brandt said no.\n", "utf-8")
    put_layer(other, "carol", spans("carol", ("actor", 0, 10)))
    seat = sit_down(article.parent, "--annotator", "carol", opens="depot.txt")
    seat.keys("n")
    assert current(seat) == "Vladimir Putin"
    seat.keys("ctrl+Next")
    seat.wait_open("port.txt")
    assert current(seat) == ""
    seat.keys("Delete")
    assert len(seat.tagged) == 1


KEYS = (
    *("n", "p", "j", "k", "o", "period", "comma", "u", "e", "shift+e", "Left", "Right", "Up", "Down", "Prior", "Next"),
    *("c", "q", "a", "x", "shift+q", "shift+a", "1", "2", "Delete", "F2", "bracketleft", "Return", "Escape", "Escape"),
    *(
        "l",
        "s",
        "i",
        "m",
        "Escape",
        "ctrl+z",
        "ctrl+y",
        "ctrl+f",
        "Escape",
        "F6",
        "shift+Down",
        "ctrl+End",
        "ctrl+Home",
    ),
)
AT_ONCE = ("Delete", "1", "2", "shift+q", "shift+a")
"""Keys that change what is current, in the very press."""


def is_seen(seat, one) -> bool:
    return any(seat.ask("is_on_screen", place) for place in range(one["start"], one["end"] + 1, 4))


def test_after_any_key_the_caret_stands_in_what_is_current_and_nothing_unseen_has_changed(sit_down, article):
    seat = sit_down(article, "--annotator", "carol")
    chance, done = random.Random(7), []
    for _ in range(150):
        if chance.random() < 0.1:
            seat.click(seat.ask("place_of_widget", "article_view"), button=chance.choice((1, 4, 5)))
        before = seat.ask("annotations")
        key = chance.choice(KEYS)
        unseen = [one for one in before if not is_seen(seat, one)] if key in AT_ONCE else []
        seat.keys(key)
        done.append(key)
        one, caret, after = seat.ask("current"), seat.ask("caret"), seat.ask("annotations")
        assert one is None or one["start"] <= caret <= one["end"], done[-6:]
        assert all(one in after for one in unseen), done[-6:]


def test_the_menu_key_is_for_what_o_chose_among_several_at_the_caret(seat):
    seat.click_words("Olga")
    seat.keys("o")
    assert current(seat) == QUOTE
    seat.keys("Menu")
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu")
    assert current(seat) == QUOTE
    seat.keys("d")  # Delete annotation
    assert seat.tagged == [("actor", "Vladimir Putin"), ("actor", "Olga Markov")]


def test_the_menu_key_takes_the_one_that_the_caret_stands_in_after_esc(seat):
    seat.click_words("Olga")
    seat.keys("Escape")
    assert current(seat) == ""
    seat.keys("Menu")
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu")
    assert current(seat) == "Olga Markov"


def test_shift_f10_opens_the_menu_where_a_keyboard_has_no_menu_key(seat):
    seat.click_words("Olga")
    seat.keys("o", "shift+F10")
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu")
    assert current(seat) == QUOTE
    seat.keys("Escape", "F6")
    while seat.ask("focus") != "annotation_table":
        seat.keys("F6")
    seat.keys("shift+F10")
    seat.until(lambda: seat.ask("popup") == "context_menu", "the menu of the row")
    assert current(seat) == QUOTE


def test_the_keyboard_in_the_table_chooses_nothing_by_itself(seat):
    seat.keys("ctrl+Home", "Escape")
    caret, before = seat.ask("caret"), seat.ask("annotations")
    while seat.ask("focus") != "annotation_table":
        seat.keys("F6")
    assert (seat.ask("current"), seat.ask("caret")) == (None, caret)
    seat.keys("Delete")
    while seat.ask("focus") != "article_view":
        seat.keys("F6")
    seat.keys("Delete")
    assert seat.ask("annotations") == before
    while seat.ask("focus") != "annotation_table":
        seat.keys("F6")
    seat.keys("Down")
    assert seat.ask("current") is not None
