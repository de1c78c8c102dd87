"""The contract of a format: a description, and pure functions on one article.

``encode`` turns an article into bytes for the files of the export; ``read``
turns those bytes back, knowing nothing of the article, so that every span can
be compared with its source. Neither touches a disk, so they run as well in a
process pool as on a cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.core.codebook import Codebook
from analyst_app.export.facts.source_row import EVERY_FACT, FACTS
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow
from analyst_app.language.known_people import NOBODY, KnownPeople
from analyst_app.storage.file_names import is_reserved

Seen = tuple[object, ...]
"""A span or relation as it stands in an export: what verification compares."""


@dataclass(frozen=True)
class Vocabulary:
    """The labels, attributes and relation types that can occur: codebook first, then what was found."""

    labels: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Attribute ids by label."""
    relations: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """The kind of each fact that was found, by name: a key of ``value_kinds.KINDS``."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The kind of the values of each attribute that was found."""

    @classmethod
    def of(cls, codebook: Codebook) -> Vocabulary:
        """The labels, attributes and roles that a codebook allows."""
        return cls(
            tuple(tag.id for tag in codebook.tags),
            {tag.id: tuple(attribute.id for attribute in tag.attributes) for tag in codebook.tags},
            tuple(dict.fromkeys(role.role for tag in codebook.tags for role in tag.links)),
        )

    def with_found(
        self,
        attributes: Mapping[str, Iterable[str]],
        relations: Iterable[str],
        *,
        facts: Mapping[str, str] | None = None,
        kinds: Mapping[str, str] | None = None,
    ) -> Vocabulary:
        """This and, sorted after it, what a survey found.

        Args:
            attributes: attribute ids by label, for every label found.
            relations: relation types found.
            facts: facts found, with their kinds.
            kinds: kinds of values, by attribute.
        """
        labels = (*self.labels, *sorted(set(attributes) - set(self.labels)))
        known = {label: self.attributes.get(label, ()) for label in labels}
        return Vocabulary(
            labels,
            {label: (*ids, *sorted(set(attributes.get(label, ())) - set(ids))) for label, ids in known.items()},
            (*self.relations, *sorted(set(relations) - set(self.relations))),
            dict(sorted((facts or {}).items())),
            dict(kinds or {}),
        )

    @cached_property
    def all_attributes(self) -> tuple[str, ...]:
        """Attribute ids of all labels, each once."""
        return tuple(dict.fromkeys(name for ids in self.attributes.values() for name in ids))


@dataclass(frozen=True)
class Options:
    """The person's choices and the corpus's shape; the same for every article."""

    codebook: Codebook
    vocabulary: Vocabulary
    overlap: str = ""
    """A key of ``overlap.STRATEGIES``, or empty where the format needs none."""
    with_text: bool = True
    """False: standoff only, with quotes of at most ``quote_length`` characters."""
    quote_length: int = 32
    with_zones: bool = True
    """False: the text of skip zones is left out."""
    annotators: tuple[str, ...] = ()
    """All layers that are exported."""
    splits: tuple[str, ...] = ()
    """Names of the splits, or empty."""
    scheme: str = "IOB2"
    """Of CoNLL: IOB2 or IOBES."""
    is_one_file: bool = False
    """True if the output names the one data file of its format."""
    corpus: str = ""
    """Name of the corpus, for a title."""
    people: KnownPeople = NOBODY
    """Those that the team knows, where the format names people or a person is in one part of a split."""
    kept: tuple[Any, ...] = ()
    """Projects that came in and are written back: of the type that the format's ``keeps`` gives."""
    with_tokens: bool = True
    """False: a Hugging Face folder has no rows of tokens, which take half of the time."""
    keep: tuple[str, ...] = ()
    """Of ``wordless.KEEPS``: what goes in all the same where texts do not."""

    def stem(self, article: ExportArticle, plain: str = "data") -> str:
        """Name of the file that an article's rows go to, without its ending.

        Args:
            article: the article as flat rows.
            plain: the name where there are no splits.
        """
        return article.split or plain

    def folder(self, article: ExportArticle) -> str:
        """Folder for an article's own files: by split, and by annotator if there are several."""
        parts = [article.split] if article.split else []
        if len(self.annotators) > 1 and len(article.layers) == 1:
            parts.append(_folder_of(article.layers[0].annotator))
        return "".join(f"{part}/" for part in parts)

    def unnamed(self) -> tuple[str, ...]:
        """Of a format whose files do not name the annotator the kind of loss, unless her folder does."""
        return () if len(self.annotators) > 1 else ("unnamed reading",)

    def folders(self) -> list[str]:
        """Every folder that ``folder`` can name."""
        annotators = self.annotators if len(self.annotators) > 1 else ("",)
        return [
            "".join(f"{part}/" for part in (split, _folder_of(annotator)) if part)
            for split in self.splits or ("",)
            for annotator in annotators
        ]

    def quote(self, text: str, label: str = "") -> str:
        """A span's words as far as they may be given: those of a name whole, if names are kept.

        Args:
            text: the words.
            label: of the span.
        """
        return text if self.with_text or label in self._named else text[: self.quote_length]

    @cached_property
    def _named(self) -> frozenset[str]:
        """Ids of the tags that mark names, if names are kept."""
        return self.codebook.ids_counted_as("actor") if "names" in self.keep else frozenset()


class EncodedPiece(msgspec.Struct, gc=False):
    """One article in a format."""

    files: dict[str, bytes]
    """Bytes for the end of each file of the export, by path in it."""
    kept: list[Seen] | Callable[[], list[Seen]]
    """The rows that reading the files back must give, in any order."""
    losses: LossTally = msgspec.field(default_factory=LossTally)


@dataclass(frozen=True)
class Frame:
    """Bytes before, between and after the pieces of a file."""

    head: bytes = b""
    joiner: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True)
class HubConfig:
    """Rows of one kind in a dataset folder: a configuration, as the Hugging Face hub says."""

    name: str
    purpose: str
    """A sentence on what the rows are."""
    paths: Mapping[str, str]
    """The pattern of its data files by split."""
    features: list[dict[str, Any]]
    """Its columns, as the YAML of a card lists them."""
    columns: Any
    """Its columns, as an Arrow schema."""
    classes: Mapping[str, Sequence[str]]
    """The names of the classes of each column whose numbers stand for names."""
    rows: Mapping[str, int]
    """Number of rows by split."""
    sizes: Mapping[str, int]
    """Bytes of the rows by split, as they lie in memory."""


Keep = Callable[[list[Seen]], None]
"""Told what reading a shard back must give."""
Encode = Callable[[ExportArticle, Options], EncodedPiece]
Read = Callable[[dict[str, bytes], Options], list[Seen]]
Recipe = Callable[[Path, Options, Sequence[str], str], dict[str, str]]
"""Texts of files by name, made of the folder of the export, the choices, the languages and the longest span's words."""
ShardName = Callable[[str, int, int], str]
"""The path of a shard in the export, by its split, its number and the number of all shards of the split."""


def _shard_name(split: str, number: int, count: int) -> str:
    return f"{split}-{number:05}-of-{count:05}"


@dataclass(frozen=True)
class Holdings:
    """The places at which a format has things, in a few words; empty: none, and each such thing is named as lost.

    Words that begin with ``only`` say what of it there is. The docs' table is made of these.
    """

    what: str = ""
    """A few words on its files."""
    overlaps: str = ""
    relations: str = ""
    values: str = ""
    """Of attributes: with their types where nothing else is said."""
    notes: str = ""
    """On annotations and on a whole reading."""
    readings: str = ""
    """The annotator of each, its status, and its codebook."""
    facts: str = ""
    """Of the source, with their types where nothing else is said."""
    records: str = ""
    """Decisions and replies of review with their reasons, places dismissed, and what waits without a place."""


@dataclass(frozen=True)
class Format:
    """A kind of dataset that can be written."""

    name: str
    purpose: str
    """One sentence: what it is for."""
    title: str = ""
    """A few words by which a person chooses it; empty: ``purpose`` says it."""
    holdings: Holdings = Holdings()
    """The things that it holds."""
    encode: Encode | None = None
    read: Read | None = None
    is_same: Callable[[ExportArticle, dict[str, bytes], Options], bool] | None = None
    """True if files read back as the very article: a quick road past comparing item by item."""
    frames: Callable[[Options], dict[str, Frame]] = lambda _: {}
    """Heads, joiners and tails of files by path; a file named here is written even if no article has a row."""
    bind: Callable[[Path, Options], None] | None = None
    """Makes the final files of a folder of staged ones, in place, and removes those."""
    unbind: Callable[[Path, Options], Iterable[Seen]] | None = None
    """Reads the final files back, in the order of writing, where ``bind`` made them."""
    shard: Callable[[Path, Iterable[ExportArticle], Options, Keep], LossTally] | None = None
    """Writes one file of several articles, for formats whose files cannot be appended to; tells what it keeps."""
    read_shard: Callable[[Path, Options], Iterable[list[Seen]]] | None = None
    """Reads such a file back, some articles at a time."""
    shard_parts: Callable[[Options], Mapping[str, ShardName]] = lambda _: {"": _shard_name}
    """The files of which a shard consists: by the end of their names while written, what names each in the export."""
    suffix: str = ""
    """Ending of the one data file, where there is one: then ``--output`` may name it."""
    single: str = ""
    """Name of that file in a folder."""
    overlap: tuple[str, ...] = ()
    """Strategies that apply, the default first; empty if overlaps are held."""
    overlap_default: bool = True
    """True if one of them is needed."""
    holds_layers: bool = True
    """True if readings of several annotators fit side by side; else each gets files of its own."""
    facts: tuple[str, ...] = (*FACTS, EVERY_FACT)
    """The facts of an article that it has a place for; the others are told."""
    holds_told: bool = False
    """True if it has places for ``assist``, ``actor``, ``verified`` and other keys of a span; else values say them."""
    holds_records: bool = False
    """True if it has a place for what stands beside annotations: decisions, replies, places dismissed, what waits."""
    holds_path: bool = False
    """True if it has a place for the groups that a span's tag stands under; else that is told."""
    shows_rest: bool = False
    """True if it shows what has no place in the text, decisions and replies, and the people that the team knows."""
    holds_standoff: bool = False
    """True if it can be written without the texts."""
    keeps: tuple[str, Callable[[bytes, str], Any]] | None = None
    """End of the names of files beside the articles that it writes back, and what reads one; ValueError: damaged."""
    mixed: Callable[[Options], Iterable[str]] = lambda _: ()
    """Names of columns that are words because their values are of several types: that is told."""
    needs_facts: bool = False
    """True if the names and kinds of facts must be known before the first byte."""
    needs_vocabulary: bool = False
    """True if labels and attributes must be known before the first byte."""
    seen_as: str = ""
    """The format whose rows are the same in letters, where its own files have none; ``-`` where none is like it."""
    usage: str = ""
    """A line of Python that loads it, with PATH where the output goes."""
    hub: Callable[[Path, Options], tuple[HubConfig, ...]] | None = None
    """The kinds of rows in the folder of an export, for the YAML of a card on the Hugging Face hub and Croissant."""
    recipe: Recipe | None = None
    """Makes files by which a model is trained on the export."""
    extra: str = ""
    """Extra of ``pyproject.toml`` that it needs."""

    def shard_files(self, path: Path, options: Options) -> list[Path]:
        """The files of which a shard consists while it is written, in the order of ``shard_parts``.

        Args:
            path: of the shard.
            options: the choices of the export.
        """
        return [Path(f"{path}{ending}") for ending in self.shard_parts(options)]

    def remove_shard(self, path: Path, options: Options) -> None:
        """Let go of those files, as far as there are any.

        Args:
            path: of the shard.
            options: the choices of the export.
        """
        for file in self.shard_files(path, options):
            file.unlink(missing_ok=True)


def _folder_of(layer_id: str) -> str:
    """Folder of an annotator's own files; of an id that Windows takes for a device, one that no other id has."""
    return f"layer {layer_id}" if is_reserved(layer_id) else layer_id


def span_seen(row: SpanRow, options: Options | None = None) -> Seen:
    """A span as verification compares it.

    Args:
        row: a row of the article.
        options: the choices of the export, the same for every article.
    """
    return (row.start, row.end, row.label, options.quote(row.text, row.label) if options else row.text)


def relation_seen(row: RelationRow) -> Seen:
    """A relation as verification compares it."""
    return (row.type, row.head, row.tail)
