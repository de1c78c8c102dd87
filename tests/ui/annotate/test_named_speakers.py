"""The share of quotations for which L proposes the right speaker first, and the keys that a wrong one costs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.ui.annotate.marked_speakers import FOLDER, FirstOffer, actors_by_accepting, measured

LATER = ("bahnhof", "club", "drought", "ferry", "orchestra")
"""Articles that were written after the rules."""
FOURTH = ("bakery", "einbruch", "reef", "relegation")
"""Articles written after those; no rule on speakers was changed before they were measured."""
FIFTH = ("coalition", "pool")
"""Articles written last, on politics and local news; no rule on speakers was changed after they were measured."""
MEASURED = Path(__file__).parents[3] / "docs" / "measured.md"


@cache
def offers() -> list[FirstOffer]:
    return [offer for path in sorted(FOLDER.glob("*.txt")) for offer in measured(path)]


def of_later() -> list[FirstOffer]:
    return [offer for offer in offers() if offer.article.split(".")[0] in LATER]


def share_of_right(found: list[FirstOffer]) -> float:
    return sum(offer.is_right for offer in found) / len(found)


def test_nine_of_ten_named_speakers_are_right_at_the_first_accept() -> None:
    assert len(of_later()) >= 40
    assert share_of_right(of_later()) >= 0.9
    of_fourth = [offer for offer in offers() if offer.article.split(".")[0] in FOURTH]
    assert (sum(offer.is_right for offer in of_fourth), len(of_fourth)) == (34, 34)
    of_fifth = [offer for offer in offers() if offer.article.split(".")[0] in FIFTH]
    assert (sum(offer.is_right for offer in of_fifth), len(of_fifth)) == (15, 16)
    assert len(offers()) >= 160
    assert share_of_right(offers()) >= 0.9


def test_a_wrong_speaker_is_put_right_in_three_keys() -> None:
    assert {offer.keys for offer in offers() if not offer.is_right} == {3}


@pytest.mark.parametrize("offer", [one for one in offers() if not one.is_right], ids=lambda one: one.key)
def test_each_failure_is_listed(offer: FirstOffer) -> None:
    row = f"| {offer.article} | {offer.quote} | {offer.key.split('/')[0]} | {offer.offered} |"
    assert row in MEASURED.read_text("utf-8"), row


def test_no_failure_is_listed_that_is_none_any_more() -> None:
    text = MEASURED.read_text("utf-8").partition("## Who said it")[2].partition("\n## ")[0]
    rows = [line for line in text.splitlines() if ".txt |" in line]
    assert len(rows) == sum(not offer.is_right for offer in offers())


@pytest.mark.parametrize(
    "path", [path for path in sorted(FOLDER.glob("*.txt")) if path.name.split(".")[0] in (*FOURTH, *FIFTH)]
)
def test_accepting_every_first_offer_makes_no_actor_who_does_not_speak(path: Path) -> None:
    made, speak = actors_by_accepting(path)
    assert len(made) >= 4
    assert {actor for actor in made if not any(key in actor for key in speak)} == set()
