"""The one whom another quotes, and so the speaker: "The paper quoted Ada Brandt as saying"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.compounds import with_ends
from analyst_app.language.language import Language
from analyst_app.language.names import names_in
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.subjects import noun_after


def quoted_as(text: str, before: Span, language: Language) -> Span | None:
    """The words between "quoted" and "as" right before a participle; None if there are none, or a pronoun.

    Args:
        text: the article.
        before: the words of the sentence before the participle, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, before)
    if len(words) < 3 or not language.quoting_verbs:
        return None
    last, leads = words[-1].of(text).lower(), with_ends(language.quoting_verbs)
    verb = next((word for word in reversed(words) if last in leads.get(word.of(text).lower(), ())), None)
    if verb is None or verb == words[-2] or any(sign in text[verb.end : words[-1].start] for sign in ";:"):
        return None
    between = Span(verb.end, words[-1].start)
    named = next((name.span for name in names_in(text, between, language) if not name.is_possessive), None)
    inner = words_in(text, between)
    if named is None and inner[0].of(text).lower() in language.personal_pronouns:
        return None
    return named or next(iter(noun_after(text, inner, language)), None)
