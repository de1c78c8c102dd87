from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.speakers import propose
from analyst_app.language.reporting.verb_gender import suits, told_by_name, told_by_verb


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("pl", "Jan Nowak", "he"),
        ("pl", "Anna Nowak", "she"),
        ("pl", "Kowalska", "she"),
        ("pl", "Jan Kowalski", "he"),
        ("pl", "Nowak", ""),
        ("pl", "Jerzy Dudek", ""),
        ("cs", "Jana Nováková", "she"),
        ("cs", "Kryštof Malý", "he"),
        ("cs", "Marie Krejčí", ""),
        ("en", "Ada Brandt", ""),
    ],
)
def test_a_name_tells_by_its_endings(code: str, name: str, told: str) -> None:
    assert told_by_name(name, language(code)) == told


def test_a_verb_tells_by_its_ending() -> None:
    assert [told_by_verb(verb, language("pl")) for verb in ("dodała", "dodał", "dodaje")] == ["she", "he", ""]
    assert [told_by_verb(verb, language("cs")) for verb in ("řekla", "řekl", "říká")] == ["she", "he", ""]
    assert told_by_verb("said", language("en")) == ""
    assert not suits("Jan Nowak", "dodała", language("pl"))
    assert suits("Nowak", "dodała", language("pl"))


@pytest.mark.parametrize(("verb", "who"), [("dodała", "Anna Gil"), ("dodał", "Jan Nowak"), ("dodaje", "Jan Nowak")])
def test_a_left_out_subject_is_the_last_one_whom_the_verb_may_mean(verb: str, who: str) -> None:
    text = f"„Tak” – powiedziała Anna Gil. „Nie” – powiedział Jan Nowak. „Zobaczymy jutro” – {verb}."
    start = text.index("„Zob")
    (first,) = propose(text, Span(start, text.index("”", start) + 1), (), (), language("pl"), most=1)
    assert first.name == who


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("ru", "Никита Тран", "he"),
        ("ru", "Юлия Тран", "she"),
        ("ru", "Джейн Смит", "she"),
        ("ru", "Коваленко", ""),
        ("ar", "ليلى حداد", "she"),
        ("ar", "عمر حداد", "he"),
        ("ar", "حداد", ""),
        ("ar", "شمس حداد", ""),
    ],
)
def test_a_first_name_tells_where_it_is_known(code: str, name: str, told: str) -> None:
    assert told_by_name(name, language(code)) == told


def test_an_arabic_present_form_tells_nothing() -> None:
    assert [told_by_verb(verb, language("ar")) for verb in ("قال", "وقالت", "تقول")] == ["he", "she", ""]
