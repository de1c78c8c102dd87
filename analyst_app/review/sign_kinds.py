"""Kinds of signs that are neither letters nor digits: emoji, other symbols, what is not seen, and punctuation."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_EMOJI = (
    r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}"
    r"|[\p{Extended_Pictographic}--[\u0000-\uFFFF]])[\p{Emoji_Modifier}\u200D\uFE0F\U000E0020-\U000E007F]*"
    r"|[0-9#*]\uFE0F?\u20E3"
)
"""Signs that are shown as pictures (UTS #51), with what is joined to them; a sign like ``©`` is none by itself."""


def without_emoji(words: str) -> str:
    """Return words without the emoji in them.

    Args:
        words: any text.
    """
    return str(_emoji().sub("", words))


def kind_of_signs(signs: str) -> str:
    """Return the kind of some signs: ``symbol``, ``invisible``, or else ``punctuation``.

    Args:
        signs: no letter, digit or emoji is among them.
    """
    kinds = {unicodedata.category(sign) for sign in signs if not sign.isspace()}
    if kinds and all(kind[0] == "S" for kind in kinds):
        return "symbol"
    return "invisible" if kinds and kinds <= {"Cf", "Cc", "Mn"} else "punctuation"


@cache
def _emoji() -> regex.Pattern[str]:
    import regex  # only some differences are about signs beyond ASCII

    return regex.compile(_EMOJI, regex.V1)
