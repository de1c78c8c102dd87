"""Each type says by itself what it takes, how it is typed and what exports can write for it."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook import Attribute, Codebook


def attribute(kind: str) -> Attribute:
    values = [{"id": "yes", "name": "Yes!"}, {"id": "no"}]
    item = {"id": "x", "name": "X", "type": kind} | ({"values": values} if kind == "choice" else {})
    data = {"format": "media-codebook", "id": "t", "name": "T", "tags": [{"id": "frame", "attributes": [item]}]}
    return Codebook.from_data(data).tags[0].attributes[0]


VALUES: list[Any] = ["yes", "no", "", "abc", True, False, 0, 1, -2.5, None, [1], {"a": 1}]


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("choice", ["yes", "no"]),
        ("flag", [True, False]),
        ("text", ["yes", "no", "", "abc"]),
        ("number", [0, 1, -2.5]),
    ],
)
def test_a_type_takes_its_own_values_and_no_others(kind: str, taken: list[Any]) -> None:
    found = [value for value in VALUES if attribute(kind).takes(value)]
    assert list(map(repr, found)) == list(map(repr, taken))  # True == 1, but its words differ


@pytest.mark.parametrize(
    ("words", "value"), [("12", 12), (" 12 ", 12), ("1,5", 1.5), ("-0.25", -0.25), ("1.", None), ("abc", None)]
)
def test_a_number_is_typed_with_a_stop_or_a_comma(words: str, value: float | None) -> None:
    parse = ATTRIBUTE_TYPES["number"].parse
    assert parse is not None
    assert parse(words) == value


def test_what_can_be_counted_says_its_cells() -> None:
    assert attribute("choice").cells == ("yes", "no")
    assert attribute("flag").cells == ("true", "false")
    assert attribute("text").cells == attribute("number").cells == ()


def test_only_listed_values_have_names() -> None:
    listed = attribute("choice").value("yes")
    assert listed is not None
    assert listed.name == "Yes!"
    assert attribute("choice").value("maybe") is None
    assert attribute("text").value("yes") is None


def test_a_type_is_named_as_codebooks_write_it() -> None:
    assert all(name == row.name for name, row in ATTRIBUTE_TYPES.items())
    assert attribute("flag").kind is ATTRIBUTE_TYPES["flag"]
