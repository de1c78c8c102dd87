"""Speech that a dash opens at the beginning of a line, as in "—No iremos —dijo Duarte—. Nunca".

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
_CLITICS = 3
"""Words in which the reporting verb follows the dash: "ha detto", "le dijo", "dodała"."""


def dashed_speech(text: str, piece: Span, language: Language) -> list[Span]:
    """The stretches of speech of a line that a dash opens, without dashes; none where no author's words are in it.

    Args:
        text: the article.
        piece: the line.
        language: the language that the article is read in.
    """
    line = trimmed(text, piece)
    if not language.dialogue_dashes or text[line.start : line.start + 1] not in language.dialogue_dashes:
        return []
    dashes = [match.start() for match in _dashes(language.dialogue_dashes).finditer(text, line.start + 1, line.end)]
    found: list[Span] = []
    start, is_speech = line.start + 1, True
    for dash in dashes:
        if is_speech and _author_follows(text, Span(dash + 1, line.end), language):
            found.append(trimmed(text, Span(start, dash)))
            is_speech = False
        elif not is_speech:
            start, is_speech = dash + 1, True
            while start < line.end and text[start] in _AFTER:
                start += 1
    if found and is_speech:
        found.append(trimmed(text, Span(start, line.end)))
    return [span for span in found if span.length]


def _author_follows(text: str, rest: Span, language: Language) -> bool:
    words = words_in(text, Span(rest.start, min(rest.end, rest.start + 60)))[:_CLITICS]
    for word in words:
        spelt = word.of(text)
        if language.is_reporting(spelt) or spelt in language.helped_verbs:
            return spelt[0].islower()
        if spelt.lower() not in language.auxiliaries | language.pronouns:
            return False
    return False


@lru_cache(maxsize=16)
def _dashes(signs: frozenset[str]) -> re.Pattern[str]:
    """A dash with a space on one side at least: no hyphen."""
    listed = "".join(map(re.escape, sorted(signs)))
    return re.compile(rf"(?<=[\s.,!?…])[{listed}]|[{listed}](?=[\s.,;:])")
