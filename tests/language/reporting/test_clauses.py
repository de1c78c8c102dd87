"""Tests of language.reporting.attribution, language.reporting.clauses and language.reporting.listeners."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.reporting.clauses import attributions_in
from tests.language.reading import tongue


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("The union says the depot will close by May.", "the depot will close by May"),
        ("The depot will close by May, the union says.", "The depot will close by May"),
        ("The depot will close by May, Brandt said on Monday.", "The depot will close by May"),
        ("The depot will close by May, said Ada Brandt, the union’s chair.", "The depot will close by May"),
        ("The depot will close, Ada Brandt, the chair, said.", "The depot will close"),
        ("According to Brandt, the depot will close.", "the depot will close"),
        ("The depot will close, according to Ada Brandt.", "The depot will close"),
        ("Ada Brandt told reporters on Monday that the depot would close.", "the depot would close"),
        ("Ada Brandt told reporters the depot would close.", "the depot would close"),
        ("Brandt said the hall was “a ruin”.", "the hall was “a ruin”"),
        ("Brandt, who sold it, said “it was a ruin” when she left.", "“it was a ruin”"),
        ("The city will sell the old depot, said a spokesman.", "The city will sell the old depot"),
        ("The report says prices rose, but the bank disagrees.", "prices rose"),
        ("Die Stadt sagt, dass die Preise steigen, aber die Bank widerspricht.", "die Preise steigen"),
        ("The report says prices rose, but wages did not.", "prices rose, but wages did not"),
        ("The minister said taxes fell.", "taxes fell"),
        ("Taxes fell, the minister said.", "Taxes fell"),
        ("The mayor said the river rose and the town went under.", "the river rose and the town went under"),
        ("Die Bürgermeisterin Anna Weber sagte, dass die Steuern sinken.", "die Steuern sinken"),
        ("Иван Петров сообщил, что налоги снизились.", "налоги снизились"),
        ("قالت ليلى حداد إن المرفأ سيغلق في مايو.", "المرفأ سيغلق في مايو"),
        ("Marie Dupont a déclaré que le port fermera.", "le port fermera"),
    ],
)
def test_the_reported_clause_is_found_without_who_says_it(sentence: str, clause: str) -> None:
    (found,) = attributions_in(sentence, Span(0, len(sentence)), tongue(sentence))
    assert [content.of(sentence) for content in found.contents] == [clause]


@pytest.mark.parametrize(
    "sentence",
    [
        "The clinic opened in May.",
        "The clinic denied it.",
        "She was told off.",
        "The council announced a plan.",
        "The council announced a plan to rent rooms.",
        "Their claims were bold.",
        "“He said no.”",
    ],
)
def test_a_sentence_that_reports_no_clause_has_none(sentence: str) -> None:
    assert not any(a.contents for a in attributions_in(sentence, Span(0, len(sentence)), tongue(sentence)))


def test_each_statement_of_a_sentence_is_read_by_itself() -> None:
    text = "Ortiz said taxes had fallen, while Ada Brandt, the chair, said they were rising."
    one, two = attributions_in(text, Span(0, len(text)), tongue(text))
    assert [c.of(text) for c in one.contents] == ["taxes had fallen"]
    assert [c.of(text) for c in two.contents] == ["they were rising"]
    assert two.before.of(text).strip() == "Ada Brandt, the chair,"


def test_a_cut_quotation_has_words_on_both_sides_of_its_cue() -> None:
    text = "“We lost the key,” said Ada Brandt, “and the spare.”"
    (found,) = attributions_in(text, Span(0, len(text)), tongue(text))
    assert [c.of(text) for c in found.contents] == ["“We lost the key,”", "“and the spare.”"]
    assert found.is_inverted
    assert found.after.of(text) == "Ada Brandt"
    assert found.cue.of(text) == "said"


def test_words_about_the_subject_leave_the_cue_to_the_main_verb() -> None:
    text = "A spokesman, who asked not to be named, said the city had never filed the papers."
    (found,) = attributions_in(text, Span(0, len(text)), tongue(text))
    assert found.cue.of(text) == "said"
    assert [c.of(text) for c in found.contents] == ["the city had never filed the papers"]


def test_since_may_stand_between_helper_and_reporting_verb() -> None:
    text = "The company has since admitted that it lost the files."
    (found,) = attributions_in(text, Span(0, len(text)), tongue(text))
    assert found.cue.of(text) == "admitted"
    assert [c.of(text) for c in found.contents] == ["it lost the files"]
