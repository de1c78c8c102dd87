"""Tests of assist.verifying.judgement, assist.verifying.joints and assist.verifying.verdicts."""

from __future__ import annotations

import pytest

from analyst_app.assist.verifying.compared_words import compared
from analyst_app.assist.verifying.joints import Both, Joint
from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText
from analyst_app.assist.verifying.telling_words import telling_words
from analyst_app.assist.verifying.verdicts import VERDICTS, doubt_words, verdict_words
from tests.assist.verifying.made_edits import HELD_OUT, REVERSALS, TUNED, edits, speech
from tests.texts import TEXTS

SPEECH = SourceText(
    "Good morning. We will not, uh, leave the depot until every last locker is empty. The council has offered us "
    "12 million crowns, and Ada Brandt, you know, told the mayor that it was too late. I do not think the harbour can "
    "wait for another winter. [applause] Will the city pay? Nobody asked Tomas Kovian for money."
)


@pytest.mark.parametrize("lines", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_no_reversal_is_called_verbatim_or_trimmed_and_19_of_20_edits_are_judged_right(lines: list[str]) -> None:
    source = SourceText(speech(lines, 1))
    made = edits(lines)
    verdicts = [(edit, judged(edit.quote, source, "en").verdict) for edit in made]
    assert len(made) >= 150
    assert not [edit for edit, got in verdicts if edit.kind in REVERSALS and got in ("verbatim", "trimmed")]
    wrong = [(got, *edit) for edit, got in verdicts if got not in edit.verdicts]
    assert len(wrong) <= 0.05 * len(made), wrong


@pytest.mark.parametrize(
    ("quote", "verdict", "doubt"),
    [
        ("“The council has offered us twelve million crowns”", "verbatim", ""),
        ("“the council HAS offered us 12,000,000 crowns”", "verbatim", ""),
        ("“[T]he council has offered us 12 million crowns [sic]”", "verbatim", ""),
        ("“We will not … leave the depot”", "trimmed", ""),
        ("“Ada Brandt told the mayor that it was too late”", "trimmed", ""),
        ("“I do not think [it] can wait for another winter.”", "trimmed", ""),
        ("“We will … leave the depot”", "changed", "negation"),
        ("“We will [not now] leave the depot”", "trimmed", ""),
        ("“We will [gladly] leave the depot”", "changed", "negation"),
        ("“The council has [not] offered us 12 million crowns”", "changed", "negation"),
        ("“The council has offered us 13 million crowns”", "changed", "number"),
        ("“The council has offered us −12 million crowns”", "changed", "number"),
        ("“Nobody asked Mira Halloran for money.”", "changed", "name"),
        ("“Ada Brandt told the mayor it was too late”", "changed", "left_out"),
        ("“Ada Brandt told the mayor that it was far too late”", "changed", "added"),
        ("“Ada Brandt told the mayor that it was too early”", "changed", "words"),
        ("“The city will pay.”", "changed", "question"),
        ("“Will the city pay.”", "changed", "question"),
        ("“the harbour can wait for another winter”", "changed", "negation"),
        ("“We will not leave the depot until nobody asked Tomas Kovian for money.”", "spliced", ""),
        ("“Bananas were cheap in Vellmond last week”", "not_found", ""),
        ("“ … ”", "not_comparable", "empty"),
    ],
)
def test_a_verdict_says_in_which_way_the_words_differ(quote: str, verdict: str, doubt: str) -> None:
    found = judged(quote, SPEECH, "en")
    assert (found.verdict, doubt in found.doubts or not doubt) == (verdict, True), found


def test_a_negation_cut_off_at_an_edge_counts_for_none_where_the_article_says_it_itself() -> None:
    cut = "“the harbour can wait for another winter”"
    assert judged(cut, SPEECH, "en", before="Brandt did not think that ").verdict == "verbatim"
    assert judged(cut, SPEECH, "en", before="Brandt thinks that ").verdict == "changed"


@pytest.mark.parametrize(
    ("code", "said", "kept", "turned", "number"),
    [
        (
            "de",
            "Wir werden das Depot, äh, nicht vor dem 3. Mai verlassen.",
            "Wir werden das Depot nicht … verlassen",
            "Wir werden das Depot … verlassen",
            "Wir werden das Depot nicht vor dem 4. Mai verlassen",
        ),
        (
            "fr",
            "Nous n’allons pas, euh, quitter le dépôt avant le 3 mai.",
            "Nous n’allons pas quitter le dépôt",
            "Nous … quitter le dépôt",
            "Nous n’allons pas quitter le dépôt avant le 4 mai",
        ),
        (
            "es",
            "No vamos a dejar, eh, el depósito antes del 3 de mayo.",
            "No vamos a dejar el depósito",
            "vamos a dejar … el depósito",
            "No vamos a dejar el depósito antes del 4 de mayo",
        ),
        (
            "it",
            "Oggi non lasceremo, ehm, il deposito prima del 3 maggio.",
            "Oggi non lasceremo il deposito",
            "Oggi … lasceremo il deposito",
            "Oggi non lasceremo il deposito prima del 4 maggio",
        ),
        (
            "pt",
            "Hoje não vamos deixar, hum, o depósito antes de 3 de maio.",
            "Hoje não vamos deixar o depósito",
            "Hoje … vamos deixar o depósito",
            "Hoje não vamos deixar o depósito antes de 4 de maio",
        ),
        (
            "pl",
            "Dziś nie opuścimy, yyy, zajezdni przed 3 maja.",
            "Dziś nie opuścimy zajezdni",
            "Dziś … opuścimy zajezdni",
            "Dziś nie opuścimy zajezdni przed 4 maja",
        ),
        (
            "cs",
            "Dnes nebudeme opouštět, ehm, depo před 3. květnem.",
            "Dnes nebudeme opouštět depo",
            "Dnes … opouštět depo",
            "Dnes nebudeme opouštět depo před 4. květnem",
        ),
        (
            "ru",
            "Сегодня мы не покинем, э, депо до 3 мая.",
            "Сегодня мы не покинем депо",
            "Сегодня мы … покинем депо",
            "Сегодня мы не покинем депо до 4 мая",
        ),
        (
            "ar",
            "اليوم لن نغادر، آه، المحطة قبل 3 مايو.",
            "اليوم لن نغادر المحطة",
            "اليوم … نغادر المحطة",
            "اليوم لن نغادر المحطة قبل 4 مايو",
        ),
    ],
)
def test_fillers_negations_and_numbers_are_known_in_ten_languages(
    code: str, said: str, kept: str, turned: str, number: str
) -> None:
    source = SourceText(said)
    assert judged(said, source, code).verdict == "verbatim"
    assert judged(kept, source, code).verdict == "trimmed"
    assert judged(turned, source, code)[:2] == ("changed", ("negation",))
    assert (judged(number, source, code).verdict, judged(number, source, code).doubts[0]) == ("changed", "number")


LIMITED = {
    "en": ("We failed to warn the tenants of the flood.", "We … warn the tenants of the flood"),
    "de": ("Wir weigerten uns, den alten Hafen zu verkaufen.", "Wir … den alten Hafen zu verkaufen"),
    "fr": ("Nous sommes loin d’accepter cette offre.", "Nous sommes … d’accepter cette offre"),
    "es": ("Ellos dejaron de pagar la renta en mayo.", "Ellos … pagar la renta en mayo"),
    "it": ("Solo pochi credono al sindaco di Kova.", "… credono al sindaco di Kova"),
    "pt": ("Eles quase venderam o porto no ano passado.", "Eles … venderam o porto no ano passado"),
    "pl": ("Ona przestała płacić czynsz w maju.", "Ona … płacić czynsz w maju"),
    "cs": ("Oni odmítli zaplatit nájem za květen.", "Oni … zaplatit nájem za květen"),
    "ru": ("Они отказались платить за старый порт.", "Они … платить за старый порт"),
    "ar": ("المدينة رفضت دفع ثمن الميناء القديم كله.", "المدينة … دفع ثمن الميناء القديم كله"),
}
"""What a speech says, and a quotation whose ellipsis turns it round."""


@pytest.mark.parametrize("code", LIMITED)
def test_an_ellipsis_that_swallows_a_word_that_turns_or_limits_the_rest_is_no_trimming(code: str) -> None:
    said, quote = LIMITED[code]
    found = judged(quote, SourceText(said), code)
    assert found.verdict == "changed"
    assert found.doubts == ("limit",)
    assert judged(said, SourceText(said), code).verdict == "verbatim"


@pytest.mark.parametrize(
    ("code", "said", "quote", "before", "doubts"),
    [
        (
            "en",
            "If the strike ends, we will sail on Monday.",
            "The strike ends, we will sail on Monday.",
            "",
            ("limit",),
        ),
        ("en", "Only the harbour master may close the port.", "The harbour master may close the port.", "", ("limit",)),
        ("en", "It would be wrong to say that we lied to him.", "we lied to him", "", ("limit",)),
        ("en", "It would be wrong to say that we lied to him.", "we lied to him", "She doubts that ", ()),
        ("en", "We would be wrong to say that. We lied to him.", "We lied to him.", "", ()),
        ("en", "Perhaps he sold the boats, and we lied to him.", "we lied to him", "", ()),
        ("en", "The boats, if they sail, carry coal.", "The boats … carry coal", "", ()),
        ("en", "She spoke of perhaps the last boat.", "the last", "", ()),
        ("de", "Ich bestreite, dass wir das Geld genommen haben.", "wir das Geld genommen haben", "", ("limit",)),
        ("de", "Ich glaube nicht, dass wir ihn belogen haben.", "wir ihn belogen haben", "", ("negation",)),
        ("de", "Ich komme nicht. Dass wir ihn belogen haben, ist wahr.", "wir ihn belogen haben", "", ()),
    ],
)
def test_a_word_cut_off_right_before_the_quote_limits_it_unless_the_article_says_so(
    code: str, said: str, quote: str, before: str, doubts: tuple[str, ...]
) -> None:
    found = judged(quote, SourceText(f"Good evening. {said}"), code, before=before)
    assert found.doubts == doubts
    assert (found.verdict == "changed") is bool(doubts)


@pytest.mark.parametrize(
    ("code", "said", "quote", "verdict"),
    [
        ("en", "It grew by 30-40 barges a year.", "It grew by 3040 barges a year", "changed"),
        ("de", "Es waren 7-8 Kähne im Hafen.", "Es waren 78 Kähne im Hafen", "changed"),
        ("en", "The co-operative of the weavers sold it.", "The cooperative of the weavers sold it", "verbatim"),
        ("en", "We did… not… sell the quay to him.", "We did … sell the quay to him", "changed"),
        (
            "en",
            "We did n\N{CYRILLIC SMALL LETTER O}t sell the quay to him.",
            "We did … sell the quay to him",
            "changed",
        ),
        ("en", "It was a non-binding vote of the board.", "It was a … binding vote of the board", "changed"),
        ("en", "Mira is a good judge. Tomas is a bad liar and a cheat.", "Mira is … a bad liar and a cheat", "spliced"),
        ("en", "Mira is a judge. He won. Tomas is a bad liar.", "Mira is a judge. … Tomas is a bad liar.", "trimmed"),
        ("en", "Mira is a good judge of men. Tomas is a liar.", "Mira is a good judge … Tomas is a liar", "trimmed"),
        ("en", "Mira met old Mr. Amadi on the quay.", "Mira met … Amadi on the quay", "trimmed"),
        ("en", "Mira is a good, if stern, judge of men.", "Mira is a good … judge of men", "trimmed"),
    ],
)
def test_dots_hyphens_and_like_letters_hide_no_change(code: str, said: str, quote: str, verdict: str) -> None:
    assert judged(quote, SourceText(said), code).verdict == verdict


@pytest.mark.parametrize("short", ["can’t", "cannot", "can not"])
def test_a_shortened_not_is_the_same_word(short: str) -> None:
    for other in ("can't", "cannot", "can not"):
        assert (
            judged(f"We {other} take the offer", SourceText(f"We {short} take the offer."), "en").verdict == "verbatim"
        )
    assert judged("We can take the offer", SourceText(f"We {short} take the offer."), "en").doubts[0] == "negation"


def test_the_place_is_that_of_the_words_and_the_pieces_cover_the_quote() -> None:
    quote = "“We will not leave the depot … every last locker is full.”"
    found = judged(quote, SPEECH, "en")
    assert found.place is not None
    assert found.place.of(SPEECH.text) == "We will not, uh, leave the depot until every last locker is"
    unfair = [(one.kind, one.quote.of(quote), one.source.of(SPEECH.text)) for one in found.pieces if not one.is_fair]
    assert unfair == [("changed", "full", "empty")]


@pytest.mark.parametrize("text", [one for one in TEXTS.values() if len(one) < 5_000])
def test_any_text_is_verbatim_in_itself_or_has_no_words(text: str) -> None:
    found = judged(text, SourceText(f"Before it.\n\n{text}\n\nAfter it."), "en")
    assert found.verdict in ("verbatim", "not_comparable")
    judged(text, SourceText(""), "en")
    judged("A quote.", SourceText(text), "")


def test_a_right_to_left_quote_is_compared_like_any_other() -> None:
    source = SourceText("قال العمدة: لن نغادر المحطة قبل أن يُدفع المال كله، وشكرا لكم.")
    assert judged("«لن نغادر المحطة قبل أن يدفع المال كله»", source, "ar").verdict == "verbatim"
    assert judged("«نغادر المحطة قبل أن يدفع المال كله»", source, "ar").doubts == ("negation",)


def test_a_joint_is_judged_by_its_words_alone() -> None:
    both = Both(compared("We will leave"), compared("We will not leave"), telling_words("en"))
    assert both.judged(Joint((2, 2), (2, 3))).doubts == ("negation", "left_out")


def test_every_verdict_has_words() -> None:
    assert [verdict_words(verdict) for verdict in VERDICTS][2:4] == ["words changed", "spliced"]
    assert verdict_words("of another version") == "of another version"
    assert doubt_words("number") == "a number differs"


NEIGHBOURS = SourceText(
    "Mayor Ortiz left early. Ortiz will oversee, manage and close the sale of the quay. "
    "The board did not respond to any of our letters, and the tenants of the old mill have waited since March."
)


@pytest.mark.parametrize(
    ("quote", "verdict", "doubt"),
    [
        ("Ortiz will oversee, manage and close the sale of the quay.", "verbatim", ""),
        ("The board did not not respond to any of our letters", "changed", "negation"),
        ("and the tenants of the old mill have waited since March. The board did not respond", "changed", "order"),
        ("The board did not respond to any of our letters. Ortiz will oversee, manage and close", "spliced", ""),
        ("have waited since March, and close the sale of the quay", "spliced", ""),
        ("The Kovian did not respond to any of our letters", "changed", "name"),
    ],
)
def test_of_several_places_with_the_same_words_the_nearest_counts(quote: str, verdict: str, doubt: str) -> None:
    found = judged(quote, NEIGHBOURS, "en")
    assert (found.verdict, doubt in found.doubts or not doubt) == (verdict, True), found


@pytest.mark.parametrize(
    "quote",
    [
        "word [aside] " * 5_000,
        "one … " * 5_000,
        "We will not leave " * 5_000,
        "[" * 50_000,
        "… " * 50_000,
        "uh " * 9_000,
    ],
)
def test_a_monstrous_quote_is_judged_all_the_same(quote: str) -> None:
    assert judged(quote, SourceText("We will not leave the depot, word for word. " * 4_000), "en").verdict in VERDICTS


def test_a_whole_book_is_no_quote() -> None:
    assert judged("word " * 20_001, SPEECH, "en")[:2] == ("not_comparable", ("too_long",))
