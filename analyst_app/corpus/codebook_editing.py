"""Changing a codebook: values in, a new value out. Ids never change, so no sidecar is rewritten.

Each function takes parsed JSON as ``Codebook.raw`` holds it and returns
another with the version one higher, checked by ``Codebook.from_data``.
Unknown keys stay.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.codebook import REVIEW_KEYS, Codebook
from analyst_app.core.codebook_words import counted_version
from analyst_app.core.codebook_words import new_id_for as new_id_for
from analyst_app.core.rejection import reasons_in
from analyst_app.core.span import Span
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.stored_paths import with_paths
from analyst_app.errors import CodebookInvalid
from analyst_app.storage import team_files

Raw = Mapping[str, Any]
TAG_FIELDS = (
    *("name", "key", "colour", "helper", "definition", "edges", "edge_rule", "plays"),
    *("examples", "counterexamples", "reasons"),
)
"""The keys of a tag that may be changed; its id may not."""
CONTEXT = 60
"""Code points kept on each side of an example taken from an article."""
_PLACE = re.compile(r" \((?P<article>[^()]+\.\w+) (?P<start>\d+)–(?P<end>\d+)\)$")


class Affected(NamedTuple):
    """Annotations of one layer of one article that a change of the codebook concerns."""

    article: str
    """Path relative to the corpus."""
    layer: str
    annotations: int
    """Number of annotations."""


class ExamplePlace(NamedTuple):
    """The article and span that an example was taken from."""

    article: str
    span: Span


def add_tag(raw: Raw, name: str, *, key: str = "", colour: str = "#6b7280") -> dict[str, Any]:
    """The codebook with one more tag, whose id is made of its name.

    Args:
        raw: the codebook.
        name: of the tag.
        key: a letter, or empty.
        colour: #rrggbb.

    Raises:
        CodebookInvalid: the key clashes or is one of a review's, or the colour is none.
    """
    _refuse_key_of_review(key)
    taken = {tag["id"] for tag in raw["tags"]}
    tag: dict[str, Any] = {"id": new_id_for(name, taken), "name": name.strip(), "key": key.upper(), "colour": colour}
    tag |= {"definition": "", "edges": "", "edge_rule": "none", "examples": [], "attributes": [], "links": []}
    return _changed(raw, lambda data: data["tags"].append(tag))


def edit_tag(raw: Raw, tag_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The codebook with other values of a tag: name, key, colour, definition and so on.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        values: by key, of ``TAG_FIELDS``; an empty ``plays`` takes the part away, empty ``reasons`` the tag's own.

    Raises:
        CodebookInvalid: a value breaks a rule, the key is one of a review's, or there is no such tag.
    """
    wrong = set(values) - set(TAG_FIELDS)
    if wrong:
        raise CodebookInvalid(f"{', '.join(sorted(wrong))} of a tag cannot be changed here. Edit the file itself.")

    def edit(data: dict[str, Any]) -> None:
        tag = _tag(data, tag_id)
        if str(values.get("key", "")).upper() != tag.get("key", "").upper():
            _refuse_key_of_review(values.get("key", ""))
        tag.update(values)
        for key in ("plays", "reasons"):
            if not tag.get(key, True):
                del tag[key]

    return _changed(raw, edit)


def _refuse_key_of_review(key: Any) -> None:
    if str(key).upper() in REVIEW_KEYS:
        raise CodebookInvalid(f"The key {str(key).upper()} decides in a review. Choose another letter, or none.")


def retire_tag(raw: Raw, tag_id: str, *, retired: bool = True) -> dict[str, Any]:
    """The codebook with a tag retired (no new annotation gets it, old ones stay) or brought back.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        retired: False brings it back.

    Raises:
        CodebookInvalid: there is no such tag.
    """

    def change(data: dict[str, Any]) -> None:
        tag = _tag(data, tag_id)
        tag.pop("retired", None)
        tag.update({"retired": True} if retired else {})

    return _changed(raw, change)


def set_reasons(raw: Raw, reasons: list[Any]) -> dict[str, Any]:
    """The codebook with other reasons for rejecting an annotation of a tag that lists none.

    Args:
        raw: the codebook.
        reasons: in raw form; none takes the codebook's own away.
    """

    def change(data: dict[str, Any]) -> None:
        data.pop("reasons", None)
        data.update({"reasons": reasons} if reasons else {})

    return _changed(raw, change)


def merge_tags(raw: Raw, source: str, target: str) -> dict[str, Any]:
    """The codebook with one tag retired in favour of another, which gains its part, attributes and link roles.

    Annotations keep the old tag until their annotators re-tag them.

    Args:
        raw: the codebook.
        source: id of the tag that is retired.
        target: id of the tag that stands for it.

    Raises:
        CodebookInvalid: there is no such tag, or both are the same.
    """
    if source == target:
        raise CodebookInvalid("A tag cannot be merged into itself. Choose another one.")

    def merge(data: dict[str, Any]) -> None:
        old, new = _tag(data, source), _tag(data, target)
        old.update(retired=True, merged_into=target)
        _gain(new, old, "attributes", "id")
        _gain(new, old, "links", "role")
        if old.get("plays") and not new.get("plays"):
            new["plays"] = old["plays"]
        _without_clashing_digits(new)

    return _changed(raw, merge)


def take_in_tags(raw: Raw, other: Raw) -> dict[str, Any]:
    """The codebook with the tags, attributes and values of another that it lacks; what it has stays as it is.

    Args:
        raw: the codebook.
        other: another, with the same ids for the same things.

    Raises:
        CodebookInvalid: together they break a rule.
    """

    def take_in(data: dict[str, Any]) -> None:
        there = {tag["id"]: tag for tag in data["tags"]}
        for tag in copy.deepcopy(list(other["tags"])):
            if tag["id"] not in there:
                data["tags"].append(tag)
            else:
                _gain(there[tag["id"]], tag, "attributes", "id")
                new = {one["id"]: one for one in tag.get("attributes", [])}
                for attribute in there[tag["id"]]["attributes"]:
                    if attribute["id"] in new and "values" in attribute:
                        _gain(attribute, new[attribute["id"]], "values", "id")

    return _changed(raw, take_in)


def set_attributes(raw: Raw, tag_id: str, attributes: list[dict[str, Any]]) -> dict[str, Any]:
    """The codebook with other attributes of a tag; ids in use should stay.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        attributes: in raw form, all of them.

    Raises:
        CodebookInvalid: one breaks a rule.
    """
    return _changed(raw, lambda data: _tag(data, tag_id).update(attributes=attributes))


def set_links(raw: Raw, tag_id: str, links: list[dict[str, Any]]) -> dict[str, Any]:
    """The codebook with other link roles of a tag.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        links: in raw form, all of them.

    Raises:
        CodebookInvalid: one breaks a rule.
    """
    return _changed(raw, lambda data: _tag(data, tag_id).update(links=links))


def add_example(raw: Raw, tag_id: str, example: str, *, counter: bool = False) -> dict[str, Any]:
    """The codebook with one more example, or counterexample, of a tag.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        example: as ``example_of`` gives it.
        counter: True for a counterexample.

    Raises:
        CodebookInvalid: there is no such tag.
    """
    field = "counterexamples" if counter else "examples"

    def add(data: dict[str, Any]) -> None:
        listed = _tag(data, tag_id).setdefault(field, [])
        if example not in listed:
            listed.append(example)

    return _changed(raw, add)


def example_of(text: str, span: Span, article: str) -> str:
    """A span as an example: its words in brackets in their context, then the place where they stand.

    Args:
        text: of the article.
        span: code points, half-open.
        article: name of the article.
    """
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT)
    stop = text.find("\n", span.end)
    end = min(len(text) if stop < 0 else stop, span.end + CONTEXT)
    before = text[begin : span.start].lstrip() if begin else text[: span.start]
    words = f"{before}[{span.of(text)}]{text[span.end : end].rstrip()}"
    return f"{' '.join(words.split())} ({article} {span.start}–{span.end})"


def place_of(example: str) -> ExamplePlace | None:
    """The place that an example was taken from, if it says so."""
    match = _PLACE.search(example)
    return ExamplePlace(match["article"], Span(int(match["start"]), int(match["end"]))) if match else None


def ends_in_words(ends: Sequence[str], names: Mapping[str, str]) -> str:
    """Tags that a link leads to, as ``Actor, Cue``: by name; one whose name is not clear, by its id.

    Args:
        ends: ids of tags.
        names: the name of each tag of the codebook, by id.
    """
    clear = _clear_names(names)
    return ", ".join(names[end] if clear.get(names.get(end, "").casefold()) == end else end for end in ends)


def ends_from_words(words: str, names: Mapping[str, str]) -> list[str]:
    """The ids of tags that are typed by name or id; what is neither stays as it is typed.

    Args:
        words: with commas between them.
        names: the name of each tag of the codebook, by id.
    """
    clear, typed = _clear_names(names), [one.strip() for one in words.split(",")]
    return [one if one in names else clear.get(one.casefold(), one) for one in typed if one]


def _clear_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names, in small letters, that mean one tag and can be typed, with its id."""
    found: dict[str, list[str]] = {}
    for tag_id, name in names.items():
        found.setdefault(name.casefold(), []).append(tag_id)
    return {
        name: ids[0]
        for name, ids in found.items()
        if len(ids) == 1 and name and name == name.strip() and "," not in name and name not in names.keys() - {ids[0]}
    }


def values_in_words(attribute: Raw) -> str:
    """The values of a choice on one line, as a person types them: ``direct=1, mixed=2, other``."""
    values = attribute.get("values", [])
    return ", ".join(
        f"{v.get('name', v['id'])}={v['digit']}" if "digit" in v else v.get("name", v["id"]) for v in values
    )


def values_from_words(words: str, old: Raw) -> list[dict[str, Any]]:
    """The values that a line names; one that is known by its name or id keeps its id and definition.

    Args:
        words: as ``values_in_words`` writes them.
        old: the attribute in raw form, as it was.

    Raises:
        CodebookInvalid: a digit is none.
    """
    known = {key: value for value in old.get("values", []) for key in (value["id"], value.get("name", value["id"]))}
    taken = {value["id"] for value in old.get("values", [])}
    values = []
    for part in filter(None, (part.strip() for part in words.split(","))):
        name, _, digit = (word.strip() for word in part.partition("="))
        if digit and not digit.isdecimal():
            raise CodebookInvalid(f"The value {name} has the digit “{digit}”; choose one of 1 to 9.")
        value = dict(known.get(name, {"id": new_id_for(name, taken), "name": name}))
        taken.add(value["id"])
        value.pop("digit", None)
        values.append(value | ({"digit": int(digit)} if digit else {}))
    return values


def reasons_in_words(old: Any) -> str:
    """The reasons of a tag or a codebook, one a line, as a person types them."""
    return "\n".join(one.get("name") or one["id"] for one in _reasons(old))


def reasons_from_words(words: str, old: Any) -> list[Any]:
    """The reasons that lines name; one that is known by its name, or stands in its place, keeps its id.

    Args:
        words: one reason a line.
        old: the list in raw form, as it was; what is no reason in it stays.
    """
    known = _reasons(old)
    lines = list(dict.fromkeys(filter(None, (line.strip() for line in words.splitlines()))))
    by_name = {one.get("name") or one["id"]: one for one in known}
    taken = {one["id"] for one in known}
    made: list[Any] = []
    for place, line in enumerate(lines):
        there = known[place] if place < len(known) and len(lines) == len(known) else None
        if line in by_name:
            made.append(by_name[line])
        elif there is not None and (there.get("name") or there["id"]) not in lines:
            made.append({**there, "name": line})  # it is called otherwise now
        else:
            made.append({"id": new_id_for(line, taken), "name": line})
            taken.add(made[-1]["id"])
    return [*made, *(one for one in (old if isinstance(old, list) else []) if one not in known)]


def _reasons(old: Any) -> list[dict[str, Any]]:
    listed = old if isinstance(old, list) else []
    return [one for one in listed if next(reasons_in({"reasons": [one]}, "", lambda _: None), None) is not None]


@mending
def affected(index: CorpusIndex, tag_id: str) -> list[Affected]:
    """The annotations that have a tag, counted by article and layer. Blocking.

    Args:
        index: of the corpus; refresh it first.
        tag_id: of the tag.
    """
    sql = (
        "SELECT path, layer, count(*) FROM annotations AS n JOIN articles AS a ON a.id = n.article"
        " WHERE tag = ? GROUP BY path, layer ORDER BY path, layer"
    )
    with index.connected() as connection:
        return [Affected(*row) for row in with_paths(connection.execute(sql, (tag_id,)))]


def write_codebook(path: Path, raw: Raw, *, seen: str) -> str:
    """Write a codebook, one tag a line.

    Args:
        path: of ``codebook.json``.
        raw: what one of the functions here gave.
        seen: hash of the file that it was made from (``team_files.read``), empty for a new one.

    Returns:
        Hash of what was written.

    Raises:
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    return team_files.write_team_file(path, raw, seen=seen)


def read_codebook(path: Path) -> tuple[dict[str, Any], str]:
    """The parsed file and its hash; both empty where there is none.

    Raises:
        SidecarInvalid: it cannot be read as JSON.
    """
    file = team_files.read_team_file(path)
    return file.data, file.seen


def _changed(raw: Raw, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data: dict[str, Any] = copy.deepcopy(dict(raw))
    change(data)
    data["version"] = counted_version(data.get("version", 1) + 1)
    Codebook.from_data(data, where="The codebook")
    return data


def _tag(data: dict[str, Any], tag_id: str) -> dict[str, Any]:
    for tag in data["tags"]:
        if tag["id"] == tag_id:
            found: dict[str, Any] = tag
            return found
    raise CodebookInvalid(f"The codebook has no tag {tag_id} any more. Read it again.")


def _gain(new: dict[str, Any], old: dict[str, Any], field: str, key: str) -> None:
    """Give the new tag the items that the old one has and it lacks."""
    known = {item[key] for item in new.get(field, [])}
    new[field] = [*new.get(field, []), *(copy.deepcopy(i) for i in old.get(field, []) if i[key] not in known)]


def _without_clashing_digits(tag: dict[str, Any]) -> None:
    """Of two values with one digit the later one loses it."""
    seen: set[int] = set()
    for attribute in tag["attributes"]:
        for item in (attribute, *attribute.get("values", [])):
            digit = item.get("digit")
            if digit in seen:
                del item["digit"]
            elif digit is not None:
                seen.add(digit)
