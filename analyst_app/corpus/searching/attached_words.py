"""Little words that are written together with a word: articles, conjunctions, particles.

They are those of Arabic, Hebrew and Korean that may stand at any noun, so that
a word is found with them: حكومة in الحكومة, ממשלה in הממשלה, 정부 in 정부는.
Hebrew ש, which opens a clause, is none of them.
"""

from __future__ import annotations

import re
from itertools import product

_ARABIC = tuple(
    dict.fromkeys(and_ + of for and_, of in product(("", "و", "ف"), ("", "ال", "بال", "كال", "لل", "ب", "ك", "ل")))
)
_HEBREW = tuple(and_ + of for and_, of in product(("", "ו"), ("", "ה", "ב", "כ", "ל", "מ")))
_KOREAN = (
    "이", "가", "은", "는", "을", "를", "의", "에", "에서", "에게", "에게서", "께", "께서", "한테",
    "한테서", "와", "과", "랑", "이랑", "하고", "로", "으로", "로서", "으로서", "로써", "으로써", "로부터", "으로부터",
    "도", "만", "까지", "부터", "마저", "조차", "처럼", "같이", "보다", "마다", "밖에", "뿐", "나", "이나",
    "나마", "이나마", "라도", "이라도", "든지", "이든지", "야", "이야", "요", "들", "다", "이다", "인", "이며",
    "며", "이고", "고", "이라고", "라고", "이라는", "라는", "이란", "란", "커녕", "대로", "만큼",
)  # fmt: skip
_MOST = 3
"""Particles one behind the other."""
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_HEBREW_LETTER = re.compile("[\u05d0-\u05ea]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def before(word: str) -> tuple[str, ...]:
    """Little words that may be written together with a word before it, and ``""``; none where the script has none.

    Args:
        word: folded.
    """
    if _ARABIC_LETTER.match(word):
        return _ARABIC
    return _HEBREW if _HEBREW_LETTER.match(word) else ()


def may_follow(word: str) -> bool:
    """True if particles may be written together with a word behind it.

    Args:
        word: folded.
    """
    return _HANGUL.match(word[-1]) is not None


def particles() -> str:
    """A regular expression for any particles behind a Korean word."""
    return f"(?:{'|'.join(sorted(_KOREAN, key=len, reverse=True))}){{0,{_MOST}}}"
