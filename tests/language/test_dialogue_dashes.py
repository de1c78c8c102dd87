from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.dialogue_dashes import dashed_speech
from analyst_app.language.languages import language
from analyst_app.language.quotations import quotation_at


@pytest.mark.parametrize(
    ("code", "line", "speech"),
    [
        ("es", "—No iremos —dijo Clara Duarte—. Nunca.", ["No iremos", "Nunca."]),
        ("es", "—No iremos —le dijo Clara Duarte.", ["No iremos"]),
        ("es", "— ¿Y ahora? — preguntó Duarte al cerrar la puerta — . Nadie lo sabe.", ["¿Y ahora?", "Nadie lo sabe."]),
        ("pl", "– To skandal – powiedziała Anna Duarte. – Nie odpuścimy.", ["To skandal", "Nie odpuścimy."]),
        ("pl", "- To skandal - powiedziała Anna Duarte. - Nie odpuścimy.", ["To skandal", "Nie odpuścimy."]),
        ("it", "– È uno scandalo – ha detto Anna Gallo.", ["È uno scandalo"]),
        ("pt", "— Não vamos — disse Ana Duarte. — Nunca.", ["Não vamos", "Nunca."]),
        ("pl", "Tak mówił. - To szkoda - dodał. Podał, że dane - jak mówił - są nowe.", ["To szkoda"]),
        ("pl", "Dane są nowe - jak mówił - i dobre.", []),
        ("es", "—Nunca.", []),  # perhaps an item of a list
        ("es", "— La presa – vieja – se cierra.", []),
        ("pl", "– termin-wniosku do maja", []),
        ("es", "La presa —dijo Duarte— se cierra.", []),
        ("en", "—We stay —said Brandt—. Never.", ["We stay"]),
        ("en", "— You lie! shouted Marsh.", ["You lie!"]),
        ("en", "– We go, said Cole, and left.", ["We go"]),
        ("en", "— Never, said the mayor.", ["Never"]),
        ("en", "— We go, Cole said quietly. We always go.", ["We go", "We always go."]),
        ("en", "— You told us, Cole, that you lied? asked the judge.", ["You told us, Cole, that you lied?"]),
        ("en", "— Two people died, police said.", []),  # an item of a list
        ("en", "— The mill burned, Cole said in the hall.", []),
        ("en", "— We know the mill burned; Cole said that it was old.", []),
        ("en", "We go — said Cole.", []),
    ],
)
def test_a_line_that_a_dash_opens_is_speech_where_the_author_says_who_speaks(
    code: str, line: str, speech: list[str]
) -> None:
    text = f"Antes.\n{line}\nDespués."
    found = dashed_speech(text, Span(7, 7 + len(line)), language(code))
    assert [span.of(text) for span in found] == speech


def test_dashed_speech_is_a_quotation_with_its_speaker() -> None:
    text = "La presa se cierra.\n\n—No iremos —dijo Clara Duarte—. Nunca.\n\nNadie respondió."
    quotes = suggestions(text, language("es")).quotes
    assert [(quote.segments[0].of(text), quote.mode) for quote in quotes] == [
        ("No iremos", "direct"),
        ("Nunca.", "direct"),
    ]
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["Clara Duarte", "Clara Duarte"]
    found = quotation_at(text, text.index("iremos"), language("es"))
    assert found is not None
    assert found.span.of(text) == "No iremos"


def test_marks_inside_dashed_speech_are_a_quotation_in_it() -> None:
    text = "—Me dijo «nunca» y se fue —contó Clara Duarte."
    (quote,) = suggestions(text, language("es")).quotes
    assert quote.segments[0].of(text) == "Me dijo «nunca» y se fue"


def test_a_line_beside_speech_is_speech_where_somebody_is_said_to_speak() -> None:
    text = "— The mill burned, Cole said.\n\n— You lie! shouted Marsh.\n"
    quotes = suggestions(text, language("en")).quotes
    assert [(q.segments[0].of(text), q.mode, q.speaker.name if q.speaker else "") for q in quotes] == [
        ("The mill burned", "direct", "Cole"),
        ("You lie!", "direct", "Marsh"),
    ]


def test_the_dash_of_a_list_is_no_part_of_a_reported_clause() -> None:
    text = "— Two people died, police said.\n— Three were hurt, police said.\n"
    quotes = suggestions(text, language("en")).quotes
    assert [(q.segments[0].of(text), q.mode) for q in quotes] == [
        ("Two people died", "indirect"),
        ("Three were hurt", "indirect"),
    ]
