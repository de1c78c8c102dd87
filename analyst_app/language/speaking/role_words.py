"""Words for a role with which a stretch begins ("An official who … and said"), or an office in which it was said.

The office speaks where nobody in particular does: "В пресс-службе мэрии сообщили".
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase, without_elided
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.cases import is_form

_LONGEST_ROLE = 4
"""Words."""


def role_at_start(text: str, sentence: Span, language: Language) -> Span | None:
    """The words for a role that a sentence begins with: "The former employee laughs".

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    return first_role(text, words_in(text, Span(sentence.start, min(sentence.end, sentence.start + 80))), language)


def first_role(text: str, words: list[Span], language: Language) -> Span | None:
    """The words for a role that a stretch begins with: "An official who … and said".

    Args:
        text: the article.
        words: of the stretch, in order.
        language: the language that the article is read in.
    """
    words = without_article(text, words, language)
    head = None
    for word in words[:_LONGEST_ROLE]:
        is_head = word.of(text).lower() in language.speakers
        if not may_be_in_phrase(word.of(text), language) or (head and not is_head):
            break
        head = word if is_head else head
    return Span(words[0].start, head.end) if head else None


def without_article(text: str, words: list[Span], language: Language) -> list[Span]:
    """The words after the articles, possessives and counts that they begin with, also one joined to the first.

    Args:
        text: the article.
        words: of a stretch, in order.
        language: the language that the article is read in.
    """
    while words and words[0].of(text).lower() in language.determiners:
        words = words[1:]
    bare = [without_elided(text, word, language) for word in words[:1]]
    return [*bare, *words[1:]]


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


def ends_with_role(text: str, side: Span, language: Language) -> bool:
    """True if the last of some words is one for a speaker, or a title: "Nordbank's chief economist".

    Args:
        text: the article.
        side: the words, code points, half-open.
        language: the language that the article is read in.
    """
    last = next(reversed(words_in(text, side)), None)
    return last is not None and (last.of(text).lower() in language.speakers or language.is_title(last.of(text)))
