"""Words that are "that" after one noun and "which" after another: "dijo el alcalde que", "anunció una ley que".

Only in languages whose word for both is one (it stands in ``complementizers``
and in ``relatives``): Spanish, Portuguese, Italian, French.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised

_COMMAS = ",;،"


def is_relative(
    text: str, cue: Span, between: list[Span], that: Span, language: Language, *, has_content: bool = False
) -> bool:
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
        has_content: True if a quotation right before the verb is what it reports: "«No», dijo un testigo que pasaba".
    """
    if as_that(that.of(text), language) not in language.relatives:
        return False
    if has_content and between and not language.is_reporting(between[-1].of(text)):
        return True
    opens_time = language.conjunctions | language.aside_openers | language.prepositions
    if len(between) > 1 and between[-1].of(text).lower() in opens_time:
        return True  # “alors que”, “mientras que”
    gap = text[cue.end : that.start]
    if gap.rstrip()[-1:] in _COMMAS and gap.strip() and sum(map(gap.count, _COMMAS)) == 1:
        return bool(between)
    return _has_object(text, between, language)


def as_that(word: str, language: Language) -> str:
    """A word in lower case; "que" for one that it is joined to: "qu’Anne", "qu’elle".

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    spelt = word.lower()
    before, apostrophe, _ = spelt.replace("’", "'").partition("'")
    if not apostrophe or before not in language.elided:
        return spelt
    both = language.complementizers & language.relatives
    return next((that for that in sorted(both) if that[:-1] == before), spelt)


def past_that(text: str, that: Span, language: Language) -> int:
    """The beginning of what a "that" opens: after it, with the subject that an apostrophe joins to it ("qu’elle").

    A question ("if", "s’il") belongs to the reported words.

    Args:
        text: the article.
        that: the word, code points, half-open.
        language: the language that the article is read in.
    """
    if that.of(text).lower() in language.questions:
        return that.start
    before, apostrophe, after = that.of(text).replace("’", "'").partition("'")
    return that.start + len(before) + 1 if apostrophe and after and before.lower() in language.elided else that.end


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
