"""By real keys: no window of a corpus that is read blind shows others' work on an article that is not one's own done.

Of the twelve layers of ``blind.write_corpus`` alice may see her own three and, of done.txt, those of bob and carol.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import blind
from tests.corpus.corpora import annotate

WITHHELD = "6 layers of others are not shown"
BOBS = "Ada Brandt-Moll"
"""The name that only bob gave, in begun.txt."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = blind.write_corpus(tmp_path_factory.mktemp("blind") / "corpus")
    annotate(folder / "begun.txt", "bob", ("actor", "Ada Brandt", {"identity": BOBS}), status="done")
    return folder


@pytest.fixture(scope="module")
def only_seat(sit_down_once, folder: Path):
    return sit_down_once(folder, folder / "begun.txt", "--annotator", "alice", opens="begun.txt")


@pytest.fixture
def begun(only_seat):
    """Leave what the test before opened: nothing but begun.txt is there, as alice has it."""
    only_seat.clear()
    assert only_seat.tagged == [("claim", blind.CLAIM)]
    return only_seat


def choose(seat, menu: str, entry: str) -> None:
    seat.keys(f"alt+{menu}")
    seat.until(lambda: seat.ask("popup"), "a menu open")
    seat.choose(entry)


def go_to(seat, name: str) -> None:
    """Tab, until it has the keyboard."""
    for _ in range(20):
        if seat.ask("focus") == name:
            return
        seat.keys("Tab")
    raise AssertionError(f"Tab does not come to {name}")


def test_the_overview_counts_what_may_be_seen(begun):
    choose(begun, "c", "Overview…")
    begun.until(lambda: "bob (1)" in begun.ask("choices", "overview_layers"), "the layers")
    assert begun.ask("choices", "overview_layers") == ["all layers", "alice (3)", "bob (1)", "carol (1)"]
    go_to(begun, "overview_layers")
    begun.keys("Home")
    begun.until(lambda: WITHHELD in begun.ask("says", "overview_said"), "counted")
    assert begun.ask("says", "overview_layers") == "all layers"
    state = [["Done", "1", "25%"], ["Begun", "2", "50%"], ["Not begun", "1", "25%"]]
    assert begun.ask("rows", "overview_table") == state, "of alice; bob is done with all"
    go_to(begun, "qt_tabwidget_tabbar")
    begun.keys("Right", "Right", "Right")
    assert begun.ask("rows", "overview_table") == [["All articles", "2", "2", "100%"]], "quotes of alice and bob"
    begun.keys("Right", "Right", "Right")
    tagged = {row[0]: row[1:3] for row in begun.ask("rows", "overview_table")}
    assert tagged == {"begun.txt": ["1", "1"], "done.txt": ["1", "3"], "empty.txt": ["1", "0"], "new.txt": ["1", "0"]}


def test_the_queue_counts_what_may_be_seen(begun):
    choose(begun, "r", "Articles to review…")
    begun.until(lambda: begun.ask("is_shown", "review_queue"), "the queue")
    begun.until(lambda: WITHHELD in begun.ask("says", "review_overview"), "counted")
    assert "bob 1 of 1 done" in begun.ask("says", "review_overview")
    assert "carol (in progress: 1)" in begun.ask("says", "queue_unfinished")
    assert begun.ask("rows", "queue_table") == [], "alice and bob agree in done.txt"
    go_to(begun, "queue_unfinished")
    begun.keys("space")
    rows = begun.until(lambda: begun.ask("rows", "queue_table"), "carol's row")
    assert [row[1] for row in rows] == ["alice, bob, carol"]


def test_the_tool_tip_of_an_article_names_others_only_where_it_is_done(begun):
    begun.until(lambda: len(begun.ask("rows", "article_list")) == len(blind.ARTICLES), "the list")
    begun.until(lambda: begun.ask("idle"), "the index")
    tips = {}
    for row, name in enumerate(blind.ARTICLES):
        x, y = begun.ask("place_of_row", "article_list", row)
        begun.screen.run("xdotool", "mousemove", str(x - 20), str(y), "sleep", "0.1", "mousemove", str(x), str(y))
        tips[name] = begun.until(lambda name=name: name in (tip := begun.ask("tool_tip")) and tip, f"the tip of {name}")
    assert "also read by bob, carol" in tips.pop("done.txt")
    assert not any(one in tip for tip in tips.values() for one in ("bob", "carol"))


def test_names_that_others_gave_are_not_offered_while_one_types(begun):
    begun.click_words("Brandt")
    begun.keys("a", "i")
    begun.until(lambda: begun.ask("focus") == "identity_field", "asked who it is")
    begun.keys("BackSpace")
    begun.type("Ada")
    assert begun.ask("popup"), "her own is offered"
    assert begun.ask("completions", "identity_field") == ["Ada Brandt"]
    begun.keys("Escape", "ctrl+z")


def test_the_export_counts_and_shows_what_may_be_seen(begun):
    choose(begun, "f", "Export…")
    begun.until(lambda: begun.ask("dialog"), "the dialog")
    begun.until(lambda: len(begun.ask("choices", "export_layer")) > 1, "the layers")
    layers = begun.ask("choices", "export_layer")
    assert layers == ["alice (3 articles)", "bob (1 article)", "carol (1 article)", "all, side by side"]
    begun.click(begun.ask("place_of_widget", "export_layer"))
    begun.keys("End", "Return")
    begun.until(lambda: "6 layers of others left out" in begun.ask("says", "export_losses"), "the look")
    rows = begun.ask("says", "export_rows")
    assert rows.count('"annotator":"bob"') == 3, "two spans and the layer, of done.txt"
    assert BOBS not in rows


def test_a_command_names_whose_work_unseal_showed(folder, tmp_path):
    def answered(*words: str | Path) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "analyst_app", *map(str, words), "--annotator", "alice"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return ended.returncode, ended.stdout, ended.stderr

    begun = folder / "begun.txt"
    code, out, err = answered("compare", begun, "--layers", "alice,bob")
    assert (code, out, "read blind" in err) == (2, "", True)
    code, out, err = answered("compare", begun, "--layers", "alice,bob", "--unseal")
    assert (code, "unsealed, though alice is not done there: bob (1 article)" in err) == (0, True)
    code, out, _ = answered("agree", folder, "--unseal", "--json")
    assert (code, json.loads(out)["unsealed"]) == (0, {"bob": 3, "carol": 3})
    place = tmp_path / "out"
    code, _, err = answered("export", folder, "--output", place, "--layer", "bob", "--unseal")
    assert (code, "unsealed, though alice is not done there: bob (3 articles)" in err) == (0, True)
