"""Labels in marks where every noun has a capital."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.marked_words import kind_in_marks
from analyst_app.language.noun_labels import is_label


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Anna Roth nannte in einem Gespräch mit dem Sender „Welle Nord“ vier Gründe.", "term"),
        ("„Ich bleibe“, sagte Roth gegenüber dem „Kelber Abendblatt“.", "term"),
        ("Das Muster wird als „Sonnenkranz“ bezeichnet.", "term"),
        ("Dies nennt man einen „Aktienbruch“.", "term"),
        ("Der Bund der Schützen, kurz „BDSK“, sagte ab.", "term"),
        ("Das Verfahren, genannt „Kalter Stich“, sagte Roth, sei alt.", "term"),
        ("Anna Roth sprach von einer „Gefahr für Leib und Leben“.", "part"),
        ("Anna Roth warnte vor den „Verzichtslehren“.", "part"),
        ("Anna Roth nannte den Plan „Unsinn“.", "part"),
    ],
)
def test_a_label_is_told_from_a_judgement(sentence: str, kind: str) -> None:
    last = [n for n, sign in enumerate(sentence) if sign == "„"][-1]
    found = kind_in_marks(sentence, Span(last, sentence.index("“", last) + 1), language("de"))
    assert (found == "term") == (kind == "term"), found


def test_no_label_is_told_by_this_rule_where_nouns_are_small() -> None:
    assert not is_label(["on", "the", "station"], ["Radio", "North"], [], language("en"))
