"""Tests of assist.verifying.judgement and assist.verifying.telling_words: words that turn a statement round."""

from __future__ import annotations

import pytest

from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText
from analyst_app.assist.verifying.telling_words import telling_words
from tests.assist.verifying.reversed_statements import HONEST, REVERSED


def verdict(code: str, said: str, quote: str) -> tuple[str, tuple[str, ...]]:
    found = judged(quote, SourceText(f"Velm, 3. {said} Velm, 4."), code)
    return found.verdict, found.doubts


@pytest.mark.parametrize(
    ("code", "said", "quote"),
    [
        ("en", "She failed to warn the tenants of the mill.", "She … warn[ed] the tenants of the mill."),
        ("en", "He pretended to feed the dogs of the yard.", "He … feed the dogs of the yard."),
        ("en", "We had ceased to trust the harbour board.", "We … trust the harbour board."),
        ("en", "The dam is far from safe in the spring.", "The dam is … safe in the spring."),
        ("en", "The dam was almost lost in the spring flood.", "The dam was … lost in the spring flood."),
        ("en", "We might sell the theatre next spring.", "We … sell the theatre next spring."),
        ("en", "We lack the money to mend the old dam.", "We … mend the old dam."),
        ("en", "Few of us trust the owners of the mill.", "… us trust the owners of the mill."),
        ("en", "We were on the point of going to close the dam.", "We were … close the dam."),
        ("en", "The non-toxic paint was used in the school.", "The … toxic paint was used in the school."),
        ("de", "Er versäumte es, die Mieter zu warnen.", "Er … die Mieter zu warnen."),
        ("de", "Sie weigerte sich, den Damm zu öffnen.", "Sie … den Damm zu öffnen."),
        ("fr", "Le barrage est loin d'être sûr au printemps.", "Le barrage est … d'être sûr au printemps."),
        ("es", "La alcaldesa fingió pagar a los obreros.", "La alcaldesa … pagar a los obreros."),
        ("it", "Il sindaco rifiutò di pagare gli operai.", "Il sindaco … di pagare gli operai."),
        ("pt", "A prefeita recusou pagar aos operários.", "A prefeita … pagar aos operários."),
        ("pl", "Burmistrz odmówił otwarcia starej tamy.", "Burmistrz … otwarcia starej tamy."),
        ("cs", "Starosta odmítl otevřít starou hráz.", "Starosta … otevřít starou hráz."),
        ("ru", "Мэр почти открыл старую плотину весной.", "Мэр … открыл старую плотину весной."),
        ("ar", "العمدة رفض دفع أجور العمال في المصنع.", "العمدة … دفع أجور العمال في المصنع."),
    ],
)
def test_an_ellipsis_must_not_swallow_a_word_that_turns_the_rest_round(code: str, said: str, quote: str) -> None:
    assert verdict(code, said, quote) in (("changed", ("limit",)), ("changed", ("negation",)))


@pytest.mark.parametrize(
    ("code", "said", "quote"),
    [
        ("en", "If the rain stops, we will open the dam.", "The rain stops, we will open the dam."),
        ("en", "Only the board may open the dam in spring.", "The board may open the dam in spring."),
        ("en", "It is a myth that the dam is cracked.", "the dam is cracked."),
        ("en", "It would be wrong to say that we sold the dam.", "we sold the dam."),
        ("en", "I would be lying if I said I trust the board.", "I trust the board."),
        ("de", "Ich bestreite, dass wir den Damm verkauft haben.", "wir den Damm verkauft haben."),
        ("es", "La alcaldesa negó que hubiera vendido la presa.", "hubiera vendido la presa."),
        ("fr", "Le maire dément que nous ayons vendu le barrage.", "nous ayons vendu le barrage."),
        ("ru", "Мэр отрицает, что мы продали плотину.", "мы продали плотину."),
    ],
)
def test_a_quote_must_not_begin_after_a_word_that_turns_it_round(code: str, said: str, quote: str) -> None:
    assert verdict(code, said, quote) == ("changed", ("limit",))


def test_what_the_article_says_itself_is_not_cut_off() -> None:
    source = SourceText("Good day. If the rain stops, we will open the dam.")
    assert judged("the rain stops", source, "en", before="She would open it if “").verdict == "verbatim"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It is without doubt a failure of the board.", "It is … a failure of the board."),
        ("We open the dam, as I hoped last year, in May.", "We open the dam … in May."),
        ("The board, in its wisdom, sold the dam to Velm.", "The board … sold the dam to Velm."),
        ("We sold it after Mr. Ost asked the board for money.", "We sold it … for money."),
        ("She told him that the dam is safe.", "She told [the mayor] that the dam is safe."),
        ("The mayor sold it to the yard in Velm.", "The mayor sold [the theatre] to the yard in Velm."),
        ("We sell the theatre in spring.", "We [were selling] the theatre in spring."),
        ("Sanna Ost is glad. Sanna Ost, a baker, has three ovens.", "Sanna Ost … has three ovens."),
    ],
)
def test_an_honest_trim_stays_one(said: str, quote: str) -> None:
    assert verdict("en", said, quote) == ("trimmed", ())


@pytest.mark.parametrize(
    ("said", "quote", "expected"),
    [
        ("We hate the plan for the dam in Velm.", "We [love] the plan for the dam in Velm.", "changed"),
        ("Mr Cole hit me at the dam, and I hit nobody.", "[I] hit [Mr Cole] at the dam, and I hit nobody.", "changed"),
        ("She is a good baker. He is a bad liar and a thief.", "She is … a bad liar and a thief.", "spliced"),
        ("Sanna is a saint. Karl is a thief in the night.", "Sanna is … a thief in the night.", "spliced"),
    ],
)
def test_brackets_and_ellipses_must_not_make_another_statement(said: str, quote: str, expected: str) -> None:
    assert verdict("en", said, quote)[0] == expected


def test_lists_hold_words_beginnings_phrases_and_what_turns_nothing_round() -> None:
    words = telling_words("en")
    assert words.turns_at(["it", "is", "far", "from", "safe"], 2)
    assert not words.turns_at(["as", "far", "as", "i", "know"], 1)
    assert words.turns_at(["she", "failed"], 1)
    assert words.turns_at(["we", "might"], 1)
    assert not words.turns_at(["we", "might"], 1, far=True)
    assert not words.denies_at(["without", "doubt"], 0)
    assert words.denies_at(["without", "pay"], 0)


@pytest.mark.parametrize(("code", "said", "quote"), REVERSED)
def test_no_reversal_of_those_held_out_is_verbatim_or_trimmed(code: str, said: str, quote: str) -> None:
    assert verdict(code, said, quote)[0] not in ("verbatim", "trimmed")


@pytest.mark.parametrize(("code", "said", "quote"), HONEST)
def test_no_honest_trim_of_those_held_out_is_doubted(code: str, said: str, quote: str) -> None:
    assert verdict(code, said, quote)[0] in ("verbatim", "trimmed")


@pytest.mark.parametrize(
    ("code", "said", "quote", "expected"),
    [
        ("en", "If the rain stops, we will open the dam.", "we will open the dam.", "changed"),
        ("en", "We will open the dam if the rain stops.", "We will open the dam", "changed"),
        ("en", "We will open the dam, unless it rains.", "We will open the dam", "changed"),
        ("de", "Wenn es regnet, öffnen wir das Wehr.", "öffnen wir das Wehr", "changed"),
        ("en", "We will open it. If it rains, they stay.", "We will open it.", "verbatim"),
        ("pt", "A represa abre-se em maio.", "A represa abre", "verbatim"),
    ],
)
def test_a_condition_must_not_be_cut_off(code: str, said: str, quote: str, expected: str) -> None:
    assert verdict(code, said, quote)[0] == expected


def test_a_condition_that_the_article_gives_is_not_cut_off() -> None:
    source = SourceText("Good day. We will open the dam if the rain stops.")
    assert judged("We will open the dam", source, "en", after="” if the weather is good").verdict == "verbatim"
