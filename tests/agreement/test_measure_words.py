from __future__ import annotations

import pytest

from analyst_app.agreement.agreement import MEASURES
from analyst_app.agreement.measure_words import MEASURE_WORDS, interval_words, number_words


def test_every_measure_that_is_shown_has_a_name_a_sentence_and_a_paper():
    assert list(MEASURE_WORDS) == [*MEASURES, "moved"]
    assert all(words.sentence.endswith(".") and words.name and words.paper for words in MEASURE_WORDS.values())


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.734, "0.73"), (-0.0134, "−0.01"), (-0.004, "0.00"), (1, "1.00"), (-1.5, "−1.50"), (None, "–")],
)
def test_a_figure_has_a_minus_sign_and_is_never_less_than_nothing_by_nothing(value: float | None, words: str) -> None:
    assert number_words(value) == words


def test_an_interval_is_told_in_brackets() -> None:
    assert interval_words((-0.25, 0.5)) == "(−0.25 to 0.50)"
