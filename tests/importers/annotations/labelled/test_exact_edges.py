"""A span that an export widened to whole words gets its own edges back, unless somebody moved it since."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.importers.annotations.labelled.exact_edges import exact_edges

TEXT = "The depot closes  in May."


@pytest.mark.parametrize(
    ("span", "exact", "expected"),
    [
        (Span(4, 9), [5, 8], Span(5, 8)),  # inside "depot"
        (Span(4, 16), (3, 17), Span(3, 17)),  # white space that was trimmed
        (Span(4, 16), [5, 8], Span(4, 16)),  # widened by a person since: a space lies between
        (Span(4, 9), [10, 16], Span(4, 9)),
        (Span(4, 9), [5, 99], Span(4, 9)),
        (Span(4, 9), [8, 5], Span(4, 9)),
        (Span(4, 9), [True, 8], Span(4, 9)),
        (Span(4, 9), "58", Span(4, 9)),
        (Span(4, 9), None, Span(4, 9)),
    ],
)
def test_own_edges_hold_where_only_a_word_or_a_blank_lies_between(span: Span, exact: object, expected: Span) -> None:
    assert exact_edges(span, exact, TEXT) == expected
