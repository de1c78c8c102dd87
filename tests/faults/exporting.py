"""Exports that faults strike: ``python -m tests.faults.exporting``, driven by ``striking.Server``.

In a folder: ``corpus``, ``exports/set`` (or ``exports/set.jsonl``), and ``state``.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from analyst_app.errors import AnalystError
from analyst_app.export.exporting import ExportRequest, export
from tests.faults.striking import Work, serve

KINDS = {"file": ("jsonl", "set.jsonl"), "folder": ("conll", "set"), "shards": ("spacy", "set")}
"""Format and name of the export, by kind."""


def request(folder: Path, kind: str, *, overwrite: bool, layer: str | None = None) -> ExportRequest:
    name, output = KINDS[kind]
    return ExportRequest(
        folder / "corpus", name, folder / "exports" / output, layer=layer, workers=1, overwrite=overwrite
    )


def exporting(kind: str, layer: str | None = None) -> Work:
    def work(folder: Path) -> Callable[[], str]:
        asked = request(folder, kind, overwrite=True, layer=layer)

        def now() -> str:
            try:
                export(asked, state=folder / "state")
            except AnalystError as error:
                return f"refused: {error}"
            return "done"

        return now

    return work


def without_end(kind: str) -> Work:
    """Exports one layer and the other in turn, until it is killed."""

    def work(folder: Path) -> Callable[[], str]:
        turns = cycle([exporting(kind, "alice")(folder), exporting(kind, "bob")(folder)])

        def now() -> str:
            while (word := next(turns)()) == "done":
                pass
            return word

        return now

    return work


def warm() -> None:
    """Load what an export loads, so that a strike is at the export's own calls."""
    import tempfile

    from tests.commands.corpora import write_article, write_layer

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        write_layer(write_article(folder / "corpus"), "alice", ("claim", "The depot", {}))
        for kind in KINDS:
            export(request(folder, kind, overwrite=True), state=folder / "state")


if __name__ == "__main__":
    warm()
    works = {kind: exporting(kind) for kind in KINDS}
    works |= {f"{kind}-{layer}": exporting(kind, layer) for kind in KINDS for layer in ("alice", "bob")}
    works |= {f"{kind}-endless": without_end(kind) for kind in KINDS}
    serve(works)
