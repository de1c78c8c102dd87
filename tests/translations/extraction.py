"""Every text that ``wording.tr`` is asked for, collected from the code and from the resources that are shown."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
_CODE = ROOT / "analyst_app"
_RESOURCES = ROOT / "resources"
_DOORS = ("tr", "marked")
_SHOWN_OF_THE_CODEBOOK = ("name", "definition", "edges", "cause")
_SHOWN_OF_A_RULE = ("name", "why", "mend")
BETWEEN = "|"
"""Stands between the two English forms of a counted text, as in ``analyst_app.wording``."""


class Text(NamedTuple):
    """A text of the program."""

    singular: str
    """English; of a counted text the form for one."""
    plural: str
    """English form for any other number; empty: the text has one form."""
    places: tuple[str, ...]
    """Files in which it stands, from the root of the project."""


def all_texts() -> list[Text]:
    """Every text once, in the order of the files; a text that stands with one form and with two has two."""
    places: dict[str, list[str]] = {}
    plurals: dict[str, str] = {}
    for path in sorted(_CODE.rglob("*.py")):
        _note(path, texts_in(path.read_text("utf-8")), places, plurals)
    codebook = _RESOURCES / "codebooks" / "media.json"
    _note(codebook, ((text, "") for text in _shown_in(json.loads(codebook.read_text("utf-8")))), places, plurals)
    rules = _RESOURCES / "style_rules.json"
    every = json.loads(rules.read_text("utf-8"))["rules"]
    _note(rules, ((rule[key], "") for rule in every for key in _SHOWN_OF_A_RULE if rule.get(key)), places, plurals)
    return [Text(text, plurals.get(text, ""), tuple(found)) for text, found in places.items()]


def texts_in(code: str) -> Iterator[tuple[str, str]]:
    """The texts of a module, each with its plural form or nothing."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        text = node.args[0]
        if name not in _DOORS or not isinstance(text, ast.Constant) or not isinstance(text.value, str):
            continue
        is_counted = name == "marked" or len(node.args) > 1 or any(one.arg == "n" for one in node.keywords)
        if is_counted and BETWEEN in text.value:
            singular, _, plural = text.value.partition(BETWEEN)
            yield singular, plural
        elif text.value.strip():
            yield text.value, ""


def _note(path: Path, texts: Iterator[tuple[str, str]], places: dict[str, list[str]], plurals: dict[str, str]) -> None:
    place = path.relative_to(ROOT).as_posix()
    for singular, plural in texts:
        found = places.setdefault(singular, [])
        if place not in found:
            found.append(place)
        if plural:
            plurals[singular] = plural


def _shown_in(data: object) -> Iterator[str]:
    """The texts of a codebook that are shown: names, definitions, edge rules."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _SHOWN_OF_THE_CODEBOOK and isinstance(value, str) and value.strip():
                yield value
            else:
                yield from _shown_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _shown_in(value)
