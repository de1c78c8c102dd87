"""brat standoff: a ``.txt`` and an ``.ann`` for each article, and ``annotation.conf``.

Offsets are code points, as brat counts. A span over a line break (or anything
else at which some reader ends a line) is written in parts, as brat wants it,
with one space between the parts in its text. Beside each text stands
``NAME.txt.source.json`` with the facts of its source and of the reading.
Format: brat 1.3 standoff.
"""

from __future__ import annotations

import json
import re
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import OURS, facts_of
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.unheld import file_stem, is_plain_name, relations_between, with_plain_labels
from analyst_app.storage.file_names import facts_name
from analyst_app.storage.team_files import FACTS_HEAD
from analyst_app.wording import marked

NOTE = "AnnotatorNotes"
_BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_VALUE = re.compile(r"[^\s|,<>]+")


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as its text and its standoff annotations.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = LossTally()
    spans = []
    lines: list[str] = []
    kept: list[Seen] = []
    for row in with_plain_labels(article.everything, article.id, losses):
        parts = _parts(row)
        if not parts:
            losses.add("edge white space", article.id, f"{row.label}: {row.text!r}")
            continue
        if (parts[0][0], parts[-1][1]) != (row.start, row.end):
            losses.add("edge white space", article.id, f"{row.label}: {row.text!r}")
        spans.append(row)
        words = " ".join(article.text[start:end] for start, end in parts)
        places = ";".join(f"{start} {end}" for start, end in parts)
        lines.append(f"T{len(spans)}\t{row.label} {places}\t{words}")
        kept.append((f"T{len(spans)}", parts[0][0], parts[-1][1], row.label, words))
    _attributes(article.id, spans, lines, kept, losses)
    for number, (head, tail, kind) in enumerate(relations_between(article, spans, losses), 1):
        if not is_plain_name(kind):
            losses.add("relation", article.id, kind)
            continue
        lines.append(f"R{number}\t{kind} Arg1:T{head + 1} Arg2:T{tail + 1}")
        kept.append((kind, f"T{head + 1}", f"T{tail + 1}"))
    stem = options.folder(article) + file_stem(article.id)
    ann = "".join(f"{line}\n" for line in lines)
    files = {f"{stem}.txt": article.text, f"{stem}.ann": ann, facts_name(f"{stem}.txt"): _beside(article)}
    return EncodedPiece({name: data.encode("utf-8") for name, data in files.items()}, kept, losses)


def _beside(article: ExportArticle) -> str:
    """The facts as they stand beside an article of a corpus, and what is said of the reading."""
    said = {**FACTS_HEAD, **facts_of(article.source), OURS: {"layers": layers_data(article.layers)}}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The rows of standoff lines, each span checked against the text beside it.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    text = next(data.decode("utf-8") for name, data in files.items() if name.endswith(".txt"))
    ann = next(data.decode("utf-8") for name, data in files.items() if name.endswith(".ann"))
    seen: list[Seen] = []
    for line in ann.split("\n")[:-1]:
        key, _, rest = line.partition("\t")
        if key[0] == "T":
            data, _, words = rest.partition("\t")
            label, _, places = data.partition(" ")
            parts = [tuple(map(int, part.split(" "))) for part in places.split(";")]
            if " ".join(text[start:end] for start, end in parts) != words:
                words = " ".join(text[start:end] for start, end in parts)  # then it differs, and is named
            seen.append((key, parts[0][0], parts[-1][1], label, words))
        elif key[0] == "R":
            kind, head, tail = rest.split(" ")
            seen.append((kind, head.removeprefix("Arg1:"), tail.removeprefix("Arg2:")))
        elif key[0] == "A":
            name, target, *value = rest.split(" ")
            seen.append((target, name, *value))
        else:
            data, _, words = rest.partition("\t")
            kind, _, target = data.partition(" ")
            seen.append((target, f"#{kind}", words))
    return seen


def configuration(options: Options) -> bytes:
    """``annotation.conf``: what may be marked, and that spans may overlap."""
    vocabulary = options.vocabulary
    labels = [label for label in vocabulary.labels if is_plain_name(label)]
    lines = ["[entities]", *labels, "", "[relations]", "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    ends = {role.role: "|".join(role.to) for tag in options.codebook.tags for role in tag.links}
    lines += [
        f"{kind}\tArg1:<ENTITY>, Arg2:{ends.get(kind, '<ENTITY>')}"
        for kind in vocabulary.relations
        if is_plain_name(kind)
    ]
    lines += ["", "[events]", "", "[attributes]"]
    for name in vocabulary.all_attributes:
        owners = [label for label in labels if name in vocabulary.attributes.get(label, ())]
        if is_plain_name(name) and owners:
            values = _values(options, name)
            lines.append(f"{name}\tArg:{'|'.join(owners)}" + (f", Value:{'|'.join(values)}" if values else ""))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _parts(row: SpanRow) -> list[tuple[int, int]]:
    parts, position = [], 0
    for found in (*_BREAK.finditer(row.text), None):
        end = found.start() if found else len(row.text)
        if end > position:
            parts.append((row.start + position, row.start + end))
        position = found.end() if found else end
    return parts


def _attributes(article: str, spans: list[SpanRow], lines: list[str], kept: list[Seen], losses: LossTally) -> None:
    number = notes = 0
    for place, row in enumerate(spans, 1):
        remarks = [(NOTE, row.note)] if row.note else []
        for name, value in row.attributes.items():
            if value is True and is_plain_name(name):
                number += 1
                lines.append(f"A{number}\t{name} T{place}")
                kept.append((f"T{place}", name))
            elif _fits(value) and is_plain_name(name):
                number += 1
                lines.append(f"A{number}\t{name} T{place} {value}")
                kept.append((f"T{place}", name, value))
            elif is_plain_name(name):
                words = exact_words(value)
                remarks.append((name, json.dumps(value) if _BREAK.search(words) else words))
            else:
                losses.add("attribute", article, f"{name} = {value} of {row.text[:60]}")
        for kind, words in remarks:
            notes += 1
            flat = _BREAK.sub(" ", words)
            if flat != words:
                losses.add("line break", article, words)
            lines.append(f"#{notes}\t{kind} T{place}\t{flat}")
            kept.append((f"T{place}", f"#{kind}", flat))


def _fits(value: Any) -> bool:
    return isinstance(value, str) and _VALUE.fullmatch(value) is not None and exact_words(value) == value


def _values(options: Options, name: str) -> list[str]:
    found = [
        value.id
        for tag in options.codebook.tags
        if (attribute := tag.attribute(name)) is not None
        for value in attribute.values
    ]
    return list(dict.fromkeys(found))


_BESIDE = f"`{facts_name('')}`"

FORMAT = Format(
    name="brat",
    holdings=Holdings(
        f"`.txt`, `.ann`, `{facts_name('.txt')}`, `annotation.conf`",
        overlaps="yes",
        relations="yes",
        values="yes",
        notes="yes",
        readings=f"folders; {_BESIDE}",
        facts=_BESIDE,
        records=_BESIDE,
    ),
    title=marked("For brat (text and standoff files)"),
    purpose=marked("Text and standoff files for the brat annotator and the many readers of its format."),
    encode=encode,
    read=read,
    frames=lambda options: {"annotation.conf": Frame(configuration(options))},
    holds_layers=False,
    needs_vocabulary=True,
    usage="python standalone.py  # brat, with PATH as its data folder",
    holds_records=True,
)
