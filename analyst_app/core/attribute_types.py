"""The types that an attribute can have: one table, in which a type says all that the rooms ask of it.

To add a type, add a row here. If no widget of ``ui.panels.attribute_form``
fits it, add one there under the name that the row gives. Nothing else in the
house asks for a type by its name.

Formats that know words only hold a value so that the words say which it was
(``exact_words``): a word stands as it is, anything else as its JSON, and so does
a word that could be taken for JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class AttributeType(NamedTuple):
    """One type of attribute: its values as JSON holds them, as a person types them, and how they count."""

    name: str
    """As a codebook writes it in ``"type"``."""
    holds: Callable[[Any], bool]
    """True for a value of the type; of a choice the codebook's list decides besides."""
    widget: str
    """Name of the widget that shows and sets it: a key of the table in ``ui.panels.attribute_form``."""
    parse: Callable[[str], Any] | None = None
    """Gives the value that typed words stand for, None while they stand for none.

    Where it is set, a person types the value key by key, and all keys in one
    field are one step of undo.
    """
    lists_values: bool = False
    """True if the codebook lists the values: they have names and digits, and a narrow column can show one."""
    is_switch: bool = False
    """True if it is on or absent: a digit turns it on, and absent counts as off where annotators are compared."""
    cells: tuple[str, ...] = ()
    """All cells that exports can write for it, where the type alone says so; a choice's are in the codebook."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(words: str) -> str:
    return words


def _number(words: str) -> int | float | None:
    plain = words.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    plain = plain.replace(",", ".")
    return float(plain) if "." in plain else int(plain)


_ROWS = (
    AttributeType("choice", _is_text, "buttons", lists_values=True),
    AttributeType("flag", _is_flag, "box", is_switch=True, cells=("true", "false")),
    AttributeType("text", _is_text, "line", parse=_same),
    AttributeType("number", _is_number, "number", parse=_number),
)

ATTRIBUTE_TYPES = {row.name: row for row in _ROWS}
"""The types by name, in the order in which the codebook's form offers them."""


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
        return _DECODER.decode(words)
    except (ValueError, RecursionError):
        return words


def _is_json(words: str) -> bool:
    if not _may_be_json(words):
        return False
    try:
        _DECODER.decode(words)
    except (ValueError, RecursionError):
        return False
    return True


def _may_be_json(words: str) -> bool:
    """False for nearly all words, by their first letter that is no blank."""
    first = words[:1] if not words[:1].isspace() else words.lstrip()[:1]
    if first in ("t", "f", "n"):
        return words.strip() in ("true", "false", "null")
    return first != "" and first in '{["-0123456789'


def _no_number(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(parse_constant=_no_number)
"""Made once: ``json.loads`` would make one for each value."""
