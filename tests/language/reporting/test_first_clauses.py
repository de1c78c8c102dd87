from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.reporting.clauses import attributions_in
from tests.language.reading import tongue


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("While Ortiz says taxes were cut, Brandt says they were raised.", ["taxes were cut", "they were raised"]),
        ("Although the mill denies it was shut, two men claim it is empty.", ["it was shut", "it is empty"]),
        ("Während es regnete, sagte die Stadt, der Deich sei dicht.", ["der Deich sei dicht"]),
        ("While Ortiz says taxes fell, who said they rose is unknown.", None),
        ("But Ortiz says taxes fell, Brandt said.", None),
        ("While taxes fell, Brandt said, wages rose.", None),
    ],
)
def test_a_statement_after_a_first_clause_is_one_of_its_own(sentence: str, reported: list[str] | None) -> None:
    found = attributions_in(sentence, Span(0, len(sentence)), tongue(sentence))
    if reported is None:
        assert len(found) == 1
    else:
        assert [content.of(sentence) for one in found for content in one.contents] == reported
