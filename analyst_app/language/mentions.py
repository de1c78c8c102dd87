"""All mentions of one name in an article: the full name, and the surname where it can mean nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import Name, is_capitalised, name_at, without_possessive
from analyst_app.language.people import is_same_person, spelt, surname

_BLANKS = r"[ \u00a0\u202f\n]+"


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
    name = without_possessive(name, Span(0, len(name)), language).of(name).strip()
    if not name:
        return []
    if not is_capitalised(name.rpartition(" ")[2]):
        return list(_spans(text, name, flags=re.IGNORECASE))
    found = [_named(text, span, language) for span in _spans(text, _last_word(name), flags=0)]
    forms = {spelt(one.span.of(text)) for one in found if one}
    full = {form for form in forms if " " in form and surname(form) == surname(name)}
    allowed = full if len(full) <= 1 else {form for form in full if is_same_person(form, name) and " " in name}
    alone = {form for form in forms if " " not in form and surname(form) == surname(name)}
    alone = alone if len(full | _many_words(name)) <= 1 else set()
    wanted = allowed | alone | {spelt(name)}
    spans = [one.span for one in found if one and _fits(spelt(one.span.of(text)), wanted, name)]
    return sorted(set(spans))


def namesakes(text: str, name: str, language: Language) -> list[str]:
    """The full names of the article that end in a name's surname, as printed first, in order: several people or one.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
    """
    name = without_possessive(name, Span(0, len(name)), language).of(name).strip()
    if not name or not is_capitalised(name.rpartition(" ")[2]):
        return []
    found: dict[str, str] = {}
    for span in _spans(text, _last_word(name), flags=0):
        one = _named(text, span, language)
        printed = " ".join(one.span.of(text).split()) if one else ""
        if " " in printed and surname(printed) == surname(name):
            found.setdefault(spelt(printed), printed)
    return list(found.values())


def places_of_surname(text: str, name: str, language: Language) -> list[Span]:
    """All places of the names that end in a name's surname, whoever is meant, in order; titles left out.

    Args:
        text: the article.
        name: as written anywhere in the article.
        language: the language that the article is read in.
    """
    name = without_possessive(name, Span(0, len(name)), language).of(name).strip()
    if not name or not is_capitalised(name.rpartition(" ")[2]):
        return []
    found = (_named(text, span, language) for span in _spans(text, _last_word(name), flags=0))
    return [one.span for one in found if one]


def _many_words(name: str) -> set[str]:
    return {spelt(name)} if " " in name else set()


def _fits(form: str, wanted: set[str], name: str) -> bool:
    return form == spelt(name) or (form in wanted and (is_same_person(form, name) or form == surname(name)))


def _last_word(name: str) -> str:
    """The word that every mention has: the surname without al-."""
    last = name.rpartition(" ")[2]
    return last[-len(surname(name)) :]


def _spans(text: str, words: str, *, flags: int) -> Iterator[Span]:
    pattern = _BLANKS.join(re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in words.split())
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, flags):
        yield Span(*match.span())


def _named(text: str, span: Span, language: Language) -> Name | None:
    """The name that a word belongs to; the word alone where it is no known one."""
    name = name_at(text, span.start, language)
    if name is None:
        return Name(span, span, is_possessive=False)
    return name if name.span.end == span.end else None
