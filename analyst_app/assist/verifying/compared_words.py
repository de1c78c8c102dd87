r"""The words of a text as verdicts compare them: in one spelling, each with its place in the text.

What honest printing changes is no difference: white space, marks, dashes,
letter case, composed or decomposed letters (NFC, NFD), soft hyphens and
direction marks, Arabic and Hebrew vowel signs, ``[W]e`` for "we", the
separators of thousands. Scripts without spaces are compared letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from analyst_app.core.span import Span

_ALONE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_NUMBER = r"(?:\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
_REST = rf"|(?<![\w.,])[-−](?=\d){_NUMBER}|{_NUMBER}|[%‰$€£¥₽₴₺₹₩₪฿]"
_LETTER = r"[^\W\d_]"
_PLAIN_WORD = re.compile(rf"(?:\[{_LETTER}\](?={_LETTER}))?{_LETTER}+(?:['’ʼ`´]{_LETTER}+)*{_REST}")
"""Of a text with letters only that are one code point each and stand in words: several times as fast."""
_INSIDE = rf"[\p{{L}}\p{{M}}\p{{Cf}}--[{_ALONE}]]"
_ANY_WORD = regex.compile(
    rf"[{_ALONE}]\p{{M}}*|(?:\[\p{{L}}\](?=\p{{L}}))?\p{{L}}{_INSIDE}*(?:['’ʼ`´]{_INSIDE}+)*{_REST}", regex.V1
)
_NOT_PLAIN = regex.compile(rf"[\p{{M}}\p{{Cf}}{_ALONE}]")
_ELLIPSIS = regex.compile(r"\[\s*(?:…|\.(?:\s?\.)+)\s*\]|\(\s*(?:…|\.(?:\s?\.)+)\s*\)|…|\.(?:\s?\.)+")
_ASIDE = regex.compile(r"\[[^\[\]\n]{0,300}\]")
_STAGE = regex.compile(r"[(\[][^()\[\]\n]{0,80}[)\]]")
_UNSEEN = regex.compile(r"\p{Cf}")
_UNSEEN_OR_SIGN = regex.compile(r"[\p{Cf}\p{Mn}\u0640]")
_SEMITIC = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
_GROUPS = regex.compile(r"[.,'’\s](?=\d{3}(?:\D|$))")
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_SENTENCE_END = regex.compile(r"[.!?…؟。！？।][\p{Pf}\p{Pi}\p{Pe}\"']*\s|\n\s*\n|[;؛]")
_LATIN, _CYRILLIC = regex.compile(r"[a-z]"), regex.compile(r"\p{Cyrillic}")
_LOOK_ALIKES = str.maketrans("аеорсухіјѕ", "aeopcyxijs")
"""Cyrillic letters that pass for Latin ones in a word that has both."""
_SHARP = frozenset(("maß", "maße", "maßen", "maßes", "buße", "bußen", "ruße", "rußen", "flöße", "flößen", "geschoßen"))
"""German words that are others with ss; in all others ß and ss are two spellings of one word."""
_HESITATION = regex.compile(r"^(?:…|\.{3})\s*$")
"""Dots after which the speaker goes on in the same sentence, if a small letter follows: "I did… not"."""


_PAUSES = frozenset(".,;:!?…—–()\n،؛؟。，、")


class TextWords(NamedTuple):
    """A text and its words."""

    text: str
    keys: list[str]
    """The words in the spelling in which they are compared."""
    starts: list[int]
    """First code point of each in the text."""
    ends: list[int]
    """First code point after each."""

    def span(self, first: int, after: int) -> Span:
        """The place of some words in the text, code points, half-open.

        Args:
            first: number of the first of them.
            after: number of the first word after them; no words: the empty place before that one.
        """
        if first >= after:
            place = self.ends[first - 1] if first else 0
            return Span(place, place)
        return Span(self.starts[first], self.ends[after - 1])

    def between(self, one: int, other: int) -> str:
        """The text between two words; an end of the text where there is no such word.

        Args:
            one: number of the word before it; -1: the beginning of the text.
            other: number of the word after it.
        """
        start = self.ends[one] if one >= 0 else 0
        return self.text[start : self.starts[other] if other < len(self.starts) else len(self.text)]

    def has_break(self, one: int, other: int) -> bool:
        """True if a sentence ends between two words, or a semicolon stands there.

        Args:
            one: number of the word before.
            other: number of a later word.
        """
        if one < 0 or other >= len(self.starts):
            return True
        return any(self._ends(at) for at in range(one, other))

    def _ends(self, number: int) -> bool:
        gap = self.between(number, number + 1)
        return _SENTENCE_END.search(gap + " ") is not None and not self._is_hesitation(number)

    def _is_hesitation(self, number: int) -> bool:
        is_dots = _HESITATION.match(self.between(number, number + 1).strip()) is not None
        return is_dots and number + 1 < len(self.starts) and self.text[self.starts[number + 1]].islower()

    def has_pause(self, one: int, other: int) -> bool:
        """True if a mark of punctuation or an end of the text stands between two words.

        Args:
            one: number of the word before.
            other: number of a later word.
        """
        if one < 0 or other >= len(self.starts):
            return True
        return any(_PAUSES & set(self.between(at, at + 1)) and not self._is_hesitation(at) for at in range(one, other))

    def is_name(self, number: int) -> bool:
        """True of a word with a capital that does not begin a sentence."""
        return self.text[self.starts[number]].isupper() and number > 0 and not self.has_break(number - 1, number)

    def is_set_off(self, first: int, after: int) -> bool:
        """True if a comma, a dash or the edge of a sentence stands before or after some words.

        Args:
            first: number of the first of them.
            after: number of the first word after them.
        """
        return any(
            set(gap) - set(" \t\n\u00a0'’\"")
            for gap in (self.between(first - 1, first), self.between(after - 1, after))
        )


def compared(text: str) -> TextWords:
    """The words of a text.

    Args:
        text: any, also 200 kB of it.
    """
    pattern = _PLAIN_WORD if text.isascii() or not _NOT_PLAIN.search(text) else _ANY_WORD
    places = [match.span() for match in pattern.finditer(text)]
    keys = [spelling(text[start:end]) for start, end in places]
    return TextWords(text, keys, [start for start, _ in places], [end for _, end in places])


@lru_cache(maxsize=100_000)
def spelling(word: str) -> str:
    """A word as it is compared: lower case, composed, without marks that nobody sees.

    Args:
        word: as it stands in a text.
    """
    if word[-1:].isdigit():
        digits = "".join(str(unicodedata.digit(one, one)) for one in word)
        return str(_GROUPS.sub("", digits)).replace(",", ".").replace("−", "-")
    composed = unicodedata.normalize("NFKC", word)
    folded = composed.lower() if composed.lower() in _SHARP else composed.casefold()
    folded = folded.translate(_APOSTROPHES)
    if not folded.isascii():
        if _LATIN.search(folded) and _CYRILLIC.search(folded):
            folded = folded.translate(_LOOK_ALIKES)
        folded = unicodedata.normalize("NFC", (_UNSEEN_OR_SIGN if _SEMITIC.search(folded) else _UNSEEN).sub("", folded))
    return folded.replace("[", "").replace("]", "")


def ellipses(text: str) -> list[Span]:
    """The marks that say that words were left out: …, ..., [...]."""
    return [Span(*match.span()) for match in _ELLIPSIS.finditer(text)]


def asides(text: str) -> list[Span]:
    """The places in square brackets, which are the writer's and not the speaker's; [W]e and ellipses are none."""
    return [
        Span(*match.span())
        for match in _ASIDE.finditer(text)
        if not _ELLIPSIS.fullmatch(match.group())
        and not (len(match.group()) == 3 and text[match.end() :][:1].isalpha())
    ]


def stage_directions(text: str) -> Iterator[Span]:
    """The places of a source in brackets of either kind, such as [applause] and (laughs)."""
    return (Span(*match.span()) for match in _STAGE.finditer(text))
