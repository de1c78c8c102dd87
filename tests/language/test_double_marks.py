"""Tests of language.quotation_signs: marks of two signs are taken and left out whole on every route."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.edge_rules import apply_edge_rule
from analyst_app.language.ladder import rungs
from analyst_app.language.natural_units import natural_unit
from analyst_app.language.quote_modes import mode_of
from tests.language.reading import LANGUAGE

TEXT = "😀 ''We lost the key,'' Ada Brandt said. She called the hall ''a ruin without a roof.''\n"
WHOLE = "''We lost the key,''"


def test_a_natural_unit_takes_both_signs_and_a_clause_none() -> None:
    caret = TEXT.index("lost")
    assert [span.of(TEXT) for span in natural_unit("quotation", TEXT, caret, LANGUAGE)] == [WHOLE]
    plain = TEXT[2:]
    clause = natural_unit("clause", plain, plain.index("lost"), LANGUAGE)
    assert [span.of(plain) for span in clause] == ["We lost the key"]


def test_the_ladder_climbs_from_inside_the_marks_to_both_signs() -> None:
    named = {rung.name: rung.span.of(TEXT) for rung in rungs(TEXT, TEXT.index("lost") + 1, LANGUAGE)}
    assert named["sentence in the marks"] == "We lost the key,"
    assert named["with the marks"] == WHOLE


@pytest.mark.parametrize("words", ["We lost the key", "'We lost the key,'", WHOLE])
def test_an_edge_rule_takes_both_signs_or_none(words: str) -> None:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    assert [one.of(TEXT) for one in apply_edge_rule("quotation", TEXT, span, LANGUAGE).spans] == [WHOLE]


def test_a_clause_loses_both_signs() -> None:
    start = TEXT.index(WHOLE)
    applied = apply_edge_rule("clause", TEXT, Span(start, start + len(WHOLE)), LANGUAGE)
    assert [one.of(TEXT) for one in applied.spans] == ["We lost the key"]
    assert applied.said == "quotation marks left out, trailing comma left out"


def test_the_mode_is_read_through_them() -> None:
    ruin = TEXT.index("''a ruin")
    assert mode_of(TEXT, Span(2, 2 + len(WHOLE)), LANGUAGE) == "direct"
    assert mode_of(TEXT, Span(ruin, TEXT.rindex("''") + 2), LANGUAGE) == "mixed"
