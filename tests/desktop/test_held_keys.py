"""A held key decides once; looking, moving, undo and redo repeat. The X server repeats the keys as on any desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.reviewing import put_layer, spans

TEXT = "".join(f"Paragraph {number} says that the depot closes in spring.\n" for number in range(30))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return path


def paragraph(number: int) -> int:
    return TEXT.index(f"Paragraph {number} ")


def claims(layer: str, size: int):
    return spans(layer, *(("claim", paragraph(number), paragraph(number) + size) for number in range(20)))


def begin_review(sit_down, article: Path):
    put_layer(article, "alice", claims("alice", 20))
    put_layer(article, "bob", claims("bob", 24))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 20, "twenty differences")
    return seat


@pytest.mark.parametrize("key", ["1", "2", "b"])
def test_a_held_decision_key_decides_one_difference(sit_down, article, key):
    seat = begin_review(sit_down, article)
    seat.hold(key, 1.5)
    assert seat.ask("waiting_differences") == 19
    seat.keys(key)
    assert seat.ask("waiting_differences") == 18


def test_a_held_bulk_key_shows_what_is_alike_and_held_once_more_settles_it_in_one_step(sit_down, article):
    """The X server sends each repeat as a release and a press of one time stamp; none of them is a second press."""
    seat = begin_review(sit_down, article)
    seat.hold("ctrl+1", 1.5)
    assert (seat.ask("says", "key_hints")[:8], seat.ask("waiting_differences")) == ("20 alike", 20)
    seat.hold("ctrl+1", 1.5)
    assert seat.ask("waiting_differences") == 0
    assert "(20 alike)" in seat.ask("action", "edit.undo")["text"]
    seat.keys("ctrl+z")
    assert seat.ask("waiting_differences") == 20


def test_r_held_and_a_reason_held_decide_one_difference(sit_down, article):
    seat = begin_review(sit_down, article)
    seat.hold("r", 1.5)
    assert (seat.ask("popup"), seat.ask("waiting_differences")) == ("pick_list", 20)
    seat.hold("1", 1.5)
    assert (seat.ask("popup"), seat.ask("waiting_differences")) == ("", 19)


def test_a_held_delete_deletes_one_annotation(sit_down, article):
    put_layer(article, "carol", claims("carol", 20))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("n")
    seat.hold("Delete", 1.5)
    assert len(seat.ask("annotations")) == 19


def test_a_held_tag_key_tags_once_and_a_held_undo_takes_back_all(sit_down, article):
    seat = sit_down(article, "--annotator", "carol")
    for _ in range(4):
        seat.keys("j")
        seat.hold("c", 0.8)
    assert len(seat.ask("annotations")) == 4
    seat.hold("ctrl+z", 1.0)
    assert seat.ask("annotations") == []


def test_a_held_next_goes_on(sit_down, article):
    put_layer(article, "carol", claims("carol", 20))
    seat = sit_down(article, "--annotator", "carol")
    seat.hold("n", 1.0)
    assert seat.ask("current")["start"] > paragraph(3)


def test_a_held_l_filters_no_names(sit_down, article):
    put_layer(article, "carol", claims("carol", 20))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("n")
    seat.hold("l", 1.0)
    assert seat.ask("says", "mode_chip") == "LINK"
    assert "llll" not in seat.ask("says", "link_list")


def test_held_ctrl_enter_says_once_that_the_article_is_done(sit_down, article):
    put_layer(article, "carol", claims("carol", 20))
    seat = sit_down(article, "--annotator", "carol")
    seat.screen.run("xdotool", "keydown", "ctrl")
    seat.hold("Return", 1.5)
    seat.screen.run("xdotool", "keyup", "ctrl")
    assert seat.ask("action", "corpus.done")["checked"]
    seat.keys("ctrl+z")
    assert not seat.ask("action", "edit.undo")["enabled"]


@pytest.mark.parametrize(("key", "field"), [("m", "note_field"), ("i", "identity_field")])
def test_a_key_that_leads_into_a_field_and_is_held_there_writes_nothing(sit_down, tmp_path, key, field):
    path = tmp_path / "who.txt"
    path.write_text("Mia Imm runs the mill.\n", "utf-8")
    seat = sit_down(path, "--annotator", "carol")
    seat.click_words("Imm")
    seat.keys("a")
    seat.hold(key, 1.2)
    assert (seat.ask("focus"), seat.ask("typed", field)) == (field, "")
    seat.type("mmi")
    assert seat.ask("typed", field) == "mmi"
