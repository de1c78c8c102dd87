"""Names that cannot be the speaker where they stand: in the genitive, after a preposition, places after places."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import Name, is_capitalised, may_be_in_phrase, name_at
from analyst_app.language.paragraphs import piece_at
from analyst_app.language.snapping import last_words_in, words_in


def is_oblique(text: str, span: Span, language: Language) -> bool:
    """True of words that stand right after a preposition (in, of, with, by …), titles and articles passed over.

    Args:
        text: the article.
        span: of a name, code points, half-open.
        language: the language that the article is read in.
    """
    least = piece_at(text, span.start).start
    return is_oblique_name(text, Name(span, span, is_possessive=False), least, language)


def is_oblique_name(text: str, name: Name, least: int, language: Language) -> bool:
    """True if a name cannot be the speaker: it is possessive, or stands after a preposition.

    Args:
        text: the article.
        name: with its titles.
        least: code point before which nothing is looked at.
        language: the language that the article is read in.
    """
    if name.is_possessive:
        return True
    before = last_words_in(text, Span(max(least, name.whole.start - 60), name.whole.start), 5)
    followed_by_title = language.is_title(text[name.whole.start : name.whole.end].split()[0])
    before = _without_body(text, before, name.whole.start, language)
    while before and goes_with_name(before[-1].of(text), language):
        followed_by_title = language.is_title(before.pop().of(text))
    if not before or before[-1].of(text).lower() not in language.prepositions:
        return is_place_after_place(text, name, least, language)
    # “Under Secretary Rosa Delgado”: with a capital within a sentence it is part of the title.
    is_within = text[max(0, before[-1].start - 3) : before[-1].start].rstrip()[-1:] not in ("", ".", "!", "?", "\n")
    return not (followed_by_title and is_within and is_capitalised(before[-1].of(text)))


def is_place_after_place(text: str, name: Name, least: int, language: Language) -> bool:
    """True if a single word after a comma says where the place before it lies: "in Dresden, Saxony".

    Args:
        text: the article.
        name: that word.
        least: code point before which nothing is looked at.
        language: the language that the article is read in.
    """
    comma = len(text[least : name.whole.start].rstrip()) + least - 1
    if comma <= least or text[comma] != "," or " " in name.whole.of(text):
        return False
    place = name_at(text, comma, language)
    if place is None or place.whole.end != comma or place.whole.start < least:
        return False
    before = words_in(text, Span(max(least, place.whole.start - 40), place.whole.start))
    return bool(before) and before[-1].of(text).lower() in language.place_prepositions


def _without_body(text: str, words: list[Span], end: int, language: Language) -> list[Span]:
    """The words before the phrase for a body that stands right before its name: "of the aid group Granica"."""
    if not words or words[-1].of(text).lower() not in language.bodies or text[words[-1].end : end].strip():
        return words
    while words and may_be_in_phrase(words[-1].of(text), language) and not is_capitalised(words[-1].of(text)):
        end, words = words[-1].start, words[:-1]
        if words and text[words[-1].end : end].strip():
            break
    return words


def goes_with_name(word: str, language: Language) -> bool:
    """True of an article, title or direction that may stand before a name.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    bare = word.lower()
    is_article = bare in language.determiners and bare not in language.prepositions  # Italian “del” is both
    return is_article or bare in language.place_adjectives or language.is_title(word)
