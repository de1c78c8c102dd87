from __future__ import annotations

import pytest

from analyst_app.language.reporting.asides import end_of_aside
from tests.language.reading import tongue


@pytest.mark.parametrize(
    ("after_the_verb", "aside"),
    [
        ("he would resign, left the town hall.", "he would resign"),
        ("the cuts hurt schools, teachers and nurses, resigned.", "the cuts hurt schools, teachers and nurses"),
        ("the road was closed, lives in Kova.", "the road was closed"),
        ("er werde gehen, verließ am Freitag das Rathaus.", "er werde gehen"),
        ("it rained, and the road was closed.", "it rained, and the road was closed."),
    ],
)
def test_an_aside_ends_where_the_sentence_goes_on_with_its_verb(after_the_verb: str, aside: str) -> None:
    commas = [n for n, mark in enumerate(after_the_verb) if mark == ","]
    end = end_of_aside(after_the_verb, commas, len(after_the_verb), tongue(after_the_verb))
    assert after_the_verb[:end] == aside
