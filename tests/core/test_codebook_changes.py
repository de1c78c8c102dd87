"""The difference between two states of a codebook (``analyst_app.core.codebook_changes``)."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.core.codebook_changes import CodebookChanges, codebook_changes, merged


def book(*tags: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "media-codebook", "id": "t", "name": "T", "version": 1, "tags": list(tags), **more}


def test_each_tag_stands_under_what_became_of_it() -> None:
    old = book({"id": "same"}, {"id": "renamed"}, {"id": "used"}, {"id": "old", "retired": True}, {"id": "gone"})
    new = book(
        {"id": "same"}, {"id": "renamed", "name": "R"}, {"id": "used", "retired": True}, {"id": "old"}, {"id": "new"}
    )
    assert codebook_changes(old, new) == CodebookChanges(
        added=("new",), changed=("renamed",), retired=("used",), brought_back=("old",), gone=("gone",)
    )


def test_a_version_alone_changes_nothing_and_other_keys_are_named() -> None:
    assert codebook_changes(book({"id": "a"}), book({"id": "a"}, version=2)) == CodebookChanges()
    assert codebook_changes(book({"id": "a"}), book({"id": "a"}, sealed=True)).beside == ("sealed",)


def test_another_order_is_told() -> None:
    a, b = {"id": "a"}, {"id": "b"}
    assert codebook_changes(book(a, b), book(b, a)) == CodebookChanges(is_ordered=True)
    assert not codebook_changes(book(a, b), book(b)).is_ordered


def test_changes_of_different_things_are_both_kept() -> None:
    base = book({"id": "a", "name": "A", "examples": ["x", "y"]}, {"id": "b"})
    mine = book({"id": "a", "name": "A", "retired": True, "examples": ["x", "y", "mine"]}, {"id": "b"}, {"id": "m"})
    theirs = book({"id": "a", "name": "Z", "examples": ["y", "hers"]}, {"id": "b"}, {"id": "t"}, sealed=True, version=4)
    made = merged(base, mine, theirs)
    assert made.clashes == ()
    assert made.raw == book(
        {"id": "a", "name": "Z", "examples": ["y", "hers", "mine"], "retired": True},
        {"id": "b"},
        {"id": "t"},
        {"id": "m"},
        sealed=True,
        version=4,
    )


@pytest.mark.parametrize(("prefer", "name"), [("mine", "M"), ("theirs", "T")])
def test_the_same_thing_changed_twice_is_a_clash_and_the_rest_is_kept(prefer: Any, name: str) -> None:
    base = book({"id": "a", "name": "A"}, {"id": "b"})
    mine, theirs = book({"id": "a", "name": "M", "key": "Y"}, {"id": "b"}), book({"id": "a", "name": "T"}, {"id": "c"})
    made = merged(base, mine, theirs, prefer=prefer)
    assert made.clashes == ("a",)
    assert made.raw["tags"] == [{"id": "a", "name": name, "key": "Y"}, {"id": "c"}]


@pytest.mark.parametrize(("prefer", "left"), [("mine", ["a"]), ("theirs", [])])
def test_a_tag_that_one_changed_and_the_other_took_out_is_a_clash(prefer: Any, left: list[str]) -> None:
    made = merged(book({"id": "a"}), book({"id": "a", "name": "M"}), book(), prefer=prefer)
    assert made.clashes == ("a",)
    assert [tag["id"] for tag in made.raw["tags"]] == left


def test_the_order_of_whoever_moved_tags_is_kept() -> None:
    a, b, c = {"id": "a"}, {"id": "b"}, {"id": "c"}
    moved, other = book(c, a, b), book(a, b, c, {"id": "new"})
    for mine, theirs in ((moved, other), (other, moved)):
        assert [tag["id"] for tag in merged(book(a, b, c), mine, theirs).raw["tags"]] == ["c", "a", "b", "new"]
