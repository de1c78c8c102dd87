"""The person that a role or a shared surname means: "Baroness Lyle … the baroness", "Anna Brandt … Ms. Brandt"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import itemgetter

from analyst_app.core.span import Span
from analyst_app.language.compounds import with_ends
from analyst_app.language.forms_of_address import Told, told_by_name
from analyst_app.language.language import Language
from analyst_app.language.name_kinds import kind_by_words
from analyst_app.language.names import may_be_in_phrase
from analyst_app.language.paragraphs import piece_at
from analyst_app.language.reporting import verb_gender
from analyst_app.language.snapping import last_words_in, words_in
from analyst_app.language.speaking.obliques import goes_with_name
from analyst_app.language.whole_text import read_once

_APPOSITION_END = re.compile(r"[,.;:!?](?!\w)")


def fitting_told(full_names: Iterable[str], told: Told, language: Language) -> list[str]:
    """Those of some full names that may be a man's or a woman's.

    Args:
        full_names: as printed, in the nominative.
        told: the one of the two; empty: all fit.
        language: the language that the article is read in.
    """
    fits = ("", told)
    return [
        name
        for name in full_names
        if not told or (told_by_name(name, language) or verb_gender.told_by_name(name, language)) in fits
    ]


def namesake_of_role(text: str, role: Span, names: Callable[[], Iterable[Span]], language: Language) -> Span | None:
    """The name that stands beside the same role before: "Baroness Lyle … the baroness"; None if none does.

    Args:
        text: the article.
        role: of the words for it, without their article.
        names: gives those of people near it, in any order, when they are needed.
        language: the language that the article is read in.
    """
    head = role.of(text).split()[-1].lower()
    if head in language.groups or (head not in language.speakers and not language.is_title(head)):
        return None
    before = words_in(text, Span(max(0, role.start - 40), role.start))
    has_article = bool(before) and before[-1].of(text).lower() in language.determiners
    if not has_article and not language.cases:  # languages with cases of names have no articles
        return None
    whole = Span(before[-1].start if before else role.start, role.end).of(text).lower().split()
    is_head_s = language.deputies.isdisjoint(whole)  # of the president, not the vice president
    for name in sorted(names(), key=itemgetter(0), reverse=True):
        if (
            name.end <= role.start
            and language.deputies.isdisjoint(_beside(text, name, language)[0]) == is_head_s
            and not name.of(text).lower().endswith(head)
            and _has_role(text, name, head, language)
            and kind_by_words(name.of(text), language) not in ("state", "place", "thing")
        ):
            return name
    return None


def _has_role(text: str, name: Span, head: str, language: Language) -> bool:
    """True if a role stands right before a name, or in the apposition after it."""
    before, after = _beside(text, name, language)
    for small in before:
        if small.endswith(head) or head in with_ends(language.short_titles).get(small, ()):
            return True
    return bool(after) and any(small.endswith(head) for small in after)


@read_once
def _beside(text: str, name: Span, language: Language) -> tuple[list[str], list[str]]:
    """The words before a name up to one that does not go with it, from the nearest, and those of its apposition."""
    piece = piece_at(text, name.start)
    before: list[str] = []
    for word in reversed(last_words_in(text, Span(max(piece.start, name.start - 60), name.start), 3)):
        spelt = word.of(text)
        before.append(spelt.lower())
        if spelt.lower() in language.determiners and not language.is_title(spelt.lower()):
            break  # the prime minister of the state: “Ministerpräsident des Landes”
        if not goes_with_name(spelt, language) and not may_be_in_phrase(spelt, language):
            break
    if text[name.end : name.end + 1] != ",":
        return before, []
    after = _APPOSITION_END.split(text[name.end + 1 : min(piece.end, name.end + 80)], maxsplit=1)[0]
    return before, [word.lower() for word in after.split()[:6]]
