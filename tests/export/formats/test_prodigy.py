"""Prodigy's tasks, by its documentation of spans, relations and the hashes of a task.

Tests of export.formats.prodigy and export.formats.prodigy_reading.
"""

from __future__ import annotations

import json
from typing import Any

from analyst_app.export.formats.prodigy import encode
from analyst_app.export.formats.prodigy_reading import read
from tests.export.torture import article, options


def tasks(name: str, *layers: str) -> list[dict[str, Any]]:
    piece = encode(article(name, layers or ("alice",), split="dev"), options())
    return [json.loads(line) for line in piece.files["dev.jsonl"].decode().split("\n")[:-1]]


def test_tokens_are_numbered_and_make_up_the_text() -> None:
    (task,) = tasks("emoji.txt")
    tokens = task["tokens"]
    assert [one["id"] for one in tokens] == [*range(len(tokens))]
    assert "".join(one["text"] + " " * one["ws"] for one in tokens) == task["text"]
    assert all(task["text"][one["start"] : one["end"]] == one["text"] for one in tokens)


def test_a_relation_names_the_last_token_and_the_whole_span_of_both_ends() -> None:
    (task,) = tasks("emoji.txt")
    speaker = next(one for one in task["relations"] if one["label"] == "speaker")
    quote, actor = (
        next(one for one in task["spans"] if task["text"][one["start"] : one["end"]] == words)
        for words in ("“taxes fell 😀 by 12%”", "Lena Ortiz")
    )
    assert (speaker["head"], speaker["child"]) == (quote["token_end"], actor["token_end"])
    keys = ("start", "end", "token_start", "token_end", "label")
    assert speaker["head_span"] == {key: quote[key] for key in keys}
    assert speaker["child_span"] == {key: actor[key] for key in keys}
    tokens = task["tokens"]
    assert [tokens[actor[key]]["text"] for key in ("token_start", "token_end")] == ["Lena", "Ortiz"]
    assert (quote["attributes"], quote["note"]) == ({"mode": "direct"}, "check the figure")
    cue = next(one for one in task["spans"] if one["label"] == "cue")
    assert not {"attributes", "note"} & cue.keys()


def test_readings_of_one_text_share_the_hash_of_the_input_and_not_that_of_the_task() -> None:
    one, other = tasks("nested.txt", "alice", "bob")
    assert (one["_annotator_id"], other["_annotator_id"]) == ("alice", "bob")
    assert (one["_session_id"], other["_session_id"]) == ("alice", "bob")
    assert one["_input_hash"] == other["_input_hash"] != tasks("emoji.txt")[0]["_input_hash"]
    assert one["_task_hash"] != other["_task_hash"]
    hashes = [task[key] for task in (one, other) for key in ("_input_hash", "_task_hash")]
    assert all(-(1 << 31) <= number < 1 << 31 for number in hashes), "they are signed, of 32 bits"
    assert one["answer"] == "accept"
    facts = {"outlet": "The Herald", "date": "2024-06-02", "author": "=A. Writer"}
    assert one["meta"] == {"document": "nested.txt", **facts}


def test_reading_back_goes_by_characters_and_by_tokens() -> None:
    (task,) = tasks("crossing.txt")
    span = task["spans"][0]
    span["token_end"] += 1
    found = read({"dev.jsonl": f"{json.dumps(task)}\n".encode()}, options())
    assert next(row for row in found if row[0] == span["id"])[4:] == ("alpha beta gamma", "alpha beta gamma delta")
