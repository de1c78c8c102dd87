"""Tests of language.reporting.frames, language.reporting.tails and language.reporting.cues."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.clauses import attributions_in
from tests.language.reading import LANGUAGE


def reported(sentence: str) -> list[str]:
    found = attributions_in(sentence, Span(0, len(sentence)), LANGUAGE)
    return [content.of(sentence) for attribution in found for content in attribution.contents]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll promised to sell the boats.", ["to sell the boats"]),
        ("Kroll urged the crew to stay.", ["the crew to stay"]),
        ("Kroll called on the old council to resign.", ["the old council to resign"]),
        ("Kroll called for a second vote.", ["a second vote"]),
        ("Kroll accused the crew of sleeping.", ["the crew of sleeping"]),
        ("Kroll described the boats as rotten.", ["the boats as rotten"]),
        ("Kroll warned of a hard winter.", ["a hard winter"]),
    ],
)
def test_a_word_of_the_verb_leads_to_what_it_reports(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Kroll was urged to stay.",
        "The promise to sell was old.",
        "Her promises to the town were many.",
        "They gave orders to the crew.",
    ],
)
def test_a_passive_or_a_noun_of_that_form_reports_nothing(sentence: str) -> None:
    assert reported(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll said the boats were sold, which angered the crew.", ["the boats were sold"]),
        ("Kroll said the boats were sold, but the crew has not been paid.", ["the boats were sold"]),
        ("Kroll said he sold the boats, but he kept one.", ["he sold the boats, but he kept one"]),
        ("Kroll said the boats, which are old, were sold.", ["the boats, which are old, were sold"]),
    ],
)
def test_what_the_article_says_for_itself_stays_out(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The early states vote in May and the tweet was gone.", []),
        ("The report on mills was late, and the claims of the firm were old.", []),
        ("Officials report that the mill burned.", ["the mill burned"]),
        ("She claims the mill burned.", ["the mill burned"]),
        ("The letter states that the mill burned.", ["the mill burned"]),
    ],
)
def test_a_form_that_is_mostly_a_noun_reports_beside_a_subject_only(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll said it was watching; the crew did not.", ["it was watching"]),
        (
            "Kroll said they had met at the quay; sold the boats; and left.",
            ["they had met at the quay; sold the boats; and left"],
        ),
        ("Kroll said the boats were too old, citing a study.", ["the boats were too old"]),
        (
            "Kroll said the quay was “no place for children”, but parents still go there.",
            ["the quay was “no place for children”"],
        ),
        (
            "Kroll said the plan was good, but the town could not pay.",
            ["the plan was good, but the town could not pay"],
        ),
        ("Kroll said the boats would go, which “ends the matter”.", ["the boats would go, which “ends the matter”"]),
        ("Kroll said the boats would go, which the crew called “a shame”.", ["the boats would go"]),
    ],
)
def test_semicolons_sources_and_the_present_end_a_clause(sentence: str, expected: list[str]) -> None:
    assert reported(sentence)[:1] == expected


@pytest.mark.parametrize(
    ("code", "sentence", "expected"),
    [
        ("fr", "Le maire a dit que le port était « plein », ce qui a surpris la ville.", "le port était « plein »"),
        (
            "de",
            "Kroll sagte, man habe „schwere Fehler“ gefunden, was niemanden überraschte.",
            "man habe „schwere Fehler“ gefunden",
        ),
        ("de", "Kroll sagte, er habe nicht gewusst, was er tue.", "er habe nicht gewusst, was er tue"),
        ("es", "Clara Duarte dijo que la presa era vieja, lo que sorprendió a todos.", "la presa era vieja"),
    ],
)
def test_so_do_the_words_for_all_of_it_in_other_languages(code: str, sentence: str, expected: str) -> None:
    (found,) = attributions_in(sentence, Span(0, len(sentence)), language(code))
    assert [content.of(sentence) for content in found.contents] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Asked if she had lied, Ada Kroll said she had not.", ["she had not"]),
        ("Pressed on the price, the mayor said it was fair.", ["it was fair"]),
        ("Asked by the paper, the Kova Post, about it, Kroll said it was late.", ["it was late"]),
        ("Kroll asked her why.", []),
        ("Kroll asked why the boats had left.", ["why the boats had left"]),
        ("Marsh, who had been “very ill”, said she was fine.", ["she was fine"]),
        ("Marsh, an engineer of “great patience,” said the quay was safe.", ["the quay was safe"]),
        ("The quay, which is “dead,” said Ada Marsh.", ["The quay, which is “dead,”"]),
        ("Kroll’s call for “calm” went unheeded, and residents said they were tired.", ["“calm”", "they were tired"]),
    ],
)
def test_a_question_and_what_tells_of_the_subject_are_not_reported(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("As Ada Kroll put it, “the game is up.”", "put it"),
        ("Ada Kroll was quoted as saying “enough is enough.”", "saying"),
    ],
)
def test_what_only_both_words_report_is_one_cue(sentence: str, cue: str) -> None:
    (found,) = attributions_in(sentence, Span(0, len(sentence)), LANGUAGE)
    assert found.cue.of(sentence) == cue
    assert [content.of(sentence)[:1] for content in found.contents] == ["“"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll was blunt: the plan was dead.", ["the plan was dead"]),
        ("The mayor was very clear: the boats would stay.", ["the boats would stay"]),
        ("He was adamant: nobody would leave.", ["nobody would leave"]),
        ("The rule was clear: nobody leaves.", []),
        ("Results were clear: prices fell.", []),
        ("Ada Kroll was right: the plan was dead.", []),
        ("Ada Kroll was not clear: she left the hall.", []),
    ],
)
def test_a_colon_leads_on_where_somebody_is_said_to_be_blunt(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    ("code", "sentence", "expected"),
    [
        ("en", "The log, she says, was lost.", ["The log", "was lost"]),
        ("en", "The log, according to Ada Kroll, was lost.", ["The log", "was lost"]),
        ("en", "The log, said Ada Kroll, was lost.", ["The log", "was lost"]),
        ("en", "Still, she says, the log was lost.", ["the log was lost"]),
        ("en", "The log was lost, Ada Kroll said, and the crew had left.", ["The log was lost"]),
        ("en", "The crew, who said nothing, left.", []),
        ("de", "Damit, so Roth, sei alles gesagt.", ["Damit", "sei alles gesagt"]),
        ("de", "Der Plan, sagte Anna Roth, sei tot.", ["Der Plan", "sei tot"]),
        ("de", "Der Plan, der laut Anna Roth tot ist, kommt.", ["Der Plan, der laut Anna Roth tot ist, kommt"]),
    ],
)
def test_an_attribution_between_commas_parts_what_it_reports(code: str, sentence: str, expected: list[str]) -> None:
    found = [quote.segments for quote in suggestions(sentence, language(code)).quotes]
    assert [[part.of(sentence) for part in one] for one in found] == ([expected] if expected else [])


def test_marks_in_the_second_part_make_all_of_it_mixed() -> None:
    text = "Anna Roth kam. Der Plan, so Anna Roth, sei „tot“."
    (quote,) = suggestions(text, language("de"), rule="reported").quotes
    assert [part.of(text) for part in quote.segments] == ["Der Plan", "sei „tot“"]
    assert quote.mode == "mixed"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll said he understands how hard it is.", ["he understands how hard it is"]),
        ("Kroll said his family assumed that the boats were sold.", ["his family assumed that the boats were sold"]),
        ("Kroll says he’s sure that it fell.", ["he’s sure that it fell"]),
        ("Kroll said this week that the boats were sold.", ["the boats were sold"]),
        ("Kroll told the crew that the boats were sold.", ["the boats were sold"]),
        ("Kroll claims he's worth two boats.", ["he's worth two boats"]),
        ("Kroll said the boats were “too old,” claiming that they leak.", ["the boats were “too old,”", "they leak"]),
        ("Kroll praised the crew's work and said the boats would stay.", ["the boats would stay"]),
        ("Kroll said the boats would stay and urged the crew to wait.", ["the boats would stay", "the crew to wait"]),
        ("Kroll said the boats were long and mean.", ["the boats were long and mean"]),
    ],
)
def test_each_verb_has_the_whole_of_its_own_clause(sentence: str, expected: list[str]) -> None:
    assert reported(sentence)[-len(expected) :] == expected


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Ada Kroll said the boats would stay and told the crew she was tired."
    found = [(q.segments[0].of(text), q.speaker.name if q.speaker else "") for q in suggestions(text, LANGUAGE).quotes]
    assert found == [("the boats would stay", "Ada Kroll"), ("she was tired", "Ada Kroll")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tom Kroll said Thursday his worry is the mill.", ["his worry is the mill"]),
        ("Kroll told reporters Monday night the mill would close.", ["the mill would close"]),
        ("Kroll said last month the mill would close.", ["the mill would close"]),
        ("Kroll said on Thursday the mill would close.", ["the mill would close"]),
        ("Kroll said Monday would be a holiday.", ["Monday would be a holiday"]),
        ("It is a “bad time” for all, said Kroll.", ["It is a “bad time” for all"]),
        ("It is a “bad time,” said Kroll.", ["It is a “bad time,”"]),
        ("Kroll has left the “Quay Club,” saying the town was “a heap of rust.”", ["the town was “a heap of rust.”"]),
        ("“We go,” Kroll said, adding that he was tired.", ["“We go,”", "he was tired"]),
    ],
)
def test_neither_the_time_nor_what_goes_before_is_reported(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected
