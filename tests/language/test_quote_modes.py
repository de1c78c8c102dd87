from __future__ import annotations

import pytest

from analyst_app.language.quote_modes import mode_of
from tests.language.reading import LANGUAGE, find

DEPOT = "Ada Brandt has said “we will not leave the depot”. Omar Hall called it a “quiet zone”.\n"


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        (DEPOT, "“we will not leave the depot”", "direct"),
        (DEPOT, "“quiet zone”", "term"),
        ("“We lost the key,” Ada Brandt said, “and the spare one too.”\n", "“We lost the key,”", "direct"),
        ("Brandt said the hall was “a ruin” by now.", "the hall was “a ruin”", "mixed"),
        ("Brandt said the hall was a ruin.", "the hall was a ruin", "indirect"),
        ("“Yes,” she said.", "“Yes,”", "direct"),
        ("“The first one goes on.\n\n“The second one goes on too.\n", "“The second one goes on too.", "direct"),
    ],
)
def test_the_mode_of_a_quote_is_read_off_its_marks(text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == mode
