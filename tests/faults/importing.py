"""The process that strikes at imports: ``python -m tests.faults.importing``, driven by ``tests.faults.striking``."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from analyst_app import cli
from analyst_app.export.placing import import_notes  # noqa: F401 - loaded before the faults begin
from analyst_app.storage.file_names import SIDECAR_SUFFIX
from tests.faults.striking import Work, serve, snapshot

TEXTS = {
    "depot.md": "# Depot\n\nAda Brandt said “we will not leave”.\n",
    "quay.txt": "Der Kai ist gesperrt: 14 Tage.\n",
}
ANNOTATED = {
    "tagged.jsonl": '{"text": "Kim left. Ada stayed.", "label": [[0, 3, "actor"]], "meta": {"title": "Kim"}}\n'
    '{"text": "The mayor of Gdańsk said so.", "label": [[4, 9, "actor"]]}\n'
}
KINDS = {"articles": TEXTS, "annotations": ANNOTATED}


def sources(folder: Path, kind: str) -> list[Path]:
    """The files that are imported; made if they are not there."""
    place = folder / "downloads"
    place.mkdir(exist_ok=True)
    for name, words in KINDS[kind].items():
        if not (place / name).exists():
            (place / name).write_text(words, "utf-8")
            os.utime(place / name, (1_700_000_000, 1_700_000_000))
    return [place / name for name in KINDS[kind]]


def content(folder: Path) -> dict[str, Any]:
    """All files below a folder by name; of layers and facts, what does not depend on the time and on chance."""
    files = snapshot(folder)
    return {name: _layer(data) if name.endswith(SIDECAR_SUFFIX) else _facts(data) for name, data in files.items()}


def _layer(data: bytes) -> Any:
    layer = json.loads(data)
    annotations = [(one["tag"], one["start"], one["end"], one["exact"]) for one in layer["annotations"]]
    return layer["text"]["sha256"], annotations


def _facts(data: bytes) -> bytes:
    return re.sub(rb'\n "retrieved": "[^"]*",', b"", data)


def importing(kind: str) -> Work:
    """The command; its word is its exit code and what it says to a person about what failed."""

    def work(folder: Path):  # type: ignore[no-untyped-def]
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        words = ["import", *map(str, sources(folder, kind)), "--to", str(folder / "corpus" / "new")]

        def now() -> str:
            said = io.StringIO()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
                code = cli.main(words)
            return f"{code} {said.getvalue()}"

        return now

    return work


def warm() -> None:
    """Load what an import loads, so that a strike is at the import's own calls."""
    with tempfile.TemporaryDirectory() as name:
        for kind in KINDS:
            importing(kind)(Path(name))()


if __name__ == "__main__":
    warm()
    serve({kind: importing(kind) for kind in KINDS})
