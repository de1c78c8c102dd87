"""What comes into the open layer from another machine leaves current what the caret stands in, or nothing.

Tests of ui.files.disk_news and ui.files.autosave at a real window.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.reviewing import delete, put_layer, sidecar, spans

TEXT = "Ada Brandt said the depot will close by May.\n\n" + "The depot of Lena Ortiz closes in spring.\n\n" * 40
ADA, CLAIM = ("actor", 0, 10), ("claim", TEXT.index("the depot"), TEXT.index(" by May"))
FAR = ("actor", TEXT.rindex("Lena Ortiz"), TEXT.rindex("Lena Ortiz") + 10)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "carol", spans("carol", ADA, CLAIM))
    return path


@pytest.fixture
def seat(sit_down, article: Path):
    """Sit before a claim that is current and saved, as carol."""
    seat = sit_down(article, "--annotator", "carol")
    seat.click_words("depot will")
    assert current(seat) == "the depot will close"
    return seat


def current(seat) -> str:
    one = seat.ask("current")
    return one["words"] if one else ""


def test_a_save_of_the_same_layer_elsewhere_leaves_current_what_the_caret_stands_in(seat, article):
    caret = seat.ask("caret")
    put_layer(article, "carol", spans("other", FAR))
    seat.until(lambda: len(seat.tagged) == 3, "merged")
    assert (current(seat), seat.ask("caret")) == ("the depot will close", caret)
    delete(article, "carol", "carol-1")
    seat.until(lambda: len(seat.tagged) == 2, "merged again")
    assert (current(seat), seat.ask("caret")) == ("", caret)
    seat.keys("Delete", "F2", "1")
    assert seat.tagged == [("actor", "Ada Brandt"), ("actor", "Lena Ortiz")]
    assert [one["attributes"].get("kind") for one in seat.ask("annotations")] == [None, None]


def test_a_save_elsewhere_while_something_is_unsaved_here_merges_and_leaves_the_same_current(seat, article):
    put_layer(article, "carol", spans("other", FAR))
    seat.click_words("Brandt")
    seat.keys("1")
    seat.until(lambda: len(seat.tagged) == 3 and seat.ask("idle"), "merged and saved")
    assert current(seat) == "Ada Brandt"
    assert seat.ask("annotations")[0]["attributes"] == {"kind": "person"}


def test_a_conflict_copy_that_is_merged_makes_nothing_current_that_is_elsewhere(seat, article):
    before = sidecar(article, "carol").read_bytes()
    put_layer(article, "carol", spans("other", FAR))
    theirs = sidecar(article, "carol").read_bytes()
    sidecar(article, "carol").write_bytes(before)
    seat.until(lambda: seat.ask("idle"), "settled")
    copy = article.with_name("depot.txt.carol.annotations (conflicted copy).json")
    copy.write_bytes(theirs)
    seat.until(lambda: any("conflict copy" in words for words in seat.ask("bars")), "the bar")
    count, caret = len(seat.tagged), seat.ask("caret")
    seat.click(seat.ask("place_of_button", "Merge"))
    seat.until(lambda: len(seat.tagged) > count, "merged")
    one = seat.ask("current")
    assert one is None or one["start"] <= seat.ask("caret") <= one["end"]
    assert one is None or seat.ask("is_on_screen", one["start"])
    assert (current(seat), seat.ask("caret")) == ("the depot will close", caret)
