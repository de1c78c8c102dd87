"""The only code that names a resource: texts, icons, codebooks, samples and words that ship with the app."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.errors import LanguageInvalid

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


def import_columns() -> dict[str, list[str]]:
    """The words by which a table's columns are known, by field, in the languages that they are written in."""
    words: dict[str, list[str]] = json.loads((folder("import_columns.json")).read_text("utf-8"))
    return words


def style_rules() -> list[dict[str, Any]]:
    """The rules of the linter, in the order in which they are shown."""
    rules: list[dict[str, Any]] = json.loads(folder("style_rules.json").read_text("utf-8"))["rules"]
    return rules


@cache
def certainty() -> dict[str, dict[str, float]]:
    """The shares of suggested quotes that are right, by mode and by what shows the speaker."""
    shares: dict[str, dict[str, float]] = json.loads((folder("certainty.json")).read_text("utf-8"))
    return shares


def theme(name: str) -> dict[str, Any]:
    """A theme's name, kind and colours by role, parsed anew each time."""
    data: dict[str, Any] = json.loads((folder("themes") / f"{name}.json").read_text("utf-8"))
    return data


@cache
def sizes() -> dict[str, Any]:
    """The sizes of the window by kind and name: pixels at 96 dpi, points, and shares."""
    data: dict[str, Any] = json.loads((folder("themes") / "sizes.json").read_text("utf-8"))
    return data


def font(name: str) -> str | bytes:
    """The path of a font's file, or, in an archive, its bytes."""
    file = folder("fonts") / name
    return str(file) if isinstance(file, Path) else file.read_bytes()


def widget_sheet(*, is_high_contrast: bool = False) -> str:
    """The pattern of the style sheet of Qt's own widgets; roles and sizes stand in it as ``$name``.

    Args:
        is_high_contrast: True: what is chosen differs by its lines, too.
    """
    names = ("widgets.qss", "contrast.qss") if is_high_contrast else ("widgets.qss",)
    return "".join((folder("themes") / name).read_text("utf-8") for name in names)


@cache
def swatches() -> list[dict[str, Any]]:
    """The colours that tags can be given, each with its name, line and the line's width in pixels."""
    rows: list[dict[str, Any]] = json.loads((folder("themes") / "swatches.json").read_text("utf-8"))
    return rows


def catalogues() -> tuple[str, ...]:
    """The codes of the languages that the program speaks beside English, in order."""
    return tuple(sorted(entry.name.removesuffix(".mo") for entry in folder("i18n").iterdir() if _is_compiled(entry)))


def catalogue(code: str) -> bytes:
    """The translations into a language, as gettext's .mo file; empty: there are none.

    Args:
        code: of the language, as ``de`` or ``pt_BR``.
    """
    file = folder("i18n") / f"{code}.mo"
    return file.read_bytes() if file.is_file() else b""


def manner(code: str) -> dict[str, Any]:
    """The way in which a language writes numbers, days and lists, for ``wording.Manner``; empty: it is not known.

    Args:
        code: of the language; a region's is that of its language.
    """
    wanted = f'"{code.partition("_")[0]}": '
    for line in (folder("i18n") / "manners.json").read_text("utf-8").splitlines():  # of 300 one is parsed
        if line.startswith(wanted):
            data: dict[str, Any] = json.loads(line[len(wanted) :].rstrip(","))
            return data
    return {}


def _is_compiled(entry: Traversable) -> bool:
    return entry.name.endswith(".mo")


def languages() -> tuple[str, ...]:
    """The codes of the languages that ship with the app: the folders of ``words``, in order."""
    return tuple(sorted(entry.name for entry in folder("words").iterdir() if (entry / "language.json").is_file()))


@cache
def language(code: str) -> dict[str, Any]:
    """The table of a language, ``words/CODE/language.json``: its names, what it reads also, its small rules.

    Raises:
        LanguageInvalid: the file is damaged, or says what such a table does not.
    """
    file = folder("words") / code / "language.json"
    try:
        data = json.loads(_read(file))
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "too deep"
        raise _damaged(file, f"is no JSON ({place})") from error
    fault = _fault_of(data)
    if fault:
        raise _damaged(file, fault)
    table: dict[str, Any] = data
    return table


@cache
def words(code: str, name: str) -> tuple[str, ...]:
    """A word list of a language, ``words/CODE/NAME.txt``: one entry a line, ``#`` begins a comment.

    Args:
        code: the language's code.
        name: the list's name, without a suffix.

    Returns:
        Its entries; none where the language has no such list.

    Raises:
        LanguageInvalid: the file is no UTF-8.
    """
    file = folder("words") / code / f"{name}.txt"
    if not file.is_file():
        return ()
    return tuple(entry for line in _read(file).splitlines() if (entry := line.partition("#")[0].strip()))


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Small words of languages that do not ship, by code; a text in one of them is not one of ours.

    Raises:
        LanguageInvalid: the file is damaged.
    """
    file = folder("words") / "neighbours.json"
    try:
        return {code: frozenset(words.split()) for code, words in json.loads(_read(file)).items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise _damaged(file, "holds no words by language") from error


def icon(name: str) -> bytes:
    """The SVG source of an icon."""
    return (folder("icons") / f"{name}.svg").read_bytes()


def guide(name: str) -> bytes:
    """A page or picture of the guide, whose files lie beside the package in ``docs``, and are installed with it.

    Raises:
        OSError: there is none of that name.
    """
    here = Path(__file__).parent.parent / "docs" / name
    if here.exists():
        return here.read_bytes()
    from importlib.resources import files  # see folder

    return (files("analyst_app") / "docs" / name).read_bytes()


def _read(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(file, f"is no UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise _damaged(file, f"cannot be read ({error.strerror})") from error


def _fault_of(table: Any) -> str:
    """A language's table's first fault, as the end of a sentence; empty if it has none."""
    if not isinstance(table, dict):
        return "must be an object, { … }"
    for key in ("name", "own_name"):
        if not isinstance(table.get(key), str):
            return f'needs "{key}", a text in quotation marks'
    also: Any = table.get("reads_also")
    if also != "all" and not (_are_words(also) and set(also) <= set(languages())):
        return 'needs "reads_also": "all", or a list of codes of languages that are there'
    rules = table.get("rules")
    if not isinstance(rules, dict) or not all(map(_are_words, rules.values())):
        return 'needs "rules": lists of words by name'
    return ""


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _damaged(file: Traversable, fault: str) -> LanguageInvalid:
    return LanguageInvalid(f"{file} {fault}. Correct it (see docs/languages.md), or install Analyst App again.")
