"""Names that mean the same person, and the fullest form of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analyst_app.core.equivalence import composed

_SPACE = re.compile(r"\s+")
_PREFIX = re.compile(r"\A(?:al|el|ibn|bin|ould)-", re.IGNORECASE)
_FOLDED = 4_096
"""Names whose folded form is kept: those round a place are asked for again and again."""


@lru_cache(maxsize=_FOLDED)
def spelt(name: str) -> str:
    """A name with single spaces, straight apostrophes and its letters in one form (NFC), for comparing."""
    return composed(_SPACE.sub(" ", name.replace("’", "'")).strip().casefold())


@lru_cache(maxsize=_FOLDED)
def surname(name: str) -> str:
    """The last word of a name without a prefix such as al-, for comparing."""
    return without_prefix(spelt(name).rpartition(" ")[2])


def without_prefix(word: str) -> str:
    """The last word of a name without a prefix such as al-, as written."""
    return _PREFIX.sub("", word)


def is_same_person(one: str, other: str) -> bool:
    """True if two forms may be one person's: they are equal, or one is the other's last words.

    "Putin" and "Vladimir Putin", "Assad" and "Bashar al-Assad"; never two
    different full names.

    Args:
        one: a form of a name.
        other: another.
    """
    short, long = spelt(one), spelt(other)
    if short == long:
        return bool(short)
    if (long.count(" "), len(long)) < (short.count(" "), len(short)):
        short, long = long, short
    if not short:
        return False
    return f" {long}".endswith(f" {short}") or (" " not in short and surname(short) == surname(long))


class KnownNames:
    """Forms of names, each folded once, in which those of one person are found without asking all the others.

    Two forms of one person have one surname, so only those are compared.

    Args:
        forms: as printed or given, in any order, the same one any number of times.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_surname: dict[str, list[str]] = {}
        for form in dict.fromkeys(forms):
            self._by_surname.setdefault(surname(form), []).append(form)

    def alike(self, name: str) -> list[str]:
        """The forms that may be one person's with a name, which itself may be among them, in the order they came."""
        return [form for form in self._with_surname(surname(name)) if is_same_person(name, form)]

    def _with_surname(self, last: str) -> Iterable[str]:
        return self._by_surname.get(last, ())

    def fullest(self, name: str) -> str:
        """The longest known form of a name, if all longer ones agree; else the name."""
        longer = {spelt(form): form for form in self.alike(name) if len(form) > len(name)}
        best = max(longer, key=len, default=None)
        if best is None or not all(is_same_person(form, best) for form in longer):
            return name
        return longer[best]
