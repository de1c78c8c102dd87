"""Tests of language.name_openings: a word that only leads to a name is no part of it."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.names import names_in


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "Via Cole, Marsh said it was over. Cole left.", "Marsh"),
        ("es", "Dijo Vidal que es tarde.", "Vidal"),
        ("it", "Disse Rossi che era tardi.", "Rossi"),
        ("pl", "Powiedział Nowak, że jest późno.", "Nowak"),
        ("cs", "Dle Nováka je pozdě.", "Nováka"),
        ("cs", "Podle Nováka je pozdě. Dle Veselé je pozdě.", "Veselé"),
        ("de", "Nach Ansicht von Uhl ist es spät.", "Uhl"),
        ("de", "Aus Sicht von Krohn ist es spät.", "Krohn"),
    ],
)
def test_a_verb_or_preposition_before_a_name_is_no_part_of_it(code: str, text: str, name: str) -> None:
    found = suggestions(text, language(code))
    assert found.quotes[-1].speaker is not None
    assert found.quotes[-1].speaker.name == name
    actors = [actor.name for actor in found.actors]
    assert name in actors or (code == "cs" and not actors), "a name in another case only is left out"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Ana Ruiz llegó. Preguntada por el precio, dijo que era justo."),
        ("es", "Ana Ruiz llegó. Visiblemente cansada, añadió que seguiría."),
        ("pl", "Anna Roy przyszła. Zapytana o cenę, powiedziała, że jest uczciwa."),
        ("fr", "Anne Roy est venue. Interrogée sur le prix, elle a dit que c’était juste."),
    ],
)
def test_what_somebody_was_asked_or_felt_is_nobody(code: str, text: str) -> None:
    found = suggestions(text, language(code))
    assert [actor.name for actor in found.actors] == [" ".join(text.split()[:2])]
    assert {quote.speaker.name for quote in found.quotes if quote.speaker} <= {" ".join(text.split()[:2])}


@pytest.mark.parametrize("text", ["Said Velez: “Go.”", "Says Ada Brandt, “We go.”", "Quoth Cole: “No.”"])
def test_a_verb_is_no_part_of_a_name_where_nobody_is_proposed(text: str) -> None:
    assert not any(actor.name.startswith(text.split()[0]) for actor in suggestions(text, language("en")).actors)


@pytest.mark.parametrize("name", ["Grant Shaw", "Mark Rule", "Guardia Civil"])
def test_a_first_name_that_is_a_verb_as_well_stays(name: str) -> None:
    found = suggestions(f"“We won,” {name} said. {name} left.", language("en"))
    assert [actor.name for actor in found.actors] == [name]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "Per Cole, it was late. Cole left.", "Cole"),
        ("en", "Per Cole, the port is shut. Cole left.", "Cole"),
        ("en", "Per Olsen said that it was late.", "Per Olsen"),
        ("en", "Per Olsen, who was late, met Said Amrani.", "Per Olsen"),
        ("en", "Per Olsen, the mayor, left the hall.", "Per Olsen"),
        ("en", "Said Amrani left the hall.", "Said Amrani"),
        ("en", "Said Velez: “Go.”", "Velez"),
        ("pt", "Consoante Silva, é tarde.", "Silva"),
        ("ru", "Сказал Орлов, что поздно.", "Орлов"),
    ],
)
def test_a_first_name_that_also_attributes_is_one_where_it_does_not(code: str, text: str, name: str) -> None:
    assert names_in(text, Span(0, len(text)), language(code))[0].span.of(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Brandt ging. Ihr Bruder Karl Brandt blieb.", ["Anna Brandt", "Karl Brandt"]),
        ("Die 43-jährige Krankenschwester Maria Lopez ging.", ["Maria Lopez"]),
        ("Oppositionsführer Peter Brandt traf die Anwohnerin Olga Demir.", ["Peter Brandt", "Olga Demir"]),
        ("Hermann Vater traf Felix Mendelssohn Bartholdy.", ["Hermann Vater", "Felix Mendelssohn Bartholdy"]),
    ],
)
def test_kin_and_trades_before_a_german_name_are_no_part_of_it(text: str, names: list[str]) -> None:
    assert [name.span.of(text) for name in names_in(text, Span(0, len(text)), language("de"))] == names
