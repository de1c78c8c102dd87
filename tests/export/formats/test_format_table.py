"""The docs' table of what each format holds says what the formats declare, and they declare what they do.

``python -m tests.export.formats.test_format_table`` writes the table anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.contract import Format
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.source_row import EVERY_FACT
from analyst_app.export.formats.format_table import format_table
from analyst_app.export.registry import FORMATS
from tests.commands.corpora import write_article, write_layer

PAGE = Path(__file__).parents[3] / "docs" / "export.md"
HEAD = "| name | what it is | "
KINDS = {
    "relations": ("relation",),
    "values": ("attribute", "number"),
    "notes": ("note", "layer note"),
    "readings": ("status", "annotator", "unnamed reading"),
    "facts": ("article fact", "source fact"),
    "records": ("review record", "dismissed place"),
}
"""The kinds of loss that name what has no place, by the field that says where it stands."""
TIME = "2026-11-22T09:00:00Z"


def table_of(page: str) -> list[str]:
    """The lines of the table in the page."""
    lines = page.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith(HEAD))
    last = next(number for number, line in enumerate(lines[first:], first) if not line.startswith("|"))
    return lines[first:last]


def test_the_page_has_a_row_for_each_format_as_it_declares_it() -> None:
    assert sorted(table_of(PAGE.read_text("utf-8"))) == sorted(format_table(FORMATS.values()))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article with one of each thing."""
    folder = tmp_path_factory.mktemp("things") / "corpus"
    folder.mkdir()
    article = write_article(folder, "one.txt")
    spans = (("quote", "“we will not leave”", {"mode": "direct", "odd": 2.5}), ("actor", "Ada Brandt", {"n": 1}))
    made = write_layer(article, "alice", *spans, links=(("about", 0, 1),))
    data = json.loads(made.read_text("utf-8"))
    data["layer"] |= {"status": "done", "note": "on the whole"}
    data["annotations"][0]["note"] = data["annotations"][1]["note"] = "a note"
    data["replies"] = [{"id": "r1", "rev": 1, "decision": "d1", "text": "no", "created": TIME, "modified": TIME}]
    made.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    facts = {"title": "T", "language": "en", "retrieved": TIME, "desk": "x", "copies": 3}
    Path(f"{article}.source.json").write_text(json.dumps(facts), "utf-8")
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_what_has_a_place_is_not_lost_and_what_has_none_is_named(name: str, corpus: Path, tmp_path: Path) -> None:
    form = FORMATS[name]
    pytest.importorskip({"pyarrow": "pyarrow", "huggingface": "pyarrow", "spacy": "spacy", "xlsx": "xlsxwriter",
                         "docx": "docx"}.get(form.extra, "json"))  # fmt: skip
    losses = export(ExportRequest(corpus, name, tmp_path / "out", workers=1)).outcome.losses.counts
    for thing, kinds in KINDS.items():
        said = getattr(form.holdings, thing)
        lost = sum(losses.get(kind, 0) for kind in kinds)
        if not said.startswith("only"):
            assert bool(said) == (lost == 0), (thing, said, losses)


@pytest.mark.parametrize("name", FORMATS)
def test_the_words_say_what_the_declarations_say(name: str) -> None:
    form: Format = FORMATS[name]
    assert form.holdings.what
    said: dict[str, Any] = {"facts": EVERY_FACT in form.facts, "records": form.holds_records}
    for thing, is_held in said.items():
        words = getattr(form.holdings, thing)
        assert (bool(words) and not words.startswith("only")) == is_held, thing


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    old, new = "\n".join(table_of(text)), "\n".join(format_table(FORMATS.values()))
    PAGE.write_text(text.replace(old, new), "utf-8")
