"""Words regardless of case, accents and ways of writing, in text of any script, with the way back to exact offsets.

Folded text consists of letters, blanks, and line ends where a paragraph ends.
One letter may become several (ß, œ, ﬁ) and several one (é of two code points,
half-width kana), so a ``Folded`` knows where each of its letters stood.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf\u2e80-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9fe\uaa60-\uaadf\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of scripts without blanks between words, as the inside of a class of a regular expression."""
UNSPACED_MARKS = (
    "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u1a55-\u1a7f"
    "\u302a-\u302f\u3099\u309a\ua9e5\uaa7b-\uaa7d\uaab0-\uaabf"
)
"""Those of them that stand on the letter before, with which they are one sign."""
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""Marks without which a word is the same word; the vowel signs of Indic scripts are not among them."""
_COMPOSING = (
    "\u093c\u09bc\u09be\u09d7\u0a3c\u0b3c\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dca\u0dcf\u0ddf\u102e\u1b35\u3099\u309a\uff9e\uff9f"
)
"""Marks that some letter before them may be written with as one code point."""
_CLUSTER = re.compile(
    rf"[\u1100-\u1112\uac00-\ud7a3][\u1161-\u1175\u11a8-\u11c2]+|[^\s{_ACCENTS}][{_ACCENTS}{_COMPOSING}]+"
)
_ACCENT = re.compile(f"[{_ACCENTS}]+")
_UNSPACED_SIGN = re.compile(f"[{UNSPACED}][{UNSPACED_MARKS}]*")
_SAME = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ё": "е", "ѐ": "е", "ѝ": "и", "ٱ": "ا", "ک": "ك", "ی": "ي", "ʼ": " ", "ʻ": " ", "ʹ": " ",
}  # fmt: skip
"""Letters that are written one for the other, and signs of the alphabet that stand for an apostrophe."""
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "\u2011": "-"}
_AM = "\u0e33\u0eb3"
"""Vowels of Thai and Lao whose compatibility forms would tear them off their letter."""
_CHUNK = 65_536


class _Folds(dict[int, str]):
    """Code point to what it is in folded text, worked out when first met; most are one letter for one."""

    def __init__(self, *, has_signs: bool = False) -> None:
        super().__init__()
        self._has_signs = has_signs
        self.odd: set[str] = set()
        """The code points met so far of which more or less than one letter is made."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = _folded_one(letter)
        if plain == " " and self._has_signs:
            plain = _SIGNS.get(letter, letter)
        if len(plain) != 1:
            self.odd.add(letter)
        self[code] = plain
        return plain


def _folded_one(letter: str) -> str:
    """One code point: a letter or digit folded, nothing for what is invisible or an accent, else a blank."""
    kind = unicodedata.category(letter)
    if letter in "\n\u2029":
        return "\n"
    if letter == "\u0640" or kind == "Cf" or _ACCENT.match(letter):
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind[0] in "PSZ" or kind in ("Cc", "Cs", "Co"):
        is_radical = "\u2e80" <= letter <= "\u2fdf"
        return unicodedata.normalize("NFKC", letter) if is_radical else " "
    if kind[0] == "M" or letter in _AM:
        return unicodedata.normalize("NFC", letter)
    wide = unicodedata.normalize("NFKC", letter)
    wide = wide if all(unicodedata.category(one)[0] in "LMN" for one in wide) else letter
    plain = ""
    for one in unicodedata.normalize("NFC", wide.casefold()):
        base = unicodedata.normalize("NFD", one)[0]
        base = base if _loses_accents(base) else one
        plain += _SAME.get(base, base)
    return _ACCENT.sub("", plain)


def _loses_accents(base: str) -> bool:
    """Latin, Greek, Hebrew and Arabic letters do; Cyrillic й, kana and Hangul are letters of their own."""
    code = ord(base)
    return code < 0x250 or 0x370 <= code < 0x400 or 0x5D0 <= code < 0x6D4


_FOLDS = _Folds()
_FOLDS_WITH_SIGNS = _Folds(has_signs=True)
_ASCII = str.maketrans({chr(code): _folded_one(chr(code)) for code in range(128)})


class Folded(NamedTuple):
    """A text in folded letters, and the way back."""

    plain: str
    ends: tuple[int, ...] = ()
    """Of each place at which other letters were put: its end in ``plain``, ascending."""
    starts: tuple[int, ...] = ()
    """Its start in ``plain``."""
    old_starts: tuple[int, ...] = ()
    """Its start in the text, in code points."""
    old_ends: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in ``plain``; code points, half-open.

        Where one letter became several or several one, all of what stood there is in it.

        Args:
            start: of the place in ``plain``.
            end: of it; greater than ``start``.
        """
        if not self.ends:
            return start, end
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self._old(first, start, is_end=False), self._old(last, end, is_end=True)

    def _old(self, number: int, position: int, *, is_end: bool) -> int:
        if number < 0:
            return position
        if position < self.ends[number] or (is_end and position == self.ends[number]):
            return self.old_ends[number] if is_end else self.old_starts[number]
        return position - self.ends[number] + self.old_ends[number]


def fold(text: str) -> Folded:
    """A text folded, with the way back to its offsets.

    Args:
        text: any; half surrogate pairs are blanks.
    """
    if text.isascii():
        return Folded(text.translate(_ASCII))
    plain = "".join(text[start : start + _CHUNK].translate(_FOLDS) for start in range(0, len(text), _CHUNK))
    odd = _FOLDS.odd.intersection(text)
    if not odd and not _CLUSTER.search(text):
        return Folded(plain)
    places = _CLUSTER if not odd else re.compile(f"{_CLUSTER.pattern}|[{''.join(map(re.escape, sorted(odd)))}]")
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    known: dict[str, str] = {}
    for match in places.finditer(text):
        old_start, old_end = match.span()
        before = text[at:old_start].translate(_FOLDS)
        words = match[0]
        new = known.get(words)
        if new is None:
            new = known[words] = unicodedata.normalize("NFC", _compatible(words)).translate(_FOLDS)
        pieces += (before, new)
        start = length + len(before)
        length, at = start + len(new), old_end
        changes.append((length, start, old_start, old_end))
    pieces.append(text[at:].translate(_FOLDS))
    return Folded("".join(pieces), *map(tuple, zip(*changes, strict=True)))


def _compatible(words: str) -> str:
    """Half-width kana with its mark of sound as one letter; anything else as it is."""
    return unicodedata.normalize("NFKC", words) if "\uff66" <= words[0] <= "\uff9d" else words


def folded(text: str) -> str:
    """A text in small letters without accents, with its punctuation, for sorting and grouping."""
    return unicodedata.normalize("NFC", text).translate(_FOLDS_WITH_SIGNS)


def for_index(plain: str) -> str:
    """Folded text as the index has it: words with one blank between them; scripts without blanks sign by sign."""
    return " ".join((plain if plain.isascii() else _UNSPACED_SIGN.sub(r" \g<0> ", plain)).split())


def tokens(text: str) -> list[str]:
    """The words of some text as the index knows them."""
    return for_index(fold(text).plain).split()
