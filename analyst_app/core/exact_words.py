"""Values as words that say which values they were: for formats that hold words only.

A word stands as it is. Anything else is its JSON, and so is a word that could
be taken for JSON: the text 2024 is written with quotation marks, the number
without.
"""

from __future__ import annotations

import json
from typing import Any


def exact_words(value: Any) -> str:
    """A value as words.

    Args:
        value: as JSON can hold it.
    """
    if isinstance(value, str) and not _is_json(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def exact_value(words: str) -> Any:
    """The value that such words stand for.

    Args:
        words: as ``exact_words`` gives them.
    """
    if not _may_be_json(words):
        return words
    try:
        return json.loads(words, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return words


def _is_json(words: str) -> bool:
    if not _may_be_json(words):
        return False
    try:
        json.loads(words, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return False
    return True


def _may_be_json(words: str) -> bool:
    """False for nearly all words, by their first letter that is no blank."""
    return words.lstrip()[:1] in tuple('{["-0123456789tfn')


def _no_number(name: str) -> Any:
    raise ValueError(name)
