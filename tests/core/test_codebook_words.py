"""Values of a codebook that nobody would write: kept, shown harmlessly, named."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.core.codebook_faults import codebook_faults
from analyst_app.core.codebook_words import odd_values
from analyst_app.corpus.codebook_editing import edit_tag

PLAIN: dict[str, Any] = {
    "format": "media-codebook",
    "id": "press",
    "version": 3,
    "name": "Press",
    "tags": [
        {"id": "claim", "name": "Claim", "attributes": [{"id": "a", "type": "choice", "values": [{"id": "v"}]}]},
        {"id": "quote", "name": "Quotation", "links": [{"role": "speaker", "to": ["actor"]}]},
        {"id": "actor", "name": "Actor"},
    ],
}


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(PLAIN)


def put(data: Any, path: tuple[Any, ...], value: Any) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def test_an_ordinary_codebook_has_nothing_odd(data: dict[str, Any]) -> None:
    data["tags"][0] |= {"definition": "One.\n\n\tTwo.", "name": "می\u200cخواهم", "under": "quote"}
    assert list(odd_values(data)) == []


@pytest.mark.parametrize(
    ("odd", "seen"),
    [
        ("\0", r"\x00"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\n", r"\n"),
        ("\r", r"\r"),
        ("\u2028", r"\u2028"),
        ("\u202e", r"\u202e"),
        ("\u202a", r"\u202a"),
        ("\u2067", r"\u2067"),
        ("\u2069", r"\u2069"),
    ],
)
def test_a_name_is_shown_with_its_odd_characters_as_escapes_and_named(
    data: dict[str, Any], odd: str, seen: str
) -> None:
    places = [("tags", 0), ("tags", 0, "attributes", 0), ("tags", 0, "attributes", 0, "values", 0)]
    for place in (*places, ("tags", 1, "links", 0), ()):
        put(data, (*place, "name"), f"Open{odd}shut")
    codebook = Codebook.from_data(data)
    claim, quote = codebook.tags[:2]
    named = (codebook, claim, claim.attributes[0], claim.attributes[0].values[0], quote.links[0])
    assert {one.name for one in named} == {f"Open{seen}shut"}
    assert codebook.raw["tags"][0]["name"] == f"Open{odd}shut", "what is written again is what was read"
    assert len(codebook.problems) == 5
    for words, place in zip(
        codebook.problems,
        ("the codebook", "tag claim has", "tag claim, attribute a has", "attribute a, value v", "link speaker"),
        strict=True,
    ):
        assert place in words
        assert f"U+{ord(odd[0]):04X}" in words


def test_a_name_of_megabytes_is_cut_and_named(data: dict[str, Any]) -> None:
    data["tags"][0] |= {"name": "x" * 5_000_000, "definition": "y" * 5_000_000, "examples": ["z" * 5_000_000]}
    codebook = Codebook.from_data(data)
    claim = codebook.tags[0]
    assert len(claim.name) == 200
    assert max(len(claim.definition), len(claim.examples[0])) == 20_000
    assert len(codebook.problems) == 3
    assert all("tag claim has" in words and "5,000,000 characters" in words for words in codebook.problems)
    assert all(len(words) < 300 for words in codebook.problems)


@pytest.mark.parametrize("version", [10**400, 2**53 - 1, -1])
def test_a_version_that_no_one_would_count_to_is_named_and_can_be_written(data: dict[str, Any], version: int) -> None:
    data["version"] = version
    codebook = Codebook.from_data(data)
    assert codebook.version <= 2**53 - 2
    assert [words[:26] for words in codebook.problems] == ['the codebook has a "versio']
    edited = edit_tag(data, "claim", {"name": "Claims"})
    assert json.loads(json.dumps(edited))["version"] <= 2**53 - 2


@pytest.mark.parametrize(
    ("under", "said"),
    [
        ({"claim": "claim"}, ['tag claim is "under" itself;']),
        ({"claim": "quote", "quote": "claim"}, ['tag claim is "under" itself by way of others (claim, quote)']),
        (
            {"claim": "quote", "quote": "actor", "actor": "quote"},
            ['tag quote is "under" itself by way of others (quote, actor)'],
        ),
        ({"claim": "nowhere"}, ['tag claim is "under" nowhere, which is no tag here']),
        ({"claim": 5}, ['tag claim has "under" that is no text']),
        ({"claim": "quote", "quote": "actor", "actor": ""}, []),
    ],
)
def test_a_tag_under_itself_or_nothing_is_named(data: dict[str, Any], under: dict[str, Any], said: list[str]) -> None:
    for tag in data["tags"]:
        if tag["id"] in under:
            tag["under"] = under[tag["id"]]
    problems = Codebook.from_data(data).problems
    assert len(problems) == len(said)
    assert all(words.startswith(part) for words, part in zip(problems, said, strict=True))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "x" * 5_000_000),
        (("tags", 0, "id"), "\u202e" * 5_000_000),
        (("tags", 0, "key"), "\x1b" * 5_000_000),
        (("tags", 0, "colour"), "x" * 5_000_000),
        (("tags", 0, "edge_rule"), "x" * 5_000_000),
        (("tags", 0, "attributes", 0, "type"), "\u202e" * 5_000_000),
        (("tags", 0, "attributes", 0, "digit"), 10**400),
        (("tags", 1, "links", 0, "to"), ["x" * 5_000_000]),
        (("tags", 1, "plays"), "x" * 5_000_000),
    ],
)
def test_a_sentence_about_an_endless_value_has_an_end(data: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    put(data, path, value)
    put(data, ("tags", 2, "name"), "Act\u202eor")
    told = codebook_faults(data, where="codebook.json") or Codebook.from_data(data).problems
    assert len(told) == 2, told
    assert all(len(words) < 700 and words.isprintable() for words in told)
    assert any("tag actor has" in words and "U+202E" in words for words in told), "the rest is named, too"


@pytest.mark.parametrize(("value", "is_odd"), [(True, False), (False, False), ("yes", True), (1, True), (None, True)])
def test_a_majority_that_is_neither_true_nor_false_is_named(data: dict[str, Any], value: Any, is_odd: bool) -> None:
    data["majority"] = value
    assert any('"majority"' in told for told in odd_values(data)) == is_odd
