"""The difference between two states of a codebook, and the state that brings two changes of one together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Raw = Mapping[str, Any]
Side = Literal["mine", "theirs"]
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


class Merged(NamedTuple):
    """Two changes of one codebook, brought together."""

    raw: dict[str, Any]
    """Everything that one side changed; where both did, differently, the side that was preferred."""
    clashes: tuple[str, ...]
    """Ids of the tags that both sides changed in the same thing, differently; empty: other things than a tag."""


def merged(base: Raw, mine: Raw, theirs: Raw, *, prefer: Side = "mine") -> Merged:
    """Two changes of a codebook in one, tag by tag and field by field; the version is theirs.

    Args:
        base: the parsed file that both were made from.
        mine: as one side has changed it.
        theirs: as the other side has.
        prefer: the side that counts where both changed the same thing differently.
    """
    before, here, there = _by_id(base), _by_id(mine), _by_id(theirs)
    clashes: list[str] = []
    tags = []
    for tag_id in _order(before, here, there):
        old, own, other = before.get(tag_id), here.get(tag_id), there.get(tag_id)
        if own is not None and other is not None:
            made, has_clash = _fields(old or {}, own, other, prefer)
            tags.append(made)
        else:
            kept = own if own is not None else other
            has_clash = old is not None and kept != old
            if old is None or (has_clash and (own is None) == (prefer == "theirs")):
                tags.append(dict(kept or {}))
        if has_clash:
            clashes.append(tag_id)
    around = [{key: raw[key] for key in raw if key not in ("tags", "version")} for raw in (base, mine, theirs)]
    made, has_clash = _fields(around[0], around[1], around[2], prefer)
    if has_clash:
        clashes.append("")
    made["version"] = theirs.get("version", 1)
    return Merged({**{key: made[key] for key in (*theirs, *made) if key in made}, "tags": tags}, tuple(clashes))


def _order(before: Raw, here: Raw, there: Raw) -> list[str]:
    """The ids of both sides, in the order of the side that has moved some; of mine, where both have."""
    both = [tag_id for tag_id in before if tag_id in here]
    has_moved = [tag_id for tag_id in here if tag_id in before] != both
    first, second = (here, there) if has_moved else (there, here)
    return list({**dict.fromkeys(first), **dict.fromkeys(second)})


def _fields(base: Raw, mine: Raw, theirs: Raw, prefer: Side) -> tuple[dict[str, Any], bool]:
    """The fields of one object, and True if both sides changed one of them differently."""
    made: dict[str, Any] = {}
    has_clash = False
    for key in {**theirs, **mine}:
        old, own, other = (side.get(key, _MISSING) for side in (base, mine, theirs))
        value = other if own == old else own
        if own != old and other not in (old, own):
            if _are_examples(own, other):
                value = _both(old if isinstance(old, list) else [], own, other)
            else:
                value = own if prefer == "mine" else other
                has_clash = True
        if value is not _MISSING:
            made[key] = value
    return made, has_clash


def _are_examples(own: Any, other: Any) -> bool:
    """True for lists of examples, each a text or a text with its place, of which each side may have added some."""
    lists = [value for value in (own, other) if isinstance(value, list)]
    return len(lists) == 2 and all(
        isinstance(one, str) or (isinstance(one, dict) and "text" in one) for value in lists for one in value
    )


def _both(old: list[Any], own: list[Any], other: list[Any]) -> list[Any]:
    """The examples that neither side took out, and those that either put in, each once."""
    made: list[Any] = []
    for one in (*other, *own):
        is_gone = one in old and (one not in own or one not in other)
        if not is_gone and one not in made:
            made.append(one)
    return made


_MISSING: Any = object()


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
