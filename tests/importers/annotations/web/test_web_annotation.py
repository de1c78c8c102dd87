"""W3C Web Annotations and exports of Hypothesis, put on the text that lies beside them.

Tests of importers.annotations.web.web_annotation, importers.annotations.web.web_items,
importers.annotations.web.web_places and importers.annotations.web.web_tables.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations import texts_beside
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from tests.importers.annotations.labelled.labelled_readings import linked, lost, marked, only

PAGE = "Kim spoke of rain. Rain fell. Kim left.\n"
EMOJI = "😀 Kim spoke of 😀 rain.\n"


def write(folder: Path, data: object, text: str = PAGE, name: str = "page.json") -> Path:
    (folder / "page.txt").write_bytes(text.encode())
    (folder / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder / name


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def at(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def web(key: str, *selectors: Mapping[str, Any], tag: str = "actor", **more: Any) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": "tagging", "value": tag}
    target = {"source": "https://x.org/p", "selector": list(selectors)}
    return {"id": key, "type": "Annotation", "body": [body], "target": target} | more


def row(key: str, *selectors: Mapping[str, Any], user: str = "ann", **more: Any) -> dict[str, Any]:
    """An annotation as Hypothesis' interface for programs gives it; its positions count in the page."""
    target = {"source": "https://x.org/p"} | ({"selector": list(selectors)} if selectors else {})
    made = {"id": key, "user": f"acct:{user}@hypothes.is", "uri": "https://x.org/p", "text": "", "tags": ["actor"]}
    return made | {"target": [target], "document": {"title": ["P"]}, "group": "__world__"} | more


def test_words_that_occur_twice_are_those_between_prefix_and_suffix(tmp_path: Path) -> None:
    second = [at(1000, 1003), quote("Kim", " fell. ", " left.")]
    range_of_page = {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0}
    found = read_annotated(write(tmp_path, {"total": 2, "rows": [row("A1", range_of_page, *second)]}))
    [article] = found.articles
    [([kim], _)] = article.layers.values()
    assert (kim.start, kim.end) == (30, 33)
    assert article.facts == {"title": "P", "url": "https://x.org/p"}
    assert lost(found) == {}


@pytest.mark.parametrize(
    ("selector", "kind"),
    [
        (quote("Kim"), "several places"),
        (quote("Kim", "nothing like it", "nor this"), "several places"),
        (quote("not there"), "other words"),
        ({"type": "RangeSelector", "startContainer": "/p[1]"}, "other selector"),
        ({"type": "XPathSelector", "value": "/p[1]"}, "other selector"),
        (at(5, 500), "unplaced span"),
    ],
)
def test_what_has_no_certain_place_is_named_and_the_others_come_in(
    tmp_path: Path, selector: dict[str, Any], kind: str
) -> None:
    found = read_annotated(write(tmp_path, [web("a", selector), web("b", quote("Rain fell"))]))
    assert marked(found.articles[0]) == {"imported": [("actor", "Rain fell")]}
    assert lost(found) == {kind: 1}


def test_white_space_in_quotes_may_differ_and_a_begin_or_end_of_the_text_is_no_hindrance(tmp_path: Path) -> None:
    items = [
        web("a", quote("spoke  of\nrain")),
        web("b", quote("Kim", "", " spoke")),
        web("c", quote("Kim", "fell.\n ", " left.\n and more that this text has not")),
    ]
    article = only(write(tmp_path, items))
    [(spans, _)] = article.layers.values()
    assert sorted((one.start, one.end) for one in spans) == [(0, 3), (4, 17), (30, 33)]


@pytest.mark.parametrize(("offset", "is_quoted"), [(0, True), (1, True), (0, False)])
def test_positions_are_code_points_unless_the_words_show_that_they_are_utf16(
    tmp_path: Path, offset: int, is_quoted: bool
) -> None:
    """One Kim after one emoji: 2–5 in code points, 3–6 in UTF-16 units; rain after two."""
    items = [web("a", at(2 + offset, 5 + offset), *([quote("Kim")] if is_quoted else [])),
             web("b", at(17 + 2 * offset, 21 + 2 * offset))]  # fmt: skip
    article = only(write(tmp_path, items, EMOJI))
    assert marked(article) == {"imported": [("actor", "Kim"), ("actor", "rain")]}
    assert any("No quote tells" in note for note in article.notes) is not is_quoted


def test_one_slip_is_one_span_that_is_told_and_no_other_count(tmp_path: Path) -> None:
    places = {"Kim": 0, "spoke": 4, "of": 10, "rain": 13}
    items = [web(words, at(start, start + len(words)), quote(words)) for words, start in places.items()]
    items.append(web("slip", at(19, 22), quote("Rain")))
    found = read_annotated(write(tmp_path, items))
    assert marked(found.articles[0])["imported"] == sorted(("actor", words) for words in (*places, "Rain"))
    assert lost(found) == {"moved span": 1}


@pytest.mark.parametrize("is_counted", [True, False])
def test_line_ends_of_two_characters_are_counted_if_the_words_show_it(tmp_path: Path, is_counted: bool) -> None:
    text, more = "One.\r\nTwo.\r\nKim and Kim.\r\n", 2 if is_counted else 0
    items = [web("a", at(10 + more, 13 + more), quote("Kim")), web("b", at(18 + more, 21 + more), quote("Kim"))]
    found = read_annotated(write(tmp_path, items, text))
    [(spans, _)] = found.articles[0].layers.values()
    assert [(one.start, one.end) for one in spans] == [(10, 13), (18, 21)]
    assert found.articles[0].text == "One.\nTwo.\nKim and Kim.\n"
    assert lost(found) == {}


def test_inception_counts_utf16(tmp_path: Path) -> None:
    generator = {"id": "https://inception-project.github.io", "name": "INCEpTION"}
    article = only(write(tmp_path, [web("a", at(3, 6), generator=generator)], EMOJI))
    assert marked(article) == {"imported": [("actor", "Kim")]}


def test_refined_selectors_and_fragments(tmp_path: Path) -> None:
    refined = quote("Rain fell. Kim left") | {"refinedBy": quote("Kim")}
    inner = at(19, 29) | {"refinedBy": at(5, 9)}
    fragment = {"type": "FragmentSelector", "value": "char=4,9", "conformsTo": "http://tools.ietf.org/rfc/rfc5147"}
    items = [web("a", refined, tag="1"), web("b", inner, tag="2"), web("c", fragment, tag="3")]
    items.append(web("d", tag="4") | {"target": "https://x.org/p#char=10,17"})
    article = only(write(tmp_path, items))
    assert marked(article) == {"imported": [("1", "Kim"), ("2", "fell"), ("3", "spoke"), ("4", "of rain")]}
    assert article.layers["imported"][0][3].start == 30 or any(a.start == 30 for a in article.layers["imported"][0])


def test_several_targets_and_bodies(tmp_path: Path) -> None:
    bodies = [
        {"purpose": "tagging", "value": "actor"}, {"purpose": "tagging", "value": "person"},
        {"purpose": "classifying", "value": "kind=named"}, {"purpose": "identifying", "source": "http://wikidata/Q1"},
        {"type": "Choice", "items": [{"purpose": "commenting", "value": "look"}, {"value": "again"}]},
    ]  # fmt: skip
    targets = [{"source": "x", "selector": quote("Rain fell")}, {"source": "x", "selector": quote("spoke")}]
    article = only(write(tmp_path, web("a", motivation="assessing", target=targets, body=bodies)))
    assert marked(article)["imported"] == [
        ("actor", "Rain fell"), ("actor", "spoke"), ("person", "Rain fell"), ("person", "spoke")]  # fmt: skip
    for one in article.layers["imported"][0]:
        assert dict(one.attributes) == {
            "motivation": "assessing", "kind": "named", "identifying": "http://wikidata/Q1"}  # fmt: skip
        assert one.note == "look\nagain"


@pytest.mark.parametrize("shape", ["page", "collection", "graph", "list", "single", "client"])
def test_the_shapes_that_hold_annotations(tmp_path: Path, shape: str) -> None:
    item = web("a", quote("spoke"))
    page = {"type": "AnnotationPage", "items": [item], "next": "https://x.org/page2"}
    data: Any = {
        "page": page,
        "collection": {"type": "AnnotationCollection", "total": 9, "first": page},
        "graph": {"@context": "x", "@graph": [{"@id": "https://x.org/ann", "@type": "Person"}, item]},
        "list": [item, 7],
        "single": item,
        "client": {"export_date": "x", "annotations": [row("a", quote("spoke"), user="ann")]},
    }[shape]
    found = read_annotated(write(tmp_path, data))
    assert list(marked(found.articles[0]).values()) == [[("actor", "spoke")]]
    assert lost(found) == {"page": {"unknown": 1}, "collection": {"unknown": 1}, "list": {"unreadable item": 1}}.get(
        shape, {}
    )


def test_page_notes_are_the_layer_s_note_and_replies_stand_with_what_they_answer(tmp_path: Path) -> None:
    rows = [
        row("A1", quote("spoke"), text="said?"),
        row("A3", text="a page note", tags=["n"]),
        row("A4", user="bob", text="a reply", tags=[], references=["A1"]),
        row("A5", user="ann", text="to the reply", tags=["x"], references=["A1", "A4"]),
        row("A6", user="bob", text="to the page note", tags=[], references=["A3"]),
        row("A7", user="bob", text="to nothing", tags=[], references=["gone"]),
    ]
    found = read_annotated(write(tmp_path, {"rows": rows}))
    [article] = found.articles
    assert list(article.layers) == ["ann"]
    assert article.layers["ann"][0][0].note == "said?\nbob: a reply\nann: to the reply (tags: x)"
    assert article.layer_facts["ann"].note == "a page note (tags: n)\nbob: to the page note"
    assert lost(found) == {"attribute of no span": 1}
    assert found.losses.places["attribute of no span"] == ["reply to gone: to nothing"]


def test_replies_of_the_model_stand_with_what_they_answer(tmp_path: Path) -> None:
    reply = {"id": "r", "type": "Annotation", "motivation": "replying", "creator": "bob", "bodyValue": "why?",
             "target": "a"}  # fmt: skip
    again = {"id": "s", "motivation": "replying", "creator": "eve", "bodyValue": "so", "target": "r"}
    article = only(write(tmp_path, [web("a", quote("spoke")), reply, again]))
    assert article.layers["imported"][0][0].note == "bob: why?\neve: so"


def test_people_of_one_name_and_programs_stay_apart(tmp_path: Path) -> None:
    people = [
        {"id": "https://x.org/1", "name": "Kim"}, {"id": "https://x.org/2", "name": "Kim"},
        {"type": "Software", "name": "tagger 2"}, {"type": "Person", "nickname": "ann"},
    ]  # fmt: skip
    items = [web(str(n), quote("spoke"), creator=who) for n, who in enumerate(people)]
    assert list(only(write(tmp_path, items)).layers) == [
        "kim-https-x-org-1", "kim-https-x-org-2", "model-tagger-2", "ann"]  # fmt: skip
    others = [row("a", quote("spoke"), user="kim"), row("b", quote("spoke")) | {"user": "acct:kim@y.org"}]
    assert list(only(write(tmp_path, {"rows": others})).layers) == ["kim", "kim-y-org"]


def test_links_join_annotations_of_one_reading_and_others_are_counted(tmp_path: Path) -> None:
    def link(key: str, origin: str, *ends: str, who: str = "ann") -> dict[str, Any]:
        bodies = [{"purpose": "tagging", "value": "says"}, *({"id": end} for end in ends)]
        return {"id": key, "motivation": "linking", "creator": who, "body": bodies, "target": origin}

    items = [web("a", quote("spoke"), creator="ann"), web("b", quote("of rain"), creator="ann")]
    items += [web("c", quote("Rain fell"), creator="bob"), link("l", "a", "b"), link("m", "a", "c"), link("n", "a")]
    found = read_annotated(write(tmp_path, items))
    assert linked(found.articles[0]) == [("says", "spoke", "of rain")]
    assert lost(found)["relation end"] == 1


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (7, "unreadable item"),
        ({"id": "b", "target": None}, "unreadable item"),
        ({"id": "b", "target": [{"source": ""}]}, "unreadable item"),
        ({"id": "b", "motivation": "linking", "body": [{"id": "a"}], "target": [None]}, "relation end"),
        ({"id": "b", "motivation": "replying", "bodyValue": "x", "target": "nobody"}, "attribute of no span"),
        (web("b", {"type": "TextPositionSelector", "start": True, "end": 9}), "other selector"),
        (web("b", at(10**30, 10**31)), "unplaced span"),
    ],
)
def test_a_bad_annotation_is_named_and_stops_no_other(tmp_path: Path, bad: object, kind: str) -> None:
    found = read_annotated(write(tmp_path, [bad, web("a", quote("spoke"))]))
    assert marked(found.articles[0]) == {"imported": [("actor", "spoke")]}
    assert lost(found) == {kind: 1}


def test_the_text_is_found_by_its_words_and_said_and_a_source_without_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing of it.\n", "utf-8")
    elsewhere = web("z", quote("Mayor")) | {"target": {"source": "https://x.org/q", "selector": quote("Mayor")}}
    path = write(tmp_path, [web("a", quote("spoke")), web("b", quote("gone")), elsewhere], name="export.jsonld")
    found = read_annotated(path)
    [article] = found.articles
    assert article.notes[0] == "page.txt is taken for the text of https://x.org/p: it holds 1 of 2 quotes."
    assert lost(found) == {"other words": 1, "absent text": 1}
    with pytest.raises(ImportFailed, match=r"no \.txt file beside it holds the text of https://x\.org/q"):
        read_annotated(write(tmp_path, [elsewhere]))


def test_unknown_keys_are_named_once(tmp_path: Path) -> None:
    items = [web("a", quote("spoke"), stars=5), web("b", quote("of rain"), stars=4)]
    found = read_annotated(write(tmp_path, items))
    assert (lost(found), found.losses.places["unknown"]) == ({"unknown": 2}, ["“stars”"])


def test_the_table_of_hypothesis(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    path = tmp_path / "notes.csv"
    path.write_text(
        "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
        '2026-01-01,https://x.org/p,Public,Annotation,"Rain fell",ann,"wet, very","claim,weather",\n'
        "2026-01-01,https://x.org/p,Public,Annotation,Kim,ann,twice,actor,\n"
        "2026-01-02,https://x.org/p,Public,Reply,,bob,why?,,\n",
        "utf-8",
    )
    assert kind_of(path) == "hypothesis table"
    found = read_annotated(path)
    [article] = found.articles
    assert marked(article) == {"ann": [("claim", "Rain fell"), ("weather", "Rain fell")], "bob": []}
    assert article.layer_facts["bob"].note == "Reply: why?"
    assert lost(found) == {"several places": 1}


def test_tables_of_label_studio_say_what_to_export_and_other_tables_are_none(tmp_path: Path) -> None:
    for name, part in (("a.csv", ","), ("a.tsv", "\t")):
        columns = ("annotation_id", "annotator", "id", "label", "lead_time", "text")
        (tmp_path / name).write_text(part.join(columns) + "\n", "utf-8")
        with pytest.raises(ImportFailed, match=r"table of Label Studio's.*Export JSON"):
            read_annotated(tmp_path / name)
    (tmp_path / "b.csv").write_text("a,b\n1,2\n", "utf-8")
    assert kind_of(tmp_path / "b.csv") == ""


def test_replies_that_stand_in_a_circle_are_named(tmp_path: Path) -> None:
    ring = [{"id": one, "motivation": "replying", "bodyValue": "x", "target": to} for one, to in ("ab", "bc", "cb")]
    found = read_annotated(write(tmp_path, [web("k", quote("spoke")), *ring]))
    assert marked(found.articles[0]) == {"imported": [("actor", "spoke")]}
    assert lost(found) == {"attribute of no span": 3}


def test_where_a_file_says_the_hash_of_the_text_of_its_name_no_other_text_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = web("a", quote("spoke"))
    digest = base64.urlsafe_b64encode(hashlib.sha256(PAGE.encode()).digest()).decode().rstrip("=")
    one["target"]["source"] = f"ni:///sha-256;{digest}"
    path = write(tmp_path, [one])
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(PAGE, "utf-8")
    read: list[str] = []
    real = texts_beside.read_beside
    monkeypatch.setattr(texts_beside, "read_beside", lambda at, **more: read.append(at.name) or real(at, **more))
    assert marked(only(path)) == {"imported": [("actor", "spoke")]}
    assert read == ["page.txt"]
