"""Arabic reports, whose script has no capitals: ``language.speaking.caseless``."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.speaking.caseless import named_beside

ARABIC = language("ar")


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("سامي منصور", "سامي منصور"),
        ("المهندس فؤاد الخطيب", "فؤاد الخطيب"),
        ("وزير النقل سامي منصور", "سامي منصور"),
        ("رئيس مجلس النواب نبيل شاهين", "نبيل شاهين"),
        ("وزير الخارجية الكوفي كريم سالم", "كريم سالم"),
        ("المتحدثة باسم الشركة رنا عيسى", "رنا عيسى"),
        ("المتحدث باسم وزارة الصحة", "المتحدث باسم وزارة الصحة"),
        ("وزيرة الصحة", "وزيرة الصحة"),
        ("حداد في مؤتمر صحفي", "حداد"),
        ("الخطيب لصحيفة محلية", "الخطيب"),
        ("مراد قائلا", "مراد"),
    ],
)
def test_a_name_is_what_is_left_without_titles_offices_and_prepositions(side: str, name: str) -> None:
    found = named_beside(side, Span(0, len(side)), ARABIC)
    assert found is not None
    assert found.of(side) == name


@pytest.mark.parametrize("side", ["", "في بيروت", "إن المرفأ مغلق"])
def test_nobody_stands_beside_a_verb_that_a_preposition_or_clause_follows(side: str) -> None:
    assert named_beside(side, Span(0, len(side)), ARABIC) is None


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("وحذر فؤاد الخطيب من أن السد قد ينهار.", "السد قد ينهار"),
        ("ولفت ناصر إلى أن الأسعار لن ترتفع.", "الأسعار لن ترتفع"),
        ("وصرحت الطبيبة سلمى درويش بأن المستشفى ممتلئ.", "المستشفى ممتلئ"),
        ("وقالت كنعان إنها ستطلب جلسة خاصة.", "ستطلب جلسة خاصة"),
    ],
)
def test_a_verb_with_its_preposition_leads_to_the_reported_clause(sentence: str, reported: str) -> None:
    (quote,) = suggestions(sentence, ARABIC).quotes
    assert quote.segments[0].of(sentence) == reported
    assert quote.speaker is not None


def test_whose_relative_somebody_is_belongs_to_no_name() -> None:
    text = "وقالت شقيقتها هند سالم: «لا أوافق»."
    (quote,) = suggestions(text, ARABIC).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "هند سالم"
