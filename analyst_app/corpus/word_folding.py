"""Words regardless of case and accents, in text of any script, without moving a single offset."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MARK = "\u0300"
"""The stand-in for every accent of its own: SQLite's tokenizer passes over it inside a word."""

_MARKS = (range(0x300, 0x370), range(0x591, 0x5C8), range(0x640, 0x641), range(0x64B, 0x660), range(0x670, 0x671))
_UNDER = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ς": "σ", "ё": "е", "’": "'", "‘": "'", "\u2011": "-"}
_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"([{_WITHOUT_SPACES}])")
_TOKEN = re.compile(rf"[{_WITHOUT_SPACES}]|(?:(?![{_WITHOUT_SPACES}])[^\W_]|{MARK})+")
_CHUNK = 65_536


class _Folds(dict[int, str]):
    """Code point to its plain small letter, worked out when first met. Always one character for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if any(code in marks for marks in _MARKS):
            plain = MARK
        else:
            small = letter.lower()
            base = unicodedata.normalize("NFD", small)[0]
            plain = _UNDER.get(small) or (base if _loses_accents(base) else small[0] if len(small) == 1 else letter)
        self[code] = plain
        return plain


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text in small letters without accents, of the same length, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return "".join(text[start : start + _CHUNK].translate(_FOLDS) for start in range(0, len(text), _CHUNK))


def for_index(text: str) -> str:
    """Folded text in which scripts without spaces are set apart letter by letter."""
    plain = folded(text)
    return plain if plain.isascii() else _UNSPACED.sub(r" \1 ", plain)


def tokens(text: str) -> list[str]:
    """The words of some text as the index knows them."""
    return [word.replace(MARK, "") for word in _TOKEN.findall(folded(text)) if word.strip(MARK)]


def pattern(words: list[str], *, is_prefix: bool = False) -> str:
    """A regular expression that finds words in a row in folded text, whatever stands between them but letters.

    Args:
        words: the words of a search.
        is_prefix: whether a longer word counts too.
    """
    body = rf"(?:[\W_])*{MARK}*".join("".join(f"{re.escape(letter)}{MARK}*" for letter in word) for word in words)
    begin = "" if _UNSPACED.match(words[0]) else rf"(?<![^\W_])(?<!{MARK})"
    end = rf"(?:[^\W_]|{MARK})*" if is_prefix else "" if _UNSPACED.match(words[-1][-1]) else rf"(?![^\W_]|{MARK})"
    return begin + body + end


def paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not empty."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _loses_accents(base: str) -> bool:
    """Latin, Greek and Arabic letters do; Cyrillic й, kana and Hangul are letters of their own."""
    code = ord(base)
    return code < 0x250 or 0x370 <= code < 0x400 or 0x5D0 <= code < 0x6D4
