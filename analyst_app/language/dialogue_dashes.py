"""Speech that a dash opens at the beginning of a line or sentence, as in "—No iremos —dijo Duarte—. Nunca".

Only lines in which the author says who speaks, by a reporting verb after a
dash: others may be items of a list. The author's words are no speech, so each
stretch of speech is found by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.snapping import words_in

_AFTER = ".,;:… \u00a0"
"""Signs between the author's dash and the speech that goes on."""
_SIGN = re.compile(r"[,!?…]\s+(?=[^\W\d_])")
"""A sign after which the author's words may begin without a dash."""
_AUTHOR_END = re.compile(r"(?<!\b[A-ZÀ-Ü])(?<!\bMM)(?<!\bMme)(?<!\bDr)[.,;:](?=\s)|\Z")
_AUTHOR = 12
"""Words of the author's at most, where no dash closes them."""
_CLITICS = 3
"""Words in which the reporting verb follows the dash: "ha detto", "le dijo", "dodała"."""


def dashed_speech(text: str, piece: Span, language: Language) -> list[Span]:
    """The stretches of speech that dashes open in a line, without them; none where no author's words follow one.

    Args:
        text: the article.
        piece: the line.
        language: the language that the article is read in.
    """
    if not language.dialogue_dashes:
        return []
    line = trimmed(text, piece)
    dashes = [match.start() for match in _dashes(language.dialogue_dashes).finditer(text, line.start, line.end)]
    found: list[Span] = []
    start: int | None = None
    has_author = False
    for dash in dashes:
        if start is None:
            if dash == line.start or _opens(text, dash, after_author=has_author):
                start = dash + 1
        elif _author_follows(text, Span(dash + 1, line.end), language):
            found.append(_bare(text, Span(start, dash)))
            start, has_author = None, True
    if start is not None and has_author:
        found.append(_bare(text, Span(start, line.end)))
    elif start is not None and dashes[0] == line.start:
        found += _before_author(text, Span(start, line.end), language)
    return [span for span in found if span.length]


def joined_verb(word: str, language: Language) -> str:
    """A verb without the short words that are joined to it: "s’exclame-t-elle", "queixou-se", "l’a"; else the word.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    before, apostrophe, after = word.replace("’", "'").rpartition("'")
    bare = after if apostrophe and before.lower() in language.elided else word
    verb, *joined = bare.split("-")
    is_joined = joined and all(part in language.pronouns or part in language.clitics for part in joined)
    return verb if is_joined else bare


def _before_author(text: str, speech: Span, language: Language) -> list[Span]:
    """The stretches of a line that a dash opens and no dash closes: "— Non, répond M. Moreau. Jamais"."""
    found: list[Span] = []
    start = speech.start
    for sign in _SIGN.finditer(text, *speech):
        if sign.start() < start or not _author_follows(text, Span(sign.end(), speech.end), language):
            continue
        found.append(_bare(text, Span(start, sign.start() + (text[sign.start()] in "!?…"))))
        start = _author_end(text, Span(sign.end(), speech.end), language)
        if len(words_in(text, Span(sign.end(), start))) > _AUTHOR:
            return []
    return [*found, _bare(text, Span(start, speech.end))] if found else []


def _author_end(text: str, rest: Span, language: Language) -> int:
    """The end of the author's words: a comma after a pronoun ("dit-elle, …"), else the end of their sentence."""
    for match in _AUTHOR_END.finditer(text, *rest):
        words = words_in(text, Span(rest.start, match.start()))
        joined = words[-1].of(text).lower().rpartition("-")[2] if words else ""
        if match[0] != "," or joined in language.personal_pronouns:
            return match.end()
    return rest.end


def _opens(text: str, dash: int, *, after_author: bool) -> bool:
    """True if a dash within a line begins speech: after a sentence's end, or where it closes the author's words."""
    before = text[max(0, dash - 3) : dash]
    if before.rstrip()[-1:] in tuple('.!?…"”»') and before[-1:].isspace():
        return text[dash + 1 : dash + 4].lstrip('„"«“ \u00a0¿¡')[:1].isupper()
    return after_author and (not before[-1:].isspace() or text[dash + 1 : dash + 3].lstrip()[:1] in tuple(".,;:"))


def _bare(text: str, span: Span) -> Span:
    """A stretch of speech without the signs that the author's closing dash leaves before it."""
    start = span.start
    while start < span.end and text[start] in _AFTER:
        start += 1
    return trimmed(text, Span(start, span.end))


def _author_follows(text: str, rest: Span, language: Language) -> bool:
    words = words_in(text, Span(rest.start, min(rest.end, rest.start + 60)))[:_CLITICS]
    for word in words:
        spelt = word.of(text)
        verb = joined_verb(spelt, language)
        if language.is_reporting(verb) or verb in language.helped_verbs:
            return spelt[0].islower()
        if verb.lower() not in language.auxiliaries | language.pronouns:
            return False
    return False


@lru_cache(maxsize=16)
def _dashes(signs: frozenset[str]) -> re.Pattern[str]:
    """A dash with a space on one side at least: no hyphen."""
    listed = "".join(map(re.escape, sorted(signs)))
    return re.compile(rf"(?<![^\s.,!?…])[{listed}]|[{listed}](?=[\s.,;:])")
