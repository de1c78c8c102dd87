"""Checks the arguments that a program hands to the API: whatever is wrong with one is told in a sentence.

Numbers of other libraries are taken by what they can do, so that none of these
libraries is imported here.
"""

from __future__ import annotations

import math
import numbers
import operator
import os
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from analyst_app.errors import UsageError
from analyst_app.storage.record_parsing import HIGHEST_REV
from analyst_app.wording import tr

_DEEPEST = 20
"""Lists and mappings inside one another in a value."""
_FLAGS = ("bool", "bool_")
"""Names of the types of true and false, as Python and numpy have them."""


def kind_of(value: object) -> str:
    """The type of a value as a word of a sentence: ``None``, ``list``, ``numpy.ndarray``."""
    kind = type(value)
    if value is None:
        return "None"
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def whole_of(value: object) -> int | None:
    """A whole number of any library as Python's own; None: it is none, and true and false are none."""
    if type(value).__name__ in _FLAGS:
        return None
    try:
        return operator.index(value)  # type: ignore[arg-type]  # what is none, raises
    except Exception:  # an array of several numbers has its own words for it
        return None


def number_of(value: object) -> float | None:
    """A number of any library as Python's own; None: it is none, and true, false and words are none."""
    if type(value).__name__ in _FLAGS or isinstance(value, str | bytes):
        return None
    if not isinstance(value, numbers.Real) and not hasattr(type(value), "__float__"):
        return None
    try:
        return float(value)  # type: ignore[arg-type]  # it says that it can be one
    except Exception:  # as above
        return None


def is_writable(words: str) -> bool:
    """False of words that no file in UTF-8 can hold, for half a character stands in them."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def plain_value(value: object, depth: int = 0) -> Any:
    """A value as JSON can hold it, numbers and words of any library as Python's own.

    Args:
        value: of an attribute.
        depth: number of the lists and mappings around it.

    Raises:
        ValueError: no file can hold it; says why, as the end of a sentence.
    """
    if isinstance(value, str):
        if not is_writable(value):
            raise ValueError(tr("holds half a character, which no file can hold"))
        return str.__str__(value)
    if value is None or type(value).__name__ in _FLAGS:
        return value if value is None else bool(value)
    if depth > _DEEPEST:
        raise ValueError(tr("holds lists and mappings too deep inside one another"))
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError(tr("holds a mapping whose keys are not all words"))
        return {plain_value(key): plain_value(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(one, depth + 1) for one in value]
    whole = whole_of(value)
    if whole is not None and abs(whole) <= HIGHEST_REV:
        return whole
    number = number_of(value) if whole is None else None
    if number is not None and math.isfinite(number):
        return number
    if whole is not None or number is not None:
        raise ValueError(tr("holds a number that no file can hold"))
    raise ValueError(tr("holds what is no word, number, switch or list, but {kind}", kind=kind_of(value)))


def path_of(given: object, name: str) -> Path:
    """The path that is given.

    Args:
        given: words, or a path.
        name: of the argument.

    Raises:
        UsageError: it is none.
    """
    try:
        words = os.fspath(given)  # type: ignore[call-overload]  # what is none, raises
    except TypeError:
        words = None
    if not isinstance(words, str):
        raise UsageError(tr("{name} must be a path, not {kind}.", name=name, kind=kind_of(given)))
    if not words or "\0" in words:
        raise UsageError(tr("{name} is no path that a file can have: write one such as “corpus”.", name=name))
    return Path(words)


def names_of(given: object, name: str) -> tuple[str, ...]:
    """The names that are given; words alone are one name.

    Args:
        given: names, or one.
        name: of the argument.

    Raises:
        UsageError: they are none.
    """
    if isinstance(given, str):
        return (given,)
    found = tuple(given) if isinstance(given, Iterable) and not isinstance(given, bytes | Mapping) else None
    if found is None:
        raise UsageError(tr("{name} must be a list of names, not {kind}.", name=name, kind=kind_of(given)))
    for one in found:
        name_of(one, name)
    return tuple(sorted(found)) if isinstance(given, Set) else found


def name_of(given: object, name: str) -> str:
    """The one name that is given.

    Args:
        given: words.
        name: of the argument.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(given, str):
        raise UsageError(tr("{name} must be words, not {kind}.", name=name, kind=kind_of(given)))
    return str.__str__(given)


def switch_of(given: object, name: str) -> bool:
    """The switch that is given: True or False.

    Args:
        given: True or False.
        name: of the argument.

    Raises:
        UsageError: it is neither.
    """
    if type(given).__name__ not in _FLAGS:
        raise UsageError(tr("{name} must be True or False, not {kind}.", name=name, kind=kind_of(given)))
    return bool(given)
