"""The changes that saving would make, a line each, before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from analyst_app.core.codebook_changes import CodebookChanges, codebook_changes, tag_name
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, tr

Raw = Mapping[str, Any]
_MOST = 10
"""Lines that are shown; the question before saving names all."""
_BY_THE_WAY = ("attributes", "examples", "counterexamples", "retired", "merged_into")
"""Keys of a tag that have lines of their own, or need none."""


class SavingLine(NamedTuple):
    """One change."""

    sign: str
    """+ for what comes, ~ for what changes, − for what goes, = for what stays."""
    words: str


def saving_lines(old: Raw, new: Raw, uses: Mapping[str, int]) -> list[SavingLine]:
    """The changes from the codebook's file to what would be saved, then how many annotations stay as they are.

    Args:
        old: the codebook as its file is, parsed JSON.
        new: as it would be saved.
        uses: number of annotations by the tag's id.
    """
    changes = codebook_changes(old, new)
    lines = [*_added(new, changes), *_changed(old, new, changes, uses)]
    lines += [SavingLine("−", tr("retires {name}: {what}", name=_name(new, one), what=_stay(uses.get(one, 0)))) for one in changes.retired]  # fmt: skip  # noqa: E501
    lines += [SavingLine("+", tr("brings {name} back", name=_name(new, one))) for one in changes.brought_back]
    lines += [SavingLine("−", tr("takes {name} out: {what}", name=_name(old, one), what=_stay(uses.get(one, 0)))) for one in changes.gone]  # fmt: skip  # noqa: E501
    lines += [SavingLine("~", tr("puts the tags in another order"))] if changes.is_ordered else []
    lines += (
        [SavingLine("~", tr("changes {keys}", keys=in_row(map(shown_name, changes.beside))))] if changes.beside else []
    )
    more = len(lines) - _MOST
    if more > 0:
        lines[_MOST:] = [SavingLine("~", tr("and {n} more change|and {n} more changes", more))]
    total = sum(uses.values())
    if lines and total:
        words = tr("{n} annotation stays as it is|{n} annotations stay as they are", total)
        lines.append(SavingLine("=", words))
    return lines


def _added(new: Raw, changes: CodebookChanges) -> list[SavingLine]:
    lines = []
    for tag_id in changes.added:
        tag = _tag(new, tag_id)
        key = tr(", key {key}", key=tag["key"]) if tag.get("key") else ""
        lines.append(SavingLine("+", tr("adds the tag {name}{key}", name=_name(new, tag_id), key=key)))
        lines += _attributes({}, tag)
    return lines


def _changed(old: Raw, new: Raw, changes: CodebookChanges, uses: Mapping[str, int]) -> list[SavingLine]:
    lines = []
    for tag_id in changes.changed:
        before, after = _tag(old, tag_id), _tag(new, tag_id)
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        plain = [key.replace("_", " ") for key in keys if key not in _BY_THE_WAY]
        name = _name(new, tag_id)
        if plain:
            what = _keep(uses.get(tag_id, 0))
            lines.append(SavingLine("~", tr("{name}: {fields}; {what}", name=name, fields=in_row(plain), what=what)))
        if "examples" in keys or "counterexamples" in keys:
            lines.append(SavingLine("~", tr("{name}: its examples", name=name)))
        lines += _attributes(before, after, name, uses.get(tag_id, 0))
    return lines


def _attributes(before: Raw, after: Raw, name: str = "", used: int = 0) -> list[SavingLine]:
    """The lines of a tag's attributes.

    Args:
        before: the tag as it was; empty: it is new.
        after: as it is.
        name: of the tag, where the line must say it.
        used: number of annotations of the tag.
    """
    here = {one["id"]: one for one in before.get("attributes", ())}
    there = {one["id"]: one for one in after.get("attributes", ())}
    place = tr(" to {tag}", tag=name) if name else ""
    new = [_attribute(one) for key, one in there.items() if key not in here]
    lines = [SavingLine("+", tr("adds {names}{place}", names=tr(" and ").join(new), place=place))] if new else []
    for key, one in there.items():
        if key in here and here[key] != one:
            gone = [v for v in here[key].get("values", ()) if v["id"] not in {w["id"] for w in one.get("values", ())}]
            lost = tr("; without {values}", values=in_row(map(_title, gone))) if gone else ""
            lines.append(SavingLine("~", tr("changes {name}{lost}", name=_title(one), lost=lost)))
    for key, one in here.items():
        if key not in there:
            what = tr("what {n} annotation has of it is kept|what {n} annotations have of it is kept", used)
            lines.append(SavingLine("−", tr("takes {name} out; {what}", name=_title(one), what=what)))
    if not lines and list(here) != list(there):
        lines.append(SavingLine("~", tr("puts the attributes of {tag} in another order", tag=name)))
    return lines


def _attribute(attribute: Raw) -> str:
    count = len(attribute.get("values", ())) if attribute.get("type") == "choice" else 0
    values = tr(" ({n} value)| ({n} values)", count) if count else ""
    return _title(attribute) + values


def _title(one: Raw) -> str:
    return shown_name(str(one.get("name") or one["id"]))


def _stay(count: int) -> str:
    return tr("{n} annotation stays|{n} annotations stay", count)


def _keep(count: int) -> str:
    return tr("{n} annotation keeps it|{n} annotations keep it", count)


def _name(raw: Raw, tag_id: str) -> str:
    return shown_name(tag_name(raw, tag_id))


def _tag(raw: Raw, tag_id: str) -> Raw:
    found: Raw = next(tag for tag in raw["tags"] if tag["id"] == tag_id)
    return found
