"""A reading is decided as a unit by one key, or opened into its parts, through the real window.

Tests of review.unit_folding and ui.review.differences.reading_parts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.core.annotation import Link
from analyst_app.ui.review.differences.difference_model import DifferenceModel
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans, waiting
from tests.workflows.test_check_one import begin_check, digest

TEXT = "Ada Brandt said “we will not leave the depot”. She went on: “Not this year.” The harbour will close by May.\n"
ADA, SAID = (0, 10), (11, 15)
QUOTE = TEXT.index("“"), TEXT.index("”") + 1
MORE = TEXT.index("“Not"), TEXT.index(" The harbour")
CLAIM = TEXT.index("The harbour"), TEXT.index(".\n")
HERS = (("actor", *ADA), ("cue", *SAID), ("quote", *QUOTE), ("quote", *MORE), ("claim", *CLAIM))
LINKS = (
    Link("l1", "speaker", "alice-2", "alice-0"),
    Link("l2", "cue", "alice-2", "alice-1"),
    Link("l3", "continues", "alice-3", "alice-2"),
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Alice has a quotation in two parts, with its speaker and its cue, and a claim."""
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", *HERS), LINKS)
    return article


def listed(person: Person) -> list[str]:
    """The rows of the list: the tag, and the number of those that are folded into it."""
    model = DifferenceModel(person.review)
    lines = [model.line(row) for row in range(model.rowCount())]
    return [f"{line.tag} +{line.parts}" if line.parts else line.tag for line in lines]


def gold(article: Path) -> dict:
    return json.loads(sidecar(article, "gold-max").read_text("utf-8"))


def test_a_quotation_is_one_row_and_one_key_confirms_it_with_all_that_belongs_to_it(article: Path) -> None:
    before = digest(sidecar(article, "alice"))

    def script(person: Person) -> None:
        begin_check(person)
        assert listed(person) == ["quote +3", "claim"]
        assert waiting(person) == 5
        card = person.label("card_left")
        assert card.startswith("Decided with it: “Ada Brandt” (Actor), “said” (Cue), “Not this year.” (Quote)")
        person.keys("1")
        assert waiting(person) == 1
        assert listed(person) == ["quote +3", "claim"]
        person.keys("Ctrl+Z")
        assert waiting(person) == 5
        person.keys("1 1")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    made = gold(article)
    assert len(made["annotations"]) == 5
    assert sorted(link["role"] for link in made["links"]) == ["continues", "cue", "speaker"]
    assert digest(sidecar(article, "alice")) == before


def test_a_rejected_quotation_takes_with_it_what_only_served_it_in_one_undo(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("R 1")
        assert waiting(person) == 1
        assert "3 dropped with it" in person.label("key_hints")
        person.keys("Ctrl+Z")
        assert waiting(person) == 5
        person.keys("R 1 1")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    made = gold(article)
    assert [one["tag"] for one in made["annotations"]] == ["claim"]
    given = [one for one in made["decisions"] if one.get("reason")]
    assert len(given) == 1, "nobody gave a reason for what went along"


def test_o_opens_it_into_its_parts_which_are_decided_one_by_one_and_o_closes_it(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("O")
        assert listed(person) == ["actor", "cue", "quote", "quote", "claim"]
        assert "Opened into 4 parts" in person.label("key_hints")
        assert "decided one by one" in person.label("card_left")
        person.keys("1")
        assert waiting(person) == 4
        person.keys("P P R 1")
        assert waiting(person) == 3
        person.keys("O")
        assert listed(person)[-1] == "claim"
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    decided = {one["origins"][0]["tag"]: one["verdict"] for one in gold(article)["decisions"]}
    assert decided == {"quote": "take", "cue": "reject"}


def test_in_a_comparison_one_and_two_take_the_whole_reading(article: Path) -> None:
    put_layer(article, "bob", spans("bob", ("quote", QUOTE[0], QUOTE[1] - 6), ("claim", *CLAIM)))

    def script(person: Person) -> None:
        begin(person)
        assert listed(person) == ["quote +3"]
        person.keys("2")
        assert waiting(person) == 0
        person.keys("Ctrl+Z 1")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    made = gold(article)
    assert sorted(one["tag"] for one in made["annotations"]) == ["actor", "claim", "cue", "quote", "quote"]


def test_a_click_on_a_part_shows_its_reading_and_a_filter_shows_the_part_by_itself(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        quote = person.review.place
        person.keys("N")
        view = person.review_text
        view.clicked_at.emit(3)
        assert person.review.place == quote
        person.review.show_only(tag="actor")
        assert listed(person) == ["actor"]

    at_the_window(article, "--annotator", "max", script=script)


def test_what_belongs_to_nothing_else_says_so(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("N O")
        assert "decided by itself" in person.label("key_hints")
        assert listed(person) == ["quote +3", "claim"]

    at_the_window(article, "--annotator", "max", script=script)
