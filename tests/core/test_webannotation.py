"""Bodies of web annotations."""

from __future__ import annotations

from analyst_app.core.webannotation import bodies_of


def test_a_body_that_is_no_object_hides_none_of_those_after_it() -> None:
    bodies = [7, {"purpose": "tagging", "value": "claim"}]
    assert bodies_of({"body": bodies})[0] == ["claim"]


def test_an_equals_sign_makes_an_attribute_only_in_a_classifying_body() -> None:
    bodies = [{"purpose": "commenting", "value": "a = b"}, {"purpose": "classifying", "value": "mode"}]
    assert bodies_of({"body": bodies})[1:3] == ({}, "a = b\nmode")
