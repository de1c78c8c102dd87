"""Label Studio: tasks and the labelling configuration, by its documentation of tags and of the task format."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from analyst_app.core.codebook import Codebook
from analyst_app.export.contract import Vocabulary
from analyst_app.export.formats.label_studio import attribute_of, configuration, control_name, encode, read
from tests.export.torture import CODEBOOK, article, options


def results(name: str) -> list[dict[str, Any]]:
    piece = encode(article(name), options())
    (annotation,) = json.loads(piece.files["tasks.json"])["annotations"]
    return annotation["result"]


def test_a_choice_is_a_choice_and_other_values_and_notes_are_text_on_the_same_region() -> None:
    found = results("emoji.txt")
    by_name = {(one["id"], one["from_name"]): one for one in found if "from_name" in one}
    claim = next(one["id"] for one in found if one.get("value", {}).get("labels") == ["claim"])
    quote = next(one["id"] for one in found if one.get("value", {}).get("labels") == ["quote"])
    assert by_name[claim, "claim__kind"]["type"] == "choices"
    assert by_name[claim, "claim__kind"]["value"]["choices"] == ["factual"]
    assert by_name[claim, "claim__check_worthy"]["value"]["choices"] == ["true"]
    assert by_name[quote, "note"]["value"]["text"] == ["check the figure"]
    named = [one for one in results("nested.txt") if one.get("from_name") == "actor__name"]
    assert [(one["type"], one["value"]["text"]) for one in named] == [("textarea", ["Brandt, Ada"])]
    odd = [one for one in results("markup.txt") if one.get("from_name", "").startswith("frame__")]
    assert sorted((one["type"], one["value"]["text"][0]) for one in odd) == [("textarea", "1.5"), ("textarea", "x")]


_TWO_TAGS = Codebook.from_data(
    {
        "format": "media-codebook",
        "version": 1,
        "id": "odd",
        "name": "Odd ids",
        "tags": [
            {"id": "a", "name": "A", "colour": "#336699", "attributes": [{"id": "b__c", "name": "BC"}]},
            {"id": "a__b", "name": "AB", "colour": "#993366", "attributes": [{"id": "c", "name": "C"}]},
            {"id": "a_", "name": "A_", "colour": "#339966", "attributes": [{"id": "d_", "name": "D"}]},
        ],
    }
)


def test_tags_with_underscores_have_controls_of_their_own_and_read_back_right() -> None:
    one = article("emoji.txt")
    values = {"a": {"b__c": "x"}, "a__b": {"c": "y"}, "a_": {"d_": "z"}}
    one.spans[:] = [
        replace(row, label=label, attributes=values[label]) for row, label in zip(one.spans, values, strict=False)
    ]
    one.zones.clear()
    one.relations.clear()
    chosen = options(codebook=_TWO_TAGS, vocabulary=Vocabulary.of(_TWO_TAGS))
    piece = encode(one, chosen)
    ids = {row.label: row.id for row in one.spans}
    told = [seen for seen in read(piece.files, chosen) if len(seen) == 3]
    assert sorted(told) == sorted([(ids["a"], "b__c", "x"), (ids["a__b"], "c", "y"), (ids["a_"], "d_", "z")])
    assert isinstance(piece.kept, list)
    assert Counter(piece.kept) == Counter(read(piece.files, chosen))
    view = ElementTree.fromstring(configuration(chosen))
    shown = {control.get("whenLabelValue"): control.get("name") for control in view.findall("TextArea")}
    assert len({shown[label] for label in values}) == 3
    (task,) = [json.loads(data) for data in piece.files.values()]
    regions = task["annotations"][0]["result"]
    used = {region["from_name"] for region in regions if region["type"] == "textarea"}
    assert used - {"note"} == {shown[label] for label in values}


@pytest.mark.parametrize(
    ("label", "attribute", "control"),
    [
        ("claim", "check_worthy", "claim__check_worthy"),
        ("news_claim", "kind", "news_claim__kind"),
        ("a__b", "c", "a_._b__c"),
        ("a_", "b", "a_.__b"),
        ("a", "_b", "a___b"),
        ("a_.b", "c", "a_..b__c"),
    ],
)
def test_a_control_is_named_by_its_label_and_attribute(label: str, attribute: str, control: str) -> None:
    assert control_name(label, attribute) == control
    assert attribute_of(control) == attribute


def test_a_relation_goes_from_its_head_to_its_tail() -> None:
    found = results("emoji.txt")
    words = {one["id"]: one["value"]["text"] for one in found if one["type"] == "labels"}
    said = [(one["labels"], words[one["from_id"]], words[one["to_id"]]) for one in found if one["type"] == "relation"]
    quote = "“taxes fell 😀 by 12%”"
    assert sorted(said) == [
        (["cue"], quote, "said"),
        (["source"], "taxes fell 😀 by 12%", "Lena Ortiz"),
        (["speaker"], quote, "Lena Ortiz"),
    ]


def test_each_reading_is_an_annotation_that_names_its_annotator() -> None:
    piece = encode(article("nested.txt", ("alice", "bob"), split="dev"), options(splits=("train", "dev")))
    task = json.loads(piece.files["dev.json"])
    said = [{tuple(one["meta"]["text"]) for one in each["result"] if "meta" in one} for each in task["annotations"]]
    assert said == [{("annotator: alice",)}, {("annotator: bob",)}]
    assert (task["data"]["document"], task["data"]["outlet"]) == ("nested.txt", "The Herald")
    assert piece.losses.counts == {}
    assert [row["note"] for row in task["meta"]["analyst"]["layers"]] == ["a layer note", "a layer note"]
    assert task["meta"]["analyst"]["facts"]["outlet"] == "The Herald"


def test_reading_back_cuts_the_words_out_of_the_text_and_not_out_of_the_region() -> None:
    task = json.loads(encode(article("crossing.txt"), options()).files["tasks.json"])
    region = next(one for one in task["annotations"][0]["result"] if one["type"] == "labels")
    region["value"]["end"] -= 1
    seen = read({"tasks.json": json.dumps(task).encode()}, options())
    value = region["value"]
    assert (region["id"], value["start"], value["end"], value["labels"][0], value["text"][:-1]) in seen


def test_the_configuration_names_every_label_attribute_and_relation() -> None:
    view = ElementTree.fromstring(configuration(options()))
    (text,) = view.findall("Text")
    assert (view.tag, text.get("value")) == ("View", "$text")
    labels = {one.get("value"): one.get("background") for one in view.findall("Labels/Label")}
    tag = CODEBOOK.tag("claim")
    assert tag is not None
    assert labels["claim"] == tag.colour
    assert labels.keys() >= {"claim", "quote", "actor", "cue", "skip", "frame"}
    controls = [one for one in view.iter() if one.get("toName")]
    assert {one.get("toName") for one in controls} == {text.get("name")}
    kinds = {one.get("name"): one.tag for one in controls}
    assert (kinds["claim__kind"], kinds["actor__name"], kinds["frame__number"]) == ("Choices", "TextArea", "TextArea")
    (kind,) = (one for one in controls if one.get("name") == "claim__kind")
    assert {"factual", "prediction"} <= {one.get("value") for one in kind}
    assert (kind.get("perRegion"), kind.get("whenTagName"), kind.get("whenLabelValue")) == ("true", "label", "claim")
    assert {"speaker", "cue", "source"} <= {one.get("value") for one in view.findall("Relations/Relation")}


def test_numbers_stand_as_they_are_and_a_word_that_looks_like_one_in_quotation_marks() -> None:
    made = article("markup.txt")
    next(row for row in made.spans if row.label == "frame").attributes["odd-key"] = "12"
    task = json.loads(encode(made, options()).files["tasks.json"])
    results = [one for one in task["annotations"][0]["result"] if "frame__" in one.get("from_name", "")]
    said = {one["from_name"]: one["value"]["text"] for one in results}
    assert said == {"frame__number": ["1.5"], "frame__odd-key": ['"12"']}
    assert not encode(article("untagged.txt", ("alice", "bob")), options()).losses.counts
