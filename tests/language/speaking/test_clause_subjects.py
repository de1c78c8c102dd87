"""The subject of a verb that has none beside it.

Tests of language.speaking.clause_subjects, language.speaking.documents and language.speaking.role_phrases.
"""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.speakers import propose
from analyst_app.language.speaking.clause_subjects import apposed_subject, clause_subject
from analyst_app.language.speaking.documents import giver_in
from analyst_app.language.speaking.role_phrases import role_phrase
from tests.language.reading import find

LANGUAGE = language("en")


def _words(text: str, span: Span | None) -> str:
    return span.of(text) if span else ""


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("Pell attacked Quist, ", "Pell"),
        ("The Velland senator sought to calm his supporters, and left, ", "Velland senator"),
        ("Back in 1999, Mr. Pell expressed admiration for Mr. Quist's skills, ", "Pell"),
        ("Here in Tarn, Brock stepped up his efforts, ", "Brock"),
        ("At a rally in Ames, Iowa, on Sunday, Ms. Pell tried to explain it, ", "Pell"),
        ("But a few days later, Pell changed her mind, ", "Pell"),
        ("It was the hardest blow yet, as Ms. Pell echoed the charge, ", "Pell"),
        ("While Pell left, Quist stayed, ", "Quist"),
        ("But the mayor denied it, ", "mayor"),
        ("Speaking on Radio Kova on Monday, Mr. Quist called it “a mess” and ", "Quist"),
        ("The Quist advert hits Pell for taking “too much” and ", "Quist advert"),
        ("She hit back at Quist, ", "She"),
        ("More trouble: Pell, who had left, ", "Pell"),
        ("", ""),
    ],
)
def test_a_clause_speaks_of_its_first_noun_past_what_leads_to_it(before: str, subject: str) -> None:
    assert _words(before, clause_subject(before, Span(0, len(before)), LANGUAGE)) == subject


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("Gov. Ann Riker of Velland, a Liberal who has refused to endorse Mr. Stroud,", "Ann Riker"),
        ("Lyle Harmon, wearing a Quist button,", "Lyle Harmon"),
        ("Velland's governor, Brian Moss, a Liberal,", "Brian Moss"),
        ("The judge -- who has attacked Mr. Stroud --", "judge"),
        ("Ann Riker", ""),
        ("The plan came up after Mr. Stroud, asked about it,", ""),
    ],
)
def test_a_comma_before_the_verb_leads_back_to_its_subject(before: str, subject: str) -> None:
    assert _words(before, apposed_subject(before, Span(0, len(before)), LANGUAGE)) == subject


@pytest.mark.parametrize(
    ("words", "giver"),
    [
        ("A report by the Granite Institute", "Granite Institute"),
        ("an analysis of Tarn Council data by Crowdstat", "Crowdstat"),
        ("A projection by the consulting firm Norvane Economics", "Norvane Economics"),
        ("Two researchers from Corwin University", ""),
        ("a poll in Velland", ""),
    ],
)
def test_who_gave_a_report_speaks_in_it(words: str, giver: str) -> None:
    assert _words(words, giver_in(words, Span(0, len(words)), LANGUAGE)) == giver


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Critics", "Critics"),
        ("Yet others", "others"),
        ("most of the candidates", "candidates"),
        ("police in the eastern state of Saxony", "police"),
    ],
)
def test_words_for_several_who_speak_are_a_phrase(words: str, phrase: str) -> None:
    assert _words(words, role_phrase(words, Span(0, len(words)), len(words), LANGUAGE)) == phrase


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Pell attacked Quist, saying he lied.", "he lied", "Pell"),
        ("“We lost,” Harmon said, adding that the council forgot.", "the council forgot", "Harmon"),
        ("Pell did not name Quist, but told city leaders that it was late.", "it was late", "Pell"),
        ("Pell returned the compliment, telling Radio Kova: “It is late.”", "“It is late.”", "Pell"),
        ("On Friday, the Pell campaign issued a statement saying that it was late.", "it was late", "Pell campaign"),
        ("Ivo Tace, a top adviser to Quist, said Monday that it was late.", "it was late", "Ivo Tace"),
        ("Mr. Pell left early, when Radio Kova reported that it was late.", "it was late", "Radio Kova"),
        ("It is late, according to a recent survey published on Monday.", "It is late", "recent survey"),
        ("According to the initial plan, Pell will leave.", "Pell will leave", "initial plan"),
        ("It is late, according to KOVA’s analysis.", "It is late", "KOVA"),
        ("Critics of the plan were loud. Others said it was late.", "it was late", "Others"),
        ("“We are thrilled” about the ruling, said Petra Olsen, who runs it.", "“We are thrilled”", "Petra Olsen"),
        ("Said Velez: “Nobody asked us.”", "“Nobody asked us.”", "Velez"),
        ("The board has flatly denied any role in it.", "any role in it", "board"),
        ("Ana Ortiz left the hall. “We, the people,” reads the banner.", "“We, the people,”", "banner"),
        ("Karl Moss met Anna Moss. “No,” Mr. Moss said.", "“No,”", "Karl Moss"),
        ("Karl Moss met Anna Moss. “No,” Ms. Moss said.", "“No,”", "Anna Moss"),
        ("Karl Moss met Anna Moss. “No,” Moss said.", "“No,”", "Moss"),
        ("“Is it late?” asked Harmon, a farmer.", "“Is it late?”", "Harmon"),
    ],
)
def test_the_speaker_is_the_subject_that_a_verb_shares(text: str, words: str, speaker: str) -> None:
    assert [one.name for one in propose(text, find(text, words), [], [], LANGUAGE, most=1)] == [speaker]


def test_he_is_never_the_only_woman_of_the_article() -> None:
    text = "Rita Marsh was ill. Marsh said she was fine. He called the plan “a mess”."
    assert propose(text, find(text, "“a mess”"), [], [], LANGUAGE, most=1) == []
