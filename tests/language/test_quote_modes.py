from __future__ import annotations

import pytest

from analyst_app.language.languages import language
from analyst_app.language.quote_modes import mode_of
from tests.language.reading import LANGUAGE, find

DEPOT = "Ada Brandt has said “we will not leave the depot”. Omar Hall called it a “quiet zone”.\n"


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        (DEPOT, "“we will not leave the depot”", "direct"),
        (DEPOT, "“quiet zone”", "mixed"),
        ("“We lost the key,” Ada Brandt said, “and the spare one too.”\n", "“We lost the key,”", "direct"),
        ("Brandt said the hall was “a ruin” by now.", "the hall was “a ruin”", "mixed"),
        ("She wrote again, and was invited to a “dialogue event” in the capital.", "“dialogue event”", "term"),
        ("Brandt said the hall was a ruin.", "the hall was a ruin", "indirect"),
        ("“Yes,” she said.", "“Yes,”", "direct"),
        ('"“We go”," she said.', '"“We go”,"', "direct"),
        ('Ada Brandt warned of "serious consequences".', '"serious consequences"', "mixed"),
        ('Ada Brandt warned: "serious consequences".', '"serious consequences"', "direct"),
        ("“The first one goes on.\n\n“The second one goes on too.\n", "“The second one goes on too.", "direct"),
    ],
)
def test_the_mode_of_a_quote_is_read_off_its_marks(text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == mode


def test_a_quotation_over_paragraphs_is_direct_as_a_whole() -> None:
    text = "“The first one goes on.\n\n“The second one ends,” she said.\n"
    assert mode_of(text, find(text, "“The first one goes on.\n\n“The second one ends,”"), LANGUAGE) == "direct"


def test_a_sentence_quoted_in_a_quotation_is_direct_and_a_word_a_term() -> None:
    text = "“We asked him, ‘Sure?’ He called it ‘certain’,” she said.\n"
    assert mode_of(text, find(text, "‘Sure?’"), LANGUAGE) == "direct"
    assert mode_of(text, find(text, "‘certain’"), LANGUAGE) == "term"


def test_a_judgement_in_marks_is_somebodys_words_and_a_label_is_not() -> None:
    text = "Ines Faro called it “a mess”. Omar Hall called it a “quiet zone”. The so-called “long bill” failed.\n"
    assert mode_of(text, find(text, "“a mess”"), LANGUAGE) == "mixed"
    assert mode_of(text, find(text, "“quiet zone”"), LANGUAGE) == "mixed"
    assert mode_of(text, find(text, "“long bill”"), LANGUAGE) == "term"


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("“Six million is a guess,” the union’s chair, Pat “the Crane” Donnelly, said.", "“the Crane”", "term"),
        ("Joe “Mad Dog” Larsen told the court that he was at home.", "“Mad Dog”", "term"),
        ("The verdict stands, said Anna ‘Nan’ Whitfield, who runs the shelter.", "‘Nan’", "term"),
        ("Brandt said the Senate “would not listen to him” Monday.", "“would not listen to him”", "mixed"),
        ("Brandt said “No.” Larsen left.", "“No.”", "direct"),
    ],
)
def test_a_nickname_between_two_parts_of_a_name_is_spoken_by_nobody(text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == mode


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("A spokesman, who asked not to be named, said the city “never filed it”.", "“never filed it”", "mixed"),
        ("The nurse, who refused to speak openly, said the ward “was never safe”.", "“was never safe”", "mixed"),
        ("Ada Brandt, who chairs the board, said “we owe nobody a penny”.", "“we owe nobody a penny”", "direct"),
        ("The fund, the regulator wrote, had “neither plan nor will” to act.", "“neither plan nor will”", "mixed"),
        ("The bridge, engineers warned, was “near the end of its life”.", "“near the end of its life”", "mixed"),
        ("The minister said, in a letter to parents, “we will reopen in May”.", "“we will reopen in May”", "direct"),
        ("“The log,” she says, “was lost in the fire.”", "“was lost in the fire.”", "direct"),
        ("Two members of the board have since said they “may think again”.", "“may think again”", "mixed"),
        ("Ada Brandt has since said she “would do it again”.", "“would do it again”", "mixed"),
    ],
)
def test_a_verb_outside_the_marks_makes_them_part_of_a_report(text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == mode


def test_a_label_after_a_passive_is_a_term() -> None:
    text = "Donnelly said the sale was overdue. It was called a “sell-off by instalments” by others.\n"
    assert mode_of(text, find(text, "“sell-off by instalments”"), LANGUAGE) == "term"


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("de", "Der Minister sagte: „Wir gehen“, und ging.", "„Wir gehen“"),
        ("ar", "قال الوزير محمد علي: «نحن مستعدون للسلام» في القاهرة", "«نحن مستعدون للسلام»"),
        ("fr", "Le ministre a dit : « Nous partons », puis il sortit.", "« Nous partons »"),
        ("en", "The mayor said, in her first speech since May: “We go”, and went.", "“We go”"),
    ],
)
def test_what_a_colon_after_a_reporting_verb_leads_to_is_direct(code: str, text: str, words: str) -> None:
    assert mode_of(text, find(text, words), language(code)) == "direct"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He is known as "The Fox", police said.', '"The Fox"'),
        ("He is known as “a man of steel”, police said.", "“a man of steel”"),
        ("The gang was called “the night crew”, officials say.", "“the night crew”"),
        ("Police said the man, nicknamed “Long Tom”, had fled.", "“Long Tom”"),
    ],
)
def test_what_somebody_is_known_as_is_a_term(text: str, words: str) -> None:
    assert mode_of(text, find(text, words), LANGUAGE) == "term"


@pytest.mark.parametrize(
    ("code", "text", "words", "mode"),
    [
        ("en", "The mayor called it “a stunt”.", "“a stunt”", "mixed"),
        ("en", "The mayor described it as “a stunt”.", "“a stunt”", "mixed"),
        ("en", "The mayor called the vote “historic”.", "“historic”", "mixed"),
        ("en", "The mayor described the vote as “historic”.", "“historic”", "mixed"),
        (
            "en",
            "The mayor called it “a stunt that will cost us dearly”.",
            "“a stunt that will cost us dearly”",
            "mixed",
        ),
        (
            "en",
            "The mayor described it as “a stunt that will cost us dearly”.",
            "“a stunt that will cost us dearly”",
            "mixed",
        ),
        ("de", "Die Ministerin nannte die Wahl „einen Witz“.", "„einen Witz“", "mixed"),
        ("de", "Die Ministerin bezeichnete die Wahl als „historisch“.", "„historisch“", "mixed"),
        ("en", "The mayor called the yard a “quiet zone”.", "“quiet zone”", "mixed"),
        ("en", "The mayor described the yard as a “quiet zone”.", "“quiet zone”", "mixed"),
        ("en", "The yard is described as “quiet” by no one.", "“quiet”", "term"),
        ("en", "Her party calls its own draft “the long bill”.", "“the long bill”", "term"),
        ("en", "Her party describes its draft as “the long bill”.", "“the long bill”", "term"),
        ("en", "The mayor called her dog “Rex”.", "“Rex”", "term"),
    ],
)
def test_what_somebody_calls_or_describes_a_thing_as_has_one_mode(code: str, text: str, words: str, mode: str) -> None:
    assert mode_of(text, find(text, words), language(code)) == mode


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("ar", "ليلى حداد: «نحن هنا».", "«نحن هنا»"),
        ("ar", "ليلى حداد: «نحن هنا» في المدينة.", "«نحن هنا»"),
        ("en", "Leila Haddad: “We are here” and nothing else.", "“We are here”"),
        ("en", "“We, the people, agree”, Ms. Brandt wrote.", "“We, the people, agree”"),
    ],
)
def test_what_stands_after_a_name_and_a_colon_is_direct(code: str, text: str, words: str) -> None:
    assert mode_of(text, find(text, words), language(code)) == "direct"


def test_a_word_of_a_reported_clause_is_mixed() -> None:
    text = "The vote was lost. Yesterday she said the plan was “dead”."
    assert mode_of(text, find(text, "“dead”"), LANGUAGE) == "mixed"
