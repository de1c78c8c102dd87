"""Ten articles that two people have read, of which one is spoilt: by what others may put there, or by a bug of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.document import Document
from analyst_app.storage.file_names import facts_path, sidecar_path
from tests.corpus.corpora import annotate

TEXT = "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"
SECRET = "Nobody agreed"
"""Words of the text that must never get into a log."""
NAMES = [f"a{number}.txt" for number in range(10)]
SPOILT = "a4.txt"
SOUND = [name for name in NAMES if name != SPOILT]


def ten(folder: Path) -> Path:
    """A folder with the ten, whole and sound."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        path = folder / name
        path.write_text(f"{TEXT}{name}\n", "utf-8", newline="")
        annotate(path, "alice", ("actor", "Ada Brandt"), ("quote", "“we will not leave”"), links=((1, "speaker", 0),))
        annotate(path, "bob", ("actor", "Ada Brandt"), ("quote", "we will not leave"), links=((1, "speaker", 0),))
    return folder


def _sidecar(article: Path) -> Path:
    return sidecar_path(article, "alice")


def _with_folder_as_sidecar(article: Path) -> None:
    _sidecar(article).unlink()
    _sidecar(article).mkdir()


def _with_half_a_sidecar(article: Path) -> None:
    data = _sidecar(article).read_bytes()
    _sidecar(article).write_bytes(data[: len(data) // 2])


SPOILERS: dict[str, Callable[[Path], object]] = {
    "sidecar that is no JSON": lambda article: _sidecar(article).write_bytes(b"{oops"),
    "empty sidecar": lambda article: _sidecar(article).write_bytes(b""),
    "half a sidecar": _with_half_a_sidecar,
    "sidecar that is a folder": _with_folder_as_sidecar,
    "article that is no text": lambda article: article.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 50),
}
"""Real inputs of which no command can make anything, by what they are."""

_STAMPS = {"created": "2026-11-22T09:00:00Z", "modified": "2026-11-22T09:00:00Z"}
_BAD_LINK = {
    "id": "49faccd5-318b-5ddb-b41f-b0dbe9c9506c",
    "rev": 1,
    "role": "speaker",
    "from": "x",
    "to": "",
    **_STAMPS,
}


def _with_bad_link(article: Path) -> None:
    data = _sidecar(article).read_bytes()
    line = json.dumps(_BAD_LINK, separators=(",", ":")).encode()
    assert b' "links": [\n' in data
    _sidecar(article).write_bytes(data.replace(b' "links": [\n', b' "links": [\n' + line + b",\n", 1))


def _with_highest_rev(article: Path) -> None:
    data = _sidecar(article).read_bytes()
    assert b'"rev":1,"tag":"actor"' in data
    _sidecar(article).write_bytes(data.replace(b'"rev":1,"tag":"actor"', b'"rev":9007199254740991,"tag":"actor"', 1))


def _with_facts(facts: Any) -> Callable[[Path], object]:
    return lambda article: facts_path(article).write_text(json.dumps(facts), "utf-8")


ODD: dict[str, Callable[[Path], object]] = {
    "link without a target": _with_bad_link,
    "NUL in an encoding": _with_facts({"encoding": "utf\0-8"}),
    "encoding that is no text": _with_facts({"encoding": True}),
    "encoding punycode": _with_facts({"encoding": "punycode"}),
    "rev at 2^53": _with_highest_rev,
    "facts that are no object": _with_facts([]),
    "facts of wrong kinds": _with_facts({"title": 7, "date": {}, "url": None, "language": ["en"], "notes": "x"}),
}
"""Inputs that nobody would write by hand; the article can be read, or not, but the others always can."""


def spoil(folder: Path, how: str) -> Path:
    """The spoilt article, after it was spoilt in one of the ways of ``SPOILERS`` or ``ODD``."""
    (SPOILERS | ODD)[how](folder / SPOILT)
    return folder / SPOILT


def bug_in_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app itself fail at one article, with an exception whose words are the article's."""
    real = Document.from_bytes.__func__  # type: ignore[attr-defined]

    def from_bytes(cls: type[Document], data: bytes, *, name: str = "", **more: Any) -> Document:
        if name == SPOILT:
            raise KeyError(data.decode())
        return real(cls, data, name=name, **more)

    monkeypatch.setattr(Document, "from_bytes", classmethod(from_bytes))
