"""The order of tags: a step up or down among its like, or to where it was dragged."""

from __future__ import annotations

from typing import Any

from analyst_app.core.codebook import Codebook
from analyst_app.corpus import codebook_editing as editing

Raw = dict[str, Any]


def stepped(raw: Raw, tag_id: str, by: int) -> Raw:
    """The codebook with a tag before its sibling above, or after the one below; the same where there is none.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        by: -1 for up, 1 for down.
    """
    codebook = Codebook.from_data(raw)
    over, tag = codebook.parent_of(tag_id), codebook.tag(tag_id)
    likes = codebook.children(over.id if over is not None else "")
    siblings = [one.id for one in likes if tag is not None and one.helper == tag.helper]
    at = siblings.index(tag_id)
    if not 0 <= at + by < len(siblings):
        return raw
    order = [one["id"] for one in raw["tags"]]
    before: str | None = siblings[at - 1]
    if by > 0:
        below = order[order.index(siblings[at + 1]) + 1 :]
        before = siblings[at + 2] if at + 2 < len(siblings) else next(iter(below), None)
    return editing.edit_tag(
        editing.move_tag(raw, tag_id, before), tag_id, {"under": over.id if over is not None else ""}
    )
