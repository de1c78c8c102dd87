"""The words that a verb reports through the word that goes with it: "accused the firm of lying", "promised to go"."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.snapping import words_in

_OBJECT_WORDS = 9
"""Words of the one who is accused, described or urged."""
_REACH = 160
"""Code points in which the word that leads on is looked for."""


class Framed(NamedTuple):
    """Reported words that another word than "that" leads to."""

    content: Span
    """Code points, half-open."""
    word: str
    """The word that leads on."""


def framed_content(text: str, verb: Span, end: int, language: Language) -> Framed | None:
    """The words that a verb reports together with "of", "as", "to" or "for"; None if none of these leads on.

    Whom it is about belongs to them ("the firm of lying"), and so does the
    mark of an infinitive ("to go").

    Args:
        text: the article.
        verb: code points, half-open.
        end: of the statement, in code points.
        language: the language that the article is read in.
    """
    frames = language.frames.get(verb.of(text).lower())
    if not frames:
        return None
    words = words_in(text, Span(verb.end, min(end, verb.end + _REACH)))[: _OBJECT_WORDS + 2]
    spelt = [word.of(text).lower() for word in words]
    for lead, link in frames:
        start = _after_lead(text, verb, words, spelt, lead, link, language)
        if start is not None and (not link or _leads_on(text, words, spelt, start, link, language)):
            begins = words[start - 1].end if start else verb.end
            return Framed(trimmed(text, Span(begins, end)), link or lead)
    return None


def _after_lead(
    text: str, verb: Span, words: list[Span], spelt: list[str], lead: str, link: str, language: Language
) -> int | None:
    """The number of the first reported word; None if the verb's own word does not follow it."""
    if not lead:
        return 0 if words else None
    if spelt[:1] != [lead] or len(spelt) < 2 or text[verb.end : words[0].start].strip():
        return None
    if link or lead not in language.infinitive_marks:
        return 1 if text[words[0].end : words[1].start].strip() in ("", *'"“‘«') else None
    return 0 if _is_infinitive(text, words, spelt, 0, language) else None


def _leads_on(text: str, words: list[Span], spelt: list[str], start: int, link: str, language: Language) -> bool:
    """True if the link follows a few words that no comma parts from it."""
    for number in range(start + 1, min(len(words) - 1, start + _OBJECT_WORDS)):
        if text[words[number - 1].end : words[number].start].strip(" \u00a0'’\"“”‘"):
            return False
        if spelt[number - 1] in language.complementizers or language.is_reporting(spelt[number - 1]):
            return False
        if spelt[number] == link:
            return link not in language.infinitive_marks or _is_infinitive(text, words, spelt, number, language)
    return False


def _is_infinitive(text: str, words: list[Span], spelt: list[str], mark: int, language: Language) -> bool:
    """True if what must be a verb follows "to", and no noun: "to the council"."""
    if mark + 1 >= len(words):
        return False
    word = words[mark + 1].of(text)
    if is_capitalised(word) or spelt[mark + 1] in language.determiners | language.pronouns | language.prepositions:
        return False
    return word[0].isalpha()
