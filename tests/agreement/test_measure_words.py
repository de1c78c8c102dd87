from __future__ import annotations

from analyst_app.agreement.agreement import MEASURES
from analyst_app.agreement.measure_words import MEASURE_WORDS


def test_every_measure_that_is_shown_has_a_name_a_sentence_and_a_paper():
    assert list(MEASURE_WORDS) == [*MEASURES, "moved"]
    assert all(words.sentence.endswith(".") and words.name and words.paper for words in MEASURE_WORDS.values())
