"""Reads Label Studio's tasks (JSON) and its short form (JSON_MIN).

Regions become annotations, what was answered for a region its attributes, what
was answered for the whole text lines in the note of that reading. Each person's
annotation is a reading of its own, and each prediction a model's. Annotations
that were skipped and drafts that were not submitted stay out and are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations import own_layers
from analyst_app.importers.annotations.imported_layer import ForeignLayer
from analyst_app.importers.annotations.labelled import studio_texts
from analyst_app.importers.annotations.labelled.label_studio_regions import Regions, has_place
from analyst_app.importers.annotations.labelled.labelled_text import LabelledText, add_note, listed, words_of

_READINGS = ("annotations", "completions")
# keys that are read, or that only keep the books
_OF_TASKS = {"id", "data", "annotations", "completions", "predictions", "drafts", "meta", "file_upload"}
_OF_TASKS |= {"inner_id", "created_at", "updated_at", "project", "updated_by", "comment_authors"}
_OF_TASKS |= {"total_annotations", "overlap", "cancelled_annotations", "total_predictions", "comment_count"}
_OF_TASKS |= {"unresolved_comment_count", "allow_skip", "last_comment_updated_at", "is_labeled", "agreement"}
_OF_TASKS |= {"precomputed_agreement", "annotators", "state", "annotations_results", "annotations_ids"}
_OF_TASKS |= {"completed_at", "avg_lead_time"}
_OF_READINGS = {"id", "completed_by", "result", "was_cancelled", "skipped", "ground_truth", "draft", "drafts"}
_OF_READINGS |= {"comments", "reviews", "created_at", "updated_at", "created_ago", "created_username"}
_OF_READINGS |= {"lead_time", "task", "project", "prediction", "parent_prediction", "parent_annotation"}
_OF_READINGS |= {"updated_by", "unique_id", "last_action", "last_created_by", "result_count", "import_id"}
_OF_READINGS |= {"draft_created_at", "bulk_created", "cluster", "neighbors", "mislabeling", "model_version"}
_OF_READINGS |= {"score", "model", "model_run", "job", "stage", "state"}
_OF_RESULTS = {"id", "from_name", "to_name", "type", "value", "origin", "meta", "score", "readonly", "hidden"}
_OF_RESULTS |= {"locked", "parentID", "from_id", "to_id", "direction", "labels", "original_width"}
_OF_RESULTS |= {"original_height", "original_length", "image_rotation"}
_OF_SHORT = {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"}


class _Reading(NamedTuple):
    """An annotation or a prediction of a task."""

    who: str
    results: list[Any]
    notes: list[str]
    score: Any = None


def looks_known(entry: Mapping[str, Any]) -> bool:
    """True if an entry is a task, in full or in the short form."""
    return isinstance(entry.get("data"), Mapping) or _is_short(entry)


def read(entry: Mapping[str, Any], where: str, layer: str) -> list[LabelledText]:
    """The texts of a task with the readings of each; usually one.

    Args:
        entry: as Label Studio writes it.
        where: the entry, as a person finds it.
        layer: whose reading it is, where the entry does not say.

    Raises:
        ValueError: the task has no text.
        TypeError: it is not laid out as a task is.
    """
    task = _in_full(entry) if _is_short(entry) else entry
    where = f"{where} (task {task['id']})" if task.get("id") is not None else where
    first = LabelledText("")
    readings = list(_readings(task, where, layer, first))
    if any(not isinstance(one, Mapping) for reading in readings for one in reading.results):
        raise TypeError("a result is no object")
    for known, held in (
        (_OF_READINGS, _annotations(task)),
        (_OF_RESULTS, [r for one in readings for r in one.results]),
    ):
        first.unknown += [key for one in held for key in one if key not in known and one[key] not in (None, "", [], {})]
    values = [one["value"] for reading in readings for one in reading.results if has_place(one)]
    is_page = any("hypertextlabels" in one or str(one["start"]).startswith("/") for one in values)
    data = task["data"]
    texts = studio_texts.texts_of(data, is_page)
    if not texts:
        raise ValueError(f"it has no text ({line_of(words_of(data), 40)})")
    made = _by_text(readings, texts, where, first)
    name = data.get("document")
    used = {key for key, _ in made}
    for key, one in made:
        one.name = name if isinstance(name, str) else ""
        if len(made) > 1 and one.name:
            one.name = f"{one.name.removesuffix('.txt')}-{key}"
        meta = task.get("meta")
        facts, told = own_layers.about_in(meta.get(own_layers.KEY) if isinstance(meta, Mapping) else None)
        if told is not None:
            own_layers.put_layers(one.layers, told)
            one.facts |= facts
            meta = {key: value for key, value in dict(meta or {}).items() if key != own_layers.KEY}
        elsewhere = own_layers.USUAL_FACTS | facts.keys() if told is not None else set()
        one.take_facts(data, skip=used | {"document"} | elsewhere)
        one.take_facts(meta if isinstance(meta, Mapping) else {"meta": meta})
        one.take_facts(task, skip=_OF_TASKS)
    made[0][1].losses.take(first.losses)
    made[0][1].unknown += first.unknown
    return [one for _, one in made]


def _annotations(task: Mapping[str, Any]) -> list[Any]:
    return [one for key in _READINGS for one in listed(task.get(key))]


def _readings(task: Mapping[str, Any], where: str, layer: str, losing: LabelledText) -> Iterator[_Reading]:
    """The readings that count, and what of the others there is no place for.

    Args:
        task: as Label Studio writes it.
        where: the entry, as a person finds it.
        layer: whose reading it is, where the entry does not say.
        losing: gets the losses.
    """
    drafts = len(listed(task.get("drafts")))
    annotations = _annotations(task)
    counted: dict[str, int] = {}
    for number, one in enumerate(annotations):
        if one.get("was_cancelled") or one.get("skipped"):
            losing.losses.add("rejected", f"{where}: annotation {one.get('id', number + 1)} was skipped")
            continue
        drafts += bool(one.get("draft")) + len(listed(one.get("drafts")))
        if not _who(one) and not listed(one.get("result")) and len(annotations) == 1:
            continue  # nobody's, and nothing in it
        who = _who(one) or (f"{layer}-{number + 1}" if len(annotations) > 1 else layer)
        counted[who] = counted.get(who, 0) + 1
        notes = ["Ground truth in Label Studio."] if one.get("ground_truth") else []
        if counted[who] > 1:
            notes.append(f"Reading {counted[who]} of {who}.")
            who = f"{who}-r{counted[who]}"
        for comment in [*listed(one.get("comments")), *listed(one.get("reviews"))]:
            notes.append(_comment(comment))
        yield _Reading(who, listed(one.get("result")), notes)
    if drafts:
        losing.losses.add("draft", where, drafts)
    for number, one in enumerate(listed(task.get("predictions"))):
        if not isinstance(one, Mapping):  # a number of one that was not exported
            losing.unknown.append("predictions")
            continue
        version = str(one.get("model_version") or number + 1)
        yield _Reading(f"model-{version.removeprefix('model-')}", listed(one.get("result")), [], one.get("score"))


def _by_text(
    readings: list[_Reading], texts: Mapping[str, studio_texts.StudioText], where: str, losing: LabelledText
) -> list[tuple[str, LabelledText]]:
    """The texts that have regions, by key, each with its part of all readings.

    Args:
        readings: of the task.
        texts: of the task, by key.
        where: the entry, as a person finds it.
        losing: gets the losses.
    """
    names = dict.fromkeys(str(r.get("to_name", "")) for one in readings for r in one.results if has_place(r))
    keys: dict[str, str] = {}
    notes: dict[str, str] = {}
    for name in names or {"": None}:
        values = [
            r["value"] for one in readings for r in one.results if has_place(r) and str(r.get("to_name", "")) == name
        ]
        keys[name], is_certain = studio_texts.chosen(texts, name, values)
        if not is_certain:
            notes[keys[name]] = f"The text of {where} is taken from its field “{keys[name]}”, the longest."
    made: list[tuple[str, LabelledText]] = []
    for key in dict.fromkeys(keys.values()):
        one = LabelledText(texts[key].text, notes=[notes[key]] if key in notes else [])
        for reading in readings:
            layer = ForeignLayer(reading.who)
            if not made:
                add_note(layer, *reading.notes)
            here = [r for r in reading.results if not has_place(r) or keys.get(str(r.get("to_name", ""))) == key]
            regions = Regions(texts[key], layer, one.losses, where)
            regions.read(here, score=reading.score, is_first=not made)
            one.layers.append(layer)
        made.append((key, one))
    return made


def _who(reading: Mapping[str, Any]) -> str:
    """Return the name of the person whose annotation it is; empty if it does not say."""
    by = reading.get("completed_by")
    if isinstance(by, Mapping):
        named = by.get("email") or by.get("username")
        return str(named) if named else f"annotator-{by['id']}" if by.get("id") is not None else ""
    for region in listed(reading.get("result")):
        meta = region.get("meta")
        for words in listed(meta.get("text")) if isinstance(meta, Mapping) else []:
            if str(words).startswith("annotator: "):
                return str(words).removeprefix("annotator: ")
    if by is None:  # old versions: the address and the number of the person
        by = str(reading.get("created_username") or "").partition(" ")[0] or None
    if isinstance(by, str):
        return by
    return f"annotator-{by}" if by is not None else ""


def _comment(comment: Any) -> str:
    if not isinstance(comment, Mapping):
        return str(comment)
    by = comment.get("created_by")
    name = str(by.get("email") or by.get("id") or "") if isinstance(by, Mapping) else str(by or "")
    words = str(comment.get("text") or comment.get("comment") or ("accepted" if comment.get("accepted") else ""))
    return f"{name}: {words}" if name and words else words


def _is_short(entry: Mapping[str, Any]) -> bool:
    return "annotation_id" in entry or ("annotator" in entry and "lead_time" in entry)


def _in_full(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The short form as the task that it was made of: what has a value's shape is a result, the rest is data."""
    data: dict[str, Any] = {}
    results: list[dict[str, Any]] = []
    for key, held in entry.items():
        if key in _OF_SHORT:
            continue
        values = held if isinstance(held, list) else [held]
        kinds = [_kind_of(one) for one in values]
        if not values or not all(kinds):
            data[key] = held
            continue
        for kind, value in zip(kinds, values, strict=True):
            place = f"{value.get('start')}–{value.get('end')}" if "start" in value else key
            results.append({"id": place, "from_name": key, "to_name": "", "type": kind, "value": value})
    reading = {"id": entry.get("annotation_id"), "completed_by": entry.get("annotator"), "result": results}
    return {"id": entry.get("id"), "data": data, "annotations": [reading]}


def _kind_of(value: Any) -> str:
    """The type of a result by its value's keys; empty if it is none."""
    if not isinstance(value, Mapping):
        return ""
    kinds = ("labels", "hypertextlabels", "paragraphlabels", "choices", "taxonomy", "rating", "number", "datetime")
    found = next((kind for kind in kinds if kind in value), "")
    return found or ("textarea" if isinstance(value.get("text"), list) else "labels" if "start" in value else "")
