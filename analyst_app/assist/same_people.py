"""Proposals of names that mean one person or body. Each is an offer with its reason: a person decides.

The rules, in the order in which they are tried:

1. An acronym and its expansion, if an article says so: “World Trade Body (WTB)”.
2. A fuller form: “A. Brandt” and “Ada Brandt” (initials), “Bashar Assad” and
   “Bashar al-Assad” (particles), “Dr. Ada Brandt” and “Ada Brandt” (titles).
3. One name in two spellings: letters without their marks and Cyrillic by the
   table below (a broad reading of ISO 9), then the pairs by which one sound is
   written in Latin letters (y/i/j, kh/h, ks/x, doubled letters) taken as one.
4. A role that an article gives a name: “Ada Brandt, the mayor”, “mayor Ada Brandt”.
5. A surname alone, if exactly one full name of the whole list ends in it.

Never joined: two full names that differ in more than spelling; Jr and Sr, I
and II; and nothing by a surname, role, acronym or spelling that fits two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analyst_app.language.people import spelt, surname
from analyst_app.wording import tr

_GENERATION = re.compile(r",?\s+(jr|sr|junior|senior|ii|iii|iv|i)\.?$")
_GENERATIONS = {"junior": "jr", "senior": "sr"}
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "herr", "frau", "mme", "m")
)
_SMALL = frozenset(
    ("of", "the", "and", "for", "de", "des", "der", "du", "la", "le", "et", "und", "für", "in", "on", "&")
)
_PARTICLES = frozenset(("al", "el", "ibn", "bin", "de", "van", "von", "der", "den", "di", "da", "abu"))
_CYRILLIC: Mapping[str, str] = dict(
    zip("абвгдезийклмнопрстуфыэёіїєґ", "abvgdeziiklmnoprstufyeeiieg", strict=True),
    **{"х": "kh", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"},
)
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tsch", "c"), ("tch", "c"), ("zh", "j"), ("kh", "h"), ("ks", "x"), ("ou", "u"),
    ("oo", "u"), ("iy", "i"), ("yi", "i"), ("yy", "i"), ("ij", "i"), ("ph", "f"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("ev", "eff"), ("ov", "off"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_LETTERED = re.compile(r"[^\W\d_]")
_FOLDED = 65_536
_KEPT = 4_096
"""Names whose words are kept apart: those of an article are compared again and again."""


class Join(NamedTuple):
    """One proposal: a name that may be another's."""

    name: str
    """As printed."""
    into: str
    """The fuller name, as printed."""
    why: str
    """The reason, for a person to read."""


def joins(names: Sequence[str], texts: Iterable[str] = ()) -> list[Join]:
    """The proposals for a list of names, each name at most once.

    Args:
        names: as printed, those of people who are known already among them.
        texts: words round the names, in which expansions and roles are looked for.
    """
    listed = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    told = _Told(listed, texts)
    rules: tuple[Callable[[str], tuple[list[str], str]], ...] = (
        told.expansion, _Fuller(listed).of, _Spelt(listed).of, told.roles, _Surnames(listed).of,
    )  # fmt: skip
    found: list[Join] = []
    for name in listed:
        for rule in rules:
            fitting, why = rule(name)
            fitting = [one for one in dict.fromkeys(fitting) if spelt(one) != spelt(name)]
            if len({spelt(one) for one in fitting}) == 1 and not _are_two(name, fitting[0]):
                found.append(Join(name, fitting[0], why))
                break
            if fitting:
                break  # it fits several: nobody guesses
    return _without_rings(found)


class PossibleGroup(NamedTuple):
    """Names that may be one person's."""

    name: str
    """The fullest."""
    aliases: tuple[str, ...]
    why: str
    """The reasons, one after the other; empty: it is one name alone."""


def groups(names: Sequence[str], texts: Iterable[str] = ()) -> list[PossibleGroup]:
    """All names, those that may be one person's together, in the order in which they came.

    Args:
        names: as printed.
        texts: words round the names.
    """
    into = {spelt(one.name): one for one in joins(names, texts)}
    members: dict[str, list[str]] = defaultdict(list)
    shown: dict[str, str] = {}
    whys: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(" ".join(name.split()) for name in names if name.strip()):
        head = name
        while (join := into.get(spelt(head))) is not None:
            if head == name:
                whys_of = join.why
            head = join.into
        shown.setdefault(spelt(head), head)
        if spelt(head) != spelt(name):
            members[spelt(head)].append(name)
            whys[spelt(head)].append(f"{name}: {whys_of}")
        else:
            members.setdefault(spelt(head), [])
    return [PossibleGroup(shown[key], tuple(members[key]), "; ".join(whys[key])) for key in members]


def acronym_of(name: str) -> str:
    """The first letters of the long words of a name, in capitals; empty of a name of one word."""
    words = [word for word in re.split(r"[\s-]+", name) if word.casefold() not in _SMALL and _LETTERED.match(word)]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


@lru_cache(maxsize=_FOLDED)
def sound(name: str) -> str:
    """A name by which two spellings of it are equal, by the stated rule."""
    words = []
    for word in spelt(name).replace("-", " ").replace("'", "").split():
        plain = "".join(_CYRILLIC.get(letter, letter) for letter in word)
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
        for written, heard in _SOUNDS:
            plain = plain.replace(written, heard)
        words.append(_DOUBLED.sub(r"\1", plain))
    return " ".join(word for word in words if word)


class _Told:
    """Expansions and roles that the words round the names say."""

    def __init__(self, names: Sequence[str], texts: Iterable[str]) -> None:
        self._expanded: dict[str, list[str]] = defaultdict(list)
        self._roles: dict[str, list[str]] = defaultdict(list)
        acronyms = {name: spelt(name) for name in names if name.isupper() and " " not in name and len(name) > 1}
        roles = {spelt(name).removeprefix("the "): name for name in names if _is_role(name)}
        by_acronym: dict[str, list[str]] = defaultdict(list)
        full = [name for name in names if " " in name and not _is_role(name)]
        for name in full:
            by_acronym[spelt(acronym_of(name))].append(name)
        by_spelling = {spelt(name): name for name in full}
        for text in texts:
            words = spelt(text)
            for match in re.finditer(r"\(([^()]{2,12})\)", words):
                for name in by_acronym.get(match[1], ()):
                    if match[1] in acronyms.values() and words[: match.start()].rstrip().endswith(spelt(name)):
                        self._expanded[match[1]].append(name)
            for name in (by_spelling[one] for one in by_spelling if one in words):
                for role in roles:
                    if f"{spelt(name)}, the {role}" in words or re.search(
                        rf"\b{re.escape(role)} {re.escape(spelt(name))}", words
                    ):
                        self._roles[role].append(name)

    def expansion(self, name: str) -> tuple[list[str], str]:
        found = self._expanded.get(spelt(name), []) if name.isupper() else []
        return found, tr("the article spells it out: {name} ({acronym})", name=found[0], acronym=name) if found else ""

    def roles(self, name: str) -> tuple[list[str], str]:
        found = self._roles.get(spelt(name).removeprefix("the "), []) if _is_role(name) else []
        return found, tr("the article gives {name} this role", name=found[0]) if found else ""


class _Fuller:
    """Forms with initials, particles and titles, and the names that they may stand for."""

    def __init__(self, names: Sequence[str]) -> None:
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for name in names:
            parts = _parts(name)
            if len(parts) > 1:
                self._by_end[parts[-1]].append(name)

    def of(self, name: str) -> tuple[list[str], str]:
        parts = _parts(name)
        if len(parts) < 2:
            return [], ""
        others = [one for one in self._by_end[parts[-1]] if spelt(one) != spelt(name) and _fits(parts, _parts(one))]
        longer = [one for one in others if _fullness(one) > _fullness(name)]
        return longer, tr("a fuller form of the name")


class _Spelt:
    """Names that sound alike."""

    def __init__(self, names: Sequence[str]) -> None:
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if " " in name:
                self._by_sound[sound(name)].append(name)

    def of(self, name: str) -> tuple[list[str], str]:
        alike = self._by_sound.get(sound(name), []) if " " in name else []
        first = [one for one in alike[:1] if spelt(one) != spelt(name)]  # all spellings join the one that came first
        return first, tr("the same name in another spelling")


class _Surnames:
    """Surnames alone."""

    def __init__(self, names: Sequence[str]) -> None:
        self._full: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if " " in name and not _is_role(name):
                self._full[surname(_without_generation(name)[0])].append(name)

    def of(self, name: str) -> tuple[list[str], str]:
        parts = _parts(name)
        if len(parts) != 1 or _is_role(name):
            return [], ""
        return one_person(self._full.get(surname(parts[0]), [])), tr("the only full name with this surname")


def one_person(full: list[str]) -> list[str]:
    """The fullest of names that are all forms of one; else all of them, which fit nobody.

    Args:
        full: the names.
    """
    best = max(full, key=_fullness, default="")
    is_one = all(one == best or _fits(_parts(one), _parts(best)) or sound(one) == sound(best) for one in full)
    return [best] if full and is_one and len({_without_generation(one)[1] for one in full}) == 1 else full


def _is_role(name: str) -> bool:
    """True of words such as "the mayor"; "al-Tamir" and "van Daal" are names."""
    return name[:1].islower() and re.split(r"[\s-]+", spelt(name))[0] not in _PARTICLES


@lru_cache(maxsize=_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without titles, particles and generation."""
    words = re.split(r"[\s-]+", spelt(_without_generation(name)[0]).replace(".", ". ").strip())
    bare = [word.rstrip(".") for word in words if word.strip(".")]
    return tuple(word for word in bare if word not in _TITLES and word not in _PARTICLES) or tuple(bare)


def _fits(short: Sequence[str], long: Sequence[str]) -> bool:
    """True if each word of a name is the other's in the same order, whole or as an initial, and the last is whole."""
    if short[-1] != long[-1] or short[0][:1] != long[0][:1]:
        return False
    rest = iter(long[:-1])
    return all(any(word == one or (len(word) == 1 and one.startswith(word)) for one in rest) for word in short[:-1])


@lru_cache(maxsize=_KEPT)
def _fullness(name: str) -> tuple[int, int, int]:
    particles = sum(word in _PARTICLES for word in re.split(r"[\s-]+", spelt(name)))
    return sum(map(len, _parts(name))), particles, -len(name)


@lru_cache(maxsize=_KEPT)
def _without_generation(name: str) -> tuple[str, str]:
    match = _GENERATION.search(spelt(name))
    if match is None or " " not in spelt(name)[: match.start()].strip():
        return name, ""
    return name[: match.start()], _GENERATIONS.get(match[1], match[1])


def _are_two(one: str, other: str) -> bool:
    """True of names that say that they are two generations: Jr is neither Sr nor the one without a word."""
    first, second = _without_generation(one)[1], _without_generation(other)[1]
    return first != second and bool(_parts(one)[1:]) and bool(_parts(other)[1:])


def _without_rings(found: list[Join]) -> list[Join]:
    """Proposals without those that lead back to their own name."""
    into = {spelt(one.name): spelt(one.into) for one in found}

    def leads_back(name: str) -> bool:
        seen, at = {name}, into.get(name)
        while at is not None and at not in seen:
            seen.add(at)
            at = into.get(at)
        return at == name

    kept = []
    for one in found:
        if leads_back(spelt(one.name)):
            del into[spelt(one.name)]
        else:
            kept.append(one)
    return kept
