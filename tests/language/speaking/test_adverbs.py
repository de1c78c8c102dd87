"""Words that only tell how something is said are never the one who says it."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language
from analyst_app.language.speaking.adverbs import without_adverbs


def speakers(code: str, text: str) -> list[str]:
    """The speakers of a text's quotes; empty for nobody."""
    return [quote.speaker.name if quote.speaker else "" for quote in suggestions(text, language(code)).quotes]


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        (
            "ru",
            "Вера Дымова пришла. «Нет», — тихо сказала она. «Да», — громко и ясно ответил Олег Рябов.",
            ["Вера Дымова", "Олег Рябов"],
        ),
        ("ru", "«Посмотрим», — уклончиво ответила Дымова.", ["Дымова"]),
        ("ru", "«Да», — со слезами на глазах ответила Дымова.", ["Дымова"]),
        ("ru", "«Пора», — устало сказал вчера вечером Олег Рябов.", ["Олег Рябов"]),
        ("ru", "«Мы всё проверим», — агентство сообщило журналистам.", ["агентство"]),
        ("fr", "Jeanne Vasseur est là. « Je parlerai », a-t-elle simplement répondu par SMS.", ["Jeanne Vasseur"]),
    ],
)
def test_a_word_that_tells_the_manner_is_nobody_s_name(code: str, text: str, names: list[str]) -> None:
    found = suggestions(text, language(code))
    assert speakers(code, text) == names
    assert not {"тихо", "ясно", "устало", "уклончиво", "слезами"} & {actor.name for actor in found.actors}


def test_nouns_that_speak_and_words_without_rules_are_kept() -> None:
    assert without_adverbs(["тихо", "и", "ясно", "он"], language("ru")) == ["он"]
    assert without_adverbs(["министерство"], language("ru")) == ["министерство"]
    assert without_adverbs(["quietly"], language("en")) == ["quietly"]
