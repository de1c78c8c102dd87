"""For whom "he", "she" and "they" stand beside a quote. Tests of language.reporting.sentence_subjects."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.speakers import propose


def first(text: str) -> str:
    """The speaker that is proposed first for the last marked words of a text."""
    quote = Span(text.rindex("“"), text.rindex("”") + 1)
    return next((proposal.name for proposal in propose(text, quote, [], [], language("en"))), "")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # by first name
        ("Ada Brandt met Omar Reyes. Reyes left early. “No,” she said.", "Ada Brandt"),
        ("“We go,” said Lena Ortiz. Karl Brandt nodded. “No,” she said.", "Lena Ortiz"),
        # by title, here or elsewhere
        ("Ms. Kelt chairs the board. Mr. Zorn runs it. “No,” she said.", "Kelt"),
        ("Mr. Zorn came first. Ilse Moor left. Zorn stayed. Moor waited. “No,” he said.", "Zorn"),
        # by a noun beside the name
        ("Omar Reyes spoke. His wife, Tarvi Reyes, wept. Karl Moll left. “No,” she said.", "Tarvi Reyes"),
        ("Omar Reyes spoke. A spokeswoman for the port waited. “No,” she said.", "spokeswoman"),
        # a sentence that goes on with the pronoun adds nobody
        ("Ada Brandt runs the depot. She once met Lena Ortiz. “No,” she said.", "Ada Brandt"),
        ("Ada Brandt runs the depot. Her aim was clear to Lena Ortiz. “No,” she said.", "Ada Brandt"),
        # after a clause that opens the sentence, and before a verb
        (
            "Omar Reyes left. Ada Brandt runs the depot. Since the fire, Brandt has slept there. “No,” she said.",
            "Ada Brandt",
        ),
        # the one who was asked answers
        ("Omar Reyes asked Karl Brandt about the fire. “No,” he said.", "Karl Brandt"),
        # the only one whom the sentence before names
        ("Omar Reyes left. What angered the town was Karl Brandt’s letter. “No,” he said.", "Karl Brandt"),
        # no body, state, place or headline is a he
        ("Karl Brandt runs the depot. Northland Holdings owns it. “No,” he said.", "Karl Brandt"),
        ("Karl Brandt runs the depot. Kenya built it. “No,” he said.", "Karl Brandt"),
        ("Reyes Says Karl Moll Left Depot\n\nOmar Reyes spoke. “No,” he said.", "Omar Reyes"),
        # after the quote, where no reporting word is known
        ("Ada Brandt came. Omar Reyes left. “Honestly,” she barked.", "Ada Brandt"),
    ],
)
def test_he_and_she_stand_for_the_last_person_who_fits(text: str, speaker: str) -> None:
    assert first(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brandt, the mayor, left. Omar Reyes stayed. The mayor was late. “No,” she said.", "Ada Brandt"),
        ("Sen. Omar Reyes left. Karl Brandt stayed. The senator was late. “No,” he said.", "Omar Reyes"),
        ("Lori Weil held a sign. The 57-year-old scientist says it matters. “No,” she said.", "Lori Weil"),
        ("Lori Weil held a sign. A nurse stood by. The nurse was angry. “No,” she said.", "nurse"),
        ("Lori Weil held a sign. The mayor was angry. “No,” she said.", "mayor"),
    ],
)
def test_a_role_stands_for_the_person_who_has_it(text: str, speaker: str) -> None:
    assert first(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Residents gathered at the hall. Ada Brandt said it was over. “We stay,” they said.", "Residents"),
        ("Council members met. “We stay,” said Ada Brandt. The vote was tight. “We go,” they said.", "Council members"),
    ],
)
def test_they_stands_for_several(text: str, speaker: str) -> None:
    assert first(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brandt bristled at the plan that Omar Reyes had drawn, saying “no”.", "Ada Brandt"),
        ("Ada Brandt criticised Omar Reyes over the fire and said it was “no” way to end.", "Ada Brandt"),
        ("The spokesman would not say whom Omar Reyes had met, adding: “It rains.”", "spokesman"),
        ("Ada Brandt, Sail’s chair, said “no”.", "Ada Brandt"),
        ("Reyes, Brandt wrote, “is no sailor”.", "Brandt"),
        ("Ada Brandt had enough and called them on it:\n\n“You lost.”", "Ada Brandt"),
        ("Sen. Ada Brandt (R-Tex.) said “no”.", "Ada Brandt"),
        ("Ada Brandt stepped up her attacks on Omar Reyes, saying, “No.”", "Ada Brandt"),
        ("Ada Brandt “supports” a deal with Omar Reyes, opposes “a strike” and wrote: “No.”", "Ada Brandt"),
        ("A neighbour came in with Omar Reyes and said “no”.", "neighbour"),
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text: str, speaker: str) -> None:
    assert first(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("But as Brandt noted, the town near Eastgate is “no place for trams”.", "Brandt"),
        ("Karl Moll left after Brandt said it was “no place for trams”.", "Brandt"),
        (
            "The bill had no hope of passing after the state’s Republican governor said it was “no good”.",
            "Republican governor",
        ),
        ("Ada Brandt, the chair, this past week announced “a new depot”.", "Ada Brandt"),
        ("Omar Reyes, who beat Brandt, on Friday said it was “no place for trams”.", "Omar Reyes"),
        ("Most of the candidates said it was “no place for trams”.", "candidates"),
    ],
)
def test_the_subject_of_the_verb_speaks_whatever_stands_before_and_after_it(text: str, speaker: str) -> None:
    assert first(text) == speaker
