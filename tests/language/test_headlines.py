from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.headlines import headlines_in, heads_article, is_headline
from analyst_app.language.paragraphs import piece_at
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two Parks, one seat\n\nMia Park is running.", True),
        ("\n\nTwo Parks, one seat\n\nMia Park is running.", True),
        ("Mia Park is running.\n\nHer cousin is, too.", False),
        ("Two Parks, one seat\n", False),
    ],
)
def test_the_first_line_heads_an_article_if_it_ends_without_a_stop(text: str, expected: bool) -> None:
    assert heads_article(text, piece_at(text, len(text) - len(text.lstrip()))) is expected


def test_a_name_in_the_headline_is_no_she() -> None:
    text = "Two Parks, one seat\n\nMia Park and her cousin are running. “We will be there,” she said.\n"
    (quote,) = suggestions(text, LANGUAGE).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Mia Park"
