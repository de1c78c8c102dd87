from __future__ import annotations

import time

import pytest

from analyst_app.core.annotation import Unplaced, Why
from analyst_app.ui.panels.waiting_reasons import WaitingReasons

TEXT = "José Mu\u0308ller left. Nobody said why José left."


def orphan(words: str, why: Why = "orphan") -> Unplaced:
    return Unplaced(words, why, "0" * 64, {"id": "a-1", "tag": "claim", "exact": words, "start": 1, "end": 4})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ada Brandt", "its words are gone from the article"),
        ("", "its words are gone from the article"),
        ("Müller", "its words stand elsewhere: please confirm"),
        ("why", "its words stand elsewhere: place it"),
        ("Jose\u0301", "its words stand more than once: place it"),
    ],
)
def test_words_are_called_gone_only_if_they_stand_nowhere_however_written(words: str, said: str) -> None:
    assert WaitingReasons(TEXT).of(orphan(words)) == said


def test_what_waits_for_something_else_says_so_though_its_words_are_gone() -> None:
    reasons = WaitingReasons(TEXT)
    whys: list[Why] = ["unconfirmed", "end_missing", "reading", "invalid"]
    assert [reasons.of(orphan("Ada", why)) for why in whys] == [
        "moved: please confirm",
        "a link without one of its ends",
        "another reading, from a merge",
        "could not be understood",
    ]


def test_a_cell_that_is_drawn_again_looks_nothing_up() -> None:
    reasons = WaitingReasons("word " * 1_000_000)
    item = orphan("another")
    reasons.of(item)
    began = time.perf_counter()
    for _ in range(100):
        reasons.of(item)
    assert time.perf_counter() - began < 0.01
