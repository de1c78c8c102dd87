"""What is proposed for a whole article costs in line with its length."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language
from tests.calls import calls_counted
from tests.varied_article import varied_article

MOST_CALLS = 13
"""For each code point; an article that was read anew for each quote took 170, by rules that each read it for
themselves 21."""
MOST_CALLS_OF_A_TRANSCRIPT = 60
"""For each code point of lines that hold a quote each; with a hundred lines read anew for each it took 1,100."""
SHAPES = {
    "a transcript": ("en", "".join(f"BRANDT: I said that {number}.\n" for number in range(1_300))),
    "no quote": ("en", "The council met in Kova on Monday and nobody saw Ada Brandt there. " * 500),
    "one line": ("en", varied_article(32_000).replace("\n", " ")),
    "German, one line": ("de", "„Es reicht“, sagte Ada Brandt am Montag, die Stadt werde das Depot schließen. " * 420),
    "Arabic": ("ar", "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».\n" * 500),
    "Russian": ("ru", "«Мы остаёмся», — сказала Анна Петрова. По её словам, депо закроют.\n" * 480),
}
"""Texts of one kind throughout."""
ENDLESS = {
    "clauses of a speech, joined by commas": "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، ",
    "marked words without a space": "สวัสดี“ไทย”",
    "names and marked words without a space": "Ada“said”",
    "apostrophes that may be marks": "'we’ ",
    "reporting words": "Ada said, and she said, ",
    "marks": '"',
}
"""Words that are said over and over, and never end with a stop."""


def calls_for(text: str, code: str = "en") -> float:
    """Calls of functions for each code point of an article."""
    with calls_counted() as calls:
        suggestions(text, language(code))
    return calls.total() / len(text)


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_costs_no_more_for_each_code_point_when_it_is_long(kind: str) -> None:
    def calls(length: int) -> float:
        return calls_for((ENDLESS[kind] * length)[:length])

    suggestions(varied_article(1_000), language("en"))
    assert calls(9_000) < 1.4 * calls(4_500)


def test_a_long_article_costs_no_more_for_each_code_point_than_a_short_one() -> None:
    suggestions(varied_article(1_000), language("en"))  # patterns and word lists are made ready once
    short, long = calls_for(varied_article(24_000)), calls_for(varied_article(72_000))
    assert short < MOST_CALLS
    assert long < 1.1 * short


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_text_of_one_kind_costs_no_more_for_each_code_point_than_a_short_one(shape: str) -> None:
    code, text = SHAPES[shape]
    suggestions(text[:1_000], language(code))
    assert calls_for(text, code) < 1.15 * calls_for(text[:8_000], code)


def test_the_short_lines_of_a_transcript_are_not_read_anew_for_each_quote() -> None:
    turns = "".join(f"BRANDT: I said that {number}.\n" for number in range(1_200))
    suggestions(varied_article(1_000), language("en"))
    assert calls_for(turns) < MOST_CALLS_OF_A_TRANSCRIPT


def test_a_name_that_stands_everywhere_costs_what_each_mention_costs() -> None:
    text = "Ada Brandt said the depot will close. Brandt left, and Omar Reyes said it fell. "
    actors = suggestions(text * 500, language("en")).actors
    assert [(actor.name, len(actor.mentions)) for actor in actors] == [("Ada Brandt", 1_000), ("Omar Reyes", 500)]


@pytest.mark.parametrize(
    ("line", "rule", "quote"),
    [
        (
            "KELBY — The bridge will close for now, the council said.",
            "quotation",
            "The bridge will close for now",
        ),
        ("KELBY (AP) - The bridge will close, according to Ada Brandt.", "reported", "The bridge will close"),
        ("KELBY (AP) - “The bridge is a danger,” the council said.", "reported", "“The bridge is a danger,”"),
        ("KELBY, 3. März – Die Brücke werde geschlossen, sagte der Rat.", "quotation", "Die Brücke werde geschlossen"),
    ],
)
def test_a_quote_begins_after_the_dateline(line: str, rule: str, quote: str) -> None:
    text = f"Bridge repairs\n\n{line}\n"
    found = suggestions(text, language("de" if "März" in line else "en"), rule=rule).quotes
    assert [one.segments[0].of(text) for one in found] == [quote]


def test_an_opened_mark_at_the_end_of_a_text_is_no_quote() -> None:
    assert suggestions("Ada Brandt said: “", language("en")).quotes == []


def test_what_a_name_is_between_commas_is_nothing_that_somebody_said() -> None:
    text = "Ada Brandt, the mayor of Kova, said the depot “will never be sold to a private firm.”"
    (quote,) = suggestions(text, language("en")).quotes
    assert quote.speaker is not None
    assert (quote.mode, quote.speaker.name) == ("mixed", "Ada Brandt")
    assert [span.of(text) for span in quote.segments] == ["“will never be sold to a private firm.”"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('<img alt="Ann Roe said: we go"> <p title="Ann Roe said, “no”">Ann Roe left.</p>', []),
        ("""<p class='x' title="Ann Roe said, “no”">She said <b>"go"</b>.</p>""", ['"go"']),
        ('Ann Roe said that the <a href="x">mill</a> was shut.', ['the <a href="x">mill</a> was shut']),
    ],
)
def test_the_values_in_the_tags_of_a_page_are_no_quotes(text: str, quoted: list[str]) -> None:
    english = language("en")
    found = [quote.segments[0].of(text) for quote in suggestions(text, english).quotes]
    assert found == quoted
