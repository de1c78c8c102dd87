"""All that a ``.source.json`` says stands in an article's row, with its type."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.source_row import SourceRow, facts_of, known_facts, with_facts
from tests.corpus.corpora import annotate

SAID = {
    "format": "media-source",
    "version": 1,
    "encoding": "utf-8-sig",
    "title": "Depot",
    "author": ["Ada Brandt", "L. Ortiz"],
    "date": 2024,
    "language": "en",
    "retrieved": "2024-05-02T10:00:00Z",
    "url": "",
    "section": "Local",
    "circulation": 41000,
    "is_editorial": False,
    "zones": [{"start": 0, "end": 3, "kind": "caption"}],
}
KNOWN = {key: SAID[key] for key in SAID if key not in ("format", "version", "encoding", "url")}


def test_every_key_is_a_fact_and_keeps_its_type() -> None:
    row = SourceRow(**known_facts(SAID))
    assert facts_of(row) == KNOWN
    assert list(facts_of(row))[:3] == ["title", "author", "date"]
    assert (row.title, row.author, row.date, row.language) == ("Depot", "Ada Brandt; L. Ortiz", "2024", "en")


def test_facts_can_be_left_out_by_name() -> None:
    row = with_facts(SourceRow("a.txt", **known_facts(SAID)), {"language", "circulation"}.__contains__)
    assert facts_of(row) == {"language": "en", "circulation": 41000}
    assert (row.name, row.author, row.date) == ("a.txt", "", "")


def test_json_lines_hold_them_all(tmp_path: Path) -> None:
    article = tmp_path / "corpus" / "a.txt"
    article.parent.mkdir()
    article.write_text("Ada left.\n", "utf-8")
    annotate(article, "alice", ("claim", "Ada left"))
    Path(f"{article}.source.json").write_text(json.dumps(SAID), "utf-8")
    done = export(ExportRequest(article.parent, "jsonl", tmp_path / "out", workers=1))
    [line] = (tmp_path / "out" / "data.jsonl").read_text("utf-8").splitlines()
    source = json.loads(line)["source"]
    assert source["extra"] == {key: KNOWN[key] for key in (
        "author", "date", "section", "circulation", "is_editorial", "zones")}  # fmt: skip
    assert source["retrieved"] == "2024-05-02T10:00:00Z"
    assert not done.outcome.losses.counts
