"""The sentence beside a key about a letter that was pressed: free, taken, or kept for commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.core.codebook import RESERVED_KEYS, REVIEW_KEYS
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr


def key_words(raw: Mapping[str, Any], tag_id: str, key: str) -> tuple[str, bool]:
    """A sentence about a letter for a tag, and whether the tag may have it.

    Args:
        raw: the codebook, parsed JSON.
        tag_id: of the tag.
        key: the letter; empty: the sentence says how to give one, and none is always possible.
    """
    if not key:
        return tr("Press a letter; Backspace for none."), True
    tags = {tag["id"]: tag for tag in raw["tags"]}
    if key == _key(tags[tag_id]):
        return tr("{key} is its key.", key=key), True
    if key in REVIEW_KEYS:
        return tr("The key {key} decides in a review. Choose another letter, or none.", key=key), False
    if key in RESERVED_KEYS:
        return tr("{key} is the key of a command. Choose another letter, or none.", key=key), False
    holder = next((tag for tag in tags.values() if _key(tag) == key and not tag.get("retired")), None)
    if holder is not None:
        name = shown_name(str(holder.get("name") or holder["id"]))
        return tr("{key} is the key of {name}. Choose another letter, or none.", key=key, name=name), False
    return tr("{key} is free.", key=key), True


def _key(tag: Mapping[str, Any]) -> str:
    return str(tag.get("key", "")).upper()
