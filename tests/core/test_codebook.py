from __future__ import annotations

import copy
from typing import Any

import pytest

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.errors import CodebookInvalid


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(resources.built_in_codebook())


def test_the_built_in_codebook_has_claim_quote_and_actor(data: dict[str, Any]) -> None:
    codebook = Codebook.from_data(data)
    assert [codebook.for_key(key).id for key in "CQAVX"] == ["claim", "quote", "actor", "cue", "skip"]  # type: ignore[union-attr]
    attribute, value = codebook.tag("quote").for_digit(3)  # type: ignore[union-attr,misc]
    assert (attribute.id, value) == ("mode", "indirect")


def test_a_tag_is_data(data: dict[str, Any]) -> None:
    flag = {"id": "moral", "name": "Moral", "type": "flag", "digit": 1}
    data["tags"].append({"id": "frame", "name": "Frame", "key": "f", "colour": "#aa0000", "attributes": [flag]})
    frame = Codebook.from_data(data).for_key("F")
    assert frame is not None
    assert frame.for_digit(1) == (frame.attributes[0], True)


@pytest.mark.parametrize("letter", "EIJKLMNOPSU")
def test_letters_of_commands_are_refused(data: dict[str, Any], letter: str) -> None:
    data["tags"][0]["key"] = letter
    with pytest.raises(CodebookInvalid, match=f"tag claim has the key {letter}, which a command uses"):
        Codebook.from_data(data)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ((), [], "no JSON object"),
        (("format",), "x", "media-codebook"),
        (("version",), "1", "whole number"),
        (("tags",), [], "at least one tag"),
        (("tags",), {}, "no list"),
        (("tags", 0), 7, "must be an object"),
        (("tags", 0, "id"), "Über", "small letters"),
        (("tags", 1, "id"), "claim", "stands twice"),
        (("tags", 1, "key"), "C", "stands twice"),
        (("tags", 0, "key"), "CC", "one letter"),
        (("tags", 0, "colour"), "red", "#rrggbb"),
        (("tags", 0, "helper"), "yes", "neither true nor false"),
        (("tags", 0, "edge_rule"), "magic", "choose one of clause"),
        (("tags", 0, "edge_rule"), "reported", "for a tag that plays quotation"),
        (("tags", 0, "definition"), 3, "no text"),
        (("tags", 0, "attributes", 0, "type"), "colour", "choose one of choice"),
        (("tags", 0, "attributes", 0, "values"), [], "without values"),
        (("tags", 0, "attributes", 0, "values", 0, "digit"), 12, "1 to 9"),
        (("tags", 0, "attributes", 0, "values", 0, "digit"), 2, "stands twice"),
        (("tags", 1, "links", 0, "to"), ["nobody"], "no tag here"),
    ],
)
def test_an_error_names_the_file_the_item_and_the_fix(data: Any, path: tuple, value: Any, said: str) -> None:
    if not path:
        data = value
    else:
        place = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    with pytest.raises(CodebookInvalid, match=said) as caught:
        Codebook.from_data(data, where="codebook.json")
    assert str(caught.value).startswith("codebook.json: ")


def test_an_attribute_or_a_value_without_a_name_is_called_by_its_id(data: dict[str, Any]) -> None:
    values = [{"id": "calm", "name": "At ease"}, {"id": "loud"}]
    data["tags"][0]["attributes"] = [
        {"id": "mood", "name": "Tone of voice", "type": "choice", "values": values},
        {"id": "size"},
    ]
    claim = Codebook.from_data(data).tag("claim")
    assert claim is not None
    assert [(one.id, one.name) for one in claim.attributes] == [("mood", "Tone of voice"), ("size", "size")]
    assert [(one.id, one.name) for one in claim.attributes[0].values] == [("calm", "At ease"), ("loud", "loud")]


def test_a_link_role_without_a_name_is_called_by_its_id(data: dict[str, Any]) -> None:
    data["tags"][1]["links"] = [{"role": "speaker", "name": "Said by", "to": ["actor"]}, {"role": "cue", "to": ["cue"]}]
    quote = Codebook.from_data(data).tag("quote")
    assert quote is not None
    assert [(role.role, role.name, role.to) for role in quote.links] == [
        ("speaker", "Said by", ("actor",)),
        ("cue", "cue", ("cue",)),
    ]


def test_what_was_read_from_a_codebook_cannot_be_changed(data: dict[str, Any]) -> None:
    codebook = Codebook.from_data(data)
    quote = codebook.tag("quote")
    assert quote is not None
    for part in (codebook, quote, quote.attributes[0], quote.attributes[0].values[0]):
        with pytest.raises(AttributeError):
            part.name = "Other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        quote.links[0].role = "other"  # type: ignore[misc]


def test_more_than_two_thousand_tags_are_refused_in_a_sentence_and_as_many_are_taken() -> None:
    def book(count: int) -> dict[str, object]:
        tags = [{"id": f"t{number}"} for number in range(count)]
        return {"format": "media-codebook", "id": "x", "name": "X", "version": 1, "tags": tags}

    assert len(Codebook.from_data(book(2_000)).tags) == 2_000
    with pytest.raises(CodebookInvalid, match=r"lists 10,000 tags; at most 2,000 can be worked with\."):
        Codebook.from_data(book(10_000), where="codebook.json")
