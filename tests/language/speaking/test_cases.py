"""Russian names and reports: ``language.speaking.cases``, the author's words between dashes, and initials."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.names import names_in
from analyst_app.language.speaking.cases import nominatives

RUSSIAN = language("ru")


def speakers(text: str) -> list[str]:
    """The proposed speaker of each quote."""
    return [quote.speaker.name if quote.speaker else "" for quote in suggestions(text, RUSSIAN).quotes]


@pytest.mark.parametrize(
    ("genitive", "name"),
    [
        ("Петрова", "Петров"),
        ("Петровой", "Петрова"),
        ("Ивана Петрова", "Иван Петров"),
        ("Анны Петровой", "Анна Петрова"),
        ("Достоевского", "Достоевский"),
    ],
)
def test_a_genitive_may_stand_for_its_name(genitive: str, name: str) -> None:
    assert name in nominatives(genitive, RUSSIAN)


def test_a_language_without_cases_has_no_other_forms() -> None:
    assert nominatives("Petrova", language("en")) == []


def test_after_a_phrase_a_man_and_a_woman_are_told_apart_by_their_genitives() -> None:
    text = (
        "Иван Петров и Анна Петрова приехали. По словам Петрова, мост закроют. "
        "По словам Петровой, мост откроют. Петрова сообщила, что мост цел."
    )
    assert speakers(text) == ["Иван Петров", "Анна Петрова", "Анна Петрова"]


def test_a_name_that_the_article_does_not_have_is_left_as_it_is_printed() -> None:
    assert speakers("По словам Сидорова, мост закроют.") == ["Сидорова"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Мы едем», — сказал Иван Петров журналистам.", "Иван Петров"),
        ("«Мы едем, — сказал Иван Петров. — Ждите нас завтра».", "Иван Петров"),
        ("«Мы едем», — пожаловалась учительница Анна Соколова.", "Анна Соколова"),
        ("Мэр Москвы Иван Петров сообщил, что мост закроют.", "Иван Петров"),
        ("Президент Пётр Ильич Петров сообщил, что мост закроют.", "Пётр Ильич Петров"),
        ("Как сообщила полиция, мост закроют.", "полиция"),
        ("Министр транспорта Г. А. Носов считает, что мост закроют.", "Г. А. Носов"),
        ("Адвокат М. С. Лисина назвала дело «ошибкой».", "М. С. Лисина"),
    ],
)
def test_the_speaker_of_a_russian_report_is_found(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_initials_are_of_a_name_though_small_words_are_spelt_so() -> None:
    text = "Вчера пришли И. И. Петров и С. В. Котова."
    assert [name.span.of(text) for name in names_in(text, Span(0, len(text)), RUSSIAN)] == [
        "И. И. Петров",
        "С. В. Котова",
    ]
