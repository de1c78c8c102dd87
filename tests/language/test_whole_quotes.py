"""Mixed speech as the codebook wants it: a quote is the marked words, or the whole reported clause.

Tests of language.quote_modes and of the edge rule ``reported`` in language.edge_rules and language.natural_units.
"""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.edge_rules import apply_edge_rule
from analyst_app.language.languages import language
from analyst_app.language.natural_units import natural_unit, units_in
from analyst_app.language.quotations import all_quotations
from analyst_app.language.quote_modes import whole_quote

EN = language("en")
CASES = [
    # the words in marks, the quote under the rule "reported"; ⟦…⟧ is that quote
    ("Okoro told the paper ⟦the plan was “dead on arrival”⟧.", "dead"),
    ("The bank said ⟦it had found “serious weaknesses, some of them old”⟧.", "weaknesses"),
    ("The union claims ⟦its members are being “hung out to dry”⟧.", "hung"),
    ("⟦The plan was “dead on arrival”⟧, Okoro said.", "arrival"),
    ("Okoro said that ⟦the plan was “dead” and the board “asleep”⟧.", "dead"),
    ("Okoro said that ⟦the plan was “dead” and the board “asleep”⟧.", "asleep"),
    ("⟦“We will not leave the depot,”⟧ said Ada Brandt.", "leave"),
    ("Ada Brandt said: ⟦“We will not leave the depot.”⟧", "leave"),
    ("Okoro insists ⟦the vote was fair⟧.", "vote"),
]


def _parted(marked: str) -> tuple[str, Span]:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), Span(start, end)


@pytest.mark.parametrize(("marked", "word"), CASES)
def test_the_quote_at_a_caret_is_the_whole_reported_clause_with_the_marks_inside_it(marked: str, word: str) -> None:
    text, quote = _parted(marked)
    assert natural_unit("reported", text, text.index(word) + 1, EN) == [quote]


@pytest.mark.parametrize(("marked", "word"), CASES)
def test_so_is_the_quote_in_a_sentence_that_was_gone_to(marked: str, word: str) -> None:
    text, quote = _parted(marked)
    assert units_in("reported", text, Span(0, len(text)), EN) == [quote]


@pytest.mark.parametrize(("marked", "word"), CASES[:-1])
def test_marked_words_that_are_found_in_an_article_become_that_quote(marked: str, word: str) -> None:
    text, quote = _parted(marked)
    found = {whole_quote("reported", text, one.segments, EN) for one in all_quotations(text, EN)}
    assert found == {(quote,)}


@pytest.mark.parametrize(
    "marked",
    [
        "The union accused ⟦the firm of “starving its own depots”⟧.",
        "Okoro described ⟦the vote as “a leap in the dark”⟧.",
        "Okoro called ⟦the vote “a leap in the dark”⟧.",
        "Okoro promised ⟦to “open every drawer” in the hall⟧.",
    ],
)
def test_whom_it_is_about_belongs_to_the_whole_quote(marked: str) -> None:
    text, quote = _parted(marked)
    (one,) = all_quotations(text, EN)
    assert whole_quote("reported", text, one.segments, EN) == (quote,)


@pytest.mark.parametrize(("marked", "word"), CASES[:-1])
def test_under_the_rule_quotation_they_stay_as_they_are(marked: str, word: str) -> None:
    text, _ = _parted(marked)
    for one in all_quotations(text, EN):
        assert whole_quote("quotation", text, one.segments, EN) == one.segments


def test_a_label_that_nobody_says_stays_the_marked_words() -> None:
    text = "Her novel “The Long, Slow Tide” won the prize in 2011."
    (found,) = all_quotations(text, EN)
    assert whole_quote("reported", text, found.segments, EN) == found.segments
    assert natural_unit("reported", text, text.index("Slow"), EN) == list(found.segments)


def test_a_quotation_over_two_paragraphs_keeps_its_parts() -> None:
    text = "“We stay,” said Ada Brandt.\n\n“We have said so before.\n\n“And we say it again.”\n"
    last = list(all_quotations(text, EN))[-1]
    assert len(last.segments) == 2
    assert whole_quote("reported", text, last.segments, EN) == last.segments


@pytest.mark.parametrize(
    ("selected", "taken", "said"),
    [
        ("the plan was “dead on arrival”.", "the plan was “dead on arrival”", "final stop left out"),
        ("the plan was “dead on arrival”", "the plan was “dead on arrival”", ""),
        ("dead on arrival", "“dead on arrival”", "quotation marks taken"),
        ("the plan was “dead", "the plan was “dead", ""),
    ],
)
def test_selected_words_keep_their_marks_and_lose_a_final_stop(selected: str, taken: str, said: str) -> None:
    text = "Okoro told the paper the plan was “dead on arrival”."
    start = text.index(selected)
    found = apply_edge_rule("reported", text, Span(start, start + len(selected)), EN)
    assert ([span.of(text) for span in found.spans], found.said) == ([taken], said)
