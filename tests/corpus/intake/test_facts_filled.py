"""An article that is there gets from an import the facts that it lacks, and keeps those that it has."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.cli import main
from analyst_app.export.exporting import ExportRequest, export
from tests.corpus.corpora import annotate

OUT = {"title": "Depot", "outlet": "The Gazette", "desk": 3, "pages": [0], "encoding": "utf-8"}


def write(folder: Path, facts: dict[str, object], layer: str = "alice") -> Path:
    folder.mkdir()
    article = folder / "a.txt"
    article.write_text("Ada left.\n", "utf-8")
    annotate(article, layer, ("claim", "Ada left"))
    Path(f"{article}.source.json").write_text(json.dumps(facts), "utf-8")
    return article


def test_it_gets_what_it_lacks_and_keeps_what_it_has(tmp_path: Path) -> None:
    write(tmp_path / "corpus", OUT)
    there = write(tmp_path / "there", {"title": "Another title", "outlet": "", "team": "x"}, "bob")
    export(ExportRequest(tmp_path / "corpus", "jsonl", tmp_path / "out", workers=1))
    assert main(["import", str(tmp_path / "out"), "--to", str(there.parent), "--json"]) == 0
    facts = json.loads(Path(f"{there}.source.json").read_text("utf-8"))
    assert facts == {
        "format": "media-source", "version": 1, "title": "Another title", "team": "x",
        "outlet": "The Gazette", "desk": 3, "pages": [0],
    }  # fmt: skip
    assert (there.parent / "a.txt.alice.annotations.json").exists()


def test_nothing_is_written_where_nothing_is_lacking_or_the_file_is_damaged(tmp_path: Path) -> None:
    write(tmp_path / "corpus", OUT)
    export(ExportRequest(tmp_path / "corpus", "jsonl", tmp_path / "out", workers=1))
    for number, held in enumerate(['{"title": "x", "outlet": "y", "desk": 1, "pages": [1]}', '{"title": ']):
        there = write(tmp_path / f"there{number}", {}, "bob")
        Path(f"{there}.source.json").write_text(held, "utf-8")
        main(["import", str(tmp_path / "out"), "--to", str(there.parent), "--json"])
        assert Path(f"{there}.source.json").read_text("utf-8") == held
