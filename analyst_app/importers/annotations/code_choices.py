"""The meanings that a person can choose for a code, and each in words: what a table of codes shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyst_app.core.codebook_words import new_id_for
from analyst_app.core.refi.tree import Meaning
from analyst_app.importers.annotations.code_mapping import Code
from analyst_app.wording import tr

Raw = Mapping[str, Any]
LEAVE_OUT = Meaning("")
_TOLD = 12
"""Codes that a sentence names."""


def choices_for(code: Code, places: Mapping[str, Meaning], codebook: Raw | None) -> list[Meaning]:
    """The meanings to choose from, that of now first: tags, values of their attributes, a new tag, nothing.

    Args:
        code: the code.
        places: the meanings of all codes now, by guid.
        codebook: of the folder, as parsed JSON, if it has one.
    """
    tags = [tag for tag in (codebook or {}).get("tags", ()) if isinstance(tag, Mapping)]
    proposed = [one for one in places.values() if one.tag]
    ids = dict.fromkeys([str(tag.get("id")) for tag in tags] + [one.tag for one in proposed])
    above = places.get(code.above, LEAVE_OUT)
    found = [places.get(code.guid, LEAVE_OUT), *map(Meaning, ids), Meaning(new_id_for(code.name, set()))]
    if above.tag:
        found.append(Meaning(above.tag, above.attribute or new_id_for(code.name, set()), True))
    found += [one for one in proposed if one.attribute]
    found += [value for tag in tags for value in _values(tag)]
    return list(dict.fromkeys([*found, LEAVE_OUT]))


def meaning_in_words(meaning: Meaning, codebook: Raw | None) -> str:
    """A meaning as a person reads it; a tag that the folder's codebook lacks is said to be new.

    Args:
        meaning: of a code.
        codebook: of the folder, as parsed JSON, if it has one.
    """
    if not meaning.tag:
        return tr("leave out")
    tags = (tag for tag in (codebook or {}).get("tags", ()) if isinstance(tag, Mapping))
    name = next((str(tag.get("name") or meaning.tag) for tag in tags if tag.get("id") == meaning.tag), "")
    if not meaning.attribute:
        return tr("tag {tag}", tag=name) if name else tr("new tag {tag}", tag=meaning.tag)
    tag = name or meaning.tag
    if meaning.value is True:
        return tr("{tag}: {attribute}", tag=tag, attribute=meaning.attribute)
    return tr("{tag}: {attribute} = {value}", tag=tag, attribute=meaning.attribute, value=meaning.value)


def proposal_in_words(codes: Sequence[Code], places: Mapping[str, Meaning], codebook: Raw | None) -> str:
    """A sentence on what the codes became, for where nobody was asked; empty if every code is a tag of its name.

    Args:
        codes: of the project.
        places: what they became, by guid.
        codebook: of the folder, as parsed JSON, if it has one.
    """
    said = [
        f"{'/'.join(code.path)} → {meaning_in_words(places.get(code.guid, LEAVE_OUT), codebook)}"
        for code in codes
        if code.is_codable and places.get(code.guid, LEAVE_OUT) != Meaning(code.name)
    ]
    if not said:
        return ""
    more = f"; {tr('{n} more|{n} more', len(said) - _TOLD)}" if len(said) > _TOLD else ""
    return tr("Codes were taken so: {codes}.", codes="; ".join(said[:_TOLD]) + more)


def _values(tag: Raw) -> Iterator[Meaning]:
    for attribute in tag.get("attributes", ()):
        if not isinstance(attribute, Mapping) or not isinstance(attribute.get("id"), str):
            continue
        if attribute.get("type") == "flag":
            yield Meaning(str(tag.get("id")), attribute["id"], True)
        for value in attribute.get("values", ()):
            if isinstance(value, Mapping) and isinstance(value.get("id"), str):
                yield Meaning(str(tag.get("id")), attribute["id"], value["id"])
