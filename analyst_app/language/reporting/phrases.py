"""The holder after a phrase such as "según", and where the words that it attributes begin.

A comma parts the two in most languages: "Según Duarte, la presa es vieja".
Polish, Czech and Italian may leave it out ("Zdaniem Nowaka plan jest zły"):
then the name ends the holder, and what is no name nor role is left alone. Some
phrases hold a pronoun themselves: "jej zdaniem", "a su juicio".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.dialogue_dashes import joined_verb
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, names_in
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.snapping import first_word_in, words_in

_APOSTROPHE = re.compile("['’]")
_BEFORE_NAME = 4
"""Words between the phrase and the name: "zdaniem byłego ministra zdrowia Jana Nowaka"."""
_LONGEST_INSERT = 40
"""Code points of words between commas that part a verb from its subject."""
_LONGEST_HOLDER = 120
"""Code points of a subject after its verb, in a clause that opens with "as"."""
_APPOSED = 60
"""Code points that a name after a comma takes at most: "segundo o autarca, Rui Lima, há"."""


class Held(NamedTuple):
    """The two sides of a phrase that opens a sentence."""

    holder: Span
    """Empty if the phrase names nobody, or if nobody can tell where the name ends."""
    begins: int | None
    """The place of the attributed words; None if it cannot be told."""


def held_by(text: str, cue: Span, comma: int, end: int, language: Language) -> Held:
    """The holder of a phrase and the beginning of what it attributes.

    Args:
        text: the article.
        cue: the phrase, code points, half-open.
        comma: the place of the first comma after it; ``end`` if there is none.
        end: of the statement.
        language: the language that the article is read in.
    """
    if cue.of(text).lower() in language.own_attributions:
        begins = comma + 1 if not text[cue.end : comma].strip() else cue.end
        return Held(Span(cue.end, cue.end), begins)
    side = trimmed(text, Span(cue.end, comma))
    name = next(iter(names_in(text, side, language)), None)
    ahead = [word.of(text).lower() for word in words_in(text, Span(side.start, name.whole.start))] if name else []
    ends_with_name = name is not None and not text[name.span.end : side.end].strip()
    if language.cases and name is None and comma < end and (apposed := _apposed(text, comma, end, language)):
        return Held(Span(side.start, apposed), apposed + 1)
    if language.cases and name is None:
        return Held(Span(side.start, side.start), None)  # no comma parts the two there
    is_parted = name is None or text[name.span.end : side.end].count(" ") < _BEFORE_NAME
    if comma < end and (ends_with_name if language.cases else is_parted):
        apposed = _apposed(text, comma, end, language)
        if apposed:
            return Held(Span(side.start, apposed), apposed + 1)
        return Held(side, (_past_remark(text, comma, end, language) if ends_with_name else comma) + 1)
    if name is None or len(ahead) > _BEFORE_NAME or any(map(language.may_be_finite, ahead)):
        return Held(Span(side.start, side.start), None) if comma == end else Held(side, comma + 1)
    after = first_word_in(text, Span(name.span.end, end))
    placed = after is not None and after.of(text).lower() in language.place_prepositions
    return Held(Span(side.start, name.span.end), None if placed or after is None else after.start)


def as_reported(text: str, cue: Span, part: Span, language: Language) -> Attribution | None:
    """The attribution of a sentence that opens with "as": "Como dijo Ana Ruiz, la presa es vieja"; else None.

    Args:
        text: the article.
        cue: its reporting word, code points, half-open.
        part: the statement.
        language: the language that the article is read in.
    """
    first, *lead = words_in(text, Span(part.start, cue.start)) or [cue]
    if first.of(text).lower() not in language.report_openers or any(sign in text[part.start : cue.end] for sign in ","):
        return None
    bare = [joined_verb(word.of(text).lower(), language) for word in lead]
    comma = text.find(",", cue.end, min(part.end, cue.end + _LONGEST_HOLDER))
    if comma < 0 or any(word not in language.auxiliaries | language.pronouns for word in bare):
        return None
    told = trimmed(text, Span(comma + 1, part.end))
    end = told.end
    while end > told.start and text[end - 1] in ".!?… ":
        end -= 1
    holder = trimmed(text, Span(cue.end, comma))
    return Attribution(cue, (Span(told.start, end),), Span(cue.start, cue.start), holder, True)


def past_insert(text: str, cue_end: int, end: int) -> int:
    """The place after a few words between commas that stand behind a verb: "afirma, em nota, a Secretaria".

    Args:
        text: the article.
        cue_end: code point after the verb.
        end: of the statement.
    """
    if text[cue_end : cue_end + 1] != ",":
        return cue_end
    closes = text.find(",", cue_end + 1, min(end, cue_end + _LONGEST_INSERT))
    return closes + 1 if closes > 0 else cue_end


def may_be_speaker(text: str, side: Span, language: Language) -> bool:
    """True if a side has a name in it, or a noun for one who speaks: "a demandé l’ouverture" has none after its verb.

    Args:
        text: the article.
        side: code points, half-open.
        language: the language that the article is read in.
    """
    known = language.speakers | language.titles | language.bodies
    spelt = [word.of(text) for word in words_in(text, side)]
    return any(is_capitalised(word) or not known.isdisjoint(_APOSTROPHE.split(word.lower())) for word in spelt)


def _past_remark(text: str, comma: int, end: int, language: Language) -> int:
    """The comma after what a second pair tells of a name: "Selon Marie Dupont, de l’association, l’eau est polluée"."""
    closes = text.find(",", comma + 1, min(end, comma + _APPOSED))
    words = [word.of(text).lower() for word in words_in(text, Span(comma + 1, closes))] if closes > 0 else []
    opens = language.prepositions | language.speakers | language.titles | language.relatives
    is_remark = bool(words) and (words[0] in opens or bool(language.cases))
    return closes if is_remark and not any(map(language.may_be_finite, words)) else comma


def _apposed(text: str, comma: int, end: int, language: Language) -> int | None:
    """The comma after a name that stands between two: "segundo o presidente, Jorge Lima, há"."""
    closes = text.find(",", comma + 1, min(end, comma + _APPOSED))
    if closes < 0:
        return None
    inside = trimmed(text, Span(comma + 1, closes))
    names = names_in(text, inside, language)
    is_name = len(names) == 1 and names[0].span.end == inside.end
    lead = words_in(text, Span(inside.start, names[0].whole.start)) if is_name else []
    return closes if is_name and all(language.is_title(word.of(text)) for word in lead) else None
