from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.headlines import headlines_in, is_headline
from tests.language.reading import LANGUAGE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Port Authority Closes Depot After Storm", True),
        ("BRANDT: DEPOT TO CLOSE BY MAY", True),
        ("Ada Brandt Tells Council Depot Must ‘Close Now.’", True),
        ("Depot to close by May", False),
        ("Ada Brandt met Omar Reyes.", False),
        ("Ada Brandt and Omar Reyes asked the Port Authority to close the depot before the winter.", False),
        ("", False),
    ],
)
def test_a_line_in_which_nearly_every_word_has_a_capital_is_a_headline(line: str, expected: bool) -> None:
    assert is_headline(line, Span(0, len(line)), LANGUAGE) is expected


def test_headlines_are_found_among_the_lines_of_an_article() -> None:
    text = "Port Authority Closes Depot\n\nAda Brandt left.\n\nStorm Hits Northern Coast"
    assert [one.of(text) for one in headlines_in(text, LANGUAGE)] == [
        "Port Authority Closes Depot",
        "Storm Hits Northern Coast",
    ]
