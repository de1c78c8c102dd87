"""Label Studio's tasks as it exports them (JSON and JSON_MIN): texts, pages, dialogues, people, models, answers.

Tests of importers.annotations.labelled.label_studio, importers.annotations.labelled.label_studio_regions,
importers.annotations.labelled.studio_texts and importers.annotations.labelled.studio_html.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.labelled.studio_html import PageText
from tests.importers.annotations.labelled.labelled_readings import linked, lost, marked, only

RAIN = "Kim spoke of rain."


def region(start: int, end: int, words: str | None, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]} | ({"text": words} if words is not None else {})
    key = more.pop("id", f"{start}-{end}")
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


KIM = region(0, 3, "Kim", "actor", id="a")


def tasks(folder: Path, *entries: dict[str, Any]) -> Path:
    (folder / "tasks.json").write_text(json.dumps(list(entries), ensure_ascii=False), "utf-8")
    return folder / "tasks.json"


def task(*results: dict[str, Any], text: Any = RAIN, **more: Any) -> dict[str, Any]:
    reading = {"id": 9, "completed_by": 1, "result": list(results)}
    return {"id": 1, "data": {"text": text}, "annotations": [reading]} | more


def test_offsets_are_code_points_and_line_ends_in_words_are_written_as_backslash_n(tmp_path: Path) -> None:
    text = "🔥 Kim said:\n“no”.\r\nKim left."
    results = [region(2, 5, "Kim", "actor"), region(6, 16, "said:\\n“no”", "quote"), region(19, 22, "Kim", "actor")]
    article = only(tasks(tmp_path, task(*results, text=text)))
    assert marked(article) == {"annotator-1": [("actor", "Kim"), ("actor", "Kim"), ("quote", "said:\n“no”")]}
    assert article.losses.counts == {}
    assert article.notes == []


def test_what_was_skipped_and_what_was_never_submitted_stays_out_and_is_counted(tmp_path: Path) -> None:
    skipped = {"id": 9, "completed_by": 1, "result": [KIM], "was_cancelled": True}
    good = {"id": 10, "completed_by": 2, "result": [KIM], "ground_truth": True}
    entry = task(annotations=[skipped, good], drafts=[{"id": 4, "user": "eve@x.org", "result": [KIM]}])
    found = read_annotated(tasks(tmp_path, entry))
    assert [marked(one) for one in found.articles] == [{"annotator-2": [("actor", "Kim")]}]
    assert lost(found) == {"rejected": 1, "draft": 1}
    assert found.articles[0].layer_facts["annotator-2"].note == "Ground truth in Label Studio."


def test_a_task_of_which_nothing_was_submitted_is_an_article_without_layers(tmp_path: Path) -> None:
    article = only(tasks(tmp_path, task(annotations=[{"id": 9, "result": [KIM], "was_cancelled": True}])))
    assert (article.text, article.layers) == (RAIN, {})
    assert article.losses.counts == {"rejected": 1}


def test_people_stay_apart_by_their_addresses_and_a_second_reading_is_a_layer_of_its_own(tmp_path: Path) -> None:
    rain = region(13, 17, "rain", "claim")
    people = [({"id": 1, "email": "a@x.org"}, KIM), ({"id": 2, "email": "a@y.org"}, rain), (5, KIM), (5, rain)]
    readings = [{"id": n, "completed_by": who, "result": [one]} for n, (who, one) in enumerate(people)]
    article = only(tasks(tmp_path, task(annotations=readings)))
    assert marked(article) == {
        "a-x-org": [("actor", "Kim")],
        "a-y-org": [("claim", "rain")],
        "annotator-5": [("actor", "Kim")],
        "annotator-5-r2": [("claim", "rain")],
    }
    assert article.layer_facts["annotator-5-r2"].note == "Reading 2 of annotator-5."


def test_predictions_are_a_model_s_layers_with_their_scores(tmp_path: Path) -> None:
    predictions = [
        {"model_version": "BERT 2", "score": 0.4, "result": [KIM, region(13, 17, "rain", "claim", score=0.9)]},
        {"result": [KIM]},
        {"model_version": "m1", "score": 0.1, "result": []},
    ]
    article = only(tasks(tmp_path, task(KIM, predictions=predictions)))
    assert list(article.layers) == ["annotator-1", "model-bert-2", "model-2", "model-m1"]
    scores = {one.tag: one.attribute("score") for one in article.layers["model-bert-2"][0]}
    assert scores == {"actor": 0.4, "claim": 0.9}
    assert article.layer_facts["model-m1"].note == "score: 0.1"


def test_answers_for_a_region_are_attributes_and_for_the_task_a_note(tmp_path: Path) -> None:
    place = {"start": 0, "end": 3, "text": "Kim"}

    def answer(kind: str, name: str, **value: Any) -> dict[str, Any]:
        return {"id": "a", "from_name": name, "to_name": "text", "type": kind, "value": place | value}

    whole = [
        {"id": "y", "from_name": "topic", "type": "choices", "value": {"choices": ["politics", "sports"]}},
        {"id": "z", "from_name": "why", "type": "textarea", "value": {"text": ["two", "lines"]}},
        {"id": "p", "from_name": "pair", "type": "pairwise", "value": {"selected": "left"}},
        {"id": "q", "from_name": "sure", "type": "rating", "value": {"rating": 5}},
    ]
    meta = {"meta": {"text": ["look again"], "ground": "x"}}
    results = [
        KIM | meta,
        answer("rating", "conf", rating=4),
        answer("number", "n", number=2),
        answer("datetime", "day", datetime="2026-01-02"),
        answer("taxonomy", "tax", taxonomy=[["A", "B"], ["C"]]),
        answer("choices", "both", choices=["x", "y"]),
        answer("choices", "sub__one", choices=["true"]),
        answer("textarea", "comment", text=["is it?"]),
        *whole,
    ]
    article = only(tasks(tmp_path, task(*results)))
    [([kim], _)] = article.layers.values()
    assert dict(kim.attributes) == {
        "ground": "x", "conf": 4, "n": 2, "day": "2026-01-02", "tax": ["A / B", "C"], "both": ["x", "y"],
        "sub__one": "true",
    }  # fmt: skip
    assert kim.note == "look again\nis it?"
    note = "topic: politics, sports\nwhy: two, lines\npair: left\nsure: 5"
    assert article.layer_facts["annotator-1"].note == note
    assert article.losses.counts == {}


def test_an_answer_for_a_part_that_has_no_label_marks_that_part(tmp_path: Path) -> None:
    value = {"start": 13, "end": 17, "text": "rain", "choices": ["wet"]}
    article = only(tasks(tmp_path, task({"id": "c", "from_name": "kind", "type": "choices", "value": value})))
    [([rain], _)] = article.layers.values()
    assert (rain.tag, rain.start, rain.end, rain.attribute("kind")) == ("note", 13, 17, "wet")


def test_relations_have_labels_and_directions_and_a_region_may_have_a_parent(tmp_path: Path) -> None:
    rain = region(13, 17, "rain", "claim", id="b", parentID="a")
    relations = [
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["says", "knows"]},
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left"},
        {"type": "relation", "from_id": "a", "to_id": "gone", "labels": ["x"]},
    ]
    article = only(tasks(tmp_path, task(KIM, rain, *relations)))
    assert linked(article) == [
        ("knows", "Kim", "rain"),
        ("parent", "rain", "Kim"),
        ("related", "rain", "Kim"),
        ("says", "Kim", "rain"),
    ]
    assert article.losses.counts == {"relation end": 1}


def test_the_short_form(tmp_path: Path) -> None:
    short = {
        "id": 1, "text": RAIN, "outlet": "Gazette", "annotator": "a@x.org", "annotation_id": 3, "lead_time": 1.5,
        "label": [{"start": 0, "end": 3, "text": "Kim", "labels": ["actor"]}, {"start": 4, "end": 9,
        "labels": ["cue"]}],
        "both": [{"start": 0, "end": 3, "text": "Kim", "choices": ["x", "y"]}], "stance": {"choices": ["a", "b"]},
        "sure": [{"rating": 4}], "topic": "politics",
    }  # fmt: skip
    article = only(tasks(tmp_path, short))
    assert marked(article) == {"a-x-org": [("actor", "Kim"), ("cue", "spoke")]}
    [([kim, _], _)] = article.layers.values()
    assert kim.attribute("both") == ["x", "y"]
    assert article.layer_facts["a-x-org"].note == "stance: a, b\nsure: 4"
    assert article.facts == {"outlet": "Gazette", "topic": "politics"}


PAGE = "<div><p>Kim &amp; Ada<br>spoke</p><ul><li>of <b>rain</b>, 😀 and</li><li>snow.</li></ul></div>"


def test_the_text_of_a_page_and_its_places() -> None:
    page = PageText(PAGE)
    assert page.text == "Kim & Ada\nspoke\n\nof rain, 😀 and\n\nsnow."
    places = {
        "spoke": ("/div[1]/p[1]/text()[2]", 0, "/div[1]/p[1]/text()[2]", 5),
        "rain, 😀": ("/div[1]/ul[1]/li[1]/b[1]/text()[1]", 0, "/div[1]/ul[1]/li[1]/text()[2]", 3),
        "now": ("/div[1]/ul[1]/li[2]/text()[1]", 1, "/div/ul/li[2]/text()", 4),
    }
    for words, place in places.items():
        start, end = page.by_path(*place)
        assert page.text[start:end] == words
    start, end = page.by_count(10, 22)  # 9 letters and a line break come before, and blocks count nothing
    assert page.text[start:end] == "spoke\n\nof rain"
    with pytest.raises(LookupError, match=r"/div\[2\] leads nowhere"):
        page.by_path("/div[2]", 0, "/div[2]", 1)


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<p>one<p>two", "/p[2]/text()[1]"),
        ("<table><tr><td>one<td>two</table>", "/table[1]/tbody[1]/tr[1]/td[2]/text()[1]"),
        ("<html><head><title>x</title></head><body>one<!-- c -->two</body></html>", "/text()[2]"),
        ("<ul><li>one<ul><li>in</ul><li>two</ul>", "/ul[1]/li[2]/text()[1]"),
        ("<html>\n<head>\n<title>x</title></head>\n<body>\n<p>two</p></body>\n</html>", "/p[1]/text()[1]"),
        ("<script>var a;</script><i>one</i><img src=x><i>two</i>", "/i[2]/text()[1]"),
    ],
)
def test_paths_are_those_of_the_page_that_a_browser_builds(html: str, path: str) -> None:
    page = PageText(html)
    start, end = page.by_path(path, 0, path, 3)
    assert page.text[start:end] == "two"


def hyper(words: str | None, value: dict[str, Any]) -> dict[str, Any]:
    value = value | {"hypertextlabels": ["actor"]} | ({"text": words} if words else {})
    return {"id": "h", "from_name": "l", "to_name": "t", "type": "hypertextlabels", "value": value}


def xpath(start: str, begin: int, end: str, stop: int) -> dict[str, Any]:
    return {"start": start, "end": end, "startOffset": begin, "endOffset": stop}


def test_regions_in_pages_by_counts_and_by_paths_and_one_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    item = "/div[1]/ul[1]/li[2]/text()[1]"
    results = [
        hyper("Ada", xpath("/nowhere[1]", 0, "/nowhere[1]", 3) | {"globalOffsets": {"start": 6, "end": 9}}),
        hyper("snow", xpath(item, 0, item, 4)) | {"id": "i"},
        hyper("x", xpath("/div[1]/p[9]/text()[1]", 0, "/div[1]/p[9]/text()[1]", 1)) | {"id": "j"},
    ]
    found = read_annotated(tasks(tmp_path, task(*results, text=PAGE), task(KIM)))
    page, plain = found.articles
    assert marked(page) == {"annotator-1": [("actor", "Ada"), ("actor", "snow")]}
    assert marked(plain) == {"annotator-1": [("actor", "Kim")]}
    assert lost(found) == {"unreadable item": 1}
    assert "p[9]/text()[1] leads nowhere in the page" in page.losses.places["unreadable item"][0]


@pytest.mark.parametrize("unit", ["code points", "UTF-16"])
def test_dialogues_are_a_line_a_paragraph(tmp_path: Path, unit: str) -> None:
    said = [{"author": "Ada", "text": "Hello 😀 Kim."}, {"author": "Kim", "text": "Rain again?"}]
    more = 1 if unit == "UTF-16" else 0
    value = {"start": "0", "end": "0", "startOffset": 8 + more, "endOffset": 11 + more, "text": "Kim"}
    across = {"start": "0", "end": "1", "startOffset": 0, "endOffset": 4, "text": "Hello 😀 Kim.\\n\\nRain"}
    results = [
        {"id": "a", "to_name": "d", "type": "paragraphlabels", "value": value | {"paragraphlabels": ["actor"]}},
        {"id": "b", "to_name": "d", "type": "paragraphlabels", "value": across | {"paragraphlabels": ["talk"]}},
    ]
    entry = task(*results) | {"data": {"dialogue": said, "title": "A talk"}}
    article = only(tasks(tmp_path, entry))
    assert article.text == "Ada: Hello 😀 Kim.\nKim: Rain again?\n"
    assert ("actor", "Kim") in marked(article)["annotator-1"]
    assert ("talk", "Hello 😀 Kim.\nKim: Rain") in marked(article)["annotator-1"]
    assert article.facts == {"title": "A talk"}


def test_the_text_of_several_is_the_one_in_which_the_words_stand(tmp_path: Path) -> None:
    data = {"headline": "Ada said so, and a long headline it is", "body": RAIN}
    article = only(tasks(tmp_path, task(KIM) | {"data": data}))
    assert (article.text, article.facts) == (RAIN, {"headline": data["headline"]})
    [guessed] = read_annotated(tasks(tmp_path, task() | {"data": data})).articles
    assert guessed.notes[0] == "The text of entry 1 (task 1) is taken from its field “headline”, the longest."


def test_regions_in_two_texts_of_a_task_are_two_articles(tmp_path: Path) -> None:
    data = {"title": "Ada left", "text": RAIN, "document": "a.txt"}
    ada = region(0, 3, "Ada", "actor") | {"to_name": "title"}
    first, second = read_annotated(tasks(tmp_path, task(KIM, ada) | {"data": data})).articles
    assert {one.name: marked(one) for one in (first, second)} == {
        "a-text": {"annotator-1": [("actor", "Kim")]}, "a-title": {"annotator-1": [("actor", "Ada")]}}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [{"audio": "/data/upload/a.wav"}, {"text": "https://x.org/a.txt"}, {"n": 1}, {"image": "x.png"},
     {"video": "my clips/One two.MP4"}],
)  # fmt: skip
def test_a_task_without_its_text_is_named_and_stops_no_other(tmp_path: Path, data: dict[str, Any]) -> None:
    found = read_annotated(tasks(tmp_path, task(KIM) | {"data": data}, task(KIM)))
    assert len(found.articles) == 1
    assert "it has no text" in found.losses.places["unreadable item"][0]
    with pytest.raises(ImportFailed, match="it has no text"):
        read_annotated(tasks(tmp_path, task(KIM) | {"data": data}))


def test_a_task_of_a_picture_that_nobody_marked_is_no_article(tmp_path: Path) -> None:
    found = read_annotated(tasks(tmp_path, {"id": 7, "data": {"image": "x.png"}}, task(KIM)))
    assert len(found.articles) == 1
    assert "it has no text" in found.losses.places["unreadable item"][0]


def test_marks_on_pictures_and_odd_results_are_named_and_the_others_come_in(tmp_path: Path) -> None:
    box = {"id": "b", "type": "rectanglelabels", "value": {"x": 1, "y": 2, "rectanglelabels": ["car"]}}
    half = region(0, 3, "Kim", "actor") | {"value": {"start": 0.5, "end": 3, "labels": ["actor"]}}
    found = read_annotated(tasks(tmp_path, task(box, half, {"id": "n", "type": "labels", "value": {}}, KIM)))
    assert marked(found.articles[0]) == {"annotator-1": [("actor", "Kim")]}
    assert lost(found) == {"other media": 1, "unreadable item": 2}


def test_facts_of_a_task_are_kept_and_unknown_keys_named(tmp_path: Path) -> None:
    entry = task(KIM | {"weight": 2}, meta={"desk": "north"}, odd={"a": 1}) | {
        "data": {"text": RAIN, "title": "T", "n": [{"x": 1}]}
    }
    found = read_annotated(tasks(tmp_path, entry))
    assert found.articles[0].facts == {"title": "T", "desk": "north"}
    assert lost(found) == {"unknown": 3}
    assert sorted(found.losses.places["unknown"]) == ["“n”", "“odd”", "“weight”"]


def test_old_versions_name_the_person_by_her_address_and_number(tmp_path: Path) -> None:
    entry = {"id": 1, "data": {"text": RAIN}, "completions": [{"created_username": "a@x.org 1", "result": [KIM]}]}
    assert marked(only(tasks(tmp_path, entry))) == {"a-x-org": [("actor", "Kim")]}


def test_a_page_that_is_nested_absurdly_deep_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    deep = task(hyper("Kim", {"start": 0, "end": 3}), text="<div>" * 50_000 + "Kim")
    found = read_annotated(tasks(tmp_path, deep, task(KIM)))
    assert [marked(one) for one in found.articles] == [{"annotator-1": [("actor", "Kim")]}]
    assert "nested absurdly deep" in found.losses.places["unreadable item"][0]
