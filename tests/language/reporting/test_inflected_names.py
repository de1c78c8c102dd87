from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.inflected_names import nominative_of
from analyst_app.language.reporting.speakers import propose


@pytest.mark.parametrize(
    ("code", "name", "full"),
    [
        ("pl", "Nowakowej", "Zofia Nowakowa"),
        ("pl", "Nowaka", "Jan Nowak"),
        ("pl", "Jana Nowaka", "Jan Nowak"),
        ("pl", "Kowalskiego", "Piotr Kowalski"),
        ("pl", "Anny Kowalskiej", "Anna Kowalska"),
        ("pl", "Dudka", "Jerzy Dudek"),
        ("pl", "Edwarda Mroza", "Edward Mróz"),
        ("cs", "Novákové", "Zdena Nováková"),
        ("cs", "Nováka", "Jan Novák"),
        ("cs", "Jany Novákové", "Jana Nováková"),
        ("cs", "Zdeňka Moravce", "Zdeněk Moravec"),
        ("cs", "Duška", "Jiří Dušek"),
        ("cs", "Malého", "Kryštof Malý"),
    ],
)
def test_a_case_of_a_name_is_told_by_its_ending(code: str, name: str, full: str) -> None:
    assert nominative_of(name, [full, "Lena Ortiz"], language(code)) == full


@pytest.mark.parametrize(
    ("code", "name", "others"),
    [
        ("pl", "Nowakowa", ["Jan Nowak"]),  # his wife's or daughter's name is another
        ("cs", "Nováková", ["Jan Novák"]),
        ("cs", "Nováka", ["Zdena Nováková"]),
        ("pl", "Nowaka", ["Jan Nowak", "Piotr Nowak"]),  # two people: nobody can tell
        ("pl", "Nowak", ["Jan Nowak"]),  # no other case
        ("pl", "Anny Nowak", ["Jan Nowak"]),
        ("en", "Nowaka", ["Jan Nowak"]),
        ("pl", "", ["Jan Nowak"]),
    ],
)
def test_what_is_no_case_of_one_person_s_name_is_left_alone(code: str, name: str, others: list[str]) -> None:
    assert nominative_of(name, others, language(code)) == ""


def test_a_speaker_in_another_case_is_proposed_in_the_nominative() -> None:
    text = "„Nie było wody” – mówi Zofia Nowakowa. Według Nowakowej nikt nie otwierał drzwi."
    start = text.index("nikt")
    (first,) = propose(text, Span(start, len(text) - 1), (), (), language("pl"), most=1)
    assert first.name == "Zofia Nowakowa"
    assert first.span is not None
    assert first.span.of(text) == "Nowakowej"
