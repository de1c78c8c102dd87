"""No written byte of an export with pseudonyms, in whatever format, says who annotated, reviewed or read.

Tests of export.told_files, export.loading and export.rows.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyst_app import cli
from analyst_app.export.registry import FORMATS
from tests.commands.corpora import write_article, write_layer

ANNOTATORS = ("zorazimmer", "yuriyakov")
NAMES = (*ANNOTATORS, "gold-maxmuster", "maxmuster", "rosaruiz", "verapetrov", "quentinq", "lilolaptop")
"""Annotators, a gold layer and its reviewer, a reader, who verified, who suggested, and a copy's machine."""


def _put(sidecar: Path, change: dict[str, Any], of_record: dict[str, Any]) -> None:
    data = json.loads(sidecar.read_text("utf-8"))
    data |= change
    for record in data["annotations"]:
        record |= of_record
    sidecar.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles with all in which a layer can name somebody, whole, damaged, astray and under odd names."""
    folder = tmp_path / "zorazimmer" / "corpus"
    folder.mkdir(parents=True)
    (tmp_path / "zorazimmer" / ".state").mkdir()
    verified = {"verdict": "verbatim", "source": "s1", "by": "verapetrov", "at": "2026-11-22T09:00:00Z"}
    of_record = {"assist": {"by": "quentinq", "score": 0.5}, "verified": verified, "actor": "a1"}
    for name in ("one.txt", "two.txt", "three.txt"):
        article = write_article(folder, name)
        for layer in (*ANNOTATORS, "gold-maxmuster"):
            items = (("actor", "Ada Brandt", {"kind": "person"}), ("quote", "“we will not leave”"))
            made = write_layer(article, layer, *items, links=(("speaker", 1, 0),))
            time = {"created": "2026-11-22T09:00:00Z", "modified": "2026-11-22T09:00:00Z"}
            decision = {"id": "d1", "rev": 1, **time, "by": "maxmuster", "origins": ["zorazimmer:x", "yuriyakov:y"]}
            reply = {"id": "r1", "rev": 1, **time, "decision": "d1", "to": "maxmuster", "text": "no"}
            invalid = {"tag": 7, "origins": ["zorazimmer:x"], "verified": verified, "by": "rosaruiz"}
            waits = {"id": "zorazimmer:7", "rev": 1, "role": "", "from": "a", "to": "b"}
            data = {
                "reader": "rosaruiz",
                "dismissed": [{"id": "zorazimmer-1", "kind": "quote"}],
                "activity": {"2026-11-22": 3},
                "replies": [reply],
                "unplaced": [
                    {"why": "invalid", "text_sha256": "0" * 64, "record": invalid},
                    {"why": "end_missing", "text_sha256": "0" * 64, "record": waits},
                ],
            }
            gold = {"reviewer": "maxmuster", "decisions": [decision]} if layer.startswith("gold-") else {}
            origins = {"origins": ["zorazimmer:x", "yuriyakov:y"]} if gold else {"zorazimmer": True}
            _put(made, data | gold, of_record | origins)
    (folder / "two.txt.zorazimmer.annotations.json").write_text("{", "utf-8")
    layer = folder / "one.txt.yuriyakov.annotations.json"
    for name in ("gone.txt.yuriyakov", "one.txt.Yuriyakov", "one.txt.yuriyakov-lilolaptop", "three.txt.Rosaruiz"):
        (folder / f"{name}.annotations.json").write_bytes(layer.read_bytes())
    three = folder / "three.txt"
    three.write_text(f"First.\n\n{three.read_text('utf-8')}", "utf-8")
    (folder / "four.txt.verapetrov.annotations.json").symlink_to("/nowhere/verapetrov")
    write_article(folder, "four.txt")
    return folder


def _opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is inside it where it is a container or compressed."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            for inside in container.namelist():
                yield from _opened(f"{name}/{inside}", container.read(inside))
            yield f"{name}, comment", container.comment
    try:
        yield f"{name}, inflated", zlib.decompress(data, 47)
    except zlib.error:
        return


def _written(out: Path) -> list[tuple[str, bytes]]:
    files = [path for path in [*out.parent.glob(f"{out.name}*"), *out.rglob("*")] if path.is_file()]
    return [one for path in files for one in _opened(path.relative_to(out.parent).as_posix(), path.read_bytes())]


def _names_in(out: Path) -> list[str]:
    forms = [(name, form) for name in NAMES for form in (name.encode(), name.encode("utf-16-le"))]
    return [
        f"{where}: {name}"
        for where, data in _written(out)
        for name, form in forms
        if form in data.lower() or name in where.lower()
    ]


@pytest.mark.parametrize(
    ("format_name", "layer"), [*((name, "all") for name in sorted(FORMATS)), ("jsonl", "gold"), ("jsonl", "zorazimmer")]
)
def test_no_written_byte_names_anybody(
    corpus: Path, format_name: str, layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "rosaruiz")
    out = tmp_path / "out" / "made"
    out.parent.mkdir()
    words = ["export", str(corpus), "--format", format_name, "--layer", layer, "--output", str(out)]
    assert cli.main([*words, "--skip-damaged", "--pseudonyms", "--workers", "1"]) == 1
    assert len(_written(out)) > 2
    found = _names_in(out)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("format_name", sorted(name for name, one in FORMATS.items() if one.holds_standoff))
def test_no_written_byte_of_an_export_without_texts_names_anybody(
    corpus: Path, format_name: str, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "made"
    out.parent.mkdir()
    words = ["export", str(corpus), "--format", format_name, "--layer", "all", "--output", str(out)]
    assert cli.main([*words, "--skip-damaged", "--pseudonyms", "--no-text", "--workers", "1"]) == 1
    found = _names_in(out)
    assert found == [], "\n".join(found)


def test_the_names_are_found_where_they_are_written(corpus: Path, tmp_path: Path) -> None:
    for format_name in ("jsonl", "xlsx", "refi-qda"):
        out = tmp_path / format_name / "made"
        out.parent.mkdir()
        words = ["export", str(corpus), "--format", format_name, "--layer", "all", "--output", str(out)]
        assert cli.main([*words, "--skip-damaged", "--workers", "1"]) == 1
        assert any("yuriyakov" in one for one in _names_in(out) if "LOSSES" not in one and "README" not in one)
