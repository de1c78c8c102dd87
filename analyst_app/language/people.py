"""Names that mean the same person, and the fullest form of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")
_PREFIX = re.compile(r"\A(?:al|el|ibn|bin|ould)-", re.IGNORECASE)


def spelt(name: str) -> str:
    """A name with single spaces and straight apostrophes, for comparing."""
    return _SPACE.sub(" ", name.replace("’", "'")).strip().casefold()


def surname(name: str) -> str:
    """The last word of a name without a prefix such as al-, for comparing."""
    return _PREFIX.sub("", spelt(name).rpartition(" ")[2])


def is_same_person(one: str, other: str) -> bool:
    """True if two forms may be one person's: they are equal, or one is the other's last words.

    "Putin" and "Vladimir Putin", "Assad" and "Bashar al-Assad"; never two
    different full names.

    Args:
        one: a form of a name.
        other: another.
    """
    short, long = sorted((spelt(one), spelt(other)), key=len)
    if short == long:
        return bool(short)
    if not short:
        return False
    return f" {long}".endswith(f" {short}") or (" " not in short and _PREFIX.sub("", short) == surname(long))


def fullest(name: str, known: Iterable[str]) -> str:
    """The longest known form of a name, if all longer ones agree; else the name.

    Args:
        name: as it stands.
        known: all forms that are known.
    """
    longer = {spelt(form): form for form in known if len(form) > len(name) and is_same_person(name, form)}
    best = max(longer, key=len, default=None)
    if best is None or not all(is_same_person(form, best) for form in longer):
        return name
    return longer[best]
