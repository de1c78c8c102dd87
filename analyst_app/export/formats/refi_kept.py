"""A REFI-QDA project that came in, as ``NAME.refi.json`` keeps it, ready to be written back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from analyst_app.core.refi.positions import Counting, Positions
from analyst_app.core.refi.tree import Meaning
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow

FORMAT = "media-refi"
_PATHS = ("plainTextPath", "richTextPath", "path", "currentPath")


@dataclass(frozen=True)
class KeptSource:
    """A text of such a project, and the annotations that came of it."""

    guid: str
    """Of the element that holds its selections."""
    article: str
    """Name that the import gave it."""
    sha256: str
    """Of the article's text at the import."""
    counting: Counting
    member: str
    """Of the project's archive; empty if the text stands in the XML or elsewhere."""
    breaks: str
    """``CRLF`` if all its line ends are that."""
    raw: str
    """Its text, where line ends differ; else empty."""
    has_bom: bool
    records: Mapping[tuple[str, str], Mapping[str, Any]]
    """Content of annotations at the import, by layer and id."""
    links: Mapping[tuple[str, str, str, str], str]
    """Guid of a link, by layer, role, and ids of its ends."""

    def raw_of(self, text: str) -> str:
        """The text as the project had it, of the article's text."""
        return self.raw or (text.replace("\n", "\r\n") if self.breaks == "CRLF" else text)

    def file_of(self, text: str) -> bytes:
        """The bytes of its member, of the article's text."""
        return (("\ufeff" if self.has_bom else "") + self.raw_of(text)).encode("utf-8")

    def positions(self, text: str) -> Positions:
        """Positions in it, of the article's text."""
        return Positions(self.raw_of(text), self.counting)

    def holds(self, row: SpanRow) -> bool:
        """True if an annotation is as it came in."""
        record = self.records.get((row.annotator, row.id))
        return record is not None and all(
            (
                record["tag"] == row.label,
                record["start"] == row.start,
                record["end"] == row.end,
                record["attributes"] == row.attributes,
                record["note"] == row.note,
            )
        )

    def link_of(self, row: RelationRow) -> str:
        """Guid of the link that a relation came of; empty if it is new."""
        return self.links.get((row.annotator, row.type, row.head, row.tail), "")


@dataclass(frozen=True, eq=False)
class KeptProject:
    """A whole project as an import kept it."""

    name: str
    """Of the file that keeps it."""
    main: str
    """Member with the XML."""
    space: str
    """Name space of the XML."""
    counting: Counting
    """The counting of positions in all of its texts."""
    tree: Mapping[str, Any]
    meanings: Mapping[str, Meaning]
    """The meaning of each code, by guid."""
    users: Mapping[str, str]
    """Layer id by guid of the user."""
    tags: Mapping[str, Mapping[str, str]]
    """Name, colour and definition of each tag at the import, by id."""
    sources: tuple[KeptSource, ...]
    files: Mapping[str, Mapping[str, Any]]
    codes: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Guid by tag, attribute and value."""

    def __post_init__(self) -> None:
        for guid, meaning in self.meanings.items():
            self.codes.setdefault(code_key(meaning), guid)

    def fits(self, other: KeptProject) -> bool:
        """True if both can stand in one file: their positions count in one way."""
        return self.counting == other.counting

    def with_other_names(self, taken: Collection[str]) -> KeptProject:
        """The same with other names for the files of its archive that have a name which is taken.

        Args:
            taken: names that files of other projects have.
        """
        own = self.members
        new: dict[str, str] = {}
        for name in sorted(own & set(taken)):
            folder, _, short = name.rpartition("/")
            number = 2
            while (made := f"{folder}/{number}-{short}".lstrip("/")) in own or made in taken:
                number += 1
            new[name] = made
        if not new:
            return self
        shorts = {PurePosixPath(old).name: PurePosixPath(made).name for old, made in new.items()}
        sources = tuple(replace(source, member=new.get(source.member, source.member)) for source in self.sources)
        files = {new.get(name, name): held for name, held in self.files.items()}
        return replace(self, tree=_with_paths(self.tree, shorts), sources=sources, files=files, codes={})

    @cached_property
    def by_text(self) -> dict[str, list[KeptSource]]:
        """Its sources by the hash of their text."""
        found: dict[str, list[KeptSource]] = {}
        for source in self.sources:
            found.setdefault(source.sha256, []).append(source)
        return found

    @property
    def layers(self) -> set[str]:
        """The layers that came of it."""
        return {layer for source in self.sources for layer, _ in source.records}

    @property
    def members(self) -> set[str]:
        """Names of the files of its archive."""
        return {*self.files, *(source.member for source in self.sources)} - {""}

    @property
    def left_out(self) -> list[str]:
        """Files of the project that were too large to be kept."""
        return [name for name, held in self.files.items() if "bytes" in held]

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> KeptProject:
        """The project in such a file.

        Args:
            data: the file's bytes.
            name: the file's name.

        Raises:
            ValueError: it is no such file, or damaged.
        """
        held = json.loads(data)
        if not isinstance(held, dict) or held.get("format") != FORMAT or held.get("version") != 1:
            raise ValueError("it keeps no REFI-QDA project of a version that is known here")
        try:
            return cls._of(held, name)
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError(f"it is not laid out as it should be ({error})") from error

    @classmethod
    def _of(cls, held: dict[str, Any], name: str) -> KeptProject:
        counting = Counting.from_data(held["counting"])
        meanings = {
            guid: Meaning(one.get("tag", ""), one.get("attribute", ""), one.get("value"))
            for guid, one in held["mapping"].items()
        }
        sources = tuple(_source(one, counting) for one in held["texts"])
        space = str(held["space"]).strip("{}")
        return cls(
            name,
            held["main"],
            space,
            counting,
            held["project"],
            meanings,
            held["users"],
            held["tags"],
            sources,
            held["files"],
        )


def code_key(meaning: Meaning) -> tuple[str, ...]:
    """A code's place among tags, attributes and values."""
    if not meaning.attribute:
        return (meaning.tag,)
    value = () if meaning.value is True else (str(meaning.value),)
    return (meaning.tag, meaning.attribute, *value)


def sources_of(article: ExportArticle, projects: Iterable[KeptProject]) -> list[KeptSource]:
    """The sources that an article came of, that of its name first; none if its text is another now.

    Args:
        article: the article as flat rows.
        projects: all that are written back.
    """
    if article.cut:
        return []
    same = [one for project in projects for one in project.by_text.get(article.source.text_sha256, ())]
    stem = PurePosixPath(article.id).stem
    return sorted(same, key=lambda one: PurePosixPath(one.article).name != stem)


def _with_paths(node: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An element whose paths lead to files under other names."""
    made = dict(node)
    if "attributes" in made:
        made["attributes"] = {
            key: value.removesuffix(short) + names[short]
            if key in _PATHS and (short := PurePosixPath(value).name) in names
            else value
            for key, value in made["attributes"].items()
        }
    if "children" in made:
        made["children"] = [_with_paths(child, names) for child in made["children"]]
    return made


def _source(one: Mapping[str, Any], counting: Counting) -> KeptSource:
    records = {(layer, key): record for layer, held in one["annotations"].items() for key, record in held.items()}
    links = {(layer, role, head, tail): guid for layer, role, head, tail, guid in one["links"]}
    return KeptSource(
        one["source"], one["article"], one["text_sha256"], counting, one.get("member", ""), one.get("breaks", ""),
        one.get("raw", ""), bool(one.get("byte_order_mark")), records, links,
    )  # fmt: skip
