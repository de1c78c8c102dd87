"""Titles before a name that tell a man from a woman."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.mentions import places_of_surname
from analyst_app.language.names import is_capitalised
from analyst_app.language.people import spelt
from analyst_app.language.snapping import words_in

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
        is_initial = len(word) == 1 and before and _is_given_name(text, before[-1], title.start, language)
        if not is_initial and word in language.he_titles | language.she_titles:
            return "he" if word in language.he_titles else "she"
    return ""


class TitledPlaces(NamedTuple):
    """The places of a surname in an article, each with what its title tells."""

    told: Mapping[Span, Told]
    forms: Mapping[Span, str]
    """The name at each place, spelt for comparing."""

    def of_name(self, full: str) -> Told:
        """The man or woman that the titles of a full name tell of; empty if none does, or if they disagree."""
        found = {self.told[span] for span, form in self.forms.items() if full and form == spelt(full)} - {""}
        return found.pop() if len(found) == 1 else ""

    def fitting(self, full_names: Iterable[str], told: Told) -> list[str]:
        """Those of some full names that a person may have: no title of theirs tells otherwise.

        Args:
            full_names: as printed.
            told: by the person's own title.
        """
        return [name for name in full_names if not told or self.of_name(name) in ("", told)]

    def not_of(self, told: Told) -> frozenset[Span]:
        """The places whose own title, or that of their full name, is not the one of a person."""
        return frozenset(span for span in self.told if told and self._at(span) not in ("", told))

    def unsure(self, told: Told, full: str) -> frozenset[Span]:
        """The places that may be another person's, as the article has a man and a woman of that surname.

        Args:
            told: what is known of the person.
            full: the person's full name; empty: unknown.
        """
        if not {"he", "she"} <= {told, *map(self._at, self.told)}:
            return frozenset()
        sure = {span for span in self.told if (told and self._at(span) == told) or self.forms[span] == spelt(full)}
        return frozenset(set(self.told) - sure)

    def _at(self, span: Span) -> Told:
        form = self.forms[span]
        return self.told[span] or (self.of_name(form) if " " in form else "")


def titled_places(text: str, name: str, language: Language) -> TitledPlaces:
    """The places of a name's surname, whoever is meant, with what their titles tell.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
    """
    places = places_of_surname(text, name, language)
    return TitledPlaces(
        {span: told_by_title(text, span, language) for span in places}, {span: spelt(span.of(text)) for span in places}
    )


def _adjoins(text: str, end: int, start: int) -> bool:
    return text[end:start].removeprefix(".") in (*_GAPS, "")


def _is_given_name(text: str, word: Span, start: int, language: Language) -> bool:
    """True if a word before a single letter makes that an initial: Anna M. Brandt, not Selon M. Brandt."""
    spelt = word.of(text)
    is_small = spelt.lower() in language.closed or language.attribution_phrases.fullmatch(spelt) is not None
    return is_capitalised(spelt) and not is_small and _adjoins(text, word.end, start)
