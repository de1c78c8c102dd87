"""doccano's JSON Lines, as it writes them for sequence labelling, relations and a file a person."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from analyst_app.corpus.intake.annotated_intake import take_in_annotated
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.annotations.labelled import labelled_json
from tests.importers.annotations.labelled.labelled_readings import lines, linked, lost, marked, only

RAIN = "Kim spoke of rain."


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("市长说，税收下降了，居民高兴。", 4, 8, "税收下降"),
        ("🔥 Kim said 😀 no.", 2, 5, "Kim"),
        ("🔥 Kim said 😀 no.", 3, 6, "im "),
        ("one\r\ntwo three", 5, 8, "two"),
    ],
    ids=["Chinese", "emoji", "within words", "CRLF"],
)
def test_offsets_are_code_points_wherever_words_begin(
    tmp_path: Path, text: str, start: int, end: int, words: str
) -> None:
    path = lines(tmp_path / "all.jsonl", {"id": 1, "text": text, "label": [[start, end, "claim"]]})
    assert marked(only(path)) == {"imported": [("claim", words)]}


def test_lines_of_a_classification_are_named_and_the_others_come_in(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "all.jsonl",
        {"id": 1, "text": "A class.", "label": ["politics"]},
        {"id": 2, "text": "No tags.", "label": []},
        {"id": 3, "text": "Kim spoke.", "label": [[0, 3, "actor"], "sports"]},
        {"id": 4, "text": "Bonjour", "label": ["Hello", "Hi"]},
    )
    found = read_annotated(path)
    assert [marked(one) for one in found.articles] == [{"imported": []}, {"imported": [("actor", "Kim")]}]
    assert lost(found) == {"answer on the whole": 3}
    assert found.losses.places["answer on the whole"] == ["entry 1: “A class.”", "entry 4: “Bonjour”"]


def test_a_label_that_is_none_is_no_tag_of_that_name_and_odd_ones_are_told_in_plain_words(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "all.jsonl",
        {"id": 1, "text": "Kim spoke.", "label": [[0, 3, None], [4, 9, "act"], [4, 9], ["a", 9, "act"]]},
    )
    found = read_annotated(path)
    assert [marked(one) for one in found.articles] == [{"imported": [("act", "spoke"), ("note", "Kim")]}]
    assert lost(found) == {"no label": 1, "unreadable item": 2}
    said = " ".join(place for one in found.articles for place in one.losses.places["unreadable item"])
    assert "it is no start, end and label" in said
    assert "a is no whole number" in said


def test_a_file_of_nothing_but_classes_says_so(tmp_path: Path) -> None:
    path = lines(tmp_path / "all.jsonl", {"id": 1, "text": "A class.", "label": ["politics"]})
    with pytest.raises(ImportFailed, match=r"all\.jsonl holds no text with marked parts\. 1 answer about the whole"):
        read_annotated(path)


def test_relations_and_categories_come_in(tmp_path: Path) -> None:
    entities = [
        {"id": 41, "label": "ORG", "start_offset": 0, "end_offset": 6},
        {"id": 57, "label": "DATE", "start_offset": 22, "end_offset": 39},
    ]
    relations = [{"id": 3, "from_id": 41, "to_id": 57, "type": "foundedAt"}, {"from_id": 41, "to_id": 99, "type": "x"}]
    text = "Google was founded on September 4, 1998, by Larry Page."
    article = only(lines(tmp_path / "a.jsonl", {"id": 1, "text": text, "entities": entities, "relations": relations}))
    assert linked(article) == [("foundedAt", "Google", "September 4, 1998")]
    assert article.losses.counts == {"relation end": 1}
    flight = {"id": 1, "text": "Fly to Tacoma", "entities": [[7, 13, "City"]], "cats": ["flight"]}
    article = only(lines(tmp_path / "b.jsonl", flight))
    assert marked(article) == {"imported": [("City", "Tacoma")]}
    assert article.layer_facts["imported"].note == "category: flight"


def test_a_bad_label_and_a_bad_line_are_named_and_stop_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": RAIN, "label": [["x", 5, "actor"], [0, 3, "actor"], [0, True, "b"]]})
    path.write_text(path.read_text("utf-8") + '{"text": "broken\n' + path.read_text("utf-8").replace("Kim", "Ada"))
    found = read_annotated(path)
    assert [marked(one) for one in found.articles] == [
        {"imported": [("actor", "Kim")]}, {"imported": [("actor", "Ada")]}]  # fmt: skip
    assert lost(found) == {"unreadable item": 3, "unplaced span": 2}
    assert found.losses.places["unreadable item"][0].startswith("line 2: it is no JSON")
    assert found.articles[0].losses.places["unreadable item"][0].startswith('entry 1: ["x", 5, "actor"]')


def test_keys_of_a_text_are_its_facts_and_what_is_none_is_named_once(tmp_path: Path) -> None:
    row = {"id": 1, "label": [], "outlet": "Gazette", "wikiPageID": 7, "encoding": "cp1251", "boxes": [{"x": 1}]}
    path = lines(tmp_path / "a.jsonl", {"text": RAIN} | row, {"text": "Ada left."} | row)
    found = read_annotated(path)
    assert found.articles[0].facts == {"outlet": "Gazette", "wikiPageID": "7", "meta_encoding": "cp1251"}
    assert (lost(found), found.losses.places) == ({"unknown": 2}, {"unknown": ["“boxes”"]})
    [first, _] = take_in_annotated(path, tmp_path / "corpus")
    assert first.path.read_text("utf-8") == RAIN


def users(folder: Path) -> list[Path]:
    kim = {"id": 7, "text": RAIN, "label": [[0, 3, "actor"]], "Comments": ["check this", {"id": 1, "comment": "why?"}]}
    bob = {"id": 7, "text": RAIN, "label": [[13, 17, "claim"]], "Comments": []}
    return [lines(folder / "admin.jsonl", kim), lines(folder / "bob.jsonl", bob)]


def test_a_file_a_person_is_named_after_her_and_comments_are_her_note(tmp_path: Path) -> None:
    admin, bob = users(tmp_path)
    nobody = lines(tmp_path / "unknown.jsonl", {"id": 7, "text": RAIN, "label": []})
    assert marked(only(admin)) == {"admin": [("actor", "Kim")]}
    assert only(admin).layer_facts["admin"].note == "check this\nwhy?"
    assert marked(only(bob)) == {"bob": [("claim", "rain")]}
    assert only(bob).notes == ["The files beside bob.jsonl hold the same texts: this one is the reading of bob."]
    assert marked(only(nobody)) == {}


def test_files_of_different_texts_are_nobody_s_by_their_names(tmp_path: Path) -> None:
    train = lines(tmp_path / "train.jsonl", {"text": RAIN, "label": [[0, 3, "actor"]]})
    lines(tmp_path / "test.jsonl", {"text": "Ada left.", "label": [[0, 3, "actor"]]})
    assert marked(only(train)) == {"imported": [("actor", "Kim")]}


def test_a_zip_of_a_file_a_person_is_one_article_with_a_layer_each(tmp_path: Path) -> None:
    path = tmp_path / "project.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in users(tmp_path):
            archive.write(one, one.name)
        archive.writestr("unknown.jsonl", '{"id": 8, "text": "Ada left.", "label": []}\n')
        archive.writestr("cat.png", b"\x89PNG")
        archive.writestr("latin.jsonl", b"\xe9")
    assert kind_of(path) == "labelled zip"
    found = read_annotated(path)
    assert [marked(one) for one in found.articles] == [
        {"admin": [("actor", "Kim")], "bob": [("claim", "rain")]}, {}]  # fmt: skip
    assert lost(found) == {"unreadable file": 2}


def test_labels_that_old_versions_write_with_their_user_are_hers(tmp_path: Path) -> None:
    labels = [
        {"label": 2, "start_offset": 0, "end_offset": 3, "user": 1},
        {"label": 3, "start_offset": 13, "end_offset": 17, "user": 2},
    ]
    labels.append({"label": 2, "start": 4, "end": 9, "user": 2})
    article = only(lines(tmp_path / "a.jsonl", {"id": 1, "text": RAIN, "annotations": labels, "meta": {}}))
    assert marked(article) == {"annotator-1": [("2", "Kim")], "annotator-2": [("2", "spoke"), ("3", "rain")]}


def test_an_id_in_words_is_the_article_s_name_and_one_text_is_one_article_all_the_same(tmp_path: Path) -> None:
    rows = [{"id": name, "text": RAIN, "annotator": name, "label": []} for name in ("depot.txt", "copy")]
    article = only(lines(tmp_path / "a.jsonl", *rows))
    assert (article.name, list(article.layers)) == ("depot", ["depot-txt", "copy"])


def test_the_files_of_a_zip_are_looked_at_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"p{number}.jsonl", json.dumps({"text": f"{number}", "label": [[0, 1, "x"]]}))
    looked: list[str] = []
    real = labelled_json._first_texts
    monkeypatch.setattr(labelled_json, "_first_texts", lambda text: looked.append(text) or real(text))
    assert len(read_annotated(tmp_path / "many.zip").articles) == 30
    assert len(looked) == 30
