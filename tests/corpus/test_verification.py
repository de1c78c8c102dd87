"""The findings of ``check`` about one layer, each with the line on which its record stands."""

from __future__ import annotations

import time
from pathlib import Path

from analyst_app.core.annotation import Annotation, pairs
from analyst_app.core.document import Document
from analyst_app.corpus.folder_check import verify
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.sidecar import encode, new_layer

MANY = 20_000
STAMP = "2026-01-01T00:00:00Z"


def test_many_findings_in_one_layer_are_each_told_with_their_line_within_seconds(tmp_path: Path) -> None:
    article = tmp_path / "corpus" / "article.txt"
    article.parent.mkdir()
    article.write_text("word " * MANY)
    layer = new_layer(Document.from_bytes(article.read_bytes(), name=article.name), "alice", pairs({}))
    layer.annotations = [
        Annotation(f"{at:012d}", "of-another-codebook", at * 5, at * 5 + 4, created=STAMP, modified=STAMP)
        for at in range(MANY)
    ]
    sidecar = sidecar_path(article, "alice")
    sidecar.write_bytes(b"".join(encode(layer)))
    lines = sidecar.read_text().split("\n")
    began = time.monotonic()
    found = verify([article.parent], tmp_path / "state", lambda entry: "").findings
    assert time.monotonic() - began < 10  # it was 26 when each line was looked for by itself
    assert len(found) == MANY
    assert all(f'"id":"{finding.item}"' in lines[finding.line - 1] for finding in found)
