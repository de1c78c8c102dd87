"""A filter that looks through a large layer in slices: what is seen, chosen and gone to meanwhile.

The slices themselves are tested with the model: ``test_annotation_model``.
"""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.ui.panels import annotation_model
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.ui.annotate.test_annotating import current_words, said
from tests.ui.conftest import OpenText
from tests.ui.panels.test_annotation_model import Clock
from tests.workflows.person import Person

NUMBERS = "".join(f"{number:04}\n" for number in range(3_000))
WITH_7 = [f"{number:04}" for number in range(3_000) if "7" in f"{number:04}"]


@pytest.fixture
def person(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> Person:
    """An article of 3,000 numbers, each an actor. A slice of the filter looks at 100 of them each way."""
    monkeypatch.setattr(annotation_model, "perf_counter", Clock())
    person = open_text(NUMBERS)
    made = tuple(Annotation(f"{number:04}", "actor", 5 * number, 5 * number + 4) for number in range(3_000))
    assert person.bridge.do("make", Change((), made))
    person.keys("Ctrl+Home", person.view)
    person.bridge.set_current(None)
    return person


def look_for(person: Person, words: str) -> AnnotationPanel:
    """Set the filter, and let it go on only when ``finish`` is called."""
    panel = person.part(AnnotationPanel)
    person.part(AnnotationFilter).look_for(words)
    panel.model._slices.stop()
    return panel


def finish(person: Person) -> None:
    model = person.part(AnnotationPanel).model
    model._slices.start()
    person.wait(lambda: model.is_listed)


def listed(panel: AnnotationPanel) -> list[str]:
    return [panel.model.index(row, 1).data() for row in range(panel.model.rowCount())]


def top(panel: AnnotationPanel) -> str:
    return str(panel.model.index(panel.table.top_row, 1).data())


def test_n_goes_no_further_than_the_filter_has_looked_until_it_knows_what_follows(person: Person) -> None:
    panel = look_for(person, "29")
    assert listed(panel) == ["0029"]
    person.keys("N", person.view)
    assert current_words(person) == "0029"
    person.keys("N", person.view)
    person.keys("N", person.view)
    assert (current_words(person), panel.model.is_listed) == ("0029", False)
    finish(person)
    assert current_words(person) == "0229"
    assert listed(panel)[-1] == "2999"


def test_p_from_the_end_finds_the_last_that_is_let_in(person: Person) -> None:
    person.keys("Ctrl+End", person.view)
    person.bridge.set_current(None)
    panel = look_for(person, "04")
    person.keys("P", person.view)
    assert (current_words(person), panel.model.is_listed) == (None, False)
    finish(person)
    assert current_words(person) == "2904"


def test_where_nothing_matches_n_and_the_table_say_so_once_all_is_looked_at(person: Person) -> None:
    panel = look_for(person, "nobody")
    person.keys("N", person.view)
    assert panel.empty.said == ""
    finish(person)
    assert panel.empty.said == "Nothing matches the filter."
    assert said(person) == "No annotation that the filter lets through follows."


def test_what_is_seen_stays_while_rows_come_above_it(person: Person) -> None:
    panel = person.part(AnnotationPanel)
    panel.table.show_from(1_500)
    look_for(person, "7")
    assert top(panel) == listed(panel)[0] == "1507"
    finish(person)
    assert listed(panel) == WITH_7
    assert top(panel) == "1507"


def test_a_current_one_that_the_filter_comes_to_later_is_chosen_then(person: Person) -> None:
    panel = look_for(person, "7")
    person.caret("2777")
    assert current_words(person) == "2777"
    assert panel.table.chosen_count == 0
    finish(person)
    assert [listed(panel)[row] for rows in panel.table.chosen_ranges for row in rows] == ["2777"]


def test_rows_that_are_chosen_stay_chosen_while_others_come(person: Person) -> None:
    person.bridge.set_current("1507")
    panel = look_for(person, "7")
    panel.table.choose_too([panel.model.row_of(person.annotations[1517])])
    finish(person)
    assert [one.id for one in panel.chosen] == ["1507", "1517"]
    assert listed(panel) == WITH_7


def test_what_is_done_and_undone_meanwhile_has_its_rows(person: Person) -> None:
    panel = look_for(person, "7")
    store = person.bridge.session.store
    for number in ("2777", "0007"):
        assert person.bridge.do("Delete", edits.remove(store, [store.annotation(number)]))
    assert "0007" not in listed(panel)
    finish(person)
    assert listed(panel) == [words for words in WITH_7 if words not in ("0007", "2777")]
    look_for(person, "77")
    person.keys("Ctrl+Z", person.view)
    person.keys("Ctrl+Z", person.view)
    finish(person)
    assert listed(panel) == [words for words in WITH_7 if "77" in words]


def test_all_that_are_chosen_and_deleted_are_all_that_the_filter_lets_through(person: Person) -> None:
    panel = look_for(person, "7")
    assert not panel.model.is_listed
    panel.table.setFocus()
    person.keys("Ctrl+A", panel.table)
    assert [one.id for one in panel.chosen] == WITH_7
    person.keys("Delete", panel.table)
    assert [one.id for one in person.annotations] == [f"{n:04}" for n in range(3_000) if "7" not in f"{n:04}"]
    person.keys("Ctrl+Z")
    assert len(person.annotations) == 3_000


def test_what_p_goes_to_at_the_end_of_the_pass_is_seen_though_rows_come_above_it(person: Person) -> None:
    person.bridge.set_current("1597")
    panel = look_for(person, "7")
    person.keys("P", person.view)
    assert (current_words(person), panel.model.is_listed) == ("1597", False)
    finish(person)
    assert current_words(person) == "1587"
    row = panel.model.index(listed(panel).index("1587"), 1)
    assert panel.table.viewport().rect().contains(panel.table.visualRect(row))


def test_what_was_typed_counts_as_soon_as_the_keyboard_leaves_the_field(person: Person) -> None:
    panel = person.part(AnnotationPanel)
    person.bridge.set_current(None)
    person.view.place_caret(0)
    panel.words.setFocus()
    person.wait(panel.words.hasFocus)
    QTest.keyClicks(panel.words, "1597")
    person.keys("Esc", panel.words)
    person.keys("N", person.view)
    person.wait(lambda: person.part(AnnotationPanel).model.is_listed)
    assert current_words(person) == "1597"
