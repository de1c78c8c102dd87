"""The person that a role means: the president is not the vice president."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.namesakes import namesake_of_role
from tests.language.reading import find

LANGUAGE = language("en")


@pytest.mark.parametrize(
    ("text", "role", "person"),
    [
        ("President Ann Roe and Vice President Paul Cole met. The president said no.", "president", "Ann Roe"),
        (
            "Prime Minister Ann Roe met Deputy Prime Minister Paul Cole. The prime minister left.",
            "prime minister",
            "Ann Roe",
        ),
        ("President Ann Roe met Vice President Paul Cole. The vice president said no.", "vice president", "Paul Cole"),
        ("Vice President Paul Cole met President Ann Roe. The vice president said no.", "vice president", "Paul Cole"),
        ("Vice President Paul Cole left. The president said no.", "president", ""),
    ],
)
def test_a_deputy_has_another_role(text: str, role: str, person: str) -> None:
    start = text.rindex(role)
    names = [find(text, name) for name in ("Ann Roe", "Paul Cole") if name in text]
    found = namesake_of_role(text, Span(start, start + len(role)), lambda: names, LANGUAGE)
    assert (found.of(text) if found else "") == person
