"""One filter: the table, View ▸ Show only and N and P agree; . and , stay with a tag.

Also tests of ui.annotate.go_commands and ui.annotate.shown_tags.
"""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Unplaced
from analyst_app.core.store import Change
from analyst_app.gestures.spoken_by import Speaker, speaker_of
from analyst_app.ui.corpus.live_codebook import LiveCodebook
from analyst_app.ui.panels.annotation_filter import Sought
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.ui.annotate.test_annotating import current_words, put, said
from tests.ui.annotate.test_context_menu import only
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Depot\n\nAda Brandt said “we stay”. Omar Hall said “we go”. The council replied on Monday.\n"
IN_ORDER = ["Ada Brandt", "“we stay”", "Omar Hall", "“we go”"]


@pytest.fixture
def person(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    for tag, words in (
        ("skip", "Depot"),
        ("actor", "Ada Brandt"),
        ("cue", "said"),
        ("quote", "“we stay”"),
        ("actor", "Omar Hall"),
        ("quote", "“we go”"),
    ):
        put(person, tag, words)
    person.keys("Ctrl+Home", person.view)
    person.bridge.set_current(None)
    return person


def listed(person: Person) -> list[str]:
    model = person.part(AnnotationPanel).model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def steps(person: Person, key: str, most: int = 10) -> list[str | None]:
    """The words of each annotation that a key goes to, until it goes no further."""
    seen: list[str | None] = []
    while len(seen) < most:
        before = person.bridge.current
        person.keys(key, person.view)
        if person.bridge.current == before:
            return seen
        seen.append(current_words(person))
    return seen


def box(person: Person) -> QComboBox:
    found = person.window.findChild(QComboBox, "annotation_tag_filter")
    assert found is not None
    return found


def choose_tag(person: Person, name: str) -> None:
    tags = box(person)
    tags.setCurrentIndex(tags.findText(name))
    tags.activated.emit(tags.currentIndex())


def checked(person: Person, *names: str) -> list[bool]:
    found: list[QAction] = [only(person, name) for name in names]
    return [action.isChecked() for action in found]


def test_n_and_p_pass_over_cues_and_skips(person: Person) -> None:
    assert steps(person, "N") == IN_ORDER
    assert said(person) == "No annotation follows."
    assert steps(person, "P") == IN_ORDER[-2::-1]


def test_n_goes_through_cues_and_skips_that_are_shown_only(person: Person) -> None:
    only(person, "view.only.cue").trigger()
    only(person, "view.only.skip").trigger()
    assert steps(person, "N") == ["Depot", "said"]


def test_the_tables_tag_filter_is_show_only(person: Person) -> None:
    choose_tag(person, "Quote")
    assert listed(person) == ["“we stay”", "“we go”"]
    assert checked(person, "view.only", "view.only.quote", "view.only.actor") == [False, True, False]
    assert steps(person, "N") == ["“we stay”", "“we go”"]
    assert said(person) == "No annotation that the filter lets through follows."
    choose_tag(person, "every tag")
    assert checked(person, "view.only", "view.only.quote") == [True, False]


def test_show_only_is_the_tables_tag_filter(person: Person) -> None:
    only(person, "view.only.actor").trigger()
    assert listed(person) == ["Ada Brandt", "Omar Hall"]
    assert box(person).currentText() == "Actor"
    only(person, "view.only.quote").trigger()
    assert listed(person) == IN_ORDER
    assert box(person).currentText() == "Quote, Actor"
    only(person, "view.only").trigger()
    assert box(person).currentText() == "every tag"
    assert len(listed(person)) == 4
    only(person, "view.only.helpers").trigger()
    assert len(listed(person)) == 6


def test_n_goes_only_to_what_has_the_filters_words(person: Person) -> None:
    field = person.window.findChild(QLineEdit, "annotation_filter")
    assert field is not None
    field.setFocus()
    person.type("we")
    person.keys("Enter", field)
    assert steps(person, "N") == ["“we stay”", "“we go”"]


def test_the_caret_chooses_nothing_that_is_not_shown(person: Person) -> None:
    only(person, "view.only.quote").trigger()
    person.caret("Ada Brandt")
    assert current_words(person) is None
    person.keys("F2 Left Enter", person.view)
    assert ("actor", "Ada Brandt") in person.tagged


def test_delete_takes_nothing_that_is_hidden_by_its_words_either(person: Person) -> None:
    only(person, "view.only.quote").trigger()
    person.select("Ada Brandt")
    person.keys("Delete", person.view)
    assert ("actor", "Ada Brandt") in person.tagged
    assert "No annotation has just the selected words" in said(person)


def test_hiding_what_is_current_makes_none_current(person: Person) -> None:
    person.caret("Ada Brandt")
    assert current_words(person) == "Ada Brandt"
    only(person, "view.only.quote").trigger()
    assert current_words(person) is None


def test_a_new_annotation_of_a_hidden_tag_is_shown_too(person: Person) -> None:
    only(person, "view.only.quote").trigger()
    person.select("The council")
    person.keys("A", person.view)
    assert current_words(person) == "The council"
    assert checked(person, "view.only.quote", "view.only.actor") == [True, True]


def test_what_gets_a_hidden_tag_is_shown_still(person: Person) -> None:
    only(person, "view.only.quote").trigger()
    person.caret("we stay")
    person.keys("Shift+C", person.view)
    assert current_words(person) == "we stay"
    assert checked(person, "view.only.quote", "view.only.claim") == [True, True]


def test_o_counts_only_what_is_shown_of_all_that_is_here(person: Person) -> None:
    put(person, "claim", "Ada Brandt said “we stay”")
    only(person, "view.only.claim").trigger()
    person.caret("Ada Brandt")
    person.choose("go.cycle")
    assert said(person) == "Claim · 1 of 1 here"


def sync_codebook(person: Person, **claim: str) -> None:
    """A codebook comes with another claim; it is in use."""
    data = resources.built_in_codebook()
    data["tags"][0].update(claim)
    session = person.bridge.session
    (session.path.parent / "codebook.json").write_text(json.dumps(data), "utf-8")
    person.part(LiveCodebook).look()
    person.wait(lambda: session.codebook.tag("claim").name == claim["name"])


def test_looking_at_what_waits_goes_on_when_the_codebook_changes(person: Person) -> None:
    item = Unplaced("u1", "orphan", "0" * 64, {"id": "x1", "tag": "actor", "start": 0, "end": 3, "exact": "Eva"})
    assert person.bridge.do("put", Change((), (item,)))
    choose_tag(person, "waiting for a place")
    assert listed(person) == ["Eva"]
    sync_codebook(person, name="Statement")
    assert listed(person) == ["Eva"]
    assert box(person).currentText() == "waiting for a place"


def test_a_tag_that_the_codebook_has_not_is_shown_only_when_it_changes_too(person: Person) -> None:
    put(person, "frame", "replied")
    choose_tag(person, "Claim")  # the box lists the tags anew
    choose_tag(person, "frame")
    assert listed(person) == ["replied"]
    sync_codebook(person, name="Statement")
    assert listed(person) == ["replied"]
    assert box(person).currentText() == "frame"


def test_a_point_and_a_comma_go_to_the_next_and_previous_of_the_same_tag(person: Person) -> None:
    person.caret("Ada Brandt")
    assert steps(person, ".") == ["Omar Hall"]
    assert said(person) == "No Actor follows."
    assert steps(person, ",") == ["Ada Brandt"]
    assert said(person) == "No Actor stands before."
    person.caret("said")
    assert steps(person, ".") == []


def test_without_a_current_one_a_point_says_so(person: Person) -> None:
    person.keys(".", person.view)
    assert "No annotation is current" in said(person)


@pytest.mark.parametrize(
    ("before", "now", "is_narrower"),
    [
        (Sought(), Sought("we"), True),
        (Sought(), Sought(tags=frozenset(("quote",))), True),
        (Sought(), Sought(tags=frozenset(("cue",))), False),
        (Sought(shows_helpers=True), Sought(tags=frozenset(("cue",))), True),
        (Sought(), Sought(shows_helpers=True), False),
        (Sought(shows_helpers=True), Sought(), True),
        (Sought(tags=frozenset(("quote",))), Sought(), False),
        (Sought(tags=frozenset(("quote", "claim"))), Sought(tags=frozenset(("quote",))), True),
        (Sought(), Sought(speaker=Speaker("Ada", frozenset(("Ada",)))), False),
    ],
)
def test_what_is_asked_for_is_narrower_only_if_all_of_it_was_let_through(
    before: Sought, now: Sought, is_narrower: bool
) -> None:
    assert now.is_narrower(before, frozenset(("cue", "skip"))) is is_narrower


def test_all_that_one_person_says_is_listed_and_esc_ends_that(person: Person) -> None:
    store, shown = person.bridge.session.store, person.part(AnnotationPanel)
    by_words = {one.span.of(person.bridge.session.document.text): one for one in person.annotations}
    ada = by_words["Ada Brandt"]
    person.bridge.do("link", edits.link(store, "speaker", by_words["“we stay”"].id, ada.id))
    book, text = person.bridge.session.codebook, person.bridge.session.document.text
    shown._filter.show_said_by(speaker_of(store, book, text, ada))
    assert listed(person) == ["“we stay”"]
    assert shown.line.person.isVisible()
    assert shown.line.person.name.text() == "All that Ada Brandt says"
    shown.table.setFocus()
    person.keys("Esc", shown.table)
    assert len(listed(person)) == 4
    assert not shown.line.person.isVisible()


def test_the_button_on_an_empty_list_clears_the_filter(person: Person) -> None:
    panel = person.part(AnnotationPanel)
    panel.words.setText("nothing like it")
    panel.words.returnPressed.emit()
    person.click_widget(panel.empty.button)
    assert panel.words.text() == ""
    assert len(listed(person)) == 4


def test_a_tag_is_chosen_with_all_that_stand_under_it(person: Person) -> None:
    session = person.bridge.session
    assert session is not None
    data = resources.built_in_codebook()
    data["tags"][1]["under"] = "actor"
    (session.path.parent / "codebook.json").write_text(json.dumps(data), "utf-8")
    person.part(LiveCodebook).look()
    person.wait(lambda: session.codebook.has_groups, "the groups")
    assert [box(person).itemText(row) for row in range(4)] == ["every tag", "Claim", "Actor", "Actor / Quote"]
    box(person).setCurrentIndex(2)
    box(person).activated.emit(2)
    assert listed(person) == IN_ORDER
    assert checked(person, "view.only.actor", "view.only.quote") == [True, True]
    only(person, "view.only.actor").trigger()
    assert checked(person, "view.only.actor", "view.only.quote", "view.only") == [False, False, True]
    only(person, "view.only.quote").trigger()
    assert listed(person) == ["“we stay”", "“we go”"]
