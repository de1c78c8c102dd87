"""Suggestions by real keys: an article of fifteen quotations in at most forty, and a held key that decides once."""

from __future__ import annotations

from pathlib import Path

import pytest

SPOKEN = (
    "“The quay will close in May,” said Ada Brandt, the chair of the board.",
    "Omar Hall, who owns two ferries, warned: “Prices have risen again.”",
    "“We counted nine of them,” said Lena Ortiz.",
    "The mayor, Rosa Lund, said: “Nobody has told us why.”",
    "“It will not stand,” Tomas Novak wrote.",
)
TEXT = "\n\n".join(SPOKEN * 3) + "\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, "utf-8")
    return path


def of_tag(seat, tag: str) -> list[str]:
    return [words for name, words in seat.tagged if name == tag]


def test_an_article_of_fifteen_quotations_takes_at_most_forty_keys(sit_down, article):
    seat = sit_down(article, "--annotator", "alice")
    pressed = 0
    while len(of_tag(seat, "quote")) < 15:
        seat.keys("u", "Return")
        pressed += 2
        assert pressed <= 40, of_tag(seat, "quote")
    assert sorted(set(of_tag(seat, "actor"))) == ["Ada Brandt", "Lena Ortiz", "Omar Hall", "Rosa Lund", "Tomas Novak"]
    assert len(of_tag(seat, "actor")) == 15
    assert pressed == 30


def test_a_held_enter_accepts_one(sit_down, article):
    seat = sit_down(article, "--annotator", "alice")
    seat.keys("u")
    seat.hold("Return", 1.5)
    assert len(of_tag(seat, "quote")) == 1


@pytest.mark.parametrize("key", ["Delete", "BackSpace"])
def test_a_held_key_for_no_quotation_lets_one_go_and_deletes_nothing(sit_down, article, key):
    seat = sit_down(article, "--annotator", "alice")
    seat.keys("u", "Return", "u")
    seat.hold(key, 1.5)
    assert len(of_tag(seat, "quote")) == 1
    seat.keys("u", "Return")
    assert "We counted nine of them" in of_tag(seat, "quote")[1]
