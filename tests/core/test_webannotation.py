"""Names of texts and bodies of web annotations."""

from __future__ import annotations

import hashlib

import pytest

from analyst_app.core.webannotation import (
    WebSelection,
    WebTarget,
    bodies_of,
    quote_selector,
    sha256_in,
    targets_of,
    text_uri,
)


def test_a_body_that_is_no_object_hides_none_of_those_after_it() -> None:
    bodies = [7, {"purpose": "tagging", "value": "claim"}]
    assert bodies_of({"body": bodies})[0] == ["claim"]


def test_an_equals_sign_makes_an_attribute_only_in_a_classifying_body() -> None:
    bodies = [{"purpose": "commenting", "value": "a = b"}, {"purpose": "classifying", "value": "mode"}]
    assert bodies_of({"body": bodies})[1:3] == ({}, "a = b\nmode")


HELLO = "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
"""The name of the text "Hello World!", from RFC 6920, section 8.1."""


def test_a_text_is_named_by_its_hash_as_rfc_6920_has_it() -> None:
    digest = hashlib.sha256(b"Hello World!").hexdigest()
    assert text_uri(digest) == HELLO
    assert sha256_in(HELLO) == sha256_in(f"{HELLO}?ct=text/plain") == digest


@pytest.mark.parametrize(
    "uri", ["", "https://example.org/a.txt", "ni:///sha-256;", "ni:///sha-256;A", "ni:///sha-256;ü"]
)
def test_a_name_without_a_hash_that_can_be_read_has_none(uri: str) -> None:
    assert sha256_in(uri) == ""


def test_a_plain_text_among_the_bodies_is_a_note_and_hides_none_of_those_after_it() -> None:
    bodies = ["Read twice.", {"purpose": "tagging", "value": "claim"}, "Ask Ada."]
    assert bodies_of({"body": bodies})[:3] == (["claim"], {}, "Read twice.\nAsk Ada.")
    assert bodies_of({"bodyValue": "Read twice."})[2] == "Read twice."


def test_an_attribute_that_says_true_or_false_is_a_flag_and_any_other_a_text() -> None:
    values = {"sure": "true", "hedged": "false", "mode": "direct", "size": "3", "said": "True"}
    bodies = [{"purpose": "classifying", "value": f"{name}={value}"} for name, value in values.items()]
    assert bodies_of({"body": bodies})[1] == {
        "sure": True, "hedged": False, "mode": "direct", "size": "3", "said": "True",
    }  # fmt: skip


def test_a_quote_is_given_with_32_code_points_around_it() -> None:
    text = "🔥" * 40 + "Ada Brandt" + "é" * 40
    assert quote_selector(text, 40, 50, "Ada Brandt") == {
        "type": "TextQuoteSelector", "exact": "Ada Brandt", "prefix": "🔥" * 32, "suffix": "é" * 32,
    }  # fmt: skip
    assert quote_selector("Ada Brandt.", 0, 10, "Ada Brandt")["prefix"] == ""


def test_each_target_has_its_selectors_and_what_is_no_place_in_a_text_is_named() -> None:
    position = {"type": "TextPositionSelector", "start": 4, "end": 9}
    inner = {"type": "TextQuoteSelector", "exact": "rain"}
    targets = [
        {"source": {"id": "x"}, "selector": [position, {"type": "XPathSelector", "value": "/p"}]},
        {"type": "Choice", "items": ["y#char=1,2", "z#top"]},
        {"source": "w", "selector": position | {"refinedBy": inner}},
        {"source": "v", "selector": {"type": "TextPositionSelector", "start": True, "end": 9}},
    ]
    assert targets_of({"target": targets}) == [
        WebTarget("x", WebSelection((4, 9), others=("XPathSelector",))),
        WebTarget("y", WebSelection((1, 2))),
        WebTarget("z#top"),
        WebTarget("w", WebSelection((4, 9), refined=WebSelection(quote={"exact": "rain"}))),
        WebTarget("v", WebSelection(others=("TextPositionSelector",))),
    ]
    assert WebSelection().is_whole
    assert not WebSelection(others=("XPathSelector",)).is_whole


def test_a_resource_is_a_link_where_the_annotation_is_one_and_else_an_attribute() -> None:
    bodies = ["https://x.org/1", {"source": "https://x.org/2", "purpose": "identifying"}]
    assert bodies_of({"motivation": "linking", "body": bodies})[3] == ["https://x.org/1", "https://x.org/2"]
    assert bodies_of({"motivation": "describing", "body": bodies})[1] == {
        "describing": "https://x.org/1", "identifying": "https://x.org/2"}  # fmt: skip


def test_an_attribute_of_several_values_comes_back() -> None:
    bodies = [{"purpose": "classifying", "value": f"kind={value}"} for value in ('["a", "b"]',)]
    assert bodies_of({"body": bodies})[1] == {"kind": ["a", "b"]}
    assert bodies_of({"body": [{"purpose": "classifying", "value": "kind=[sic]"}]})[1] == {"kind": "[sic]"}
