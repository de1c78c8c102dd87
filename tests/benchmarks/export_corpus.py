"""A corpus to measure with: articles of 3 kB with 20 annotations each, written as the app writes them."""

from __future__ import annotations

import random
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link, pairs, sort_key
from analyst_app.core.document import Document
from analyst_app.storage.sidecar import encode, new_layer

ANNOTATIONS = 20
_WORDS = [
    "the",
    "council",
    "union",
    "harbour",
    "minister",
    "depot",
    "said",
    "that",
    "will",
    "close",
    "again",
    "budget",
    "“never”",
    "vote",
    "on",
    "Monday",
    "Ada",
    "Brandt",
    "Lena",
    "Ortiz",
    "spokesman",
    "for",
    "committee",
    "tax",
    "fell",
    "rose",
    "by",
    "percent",
    "in",
    "and",
    "of",
    "to",
    "a",
    "Zürich",
    "café",
]
_TAGS = (
    ("claim", {"kind": "factual"}),
    ("quote", {"mode": "direct"}),
    ("actor", {"kind": "person", "naming": "named"}),
)
_TIME = "2026-01-02T03:04:05Z"


def make(folder: Path, articles: int, *, first: int = 0) -> Path:
    """Write the articles numbered from ``first`` on that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, articles):
        path = folder / f"article-{number:06}.txt"
        if not path.exists():
            _write(path, number)
    return folder


def _write(path: Path, number: int) -> None:
    dice = random.Random(number)
    words = [dice.choice(_WORDS) for _ in range(500)]
    lines = [" ".join(words[at : at + 60]) + "." for at in range(0, 500, 60)]
    text = "\n\n".join(lines)[:2990] + "\n"
    data = text.encode()
    document = Document.from_bytes(data, name=path.name)
    layer = new_layer(document, "alice", pairs({"id": "media", "version": 1}))
    for place in range(ANNOTATIONS):
        tag, attributes = _TAGS[place % 3]
        start = dice.randrange(len(text) - 100)
        key = f"{number:08x}-0000-4000-8000-{place:012x}"
        end = start + dice.randrange(5, 90)
        layer.annotations.append(Annotation(key, tag, start, end, pairs(attributes), "", _TIME, _TIME))
    for place in range(0, 18, 3):
        ends = (layer.annotations[place + 1].id, layer.annotations[place + 2].id)
        layer.links.append(Link(f"{number:08x}-0000-4000-9000-{place:012x}", "speaker", *ends, _TIME, _TIME))
    layer.annotations.sort(key=sort_key)
    layer.links.sort(key=lambda one: (one.from_id, one.role, one.to_id, one.id))
    path.write_bytes(data)
    path.with_name(f"{path.name}.alice.annotations.json").write_bytes(b"".join(encode(layer)))
