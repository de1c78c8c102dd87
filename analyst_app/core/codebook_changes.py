"""The difference between two states of a codebook: tags added, changed, retired, brought back and gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Raw = Mapping[str, Any]
_OF_THE_FILE = ("version", "format", "format_version", "tags")
"""Keys of a codebook that say nothing that a person changes beside the tags."""


class CodebookChanges(NamedTuple):
    """Ids of tags by what became of them, each in one place only; those of the new state stand in its order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Tags that say something else than before and are used as before."""
    retired: tuple[str, ...] = ()
    """Tags that get no new annotations any more."""
    brought_back: tuple[str, ...] = ()
    """Retired ones that can be used again."""
    gone: tuple[str, ...] = ()
    """Tags that the new state does not have at all."""
    beside: tuple[str, ...] = ()
    """Other keys of the codebook with another value, such as ``sealed`` and ``reasons``."""
    is_ordered: bool = False
    """True if tags that both have stand in another order."""


def codebook_changes(old: Raw, new: Raw) -> CodebookChanges:
    """The tags that a new state of a codebook changes, and its other keys.

    Args:
        old: the parsed file as it was, such as ``Codebook.raw``.
        new: the parsed file as it is.
    """
    before, after = _by_id(old), _by_id(new)
    both = [tag_id for tag_id in after if tag_id in before]
    retired = [one for one in both if _is_retired(after[one]) and not _is_retired(before[one])]
    back = [one for one in both if _is_retired(before[one]) and not _is_retired(after[one])]
    others = set(retired) | set(back)
    beside = [key for key in {**old, **new} if key not in _OF_THE_FILE and old.get(key) != new.get(key)]
    return CodebookChanges(
        tuple([tag_id for tag_id in after if tag_id not in before]),
        tuple([tag_id for tag_id in both if tag_id not in others and before[tag_id] != after[tag_id]]),
        tuple(retired),
        tuple(back),
        tuple([tag_id for tag_id in before if tag_id not in after]),
        tuple(beside),
        both != [tag_id for tag_id in before if tag_id in after],
    )


def tag_name(raw: Raw, tag_id: str) -> str:
    """The name of a tag in parsed JSON; its id if it has none.

    Args:
        raw: the codebook.
        tag_id: of the tag.
    """
    tag = _by_id(raw).get(tag_id, {})
    return str(tag.get("name") or tag_id)


def _by_id(raw: Raw) -> dict[str, Raw]:
    return {tag["id"]: tag for tag in raw.get("tags", ())}


def _is_retired(tag: Raw) -> bool:
    return tag.get("retired") is True
