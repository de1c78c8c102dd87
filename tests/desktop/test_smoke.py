"""The app on a real screen, the shortest way through: start, read, tag, undo, save, leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.smoke
TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n"


def article(folder: Path) -> Path:
    path = folder / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_an_actor_and_a_quote_are_tagged_linked_and_saved_by_real_keys(sit_down, tmp_path):
    path = article(tmp_path)
    seat = sit_down(path)
    seat.click_words("Brandt")
    seat.keys("a")
    seat.keys("u")
    seat.keys("q")
    assert seat.tagged == [("actor", "Ada Brandt"), ("quote", "“We will not leave,”")]
    seat.keys("ctrl+z")
    assert seat.tagged == [("actor", "Ada Brandt")]
    seat.keys("ctrl+s")
    seat.until(lambda: seat.ask("idle"), "saved")
    (sidecar,) = tmp_path.glob("*.annotations.json")
    assert [one["exact"] for one in json.loads(sidecar.read_text("utf-8"))["annotations"]] == ["Ada Brandt"]


def test_each_part_of_the_window_is_painted_on_the_screen(sit_down, tmp_path):
    article(tmp_path)
    seat = sit_down(tmp_path, opens="depot.txt")
    for name in ("article_view", "article_list", "annotation_filter", "tool_bar", "status_bar"):
        seat.until(lambda name=name: seat.ask("colours_in", name) > 10, f"{name} is painted")


def test_the_window_fits_the_screen(sit_down, tmp_path):
    left, top, width, height = sit_down(article(tmp_path)).ask("frame")
    assert left >= 0
    assert top >= 0
    assert left + width <= 1280
    assert top + height <= 720
