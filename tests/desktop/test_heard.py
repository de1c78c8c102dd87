"""The app by ear: what a program on the bus of screen readers hears and finds, while real keys are pressed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.hearing_screen import AtSpiReader, HearingScreen, missing_for_hearing
from tests.desktop.screen import Seat, missing
from tests.workflows.reviewing import put_layer, spans

TEXT = (
    "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n\n"
    "Bo Lind, of the council, said “nobody has to”. Rain fell.\n"
)
REVIEWED = "Ada Brandt said the depot will close in May. The yard stays open, Bo Lind said.\n"


@pytest.fixture(scope="module")
def screen() -> Iterator[HearingScreen]:
    lacking = [*missing(), *missing_for_hearing()]
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)}: ./check as root installs it")
    screen = HearingScreen()
    yield screen
    screen.close()


@pytest.fixture
def listening(
    screen: HearingScreen, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., tuple[Seat, AtSpiReader]]]:
    """Start the app before somebody who listens; the way of telling is a preference."""
    seats: list[Seat] = []

    def begin(article: Path, way: str = "announcement", *arguments: str) -> tuple[Seat, AtSpiReader]:
        home = tmp_path_factory.mktemp("seat")
        config = home / "config" / "analyst-app"
        config.mkdir(parents=True)
        (config / "preferences.json").write_text(json.dumps({"speech_way": way}), "utf-8")
        seat = Seat(screen, home, article, *arguments)
        seats.append(seat)
        seat.wait_open(article.name)
        screen.reader.forget()
        return seat, screen.reader

    yield begin
    for seat in seats:
        seat.__exit__(None, None, None)


def depot(folder: Path, text: str = TEXT) -> Path:
    path = folder / "depot.txt"
    path.write_text(text, "utf-8")
    return path


def test_the_article_is_found_with_text_caret_selection_and_its_annotations(listening, tmp_path):
    seat, reader = listening(depot(tmp_path))
    assert reader.ask("focus") in (["document frame", "The depot"], ["text", "The depot"], ["text", "Article"])
    seat.click_words("Brandt")
    seat.keys("a")
    seat.click_words("not leave")
    seat.keys("q")
    found = reader.ask("article")
    assert found["name"] == "The depot"
    assert found["description"] == "depot.txt, 2 annotations"
    assert {"read-only", "focused", "showing"} <= {state.replace(" ", "-") for state in found["states"]}
    assert found["text"] == TEXT.rstrip("\n") or found["text"] == TEXT
    assert [one["name"] for one in found["children"]] == [
        "Actor, Ada Brandt, paragraph 2",
        "Quote, “We will not leave,”, no speaker, direct, paragraph 2",
    ]
    assert [one["index"] for one in found["children"]] == [0, 1]
    assert all(one["place"][2] > 20 for one in found["children"])
    assert found["extents"][3] > 10
    seat.keys("ctrl+Home", "shift+Right", "shift+Right", "shift+Right")
    found = reader.ask("article")
    assert found["caret"] == 3
    assert found["selections"] == [[0, 3]]


def test_each_gesture_is_heard_in_one_sentence(listening, tmp_path):
    seat, reader = listening(depot(tmp_path))

    def after(*keys: str, hears: tuple[str, ...]) -> str:
        reader.forget()
        seat.keys(*keys)
        return str(reader.hear(*hears))

    seat.click_words("Brandt")
    assert after("a", hears=("Actor made",)) == "Actor made, 2 words, Ada Brandt."
    seat.click_words("not leave")
    after("q", hears=("Quote made", "4 words", "left"))
    after("l", hears=("Linking", "Speaker: Ada Brandt", "1 of"))
    after("Return", hears=("Speaker: “Ada Brandt”",))
    after("3", hears=("Mode: indirect",))
    after("F2", hears=("Last edge between leave,” and she",))
    after("ctrl+Left", hears=("Last edge between",))
    after("Escape", hears=("Reading",))
    after("ctrl+Home", hears=("Out of Quote",))
    after("n", hears=("Actor, Ada Brandt, paragraph 2",))
    after("n", hears=("Quote", "speaker Ada Brandt, indirect, paragraph 2"))
    after("Delete", hears=("Deleted", "Quote"))
    after("ctrl+z", hears=("Undone: Delete Quote", "We will not leave"))
    after("F8", hears=("Paragraph 2", "Quote", "speaker Ada Brandt", "Mode: indirect"))
    after("ctrl+s", hears=("aved",))
    reader.forget()
    seat.keys("ctrl+f")
    seat.type("depot")
    reader.hear("2 found")


def test_a_review_is_heard(listening, tmp_path):
    path = depot(tmp_path, REVIEWED)
    put_layer(path, "alice", spans("alice", ("actor", 0, 10), ("claim", 16, 43), ("actor", 66, 73)))
    put_layer(path, "bob", spans("bob", ("actor", 0, 3), ("claim", 20, 43)))
    seat, reader = listening(path, "announcement", "--annotator", "carol")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("dialog"), "the dialog")
    seat.keys("Return")
    reader.hear("3 differences to settle", "Actor, Ada Brandt, Ada, Edges differ")
    reader.forget()
    seat.keys("n")
    reader.hear("Claim, the depot will close in May", "Edges differ", "open")
    reader.forget()
    seat.keys("1")
    reader.hear("Take A, 2 left.", "Bo Lind")
    reader.forget()
    seat.keys("r")
    seat.until(lambda: seat.ask("popup") or True)
    seat.keys("0")
    reader.hear("Reject", "1 left")


def test_orca_43_hears_a_notification_and_no_announcement(listening, tmp_path):
    seat, reader = listening(depot(tmp_path), "notice")
    seat.click_words("Brandt")
    seat.keys("a")
    reader.hear("Actor made, 2 words, Ada Brandt.", way="notification")
    seat.keys("ctrl+z")
    reader.hear("Undone: Tag as Actor. Ada Brandt.", way="notification")
    assert len([words for words in reader.heard() if words.startswith("Undone")]) == 1


def test_tables_tell_the_tag_by_its_name_and_an_article_by_title_and_progress(listening, tmp_path):
    seat, reader = listening(depot(tmp_path))
    seat.click_words("Brandt")
    seat.keys("a")
    cells = reader.ask("names_in", "Annotations")
    assert "Actor" in cells
    assert "Actor, Ada Brandt, paragraph 2" in cells
    assert [row for row in reader.ask("names_in", "Articles") if row.startswith("The depot, ")]
    seat.click_words("not leave")
    seat.keys("q")
    seat.keys("F6")
    quote = ["table cell", "Quote, “We will not leave,”, no speaker, direct, paragraph 2"]
    seat.until(lambda: reader.ask("focus") == quote, "the row that is current is told")
    seat.keys("Up")
    actor = ["table cell", "Actor, Ada Brandt, paragraph 2"]
    seat.until(lambda: reader.ask("focus") == actor, "the row that is gone to is told")


def test_it_ends_well_while_a_reader_holds_the_article_and_its_annotations(listening, tmp_path):
    seat, reader = listening(depot(tmp_path))
    seat.click_words("Brandt")
    seat.keys("a")
    assert len(reader.ask("article")["children"]) == 1
    assert seat.press_and_end("ctrl+q") == 0


def test_what_can_have_the_keyboard_has_a_name(listening, tmp_path):
    """But for the bar of tabs, whose tabs have names: Qt lets it have none."""
    seat, reader = listening(depot(tmp_path))
    seat.click_words("Brandt")
    seat.keys("a")
    assert set(reader.ask("nameless")) <= {"page tab list"}
    for keys in ("ctrl+comma", "ctrl+shift+f", "ctrl+i", "ctrl+e", "F1", "ctrl+k", "ctrl+alt+4"):
        seat.keys(keys)
        assert set(reader.ask("nameless")) <= {"page tab list"}, keys
        seat.keys("Escape", "Escape")


def test_tab_comes_round_in_the_window_through_a_button(listening, tmp_path):
    seat, reader = listening(depot(tmp_path))
    seat.click_words("Brandt")
    seat.keys("a")
    stops = []
    for _ in range(45):
        seat.keys("Tab")
        stops.append(tuple(reader.ask("focus")))
        if stops[-1][0] == "document frame":
            break
    assert stops[-1][0] == "document frame"
    assert {"push button", "check box"} & {role for role, _ in stops}
