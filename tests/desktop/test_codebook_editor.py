"""The editor of the codebook says what saving changes, asks before it closes, and overwrites nobody's change.

Tests of ``analyst_app.ui.codebook.codebook_page``, ``analyst_app.ui.corpus.codebook_saving`` and
``analyst_app.ui.corpus.merged_tags`` at a real window.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.test_codebook_is_live import FRAME, TEXT, book, sync, tags


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a1.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def seat(sit_down, folder: Path):
    sync(folder, book())
    return sit_down(folder / "a1.txt", folder, "--annotator", "carol", opens="a1.txt")


def open_editor(seat) -> None:
    seat.keys("alt+c")
    seat.until(lambda: seat.ask("popup"), "the menu Corpus")
    entry = next(words for words in seat.ask("menu_entries") if words.replace("&", "").startswith("Codebook"))
    seat.keys(entry[entry.index("&") + 1].lower())
    seat.until(lambda: seat.ask("is_shown", "codebook_panel"), "the editor")


def push(seat, name: str) -> None:
    seat.click(seat.ask("place_of_widget", name))


def put(seat, field: str, words: str) -> None:
    push(seat, field)
    seat.keys("ctrl+a")
    seat.type(words)


def question(seat) -> str:
    return str(seat.until(lambda: seat.ask("is_shown", "question") and seat.ask("says", "question"), "the question"))


def saved(folder: Path) -> dict[str, dict[str, Any]]:
    return {tag["id"]: tag for tag in json.loads((folder / "codebook.json").read_text("utf-8"))["tags"]}


@pytest.mark.smoke
def test_closing_with_changes_asks_and_each_answer_does_what_it_says(seat, folder):
    before = (folder / "codebook.json").read_bytes()
    open_editor(seat)
    seat.keys("Escape")
    assert not seat.ask("is_shown", "codebook_panel"), "nothing is changed, so nothing is asked"
    open_editor(seat)
    push(seat, "codebook_retire")
    seat.keys("Escape")
    assert "Claim retired" in question(seat)
    seat.keys("Escape")
    assert seat.ask("is_shown", "codebook_panel"), "cancelled"
    assert not seat.ask("is_shown", "question")
    seat.keys("Escape")
    question(seat)
    seat.click(seat.ask("place_of_button", "Discard"))
    seat.until(lambda: not seat.ask("is_shown", "codebook_panel"), "closed")
    assert (folder / "codebook.json").read_bytes() == before
    open_editor(seat)
    push(seat, "codebook_retire")
    seat.keys("Escape")
    question(seat)
    seat.keys("Return")
    seat.until(lambda: not seat.ask("is_shown", "codebook_panel"), "saved and closed")
    assert saved(folder)["claim"]["retired"] is True
    seat.until(lambda: not seat.ask("is_shown", "button_tag_claim"), "it works at once")


def test_closing_the_window_with_changes_asks_too(seat, folder):
    open_editor(seat)
    push(seat, "codebook_retire")
    push(seat, "counts")
    seat.keys("ctrl+q")
    assert "Claim retired" in question(seat)
    seat.keys("Escape")
    assert seat.ask("is_shown", "codebook_panel")
    assert saved(folder)["claim"].get("retired") is None


def test_the_question_before_saving_says_what_changes_and_what_becomes_of_annotations(seat, folder):
    seat.click_words("depot will")
    seat.keys("c", "1")
    seat.until(lambda: seat.ask("idle"), "saved")
    open_editor(seat)
    push(seat, "codebook_retire")
    push(seat, "codebook_add")
    seat.until(lambda: seat.ask("dialog") == "Add a tag", "the name")
    seat.type("Framing")
    seat.keys("Return")
    seat.until(lambda: seat.ask("says", "codebook_name") == "Framing", "the new tag")
    put(seat, "codebook_key", "f")
    seat.click(seat.ask("place_of_row", "codebook_tags", 2))
    assert seat.ask("says", "codebook_name") == "Actor", "one may go on to another tag before saving"
    put(seat, "codebook_name", "Person")
    push(seat, "codebook_save")
    words = question(seat)
    assert "New: Framing." in words
    assert "Claim is retired: 1 annotation in 1 article, by carol, stays as it is" in words
    assert "Person (name): no annotation has this tag." in words
    seat.keys("Return")
    seat.until(lambda: "Saved as version 2" in seat.ask("says", "codebook_said"), "saved")
    assert saved(folder)["framing"]["key"] == "F"
    assert saved(folder)["actor"]["name"] == "Person"
    seat.keys("Escape")
    seat.until(lambda: seat.ask("is_shown", "button_tag_framing"), "it works at once")
    seat.click_words("union is")
    seat.keys("f")
    assert tags(seat) == ["claim", "framing"]


def test_two_who_change_different_things_are_brought_together(seat, folder):
    open_editor(seat)
    push(seat, "codebook_retire")
    sync(folder, book(FRAME, definition="As Bob says it."))
    push(seat, "codebook_save")
    words = question(seat)
    assert "Someone else has saved it meanwhile" in words
    assert "Frame added; Claim changed" in words
    assert "Claim is retired" in words
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    now = saved(folder)
    assert now["claim"]["retired"] is True
    assert now["claim"]["definition"] == "As Bob says it."
    assert now["frame"]["key"] == "F"


@pytest.mark.parametrize("answer", ["Keep mine there", "Take theirs there", "Cancel"])
def test_two_who_change_the_same_thing_are_asked(seat, folder, answer):
    open_editor(seat)
    put(seat, "codebook_name", "Assertion")
    sync(folder, book(FRAME, name="Thesis"))
    push(seat, "codebook_save")
    assert "both of you changed Assertion in different ways" in question(seat)
    seat.click(seat.ask("place_of_button", answer))
    if answer == "Cancel":
        assert saved(folder)["claim"]["name"] == "Thesis"
        assert seat.ask("says", "codebook_name") == "Assertion", "nothing of hers is lost either"
        return
    assert "Frame added" in question(seat)
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    assert saved(folder)["claim"]["name"] == ("Assertion" if answer.startswith("Keep") else "Thesis")
    assert "frame" in saved(folder)


def test_two_changes_that_do_not_fit_are_shown_to_be_mended(seat, folder):
    open_editor(seat)
    put(seat, "codebook_key", "f")
    sync(folder, book(FRAME))
    bobs = (folder / "codebook.json").read_bytes()
    push(seat, "codebook_save")
    seat.until(lambda: "stands twice" in seat.ask("says", "codebook_said"), "the reason")
    assert (folder / "codebook.json").read_bytes() == bobs
    put(seat, "codebook_key", "y")
    push(seat, "codebook_save")
    question(seat)
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    assert (saved(folder)["claim"]["key"], saved(folder)["frame"]["key"]) == ("Y", "F")


def test_an_editor_without_changes_follows_the_file(seat, folder):
    open_editor(seat)
    sync(folder, book(FRAME))
    seat.until(lambda: len(seat.ask("rows", "codebook_tags")) == 6, "the new tag is listed")
    push(seat, "codebook_retire")
    assert "Not saved" in seat.ask("says", "codebook_said")


def test_the_reasons_of_a_tag_and_of_the_codebook_are_written(seat, folder):
    open_editor(seat)
    seat.ask("show_widget", "codebook_reasons_of_tag")
    push(seat, "codebook_reasons_of_tag")
    seat.type("a question")
    seat.keys("Return")
    seat.type("no attribution")
    push(seat, "codebook_save")
    question(seat)
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    assert saved(folder)["claim"]["reasons"] == [
        {"id": "a_question", "name": "a question"},
        {"id": "no_attribution", "name": "no attribution"},
    ]


def test_a_key_that_decides_in_a_review_is_refused_for_a_new_tag(seat, folder):
    before = (folder / "codebook.json").read_bytes()
    open_editor(seat)
    push(seat, "codebook_add")
    seat.until(lambda: seat.ask("dialog") == "Add a tag", "the name")
    seat.type("Framing")
    seat.keys("Return")
    seat.until(lambda: seat.ask("says", "codebook_name") == "Framing", "the new tag")
    for key in ("b", "r"):
        put(seat, "codebook_key", key)
        said = f"The key {key.upper()} decides in a review. Choose another letter, or none."
        assert seat.ask("says", "codebook_key_said") == said
    assert (folder / "codebook.json").read_bytes() == before
    put(seat, "codebook_key", "f")
    push(seat, "codebook_save")
    question(seat)
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    assert saved(folder)["framing"]["key"] == "F"


def test_an_old_tag_that_has_such_a_key_keeps_it_when_something_else_of_it_changes(sit_down, folder):
    sync(folder, book(FRAME | {"key": "B"}))
    seat = sit_down(folder / "a1.txt", folder, "--annotator", "carol", opens="a1.txt")
    open_editor(seat)
    row = next(n for n, (words,) in enumerate(seat.ask("rows", "codebook_tags")) if "Frame" in words)
    seat.click(seat.ask("place_of_row", "codebook_tags", row))
    put(seat, "codebook_name", "Angle")
    push(seat, "codebook_save")
    question(seat)
    seat.keys("Return")
    seat.until(lambda: "Saved" in seat.ask("says", "codebook_said"), "saved")
    assert (saved(folder)["frame"]["name"], saved(folder)["frame"]["key"]) == ("Angle", "B")


def test_a_tag_that_is_dragged_stays_the_chosen_one(seat, folder):
    sync(folder, book(*({"id": f"t{n}", "name": f"Tag {n}", "colour": "#1d4ed8"} for n in range(6))))
    open_editor(seat)
    seat.until(lambda: len(seat.ask("rows", "codebook_tags")) > 8, "the tags")
    names = [row[0] for row in seat.ask("rows", "codebook_tags")]
    seat.click(seat.ask("place_of_row", "codebook_tags", 6))
    seat.drag(seat.ask("place_of_row", "codebook_tags", 6), seat.ask("place_of_row", "codebook_tags", 2))
    names.insert(2, names.pop(6))
    seat.until(lambda: [row[0] for row in seat.ask("rows", "codebook_tags")] == names, "the other order")
    assert seat.ask("chosen_row", "codebook_tags") == 2
    assert seat.ask("typed", "codebook_name") == names[2].strip()
