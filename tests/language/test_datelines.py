from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.datelines import is_in_dateline, outside_dateline, past_dateline
from tests.language.reading import LANGUAGE, tongue


@pytest.mark.parametrize(
    "dateline",
    [
        "BERLIN, March 3 — ",
        "BERLIN — ",
        "WASHINGTON (AP) — ",
        "NEW YORK, Oct. 12 (Reuters) - ",
        "Berlin (dpa) – ",
        "Genf, 3. März – ",
        "PARIS, 3 mars — ",
    ],
)
def test_a_dateline_is_no_part_of_what_is_told(dateline: str) -> None:
    text = f"{dateline}Ministers meet today."
    assert past_dateline(text, Span(0, len(text)), tongue(text)).of(text) == "Ministers meet today."


@pytest.mark.parametrize(
    "text",
    [
        "Russia — a country at war — needs help.",
        "NATO — seen as weak by some — will meet.",
        "The mayor, 64 — she was born here — will not run.",
        "On Monday — a holiday — the bank closed.",
        "Ada Brandt (SPD) – die Ministerin – sagte nichts.",
        "Trump – Biden: who won?",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert past_dateline(text, Span(0, len(text)), LANGUAGE).of(text) == text


def test_a_dateline_stands_at_the_beginning_of_a_paragraph() -> None:
    text = "It rained. BERLIN — The bank closed."
    second = Span(text.index("BERLIN"), len(text))
    assert past_dateline(text, second, LANGUAGE) == second


def test_what_is_outside_the_datelines_is_told_of_many_spans_as_of_each() -> None:
    text = "BERLIN, March 3 — Ada Brandt left.\nPORT MERROW, Nov. 3\nOmar Reyes stayed in Kova."
    names = ["BERLIN", "Ada Brandt", "PORT MERROW", "Omar Reyes", "Kova"]
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    outside = outside_dateline(text, spans, LANGUAGE)
    assert [span.of(text) for span in outside] == ["Ada Brandt", "Omar Reyes", "Kova"]
    assert outside == [span for span in spans if not is_in_dateline(text, span, LANGUAGE)]
