"""The marks of this program's own REFI-QDA projects: their origin, identifiers made of names, names of selections.

An identifier says what it was made of to whoever makes the same again. So a
note that holds a value of an attribute is known from a note of a person, and a
value of a choice by its id, whatever the code is called.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analyst_app.core.refi.tree import Meaning

ORIGIN = "Analyst App"
"""The beginning of ``origin``; the version follows."""
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids, escaped or not (production 2, Char)."""
_OURS = uuid.UUID("6f1d2c0a-5b1e-5c7e-9a53-2f8d0d1a7b11")
_NAME = 80
"""Code points of a selection's name."""
_IS = " = "
ABOUT = "about the reading: "
"""Beginning of the names of such variables."""
_KINDS = ("words", "switch", "number", "list")


def own_guid_of(*names: str) -> str:
    """The identifier that this program makes of names, the same every time."""
    return str(uuid.uuid5(_OURS, "\0".join(names)))


@lru_cache(maxsize=10_000)
def own_code_guid(*names: str) -> str:
    """As ``own_guid_of``, of a code, which comes again and again."""
    return own_guid_of("code", *names)


def meaning_guid(meaning: Meaning) -> str:
    """The identifier of the code that this program makes for a meaning.

    Args:
        meaning: a tag, or a value of one.
    """
    names = (meaning.tag, meaning.attribute) if meaning.attribute else (meaning.tag,)
    return own_code_guid(*names) if meaning.value in (None, True) else own_code_guid(*names, str(meaning.value))


def coding_guid(selection: str, code: str, *, is_list: bool = False) -> str:
    """The identifier of the coding of a selection with a code.

    Args:
        selection: guid of the selection.
        code: guid of the code.
        is_list: True if the code is the only one of a list of values.
    """
    return own_guid_of("coding", selection, code, *(("list",) if is_list else ()))


def reading_guid(annotator: str) -> str:
    """The identifier of the variable that says of each source how far an annotator's reading is."""
    return own_guid_of("variable", "reading", annotator)


def about_guid(annotator: str) -> str:
    """The identifier of the variable that tells of each source all else of an annotator's reading, as JSON."""
    return own_guid_of("variable", "about", annotator)


def fact_guid(name: str) -> str:
    """The identifier of the variable of a fact of each source."""
    return own_guid_of("variable", "fact", name)


def xml_words(text: str) -> str:
    """Words in which U+FFFD stands for what XML forbids."""
    return NOT_XML.sub("\ufffd", text)


def selection_name(words: str) -> str:
    """The name of a selection: the beginning of its words, white space as single blanks."""
    return xml_words(" ".join(words.split())[:_NAME])


def value_note(selection: str, name: str, value: Any) -> tuple[str, str]:
    """Identifier and words of the note that holds a value for which there is no code.

    Args:
        selection: guid of the selection.
        name: of the attribute.
        value: of the attribute.
    """
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return own_guid_of("value", selection, name, _kind(value)), f"{name}{_IS}{words}"


def value_in(words: str, guid: str, selection: str) -> tuple[str, Any] | None:
    """The attribute and value that a note holds; None if it is no such note.

    Args:
        words: of the note.
        guid: of the note.
        selection: guid of the selection at which it stands.
    """
    for name, said in _splits(words):
        kind = next((one for one in _KINDS if own_guid_of("value", selection, name, one) == guid), "")
        if kind:
            return name, said if kind == "words" else _parsed(said)
    return None


def _splits(words: str) -> Iterator[tuple[str, str]]:
    at = words.find(_IS)
    while at >= 0:
        yield words[:at], words[at + len(_IS) :]
        at = words.find(_IS, at + 1)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "switch"
    return "number" if isinstance(value, int | float) else "words" if isinstance(value, str) else "list"


def _parsed(said: str) -> Any:
    try:
        return json.loads(said)
    except (ValueError, RecursionError):  # changed by another program since
        return said
