"""All mentions of one name in an article: the full name, and the surname where it can mean nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.forms_of_address import NameForm, told_by_title
from analyst_app.language.language import Language
from analyst_app.language.names import Name, is_capitalised, name_at, without_possessive
from analyst_app.language.people import is_same_person, spelt, surname, without_prefix

_BLANKS = r"[ \u00a0\u202f\n]+"
_SHORTEST, _LONGEST = 2_000, 65_536
"""Code points of the first and of the longest stretch that is looked through at once."""
_EFFORT = 8_192
"""Code points whose search takes as long as it does to read the name at one place."""


class NamePlace(NamedTuple):
    """A place at which the last word of a name stands, or the words for a role."""

    span: Span
    """The whole name as it is printed there, without titles and possessive; code points."""
    form: NameForm


class NameSearch:
    """Finds a name in an article in portions, from a place outwards, so that a window can show the nearest at once.

    The places of all who have the name's last word are kept, because those
    decide whom the last word alone may mean; so what is found of a name is
    certain only when the search is complete.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
        around: code point from which it is looked for outwards.
    """

    def __init__(self, text: str, name: str, language: Language, *, around: int = 0) -> None:
        self._text, self._language = text, language
        name = _bare(name, language)
        self.is_role = not is_capitalised(name.rpartition(" ")[2])
        """True of words such as "harbour officials", which are found as they are written."""
        self.places: list[NamePlace] = []
        """The places found so far, about the nearest first."""
        self._first_of: dict[NameForm, Span] = {}
        """Each form with its first place in the text."""
        self._before = self._after = min(around, len(text)) if name else 0
        self._end = len(text) if name else 0
        self._stretch = _SHORTEST
        flags = re.IGNORECASE if self.is_role else 0
        words = [_pattern(word) for word in (name if self.is_role else _last_word(name)).split()]
        self._first_word = re.compile(words[0] if words else r"(?!)", flags)
        self._whole = re.compile(rf"(?<!\w){_BLANKS.join(words)}(?!\w)", flags)
        self._longest_word = len(name)
        self._walk = self._walked()
        self.is_complete = False
        """True if all of the text was looked through."""
        self.is_thinned = False
        """True if places were left out at the end, because they begin inside others."""

    def advance(self, effort: int) -> int:
        """Look on, and at no more than so many places; what is left of the effort if there is no more to find.

        Args:
            effort: names that are read at most; looking through a long stretch counts as several.
        """
        for cost in self._walk:
            effort -= cost
            if effort <= 0:
                return 0
        self._complete()
        return effort

    def completed(self) -> NameSearch:
        """The search itself, when it has looked through all of the text."""
        for _ in self._walk:
            pass
        self._complete()
        return self

    @property
    def forms(self) -> list[NameForm]:
        """The forms of names that were found so far, each once, as they came."""
        return list(self._first_of)

    def namesakes(self, name: str) -> list[str]:
        """The full names found that end in a name's surname, as printed first, in the order of the text."""
        if self.is_role:
            return []
        wanted = surname(_bare(name, self._language))
        first: dict[str, Span] = {}
        for span, form in sorted((span, form.spelt) for form, span in self._first_of.items()):
            if " " in form and surname(form) == wanted:
                first.setdefault(form, span)
        return [" ".join(span.of(self._text).split()) for span in first.values()]

    def forms_of(self, name: str) -> set[str]:
        """The forms found by which a name is mentioned, as spelt, if no others are found: see ``mentions``.

        Args:
            name: ends in the same word as the name that is looked for.
        """
        forms = {form.spelt for form in self._first_of}
        if self.is_role:
            return forms
        name = _bare(name, self._language)
        alike = {form for form in forms if surname(form) == surname(name)}
        full = {form for form in alike if " " in form}
        allowed = full if len(full) <= 1 else {form for form in full if is_same_person(form, name) and " " in name}
        alone = alike - full if len(full | _many_words(name)) <= 1 else set()
        wanted = allowed | alone | {spelt(name)}
        return {form for form in forms if _fits(form, wanted, name)}

    # -- inside ------------------------------------------------------------------------

    def _complete(self) -> None:
        """Leave out of a role's places those that begin inside another: "new new new" is "new new" once."""
        self.is_complete = True
        if self.is_role:
            kept, end = [], 0
            for place in sorted(self.places):
                if place.span.start >= end:
                    kept.append(place)
                    end = place.span.end
            if len(kept) < len(self.places):
                self.places, self.is_thinned = kept, True

    def _walked(self) -> Iterator[int]:
        """Look through the stretches after and before in turn; yields what each step costs."""
        while self._before > 0 or self._after < self._end:
            if self._after < self._end:
                start, self._after = self._after, min(self._end, self._after + self._stretch)
                yield from self._looked_through(start, self._after, 1)
            if self._before > 0:
                end, self._before = self._before, max(0, self._before - self._stretch)
                yield from self._looked_through(self._before, end, -1)
            self._stretch = min(_LONGEST, 2 * self._stretch)

    def _looked_through(self, start: int, end: int, step: int) -> Iterator[int]:
        """Note the places whose first word begins in a stretch, wherever their last word ends.

        Args:
            start: first code point of the stretch.
            end: first code point after it.
            step: 1 from its beginning on, -1 from its end back.
        """
        found, position = [], start
        reach = min(len(self._text), end + self._longest_word)
        while (first := self._first_word.search(self._text, position, reach)) and first.start() < end:
            position = first.start() + 1
            match = self._whole.match(self._text, first.start())
            if match is not None:
                found.append(Span(*match.span()))
        yield 1 + (end - start) // _EFFORT
        for span in found[::step]:
            self._note(span)
            yield 1

    def _note(self, span: Span) -> None:
        if not self.is_role:
            name = _named(self._text, span, self._language)
            if name is None:
                return
            span = name.span
        told = "" if self.is_role else told_by_title(self._text, span, self._language)
        form = NameForm(spelt(span.of(self._text)), told)
        self.places.append(NamePlace(span, form))
        self._first_of[form] = min(span, self._first_of.get(form, span))


def mentions(text: str, name: str, language: Language) -> list[Span]:
    """All places of a name, in order; titles and possessives left out.

    "Ada Brandt" is also found as "Brandt", and "Brandt" as "Ada Brandt",
    unless the article knows another Brandt. A role ("harbour officials") and a
    name in a script without capitals are found as they are written.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
    """
    search = NameSearch(text, name, language).completed()
    forms = search.forms_of(name)
    return sorted({place.span for place in search.places if place.form.spelt in forms})


def namesakes(text: str, name: str, language: Language) -> list[str]:
    """The full names of the article that end in a name's surname, as printed first, in order: several people or one.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
    """
    return NameSearch(text, name, language).completed().namesakes(name)


def _bare(name: str, language: Language) -> str:
    return " ".join(without_possessive(name, Span(0, len(name)), language).of(name).split())


def _many_words(name: str) -> set[str]:
    return {spelt(name)} if " " in name else set()


def _fits(form: str, wanted: set[str], name: str) -> bool:
    return form == spelt(name) or (form in wanted and (is_same_person(form, name) or form == surname(name)))


def _last_word(name: str) -> str:
    """The word that every mention has: the surname without al-."""
    return without_prefix(name.rpartition(" ")[2])


def _pattern(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _named(text: str, span: Span, language: Language) -> Name | None:
    """The name that a word belongs to; the word alone where it is no known one."""
    name = name_at(text, span.start, language)
    if name is None:
        return Name(span, span, is_possessive=False)
    return name if name.span.end == span.end else None
