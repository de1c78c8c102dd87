"""Prodigy's JSON Lines: answers, annotators, tokens, relations between spans and between bare tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analyst_app.importers.annotations.annotation_kinds import read_annotated
from tests.importers.annotations.labelled.labelled_readings import lines, linked, lost, marked, only

RAIN = "Kim spoke of rain."
TOKENS = [
    {"text": "Kim", "start": 0, "end": 3, "id": 0, "ws": True},
    {"text": "spoke", "start": 4, "end": 9, "id": 1, "ws": True},
    {"text": "of", "start": 10, "end": 12, "id": 2, "ws": True},
    {"text": "rain", "start": 13, "end": 17, "id": 3, "ws": False},
    {"text": ".", "start": 17, "end": 18, "id": 4, "ws": False},
]
KIM: dict[str, Any] = {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "actor"}


def task(**more: Any) -> dict[str, Any]:
    return {"text": RAIN, "spans": [KIM], "answer": "accept", "_input_hash": 1, "_task_hash": 2} | more


def test_what_was_rejected_or_ignored_stays_out_and_is_counted(tmp_path: Path) -> None:
    answers = [task(answer=answer, meta={"n": answer}) for answer in ("reject", "accept", "ignore")]
    found = read_annotated(lines(tmp_path / "set.jsonl", *answers))
    assert [marked(one) for one in found.articles] == [{"imported": [("actor", "Kim")]}]
    assert found.articles[0].facts == {"n": "accept"}
    assert lost(found) == {"rejected": 2}
    assert found.losses.places["rejected"][0] == f"entry 1: reject “{RAIN}”"


def test_two_annotators_of_one_text_are_two_layers_of_one_article(tmp_path: Path) -> None:
    rain = {"start": 13, "end": 17, "label": "claim"}
    path = lines(
        tmp_path / "set.jsonl",
        task(_annotator_id="a@x.org", flagged=True),
        task(_annotator_id="a@y.org", spans=[rain]),
        task(_session_id="set-bo", spans=[]),
    )
    article = only(path)
    assert marked(article) == {"a-x-org": [("actor", "Kim")], "a-y-org": [("claim", "rain")], "set-bo": []}
    assert article.layer_facts["a-x-org"].note == "Flagged in Prodigy."
    assert list(article.layer_facts) == ["a-x-org"]


def test_a_person_keeps_her_layer_in_every_article_of_a_file(tmp_path: Path) -> None:
    """``a.b`` and ``a b`` make one id; in each text alone, both had it."""
    path = lines(
        tmp_path / "set.jsonl",
        task(_annotator_id="a.b"),
        task(_annotator_id="a b"),
        task(text="Kim left.", _annotator_id="a b"),
    )
    first, second = read_annotated(path).articles
    assert list(first.layers) == ["a-b", "a-b-2"]
    assert list(second.layers) == ["a-b-2"]


def test_one_annotator_s_two_passes_are_one_layer_and_nothing_is_doubled(tmp_path: Path) -> None:
    rain = {"start": 13, "end": 17, "label": "claim"}
    path = lines(tmp_path / "set.jsonl", task(_annotator_id="bo"), task(_annotator_id="bo", spans=[KIM, rain]))
    found = read_annotated(path)
    assert marked(found.articles[0]) == {"bo": [("actor", "Kim"), ("claim", "rain")]}
    assert lost(found) == {"twice": 1}
    assert found.all_losses().total == 0, "it is only told"


def test_relations_lead_from_head_to_child_and_a_bare_token_becomes_a_span(tmp_path: Path) -> None:
    token = {"start": 4, "end": 9, "token_start": 1, "token_end": 1, "label": None}
    relations = [
        {"head": 0, "child": 1, "head_span": KIM, "child_span": token, "label": "says"},
        {"head": 1, "child": 3, "label": "about"},
        {"head": 0, "child": 77, "label": "broken"},
    ]
    found = read_annotated(lines(tmp_path / "set.jsonl", task(tokens=TOKENS, relations=relations)))
    [article] = found.articles
    assert linked(article) == [("about", "spoke", "rain"), ("says", "Kim", "spoke")]
    assert marked(article) == {"imported": [("actor", "Kim"), ("note", "rain"), ("note", "spoke")]}
    assert lost(found) == {"unreadable item": 1}


def test_spans_by_token_numbers_scores_and_patterns_are_kept(tmp_path: Path) -> None:
    span = {"token_start": 2, "token_end": 3, "label": "claim", "score": 0.5, "pattern": 12}
    article = only(lines(tmp_path / "set.jsonl", task(tokens=TOKENS, spans=[span])))
    assert marked(article) == {"imported": [("claim", "of rain")]}
    [([claim], _)] = article.layers.values()
    assert (claim.attribute("score"), claim.attribute("pattern")) == (0.5, 12)


def test_choices_are_a_note_on_the_reading(tmp_path: Path) -> None:
    options = [{"id": 1, "text": "politics"}, {"id": 2, "text": "sports"}]
    chosen = {"text": RAIN, "options": options, "accept": [2], "answer": "accept", "_view_id": "choice"}
    article = only(lines(tmp_path / "set.jsonl", chosen))
    assert article.layer_facts["imported"].note == "accepted: sports"


def test_tasks_without_a_text_are_named_and_unknown_keys_counted(tmp_path: Path) -> None:
    page = {"html": "<b>Kim</b>", "answer": "accept", "_input_hash": 1}
    sound = {"audio": "data:audio/x", "answer": "accept", "_input_hash": 1}
    found = read_annotated(lines(tmp_path / "set.jsonl", page, task(field_rows=[1, {"a": 2}]), sound))
    assert len(found.articles) == 1
    assert lost(found) == {"unreadable item": 2, "unknown": 1}
    assert "it is html, without a text" in found.losses.places["unreadable item"][0]


def test_a_file_a_person_is_named_after_her_if_the_tasks_do_not_say_it(tmp_path: Path) -> None:
    ann = lines(tmp_path / "ann.jsonl", task())
    said = lines(tmp_path / "said.jsonl", task(_annotator_id="eve"))
    assert list(only(ann).layers) == ["imported"], "the other file says whose it is"
    lines(tmp_path / "bo.jsonl", task(spans=[]))
    assert list(only(ann).layers) == ["ann"]
    assert list(only(said).layers) == ["eve"]
