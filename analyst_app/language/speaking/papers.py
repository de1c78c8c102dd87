"""Names of newspapers in marks: nobody says them, though a verb stands before: "a répondu au journal « Le Phare »"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.snapping import words_in

_WORDS = 4
"""Words of such a name at most."""
_STOPS = ".!?…؟"


def is_paper(text: str, marked: Span, language: Language) -> bool:
    """True of a few marked words behind a noun for what has a name, or an article where nouns have capitals.

    Args:
        text: the article.
        marked: with the marks, code points, half-open.
        language: the language that the article is read in.
    """
    words = [word.of(text) for word in words_in(text, marked)]
    before = words_in(text, Span(max(0, marked.start - 40), marked.start))[-1:]
    if not before or text[before[0].end : marked.start] not in (" ", "\u00a0") or not 0 < len(words) <= _WORDS:
        return False
    if words[0].islower() or any(sign in marked.of(text) for sign in _STOPS):
        return False
    last = before[0].of(text)
    if (
        language.nouns_have_capitals
        and last in language.articles | language.subject_articles | language.oblique_articles
    ):
        return all(word[0].isupper() or word in language.determiners | language.prepositions for word in words)
    verbs = language.reporting_verbs | language.helped_verbs
    return last.lower() in language.term_openers - verbs
