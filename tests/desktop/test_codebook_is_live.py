"""A codebook that is changed by hand or by a sync works at once in every open article, and nothing of the layer goes.

Tests of ``analyst_app.ui.corpus.live_codebook`` and ``analyst_app.core.codebook_changes`` at a real window.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.resources import built_in_codebook
from tests.workflows.reviewing import put_layer, spans

TEXT = "The depot will close in May. The union is angry. Ada Brandt said so.\n\nThe council met on Monday.\n"
FRAME = {
    "id": "frame",
    "name": "Frame",
    "key": "F",
    "colour": "#7c3aed",
    "edge_rule": "clause",
    "attributes": [
        {
            "id": "slant",
            "name": "Slant",
            "type": "choice",
            "values": [{"id": "loss", "name": "loss", "digit": 1}, {"id": "gain", "name": "gain", "digit": 2}],
        }
    ],
    "links": [],
}


def book(*tags: dict[str, Any], **claim: Any) -> dict[str, Any]:
    """The built-in codebook with more tags, and other values of the claim."""
    data = copy.deepcopy(built_in_codebook())
    data["tags"][0].update(claim)
    data["tags"] += tags
    return data


def sync(folder: Path, data: dict[str, Any] | str) -> None:
    """Put a codebook there as a program that syncs folders does: under another name first, then in place."""
    new = folder / ".codebook.json.sync-part"
    new.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    new.replace(folder / "codebook.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("a1.txt", "a2.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    return folder


def sit(sit_down, folder: Path, data: dict[str, Any] | None):
    if data is not None:
        sync(folder, data)
    return sit_down(folder / "a1.txt", folder, "--annotator", "carol", opens="a1.txt")


def tags(seat) -> list[str]:
    return [tag for tag, _ in seat.tagged]


@pytest.mark.smoke
def test_a_tag_that_arrives_works_at_once_and_one_that_is_retired_stays_shown(sit_down, folder):
    seat = sit(sit_down, folder, book())
    seat.click_words("depot will")
    seat.keys("c")
    assert tags(seat) == ["claim"]
    sync(folder, book(FRAME, retired=True))
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the new tag in the toolbar")
    assert not seat.ask("is_shown", "button_tag_claim")
    assert tags(seat) == ["claim"], "what was tagged with the retired tag stays"
    assert seat.ask("rows", "annotation_table")[0][:2] == ["C", "The depot will close in May"]
    seat.click_words("union is")
    seat.keys("f")
    assert tags(seat) == ["claim", "frame"]
    seat.keys("2")
    assert seat.ask("current")["attributes"] == {"slant": "gain"}
    assert seat.ask("is_shown", "value_slant_gain"), "the inspector has the new tag's fields"
    assert [row[0] for row in seat.ask("rows", "annotation_table")] == ["C", "F"]
    seat.click_words("council met")
    seat.keys("c")
    assert tags(seat) == ["claim", "frame"], "a retired tag gets no new annotation"
    seat.keys("ctrl+z", "ctrl+z", "ctrl+z")
    assert tags(seat) == [], "what was done before the change can be undone"
    seat.keys("ctrl+y", "ctrl+y")
    assert tags(seat) == ["claim", "frame"], "and done again, with the retired tag too"


def test_the_menus_and_the_filter_have_the_new_tag_and_the_new_names(sit_down, folder):
    seat = sit(sit_down, folder, book())
    seat.click_words("depot will")
    seat.keys("c")
    sync(folder, book(FRAME, name="Assertion", key="Y"))
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the new tag")
    assert seat.ask("action", "tag.frame")["enabled"]
    assert seat.ask("action", "view.only.frame")["enabled"]
    assert "Assertion" in seat.ask("says", "button_tag_claim")
    assert "Assertion" in seat.ask("says", "inspector_title")
    assert "ssertion" in seat.ask("says", "counts")
    seat.click_words("union is")
    seat.keys("c")
    assert tags(seat) == ["claim"], "the old key is no tag's any more"
    seat.keys("y")
    assert tags(seat) == ["claim", "claim"], "the new key is"


def test_every_open_article_has_it_with_its_undo_history(sit_down, folder):
    seat = sit(sit_down, folder, book())
    seat.click_words("depot will")
    seat.keys("c", "ctrl+Next")
    seat.until(lambda: seat.ask("opened") == "a2.txt", "the second article")
    sync(folder, book(FRAME, retired=True))
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the new tag")
    seat.keys("ctrl+Prior")
    seat.until(lambda: seat.ask("opened") == "a1.txt", "the first article again")
    assert seat.ask("is_shown", "button_tag_frame")
    assert not seat.ask("is_shown", "button_tag_claim")
    seat.click_words("union is")
    seat.keys("f")
    assert tags(seat) == ["claim", "frame"]
    seat.keys("ctrl+z", "ctrl+z")
    assert tags(seat) == []


@pytest.mark.parametrize("broken", ["{", json.dumps(book(FRAME, colour="red"))], ids=["no JSON", "a wrong colour"])
def test_a_broken_file_changes_nothing_but_a_bar_until_it_is_mended(sit_down, folder, broken):
    seat = sit(sit_down, folder, book(FRAME))
    seat.click_words("depot will")
    seat.keys("f")
    sync(folder, broken)
    seat.until(lambda: any("The last good one is used" in words for words in seat.ask("bars")), "the bar")
    seat.click_words("union is")
    seat.keys("f", "1")
    assert tags(seat) == ["frame", "frame"]
    sync(folder, book(FRAME, name="Assertion"))
    seat.until(lambda: "Assertion" in seat.ask("says", "button_tag_claim"), "the mended one")
    assert not any("last good one" in words for words in seat.ask("bars"))
    seat.keys("ctrl+z", "ctrl+z", "ctrl+z")
    assert tags(seat) == []


def test_a_codebook_that_comes_where_there_was_none_applies_and_one_that_goes_is_told(sit_down, folder):
    seat = sit(sit_down, folder, None)
    seat.click_words("depot will")
    seat.keys("c")
    sync(folder, book(FRAME))
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the folder's codebook")
    seat.click_words("union is")
    seat.keys("f", "1")
    assert tags(seat) == ["claim", "frame"]
    (folder / "codebook.json").unlink()
    seat.until(lambda: not seat.ask("is_shown", "button_tag_frame"), "the built-in codebook")
    assert any("codebook.json is gone" in words for words in seat.ask("bars"))
    assert tags(seat) == ["claim", "frame"]
    assert seat.ask("annotations")[1]["attributes"] == {"slant": "loss"}
    sync(folder, book(FRAME))
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the folder's codebook again")
    assert not any("is gone" in words for words in seat.ask("bars"))


def test_it_waits_while_a_link_is_being_made(sit_down, folder):
    seat = sit(sit_down, folder, book())
    seat.click_words("Brandt")
    seat.keys("a")
    seat.click_words("depot will")
    seat.keys("c", "l")
    assert seat.ask("says", "mode_chip") == "LINK"
    sync(folder, book(FRAME))
    seat.until(lambda: seat.ask("idle"), "read")
    seat.keys("Return")
    assert seat.ask("links") == [["source", "The depot will close in May", "Ada Brandt"]]
    seat.until(lambda: seat.ask("is_shown", "button_tag_frame"), "the new tag, once the link is made")


def test_in_a_review_it_works_too_and_the_difference_stays(sit_down, folder):
    article = folder / "a1.txt"
    start = TEXT.index("The union")
    for layer, size in (("alice", 18), ("bob", 12)):
        put_layer(article, layer, spans(layer, ("claim", 0, 9 + len(layer)), ("claim", start, start + size)))
    seat = sit(sit_down, folder, book())
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 2, "two differences")
    seat.keys("1", "n")
    assert seat.ask("waiting_differences") == 1
    before = seat.ask("says", "card_head")
    sync(folder, book(FRAME, name="Assertion"))
    seat.until(
        lambda: any("Assertion" in cell for row in seat.ask("rows", "difference_table") for cell in row), "the new name"
    )
    assert seat.ask("says", "card_head") == before
    assert seat.ask("waiting_differences") == 1
    seat.keys("shift+f")
    assert "frame" in tags(seat), "the new tag corrects a difference"
    seat.keys("ctrl+z", "ctrl+z")
    assert tags(seat) == []
    assert seat.ask("waiting_differences") == 2


def test_a_reason_that_is_none_is_told_when_it_is_read_and_once(sit_down, folder):
    data = book()
    seat = sit(sit_down, folder, data)
    assert seat.ask("bars") == []
    data["reasons"] = [{"id": "no claim"}, {"id": "twice"}]
    sync(folder, data)
    seat.until(lambda: any("the codebook, reason 1 needs" in words for words in seat.ask("bars")), "the bar")
    seat.keys("ctrl+Next")
    seat.wait_open("a2.txt")
    assert seat.ask("bars") == []
    data["reasons"] = "text"
    sync(folder, data)
    seat.until(lambda: any('"reasons" that are no list' in words for words in seat.ask("bars")), "the bar")
