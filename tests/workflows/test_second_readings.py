"""A merge's second readings, chosen by keys at the real window.

Tests of ui.annotate.waiting_commands and ui.panels.waiting_bar.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyst_app import cli
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Record, pairs
from analyst_app.core.store import Change
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window, saved, write
from tests.workflows.reviewing import load, sidecar

TEXT = "Ada Brandt said “we stay”, and the harbour closes. Omar Hall said “we go”.\n"
WHEN = "2026-01-01T00:00:00Z"
DECISION = Entry("d", "decisions", pairs({"verdict": "reject", "reason": "too wide"}), WHEN, WHEN)


def annotation(name: str, tag: str, words: str, **more: Any) -> Annotation:
    start = TEXT.index(words)
    return Annotation(name, tag, start, start + len(words), created=WHEN, modified=WHEN, **more)


QUOTE = annotation("q", "quote", "“we stay”")
BRANDT, HALL = annotation("b", "actor", "Ada Brandt"), annotation("h", "actor", "Omar Hall")
SPEAKER = Link("l", "speaker", "q", "b", WHEN, WHEN)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "harbour.txt", TEXT)


def merged(article: Path, layer: str, *, here: Record, there: Record) -> Path:
    """The layer after two machines changed one record otherwise; gives the file of the other machine."""
    session = load(article, layer)
    session.do("make", Change((), (QUOTE, BRANDT, HALL, SPEAKER, DECISION)))
    save_now(session)
    file, copy = sidecar(article, layer), article.with_name("copy.annotations.json")
    before = file.read_bytes()
    for made, record in ((copy, there), (file, here)):
        file.write_bytes(before)
        session = load(article, layer)
        old = next(one for one in held(session) if type(one) is type(record) and one.id == record.id)
        session.do("change", Change((old,), (record,)))
        save_now(session)
        made.write_bytes(file.read_bytes())
    assert cli.main(["merge", str(file), str(copy), "--output", str(file)]) == 1
    return copy


def held(session: Any) -> list[Any]:
    store = session.store
    return [*store.annotations, *store.links, *store.entries("decisions"), store.layer]


def settle(article: Path, layer: str, keys: str, seen: Callable[[Person], object] = lambda person: None) -> None:
    """At the window: go to what waits, look, choose by keys, save."""

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("Shift+U")
        seen(person)
        person.keys(keys)
        assert person.bridge.session.store.unplaced == []
        person.keys("Ctrl+Z")
        assert len(person.bridge.session.store.unplaced) == 1
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(article, "--annotator", layer, script=script)
    assert saved(article, layer)["unplaced"] == []


def merges_again(article: Path, layer: str, copy: Path) -> bool:
    """Whether the other machine's file brings nothing that waits."""
    file = sidecar(article, layer)
    return cli.main(["merge", str(file), str(copy), "--output", str(file)]) == 0


def why(person: Person) -> str:
    return person.label("unplaced_why")


def quotes(article: Path) -> list[str]:
    return sorted(one["exact"] for one in saved(article)["annotations"] if one["tag"] == "quote")


WIDER = QUOTE._replace(start=TEXT.index("said"))
NARROWER = QUOTE._replace(end=QUOTE.end - 1)


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ("Enter", ["“we stay"]),
        ("Right Enter", ["said “we stay”", "“we stay"]),
        ("Right Right Enter", ["said “we stay”"]),
    ],
)
def test_a_second_reading_is_shown_and_taken_kept_beside_or_discarded_by_keys(
    article: Path, keys: str, left: list[str]
) -> None:
    copy = merged(article, "alice", here=WIDER, there=NARROWER)
    stood = quotes(article)
    swapped = stood == ["“we stay"]

    def seen(person: Person) -> None:
        assert "A merge left another reading" in why(person)
        assert "said “we stay”" in why(person)
        assert person.view.painter.overlays.proposal == (WIDER if swapped else NARROWER).span
        assert person.label("mode_chip") == "WAITING"

    settle(article, "alice", keys, seen)
    other = {"said “we stay”": "“we stay", "“we stay": "said “we stay”"}
    assert quotes(article) == (sorted(other[one] for one in left) if swapped and len(left) == 1 else left)
    assert merges_again(article, "alice", copy)


def test_in_the_table_enter_leads_to_the_choices_and_delete_discards(article: Path) -> None:
    merged(article, "alice", here=WIDER, there=NARROWER)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("N")
        person.keys("F6 Up Enter")
        assert person.focus.objectName() == "unplaced_confirm"
        person.keys("Esc F6 Delete")
        assert person.bridge.session.store.unplaced == []
        assert len(person.annotations) == 3
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)


def test_the_second_reading_of_a_link_can_be_taken(article: Path) -> None:
    to_hall = SPEAKER._replace(to_id="h", modified="")
    as_source = SPEAKER._replace(role="source", modified="")
    copy = merged(article, "alice", here=to_hall, there=as_source)
    stood = saved(article)["links"][0]

    def seen(person: Person) -> None:
        assert "Ada Brandt" in why(person)
        assert "Omar Hall" in why(person)

    settle(article, "alice", "Enter", seen)
    (link,) = saved(article)["links"]
    assert (link["id"], {link["to"], stood["to"]}) == ("l", {"b", "h"})
    assert merges_again(article, "alice", copy)


def test_both_readings_of_a_link_can_be_kept(article: Path) -> None:
    merged(article, "alice", here=SPEAKER._replace(to_id="h"), there=SPEAKER._replace(role="source"))
    settle(article, "alice", "Right Enter")
    assert {(one["role"], one["to"]) for one in saved(article)["links"]} == {("speaker", "h"), ("source", "b")}


def test_the_second_reading_of_a_decision_can_be_taken(article: Path) -> None:
    here = DECISION._replace(body=pairs({"verdict": "reject", "reason": "not a claim"}))
    there = DECISION._replace(body=pairs({"verdict": "take", "taken": ["bob"]}))
    copy = merged(article, "gold-max", here=here, there=there)
    stood = saved(article, "gold-max")["decisions"][0]["verdict"]

    def seen(person: Person) -> None:
        assert "verdict: reject" in why(person)
        assert "verdict: take" in why(person)

    settle(article, "gold-max", "Enter", seen)
    (decision,) = saved(article, "gold-max")["decisions"]
    assert {decision["verdict"], stood} == {"take", "reject"}
    assert "section" not in decision
    assert merges_again(article, "gold-max", copy)


def test_the_second_reading_of_status_and_note_can_be_taken(article: Path) -> None:
    here, there = LayerFacts("done", "all read"), LayerFacts("in_progress", "the end is missing")
    copy = merged(article, "alice", here=here, there=there)
    stood = saved(article)["layer"]["note"]

    def seen(person: Person) -> None:
        assert "all read" in why(person)
        assert "the end is missing" in why(person)
        assert "status and note" in person.part(AnnotationPanel).model.index(0, 1).data()

    settle(article, "alice", "Enter", seen)
    facts = saved(article)["layer"]
    assert {facts["note"], stood} == {"all read", "the end is missing"}
    assert merges_again(article, "alice", copy)


def test_one_after_the_other_is_chosen_without_leaving_the_choices(article: Path) -> None:
    merged(article, "alice", here=WIDER, there=NARROWER)
    file, copy = sidecar(article, "alice"), article.with_name("copy.annotations.json")
    before = file.read_bytes()
    for made, end in ((copy, BRANDT.end - 1), (file, BRANDT.end - 2)):
        file.write_bytes(before)
        session = load(article, "alice")
        old = session.store.annotation("b")
        session.do("change", Change((old,), (BRANDT._replace(end=end),)))
        save_now(session)
        made.write_bytes(file.read_bytes())
    cli.main(["merge", str(file), str(copy), "--output", str(file)])

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert len(person.bridge.session.store.unplaced) == 2
        person.keys("Shift+U Enter Enter")
        assert person.bridge.session.store.unplaced == []
        assert person.focus is person.view
        person.keys("Shift+U")
        assert "Nothing waits" in person.label("key_hints")

    at_the_window(article, "--annotator", "alice", script=script)
