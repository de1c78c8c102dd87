"""Titles, first names and nouns that tell a man from a woman."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.people import spelt
from analyst_app.language.snapping import last_words_in, words_in

Told = Literal["he", "she", ""]

_REACH = 60
"""Code points before a name in which its titles stand."""
_GAPS = (" ", "\u00a0", "\u202f", "\n")


def told_by_title(text: str, span: Span, language: Language) -> Told:
    """The man or woman that the titles right before a name, or in it, tell of; empty if they tell nothing.

    Args:
        text: the article.
        span: of the name, code points, half-open.
        language: the language that the article is read in.
    """
    inside = words_in(text, span)
    titles = [word for word in inside[:-1] if language.is_title(word.of(text))]
    before = words_in(text, Span(max(0, span.start - _REACH), span.start))
    after = inside[0].start if inside else span.start
    while before and language.is_title(before[-1].of(text)) and _adjoins(text, before[-1].end, after):
        titles.append(before.pop())
        after = titles[-1].start
    for title in titles:
        word = title.of(text).lower()
        follows_given = before and _is_given_name(text, before[-1], title.start, language)
        is_initial = len(word) == 1 and (follows_given or (inside and title.start > inside[0].start))  # Anna M. Brandt
        if not is_initial and word in language.he_titles | language.she_titles:
            return "he" if word in language.he_titles else "she"
    return ""


def told_by_name(name: str, language: Language) -> Told:
    """The man or woman that the first word of a full name, or the noun of a role, tells of; empty if it tells nothing.

    Args:
        name: as printed, without titles: Ada Brandt, spokeswoman.
        language: the language that the article is read in.
    """
    words = name.lower().split()
    first = words[0] if len(words) > 1 else ""
    last = words[-1] if words else ""
    if first in language.he_names or last in language.he_nouns:
        return "he"
    return "she" if first in language.she_names or last in language.she_nouns else ""


def told_beside(text: str, span: Span, language: Language) -> Told:
    """The man or woman that a name's titles, first word, or the noun before it tell of: "his wife Zorvan Kelt".

    Args:
        text: the article.
        span: of the name, code points, half-open.
        language: the language that the article is read in.
    """
    told = told_by_title(text, span, language) or told_by_name(span.of(text), language)
    if told:
        return told
    before = last_words_in(text, Span(max(0, span.start - _REACH), span.start), 1)
    if not before or text[before[0].end : span.start] not in (*_GAPS, ", "):
        return ""
    noun = before[0].of(text).lower()
    return "he" if noun in language.he_nouns else "she" if noun in language.she_nouns else ""


class NameForm(NamedTuple):
    """A name as it is spelt for comparing, with what a title right before it tells."""

    spelt: str
    told: Told


class TitledForms:
    """The forms of all who share a surname in an article, each with what its titles tell.

    Args:
        forms: each once.
    """

    def __init__(self, forms: Collection[NameForm]) -> None:
        self._forms = forms

    def of_name(self, full: str) -> Told:
        """The man or woman that the titles of a full name tell of; empty if none does, or if they disagree."""
        found = {form.told for form in self._forms if full and form.spelt == spelt(full)} - {""}
        return found.pop() if len(found) == 1 else ""

    def fitting(self, full_names: Iterable[str], told: Told) -> list[str]:
        """Those of some full names that a person may have: no title of theirs tells otherwise.

        Args:
            full_names: as printed.
            told: by the person's own title.
        """
        return [name for name in full_names if not told or self.of_name(name) in ("", told)]

    def not_of(self, told: Told) -> frozenset[NameForm]:
        """The forms whose own title, or that of their full name, is not the one of a person."""
        return frozenset(form for form in self._forms if told and self._told(form) not in ("", told))

    def unsure(self, told: Told, full: str) -> frozenset[NameForm]:
        """The forms that may be another person's, as the article has a man and a woman of that surname.

        Args:
            told: what is known of the person.
            full: the person's full name; empty: unknown.
        """
        if not {"he", "she"} <= {told, *map(self._told, self._forms)}:
            return frozenset()
        sure = {form for form in self._forms if (told and self._told(form) == told) or form.spelt == spelt(full)}
        return frozenset(set(self._forms) - sure)

    def _told(self, form: NameForm) -> Told:
        return form.told or (self.of_name(form.spelt) if " " in form.spelt else "")


def _adjoins(text: str, end: int, start: int) -> bool:
    return text[end:start].removeprefix(".") in (*_GAPS, "")


def _is_given_name(text: str, word: Span, start: int, language: Language) -> bool:
    """True if a word before a single letter makes that an initial: Anna M. Brandt, not Selon M. Brandt."""
    spelt = word.of(text)
    is_small = spelt.lower() in language.closed or language.attribution_phrases.fullmatch(spelt) is not None
    return is_capitalised(spelt) and not is_small and _adjoins(text, word.end, start)
