"""The changes of a codebook in words: for the status bar, and for whoever is about to save them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyst_app.core.codebook_changes import CodebookChanges, tag_name
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.corpus.codebook_fit import Affected

Raw = Mapping[str, Any]
_MOST_NAMED = 4
_MOST_LINES = 12


def news_in_words(old: Raw, new: Raw, changes: CodebookChanges) -> str:
    """One sentence about a codebook that has changed under the open article.

    Args:
        old: the codebook as it was, parsed JSON.
        new: as it is.
        changes: the difference.
    """
    words = brief_news(old, new, changes)
    return tr("The codebook has changed: {changes}.", changes=words) if words else tr("The codebook has changed.")


def brief_news(old: Raw, new: Raw, changes: CodebookChanges) -> str:
    """The tags that have changed, and how, as a part of a sentence; empty if no tag has.

    Args:
        old: the codebook as it was, parsed JSON.
        new: as it is.
        changes: the difference.
    """
    told = [
        tr("{names} added", names=names_of(new, changes.added)) if changes.added else "",
        tr("{names} changed", names=names_of(new, changes.changed)) if changes.changed else "",
        tr("{names} retired", names=names_of(new, changes.retired)) if changes.retired else "",
        tr("{names} brought back", names=names_of(new, changes.brought_back)) if changes.brought_back else "",
        tr("{names} gone", names=names_of(old, changes.gone)) if changes.gone else "",
    ]
    return "; ".join(filter(None, told))


def names_of(raw: Raw, tag_ids: Sequence[str]) -> str:
    """The names of tags in a row; of many, the first few and the number of the others.

    Args:
        raw: the codebook, parsed JSON.
        tag_ids: of the tags.
    """
    named = in_row(shown_name(tag_name(raw, tag_id)) for tag_id in tag_ids[:_MOST_NAMED])
    more = len(tag_ids) - _MOST_NAMED
    return tr("{names} and {n} more|{names} and {n} more", more, names=named) if more > 0 else named


_NAMES = {"muted_checks": marked("the rules of Check that are muted for everybody here")}
"""Keys beside the tags as a person knows them."""


def saving_in_words(old: Raw, new: Raw, changes: CodebookChanges, affected: Mapping[str, Sequence[Affected]]) -> str:
    """Sentences, a line each, about what saving a codebook changes, and what becomes of the annotations concerned.

    Args:
        old: the codebook as its file is, parsed JSON.
        new: as it would be saved.
        changes: the difference.
        affected: the annotations with each tag that has some.
    """
    lines = []
    if changes.added:
        lines.append(tr("New: {names}.", names=names_of(new, changes.added)))
    for tag_id in changes.retired:
        lines.append(_retired(new, tag_id, affected.get(tag_id, ())))
    for tag_id in changes.brought_back:
        lines.append(tr("{name} can be used again.", name=shown_name(tag_name(new, tag_id))))
    for tag_id in changes.changed:
        lines.append(_changed(old, new, tag_id, affected.get(tag_id, ())))
    for tag_id in changes.gone:
        count = _count(affected.get(tag_id, ()))
        words = tr("{n} annotation with it is kept|{n} annotations with it are kept", count)
        lines.append(tr("{name} goes: {words}.", name=shown_name(tag_name(old, tag_id)), words=words))
    if changes.is_ordered:
        lines.append(tr("The order of the tags is another."))
    if changes.beside:
        names = (tr(_NAMES[key]) if key in _NAMES else key for key in changes.beside)
        lines.append(tr("Also changed: {keys}.", keys=in_row(names)))
    more = len(lines) - _MOST_LINES
    if more > 0:
        lines[_MOST_LINES:] = [tr("… and {n} more change|… and {n} more changes", more)]
    told = "\n".join(lines) or tr("No tag is changed.")
    return f"{told}\n\n{tr('Ids stay as they are, so no file of annotations is rewritten.')}"


def _retired(new: Raw, tag_id: str, affected: Sequence[Affected]) -> str:
    name, count = shown_name(tag_name(new, tag_id)), _count(affected)
    if not count:
        return tr("{name} is retired; no annotation has this tag.", name=name)
    return tr(
        "{name} is retired: {n} annotation {where} stays as it is and is shown as before; no new one is made."
        "|{name} is retired: {n} annotations {where} stay as they are and are shown as before; no new ones are made.",
        count,
        name=name,
        where=_where(affected),
    )


def _changed(old: Raw, new: Raw, tag_id: str, affected: Sequence[Affected]) -> str:
    name, count = shown_name(tag_name(new, tag_id)), _count(affected)
    before, after = _tag(old, tag_id), _tag(new, tag_id)
    fields = in_row(key.replace("_", " ") for key in {**before, **after} if before.get(key) != after.get(key))
    if not count:
        return tr("{name} ({fields}): no annotation has this tag.", name=name, fields=fields)
    words = tr(
        "{name} ({fields}): {n} annotation {where} keeps it.|{name} ({fields}): {n} annotations {where} keep it.",
        count,
        name=name,
        fields=fields,
        where=_where(affected),
    )
    lost = [one for one in _inside(before) if one not in _inside(after)]
    if lost:
        named = in_row(map(shown_name, lost[:_MOST_NAMED])) + (", …" if len(lost) > _MOST_NAMED else "")
        words += " " + tr("Those with what is gone ({lost}) keep that too; it is shown under its id.", lost=named)
    return words


def _inside(tag: Raw) -> list[str]:
    """Ids of a tag's attributes, of their values and of its link roles, as a person would look for them."""
    found = []
    for attribute in tag.get("attributes", ()):
        found += [attribute["id"], *(f"{attribute['id']} = {value['id']}" for value in attribute.get("values", ()))]
    return [*found, *(role["role"] for role in tag.get("links", ()))]


def _tag(raw: Raw, tag_id: str) -> Raw:
    found: Raw = next(tag for tag in raw["tags"] if tag["id"] == tag_id)
    return found


def _count(affected: Sequence[Affected]) -> int:
    return sum(item.annotations for item in affected)


def _where(affected: Sequence[Affected]) -> str:
    articles = tr("{n} article|{n} articles", len({item.article for item in affected}))
    layers = in_row(sorted({item.layer for item in affected}))
    return tr("in {articles}, by {layers},", articles=articles, layers=layers)
