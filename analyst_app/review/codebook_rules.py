"""Rules that a review taught, in the codebook: a sentence, its place, who made it, when, and the version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from analyst_app.core.codebook_words import counted_version
from analyst_app.errors import CodebookInvalid
from analyst_app.wording import tr

Raw = Mapping[str, Any]
Shows = Literal["", "example", "counterexample"]
"""The list of the tag that the place of a rule goes to; empty: to none."""
_LISTS = {"example": "examples", "counterexample": "counterexamples"}
RULES = "rules"
"""The key of a tag that lists its rules with who made them and when."""


class CodebookRule(NamedTuple):
    """A rule as it is made."""

    tag: str
    """Id of the tag."""
    sentence: str
    """May be empty, if it is a place alone."""
    place: Mapping[str, Any]
    """The difference that it was learnt from, as ``codebook_editing.example_of`` gives it."""
    shows: Shows
    by: str
    at: str
    """UTC, as annotations have it."""

    @property
    def told(self) -> str:
        """The sentence, with its stop."""
        words = self.sentence.strip()
        return f"{words}." if words and not words.endswith((".", "!", "?")) else words


def with_rule(raw: Raw, rule: CodebookRule) -> dict[str, Any]:
    """The values of a tag with a rule: its sentence among the edge rules, its place among the examples.

    Args:
        raw: the codebook.
        rule: with a sentence, or a place to show.

    Raises:
        CodebookInvalid: there is no such tag, or the rule says and shows nothing.
    """
    if not rule.told and not rule.shows:
        raise CodebookInvalid(tr("The rule says nothing. Type a sentence, or make its place an example."))
    tag = _tag(raw, rule.tag)
    values: dict[str, Any] = {"edges": f"{tag.get('edges', '')} {rule.told}".strip()}
    if rule.shows:
        listed = _items(tag, _LISTS[rule.shows])
        values[_LISTS[rule.shows]] = [*listed, *([dict(rule.place)] if rule.place not in listed else [])]
    values[RULES] = [*_items(tag, RULES), _record(raw, rule)]
    return values


def without_rule(raw: Raw, rule: CodebookRule) -> dict[str, Any]:
    """The values of a tag with a rule taken back; what else was changed since stays.

    Args:
        raw: the codebook, in which the rule stands.
        rule: the rule as it was made.

    Raises:
        CodebookInvalid: it stands there no more, or was changed since.
    """
    tag = _tag(raw, rule.tag)
    edges, listed = str(tag.get("edges", "")), _items(tag, RULES)
    records = [one for one in listed if not _is_of(one, rule)]
    if rule.told not in edges or len(records) == len(listed):
        raise CodebookInvalid(tr("The rule was changed since it was noted. Take it out in Corpus ▸ Codebook."))
    if rule.told:
        before, _, after = edges.rpartition(rule.told)
        edges = f"{before.rstrip()} {after.strip()}".strip()
    values: dict[str, Any] = {"edges": edges, RULES: records}
    if rule.shows:
        values[_LISTS[rule.shows]] = [one for one in _items(tag, _LISTS[rule.shows]) if one != dict(rule.place)]
    return values


def rules_of(raw: Raw, tag_id: str) -> list[dict[str, Any]]:
    """The rules of a tag that say by whom they were made, the latest last; what is no such record is passed over.

    Args:
        raw: the codebook.
        tag_id: of the tag; one that the codebook does not know has none.
    """
    found: Mapping[str, Any] = next((tag for tag in raw.get("tags", ()) if tag.get("id") == tag_id), {})
    return [one for one in _items(found, RULES) if isinstance(one, dict) and isinstance(one.get("by"), str)]


def rules_lacking(raw: Raw, other: Raw, by: str) -> list[CodebookRule]:
    """The rules of a person that another copy of a codebook has and this one lacks, tag by tag, the latest last.

    Rules of a tag that this one does not have are left out, and so is what is no such record.

    Args:
        raw: this codebook.
        other: the other copy.
        by: who made them.
    """
    return [
        rule
        for tag in other.get("tags", ())
        if any(tag["id"] == one["id"] for one in raw.get("tags", ()))
        for record in rules_of(other, tag["id"])
        if record["by"] == by and not _has(raw, tag["id"], record)
        if (rule := _rule_of(tag, record)) is not None
    ]


def _record(raw: Raw, rule: CodebookRule) -> dict[str, Any]:
    made: dict[str, Any] = {"text": rule.told, **{key: rule.place[key] for key in ("article", "start", "end")}}
    made |= {"shows": rule.shows} if rule.shows else {}
    return made | {"by": rule.by, "at": rule.at, "version": counted_version(raw.get("version", 1) + 1)}


def _is_of(record: Any, rule: CodebookRule) -> bool:
    said = (record.get("text"), record.get("by"), record.get("at")) if isinstance(record, dict) else None
    return said == (rule.told, rule.by, rule.at)


def _items(tag: Mapping[str, Any], key: str) -> list[Any]:
    found = tag.get(key)
    return list(found) if isinstance(found, list) else []


def _tag(raw: Raw, tag_id: str) -> Mapping[str, Any]:
    found = next((tag for tag in raw["tags"] if tag.get("id") == tag_id), None)
    if found is None:
        raise CodebookInvalid(tr("The codebook has no tag {tag_id} any more. Read it again.", tag_id=tag_id))
    return dict(found)


def _has(raw: Raw, tag_id: str, record: Mapping[str, Any]) -> bool:
    said = [record.get(key) for key in ("text", "by", "at")]
    return any([one.get(key) for key in ("text", "by", "at")] == said for one in rules_of(raw, tag_id))


def _rule_of(tag: Raw, record: Mapping[str, Any]) -> CodebookRule | None:
    text, at = record.get("text"), record.get("at")
    place = {key: record.get(key) for key in ("article", "start", "end")}
    if not isinstance(text, str) or not isinstance(at, str) or not isinstance(place["article"], str):
        return None
    if type(place["start"]) is not int or type(place["end"]) is not int:
        return None
    shows: Shows = record["shows"] if record.get("shows") in _LISTS else ""
    for one in _items(tag, _LISTS[shows]) if shows else ():
        if isinstance(one, dict) and place.items() <= one.items():
            return CodebookRule(tag["id"], text, one, shows, str(record["by"]), at)
    return CodebookRule(tag["id"], text, place, "", str(record["by"]), at) if text else None
