"""A language that nobody speaks, made of the English: accents, brackets and 40 % more letters show what is cut or bare.

``python -m tests.translations pseudo`` writes it into the person's folder; ``ANALYST_APP_LANGUAGE=qps`` speaks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from tests.translations.catalogues import mo_bytes, template

CODE = "qps"
OPENING, CLOSING = "⟦", "⟧"
_ACCENTED = str.maketrans("aceinosuyACEINOSUY", "åçéîñöšüýÅÇÉÎÑÖŠÜÝ")
_KEPT = re.compile(r"(\{[^{}]*\}|&\w|<[^<>]*>|\s+)")
_LONGER = 0.4
_FILLING = "ěŋğ"


def pseudo(text: str) -> str:
    """An English text as this language has it: its values, marks, blanks and line ends stay."""
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    dots = "…" if inner.endswith("…") else ""
    words = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in _KEPT.split(inner))
    more = max(1, round(len(inner) * _LONGER) - 2)
    filling = "".join(_FILLING[place % len(_FILLING)] for place in range(more))
    return f"{before}{OPENING}{words.removesuffix('…')} {filling}{CLOSING}{dots}{after}"


def catalogue() -> Catalog:
    """Every text of today in this language."""
    made = Catalog(locale="en")
    for message in _texts():
        if isinstance(message, tuple):
            made.add(message, tuple(pseudo(form) for form in message))
        else:
            made.add(message, pseudo(message))
    return made


def write(folder: Path) -> Path:
    """The language's file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{CODE}.mo"
    path.write_bytes(mo_bytes(catalogue()))
    return path


def _texts() -> Iterator[str | tuple[str, str]]:
    for message in template():
        if message.id:
            yield message.id
