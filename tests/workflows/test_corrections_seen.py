"""A correction is seen by whoever makes it: in the status bar and on the card, through the real window.

Tests of ui.review.gold.gold_lines and ui.review.corrections.
"""

from __future__ import annotations

from pathlib import Path

from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, spans
from tests.workflows.test_check_one import begin_check
from tests.workflows.test_reading_units import QUOTE, article  # noqa: F401 - the fixture


def test_a_value_and_a_speaker_that_were_corrected_stand_on_the_card_and_in_the_status_bar(
    article: Path,  # noqa: F811
) -> None:

    def script(person: Person) -> None:
        begin_check(person)
        person.keys("Alt+3")
        assert person.label("key_hints").startswith("Set Mode: indirect")
        person.keys("P")
        assert person.review.row.difference.tag == "quote"
        told = person.label("card_gold")
        assert told.startswith("In gold: “we will not leave the depot” (Quote) · Mode = indirect")
        assert "speaker → Ada Brandt" in told
        person.keys("L 0")
        assert person.label("key_hints").startswith("No speaker")
        person.keys("P")
        assert "Ada" not in person.label("card_gold")
        assert "Mode = indirect" in person.label("card_gold")
        person.keys("L 1")
        assert person.label("key_hints").startswith("speaker → Ada Brandt")
        person.keys("P Alt+3")
        assert person.label("key_hints").startswith("Confirm"), "it says what she says again"

    at_the_window(article, "--annotator", "max", script=script)


def test_between_two_the_value_that_neither_has_stands_on_the_card(article: Path) -> None:  # noqa: F811
    put_layer(article, "bob", spans("bob", ("quote", QUOTE[0] + 1, QUOTE[1] - 1)))

    def script(person: Person) -> None:
        begin(person)
        person.keys("Alt+3 P")
        while person.review.row.difference.tag != "quote" or not person.label("card_gold"):
            person.keys("P")
        assert "(Quote) · Mode = indirect" in person.label("card_gold")

    at_the_window(article, "--annotator", "max", script=script)
