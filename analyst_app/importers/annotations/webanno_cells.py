"""The head and the cells of WebAnno TSV 3: columns, stacked values, ids and escapes.

After ``webannotsv.adoc`` of INCEpTION, and its ``Escaping.java``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

FEATURE, ROLE, TARGET, SOURCE = "feature", "role", "target", "source"
"""Kinds of columns: a value, the roles of a slot, its targets, the source of a relation."""
_JAVA = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_TEXT = re.compile(r"\\([tnfrb\\\x00-\x07\x0e-\x1f])")
_OLD_TEXT = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|(.))", re.DOTALL)
_VALUE = re.compile(r"\\(->|[\\\[\]|_;tn*])")
_ID = re.compile(r"((?:\\.|[^\\\[])*)(?:\[(\d+)\])?", re.DOTALL)
_LOOSE_ID = re.compile(r"(.*?)(?:\[(\d+)\])?", re.DOTALL)
_SLOT = re.compile(r"ROLE_[^:]*:(.+?)_(?:\w+\.)+\w+")


class Column(NamedTuple):
    """A column behind the tokens."""

    group: str
    """SP, RL or CH: spans, relations, chains."""
    layer: str
    """Full name of its layer."""
    feature: str
    """Name of its feature; of the targets of a slot, of the slot."""
    kind: str = FEATURE
    of: str = ""
    """Full name of the layer of the ends of relations."""


def columns_of(head: str) -> list[Column]:
    """The columns that a line of the head declares.

    Args:
        head: the line, as ``#T_SP=webanno.custom.Claim|value``.
    """
    group, _, rest = head.removeprefix("#T_").partition("=")
    layer, *features = rest.split("|")
    made: list[Column] = []
    for feature in features or [""]:
        if group == "RL" and feature.startswith("BT_"):
            made.append(Column(group, layer, "", SOURCE, feature.removeprefix("BT_")))
        elif group == "SP" and feature.startswith("ROLE_"):
            match = _SLOT.fullmatch(feature)
            name = match[1] if match else feature.removeprefix("ROLE_").rpartition(":")[2].partition("_")[0]
            made.append(Column(group, layer, name, ROLE))
        elif made and made[-1].kind == ROLE:
            made.append(Column(group, layer, made[-1].feature, TARGET, feature))
        else:
            made.append(Column(group, layer, feature))
    return made


def parted(cell: str, separator: str) -> list[str]:
    """The values of a cell, still escaped.

    Args:
        cell: its content.
        separator: the character between values; one behind a backslash is none.
    """
    if separator not in cell:
        return [cell]
    parts, held = [""], False
    for letter in cell:
        if letter == separator and not held:
            parts.append("")
            continue
        held = letter == "\\" and not held
        parts[-1] += letter
    return parts


def value_and_id(value: str) -> tuple[str, str]:
    """A value, still escaped, and the number in brackets behind it; empty if there is none."""
    match = _ID.fullmatch(value) or _LOOSE_ID.fullmatch(value)
    return (match[1], match[2] or "") if match else (value, "")


def is_unset(value: str) -> bool:
    """True for a value that stands for none, of an annotation that is there."""
    return value in ("*", "_", "")


def unescaped(value: str) -> str:
    """A value as it was before it was written."""
    return _VALUE.sub(lambda match: _JAVA.get(match[1], match[1]), value)


def unescaped_text(text: str, *, is_old: bool) -> str:
    """Words of a ``#Text=`` line as they were before they were written.

    Args:
        text: the words.
        is_old: True before version 3.2, which wrote them as Java does.
    """
    if is_old:
        return (
            _OLD_TEXT.sub(lambda match: chr(int(match[1], 16)) if match[1] else _JAVA.get(match[2], match[2]), text)
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )  # Java writes an emoji as two halves
    return _TEXT.sub(lambda match: _JAVA.get(match[1], match[1]), text)


def set_values(cells: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Features that have a value, unescaped.

    Args:
        cells: names of features and their values, still escaped.
    """
    return {name: unescaped(value) for name, value in cells if name and not is_unset(value)}
