from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.names import name_at, names_in, phrase_at, phrase_before, without_possessive
from tests.language.reading import LANGUAGE, find, tongue


def names(text: str) -> list[str]:
    return [name.span.of(text) for name in names_in(text, Span(0, len(text)), tongue(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Captain Ilse Moor’s crew met Ada Brandt on Monday.", ["Ilse Moor", "Ada Brandt"]),
        ("The Northland Foreign Minister Juan de la Cruz left.", ["Juan de la Cruz"]),
        ("Lt. Gen. John A. Brown and Omar al-Rashid met.", ["John A. Brown", "Omar al-Rashid"]),
        ("They met Ida M. Brandt in Kova.", ["Ida M. Brandt", "Kova"]),
        ("In March the Ministry of Public Works asked Brandt.", ["Ministry of Public Works", "Brandt"]),
        ("Critics disputed that. Nobody knew.", []),
        ("Brandt said no. Then Ortiz’s aide left.", ["Brandt", "Ortiz"]),
        ("She left the Farmers’ Union and the Interior Ministry.", ["Farmers’ Union", "Interior Ministry"]),
        ("He saw Dr. Müller-Lüdenscheid.", ["Müller-Lüdenscheid"]),
        ("Der Hafen und die Stadt sind nicht das Problem, sagte Weber.", ["Weber"]),
        ("Иван Петров уехал.", ["Иван Петров"]),
    ],
)
def test_names_are_found_without_titles_articles_and_possessives(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_first_word_is_a_name_if_it_is_one_elsewhere() -> None:
    assert names("Kova lies in the north. They went to Kova again.") == ["Kova", "Kova"]
    assert names("Lies are told in the north.") == []


def test_a_name_knows_its_titles() -> None:
    text = "said Foreign Minister Mara Lind yesterday"
    name = name_at(text, text.index("Lind"), LANGUAGE)
    assert name is not None
    assert name.whole.of(text) == "Foreign Minister Mara Lind"
    assert name.span.of(text) == "Mara Lind"
    assert name_at(text, text.index("yesterday") + 2, LANGUAGE) is None


def test_a_role_is_found_with_the_words_before_it() -> None:
    text = "On Friday the local harbour officials declined."
    found = phrase_at(text, text.index("harbour") + 1, LANGUAGE)
    assert found is not None
    assert found.of(text) == "local harbour officials"
    assert phrase_at(text, 1, LANGUAGE) is None


def test_the_subject_before_a_verb_comes_without_its_article() -> None:
    text = "and the Kovian defence ministry said"
    found = phrase_before(text, text.index(" said"), 0, LANGUAGE)
    assert found is not None
    assert found.of(text) == "Kovian defence ministry"


@pytest.mark.parametrize(
    ("words", "bare"), [("Brandt’s", "Brandt"), ("Brandt's", "Brandt"), ("Jones’", "Jones"), ("Brandt", "Brandt")]
)
def test_a_possessive_is_no_part_of_a_name(words: str, bare: str) -> None:
    assert without_possessive(words, Span(0, len(words)), LANGUAGE).of(words) == bare


def test_a_name_does_not_run_over_a_line_end() -> None:
    text = "met Ada Brandt\nOmar Reyes said"
    assert names(text) == ["Ada Brandt", "Omar Reyes"]
    assert find(text, "Omar").start == 15
