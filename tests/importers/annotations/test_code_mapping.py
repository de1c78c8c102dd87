"""The codes of a project become tags and values as proposed, or as a person says.

Tests of importers.annotations.code_mapping and importers.annotations.code_choices.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.core.refi.tree import Meaning
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.code_choices import choices_for, meaning_in_words
from analyst_app.importers.annotations.code_mapping import Code, codebook_of, from_data, proposed, to_data
from tests.importers.annotations.refi_samples import TEXT, at, guid, project, qdpx, selection, text_source

CODES = [
    Code("a", ("Emotion",), "", True, "#00FF00", "What is felt.", 1),
    Code("b", ("Emotion", "Strong fear"), "a", True, "", "", 2),
    Code("c", ("Emotion", "joy"), "a", True, "", "Gladness.", 0),
    Code("d", ("Emotion", "joy", "great"), "c", True, "", "", 4),
    Code("e", ("Speaker",), "", True, "", "", 3),
]
BOOK = {
    "format": "media-codebook", "id": "x", "version": 1, "name": "x", "tags": [
        {"id": "actor", "name": "Speaker"},
        {"id": "mood", "name": "Emotion", "attributes": [
            {"id": "kind", "name": "Kind", "type": "choice", "values": [{"id": "fear", "name": "strong fear"}]}]},
    ],
}  # fmt: skip


def test_a_top_code_is_a_tag_and_those_under_it_are_its_values() -> None:
    places = proposed(CODES)
    assert places == {
        "a": Meaning("emotion"), "b": Meaning("emotion", "strong_fear", True), "c": Meaning("emotion", "joy", "joy"),
        "d": Meaning("emotion", "joy", "great"), "e": Meaning("speaker")}  # fmt: skip
    book = codebook_of(CODES, places, "My codes")
    assert book is not None
    [emotion, speaker] = Codebook.from_data(book).tags
    assert (emotion.name, emotion.colour, emotion.definition) == ("Emotion", "#00ff00", "What is felt.")
    assert [(one.id, one.type, [v.id for v in one.values]) for one in emotion.attributes] == [
        ("strong_fear", "flag", []), ("joy", "choice", ["joy", "great"])]  # fmt: skip
    assert speaker.id == "speaker"


def test_a_tag_that_others_join_keeps_the_name_and_the_definition_of_its_own_code() -> None:
    codes = [
        Code("a", ("Claim",), "", True, "#ff0000", "What is said to be so.", 1),
        Code("b", ("Zitat 1",), "", True, "#0000ff", "Wörtliche Rede.", 2),
        Code("c", ("Frage",), "", True, "", "", 2),
    ]
    places = {"a": Meaning("zitat_1"), "b": Meaning("zitat_1"), "c": Meaning("zitat_1")}
    book = codebook_of(codes, places, "x")
    assert book is not None
    [tag] = Codebook.from_data(book).tags
    assert (tag.id, tag.name, tag.colour, tag.definition) == ("zitat_1", "Zitat 1", "#0000ff", "Wörtliche Rede.")


def test_names_of_the_folders_codebook_come_first() -> None:
    places = proposed(CODES, BOOK)
    assert (places["a"], places["b"], places["e"]) == (
        Meaning("mood"),
        Meaning("mood", "kind", "fear"),
        Meaning("actor"),
    )


def test_a_mapping_goes_to_json_and_back_and_is_found_by_path_too() -> None:
    places = {**proposed(CODES), "b": Meaning("fear"), "c": Meaning("")}
    data = json.loads(json.dumps(to_data(CODES, places)))
    assert from_data(data, CODES, {}) == places
    for row in data["codes"]:
        del row["guid"]
    assert from_data(data, CODES, {}) == places
    assert from_data({"format": "media-code-map", "codes": []}, CODES, proposed(CODES)) == proposed(CODES)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "no mapping of codes"),
        ({"format": "media-code-map", "codes": [3]}, "no mapping of codes"),
        (
            {"format": "media-code-map", "codes": [{"guid": "a", "path": "Emotion", "becomes": "tag", "tag": "A B"}]},
            "Emotion",
        ),
        ({"format": "media-code-map", "codes": [{"path": "Emotion", "becomes": "value", "tag": "a"}]}, "attribute"),
    ],
)
def test_a_file_that_is_no_mapping_is_a_sentence(data: object, told: str) -> None:
    with pytest.raises(ImportFailed, match=told):
        from_data(data, CODES, {})


def test_a_person_chooses_among_tags_values_a_new_tag_and_nothing() -> None:
    places = proposed(CODES, BOOK)
    words = [meaning_in_words(one, BOOK) for one in choices_for(CODES[1], places, BOOK)]
    assert words[0] == "Emotion: kind = fear"
    assert {"tag Speaker", "tag Emotion", "new tag strong_fear", "Emotion: strong_fear", "leave out"} <= set(words)
    assert len(words) == len(set(words))


def test_a_project_is_read_by_a_mapping_and_keeps_it(tmp_path: Path) -> None:
    codes = f'<Code guid="{guid(11)}" name="Who" isCodable="true"/>'
    made = project(text_source(30, selection(20, at("Kim"), [11])), codes=codes)
    path = qdpx(tmp_path / "p.qdpx", made, {"sources/t.txt": TEXT.encode()})
    assert read_annotated(path).articles[0].notes[-1] == "Codes were taken so: Who → new tag who."
    place = {"tag": "actor", "attribute": "is", "value": "who"}
    mapping = {"format": "media-code-map", "codes": [{"path": "Who", "becomes": "value", **place}]}
    found = read_annotated(path, mapping=mapping)
    [annotation] = found.articles[0].layers["ann"][0]
    assert (annotation.tag, annotation.attributes) == ("actor", (("is", "who"),))
    assert json.loads(found.beside["p.refi.json"])["mapping"] == {guid(11): place}
    mapping["codes"] = [{"path": "Who", "becomes": "leave out"}]
    left = read_annotated(path, mapping=mapping)
    assert left.articles[0].layers == {}
    assert left.articles[0].losses.places["kept aside"] == ["coding by Who, which becomes no tag"]
