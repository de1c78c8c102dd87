"""A codebook whose tags have ids of their own and say what they play, and one without a quotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analyst_app.core.codebook import Codebook


def frames() -> dict[str, Any]:
    """Frame, statement, person, verb and aside; ``scare`` has the edge rule of quotations and plays nothing."""
    mode = [{"id": value, "name": value} for value in ("direct", "mixed", "indirect", "term")]
    speaker = {"role": "speaker", "name": "speaker", "to": ["person"]}
    cue = {"role": "cue", "name": "cue", "to": ["verb"]}
    continues = {"role": "continues", "name": "continues", "to": ["statement"]}
    tags = [
        {"id": "frame", "name": "Frame", "key": "F", "edge_rule": "clause", "plays": "claim"},
        {
            **{"id": "scare", "name": "Scare", "key": "W", "edge_rule": "quotation"},
            "links": [{"role": "speaker", "name": "speaker", "to": ["person"]}],
        },
        {
            **{"id": "statement", "name": "Statement", "key": "Z", "edge_rule": "quotation", "plays": "quotation"},
            "attributes": [{"id": "mode", "name": "Mode", "type": "choice", "automatic": True, "values": mode}],
            "links": [speaker, cue, continues],
        },
        {
            **{"id": "person", "name": "Person", "key": "H", "edge_rule": "name", "plays": "actor"},
            "attributes": [{"id": "name", "name": "Name", "type": "text"}],
        },
        {"id": "verb", "name": "Verb", "key": "V", "edge_rule": "word", "plays": "cue", "helper": True},
        {"id": "aside", "name": "Aside", "key": "X", "edge_rule": "paragraph", "plays": "skip", "helper": True},
    ]
    return {"format": "media-codebook", "version": 1, "id": "frames", "name": "Frames", "tags": tags}


def without_quotation() -> dict[str, Any]:
    """Frames and people only; the frame has a source, and no tag plays the quotation."""
    tags = [
        {
            **{"id": "frame", "name": "Frame", "key": "F", "edge_rule": "clause", "plays": "claim"},
            "links": [{"role": "source", "name": "source", "to": ["person"]}],
        },
        {"id": "quote", "name": "Scare", "key": "W", "edge_rule": "quotation"},
        {"id": "person", "name": "Person", "key": "H", "edge_rule": "name", "plays": "actor"},
    ]
    return {"format": "media-codebook", "version": 1, "id": "plain", "name": "Plain", "tags": tags}


def codebook(data: dict[str, Any] | None = None) -> Codebook:
    """One of them, parsed; the first without an argument."""
    return Codebook.from_data(data if data is not None else frames())


def put_codebook(folder: Path, data: dict[str, Any] | None = None) -> Path:
    """Write one of them as the folder's codebook."""
    path = folder / "codebook.json"
    path.write_text(json.dumps(data if data is not None else frames()), "utf-8")
    return path
