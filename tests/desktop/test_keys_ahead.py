"""Keys at typing speed and faster, on the way from one article to the next: none is lost, none goes elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "Title\n\n" + "\n".join(f"Paragraph {number} says that the depot closes in spring." for number in range(300))
ARTICLES = [f"{number}.txt" for number in range(7)]


def tagged(folder: Path, name: str) -> list[str]:
    sidecar = folder / f"{name}.carol.annotations.json"
    return [one["exact"] for one in json.loads(sidecar.read_text("utf-8"))["annotations"]] if sidecar.exists() else []


def press(seat, *keys: str, pause: int) -> None:
    seat.screen.run("xdotool", "key", "--delay", str(pause), *keys)


@pytest.mark.parametrize("pause", [3, 60])
def test_each_article_gets_the_tag_that_was_meant_for_it(sit_down, tmp_path, pause):
    for name in ARTICLES:
        (tmp_path / name).write_text(TEXT, "utf-8")
    seat = sit_down(tmp_path, "--annotator", "carol", opens=ARTICLES[0])
    seat.until(lambda: seat.ask("idle"))
    press(seat, *("ctrl+Next", "j", "j", "c") * (len(ARTICLES) - 1), pause=pause)
    seat.wait_open(ARTICLES[-1])
    seat.until(lambda: all(tagged(tmp_path, name) for name in ARTICLES[1:]), "a tag in each")
    found = [tagged(tmp_path, name) for name in ARTICLES]
    assert found[0] == []
    assert {len(one) for one in found[1:]} == {1}
    assert all(one[0] in "Paragraph 0 says that the depot closes in spring." for one in found[1:])
