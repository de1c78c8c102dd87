from __future__ import annotations

from analyst_app.review.decisions import reading_digest
from analyst_app.review.side import Side, digest_in_store
from tests.review.readings import linked, spans
from tests.review.trial import TEXT, store_of

READING = linked(spans("a", ("quote", 16, 35), ("actor", 0, 10)), ("speaker", 0, 1))
"""The quote says "we will not leave", and its speaker is "Ada Brandt"."""


def test_the_digest_of_a_quote_names_the_words_of_its_speaker_in_a_layer_and_in_a_store():
    quote = READING.annotations[0]
    expected = reading_digest(quote, TEXT, [("speaker", "Ada Brandt")])
    assert Side(READING, TEXT).digest_of(quote) == expected
    assert digest_in_store(store_of(READING), quote, TEXT) == expected
