"""What other programs' JSON may hold and a sidecar may not is refused in a sentence, or kept as its JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analyst_app.core.layer_ids import is_layer_id
from analyst_app.corpus.intake.annotated_intake import others_kind, take_in_annotated
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.foreign_json import kept, parsed

TEXT = "Mayor Lena Ortiz said so"


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": 1e999}', "[" * 100_000, '{"a":' * 5_000])
def test_what_no_sidecar_can_hold_is_no_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"no number|out of range|deep"):
        parsed(text)


def test_values_of_attributes_stay_as_they_are_and_others_are_kept_as_their_json() -> None:
    for value in (None, True, 7, 0.5, "x", ["a", 1]):
        assert kept(value) == value
    assert kept({"a": [1]}) == '{"a": [1]}'
    assert kept([["x"]]) == '[["x"]]'


@pytest.mark.parametrize(
    "entry",
    [
        {"data": {"text": TEXT}, "annotations": ["x"]},
        {"data": {"text": TEXT}, "annotations": [{"result": 5}]},
        {"data": {"text": TEXT}, "annotations": [{"result": [7]}]},
        {"data": {"text": TEXT}, "annotations": [{"result": [{"value": 3, "type": "labels"}]}]},
        {"text": TEXT, "spans": [5]},
        {"text": TEXT, "spans": [{"start": 1e300, "end": "x"}]},
        {"text": TEXT, "entities": [{"start_offset": None}]},
        {"text": TEXT, "label": [[float("inf"), 2, "x"]]},
    ],
)
@pytest.mark.parametrize("name", ["one.json", "one.jsonl"])
def test_odd_values_in_a_file_of_a_known_shape_are_named_or_refused_in_a_sentence(
    tmp_path: Path, entry: object, name: str
) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(entry))
    assert others_kind(path)
    try:
        found = read_annotated(path)
    except ImportFailed as failed:
        assert re.match(r"^one(\.jsonl?)? .*\.$", str(failed))  # noqa: PT017
    else:
        assert found.all_losses().counts["unreadable item"] == 1


@pytest.mark.parametrize("data", ["[5]", '{"items": [7]}', '{"items": [{"target": {}}, "x"]}', "[" * 99_999])
def test_annotations_of_the_web_with_odd_values_are_refused_in_a_sentence(tmp_path: Path, data: str) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    path = tmp_path / "one.jsonld"
    path.write_text(data)
    with pytest.raises(ImportFailed, match=r"^one\.jsonld"):
        read_annotated(path)


def test_spans_without_a_label_links_without_a_role_and_ids_that_come_twice_are_taken_in(tmp_path: Path) -> None:
    one = "b2867e79-6979-51be-be5e-6abf8cb04571"
    spans = [
        {"id": one, "start": 6, "end": 16, "label": "", "attributes": {"deep": {"x": [1]}}},
        {"id": one, "start": 17, "end": 21, "label": "cue"},
    ]
    entry = {"text": TEXT, "spans": spans, "relations": [{"head": one, "tail": one, "type": ""}]}
    again = {"text": TEXT, "spans": spans[:1]}
    path = tmp_path / "one.jsonl"
    path.write_text(f"{json.dumps(entry | {'document': 'd'})}\n{json.dumps(again | {'document': 'd'})}\n")
    [article] = read_annotated(path).articles
    [(annotations, links)] = article.layers.values()
    assert sorted(a.tag for a in annotations) == ["cue", "note"], "what is alike in two entries comes in once"
    assert len({a.id for a in annotations}) == 2
    assert article.losses.counts == {"twice": 1}
    assert [link.role for link in links] == ["related"]
    assert annotations[0].attribute("deep") == '{"x": [1]}'
    [taken] = take_in_annotated(path, tmp_path / "corpus")
    assert taken.layers == {"imported": 2}


@pytest.mark.parametrize("people", [("李", "王"), ("Ann", "ann"), ("a.b", "a b")], ids=["script", "case", "signs"])
def test_the_readings_of_two_people_never_become_one_layer(tmp_path: Path, people: tuple[str, str]) -> None:
    rows = [{"id": "a", "text": TEXT, "annotator": one, "label": [[0, 3, "actor"]]} for one in people]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    [article] = read_annotated(path).articles
    assert [len(spans) for spans, _ in article.layers.values()] == [1, 1]
    assert len({layer for layer in article.layers if is_layer_id(layer)}) == 2
    assert f"is the reading of {people[1]}." in " ".join(article.notes)


def test_a_layer_whose_id_tells_whose_it_is_needs_no_note(tmp_path: Path) -> None:
    """Label Studio numbers its people; the layers have those numbers."""
    region = {"id": "a", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["actor"]}}
    task = {"data": {"text": TEXT}, "annotations": [{"completed_by": 5, "result": [region]}]}
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]), "utf-8")
    [article] = read_annotated(path).articles
    assert [*article.layers] == ["annotator-5"]
    assert "is the reading of" not in " ".join(article.notes)


@pytest.mark.parametrize(
    "entry",
    [
        {"label": [[True, 3, "actor"]]},
        {"entities": [{"id": 1, "label": "actor", "start_offset": True, "end_offset": 3}]},
        {"spans": [{"label": "actor", "start": True, "end": 3}]},
    ],
    ids=["doccano", "doccano relations", "prodigy"],
)
def test_yes_is_no_place_in_a_text(tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": TEXT, **entry}), "utf-8")
    [article] = read_annotated(path).articles
    assert [spans for spans, _ in article.layers.values()] == [[]]
    assert article.losses.counts == {"unplaced span": 1}
