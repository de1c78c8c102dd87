from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language

EN = language("en")


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Ada Brandt left the hall. Her claim that nobody had looked was false.", "nobody had looked", "Ada Brandt"),
        ("Brandt's warning that the dam would fail came too late.", "the dam would fail", "Brandt"),
        ("The town ignored a warning from the Quay Trust that the dam leaked.", "the dam leaked", "Quay Trust"),
        ("Ada Brandt renewed her call for a vote.", "a vote", "Ada Brandt"),
        ("Ada Brandt spoke last. Her message was clear: nobody leaves.", "nobody leaves", "Ada Brandt"),
        ("Ortiz's answer: the bridge stays.", "the bridge stays", "Ortiz"),
    ],
)
def test_a_noun_of_speech_reports_for_its_possessor(text: str, quote: str, speaker: str) -> None:
    (found,) = suggestions(text, EN).quotes
    assert found.segments[0].of(text) == quote
    assert found.mode == "indirect"
    assert found.speaker is not None
    assert found.speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The report: nobody came.",
        "The claims of the farmers were heard.",
        "Her rent was high: ten euros.",
        "The answer to the riddle was short.",
    ],
)
def test_a_noun_alone_reports_nothing(text: str) -> None:
    assert suggestions(text, EN).quotes == []
