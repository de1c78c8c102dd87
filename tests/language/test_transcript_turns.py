from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.quotations import quotation_at
from analyst_app.language.transcript_turns import turn_in

EN = language("en")


def _quotes(text: str) -> list[tuple[str, str, str | None]]:
    found = suggestions(text, EN).quotes
    return [(q.segments[0].of(text), q.mode, q.speaker.name if q.speaker else None) for q in found]


def test_a_turn_is_the_label_s_direct_speech() -> None:
    text = "Before the vote the two met.\n\nBRANDT: We will not leave. Nobody will.\n\nThe hall was full."
    assert _quotes(text) == [("We will not leave. Nobody will.", "direct", "BRANDT")]
    found = quotation_at(text, text.index("leave"), EN)
    assert found is not None
    assert found.span.of(text) == "We will not leave. Nobody will."


def test_titles_and_brackets_are_no_part_of_the_name() -> None:
    text = "SEN. ORTIZ (R-Kova): Thank you.\n\nADA BRANDT, HOST: So it is over.\n\nSEN. ORTIZ (R-Kova): I think so."
    assert _quotes(text) == [
        ("Thank you.", "direct", "ORTIZ"),
        ("I think so.", "direct", "ORTIZ"),
    ]
    again = text + "\n\nADA BRANDT, HOST: Good night."
    assert _quotes(again)[1] == ("So it is over.", "direct", "ADA BRANDT")


def test_question_and_answer_name_nobody() -> None:
    text = "Ada Brandt met us in Kova.\n\nQ: Did you see the letter?\n\nA: The first page. It was short."
    assert _quotes(text) == [
        ("Did you see the letter?", "direct", None),
        ("The first page. It was short.", "direct", None),
    ]
    assert _quotes("Q. Is it true?\nA. No.") == [("Is it true?", "direct", None), ("No.", "direct", None)]


def test_a_label_in_small_letters_needs_a_second_turn() -> None:
    two = "Interviewer: How did it begin?\n\nLena Osk: With a song.\n\nInterviewer: And then?\n\nLena Osk: A tour."
    assert [who for _, _, who in _quotes(two)] == ["Interviewer", "Lena Osk", "Interviewer", "Lena Osk"]
    assert _quotes("Lena Osk: With a song.\n\nThe tour lasted a year.") == []


@pytest.mark.parametrize(
    "text",
    [
        "LONDON: We had rain on Monday and snow on Tuesday.",
        "UKRAINE: You need to know this.",
        "Note: We have changed the name of the town.",
        "NOTE: We have changed the name of the town.",
        "Photo: You see the old bridge.",
        "UPDATE: We corrected the second line.",
        "Price: 20 euros.\n\nPrice: 30 euros.\n\nPrice: 40 euros.",
        "WHO: The choir of Kova.\nWHEN: Monday.\nWHO: The band.\nWHEN: Friday.",
        "Pros: light.\nCons: slow.\n\nPros: cheap.\nCons: loud.",
        "A. The first part\n\nB. The second part",
        "A: the first part\n\nB: the second part",
        "BRANDT: the strike ends",
        "The list of the day: We go.",
    ],
)
def test_other_lines_with_a_colon_are_no_turns(text: str) -> None:
    assert _quotes(text) == []


def test_marks_after_a_label_stay_marks() -> None:
    assert _quotes("ADA BRANDT: “We will not leave.”")[0][0] == "“We will not leave.”"


def test_a_language_without_the_words_has_no_turns() -> None:
    text = "BRANDT: We will not leave."
    assert turn_in(text, Span(0, len(text)), language("cs")) is None
