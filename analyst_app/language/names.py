"""Names: runs of capitalised words, without titles, articles and possessives.

Good enough to offer, never to decide: a person confirms what is proposed.
Scripts without capitals have no names here; their words are found by the
reporting verb (see ``language.speakers``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.lexicon import Lexicon
from analyst_app.language.paragraphs import piece_at, pieces_in
from analyst_app.language.snapping import word_at, words_in

POSSESSIVE = re.compile(r"(?:['’]s|(?<=[sSxzß])['’])\Z")
_SPACES = (" ", "\u00a0", "\u202f")
_NEAR = 8_000
_GERMAN = re.compile(r"\b(?:und|nicht|der|das|ist|wird|dem|den|auch|von)\b")
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\"'”’»)\]]*\s*[\"'“‘„‚«»(\[–—-]?[ \u00a0]?\Z")
_PHRASE = 5


class Name(NamedTuple):
    """A name as printed."""

    span: Span
    """The shortest form: no title, article or possessive."""
    whole: Span
    """With the titles before it."""
    is_possessive: bool


def without_possessive(text: str, span: Span) -> Span:
    """A span without 's, ’s or the apostrophe after s at its end."""
    match = POSSESSIVE.search(span.of(text))
    return Span(span.start, span.start + match.start()) if match and match.start() else span


def names_in(text: str, span: Span, lexicon: Lexicon) -> list[Name]:
    """The names that begin in a span, in order."""
    found: list[Name] = []
    for piece in pieces_in(text, span):
        part = piece.clipped(span)
        if part.length:
            found += _names(text, part, piece, lexicon)
    return found


def name_at(text: str, position: int, lexicon: Lexicon) -> Name | None:
    """The name that a caret stands in or at an end of."""
    piece = piece_at(text, position)
    near = Span(max(piece.start, position - 300), min(piece.end, position + 300))
    start = word_at(text, near.start)
    begin = start.start if start and near.start > piece.start else near.start
    touching = [n for n in _names(text, Span(begin, near.end), piece, lexicon) if n.whole.start <= position]
    return next((n for n in reversed(touching) if position <= n.span.end), None)


def phrase_before(text: str, end: int, least: int, lexicon: Lexicon) -> Span | None:
    """The noun phrase that ends right before a position, without its article: "defence ministry"."""
    words = words_in(text, Span(max(least, end - 200), end))
    first: Span | None = None
    last: Span | None = None
    after = end
    for word in reversed(words[-_PHRASE:]):
        if text[word.end : after].strip() or not may_be_in_phrase(word.of(text), lexicon):
            break
        first, last, after = word, last or word, word.start
    return without_possessive(text, Span(first.start, last.end)) if first and last else None


def phrase_at(text: str, position: int, lexicon: Lexicon) -> Span | None:
    """The phrase around a role or group ("harbour officials") that a caret stands in."""
    piece = piece_at(text, position)
    words = words_in(text, Span(max(piece.start, position - 200), min(piece.end, position + 100)))
    run: list[Span] = []
    for word in words:
        bare = word.of(text).lower()
        if run and (text[run[-1].end : word.start] not in _SPACES or not may_be_in_phrase(bare, lexicon)):
            run = []
        if may_be_in_phrase(bare, lexicon):
            run.append(word)
        if run and bare in lexicon.speakers and run[max(0, len(run) - 3)].start <= position <= word.end:
            return Span(run[max(0, len(run) - 3)].start, word.end)
    return None


def is_capitalised(word: str) -> bool:
    """Whether a word or a part after a hyphen begins with a capital: al-Assad."""
    return any(part[:1].isupper() for part in word.split("-"))


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals: UN is no French article."""
    return len(word) > 1 and word.isupper()


def may_be_in_phrase(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand in a noun phrase: no article, preposition, pronoun or known verb."""
    return is_acronym(word) or word.lower() not in lexicon.closed


def _names(text: str, part: Span, piece: Span, lexicon: Lexicon) -> list[Name]:
    found = []
    words = words_in(text, part)
    german = len(_GERMAN.findall(text, piece.start, min(piece.end, piece.start + 2_000))) > 2
    index = 0
    while index < len(words):
        run = _run(text, words, index, lexicon)
        index += max(1, len(run))
        name = _name(text, run, piece, lexicon, german) if run else None
        if name:
            found.append(name)
    return found


def _run(text: str, words: list[Span], index: int, lexicon: Lexicon) -> list[Span]:
    """The capitalised words from ``index`` on that stand side by side, particles inside."""
    run: list[Span] = []
    held: list[Span] = []
    for word in words[index:]:
        spelt = word.of(text)
        if (run or held) and not _joined(text, (run + held)[-1], word, lexicon):
            break
        if is_capitalised(spelt) and POSSESSIVE.sub("", spelt).lower() not in lexicon.months:
            run += [*held, word]
            held = []
            if POSSESSIVE.search(spelt):
                break
        elif run and (spelt.lower() in lexicon.particles or _of_body(text, run, spelt, held, lexicon)):
            held.append(word)
        else:
            break
    return run


def _of_body(text: str, run: list[Span], spelt: str, held: list[Span], lexicon: Lexicon) -> bool:
    after_body = run[-1].of(text).lower() in lexicon.bodies
    return after_body and (spelt in ("of", "for") or (bool(held) and spelt == "the"))


def _joined(text: str, one: Span, other: Span, lexicon: Lexicon) -> bool:
    gap, before = text[one.end : other.start], one.of(text)
    if (gap[:1] == "." or before.endswith(".")) and other.of(text).lower() in lexicon.function_words:
        return False
    if gap in _SPACES or gap == "":
        return gap != ""
    is_short = len(before) == 1 or lexicon.is_title(before) or before.lower() in lexicon.abbreviations
    return gap[:1] == "." and gap[1:] in (*_SPACES, "") and is_short


def _name(text: str, run: list[Span], piece: Span, lexicon: Lexicon, german: bool) -> Name | None:
    spelt = [word.of(text) for word in run]
    while run and not is_acronym(spelt[0]) and spelt[0].lower() in lexicon.no_names:
        run, spelt = run[1:], spelt[1:]
    if not run:
        return None
    whole = Span(run[0].start, run[-1].end)
    bare = without_possessive(text, whole)
    titles = [n for n, word in enumerate(spelt[:-1]) if lexicon.is_title(word)]
    first = titles[-1] + 1 if titles else 0
    if len(run) - first == 1 and not titles and not _is_name_alone(text, run[-1], piece, lexicon, german):
        return None
    return Name(Span(run[first].start, bare.end), Span(whole.start, bare.end), bare != whole)


def _is_name_alone(text: str, word: Span, piece: Span, lexicon: Lexicon, german: bool) -> bool:
    """Whether a single capitalised word is a name, not just the first of its sentence."""
    bare = without_possessive(text, word)
    spelt = bare.of(text)
    if spelt.lower() in lexicon.speakers or (len(spelt) == 1 and not spelt.isupper()):
        return False
    following = next(iter(words_in(text, Span(word.end, min(piece.end, word.end + 30)))), None)
    adjoins = following is not None and text[word.end : following.start] in _SPACES
    speaks = following is not None and adjoins and lexicon.is_reporting(following.of(text))
    before = text[max(piece.start, word.start - 30) : word.start]
    if german:
        last = before.split()[-1:] or [""]
        return speaks or lexicon.is_reporting(last[0])
    if not _SENTENCE_START.search(before):
        return True
    if speaks or bare != word or "-" in spelt:
        return True
    near = text[max(0, word.start - _NEAR) : word.start + _NEAR]
    return re.search(rf"[a-z,;] {re.escape(spelt)}\b", near) is not None
