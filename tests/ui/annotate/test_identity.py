"""I: who an actor is, typed ahead over names already used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt spoke. Brandt left. Omar Hall stayed.\n"


def begin(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    put(person, "actor", "Ada Brandt", name="Ada Brandt")
    put(person, "actor", "Omar Hall")
    person.bridge.set_current(put(person, "actor", "Brandt", 1))
    person.keys("I")
    return person


def names(person: Person) -> dict[str, object]:
    return {one.span.of(TEXT): one.attribute("name") for one in person.annotations}


def field(person: Person) -> QLineEdit:
    found = person.window.findChild(QLineEdit, "identity_field")
    assert found is not None
    return found


def test_i_asks_who_an_actor_is_and_enter_keeps(open_text: OpenText) -> None:
    person = begin(open_text)
    assert person.focus is field(person)
    person.type("Ada Brandt")
    person.keys("Enter")
    assert names(person)["Brandt"] == "Ada Brandt"
    assert person.focus is person.view
    person.keys("Ctrl+Z")
    assert names(person)["Brandt"] is None


def test_names_already_used_are_typed_ahead(open_text: OpenText) -> None:
    person = begin(open_text)
    model = field(person).completer().model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Ada Brandt", "Omar Hall", "Brandt"]
    person.type("ada")
    assert field(person).completer().currentCompletion() == "Ada Brandt"


def test_esc_leaves_it_as_it_was(open_text: OpenText) -> None:
    person = begin(open_text)
    person.type("Somebody")
    person.keys("Esc")
    assert names(person)["Brandt"] is None
    assert not field(person).isVisible()
    assert person.focus is person.view


def test_the_next_article_keeps_what_was_typed(open_text: OpenText) -> None:
    person = begin(open_text)
    session = person.bridge.session
    other = session.path.with_name("other.txt")
    other.write_text("Nothing stands here.\n", "utf-8")
    person.type("Ada Brandt")
    person.opener.open_paths([other])
    person.wait_open("other.txt")
    assert [one.attribute("name") for one in session.store.annotations] == ["Ada Brandt", "Ada Brandt", None]
    assert not field(person).isVisible()


def test_letters_in_the_field_are_no_commands(open_text: OpenText) -> None:
    person = begin(open_text)
    person.type("caq")
    person.keys("Esc")
    assert len(person.annotations) == 3


def test_only_an_actor_has_an_identity(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "claim", "Omar Hall stayed"))
    person.keys("I")
    assert person.window.findChild(QLineEdit, "identity_field") is None
    assert said(person) == "Only an actor has an identity. Click into a name first."


def test_the_name_holds_for_all_mentions_in_one_step(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Brandt", 1)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person"))
    person.keys("I")
    person.type("Ada Brandt")
    person.keys("Enter")
    assert names(person) == {"Ada Brandt": "Ada Brandt", "Brandt": "Ada Brandt"}
    assert {one.attribute("kind") for one in person.annotations} == {"person"}
    person.keys("Ctrl+Z")
    assert set(names(person).values()) == {None}


def test_a_surname_of_two_people_asks_which(open_text: OpenText) -> None:
    person = open_text("Ada Brandt spoke. Karl Brandt left. Then Mr. Brandt wept.\n")
    person.bridge.set_current(put(person, "actor", "Brandt", 2))
    person.keys("I")
    assert field(person).placeholderText() == "which one: Ada Brandt, Karl Brandt?"
    model = field(person).completer().model()
    assert [model.index(row, 0).data() for row in range(2)] == ["Ada Brandt", "Karl Brandt"]
