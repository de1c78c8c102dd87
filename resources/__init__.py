"""The only code that names a resource: texts, icons, codebooks, samples and words that ship with the app."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """A folder of resources: icons, themes, codebooks, samples, i18n or words."""
    here = Path(__file__).parent / name
    if here.exists():
        return here
    from importlib.resources import files  # in an archive; not before the first paint, it imports a dozen modules

    return files(__name__) / name


def built_in_codebook() -> dict[str, Any]:
    """The codebook that applies where a folder has none, parsed anew each time."""
    data: dict[str, Any] = json.loads((folder("codebooks") / "media.json").read_text("utf-8"))
    return data


def languages() -> tuple[str, ...]:
    """The codes of the languages that ship with the app: the folders of ``words``, in order."""
    return tuple(sorted(entry.name for entry in folder("words").iterdir() if (entry / "language.json").is_file()))


@cache
def language(code: str) -> dict[str, Any]:
    """The table of a language, ``words/CODE/language.json``: its names, what it reads also, its small rules."""
    data: dict[str, Any] = json.loads((folder("words") / code / "language.json").read_text("utf-8"))
    return data


@cache
def words(code: str, name: str) -> tuple[str, ...]:
    """A word list of a language, ``words/CODE/NAME.txt``: one entry a line, ``#`` begins a comment.

    Empty where the language has no such list.
    """
    file = folder("words") / code / f"{name}.txt"
    if not file.is_file():
        return ()
    return tuple(entry for line in file.read_text("utf-8").splitlines() if (entry := line.partition("#")[0].strip()))


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Small words of languages that do not ship, by code; a text in one of them is not one of ours."""
    data: dict[str, str] = json.loads((folder("words") / "neighbours.json").read_text("utf-8"))
    return {code: frozenset(words.split()) for code, words in data.items()}


def icon(name: str) -> bytes:
    """The SVG source of an icon."""
    return (folder("icons") / f"{name}.svg").read_bytes()
