"""A file that says that it is another person's layer stands under the name of one's own: nothing of it becomes hers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.person import Person, at_the_window, saved, write
from tests.workflows.reviewing import put_layer, sidecar, spans

WHOSE = 'depot.txt.alice.annotations.json says that it is the layer of "bob"'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Bob's layer is there, with two actors."""
    article = write(tmp_path, "depot.txt", "Ada Brandt said that the depot closes.\nBen Oduya agreed.\n")
    put_layer(article, "bob", spans("bob", ("actor", 0, 10), ("actor", 39, 48)))
    return article


def put_bobs_in_place(article: Path) -> bytes:
    data = sidecar(article, "bob").read_bytes()
    sidecar(article, "alice").write_bytes(data)
    return data


def test_it_is_not_opened_as_ones_own_until_one_says_so(article: Path) -> None:
    data = put_bobs_in_place(article)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        assert person.label("save_state").startswith(f"Read-only: {WHOSE}")
        person.wait(lambda: person.bars.words("damaged"), "the bar")
        assert person.bars.words("damaged").startswith(WHOSE)
        person.select("depot")
        person.keys("C")
        assert len(person.annotations) == 2
        assert sidecar(article, "alice").read_bytes() == data
        person.click_widget(person.button("Write a repaired copy"))
        person.wait(lambda: (now := person.bridge.session) is not None and not now.read_only, "hers, on her word")

    at_the_window(article, "--annotator", "alice", script=script)
    assert saved(article)["annotator"] == "alice"
    kept = [path for path in article.parent.glob("depot*") if path.read_bytes() == data]
    assert len(kept) == 2  # Bob's own, and the file that stood in the place of hers


def test_it_is_not_merged_into_the_open_layer(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("depot")
        person.keys("C")
        person.wait_saved()
        mine = sidecar(article, "alice").read_bytes()
        data = put_bobs_in_place(article)
        person.wait(lambda: "says that it is the layer of" in person.label("save_state"), "the news")
        assert person.tagged == [("claim", "depot")]
        person.select("Ada Brandt")
        person.keys("A")
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert sidecar(article, "alice").read_bytes() == data
        sidecar(article, "alice").write_bytes(mine)
        person.keys("Ctrl+S")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(article)["annotations"]] == ["Ada Brandt", "depot"]
