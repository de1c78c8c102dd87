"""Reported speech in German, of language.reporting.verb_second, language.reporting.cues and free_indirect.

Tests of language.reporting.free_indirect and language.noun_capitals, and of the names among its nouns.
"""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.names import names_in
from analyst_app.language.reporting.free_indirect import free_indirect_in

GERMAN = language("de")


def quoted(text: str) -> list[tuple[str, str]]:
    """The words of each suggested quote, and its speaker."""
    quotes = suggestions(text, GERMAN).quotes
    return [(" … ".join(s.of(text) for s in one.segments), one.speaker.name if one.speaker else "") for one in quotes]


@pytest.mark.parametrize(
    ("sentence", "reported", "speaker"),
    [
        ("Ada Brandt sagte, sie habe davon nichts gewusst.", "sie habe davon nichts gewusst", "Ada Brandt"),
        ("Am Freitag sagte Ada Brandt, dass die Brücke hält.", "die Brücke hält", "Ada Brandt"),
        ("Dazu erklärte Ada Brandt, die Brücke sei sicher.", "die Brücke sei sicher", "Ada Brandt"),
        ("Am Freitag hatte Ada Brandt vor Gericht erklärt, sie sei unschuldig.", "sie sei unschuldig", "Ada Brandt"),
        ("Ada Brandt hat im März angekündigt, das Depot werde schließen.", "das Depot werde schließen", "Ada Brandt"),
        ("Ada Brandt geht davon aus, dass der Pegel weiter steigt.", "der Pegel weiter steigt", "Ada Brandt"),
        ("Ada Brandt forderte die Stadt auf, das Depot zu erhalten.", "das Depot zu erhalten", "Ada Brandt"),
        ("Wie die Polizei mitteilte, brannte das Dach.", "brannte das Dach", "Polizei"),
        ("Die Zahl der Diebstähle steigt laut Polizei nicht mehr.", None, "Polizei"),
        ("Laut Ada Brandt fehlen 300 Betten.", "fehlen 300 Betten", "Ada Brandt"),
        ("Das Depot wird geschlossen, so Ada Brandt.", "Das Depot wird geschlossen", "Ada Brandt"),
        ("Die Stadt, so Ada Brandt, brauche neue Wohnungen.", "Die Stadt … brauche neue Wohnungen", "Ada Brandt"),
        (
            "Ada Brandt sagte, sie werde dafür sorgen, dass es hell wird.",
            "sie werde dafür sorgen, dass es hell wird",
            "",
        ),
        (
            "Gestern erklärte der Leiter der Behörde, Jan Kern, das Amt besitze keine Akten.",
            "das Amt besitze keine Akten",
            "Jan Kern",
        ),
        ("Brandts Sprecher sagte, die Brücke sei sicher.", "die Brücke sei sicher", "Brandts Sprecher"),
        ("Die Polizeisprecherin sagte, der Mann sei geflohen.", "der Mann sei geflohen", "Polizeisprecherin"),
    ],
)
def test_a_german_report_gives_its_words_and_its_speaker(sentence: str, reported: str | None, speaker: str) -> None:
    ((words, who),) = quoted(sentence)
    assert words == (sentence[:-1] if reported is None else reported)
    assert who == (speaker or "Ada Brandt")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Brandt kritisierte den Verlauf der Wahl, die am Sonntag stattfand.",
        "Ada Brandt bestätigte den Eingang der Akten.",
        "Der Bau kam so spät, so die Regel gilt.",
        "Vor Gericht liegt ein Gutachten, laut dem Jan Kern geschlagen wurde.",
    ],
)
def test_nothing_is_reported_without_a_clause_that_is(sentence: str) -> None:
    assert quoted(sentence) == []


def test_a_sentence_in_the_form_of_reported_speech_goes_on_with_what_was_said() -> None:
    text = "Ada Brandt sagte, die Bahn werde die Strecke sperren. Dafür fehle das Geld. Der Zug fuhr ab."
    assert quoted(text) == [
        ("die Bahn werde die Strecke sperren", "Ada Brandt"),
        ("Dafür fehle das Geld", "Ada Brandt"),
    ]


@pytest.mark.parametrize("sentence", ["Ich habe keine Zeit.", "Wenn es so komme, dann gut.", "Er hat das Geld.", ""])
def test_other_sentences_are_not_reported_by_their_verb(sentence: str) -> None:
    assert free_indirect_in(sentence, Span(0, len(sentence)), GERMAN) is None


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("Ada Brandt nannte den Bericht eine „Zeitungsente“.", "mixed"),
        ("Ada Brandt sprach von einer „Gefahr für Leib und Leben“.", "mixed"),
        ("Ada Brandt hat den Vorwurf als „falsch“ zurückgewiesen.", "mixed"),
        ("Von einer „gezielten Störung“ sprach der Politiker Jan Kern.", "mixed"),
        ("Ada Brandt las aus dem Roman „Der lange Fluss“.", "term"),
    ],
)
def test_a_judgement_in_marks_is_no_label_in_german(sentence: str, mode: str) -> None:
    (quote,) = suggestions(sentence, GERMAN).quotes
    assert quote.mode == mode
    assert (quote.speaker is not None) == (mode != "term")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Vorstand lobte den Bericht der Bank und den Plan.", []),
        ("Die Ministerin Ada Brandt kam, und Brandt ging.", ["Ada Brandt", "Brandt"]),
        ("Brandts Sprecher schwieg.", []),
        ("Gestern sprach Ursula von der Linden.", ["Ursula von der Linden"]),
        ("Verbandschef Jan Kern und Projektleiterin Eva Lenz kamen.", ["Jan Kern", "Eva Lenz"]),
    ],
)
def test_nouns_with_capitals_are_no_names(text: str, names: list[str]) -> None:
    assert [name.span.of(text) for name in names_in(text, Span(0, len(text)), GERMAN)] == names
