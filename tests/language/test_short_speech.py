"""Tests of language.marked_words: a few marked words are somebody's where the sentence reports, else a doubt."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.quote_modes import mode_of
from tests.language.reading import LANGUAGE, find


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("Kroll said he was tired, and the “old guard” had to go.", "“old guard”", "mixed"),
        ("Kroll promised to “open every drawer” at the mill.", "“open every drawer”", "mixed"),
        ("“No more cuts!” the crowd chanted.", "“No more cuts!”", "direct"),
        ("The tower is “a bad place to sleep” in winter.", "“a bad place to sleep”", "mixed"),
        ("The tower is a “quiet zone” in winter.", "“quiet zone”", "term"),
        ("Kroll said he had read “The Long Winter” on the train.", "“The Long Winter”", "term"),
        ("Kroll described the tower as a “quiet zone”.", "“quiet zone”", "mixed"),
        ("Kroll describes himself as “wholly at ease” there.", "“wholly at ease”", "mixed"),
        ("Kroll called the mill “weak” and “tired”.", "“tired”", "mixed"),
        ("The mill is a “sad place,” said Kroll.", "“sad place,”", "mixed"),
        ("Kroll said the flood “hurt us.” Marsh left.", "“hurt us.”", "mixed"),
        ("All that Kroll could do was shout “Yes!” at the crowd.", "“Yes!”", "direct"),
        ("Kroll then writes back, “You look fine.” Marsh left.", "“You look fine.”", "direct"),
        ("The film, titled “Sharks!”, opens in May.", "“Sharks!”", "term"),
    ],
)
def test_the_mode_of_a_few_marked_words(text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == mode
    assert find(text, words) == Span(text.index(words), text.index(words) + len(words))
