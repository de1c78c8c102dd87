from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.edge_rules import apply_edge_rule
from tests.language.reading import LANGUAGE, find

TEXT = (
    "🔥 Mayor Lena Ortiz said “taxes fell by 12% in 2024,” adding crime fell too. Critics disputed that.\n"
    "“We lost the key,” Ada Brandt said, “and the spare.” The “quiet zone”. Ada Brandt’s, e\u0301 end.\n"
    "“One.\n\n“Two,” he said. “So ‘it was’ he.” In the U.S. it rains. He lives in the U.S.\n"
    "Is it so? “A ruin”, she wrote, “and a “mess””.\n"
)


def applied(rule: str, words: str) -> tuple[list[str], str]:
    result = apply_edge_rule(rule, TEXT, find(TEXT, words), LANGUAGE)
    return [span.of(TEXT) for span in result.spans], result.said


@pytest.mark.parametrize(
    ("rule", "words", "expected", "said"),
    [
        ("clause", "taxes fell by 12% in 2024", ["taxes fell by 12% in 2024"], ""),
        ("clause", "Critics disputed that.", ["Critics disputed that"], "final stop left out"),
        ("clause", "Critics disputed that", ["Critics disputed that"], ""),
        ("clause", "Is it so?", ["Is it so?"], ""),
        ("clause", "He lives in the U.S.", ["He lives in the U.S."], ""),
        ("clause", "The “quiet zone”", ["The “quiet zone”"], ""),
        ("quotation", "taxes fell by 12% in 2024", ["“taxes fell by 12% in 2024,”"], "quotation marks taken"),
        ("quotation", "taxes fell by 12% in 2024,", ["“taxes fell by 12% in 2024,”"], "quotation marks taken"),
        ("quotation", "“taxes fell by 12% in 2024,”", ["“taxes fell by 12% in 2024,”"], ""),
        ("quotation", "quiet", ["quiet"], ""),
        ("quotation", "“quiet zone”.", ["“quiet zone”"], "punctuation left out"),
        ("quotation", "A ruin”,", ["“A ruin”"], "quotation marks taken"),
        ("quotation", "it was", ["‘it was’"], "quotation marks taken"),
        ("name", "Ada Brandt’s", ["Ada Brandt"], "possessive left out"),
        ("name", "Ada Brandt’s,", ["Ada Brandt"], "possessive left out, trailing comma left out"),
        ("name", "Mayor Lena Ortiz", ["Mayor Lena Ortiz"], ""),
        ("word", " said ", ["said"], "white space left out"),
        ("none", " said ", ["said"], "white space left out"),
        ("unknown rule", "said", ["said"], ""),
    ],
)
def test_a_rule_moves_the_edges_and_says_so(rule: str, words: str, expected: list[str], said: str) -> None:
    assert applied(rule, words) == (expected, said)


def test_a_claim_loses_outer_marks_and_its_stop() -> None:
    assert applied("clause", "“taxes fell by 12% in 2024,”")[0] == ["taxes fell by 12% in 2024"]
    spans, said = applied("clause", "“We lost the key,”")
    assert spans == ["We lost the key"]
    assert "comma" in said
    assert "quotation marks" in said


def test_a_claim_keeps_both_marks_of_words_inside_it() -> None:
    spans, said = applied("clause", "“taxes fell by 12% in 2024,” adding crime fell too.")
    assert spans == ["“taxes fell by 12% in 2024,” adding crime fell too"]
    assert said == "final stop left out"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“We lost the key,” Ada Brandt said, “and the spare.”", ["“We lost the key,”", "“and the spare.”"]),
        ("We lost the key,” Ada Brandt said, “and the spare", ["“We lost the key,”", "“and the spare.”"]),
        ("“One.\n\n“Two,”", ["“One.", "“Two,”"]),
        ("“One.\n\n“Two,” he said. “So ‘it was’ he.”", ["“One.", "“Two,”", "“So ‘it was’ he.”"]),
        ("“A ruin”, she wrote, “and a “mess””", ["“A ruin”", "“and a “mess””"]),
    ],
)
def test_several_marked_stretches_become_a_quote_each_without_the_cue(words: str, expected: list[str]) -> None:
    spans, said = applied("quotation", words)
    assert spans == expected
    assert said == f"{len(expected)} quotes, one for each marked stretch"


def test_a_clause_partly_in_marks_stays_whole() -> None:
    assert applied("quotation", "Ortiz said “taxes fell by 12% in 2024,” adding") == (
        ["Ortiz said “taxes fell by 12% in 2024,” adding"],
        "",
    )


def test_a_paragraph_is_taken_whole() -> None:
    spans, said = applied("paragraph", "Critics")
    assert spans == [TEXT.splitlines()[0]]
    assert said == "whole paragraph taken"


def test_white_space_alone_is_nothing() -> None:
    result = apply_edge_rule("none", TEXT, find(TEXT, "\n\n"), LANGUAGE)
    assert result.spans == ()
    assert result.said == "only white space is selected"


def test_no_rule_splits_a_grapheme() -> None:
    at = TEXT.index("e\u0301")
    result = apply_edge_rule("none", TEXT, Span(at + 1, at + 6), LANGUAGE)
    assert result.spans[0].start == at
    assert result.said == "whole characters taken"


@pytest.mark.parametrize("rule", ["clause", "quotation", "name", "word", "paragraph", "none"])
@given(data=st.data())
def test_a_rule_applied_twice_moves_nothing_more(rule: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    for span in apply_edge_rule(rule, TEXT, Span(start, end), LANGUAGE).spans:
        assert span.length
        again = apply_edge_rule(rule, TEXT, span, LANGUAGE)
        assert again.spans == (span,) or rule == "quotation"
        assert not again.said or again.spans != (span,)
