"""The languages that ship, and which one an article is taken for: ``language.languages`` and ``language.language``."""

from __future__ import annotations

from dataclasses import fields

import pytest

from analyst_app import resources
from analyst_app.assist.suggestions import suggestions
from analyst_app.assist.verifying import telling_words
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.languages import codes, found_in, language, language_of, without_rules
from analyst_app.language.names import names_in
from analyst_app.language.reporting.speakers import propose


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
        ("es", "El alcalde dijo que no vendría y que la ciudad no tiene dinero."),
        ("es", "Dos de los cuatro barcos llegaron tarde. «No había gente», explicó un portavoz de la empresa."),
        ("it", "Il sindaco ha detto che non verrà e che la città non ha soldi."),
        ("it", "Due dei quattro traghetti sono arrivati in ritardo. «Non c’era personale», dice la compagnia."),
        ("it", "Le proteste contro la riforma si sono estese a tutte le province del sud."),
        ("pt", "O presidente da câmara disse que não viria e que a cidade não tem dinheiro."),
        ("pt", "Dois dos quatro barcos chegaram atrasados. «Não havia gente», disse um porta-voz da empresa."),
        ("pt", "Os preços subiram 4 por cento em março e, de acordo com o banco, vão subir mais."),
        ("pl", "Burmistrz powiedział, że nie przyjdzie i że miasto nie ma na to pieniędzy."),
        ("pl", "Dwa z czterech promów znów się spóźniły. „Nie mieliśmy ludzi” – powiedział rzecznik firmy."),
        ("pl", "Ceny wzrosły w marcu o 4 procent, a według banku będą dalej rosnąć."),
        ("cs", "Starosta řekl, že nepřijde a že město na to nemá peníze."),
        ("cs", "Dva ze čtyř přívozů měly znovu zpoždění. „Neměli jsme lidi,“ řekl mluvčí firmy."),
        ("cs", "Ceny v březnu stouply o 4 procenta a podle banky porostou dál."),
        ("ar", "تأخرت عبارتان من أربع مرة أخرى، وقال متحدث إن الشركة لم يكن لديها عمال في هذا الأسبوع."),
        ("ar", "ارتفعت الأسعار في مارس، ومن المتوقع أن ترتفع بعد ذلك، حسب ما قال البنك في بيان."),
    ],
)
def test_two_sentences_are_enough_for_each_of_our_languages(code: str, text: str) -> None:
    assert found_in(text) == code


@pytest.mark.parametrize(
    "text",
    [
        # Dutch
        "De burgemeester zei dat hij niet zou komen en dat de stad geen geld heeft.",
        "Twee van de vier veerboten waren weer te laat. “We hadden geen mensen”, zegt een woordvoerder.",
        "De prijzen stegen in maart met 4 procent, en volgens de bank is het einde niet in zicht.",
        # Ukrainian
        "Мер сказав, що він не прийде і що в міста немає грошей.",
        "Два з чотирьох поромів знову запізнилися. «У нас не було людей», — сказав речник компанії.",
        "У березні ціни зросли на 4 відсотки, і, на думку банку, вони будуть рости й далі.",
        # Galician, Slovak
        "O alcalde dixo que non viría e que a cidade non ten cartos para a escola.",
        "Dous dos catro barcos chegaron tarde. «Non había xente», explicou unha voceira da empresa.",
        "Os prezos subiron un 4 por cento en marzo e, segundo o banco, aínda van subir máis.",
        "Starosta povedal, že nepríde a že mesto na to nemá peniaze.",
        "Dva zo štyroch trajektov opäť meškali. „Nemali sme ľudí,“ povedal hovorca firmy.",
        "Ceny v marci vzrástli o 4 percentá a podľa banky budú rásť aj ďalej.",
        # Catalan, Romanian, Swedish, Hungarian, Bulgarian, Persian, Welsh
        "L’alcalde va dir que no vindria i que la ciutat no té diners per a les escoles.",
        "Dos dels quatre vaixells van arribar tard. «No hi havia gent», va explicar un portaveu de l’empresa.",
        "Primarul a spus că nu va veni și că orașul nu are bani de la stat.",
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
def test_a_text_in_a_language_without_a_folder_has_no_speakers(text: str) -> None:
    code = found_in(text)
    if code not in codes():
        assert language_of(text) is without_rules(code)
        assert not language_of(text).has_speakers
    assert code not in codes()


def test_a_language_with_a_folder_goes_by_it_and_not_by_its_words_as_a_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resources, "neighbours", lambda: {"de": frozenset({"qwertz"})})
    assert found_in("Der Bürgermeister sagte, dass er nicht kommen werde, und die Stadt hat kein Geld.") == "de"


def test_an_english_article_that_quotes_german_is_english() -> None:
    text = "She said the union had asked for it twice, and then: “Wir gehen nicht.” The city has not answered."
    assert found_in(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "She said the union had asked for it twice, and then: “No vamos a salir de aquí hasta que el alcalde nos "
        "escuche, porque la escuela es de todos.” The city has not answered.",
        "“Non ce ne andiamo,” she told the paper. “Ho detto che la casa è nostra.” The owner said he had the law on "
        "his side.",
        "“A gente não vai sair daqui,” he said in Portuguese. The company declined to comment on the case.",
        "“Nie wiem, co się stało,” she said in Polish. The police said they had asked for an interpreter.",
    ],
)
def test_an_english_article_with_a_quotation_in_another_language_is_english(text: str) -> None:
    assert found_in(text) == "en"


def test_what_a_person_noted_counts_more_than_the_text() -> None:
    english = "The mayor said that he would not come, and the city has no money."
    assert language_of(english, "de").code == "de"
    assert language_of(english, "de-AT").code == "de"
    assert language_of(english, "tlh") is without_rules("tlh")
    assert language_of(english, "not a code").code == "en"


@pytest.mark.parametrize("text", ["“No,” said Ada Brandt.", "Ada Brandt said it.", "“We go”, Brandt said"])
def test_a_line_is_enough_where_it_can_be_no_other_language(text: str) -> None:
    assert language_of(text).code == "en"


@pytest.mark.parametrize("text", ["", "Depot 12, Hall 4", "Waziri Juma Mwangi alisema: “Barabara itafungwa kesho.”"])
def test_nobody_speaks_and_nothing_is_a_name_where_no_language_shows(text: str) -> None:
    tongue = language_of(text)
    assert not tongue.has_speakers
    assert names_in(text, Span(0, len(text)), tongue) == []
    assert suggestions(text, tongue).actors == []
    assert all(quote.speaker is None and quote.mode != "indirect" for quote in suggestions(text, tongue).quotes)


def test_a_spanish_article_gives_marked_words_only_where_spanish_has_no_rules() -> None:
    text = "Según Duarte, la presa es vieja. «No hay ningún peligro para la ciudad», dijo Ana Duarte a la prensa."
    (quote,) = suggestions(text, without_rules("es")).quotes
    assert (quote.segments[0].of(text), quote.speaker) == ("«No hay ningún peligro para la ciudad»", None)
    assert quote.why == "no speakers in this language"
    assert suggestions(text, without_rules("es")).actors == []


def test_link_mode_lists_those_who_are_tagged_where_a_language_has_no_rules() -> None:
    text = "Según Duarte, la presa es vieja. Ana Ruiz calla. «No hay peligro», dijo Ana Duarte."
    start = text.index("Ana Ruiz")
    ruiz = Annotation("ruiz", "actor", start, start + 8)
    quote = Span(text.index("«"), text.index("»") + 1)
    assert [one.name for one in propose(text, quote, [ruiz], [], without_rules("es"))] == ["Ana Ruiz"]


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
def test_every_language_reads_its_own_verbs_and_the_titles_of_all(code: str) -> None:
    said = {"en": "said", "de": "sagte", "fr": "dit", "ru": "сказал", "ar": "قال"}
    verbs = language(code).reporting_verbs
    assert [other for other, verb in said.items() if verb in verbs] == [other for other in said if other == code]
    assert {"senator", "senatorin"} <= language(code).titles
    assert language(code).name == resources.language(code)["name"]


def test_a_language_reads_the_lists_that_its_table_names(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**resources.language("de"), "reads_also": ["en"]}
    assert not language("de").possessive.search("Brandt’s")
    monkeypatch.setattr(resources, "language", lambda code: table)
    both = language.__wrapped__("de")
    assert {"sagte", "said"} <= both.reporting_verbs
    assert both.possessive.search("Strauß’")
    assert both.possessive.search("Brandt’s")
