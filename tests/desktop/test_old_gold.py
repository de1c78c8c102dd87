"""Gold of an earlier version, by real keys: a reason that perhaps nobody gave is marked until somebody gives it.

The corpus is that of tests/data/home-0.1.0, in which max reviewed depot.txt; his gold holds four times "not a claim".
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

OLD = Path(__file__).parents[1] / "data" / "home-0.1.0" / "corpus"
MARK = "(stored before version 0.2, perhaps not given)"
REJECTED = "rejected: nothing to tag here"
"""As "not a claim" is called today."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    shutil.copytree(OLD, corpus)
    return corpus


def reasons(gold: Path) -> list[tuple[str, bool]]:
    """The reasons in gold's file, each with whether it is said to be given."""
    stored = json.loads(gold.read_text("utf-8"))["decisions"]
    return [(one["reason"], one.get("reason_given", False)) for one in stored if one.get("reason")]


def test_a_reason_that_was_stored_unasked_is_marked_kept_and_counted_only_when_it_is_given(sit_down, corpus):
    gold = corpus / "depot.txt.gold-max.annotations.json"
    before = gold.read_bytes()
    seat = sit_down(corpus, corpus / "depot.txt", "--annotator", "max", opens="depot.txt")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") >= 0, "the review")
    decisions = [row[-1] for row in seat.ask("rows", "difference_table")]
    assert decisions.count(f"{REJECTED} {MARK}") == 2
    assert REJECTED not in decisions
    assert not seat.ask("is_shown", "reason_counts")
    assert gold.read_bytes() == before
    row = decisions.index(f"{REJECTED} {MARK}")
    seat.click(seat.ask("place_of_row", "difference_table", row))
    seat.keys("r")
    seat.until(lambda: seat.ask("popup") == "pick_list", "the reasons")
    seat.keys("Return")
    seat.until(lambda: seat.ask("rows", "difference_table")[row][-1] == REJECTED, "given")
    assert [one[-1] for one in seat.ask("rows", "difference_table")].count(f"{REJECTED} {MARK}") == 1
    seat.until(lambda: ("nothing_to_tag", True) in reasons(gold), "saved")
    assert reasons(gold).count(("not a claim", False)) == 3
    seat.click(seat.ask("place_of_button", "Agreement"))
    seat.until(lambda: seat.ask("is_shown", "reason_counts"), "the agreement")
    assert seat.ask("says", "reason_counts") == "Reasons given: nothing to tag here 1"
