"""This app's own REFI-QDA projects come back as they went out.

Tests of importers.annotations.refi.refi_own, importers.annotations.refi.refi_people and core.refi.own_project.
"""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from pathlib import Path

from analyst_app.cli import main
from analyst_app.core.annotation import LayerFacts
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedFile
from analyst_app.resources import built_in_codebook
from tests.export.exports import exported
from tests.export.torture import ordered, records


def there_and_back(folder: Path, spans: list[dict[str, object]], codebook: object = None) -> AnnotatedFile:
    corpus = folder / "corpus"
    corpus.mkdir()
    if codebook is not None:
        (corpus / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    entry = {"id": "a.txt", "text": "One claim, two claims.\n", "annotator": "eve", "spans": spans}
    (folder / "a.jsonl").write_text(json.dumps(entry), "utf-8")
    assert main(["import", str(folder / "a.jsonl"), "--to", str(corpus)]) == 0
    export(ExportRequest(corpus=corpus, format_name="refi-qda", output=folder / "out", layer="eve", workers=1))
    return read_annotated(folder / "out" / "project.qdpx")


def test_every_value_note_status_fact_and_reader_comes_back() -> None:
    folder, _ = exported("refi-qda")
    found = read_annotated(folder / "project.qdpx")
    by_name = {f"{article.name}.txt": article for article in found.articles}
    assert set(by_name) == set(ordered())
    for name, article in by_name.items():
        sent, links = records(name)
        [(got, got_links)] = article.layers.values()
        assert list(article.layers) == ["alice"]
        assert {a.id: (a.tag, a.start, a.end, a.attributes, a.note) for a in got} == {
            a.id: (a.tag, a.start, a.end, a.attributes, a.note.replace("\x07", "\ufffd")) for a in sent
        }, name
        assert {(one.role, one.from_id, one.to_id) for one in got_links} == {
            (one.role, one.from_id, one.to_id) for one in links
        }
        note = "a layer note" if name == "nested.txt" else ""
        assert article.layer_facts == {"alice": LayerFacts("done", note)}
        assert article.notes == []
    assert by_name["nested.txt"].facts == {"outlet": "The Herald", "date": "2024-06-02", "author": "=A. Writer"}
    assert found.all_losses().counts == {}
    assert (found.codebook, found.beside) == (None, {})


def test_a_value_keeps_its_kind_and_a_note_that_looks_like_one_stays_a_note(tmp_path: Path) -> None:
    values = {"a": 1.5, "b": "1.5", "c": False, "d": "false", "e": ["x, y", "z"], "f = g": "h = i"}
    spans = [
        {"start": 0, "end": 3, "label": "claim", "attributes": values, "note": "number = 2\n"},
        {"start": 4, "end": 9, "label": "claim", "note": "hedged = true"},
    ]
    [article] = there_and_back(tmp_path, spans).articles  # type: ignore[arg-type]
    first, second = sorted(article.layers["eve"][0], key=lambda one: one.start)
    assert (dict(first.attributes), first.note) == (values, "number = 2\n")
    assert (dict(second.attributes), second.note) == ({}, "hedged = true")


def test_a_project_that_says_another_origin_keeps_such_notes_as_notes(tmp_path: Path) -> None:
    there_and_back(tmp_path, [{"start": 4, "end": 9, "label": "claim", "attributes": {"hedged": False}}])
    path = tmp_path / "out" / "project.qdpx"
    with zipfile.ZipFile(path) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(tmp_path / "other.qdpx", "w") as parts:
        for name, data in members.items():
            parts.writestr(name, data.replace(b'origin="Analyst App', b'origin="Other'))
    [article] = read_annotated(tmp_path / "other.qdpx").articles
    [one] = article.layers["eve"][0]
    assert (one.attributes, one.note) == ((), "hedged = false")


def test_a_value_whose_id_is_not_told_by_its_name_is_said(tmp_path: Path) -> None:
    book = deepcopy(built_in_codebook()) | {"id": "own", "name": "Ours"}
    values = [{"id": "pic", "name": "Picture"}, {"id": "caption", "name": "Caption or credit"}]
    skip = next(tag for tag in book["tags"] if tag["id"] == "skip")
    skip["attributes"] = [{"id": "kind", "name": "Kind", "type": "choice", "values": values}]
    found = there_and_back(tmp_path, [{"start": 4, "end": 9, "label": "skip", "attributes": {"kind": "pic"}}], book)
    [article] = found.articles
    [one] = article.layers["eve"][0]
    assert one.attributes == (("kind", "picture"),)
    assert article.notes == ["Codes were taken so: skip/Kind/Picture → skip: kind = picture."]
    assert found.codebook is not None


def test_the_codebook_that_was_built_in_comes_back_as_that() -> None:
    folder, _ = exported("refi-qda")
    assert read_annotated(folder / "codebook.qdc").codebook == built_in_codebook()
