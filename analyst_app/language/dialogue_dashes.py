"""Speech that a dash opens at the beginning of a line or sentence, as in "—No iremos —dijo Duarte—. Nunca".

Only lines in which the author says who speaks, by a reporting verb after a
dash: others may be items of a list. The author's words are no speech, so each
stretch of speech is found by itself.

In English no dash closes the speech, a comma or the sentence's own mark does
("— You lie! shouted Marsh."). Items of a list look alike there ("— Two people
died, police said."), so the speech must ask, shout, or hold a word of somebody
who speaks for himself; or a line beside it does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import piece_at, trimmed
from analyst_app.language.reporting.helped import joined_verb
from analyst_app.language.snapping import words_in

_AFTER = ".,;:… \u00a0"
"""Signs between the author's dash and the speech that goes on."""
_SIGN = re.compile(r"[,!?…]\s+(?=[^\W\d_])")
"""A sign after which the author's words may begin without a dash."""
_AUTHOR_END = re.compile(r"(?<!\b[A-ZÀ-Ü])(?<!\bMM)(?<!\bMme)(?<!\bDr)[.,;:](?=\s)|\Z")
_AUTHOR = 12
"""Words of the author's at most, where no dash closes them."""
_LINE_DASHES = "—–"
_ENDS_SPEECH = re.compile(r"(?P<kept>[!?…]+|\.\.\.)|,|\s?[—–]")
"""Signs before the author's words where no dash closes the speech; "!", "?" and "…" belong to it."""
_SUBJECT_WORDS = 5
_SHORT = 2
"""Speech of so few words needs no other sign where its verb stands first: "— Never, said Cole."."""
_CLITICS = 3
"""Words in which the reporting verb follows the dash: "ha detto", "le dijo", "dodała"."""


def dashed_speech(text: str, piece: Span, language: Language) -> list[Span]:
    """The stretches of speech that dashes open in a line, without them; none where no author's words follow one.

    Args:
        text: the article.
        piece: the line.
        language: the language that the article is read in.
    """
    line = trimmed(text, piece)
    if not language.dialogue_dashes:
        return _spoken_in(text, line, language)
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


def _spoken_in(text: str, line: Span, language: Language) -> list[Span]:
    """The speech of a line that a dash opens and none closes, with what follows the author's words if it is spoken."""
    found = _speech_of(text, line, language)
    if found is None:
        return []
    speech, author = found
    if not _is_spoken(text, speech, language):
        is_short = len(words_in(text, speech)) <= _SHORT and language.is_reporting(author.of(text).split()[0])
        if not is_short and not any(_speaks(text, place, language) for place in _beside(text, line)):
            return []
    stop = re.compile(r"[.,!?;]\s+").search(text, author.end - 1, line.end)
    rest = trimmed(text, Span(stop.end(), line.end)) if stop else Span(line.end, line.end)
    opens = next((word.of(text).lower() for word in words_in(text, rest)), "")
    is_author_s = opens in language.conjunctions or language.is_participle(opens)
    goes_on = rest.length > 0 and not is_author_s and _is_spoken(text, rest, language)
    return [speech, rest] if goes_on else [speech]


def _speech_of(text: str, line: Span, language: Language) -> tuple[Span, Span] | None:
    """The words between a line's dash and the author's words, and those words up to their verb and name."""
    if not language.turn_words or not line.length or text[line.start] not in _LINE_DASHES:
        return None
    for sign in _ENDS_SPEECH.finditer(text, line.start + 1, line.end):
        author = _author_after(text, Span(sign.end(), line.end), language)
        if author is not None:
            speech = trimmed(text, Span(line.start + 1, sign.end() if sign["kept"] else sign.start()))
            return (speech, author) if any(map(str.isalpha, speech.of(text))) else None
    return None


def _author_after(text: str, rest: Span, language: Language) -> Span | None:
    """The words "said Cole" or "Cole said quietly" that a stretch begins with; None if it begins with others."""
    words = words_in(text, Span(rest.start, min(rest.end, rest.start + 80)))[: _SUBJECT_WORDS + 2]
    spelt = [word.of(text) for word in words]
    verb = next((n for n, word in enumerate(spelt) if word.islower() and language.is_reporting(word)), None)
    if verb is None or text[words[0].start - 1] not in " \u00a0—–":
        return None
    if any(not text[a.end : b.start].isspace() for a, b in pairwise(words[: verb + 1])):
        return None
    known = language.articles | language.pronouns | language.titles | language.speakers
    names_somebody = verb == 0 or is_capitalised(spelt[0]) or spelt[0].lower() in known
    after = spelt[verb + 1].lower() if verb + 1 < len(spelt) else ""
    gap = text[words[verb].end : words[verb + 1].start] if after else "."
    if verb == 0:
        speaks = gap.isspace() and (is_capitalised(spelt[1]) or after in known)
        return Span(words[0].start, words[1].end) if speaks else None
    is_alone = verb + 1 < len(words) and not text[words[verb + 1].end : words[verb + 1].end + 1].isspace()
    is_over = not gap.isspace() or is_alone or after in language.prepositions | language.auxiliaries
    return Span(words[0].start, words[verb].end) if names_somebody and is_over else None


def _is_spoken(text: str, words: Span, language: Language) -> bool:
    """True if somebody asks or shouts, or speaks for himself."""
    spelt = (word.of(text).lower() for word in words_in(text, words))
    return text[words.end - 1] in "!?" or any(word in language.turn_words for word in spelt)


def _beside(text: str, line: Span) -> list[int]:
    """Places in the lines before and after one, past blank lines."""
    before, after = line.start - 1, line.end
    while before >= 0 and text[before].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    return [place for place in (before, after) if 0 <= place < len(text)]


def _speaks(text: str, place: int, language: Language) -> bool:
    found = _speech_of(text, trimmed(text, piece_at(text, place)), language)
    return found is not None and _is_spoken(text, found[0], language)


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
