"""Files of labelled texts: entries that cannot be read stop no others, one text is one article, and ours come back.

Tests of importers.annotations.labelled_json, importers.annotations.labelled_text,
importers.annotations.gathered_texts and importers.annotations.own_lines.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.core.annotation import LayerFacts
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from tests.importers.annotations.labelled_readings import lines, lost, marked, only

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
