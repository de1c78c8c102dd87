"""The parts of this program's own REFI-QDA projects that have no place in others': readings, facts, values in notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.attribute_types import exact_value
from analyst_app.core.refi.own_project import (
    ORIGIN,
    about_guid,
    coding_guid,
    fact_guid,
    meaning_guid,
    own_guid_of,
    reading_guid,
    value_in,
)
from analyst_app.core.refi.tree import (
    Coded,
    Meaning,
    Node,
    children_of,
    code_of,
    coded,
    node_attributes,
    own_guid,
    targets,
    words_in,
)
from analyst_app.importers.annotations.code_mapping import Code
from analyst_app.importers.annotations.imported_layer import ForeignLayer
from analyst_app.importers.annotations.own_layers import take_layer
from analyst_app.importers.annotations.refi.refi_people import ProjectUsers
from analyst_app.resources import built_in_codebook

_FACTS = ("title", "outlet", "author", "date", "url")
_VALUES = ("TextValue", "IntegerValue", "FloatValue", "BooleanValue", "DateValue", "DateTimeValue")


def is_own(origin: str) -> bool:
    """True if a project says that this program wrote it."""
    return origin.startswith(ORIGIN)


def own_facts(variables: Iterable[Node]) -> dict[str, str]:
    """The names of the facts that this program's own variables hold, by the variables' guids."""
    named = {own_guid(one): node_attributes(one).get("name", "") for one in variables}
    return {guid: name for guid, name in named.items() if guid == fact_guid(name)}


def facts_of(source: Node, variables: Sequence[Node]) -> dict[str, Any]:
    """The values of a source whose variables are named as our facts; of an own project with their types.

    Args:
        source: its element.
        variables: all of the project.
    """
    ours = own_facts(variables)
    names = {own_guid(one): node_attributes(one).get("name", "").strip().casefold() for one in variables}
    found: dict[str, Any] = {}
    for value in children_of(source, "VariableValue"):
        variable = next(iter(targets([value], "VariableRef")), "")
        if variable in ours:
            found[ours[variable]] = exact_value(words_in(value, "TextValue"))
            continue
        words = next((str(one.get("text", "")).strip() for one in children_of(value, *_VALUES)), "")
        if names.get(variable, "") in _FACTS and words:
            found[names[variable]] = words
    return found


def own_variables(people: ProjectUsers, variables: Iterable[Node]) -> set[str]:
    """The identifiers of the variables that this program writes.

    Args:
        people: of the project.
        variables: all of its variables.
    """
    names = people.names.values()
    return {reading_guid(name) for name in names} | {about_guid(name) for name in names} | own_facts(variables).keys()


def beside_in(source: Node, people: ProjectUsers) -> dict[str, dict[str, Any]]:
    """All that is told of each reading of a source besides status and note, by layer id.

    Args:
        source: its element.
        people: of the project.
    """
    by_variable = {about_guid(name): guid for guid, name in people.names.items()}
    found: dict[str, dict[str, Any]] = {}
    for value in children_of(source, "VariableValue"):
        user = by_variable.get(next(iter(targets([value], "VariableRef")), ""))
        if user is None:
            continue
        layer = ForeignLayer("")
        said = exact_value(words_in(value, "TextValue"))
        if isinstance(said, dict):
            take_layer(layer, said)
            found[people.layer_of(user)] = dict(layer.beside)
    return found


def readings_of(
    source: Node, people: ProjectUsers, note_of: Callable[[str], str]
) -> tuple[dict[str, LayerFacts], set[str]]:
    """Status and note of each reading of a source, by layer id; and the notes that were taken for it.

    Args:
        source: its element.
        people: of the project.
        note_of: the words of a note, by guid.
    """
    by_variable = {reading_guid(name): guid for guid, name in people.names.items()}
    status: dict[str, str] = {}
    for value in children_of(source, "VariableValue"):
        user = by_variable.get(next(iter(targets([value], "VariableRef")), ""))
        if user is not None:
            status[user] = words_in(value, "TextValue").strip()
    refs = targets([source])
    notes = {user: guid for user, name in people.names.items()
             if (guid := own_guid_of("note", own_guid(source), name)) in refs}  # fmt: skip
    found = {
        people.layer_of(user): LayerFacts(status.get(user) or LayerFacts().status, note_of(notes.get(user, "")))
        for user in people.names
        if user in status or user in notes
    }
    return found, set(notes.values())


def values_in(selection: Node, words: Callable[[str], str]) -> dict[str, tuple[str, Any]]:
    """The attributes and values that notes on a selection hold, by guid of the note.

    Args:
        selection: its element.
        words: the words of a note, by guid.
    """
    guid = own_guid(selection)
    found = {ref: value_in(words(ref), ref, guid) for ref in targets([selection])}
    return {ref: value for ref, value in found.items() if value is not None}


def coded_in(selection: Node, places: Mapping[str, Meaning], *, has_memo: bool) -> list[Coded]:
    """As ``coded``; a list with one value is a list, as the identifier of its coding says.

    Args:
        selection: its element.
        places: what codes stand for, by guid.
        has_memo: whether a memo stands at it.
    """
    made, guid = coded(selection, places, has_memo=has_memo), own_guid(selection)
    for coding in children_of(selection, "Coding"):
        code = code_of(coding)
        if own_guid(coding) == coding_guid(guid, code, is_list=True) and (place := places.get(code)) is not None:
            for one in made:
                if one.tag == place.tag and not isinstance(held := one.attributes.get(place.attribute), list | None):
                    one.attributes[place.attribute] = [held]
    return made


def unsure(codes: list[Code], places: Mapping[str, Meaning]) -> list[Code]:
    """The codes of an own project whose meaning is not the one that they were made of, as far as that is known.

    Args:
        codes: each before those under it.
        places: what they become, by guid.
    """
    return [code for code in codes if places.get(code.guid, Meaning("")).tag
            and meaning_guid(places[code.guid]) != code.guid]  # fmt: skip


def is_built_in(codes: list[Code], places: Mapping[str, Meaning]) -> bool:
    """True if codes are the built-in codebook as this program writes it, and names of tags that no codebook has.

    Args:
        codes: each before those under it.
        places: what they become, by guid.
    """
    known = {tag["id"]: tag for tag in built_in_codebook()["tags"]}
    for code in codes:
        place = places.get(code.guid, Meaning(""))
        if place.tag in known:
            if not _is_in(known[place.tag], place, code) or (code.above and not place.attribute):
                return False
        elif place.attribute or (place.tag and code.colour):
            return False
    return not unsure(codes, places)


def _is_in(tag: Mapping[str, Any], place: Meaning, code: Code) -> bool:
    if not place.attribute:
        defined, edges = tag.get("definition", ""), tag.get("edges", "")
        return code.colour == tag["colour"] and code.definition in (defined, f"{defined}\nEdges: {edges}")
    values = [one.get("values", ()) for one in tag.get("attributes", ()) if one["id"] == place.attribute]
    return bool(values) and (place.value is True or any(one["id"] == place.value for one in values[0]))
