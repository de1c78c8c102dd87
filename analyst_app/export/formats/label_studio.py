"""Label Studio: tasks with their annotations, and the labelling configuration.

A span is a region; attributes are per-region choices or text on the same
region id; a link is a relation result; whose it is stands in each region's
``meta`` (an unknown ``completed_by`` would be refused on import). Offsets are
code points, as its frontend stores them (label-studio-frontend, change 308).
"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from analyst_app.core.attribute_types import exact_words
from analyst_app.core.codebook import Attribute
from analyst_app.export.cells import plain
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.source_row import OURS, facts_of
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.wording import marked

_TEXT, _LABELS, _NOTE = "text", "label", "note"
SEVERAL, WORD = "several", "word"
"""Stand in the ``meta`` of a choice: of one value that is a list, and of words that a flag has as well."""
_BETWEEN = "__"
"""Stands between label and attribute in the name of a control."""
_DOUBTFUL = re.compile(r"_(?=[_.]|\Z)")
"""Underscores of a label that could be taken for a part of that."""


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a task with one annotation a reading.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    readings = [{"result": _result(unit, options)} for unit in article.apart()]
    source = article.source
    data = {"text": article.text, "document": article.id, "title": source.title, "outlet": source.outlet}
    data |= {"date": source.date, "url": source.url} | ({"author": source.author} if source.author else {})
    data |= {name: known for name, known in facts_of(source).items() if name not in data}
    entry = {"data": data, "meta": {OURS: article.about()}, "annotations": readings}
    kept: list[Seen] = [(row.id, row.start, row.end, row.label, row.text) for row in article.everything]
    kept += [(one.type, one.head, one.tail) for one in article.relations]
    kept += [(row.id, name, *_answers(options, row, name)) for row in article.everything for name in row.attributes]
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8")
    return EncodedPiece({f"{options.stem(article, 'tasks')}.json": line}, kept)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The regions, choices and relations of tasks.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        task = json.loads(data)
        text = task["data"]["text"]
        for reading in task["annotations"]:
            for one in reading["result"]:
                seen += _seen(one, text)
    return seen


def configuration(options: Options) -> bytes:
    """The labelling configuration: labels with their colours, choices shown for the labels that have them."""
    lines = ["<View>", f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    for label in options.vocabulary.labels:
        tag = options.codebook.tag(label)
        colour = f" background={quoteattr(tag.colour)}" if tag else ""
        lines.append(f"    <Label value={quoteattr(label)}{colour}/>")
    lines += ["  </Labels>", f'  <Text name="{_TEXT}" value="$text"/>']
    for label, names in options.vocabulary.attributes.items():
        for name in names:
            lines += _control(label, name, options)
    lines += [
        f'  <TextArea name="{_NOTE}" toName="{_TEXT}" perRegion="true"/>',
        "  <Relations>",
        *(f"    <Relation value={quoteattr(kind)}/>" for kind in options.vocabulary.relations),
        "  </Relations>",
        "</View>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _result(unit: ExportArticle, options: Options) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    for row in unit.everything:
        place = {"start": row.start, "end": row.end, "text": row.text}
        common: dict[str, Any] = {"id": row.id, "to_name": _TEXT, "meta": {"text": [f"annotator: {row.annotator}"]}}
        result.append({**common, "from_name": _LABELS, "type": "labels", "value": place | {"labels": [row.label]}})
        for name in row.attributes:
            kind = "choices" if _is_choice(options, row, name) else "textarea"
            key = "choices" if kind == "choices" else "text"
            named = {**common, "from_name": control_name(row.label, name), "type": kind}
            if kind == "choices" and (said := _said_beside(row.attributes[name])):
                named["meta"] = common["meta"] | {OURS: said}
            result.append({**named, "value": place | {key: _answers(options, row, name)}})
        if row.note:
            result.append({**common, "from_name": _NOTE, "type": "textarea", "value": place | {"text": [row.note]}})
    result += [
        {"type": "relation", "from_id": one.head, "to_id": one.tail, "direction": "right", "labels": [one.type]}
        for one in unit.relations
    ]
    return result


def _seen(one: dict[str, Any], text: str) -> list[Seen]:
    if one["type"] == "relation":
        return [(one["labels"][0], one["from_id"], one["to_id"])]
    value = one["value"]
    if one["type"] == "labels":
        start, end = value["start"], value["end"]
        words = value["text"] if text[start:end] == value["text"] else text[start:end]
        return [(one["id"], start, end, value["labels"][0], words)]
    if one["from_name"] == _NOTE:
        return []
    return [(one["id"], attribute_of(one["from_name"]), *(value.get("choices") or value["text"]))]


def control_name(label: str, name: str) -> str:
    """The name of the control for an attribute of a label; no two attributes have the same.

    A name is one word for a label and an attribute, and must be unique among
    the controls. Two underscores part them, so none may stand in the label or
    run into its end: ``a__b`` is written ``a_._b``. Other labels stay as they are.

    Args:
        label: a label of the dataset.
        name: an attribute's name; empty for the label itself.
    """
    return f"{_DOUBTFUL.sub('_.', label)}{_BETWEEN}{name}"


def attribute_of(control: str) -> str:
    """The attribute that a control named by ``control_name`` stands for."""
    return control.split(_BETWEEN, 1)[1]


def _control(label: str, name: str, options: Options) -> list[str]:
    shown = f'toName="{_TEXT}" perRegion="true" whenTagName="{_LABELS}" whenLabelValue={quoteattr(label)}'
    control = quoteattr(control_name(label, name))
    attribute = _attribute(options, label, name)
    if attribute is None or not attribute.cells:
        return [f"  <TextArea name={control} {shown}/>"]
    choices = [f"    <Choice value={quoteattr(value)}/>" for value in attribute.cells]
    header = f"  <Header value={quoteattr(escape(attribute.name))}/>"
    most = "multiple" if attribute.several else "single"
    return [header, f'  <Choices name={control} {shown} choice="{most}">', *choices, "  </Choices>"]


def _is_choice(options: Options, row: SpanRow, name: str) -> bool:
    attribute = _attribute(options, row.label, name)
    return attribute is not None and bool(attribute.cells) and attribute.takes(row.attributes[name])


def _answers(options: Options, row: SpanRow, name: str) -> list[str]:
    """A value as its control has it: the cells of a choice, else words that say which value they were."""
    value = row.attributes[name]
    if not _is_choice(options, row, name):
        return [exact_words(value)]
    return [plain(one) for one in (value if isinstance(value, list) else [value])]


def _said_beside(value: Any) -> str:
    """The word for what a control takes for another value: a list of one, and the words of a flag; else empty."""
    if isinstance(value, list):
        return SEVERAL if len(value) == 1 else ""
    return WORD if value in ("true", "false") else ""


def _attribute(options: Options, label: str, name: str) -> Attribute | None:
    tag = options.codebook.tag(label)
    return tag.attribute(name) if tag else None


def _frames(options: Options) -> dict[str, Frame]:
    tasks = {f"{stem}.json": Frame(b"[\n", b",\n", b"\n]\n") for stem in options.splits or ("tasks",)}
    return tasks | {"labelling-config.xml": Frame(configuration(options))}


FORMAT = Format(
    name="label-studio",
    holdings=Holdings(
        "tasks and `labelling-config.xml`",
        overlaps="yes",
        relations="yes",
        values="choices and text",
        notes="yes",
        readings="annotations",
        facts="`data`; `meta`",
        records="`meta`",
    ),
    title=marked("For Label Studio (JSON)"),
    purpose=marked("Tasks and labelling configuration for Label Studio, with choices for each region and relations."),
    encode=encode,
    read=read,
    frames=_frames,
    needs_vocabulary=True,
    holds_records=True,
)
