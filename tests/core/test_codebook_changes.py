"""The difference between two states of a codebook (``analyst_app.core.codebook_changes``)."""

from __future__ import annotations

from typing import Any

from analyst_app.core.codebook_changes import CodebookChanges, codebook_changes


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
