"""S: all mentions of a name, previewed, then tagged in one step."""

from __future__ import annotations

from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt spoke. Then Brandt left, and Brandt’s deputy Omar Hall stayed. Ada Brandt came back.\n"


def begin(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person", name="Ada Brandt"))
    person.keys("S")
    return person


def hits(person: Person) -> list[str]:
    return [span.of(TEXT) for span in person.view.painter.overlays.hits]


def test_s_previews_all_mentions_of_the_name(open_text: OpenText) -> None:
    person = begin(open_text)
    assert hits(person) == ["Brandt", "Brandt", "Ada Brandt"]
    assert len(person.tagged) == 1
    assert person.label("mode_chip") == "SAME"
    assert said(person).startswith("Enter tag 3 mentions of “Ada Brandt”")


def test_enter_tags_them_in_one_undo_step(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Enter")
    assert [words for _, words in person.tagged] == ["Ada Brandt", "Brandt", "Brandt", "Ada Brandt"]
    assert {one.attribute("name") for one in person.annotations} == {"Ada Brandt"}
    assert hits(person) == []
    person.keys("Ctrl+Z")
    assert len(person.tagged) == 1


def test_esc_tags_none(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Esc")
    assert len(person.tagged) == 1
    assert hits(person) == []
    assert person.label("mode_chip") == "READ"


def test_when_all_are_tagged_it_says_so(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("S S")
    assert len(person.tagged) == 4
    assert said(person) == "Every mention of “Ada Brandt” is tagged."


def test_another_command_leaves_the_preview_and_acts(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Delete")
    assert hits(person) == []
    assert person.tagged == []


def test_only_names_have_mentions(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "claim", "Omar Hall stayed"))
    person.keys("S")
    assert person.label("mode_chip") == "READ"


def test_in_a_long_article_a_worker_looks(open_text: OpenText) -> None:
    person = open_text(TEXT + "line of words\n" * 20_000 + "Ada Brandt\n")
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("S")
    person.wait(lambda: person.label("mode_chip") == "SAME")
    assert len(person.view.painter.overlays.hits) == 4
