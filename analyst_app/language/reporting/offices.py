"""Offices in which something was said by nobody in particular: "В пресс-службе мэрии сообщили"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase
from analyst_app.language.reporting.inflected_names import is_form
from analyst_app.language.snapping import words_in


def office_in(text: str, side: Span, verb: Span, language: Language) -> Span | None:
    """The words for an office after a preposition of place, beside a verb that tells of several people.

    Args:
        text: the article.
        side: the words beside the verb, code points, half-open.
        verb: the reporting verb.
        language: the language that the article is read in.
    """
    if not language.plural_verb_endings or not verb.of(text).endswith(tuple(language.plural_verb_endings)):
        return None
    words = words_in(text, side)
    for number, word in enumerate(words[:-1]):
        head = words[number + 1]
        if word.of(text).lower() not in language.place_prepositions or not nominative_office(head.of(text), language):
            continue
        end = head.end
        for after in words[number + 2 :]:
            is_joined = text[end : after.start] in (" ", "\u00a0") and may_be_in_phrase(after.of(text), language)
            if not is_joined or after.start >= verb.start > head.start:
                break
            end = after.end
        return Span(head.start, end)
    return None


def nominative_office(word: str, language: Language) -> str:
    """The noun for a body of which a word is another case: "полиции" of "полиция"; empty if none is, or several are.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    if is_capitalised(word) or word in language.bodies or not language.name_cases:
        return word if word in language.bodies else ""
    found = [noun for noun in language.bodies if noun[:2] == word[:2] and is_form(word, noun, language)]
    return found[0] if len(found) == 1 else ""
