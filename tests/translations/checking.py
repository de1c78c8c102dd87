"""Faults of a translation that a program can see: values, marks and blanks that the English has and it has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from tests.translations.extraction import Text

_MNEMONIC = re.compile(r"(?<!&)&(?=\w)(?!\w+;)")
_MARKUP = re.compile(r"</?\w+[^<>]*>")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def faults(text: Text, translated: Sequence[str], forms: int) -> Iterator[str]:
    """Sentences about what is wrong with a translation.

    Args:
        text: the English.
        translated: its translation; of a counted text one for each form of the language.
        forms: the number of forms that the language has for counted texts.
    """
    wanted = forms if text.plural else 1
    if len(translated) != wanted:
        yield f"{wanted} forms are needed, {len(translated)} were given"
    for one in translated:
        yield from _faults_of_form(text, one)


def _faults_of_form(text: Text, said: str) -> Iterator[str]:
    english = text.plural or text.singular
    if not said.strip():
        yield "a form is empty"
        return
    try:
        given, wanted = _names(said), _names(english)
    except ValueError as error:
        yield f"its braces do not fit: {error}"
        return
    if text.plural:  # "one article" needs no figure
        given, wanted = given - {"n"}, (wanted | _names(text.singular)) - {"n"}
        given, wanted = given | (wanted - _names(text.singular)), wanted
    if given != wanted:
        yield f"its values are {sorted(given)}, not {sorted(wanted)}"
    if len(_MNEMONIC.findall(english)) != len(_MNEMONIC.findall(said)):
        yield "an & marks a letter in one of both only"
    if sorted(_MARKUP.findall(english)) != sorted(_MARKUP.findall(said)):
        yield "its markup is not that of the English"
    if _blanks(english) != _blanks(said):
        yield "it begins or ends with other blanks or line ends than the English"
    if english.rstrip().endswith("…") != said.rstrip().endswith("…"):
        yield "the … at the end stands in one of both only"
    if _DIRECTIONS.search(said):
        yield "it holds signs for the direction of writing; the program puts them"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _blanks(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
