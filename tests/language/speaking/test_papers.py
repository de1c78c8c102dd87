"""The name of a newspaper in marks is no quote, and what tells of somebody is no name."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("fr", "« Non », a répondu hier Jeanne Vasseur au journal « Le Phare ».", ["« Non »"]),
        ("it", "«No», ha detto ieri Carla Donini al quotidiano «Il Faro».", ["«No»"]),
        ("es", "«No», dijo ayer Rosa Lindar al diario «El Faro».", ["«No»"]),
        ("de", "„Wir haben Angebote vorgelegt“, sagte er der „Morgenpost“.", ["„Wir haben Angebote vorgelegt“"]),
        ("ar", "وذكرت صحيفة «الفجر» أن بطرس قال: «سنرحل».", ["«سنرحل»"]),
        ("fr", "Jeanne Vasseur a dit : « Non ».", ["« Non »"]),
        ("de", "Der Mann sagte: „Nein.“", ["„Nein.“"]),
    ],
)
def test_a_paper_s_name_is_nobody_s_words(code: str, text: str, said: list[str]) -> None:
    quotes = suggestions(text, language(code)).quotes
    marked = [quote for quote in quotes if quote.mode in ("direct", "mixed")]
    assert [quote.segments[0].of(text) for quote in marked] == said


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("es", '"Váyase", le espetó Pilar Vidal a Jorge Roca.', "Pilar Vidal"),
        ("fr", "Jeanne Vasseur est venue. « Oui », assure cette dernière.", "Jeanne Vasseur"),
        ("ru", "Вера Дымова пришла. «Да», — ответила та.", "Вера Дымова"),
    ],
)
def test_a_verb_or_a_pointing_word_is_no_name(code: str, text: str, name: str) -> None:
    assert [quote.speaker.name for quote in suggestions(text, language(code)).quotes if quote.speaker] == [name]
