"""A pronoun that a hyphen joins to a verb behind a quotation tells who speaks, whatever the verb."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language
from analyst_app.language.speaking.joined_pronouns import joined_pronoun


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jeanne Vasseur et Paul Morin se taisent. « Rien à dire », lâche-t-elle.", "Jeanne Vasseur"),
        ("Jeanne Vasseur et Paul Morin se taisent. « Jamais », répète-t-elle.", "Jeanne Vasseur"),
        ("Paul Morin et Jeanne Vasseur se taisent. « Jamais », martèle-t-il.", "Paul Morin"),
        ("Paul Morin et Jeanne Vasseur se taisent. « Jamais », a-t-il seulement bougonné.", "Paul Morin"),
        ("Paul Morin et Jeanne Vasseur se taisent. Elle aurait, dit-il, « triché ».", "Paul Morin"),
    ],
)
def test_the_verb_need_not_be_known(text: str, name: str) -> None:
    quotes = suggestions(text, language("fr")).quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == [name]


def test_words_with_a_hyphen_are_not_all_verbs() -> None:
    fr = language("fr")
    assert joined_pronoun("répète-t-elle", fr) == "elle"
    assert joined_pronoun("porte-parole", fr) == ""
    assert joined_pronoun("celui-ci", fr) == ""
    assert joined_pronoun("he-man", language("en")) == ""
