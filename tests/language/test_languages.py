"""The languages that ship, and which one an article is taken for: ``language.languages`` and ``language.language``."""

from __future__ import annotations

from dataclasses import fields

import pytest

from analyst_app import resources
from analyst_app.assist.verifying import telling_words
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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Two of the four ferries were late again. “We had no crew,” a spokesman told the paper."),
        ("en", "Prices rose by 4 percent in March, and they are likely to rise further, the bank said."),
        ("de", "Zwei der vier Fähren kamen wieder zu spät. „Wir hatten keine Leute“, sagte ein Sprecher."),
        ("de", "Die Preise stiegen im März um 4 Prozent, und nach Ansicht der Bank steigen sie weiter."),
        ("fr", "Deux des quatre bacs sont arrivés en retard. « Nous n’avions pas d’équipage », a dit la compagnie."),
        ("fr", "Les prix ont augmenté de 4 % en mars et ils vont encore monter, selon la banque."),
        ("ru", "Два из четырёх паромов опять опоздали. «У нас не было людей», — сказал представитель компании."),
        ("ru", "В марте цены выросли на 4 процента, и, по мнению банка, они будут расти и дальше."),
        ("ar", "تأخرت عبارتان من أربع مرة أخرى، وقال متحدث إن الشركة لم يكن لديها عمال في هذا الأسبوع."),
        ("ar", "ارتفعت الأسعار في مارس، ومن المتوقع أن ترتفع بعد ذلك، حسب ما قال البنك في بيان."),
    ],
)
def test_two_sentences_are_enough_for_each_of_our_languages(code: str, text: str) -> None:
    assert found_in(text) == code


@pytest.mark.parametrize(
    "text",
    [
        # Spanish
        "El alcalde dijo que no vendría y que la ciudad no tiene dinero.",
        "Dos de los cuatro barcos llegaron tarde. «No había gente», explicó un portavoz de la empresa.",
        "La ministra de Sanidad se reunió en Madrid con la presidenta de la región.",
        # Italian
        "Il sindaco ha detto che non verrà e che la città non ha soldi.",
        "Due dei quattro traghetti sono arrivati in ritardo. «Non c’era personale», dice la compagnia.",
        "Le proteste contro la riforma si sono estese a tutte le province del sud.",
        # Dutch
        "De burgemeester zei dat hij niet zou komen en dat de stad geen geld heeft.",
        "Twee van de vier veerboten waren weer te laat. “We hadden geen mensen”, zegt een woordvoerder.",
        "De prijzen stegen in maart met 4 procent, en volgens de bank is het einde niet in zicht.",
        # Ukrainian
        "Мер сказав, що він не прийде і що в міста немає грошей.",
        "Два з чотирьох поромів знову запізнилися. «У нас не було людей», — сказав речник компанії.",
        "У березні ціни зросли на 4 відсотки, і, на думку банку, вони будуть рости й далі.",
        # Portuguese
        "O presidente da câmara disse que não viria e que a cidade não tem dinheiro.",
        "Dois dos quatro barcos chegaram atrasados. «Não havia gente», disse um porta-voz da empresa.",
        "Os preços subiram 4 por cento em março e, de acordo com o banco, vão subir mais.",
        # Catalan, Romanian, Polish, Swedish, Hungarian, Bulgarian, Persian, Welsh
        "L’alcalde va dir que no vindria i que la ciutat no té diners per a les escoles.",
        "Primarul a spus că nu va veni și că orașul nu are bani de la stat.",
        "Burmistrz powiedział, że nie przyjdzie i że miasto nie ma na to pieniędzy. To jest a nie był plan.",
        "Borgmästaren sade att han inte skulle komma och att staden inte har några pengar i år.",
        "A polgármester azt mondta, hogy nem jön el, és hogy a városnak nincs pénze. A terv is kész.",
        "Кметът каза, че няма да дойде и че градът не разполага с пари за училищата на квартала.",
        "شهردار گفت که نمی‌آید و شهر برای این کار پول ندارد و از دولت کمک خواست.",
        "Dywedodd y maer na fyddai’n dod ac nad oes gan y ddinas arian i dalu am yr ysgol.",
        # a list, in which the small words are parts of names
        "Paris SG 3, FC de Nantes 1, Le Havre AC 0, AS La Chapelle 2, Lens 4, Brest 2, Lille 1, Nice 0, Lyon 1, "
        "Metz 3, Monaco 2, Angers 1, Auxerre 0, Toulouse 2, Rennes 1, Reims 0, Marseille 5, Strasbourg 2, Caen 1, "
        "Dijon 0, Guingamp 1, Amiens 2, Sochaux 1, Bastia 0, Ajaccio 1, Laval 1, Pau 0, Rodez 2",
    ],
)
def test_a_text_in_a_neighbour_of_ours_is_taken_for_none(text: str) -> None:
    assert found_in(text) == ""
    assert language_of(text).code == languages.DEFAULT


def test_a_language_with_a_folder_goes_by_it_and_not_by_its_words_as_a_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resources, "neighbours", lambda: {"de": frozenset({"qwertz"})})
    assert found_in("Der Bürgermeister sagte, dass er nicht kommen werde, und die Stadt hat kein Geld.") == "de"


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
    assert {name.removesuffix(".txt") for name in files} <= known.union(telling_words.LISTS)
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
