"""Halves of a character (lone surrogates), which JSON can hold as an escape and no text file can hold at all."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from analyst_app.export.rows import ExportArticle

_HALF = re.compile("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder()
_T = TypeVar("_T")


def mended(article: ExportArticle) -> ExportArticle:
    """An article whose every word can be written: a half of a character becomes U+FFFD, a loss that is named.

    The article's own text has none, so offsets stay.
    """
    try:
        _ENCODER.encode([article.spans, article.relations, article.zones, article.source, article.layers])
    except UnicodeEncodeError:
        halves: list[str] = []
        for name in ("spans", "relations", "zones", "source", "layers"):
            setattr(article, name, _mended(getattr(article, name), halves))
        for words in halves:
            article.losses.add("half a character", article.id, words[:60])
    return article


def whole_words(words: str) -> str:
    """Words with U+FFFD for each half of a character, as an article's have it once it is mended."""
    return _HALF.sub("\ufffd", words)


def _mended(value: _T, halves: list[str]) -> _T:
    made: Any = value
    if isinstance(value, str):
        made = whole_words(value)
        if made != value:
            halves.append(value)
    elif isinstance(value, list):
        made = [_mended(one, halves) for one in value]
    elif isinstance(value, dict):
        made = {_mended(key, halves): _mended(one, halves) for key, one in value.items()}
    elif isinstance(value, msgspec.Struct):
        held = {name: _mended(getattr(value, name), halves) for name in value.__struct_fields__}
        made = msgspec.structs.replace(value, **held)
    found: _T = made
    return found
