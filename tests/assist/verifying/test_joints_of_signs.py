"""Tests of assist.verifying.joints, assist.verifying.compared_words: hyphens, signs, contractions, dots."""

from __future__ import annotations

import pytest

from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText


@pytest.mark.parametrize(
    ("code", "said", "quote", "verdict", "doubt"),
    [
        ("en", "The tug can carry 5-10 men in a storm.", "The tug can carry 510 men in a storm.", "changed", "number"),
        ("en", "The tug can carry 5-10 men in a storm.", "The tug can carry 15 men in a storm.", "changed", "number"),
        ("en", "The tug can carry 5-10 men in a storm.", "The tug can carry 6-11 men in a storm.", "changed", "number"),
        ("en", "The tug can carry 5-10 men in a storm.", "The tug can carry 5–10 men in a storm.", "verbatim", ""),
        ("de", "Es sanken 3-4 Kähne in jedem Winter.", "Es sanken 34 Kähne in jedem Winter.", "changed", "number"),
        ("en", "The coach re-signed his contract in May.", "The coach resigned his contract in May.", "changed", ""),
        ("en", "We co-operate with the yard in Velm.", "We cooperate with the yard in Velm.", "verbatim", ""),
        ("en", "Rents rose by 12% over the winter.", "Rents rose by twelve per cent over the winter.", "verbatim", ""),
        ("en", "Rents rose by 12% over the winter.", "Rents rose by 12 percent over the winter.", "verbatim", ""),
        ("en", "Rents rose by 12% over the winter.", "Rents rose by 13 percent over the winter.", "changed", "number"),
        ("de", "Die Mieten stiegen um 7 Prozent im Jahr.", "Die Mieten stiegen um 7 % im Jahr.", "verbatim", ""),
        ("en", "We can't sell the quay to them.", "We cannot sell the quay to them.", "verbatim", ""),
        ("en", "We won’t sell the quay to them.", "We will not sell the quay to them.", "verbatim", ""),
        ("en", "We can't sell the quay to them.", "We can sell the quay to them.", "changed", "negation"),
        ("en", "I did... not... take the chain.", "I did … take the chain.", "changed", "negation"),
        ("de", "Ich habe… nicht… die Kette genommen.", "Ich habe … die Kette genommen.", "changed", "negation"),
        ("en", "I did n\u043et take the chain of office.", "I did … take the chain of office.", "changed", "negation"),
    ],
)
def test_signs_between_words_decide_as_the_words_do(code: str, said: str, quote: str, verdict: str, doubt: str) -> None:
    found = judged(quote, SourceText(f"Velm. {said} Velm."), code)
    assert (found.verdict, doubt in found.doubts or not doubt) == (verdict, True), found
