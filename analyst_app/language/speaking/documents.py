"""Those whose report or survey it is: "a report by the Granite Institute", "an analysis of the votes from Tarn"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.compounds import with_ends
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase, names_in
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.obliques import goes_with_name
from analyst_app.language.whole_text import read_once


@read_once
def giver_in(text: str, stretch: Span, language: Language) -> Span | None:
    """The name after "by" or "from" in some words that tell of no people: none in "researchers from Corwin University".

    Args:
        text: the article.
        stretch: the words beside a reporting word, code points, half-open.
        language: the language that the article is read in.
    """
    for name in names_in(text, stretch, language):
        before = words_in(text, Span(stretch.start, name.whole.start))
        while len(before) > 1 and _is_about_name(before[-1].of(text), language):
            before.pop()
        nouns = [spelt for word in before[:-1] if (spelt := word.of(text)).islower()]
        if not nouns or before[-1].of(text).lower() not in language.noun_givers:
            continue
        if not any(noun in language.speakers and not is_document(noun, language) for noun in nouns):
            return name.span
    return None


def is_document(noun: str, language: Language) -> bool:
    """True of a noun for those who speak that is no person: report, statement.

    Args:
        noun: in lower case.
        language: the language that the article is read in.
    """
    if noun not in language.roles or noun not in language.bodies:
        return False
    return noun in language.noun_forms or noun in with_ends(language.reporting_nouns)


def _is_about_name(word: str, language: Language) -> bool:
    """True of what may stand between "by" and a name: "by the consulting firm Norvane"."""
    if word.lower() in language.noun_givers:
        return False
    return goes_with_name(word, language) or (may_be_in_phrase(word, language) and not is_capitalised(word))
