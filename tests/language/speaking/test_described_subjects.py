"""The subject that a clause or participle behind it describes."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language

LANGUAGE = language("en")


def _speakers(text: str) -> list[str]:
    found = suggestions(text, LANGUAGE, ["quotation"]).quotes
    return [quote.speaker.name if quote.speaker else "" for quote in found]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('The woman who sued Norvane said it was "theft".', "woman"),
        ('The captain of the ferry that sank off Harwick told a panel that he had "begged" for pumps.', "captain"),
        ('The judge who stopped the sale of Port Vane on Monday called the deal "a gift to the few."', "judge"),
        ("The head of the school that burned in Kelby said he was sorry.", "head"),
        ('The lawyer representing Paul Cole said the case was "a joke".', "lawyer"),
        ('The crowd, led by Dunn, chanted: "Out!"', "crowd"),
        ('The firm that Roe sued called it "nonsense".', "firm"),
        ('The mayor of the town where Ann Roe was born said she was "ours".', "mayor"),
        ("A plan backed by Paul Cole says taxes will rise.", "plan"),
        ('The nurse who treated Lea Dunn after the crash said she was "lucky".', "nurse"),
        ('A union leading the talks with Norvane said the offer was "thin".', "union"),
    ],
)
def test_a_name_in_a_clause_about_the_subject_does_not_speak(sentence: str, speaker: str) -> None:
    assert _speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('The bill that passed on Monday was "a mess", as Ann Roe said.', "Ann Roe"),
        ('The report was backed by the union and Ann Roe called it "fair".', "Ann Roe"),
        ('The woman who Paul Cole says is "lost" left the town.', "Paul Cole"),
        ('Ann Roe of Norvane said it was "theft".', "Ann Roe"),
    ],
)
def test_the_subject_of_the_verb_itself_still_speaks(sentence: str, speaker: str) -> None:
    assert _speakers(sentence)[:1] == [speaker]
