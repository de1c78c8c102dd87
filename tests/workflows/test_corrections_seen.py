"""A correction is seen by whoever makes it: in the status bar and on the card, through the real window.

Tests of ui.review.gold.corrected_reading, ui.review.gold.gold_lines and ui.review.corrections.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from analyst_app.core.annotation import Link
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, sidecar, spans
from tests.workflows.test_check_one import begin_check
from tests.workflows.test_reading_units import ADA, HERS, LINKS, QUOTE, article  # noqa: F401 - the fixture


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


def beside(person: Person) -> list[str]:
    """The speakers that are painted beside the text."""
    person.review_text.viewport().grab()
    plans = person.review_text.painter._plans.values()
    return [mark.words for plan in plans for words in plan.words.values() for mark in words]


def test_the_speaker_beside_the_text_is_the_corrected_one(article: Path) -> None:  # noqa: F811
    def script(person: Person) -> None:
        begin_check(person)
        assert beside(person) == ["→ Brandt", "→ Brandt"], "of the quote, and of its continuation"
        person.keys("L 0")
        assert beside(person)[0] == "?"
        person.keys("Ctrl+Z")
        assert beside(person) == ["→ Brandt", "→ Brandt"]
        person.keys("L 0 Esc")
        person.wait(lambda: person.review is None and person.is_idle)
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: person.window.findChild(QWidget, "check_dialog"), "the dialog")
        person.keys("Enter", person.window.findChild(QWidget, "check_dialog"))
        person.wait(lambda: person.review is not None and person.is_idle, "the review")
        assert beside(person)[0] == "?"

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


def test_a_speaker_that_two_have_in_one_place_is_named_once(article: Path) -> None:  # noqa: F811
    """Both have the name, with other kinds, and other edges of the quote."""
    hers = spans("bob", ("actor", *ADA), ("quote", QUOTE[0] + 1, QUOTE[1]))
    put_layer(
        article,
        "bob",
        [hers[0]._replace(attributes=(("kind", "state"),)), hers[1]],
        [Link("l9", "speaker", "bob-1", "bob-0")],
    )

    def script(person: Person) -> None:
        begin(person)
        place = next(n for n in person.review.places if person.review.folding.parts_of(n))
        person.review.go_to(place)
        assert person.label("card_left").count("Ada Brandt") == 1

    at_the_window(article, "--annotator", "max", script=script)


def test_the_card_says_tag_and_value_in_their_order(article: Path) -> None:  # noqa: F811
    hers = [
        one._replace(attributes=(("mode", "direct"),)) if one.tag == "quote" else one for one in spans("alice", *HERS)
    ]
    sidecar(article, "alice").unlink()
    put_layer(article, "alice", hers, LINKS)

    def script(person: Person) -> None:
        begin_check(person)
        assert person.label("card_where").startswith("1 of 2  ·  Quote: direct")

    at_the_window(article, "--annotator", "max", script=script)
