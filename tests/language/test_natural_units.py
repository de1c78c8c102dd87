from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.language.natural_units import natural_unit
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


def unit(rule: str, at: str) -> list[str]:
    return [span.of(TEXT) for span in natural_unit(rule, TEXT, TEXT.index(at) + 1, LANGUAGE)]


@pytest.mark.parametrize(
    ("rule", "at", "expected"),
    [
        ("quotation", "fell by", ["“taxes fell by 12% in 2024,”"]),
        ("quotation", "depot will", ["the depot will close by May"]),
        ("quotation", "One goes", ["“One goes on.", "“Two ends,”"]),
        ("quotation", "quiet", ["“quiet zone”"]),
        ("quotation", "Friday", []),
        ("clause", "fell by", ["taxes fell by 12% in 2024"]),
        ("clause", "depot will", ["the depot will close by May"]),
        ("clause", "union says", ["the depot will close by May"]),
        ("clause", "key is", ["The key is gone"]),
        ("clause", "lost", ["It is lost"]),
        ("clause", "haben", ["Wir haben verloren"]),
        ("clause", "Critics", ["Critics disputed that on Monday"]),
        ("name", "Ortiz", ["Lena Ortiz"]),
        ("name", "Captain", ["Omar Reyes"]),
        ("name", "harbour", ["harbour officials"]),
        ("name", "declined", ["declined"]),
        ("word", "depot will", ["says"]),
        ("word", "said of", ["said"]),
        ("word", "Friday", ["Friday"]),
        ("paragraph", "Friday", ["On Friday harbour officials declined."]),
        ("none", "Friday", ["Friday"]),
    ],
)
def test_each_tag_takes_its_unit_at_the_caret(rule: str, at: str, expected: list[str]) -> None:
    assert unit(rule, at) == expected


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
