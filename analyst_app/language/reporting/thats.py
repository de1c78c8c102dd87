"""Words that are "that" after one noun and "which" after another: "dijo el alcalde que", "anunció una ley que".

Only in languages whose word for both is one (it stands in ``complementizers``
and in ``relatives``): Spanish, Portuguese, Italian, French.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised

_COMMAS = ",;،"


def is_relative(text: str, cue: Span, between: list[Span], that: Span, language: Language) -> bool:
    """True if a "that" after a reporting word only tells of the noun before it.

    It does after a comma that no other comma before it closes ("lamenta
    Pires, que vive ali"), and where the verb has an object that is nobody who
    speaks ("anunció ayer una ley que"). A phrase with a preposition tells to
    whom or when it was said.

    Args:
        text: the article.
        cue: the reporting word, code points, half-open.
        between: the words from the cue to the "that".
        that: the word itself.
        language: the language that the article is read in.
    """
    if that.of(text).lower() not in language.relatives:
        return False
    gap = text[cue.end : that.start]
    if gap.rstrip()[-1:] in _COMMAS and gap.strip() and sum(map(gap.count, _COMMAS)) == 1:
        return bool(between)
    return _has_object(text, between, language)


def _has_object(text: str, between: list[Span], language: Language) -> bool:
    """True if the first noun after the cue is none that stands for a speaker, and no preposition is before it."""
    has_article = False
    for word in between:
        spelt = word.of(text)
        low = spelt.lower()
        if low in language.prepositions and low not in language.articles:
            return False
        if is_capitalised(spelt) or low in language.speakers | language.months or language.is_title(low):
            return False
        if low in language.determiners:
            has_article = True
        elif has_article:
            return True
    return False
