"""Changing a codebook: values in, a new value out. Ids never change, so no sidecar is rewritten.

Each function takes parsed JSON as ``Codebook.raw`` holds it and returns
another with the version one higher, checked by ``Codebook.from_data``.
Unknown keys stay.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.codebook import REVIEW_KEYS, Codebook
from analyst_app.core.codebook_words import counted_version
from analyst_app.core.codebook_words import new_id_for as new_id_for
from analyst_app.core.rejection import reasons_in
from analyst_app.core.span import Span
from analyst_app.errors import CodebookInvalid, SidecarConflict
from analyst_app.storage import team_files
from analyst_app.wording import in_row, tr

Raw = Mapping[str, Any]
TAG_FIELDS = (
    *("name", "key", "colour", "helper", "definition", "edges", "edge_rule", "plays"),
    *("examples", "counterexamples", "reasons", "rules", "under", "line"),
)
"""The keys of a tag that may be changed; its id may not."""
CONTEXT = 60
"""Code points kept on each side of an example taken from an article."""
_ROUNDS = 20
"""Tries to write beside colleagues who write at the same time; each takes some milliseconds."""
_PLACE = re.compile(r" \((?P<article>[^()]+\.\w+) (?P<start>\d+)–(?P<end>\d+)\)$")
"""The place as it stood at the end of an example's words, before it had keys of its own."""


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
        values: by key, of ``TAG_FIELDS``; an empty ``plays``, ``under``, ``line`` or ``reasons`` takes it away.

    Raises:
        CodebookInvalid: a value breaks a rule, the key is one of a review's, or there is no such tag.
    """
    wrong = set(values) - set(TAG_FIELDS)
    if wrong:
        told = in_row(sorted(wrong))
        raise CodebookInvalid(tr("{keys} of a tag cannot be changed here. Edit the file itself.", keys=told))

    def edit(data: dict[str, Any]) -> None:
        tag = _tag(data, tag_id)
        if str(values.get("key", "")).upper() != tag.get("key", "").upper():
            _refuse_key_of_review(values.get("key", ""))
        tag.update(values)
        for key in ("plays", "reasons", "under", "line"):
            if not tag.get(key, True):
                del tag[key]
        if "under" in values:
            _refuse_ring(data, tag_id)

    return _changed(raw, edit)


def _refuse_ring(data: dict[str, Any], tag_id: str) -> None:
    above = {tag["id"]: tag.get("under") for tag in data["tags"]}
    at, passed = above[tag_id], {tag_id}
    while at is not None and at not in passed:
        if at not in above:
            raise CodebookInvalid(tr("There is no tag {at} for it to stand under. Choose another one.", at=at))
        passed.add(at)
        at = above[at]
    if at == tag_id:
        raise CodebookInvalid(tr("A tag cannot stand under itself or under what stands under it. Choose another one."))


def move_tag(raw: Raw, tag_id: str, before: str | None) -> dict[str, Any]:
    """The codebook with a tag at another place in its order, and under the tag that its new neighbour stands under.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        before: id of the tag that comes after it then; None: it stands last, and stays under what it is under.

    Raises:
        CodebookInvalid: there is no such tag, or it would stand under itself.
    """

    def move(data: dict[str, Any]) -> None:
        tag = _tag(data, tag_id)
        if before == tag_id:
            return
        data["tags"].remove(tag)
        place = len(data["tags"]) if before is None else data["tags"].index(_tag(data, before))
        data["tags"].insert(place, tag)
        if before is not None:
            over = _tag(data, before).get("under")
            tag.pop("under", None)
            tag.update({"under": over} if over else {})
            _refuse_ring(data, tag_id)

    return _changed(raw, move)


def _refuse_key_of_review(key: Any) -> None:
    if (told := str(key).upper()) in REVIEW_KEYS:
        raise CodebookInvalid(tr("The key {key} decides in a review. Choose another letter, or none.", key=told))


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


def set_majority(raw: Raw, *, is_proposed: bool) -> dict[str, Any]:
    """The codebook with what most readers say proposed in a review of several, or not.

    Args:
        raw: the codebook.
        is_proposed: False takes the key away: nothing is proposed then.
    """

    def change(data: dict[str, Any]) -> None:
        data.pop("majority", None)
        data.update({"majority": True} if is_proposed else {})

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
        raise CodebookInvalid(tr("A tag cannot be merged into itself. Choose another one."))

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


def add_example(raw: Raw, tag_id: str, example: Any, *, counter: bool = False) -> dict[str, Any]:
    """The codebook with one more example, or counterexample, of a tag.

    Args:
        raw: the codebook.
        tag_id: of the tag.
        example: a sentence, or what ``example_of`` gives.
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


def example_of(text: str, span: Span, article: str) -> dict[str, Any]:
    """A span as an example: its words in brackets in their context, and the place where they stand.

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
    return {"text": " ".join(words.split()), "article": article, "start": span.start, "end": span.end}


def place_of(example: Any) -> ExamplePlace | None:
    """The place that an example was taken from, if it says so."""
    if isinstance(example, Mapping):
        article, start, end = (example.get(key) for key in ("article", "start", "end"))
        is_place = isinstance(article, str) and type(start) is int and type(end) is int and 0 <= start < end
        return ExamplePlace(str(article), Span(start, end)) if is_place else None  # type: ignore[arg-type]
    match = _PLACE.search(str(example))
    return ExamplePlace(match["article"], Span(int(match["start"]), int(match["end"]))) if match else None


def parts_of(words: str) -> tuple[str, str, str]:
    """The words of an example before, in and after its first brackets; without any, all are before.

    Args:
        words: its sentence with [the span] in brackets.
    """
    before, opened, rest = words.partition("[")
    inside, closed, after = rest.partition("]")
    return (before, inside, after) if opened and closed else (words, "", "")


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


def edit_codebook(path: Path, edit: Callable[[Raw], dict[str, Any]]) -> int:
    """The version of a codebook once it is edited; what a colleague has written in the same moment is edited, too.

    Args:
        path: of ``codebook.json``.
        edit: gives the codebook as it is to be, of the parsed file, which is empty where there is none.

    Raises:
        CodebookInvalid: by ``edit``.
        SidecarInvalid: it cannot be read.
        SidecarConflict: others keep changing it.
        SaveFailed: the system would not.
    """
    for turn in reversed(range(_ROUNDS)):
        data, seen = read_codebook(path)
        made = edit(data)
        try:
            write_codebook(path, made, seen=seen)
        except SidecarConflict:
            if not turn:
                raise
            continue
        break
    return int(made["version"])


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
    Codebook.from_data(data, where=tr("The codebook"))
    return data


def _tag(data: dict[str, Any], tag_id: str) -> dict[str, Any]:
    for tag in data["tags"]:
        if tag["id"] == tag_id:
            found: dict[str, Any] = tag
            return found
    raise CodebookInvalid(tr("The codebook has no tag {tag_id} any more. Read it again.", tag_id=tag_id))


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
