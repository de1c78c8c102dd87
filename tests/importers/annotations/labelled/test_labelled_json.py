"""Files of labelled texts: entries that cannot be read stop no others, one text is one article, and ours come back.

Tests of importers.annotations.labelled.labelled_json, importers.annotations.labelled.labelled_text,
importers.annotations.labelled.gathered_texts and importers.annotations.labelled.own_lines.
"""

from __future__ import annotations

import atexit
import json
import shutil
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from analyst_app.core.annotation import Annotation, LayerFacts, Link
from analyst_app.errors import ImportFailed
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.annotations.labelled.own_lines import read
from tests.export.torture import TEXTS, records, write_corpus
from tests.importers.annotations.labelled.labelled_readings import lines, linked, lost, marked, only

BOB_S = ("emoji.txt", "nested.txt", "breaks.txt")
"""The articles that bob has read, too."""
RAIN = "Kim spoke of rain."
GOOD = {"id": "kim.txt", "text": RAIN, "spans": [{"start": 0, "end": 3, "label": "actor"}]}


@pytest.mark.parametrize(
    "bad",
    [
        7,
        "words",
        [1, 2],
        {"a": 1},
        {"text": 5, "spans": []},
        {"id": "x", "text": None, "spans": [], "layers": []},
        {"text": RAIN, "spans": [], "relations": 5},
        {"data": {}, "annotations": []},
        {"data": {"text": RAIN}, "annotations": "x"},
    ],
)
def test_a_bad_entry_is_named_by_its_number_and_the_others_come_in(tmp_path: Path, bad: object) -> None:
    (tmp_path / "list.json").write_text(json.dumps([GOOD, bad, GOOD | {"text": "Kim left."}]), "utf-8")
    for path in (tmp_path / "list.json", lines(tmp_path / "a.jsonl", GOOD, bad, GOOD | {"text": "Kim left."})):
        found = read_annotated(path)
        assert [one.text for one in found.articles] == [RAIN, "Kim left."]
        assert lost(found) == {"unreadable item": 1}
        assert found.losses.places["unreadable item"][0].startswith("entry 2: ")


def test_a_list_whose_first_entries_are_not_known_is_still_known(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"a": 1}, GOOD]), "utf-8")
    assert kind_of(tmp_path / "list.json") == "lines"
    assert len(read_annotated(tmp_path / "list.json").articles) == 1


def test_a_file_of_nothing_known_says_what_its_first_entry_lacks(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"a": 1}, {"b": 2})
    with pytest.raises(ImportFailed, match=r"^a\.jsonl holds no text.*Entry 1: it is of none of the known shapes"):
        read_annotated(path)


def test_entries_in_a_list_of_an_object_are_found_and_what_stands_beside_it_is_named(tmp_path: Path) -> None:
    pairs = [[RAIN, {"entities": [[0, 3, "actor"]]}], ["Kim left.", {"entities": [[0, 3, "actor"]]}]]
    (tmp_path / "a.json").write_text(json.dumps({"classes": ["actor"], "annotations": pairs}), "utf-8")
    found = read_annotated(tmp_path / "a.json")
    assert [marked(one) for one in found.articles] == [{"imported": [("actor", "Kim")]}] * 2
    assert found.losses.places == {"unknown": ["“classes”"]}


def test_a_span_a_line_is_one_article_and_each_keeps_its_own_links(tmp_path: Path) -> None:
    rows = [
        {"text": RAIN, "spans": [{"start": start, "end": end, "label": "w"}], "relations": [
            {"head": 0, "tail": 0, "type": f"r{start}"}]}
        for start, end in ((0, 3), (4, 9), (10, 12))
    ]  # fmt: skip
    article = only(lines(tmp_path / "a.jsonl", *rows))
    assert marked(article) == {"imported": [("w", "Kim"), ("w", "of"), ("w", "spoke")]}
    assert linked(article) == [("r0", "Kim", "Kim"), ("r10", "of", "of"), ("r4", "spoke", "spoke")]


def test_lines_that_are_named_json_are_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.json", GOOD, GOOD | {"text": "Kim left."})
    assert kind_of(path) == "lines"
    assert len(read_annotated(path).articles) == 2


def test_one_text_is_one_article_but_for_two_names(tmp_path: Path) -> None:
    """Two articles of a corpus may have the same text; entries without a name are about the one that is there."""
    span = {"start": 13, "end": 17, "label": "claim"}
    path = lines(
        tmp_path / "a.jsonl",
        {"text": RAIN, "spans": [span], "annotator": "bob"},
        GOOD | {"annotator": "ann"},
        GOOD | {"id": "sub/copy.txt"},
        {"text": RAIN, "spans": [span], "annotator": "eve"},
    )
    first, second = read_annotated(path).articles
    assert (first.name, second.name) == ("kim", "sub/copy")
    assert list(first.layers) == ["bob", "ann", "eve"]
    assert marked(second) == {"imported": [("actor", "Kim")]}


def test_facts_of_one_text_that_differ_are_named(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", GOOD | {"meta": {"desk": "north"}}, GOOD | {"meta": {"desk": "south"}})
    found = read_annotated(path)
    assert found.articles[0].facts == {"desk": "north"}
    assert lost(found)["unknown"] == 1


def test_status_and_note_of_a_layer_come_back(tmp_path: Path) -> None:
    rows = [{"annotator": "ann", "status": "done", "note": "late"}, {"annotator": "bob", "status": "in_progress"}]
    article = only(lines(tmp_path / "a.jsonl", GOOD | {"layers": rows}))
    assert list(article.layers) == ["ann", "bob", "imported"]
    assert article.layer_facts == {"ann": LayerFacts("done", "late")}


def test_an_export_without_texts_says_so(tmp_path: Path) -> None:
    row = GOOD | {"text": None, "layers": [{"annotator": "ann"}]}
    with pytest.raises(ImportFailed, match="exported without its text"):
        read_annotated(lines(tmp_path / "a.jsonl", row))


@cache
def exported_by_two(name: str) -> Path:
    """An export of the torture corpus: alice has read all of it, bob three articles."""
    folder = Path(mkdtemp(prefix="analyst-loop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    corpus = write_corpus(folder / "corpus", {"alice": TEXTS, "bob": BOB_S})
    export(ExportRequest(corpus=corpus, format_name=name, output=folder / "out", layer="all", workers=1))
    return folder / "out"


def content(spans: Iterable[Annotation], links: Iterable[Link], has: Collection[str]) -> Counter[str]:
    """Spans and links without ids, with what a format has of them."""
    places = {one.id: (one.tag, one.start, one.end) for one in spans}
    found = Counter(repr((one.role, places[one.from_id], places[one.to_id])) for one in links)
    for one in spans:
        values = dict(one.attributes)
        found[
            repr((places[one.id], sorted(values.items(), key=str) * ("values" in has), one.note * ("notes" in has)))
        ] += 1
    return found


@pytest.mark.parametrize(
    ("name", "pattern", "has"),
    [
        ("jsonl", "data.jsonl", {"values", "notes", "untagged", "folders"}),
        ("prodigy", "data.jsonl", {"values", "notes", "untagged", "folders"}),
        ("label-studio", "tasks.json", {"values", "notes", "untagged", "folders"}),
        ("doccano", "*/doccano-relations.jsonl", {"untagged", "folders"}),
        ("doccano", "*/doccano-labels.jsonl", {"untagged", "folders"}),
        ("web-annotation", "**/*.jsonld", {"values", "notes", "untagged"}),
    ],
)
def test_what_two_people_exported_comes_back_as_it_went_out(name: str, pattern: str, has: set[str]) -> None:
    """Texts, names, layers, tags, values, notes, links and zones, but for what LOSSES.md names or folders say."""
    found = [one for path in sorted(exported_by_two(name).glob(pattern)) for one in read_annotated(path).articles]
    got = {(one.name, layer): content(*held, has) for one in found for layer, held in one.layers.items()}
    wanted = {}
    for text_name in TEXTS:
        stem = text_name.removesuffix(".txt") if "folders" in has else Path(text_name).stem
        for layer in ("alice", "bob") if text_name in BOB_S else ("alice",):
            wanted[stem, layer] = content(*records(text_name, layer), has)
    assert got == wanted
    assert {one.text for one in found} == set(TEXTS.values())
    assert not any(one.losses.counts for one in found)


def test_ids_notes_and_facts_of_our_own_lines_come_back() -> None:
    found = read_annotated(exported_by_two("jsonl") / "data.jsonl").articles
    by_name = {f"{one.name}.txt": one for one in found}
    for name in TEXTS:
        spans, links = records(name, "alice")
        there = by_name[name].layers["alice"]
        assert {one.id for one in there[0]} == {one.id for one in spans}
        assert {one.id for one in there[1]} == {one.id for one in links}
    assert by_name["nested.txt"].layer_facts["bob"] == LayerFacts("done", "a layer note")
    assert by_name["emoji.txt"].facts["title"] == "Taxes “fell”"


def test_that_a_span_began_as_a_suggestion_comes_back_and_is_no_value() -> None:
    assist = {"by": "rules", "version": "0.2.0", "score": 0.93, "edited": True}
    span = {"id": "s1", "label": "quote", "start": 0, "end": 2, "text": "We", "attributes": {}, "annotator": "alice"}
    made = read({"text": "We stay.", "spans": [span | {"assist": assist}, span | {"id": "s2"}]}, "line 1", "alice")
    first, second = made.layers[0].spans
    assert (first.assist, first.attributes) == (assist, ())
    assert second.assist is None


@pytest.mark.parametrize(
    "row",
    [
        {"document": "a.txt", "annotator": "alice", "id": "1", "label": "claim", "start": 0, "end": 3},
        {"annotator": "alice", "article": "a.txt", "content": [], "cue": [], "id": "1"},
        {"id": "a.txt", "text": "Ada.", "text_sha256": "0" * 64, "encoding": "utf-8"},
    ],
)
def test_a_row_of_a_table_to_ask_says_what_to_import_instead(tmp_path: Path, row: dict[str, object]) -> None:
    (tmp_path / "data.jsonl").write_text(json.dumps(row))
    with pytest.raises(ImportFailed, match="stand apart; take another export, such as jsonl"):
        read_annotated(tmp_path / "data.jsonl")
