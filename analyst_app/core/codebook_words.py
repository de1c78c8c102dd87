"""The words and numbers of a codebook as they can be shown, and a sentence about each that nobody would write.

Such a value stops nothing: the file keeps it as it is, the window shows it cut
or with its odd characters as escapes, and ``check`` names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from analyst_app.wording import tr, visible, whole

LONGEST_NAME = 200
"""Characters of a name that are shown."""
LONGEST_PROSE = 20_000
"""Characters of a definition, a rule or an example that are shown."""
HIGHEST_VERSION = 2**53 - 2
"""The highest version that is counted; every JSON parser reads it, and the one after it, exactly."""
_PROSE = ("definition", "edges", "examples", "counterexamples")
_LISTED = 3
"""Odd characters, or tags of a ring, that a sentence names."""


def new_id_for(name: str, taken: set[str]) -> str:
    """An id made of a name that no other has: small ASCII letters, digits, underscores.

    Args:
        name: in any script.
        taken: ids that are in use.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:48] or "tag"
    number = 2
    found = stem
    while found in taken:
        found = f"{stem}_{number}"
        number += 1
    return found


def shown(words: str, key: str) -> str:
    """A text of a codebook as it can stand in a sentence: not endless, and nothing in it acts on the words around.

    Args:
        words: as the file has them.
        key: that they stand under; a ``name`` is short and on one line.
    """
    most = LONGEST_NAME if key == "name" else LONGEST_PROSE
    if len(words) <= most and words.isprintable():
        return words
    seen = visible(words if len(words) <= most else f"{words[: most - 1]}…")
    return seen.replace("\n", r"\n").replace("\t", r"\t") if key == "name" else seen


def brief(problem: str) -> str:
    """A sentence about an item, without the whole of a value that has no end."""
    if len(problem) <= 400:
        return visible(problem)
    return f"{visible(problem[:200])[:200]} … {visible(problem[-100:])[-100:]}"


def counted_version(version: int) -> int:
    """A version, or the highest there is."""
    return min(version, HIGHEST_VERSION)


def odd_values(data: Mapping[str, Any]) -> Iterator[str]:
    """Sentences on what is kept in a codebook though nobody would write it, in the order of the file.

    Args:
        data: the parsed JSON; what breaks a rule in it is passed over.
    """
    version = data.get("version", 1)
    if type(version) is int and not 0 <= version <= HIGHEST_VERSION:
        yield tr(
            'the codebook has a "version" that is no number from 0 to {highest_version}; give it a small one',
            highest_version=HIGHEST_VERSION,
        )
    if type(data.get("majority", False)) is not bool:
        yield tr('the codebook has "majority" that is neither true nor false; nothing is proposed until it is true')
    yield from _of_words(data, tr("the codebook"))
    yield from _of_reasons(data, tr("the codebook"))
    tags = [tag for tag in _objects(data, "tags") if isinstance(tag.get("id"), str)]
    for tag in tags:
        place = f"tag {brief(tag['id'])}"
        yield from _of_words(tag, place)
        yield from _of_reasons(tag, place)
        for attribute in _objects(tag, "attributes"):
            within = f"{place}, attribute {brief(str(attribute.get('id')))}"
            yield from _of_words(attribute, within)
            for value in _objects(attribute, "values"):
                yield from _of_words(value, f"{within}, value {brief(str(value.get('id')))}")
        for role in _objects(tag, "links"):
            yield from _of_words(role, f"{place}, link {brief(str(role.get('role')))}")
    yield from _of_order(tags)


def _of_reasons(item: Mapping[str, Any], place: str) -> Iterator[str]:
    for reason in _objects(item, "reasons"):
        yield from _of_words(reason, f"{place}, reason {brief(str(reason.get('id')))}")


def _of_words(item: Mapping[str, Any], place: str) -> Iterator[str]:
    for key in ("name", *_PROSE):
        listed = item.get(key, "")
        most = LONGEST_NAME if key == "name" else LONGEST_PROSE
        for words in listed if isinstance(listed, list) and key != "name" else [listed]:
            words = words.get("text") if isinstance(words, Mapping) else words
            if not isinstance(words, str) or shown(words, key) == words:
                continue
            if len(words) > most:
                yield tr(
                    '{place} has "{key}" of {count} characters, of which {most} are shown; shorten it',
                    place=place,
                    key=key,
                    count=whole(len(words)),
                    most=whole(most),
                )
            odd = [f"U+{ord(letter):04X}" for letter in dict.fromkeys(words) if shown(letter, key) != letter]
            if odd:
                told = ", ".join(odd[:_LISTED]) + (", …" if len(odd) > _LISTED else "")
                yield tr(
                    '{place} has "{key}" with characters that are shown as escapes ({told}); take them out',
                    place=place,
                    key=key,
                    told=told,
                )


def _of_order(tags: list[Mapping[str, Any]]) -> Iterator[str]:
    """Tags whose ``under`` leads nowhere or round in a ring."""
    above: dict[str, str] = {}
    known = {tag["id"] for tag in tags}
    for tag in tags:
        tag_id, over = tag["id"], tag.get("under", "")
        if not isinstance(over, str):
            yield tr('tag {tag_id} has "under" that is no text; write the id of a tag', tag_id=brief(tag_id))
        elif over and over == tag_id:
            yield tr('tag {tag_id} is "under" itself; name another tag, or leave "under" out', tag_id=brief(tag_id))
        elif over and over not in known:
            yield tr('tag {tag_id} is "under" {over}, which is no tag here', tag_id=brief(tag_id), over=brief(over))
        elif over:
            above[tag_id] = over
    while above:
        way = [next(iter(above))]
        while (over := above.pop(way[-1], "")) and over not in way:
            way.append(over)
        if over:
            ring = way[way.index(over) :]
            told = ", ".join(map(brief, ring[:_LISTED])) + (" and so on" if len(ring) > _LISTED else "")
            yield tr(
                'tag {ring} is "under" itself by way of others ({told}); take "under" out of one of them',
                ring=brief(ring[0]),
                told=told,
            )


def _objects(item: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    listed = item.get(key, [])
    yield from (one for one in listed if isinstance(one, Mapping)) if isinstance(listed, list) else ()
