"""French, Spanish, Italian, Portuguese, Polish and Czech, as far as a rule and not a list decides.

Tests of language.reporting.helped, language.reporting.inserted, language.reporting.phrases,
language.speaking.subjects and language.reporting.thats.
"""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.speakers import propose
from tests.language.reading import find


def contents(code: str, sentence: str) -> list[str]:
    """The reported words of a sentence."""
    found = attributions_in(sentence, Span(0, len(sentence)), language(code))
    return [content.of(sentence) for one in found for content in one.contents]


def speaker(code: str, text: str, quote: str) -> str:
    """The person who is proposed first; empty if nobody is."""
    found = propose(text, find(text, quote), (), (), language(code), most=1)
    return found[0].name if found else ""


@pytest.mark.parametrize(
    ("code", "sentence", "cues"),
    [
        ("fr", "Le budget annoncé par la ville ne suffit pas.", []),
        ("fr", "Le maire a également annoncé que la ville est ruinée.", ["annoncé"]),
        ("fr", "« Non », a-t-elle ajouté hier devant la presse.", ["ajouté"]),
        ("fr", "Le plan a été annoncé hier par la ville.", []),
        ("it", "Il programma annunciato dal Comune non basta.", []),
        ("it", "Il sindaco ha poi annunciato che il Comune non ha soldi.", ["annunciato"]),
        ("es", "El plan anunciado por la ciudad no basta.", []),
        ("es", "El alcalde ha anunciado que la ciudad no tiene dinero.", ["anunciado"]),
        ("pt", "O plano anunciado pela cidade não basta.", []),
        ("cs", "Dodal, že město nemá peníze.", ["Dodal"]),
        ("es", "Recuerda que la ciudad no tiene dinero.", ["Recuerda"]),
    ],
)
def test_a_participle_reports_only_with_its_helper_and_a_verb_may_begin_a_sentence(
    code: str, sentence: str, cues: list[str]
) -> None:
    found = attributions_in(sentence, Span(0, len(sentence)), language(code))
    assert [one.cue.of(sentence) for one in found] == cues


@pytest.mark.parametrize(
    ("code", "sentence", "reported"),
    [
        ("es", "El alcalde dijo ayer a los vecinos que la presa está cerrada.", ["la presa está cerrada"]),
        ("es", "Dijo el alcalde que la presa está cerrada.", ["la presa está cerrada"]),
        ("es", "El alcalde anunció ayer una ley que ha costado millones.", []),
        ("pt", "O ministro anunciou um plano que custou milhões.", []),
        ("es", "«No voy», dijo un testigo que pidió el anonimato.", ["«No voy»"]),
        ("it", "Il sindaco ha annunciato un piano che è costato milioni.", []),
        ("fr", "Le maire a annoncé une loi que le parlement a votée.", []),
        ("fr", "Le maire a parlé, a dit Paul Roux, alors que la ville dort.", ["Le maire a parlé"]),
        ("fr", "Le maire a annoncé lundi que la loi était votée.", ["la loi était votée"]),
    ],
)
def test_that_is_told_from_which(code: str, sentence: str, reported: list[str]) -> None:
    assert contents(code, sentence) == reported


@pytest.mark.parametrize(
    ("code", "sentence", "holder", "reported"),
    [
        ("es", "Según Ana Duarte, la presa es vieja.", "Ana Duarte", "la presa es vieja"),
        ("pt", "Segundo o autarca, Rui dos Santos, há aldeias sem água.", "Rui dos Santos", "há aldeias sem água"),
        ("it", "Secondo il deputato Aldo Mereu mancano i soldi.", "Aldo Mereu", "mancano i soldi"),
        ("pl", "Zdaniem byłej minister Anny Nowak plan jest zły.", "Anny Nowak", "plan jest zły"),
        ("pl", "Według Nowaka za rok będzie lepiej.", "Nowaka", "za rok będzie lepiej"),
        ("cs", "Podle Jany Novákové se proces potáhne roky.", "Jany Novákové", "se proces potáhne roky"),
        ("fr", "Selon Marie Roux, de l’association Eau, l’eau est sale.", "Marie Roux", "l’eau est sale"),
        ("pl", "Zdaniem Nowaka, prezesa spółki, plan jest zły.", "Nowaka", "plan jest zły"),
        ("fr", "D’après Anne Duarte, le barrage est vieux.", "Anne Duarte", "le barrage est vieux"),
    ],
)
def test_a_phrase_is_parted_from_its_holder_with_and_without_a_comma(
    code: str, sentence: str, holder: str, reported: str
) -> None:
    assert contents(code, sentence) == [reported]
    assert speaker(code, sentence, reported) == holder


@pytest.mark.parametrize(
    ("code", "sentence", "reported"),
    [
        ("fr", "Comme l’a rappelé Anne Duarte, le port fermera en mai.", "le port fermera en mai"),
        ("es", "Como explicó Ana Duarte, la presa es vieja.", "la presa es vieja"),
        ("it", "Come ha detto Anna Gallo, il porto chiude a maggio.", "il porto chiude a maggio"),
        ("pl", "Jak powiedział rzecznik Karol Wilk, ogień już ugaszono.", "ogień już ugaszono"),
        ("cs", "Jak řekla Jana Malá, oheň už uhasili.", "oheň už uhasili"),
    ],
)
def test_a_clause_with_as_attributes_the_rest_of_its_sentence(code: str, sentence: str, reported: str) -> None:
    assert contents(code, sentence) == [reported]


def test_where_nobody_can_tell_the_end_of_the_holder_nothing_is_proposed() -> None:
    for sentence in (
        "Według Marka Lisa z inspekcji remont potrwa rok.",
        "Według spółki remont potrwa rok.",
        "Szło według niej o przestrzeń, nie o budynek.",
        "Zdaniem ekspertów ceny rosną, a popyt spada.",
    ):
        assert suggestions(sentence, language("pl")).quotes == []


@pytest.mark.parametrize(
    ("code", "text", "quote", "who"),
    [
        ("fr", "« Non », a déclaré Anne Duarte.", "« Non »", "Anne Duarte"),
        ("fr", "« Non », a déclaré l’Unesco.", "« Non »", "Unesco"),
        ("fr", "« Non », a répondu l’avocat de Marie Dupont.", "« Non »", "avocat"),
        (
            "fr",
            "Le maire, Paul Bonnec, a demandé l’ouverture d’un port. « Non », a-t-il dit.",
            "« Non »",
            "Paul Bonnec",
        ),
        ("es", "«No», dijo Ana Duarte a los periodistas.", "«No»", "Ana Duarte"),
        ("es", "«No», dijo el portavoz del PP Juan Ruiz.", "«No»", "Juan Ruiz"),
        ("es", "«No», contó emocionada Teresa Robles.", "«No»", "Teresa Robles"),
        ("es", "Tomás Rey de la Fuente calló. «No», dijo luego De la Fuente.", "«No»", "Tomás Rey de la Fuente"),
        ("it", "«No», ha detto il vescovo, monsignor Aldo Brandi.", "«No»", "Aldo Brandi"),
        ("it", "«No», attacca il segretario del sindacato Fil, Massimo Conti.", "«No»", "Massimo Conti"),
        ("it", "«No», ha detto l’azienda in una nota.", "«No»", "azienda"),
        ("pt", "A ministra da Saúde disse que não vai.", "não vai", "ministra"),
        ("pt", "«Não», disse Ana Duarte à imprensa.", "«Não»", "Ana Duarte"),
        ("pl", "„Nie” – powiedziała Anna Duarte.", "„Nie”", "Anna Duarte"),
        ("pl", "„Nie” – powiedział PAP Jan Kowalski.", "„Nie”", "Jan Kowalski"),
        ("pl", "„Nie” – powiedziała posłanka PiS Anna Nowak.", "„Nie”", "Anna Nowak"),
        ("cs", "„Ne,“ řekl novinářům Jan Novák.", "„Ne,“", "Jan Novák"),
        ("cs", "„Ne,“ řekla Jana Nováková.", "„Ne,“", "Jana Nováková"),
        ("fr", "« Non », a reconnu, dépité, l’entraîneur du club, Yann Moreau.", "« Non »", "Yann Moreau"),
        ("fr", "Pour Marc Lefort, économiste à Lyon, « la hausse est là ».", "« la hausse est là »", "Marc Lefort"),
        ("pt", "“Já está”, afirma, em nota, a Secretaria de Saúde.", "“Já está”", "Secretaria de Saúde"),
        ("it", "«No», ha ribadito ieri il ministro degli Esteri Carlo Rinaldi.", "«No»", "Carlo Rinaldi"),
        ("it", "Il presidente della Regione Luca Ferri: «Lo stato aiuti».", "«Lo stato aiuti»", "Luca Ferri"),
        ("it", "«È finita – dice Anna Gallo, titolare del bar – e lo so».", "«È finita", "Anna Gallo"),
        (
            "fr",
            "Bruno Le Maire a parlé. « Non », a martelé M. Le Maire, alors que M. Gon part.",
            "« Non »",
            "Bruno Le Maire",
        ),
        ("es", "«No», afirmó el presidente de la Central (CNT), Jacobo Ramos.", "«No»", "Jacobo Ramos"),
        ("pt", "“Não”, disse o presidente e CEO da Lusa Motores, Rui Lima.", "“Não”", "Rui Lima"),
        ("pl", "Premier Jan Lis wstał. Później podkreślił, że nie odejdzie.", "nie odejdzie", "Jan Lis"),
        ("pl", "„Nie” – dodał szef MON.", "„Nie”", "szef MON"),
        ("es", "«Es una locura», dijo a Efe un testigo que pidió el anonimato.", "«Es una locura»", "testigo"),
        ("cs", "„Ne,“ sdělil Deníku mluvčí policie Jan Daněk.", "„Ne,“", "Jan Daněk"),
        ("it", "«No»: lo ha detto il sindaco di Verona Federico Bassi.", "«No»", "Federico Bassi"),
        ("it", "«No», ha dichiarato Fernández al WSJ Leadership Institute.", "«No»", "Fernández"),
        ("pl", "W ocenie prezesa NBP inflacja spadnie.", "inflacja spadnie", "prezesa NBP"),
        ("pl", "„Nie” – powiedział agencji PAP Jan Kowalski.", "„Nie”", "Jan Kowalski"),
        ("cs", "Jak uvedla Česká televize, ministr odstoupí.", "ministr odstoupí", "Česká televize"),
        ("pl", "„Nie” – dodała w rozmowie z Onetem Anna Zielińska.", "„Nie”", "Anna Zielińska"),
        ("pl", "Rzeczniczka Anna Gil w rozmowie z „Gazetą” dodała, że brakuje lekarzy.", "brakuje", "Anna Gil"),
        ("cs", "Ministr Jan Malý (ODS) v úterý řekl, že nekončí.", "nekončí", "Jan Malý"),
    ],
)
def test_the_speaker_stands_after_the_verb(code: str, text: str, quote: str, who: str) -> None:
    assert speaker(code, text, quote) == who


@pytest.mark.parametrize(
    ("code", "text", "quote", "who"),
    [
        (
            "es",
            "La fiscal Inés Arrieta le recordó sus mensajes. «Usted mentía», replicó.",
            "«Usted mentía»",
            "Inés Arrieta",
        ),
        ("es", "«No», dijo Ana Duarte. A su juicio, la presa es vieja.", "la presa es vieja", "Ana Duarte"),
        ("it", "Ugo Pavan non applaude. «Costa troppo», ironizza.", "«Costa troppo»", "Ugo Pavan"),
        ("pl", "Prokurator Adam Wrona mówił o mailach. „Pan kłamie” – zauważył.", "„Pan kłamie”", "Adam Wrona"),
        ("pl", "„Nie” – mówi Barbara Kruk. Jej zdaniem urząd wiedział o tym.", "urząd wiedział o tym", "Barbara Kruk"),
        ("cs", "„Ne,“ řekla Jitka Malá. Podle ní radnice o tom věděla.", "radnice o tom věděla", "Jitka Malá"),
    ],
)
def test_a_subject_that_is_left_out_is_the_person_before(code: str, text: str, quote: str, who: str) -> None:
    assert speaker(code, text, quote) == who


@pytest.mark.parametrize("code", ["fr", "es", "it", "pt", "pl", "cs"])
def test_the_word_that_attributes_is_never_in_a_name(code: str) -> None:
    opens = {"fr": "Selon", "es": "Según", "it": "Secondo", "pt": "Segundo", "pl": "Według", "cs": "Podle"}[code]
    text = f"{opens} Duarte, to. {opens} Ana Duarte, to. «{opens} Duarte, no.»"
    assert all(opens not in actor.name for actor in suggestions(text, language(code)).actors)


def test_a_verb_between_dashes_without_spaces_names_who_speaks() -> None:
    text = "Jorge Ruiz vino. Julia Tranco también. «No se puede —subrayó Tranco— comprar agua limpia»."
    (quote,) = suggestions(text, language("es")).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.why) == ("Julia Tranco", "‘subrayó’ within the quote")
