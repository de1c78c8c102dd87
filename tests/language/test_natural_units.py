from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app import resources
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.languages import language_of
from analyst_app.language.natural_units import natural_unit, units_in
from analyst_app.language.snapping import snap_to_words, words_in
from tests.language.reading import LANGUAGE
from tests.texts import TEXTS

TEXT = (
    "🔥 Mayor Lena Ortiz said “taxes fell by 12% in 2024,” adding crime fell too. Critics disputed that on Monday.\n"
    "The union says the depot will close by May.\n"
    "“It is lost. The key is gone,” Captain Omar Reyes said of the “quiet zone”.\n"
    "On Friday harbour officials declined.\n"
    "„Wir haben verloren“, sagte Karl Meier.\n"
    "“One goes on.\n\n“Two ends,” he said.\n"
)


ARTICLES = {
    **{name: text[:6_000] for name, text in TEXTS.items()},
    **{path.name: path.read_text("utf-8") for path in sorted((resources.folder("samples")).glob("*.txt"))},
    **{path.stem: path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.txt"))},
}
"""The texts of the tests, the samples that ship, and the sentences written for the units."""


def unit(rule: str, at: str) -> list[str]:
    return [span.of(TEXT) for span in natural_unit(rule, TEXT, TEXT.index(at) + 1, LANGUAGE)]


@pytest.mark.parametrize(
    ("rule", "at", "expected"),
    [
        ("quotation", "fell by", ["“taxes fell by 12% in 2024,”"]),
        ("quotation", "depot will", ["the depot will close by May"]),
        ("quotation", "One goes", ["“One goes on.", "“Two ends,”"]),
        ("quotation", "quiet", ["“quiet zone”"]),
        ("quotation", "union says", []),
        ("quotation", "Friday", []),
        ("clause", "fell by", ["taxes fell by 12% in 2024"]),
        ("clause", "depot will", ["the depot will close by May"]),
        ("clause", "union says", ["The union says the depot will close by May"]),
        ("clause", "key is", ["The key is gone"]),
        ("clause", "lost", ["It is lost"]),
        ("clause", "haben", ["Wir haben verloren"]),
        ("clause", "Critics", ["Critics disputed that on Monday"]),
        ("name", "Ortiz", ["Lena Ortiz"]),
        ("name", "Captain", ["Omar Reyes"]),
        ("name", "harbour", ["harbour officials"]),
        ("name", "declined", ["declined"]),
        ("word", "depot will", ["depot"]),
        ("word", "says", ["says"]),
        ("word", "said of", ["said"]),
        ("word", "Friday", ["Friday"]),
        ("paragraph", "Friday", ["On Friday harbour officials declined."]),
        ("none", "Friday", ["Friday"]),
    ],
)
def test_each_tag_takes_its_unit_at_the_caret(rule: str, at: str, expected: list[str]) -> None:
    assert unit(rule, at) == expected


def test_a_title_leads_to_its_name_and_an_adjective_before_it_does_not() -> None:
    text = "Kovian President Ada Brandt resigned."
    assert [s.of(text) for s in natural_unit("name", text, text.index("President") + 2, LANGUAGE)] == ["Ada Brandt"]
    (unit,) = natural_unit("name", text, 2, LANGUAGE)
    assert unit.start == 0


def test_articles_and_prepositions_are_no_one() -> None:
    assert unit("name", "the depot") == []
    assert unit("name", "by May") == []


def test_an_empty_line_has_no_unit() -> None:
    for rule in ("quotation", "clause", "name", "word", "paragraph", "none"):
        assert natural_unit(rule, "one\n\ntwo", 4, LANGUAGE) == []


@pytest.mark.parametrize("name", sorted(TEXTS))
@given(data=st.data())
def test_units_lie_in_the_text_and_hold_words(name: str, data: st.DataObject) -> None:
    text = TEXTS[name][:4_000]
    caret = data.draw(st.integers(0, len(text)))
    for rule in ("quotation", "clause", "name", "word", "paragraph"):
        for span in natural_unit(rule, text, caret, LANGUAGE):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)


@pytest.mark.parametrize("name", sorted(ARTICLES))
@given(data=st.data())
def test_a_natural_unit_contains_the_caret(name: str, data: st.DataObject) -> None:
    text = ARTICLES[name]
    language = language_of(text)
    caret = data.draw(st.integers(0, len(text)))
    for rule in ("quotation", "clause", "name", "word", "paragraph", "none"):
        spans = natural_unit(rule, text, caret, language)
        assert not spans or any(holds(text, span, caret, language) for span in spans), (rule, caret)


def holds(text: str, span: Span, caret: int, language: Language) -> bool:
    """Whether a span contains a caret, but for what edge rules leave out: no other word stands between."""
    if span.start <= caret <= span.end:
        return True
    left_out = snap_to_words(text, Span(min(caret, span.end), max(caret, span.start)))
    words = [word.of(text) for word in words_in(text, left_out)]
    rest = text[span.end : caret] if caret > span.end else ""
    return rest.lower().strip(".") in {"’", "'", "’s", "'s", "’ s"} or all(map(language.is_title, words))


@pytest.mark.parametrize(
    ("rule", "sentence", "expected"),
    [
        ("clause", "The union says the depot will close by May.", ["the depot will close by May"]),
        ("clause", "“We lost the key,” Ada Brandt said.", ["We lost the key"]),
        ("clause", "The depot is closed.", ["The depot is closed"]),
        ("clause", "Ada Brandt called it a “quiet zone”.", ["Ada Brandt called it a “quiet zone”"]),
        ("quotation", "The union says the depot will close by May.", ["the depot will close by May"]),
        ("quotation", "“We lost the key,” Brandt said, “and the spare.”", ["“We lost the key,”", "“and the spare.”"]),
        ("quotation", "Ada Brandt said the hall was “a ruin”.", ["the hall was “a ruin”"]),
        ("quotation", "She opened the so-called “quiet zone”.", ["“quiet zone”"]),
        ("quotation", "The depot is closed.", []),
        ("name", "The union’s chair, Ada Brandt, met Omar Hall.", ["Ada Brandt"]),
        ("name", "The spokeswoman declined.", ["spokeswoman"]),
        ("name", "It rained.", []),
        ("word", "The union says the depot will close by May.", ["says"]),
        ("word", "The depot is closed.", []),
        ("paragraph", "The depot is closed.", ["The depot is closed."]),
        ("none", "The depot is closed.", ["The depot is closed."]),
    ],
)
def test_a_sentence_that_was_gone_to_gives_its_unit(rule: str, sentence: str, expected: list[str]) -> None:
    spans = units_in(rule, sentence, Span(0, len(sentence)), LANGUAGE)
    assert [span.of(sentence) for span in spans] == expected


def test_a_sentence_inside_a_quotation_gives_the_quotation() -> None:
    text = "“It is lost. The key is gone,” Captain Omar Reyes said."
    place = Span(text.index("It"), text.index(" The"))
    assert [s.of(text) for s in units_in("quotation", text, place, LANGUAGE)] == ["“It is lost. The key is gone,”"]
    assert [s.of(text) for s in units_in("clause", text, place, LANGUAGE)] == ["It is lost"]


def test_the_quote_at_the_caret_leaves_out_who_disagrees() -> None:
    text = "The report says prices rose, but the bank disagrees."
    assert [s.of(text) for s in natural_unit("quotation", text, text.index("rose"), LANGUAGE)] == ["prices rose"]


@pytest.mark.parametrize(
    ("marked", "claim"),
    [
        ("Still, analysts say, Rus|sia needs the US more than it admits.", "Russia needs the US more than it admits"),
        (
            "The mayor, who said he would resign, left the to|wn hall on Friday.",
            "The mayor, who said he would resign, left the town hall on Friday",
        ),
        ("The mayor, who said he would re|sign, left the town hall on Friday.", "he would resign"),
        (
            "BERLIN, March 3 — The Kremlin contin|ues to pursue peace.",
            "The Kremlin continues to pursue peace",
        ),
        ("BERLIN, March 3 — Taxes fe|ll, the minister said.", "Taxes fell"),
        ("BER|LIN, March 3 — The bank closed.", "BERLIN, March 3 — The bank closed"),
        (
            "If the bri|dge falls, engineers warn, the town is cut off.",
            "If the bridge falls, engineers warn, the town is cut off",
        ),
        (
            "If the bridge falls, engineers warn, the town is cut o|ff.",
            "If the bridge falls, engineers warn, the town is cut off",
        ),
        (
            "Wenn die Brücke fä|llt, warnen Ingenieure, ist die Stadt abgeschnitten.",
            "Wenn die Brücke fällt, warnen Ingenieure, ist die Stadt abgeschnitten",
        ),
        ("While the town slept, officials say, the dam bro|ke.", "the dam broke"),
        ("While the town waited, officials say, the dam collap|sed.", "the dam collapsed"),
        ("Taxes fe|ll, the minister says, and prices rose.", "Taxes fell"),
        ("Taxes fell, the minister says, and prices r|ose.", "prices rose"),
        (
            "The plan, which officials say will c|ost a million, was dropped.",
            "The plan, which officials say will cost a million, was dropped",
        ),
        ("The bank, which had warned that profits would f|all, sold its tower.", "profits would fall"),
        ("The report says pri|ces rose, but the bank disagrees.", "prices rose"),
        ("The city will se|ll the old depot, said a spokesman.", "The city will sell the old depot"),
    ],
)
def test_the_claim_at_the_caret_leaves_out_who_says_it_and_where_it_was_written(marked: str, claim: str) -> None:
    text = marked.replace("|", "")
    assert [span.of(text) for span in natural_unit("clause", text, marked.index("|"), LANGUAGE)] == [claim]
