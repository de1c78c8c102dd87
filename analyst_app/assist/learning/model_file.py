"""The file that keeps a model in the cache folder: it may be thrown away at any time, and is made again.

The first line is the SHA-256 of all that follows, the second a JSON head, then
the taggers' bytes one after the other. The library that reads a tagger trusts
every byte of it, so none is handed to it before the digest was compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analyst_app.assist.learning.described_words import VERSION
from analyst_app.assist.learning.model import Model
from analyst_app.assist.learning.tagger import LARGEST_MODEL
from analyst_app.assist.learning.trial import TagFigures
from analyst_app.storage import private_files

_FORMAT = "analyst-app learnt model"
_DIGEST = 64


def model_path(cache: Path, folder: Path) -> Path:
    """The place of the model of a corpus.

    Args:
        cache: the app's cache folder.
        folder: the corpus.
    """
    name = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:24]
    return cache / "learnt" / f"{name}.model"


def to_bytes(model: Model) -> bytes:
    """The bytes of the file: the same for the same model."""
    head = {
        "format": _FORMAT,
        "version": VERSION,
        "library": _library(),
        "digest": model.digest,
        "articles": model.articles,
        "figures": [asdict(one) for one in model.figures],
        "taggers": [[tag, len(data)] for tag, data in model.taggers],
    }
    line = json.dumps(head, ensure_ascii=True).encode("ascii") + b"\n"
    content = line + b"".join(data for _, data in model.taggers)
    return hashlib.sha256(content).hexdigest().encode("ascii") + b"\n" + content


def from_bytes(data: bytes) -> Model | None:
    """The model in a file; None if it is damaged, or made by another version of the app or of the library."""
    digest, content = data[:_DIGEST], data[_DIGEST + 1 :]
    if hashlib.sha256(content).hexdigest().encode("ascii") != digest or data[_DIGEST : _DIGEST + 1] != b"\n":
        return None
    line, _, payload = content.partition(b"\n")
    try:
        head = json.loads(line)
        if (head["format"], head["version"], head["library"]) != (_FORMAT, VERSION, _library()):
            return None
        return Model(head["digest"], head["articles"], tuple(map(_figures, head["figures"])), _taggers(head, payload))
    except (ValueError, KeyError, TypeError):
        return None


def load(path: Path) -> Model | None:
    """The model in a file; None if none can be used. Blocking.

    Args:
        path: as ``model_path`` gives it.
    """
    try:
        return from_bytes(private_files.read(path, limit=LARGEST_MODEL))
    except OSError:
        return None


def keep(path: Path, model: Model, cache: Path) -> None:
    """Write a model, whole or not at all. Blocking.

    Args:
        path: as ``model_path`` gives it.
        model: the model.
        cache: the app's cache folder.

    Raises:
        OSError: the cache folder cannot be used.
    """
    private_files.write(path, [to_bytes(model)], top=cache)


def forget(path: Path) -> None:
    """Delete a model; no error if there is none. Blocking."""
    with contextlib.suppress(OSError):
        path.unlink()


def _figures(row: dict[str, Any]) -> TagFigures:
    return TagFigures(**{**row, "steps": tuple((float(least), float(share)) for least, share in row["steps"])})


def _taggers(head: dict[str, Any], payload: bytes) -> tuple[tuple[str, bytes], ...]:
    found, start = [], 0
    for tag, size in head["taggers"]:
        found.append((tag, payload[start : start + size]))
        start += size
    if start != len(payload):
        raise ValueError("the taggers do not fill the file")
    return tuple(found)


def _library() -> str:
    """The version of the library that learns; empty if it is not installed."""
    try:
        from pycrfsuite import CRFSUITE_VERSION
    except ImportError:
        return ""
    return str(CRFSUITE_VERSION)
