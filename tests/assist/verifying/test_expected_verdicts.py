"""Tests of assist.verifying.judgement and assist.verifying.joints: invented edits get the verdicts written first."""

from __future__ import annotations

import pytest

from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText
from tests.assist.verifying.expected_verdicts import EXPECTED

FAIR = ("verbatim", "trimmed")


def verdict(code: str, said: str, quote: str) -> str:
    return judged(quote, SourceText(said), code).verdict


@pytest.mark.parametrize(("code", "said", "quote"), [row[:3] for row in EXPECTED if row.is_another])
def test_what_says_another_thing_is_never_called_fair(code: str, said: str, quote: str) -> None:
    assert verdict(code, said, quote) not in FAIR


def test_nineteen_in_twenty_get_the_verdict_that_was_expected() -> None:
    wrong = [row for row in EXPECTED if verdict(*row[:3]) not in row.verdicts]
    assert len(wrong) <= len(EXPECTED) / 20, wrong


@pytest.mark.parametrize(
    ("said", "quote", "is_same"),
    [
        ("in Maßen", "in Massen", False),
        ("auf der Straße", "auf der Strasse", True),
        ("dass der Fluß steigt", "dass der Fluss steigt", True),
        ("AUF DER STRASSE", "auf der Straße", True),
    ],
)
def test_sharp_s_is_another_spelling_but_for_words_that_it_tells_apart(said: str, quote: str, is_same: bool) -> None:
    found = verdict("de", f"Wir trinken heute {said} und gehen.", f"Wir trinken heute {quote} und gehen.")
    assert (found == "verbatim") == is_same
