"""The languages that ship, and which one an article is taken for: ``language.languages`` and ``language.language``."""

from __future__ import annotations

from dataclasses import fields

import pytest

from analyst_app import resources
from analyst_app.language import languages
from analyst_app.language.language import Language
from analyst_app.language.languages import codes, found_in, language, language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The mayor said that he would not come, and the city has no money."),
        ("de", "Der Bürgermeister sagte, dass er nicht kommen werde, und die Stadt hat kein Geld."),
        ("fr", "Le maire a dit qu’il ne viendrait pas et que la ville n’a pas d’argent."),
        ("ru", "Мэр сказал, что он не придёт и что у города нет денег."),
        ("ar", "قال رئيس البلدية إنه لن يأتي وأن المدينة ليس لديها مال في الوقت الحالي من دون أي شك"),
        ("", "税收下降了"),
        ("", ""),
        ("", "Depot 12, Hall 4"),
    ],
)
def test_a_text_shows_its_language_by_its_small_words(code: str, text: str) -> None:
    assert found_in(text) == code


def test_an_english_article_that_quotes_german_is_english() -> None:
    text = "She said the union had asked for it twice, and then: “Wir gehen nicht.” The city has not answered."
    assert found_in(text) == "en"


def test_what_a_person_noted_counts_more_than_the_text_and_an_unknown_code_for_nothing() -> None:
    english = "The mayor said that he would not come, and the city has no money."
    assert language_of(english, "de").code == "de"
    assert language_of(english, "tlh").code == "en"
    assert language_of("").code == languages.DEFAULT


def test_an_unknown_language_is_an_error_and_no_empty_one() -> None:
    with pytest.raises(KeyError):
        language("tlh")


@pytest.mark.parametrize("code", codes())
def test_each_folder_names_its_language_and_holds_nothing_that_nobody_reads(code: str) -> None:
    known = {item.name for item in fields(Language)} - {"code", "name"}
    files = {entry.name for entry in (resources.folder("words") / code).iterdir()} - {"language.json"}
    assert {name.removesuffix(".txt") for name in files} <= known
    table = resources.language(code)
    assert set(table["rules"]) <= known
    assert table["name"]
    assert table["own_name"]


@pytest.mark.parametrize("code", codes())
def test_every_language_reads_the_lists_of_all_today(code: str) -> None:
    assert {"said", "sagte", "сказал"} <= language(code).reporting_verbs
    assert language(code).name == resources.language(code)["name"]


def test_a_language_of_its_own_lists_alone_knows_no_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**resources.language("de"), "reads_also": []}
    monkeypatch.setattr(resources, "language", lambda code: table)
    alone = language.__wrapped__("de")
    assert "sagte" in alone.reporting_verbs
    assert "said" not in alone.reporting_verbs
    assert alone.possessive.search("Strauß’")
    assert not alone.possessive.search("Brandt’s")
