"""A relative clause with a verb of speech tells of the one before it, who was only spoken to until then."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("fr", "« Partez », a lancé Jeanne Vasseur à Paul Morin, qui a répondu : « Jamais. »", "Paul Morin"),
        ("it", "«Vada», ha detto Carla Donini a Paolo Nardi, che ha risposto: «Mai».", "Paolo Nardi"),
        ("pt", '"Saia", disse Clara Reis a Pedro Matos, que respondeu: "Nunca".', "Pedro Matos"),
        ("es", '"Váyase", le dijo Pilar Vidal a Jorge Roca, quien contestó: "Nunca".', "Jorge Roca"),
    ],
)
def test_the_one_who_was_spoken_to_answers(code: str, text: str, names: str) -> None:
    found = suggestions(text, language(code)).quotes
    assert [quote.speaker.name for quote in found if quote.speaker][1:] == [names]


def test_a_relative_clause_without_the_quotation_changes_nobody() -> None:
    text = "Jeanne Vasseur a vu Paul Morin, qui dormait, et a dit : « Partez. »"
    (quote,) = suggestions(text, language("fr")).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Jeanne Vasseur"
