"""Layers in which annotations say where they come from are read by the quick readers in every command.

Tests of storage.canonical, storage.lines.typed_lines, corpus.other_layers, corpus.quick_check and export.loading.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.storage import sidecar, sidecar_reader
from tests.storage.layers import TEXT, document, empty, encoded
from tests.storage.test_quick_and_whole import told_layer

_PEOPLE = '{"format":"media-actors","version":1,"actors":[\n{"id":"p1","rev":1,"name":"Ada Brandt"}\n],"deleted":{}}\n'


def told_corpus(folder: Path) -> Path:
    """Three articles that two have read; each annotation has an optional key, and one place is no quotation."""
    (folder / "actors.json").write_text(_PEOPLE)
    for number in range(3):
        (folder / f"a{number}.txt").write_bytes(TEXT.encode())
        for layer_id in ("alice", "bob"):
            layer = sidecar.new_layer(document(name=f"a{number}.txt"), layer_id, empty().head.codebook)
            told = told_layer()
            layer.annotations = [_as_the_codebook_has_it(one) for one in told.annotations]
            layer.entries = [
                one._replace(body=tuple({**dict(one.body), "exact": "xyz"}.items())) for one in told.entries
            ]
            layer.revs, layer.facts_rev = told.revs, 1
            folder.joinpath(f"a{number}.txt.{layer_id}.annotations.json").write_bytes(encoded(layer))
    return folder


def _as_the_codebook_has_it(one: Any) -> Any:
    extra = tuple(pair for pair in one.extra if pair[0] != "verified")  # whose source would have to be there
    return one._replace(tag="quote" if one.tag == "quote" else "actor", extra=extra)


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files that the whole reader has read."""
    found: list[bytes] = []
    read = sidecar_reader._read_lines

    def noting(data: bytes, builder: Any) -> Any:
        found.append(data)
        return read(data, builder)

    monkeypatch.setattr(sidecar_reader, "_read_lines", noting)
    return found


@pytest.mark.parametrize("command", ["agree", "check", "export"])
def test_no_command_reads_them_whole(command: str, tmp_path: Path, read_whole: list[bytes]) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    told_corpus(corpus)
    more = ["--format", "jsonl", "--layer", "alice", "--output", str(tmp_path / "out")] if command == "export" else []
    assert main([command, str(corpus), *more]) == 0
    assert len(read_whole) == 0


def test_check_reads_them_no_more_whole_where_articles_have_facts(tmp_path: Path, read_whole: list[bytes]) -> None:
    """Such articles are checked file by file, by the same quick reader."""
    for article in told_corpus(tmp_path).glob("a?.txt"):
        Path(f"{article}.source.json").write_text('{"format": "media-source", "version": 1, "title": "Trams"}\n')
    assert main(["check", str(tmp_path)]) == 0
    assert len(read_whole) == 0


def test_a_layer_beside_is_not_read_whole_and_says_all_of_it(tmp_path: Path, read_whole: list[bytes]) -> None:
    told_corpus(tmp_path)
    found = layer_beside(tmp_path / "a0.txt", "alice", document(name="a0.txt"))
    assert len(read_whole) == 0
    assert [dict(one.extra).keys() for one in found.annotations] == [{"actor"}, {"assist", "codebook"}]
    assert [one.id for one in found.entries] == ["n0", "n1"]


def test_a_person_whom_nobody_knows_is_found_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told_corpus(tmp_path)
    (tmp_path / "actors.json").write_text(_PEOPLE.replace("p1", "p2"))
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("means actor p1, whom no record has") == 6


def test_a_verdict_without_its_source_is_found_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told_corpus(tmp_path)
    layer = told_layer()
    layer.annotations[0] = layer.annotations[0]._replace(extra=())
    (tmp_path / "a0.txt").write_bytes(TEXT.encode())
    data = encoded(layer).replace(b'"name": "a1.txt"', b'"name": "a0.txt"')
    (tmp_path / "a0.txt.alice.annotations.json").write_bytes(data)
    assert main(["check", str(tmp_path)]) == 1
    assert "annotation a1 has a verdict by a source that is not there: s1" in capsys.readouterr().out
