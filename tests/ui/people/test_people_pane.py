"""The pane of people, by keys: list, numbers, put on the list, edit, merge, split, undo.

Tests of ui.people.people_model, ui.people.people_rows, ui.people.person_dialog, ui.people.split_dialog,
ui.people.retargeting, ui.people.own_undo, ui.widgets.held_enter and ui.furnishing.people_parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from analyst_app.core import edits
from analyst_app.corpus.people import people_file
from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person as Known
from analyst_app.language.known_people import Role, actor_of, with_actor
from analyst_app.ui.corpus.search_panel import SearchPanel
from analyst_app.ui.people import people_rows
from analyst_app.ui.people.people_model import HEADS, MENTIONS, NAME, QUOTES, PeopleModel
from analyst_app.ui.people.people_rows import PeopleRow
from analyst_app.ui.people.person_dialog import role_in_words, role_of
from tests.ui.conftest import OpenText
from tests.ui.people.conftest import ONE, choose, listed, names_on_disk, pane
from tests.workflows.person import Person


def said_of(person: Person, words: str) -> tuple[object, str]:
    one = next(one for one in person.annotations if one.span.of(ONE) == words)
    return one.attribute("name"), actor_of(one)


def field(person: Person, kind: type, name: str) -> QWidget:
    found = pane(person).findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def test_names_in_the_tags_are_offered_with_their_reason_and_nothing_is_written(
    corpus: Callable[..., Person],
) -> None:
    person = corpus()
    assert pane(person).objectName() == "people_pane"
    assert sorted(listed(person)) == [
        ("Ada Brandt", "1", "1"), ("Brandt", "1", "0"), ("Eva Brandt", "1", "0"), ("World Trade Body", "2", "1"),
    ]  # fmt: skip
    row = next(row for row in pane(person).model.rows if row.name == "World Trade Body")
    assert row.aliases == ("WTB",)
    assert "spells it out" in row.why
    assert names_on_disk(person) == []


def test_a_name_is_put_on_the_list_by_enter_and_taken_off_by_undo(corpus: Callable[..., Person]) -> None:
    person = corpus()
    choose(person, "World Trade Body")
    person.keys("Enter")
    person.wait(lambda: names_on_disk(person) == [["World Trade Body", "WTB"]])
    person.wait(lambda: listed(person)[0] == ("World Trade Body", "2", "1"))
    pane(person).table.setFocus()
    person.keys("Ctrl+Z")
    person.wait(lambda: names_on_disk(person) == [])


def places_of(person: Person) -> list[QWidget]:
    """All places of the pane that a Tab or a click reaches, each switched on."""
    no_focus = Qt.FocusPolicy.NoFocus
    found = [one for one in pane(person).widget().findChildren(QWidget) if one.focusPolicy() != no_focus]
    return [one for one in found if one.isVisible() and one.isEnabled()]


def test_undo_takes_back_an_act_on_the_list_wherever_in_the_pane_the_focus_is(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body", ("WTB",)), Known("p2", "Ada Brandt"))
    tags = list(person.annotations)
    choose(person, "Ada Brandt")
    names = {one.objectName() for one in places_of(person)}
    assert {"people_filter", "people_layers", "people_table", "people_remove"} <= names
    person.bridge.set_current(next(one.id for one in tags if one.span.of(ONE) == "WTB"))
    person.view.setFocus()
    person.keys("Delete")
    assert len(person.annotations) == len(tags) - 1, "the last step of the article is one that Ctrl+Z could take back"
    for name in sorted(names | {"people_undo"}):
        choose(person, "Ada Brandt")
        pane(person).buttons["remove"].click()
        person.wait(lambda: names_on_disk(person) == [["World Trade Body", "WTB"]])
        field(person, QWidget, name).setFocus()
        person.keys("Ctrl+Z")
        person.wait(lambda: names_on_disk(person) == [["Ada Brandt"], ["World Trade Body", "WTB"]])
        person.wait(lambda: ("Ada Brandt", "1", "1") in listed(person) and person.is_idle)
        assert pane(person).said.text() == "Taken back: Remove Ada Brandt.", name
        person.keys("Ctrl+Shift+Z")
        assert "not done again by a key" in pane(person).said.text()
        assert len(person.annotations) == len(tags) - 1, name


def test_letters_typed_into_the_filter_are_taken_back_first(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body", ("WTB",)), Known("p2", "Ada Brandt"))
    choose(person, "Ada Brandt")
    pane(person).buttons["remove"].click()
    person.wait(lambda: names_on_disk(person) == [["World Trade Body", "WTB"]])
    person.keys("Ctrl+Alt+4")
    person.type("wtb")
    person.keys("Ctrl+Z")
    assert (pane(person).letters.text(), names_on_disk(person)) == ("", [["World Trade Body", "WTB"]])
    person.keys("Ctrl+Z")
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt"], ["World Trade Body", "WTB"]])


def test_the_focus_stays_in_the_pane_when_its_place_is_switched_off_or_hidden(
    tmp_path: Path, open_text: OpenText
) -> None:
    write_edit(read_people(tmp_path / "article.txt", tmp_path), Edit("", {"p1": Known("p1", "Ada Brandt")}))
    person = open_text("Nothing stands here.\n")
    person.keys("Ctrl+Alt+4")
    for focused, there in (("people_remove", False), ("people_filter", True), ("people_table", False)):
        person.wait(lambda there=there: bool(pane(person).model.count) is not there and person.is_idle)
        if not there:
            choose(person, "Ada Brandt")
        field(person, QWidget, focused).setFocus()
        if focused == "people_table":
            pane(person).buttons["remove"].click()
        else:
            person.keys("Space" if focused == "people_remove" else "Ctrl+Z")
        person.wait(lambda there=there: bool(pane(person).model.count) is there)
        assert pane(person).isAncestorOf(person.focus), focused


def test_what_fits_nobody_is_said_and_the_chip_names_the_place_of_the_keyboard(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body"))
    person.keys("Ctrl+Alt+4")
    assert person.label("mode_chip") == "FILTER"
    person.type("zzz")
    assert (listed(person), pane(person).said.text().partition(",")[0]) == ([], "Nobody on the list")
    person.keys("Backspace Backspace Backspace")
    assert "Nobody" not in pane(person).said.text()
    pane(person).table.setFocus()
    assert person.label("mode_chip") == "PEOPLE"
    person.keys("Esc")
    assert person.label("mode_chip") == "READ"


def test_a_held_enter_puts_a_name_on_the_list_and_opens_no_form(corpus: Callable[..., Person]) -> None:
    person = corpus()
    choose(person, "World Trade Body")
    person.keys("Enter")
    person.wait(lambda: names_on_disk(person) == [["World Trade Body", "WTB"]])
    person.wait(lambda: person.is_idle)
    choose(person, "World Trade Body")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(pane(person).table, event)
    assert not pane(person).findChildren(QDialog)
    person.keys("Enter")
    (form,) = pane(person).findChildren(QDialog)
    name = form.findChild(QLineEdit, "person_name")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(name, event)
    assert form.isVisible()


def test_numbers_stand_at_the_right_edge_in_every_row(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body"))
    person.window.resize(1200, 900)
    person.window.resizeDocks([pane(person)], [400], Qt.Orientation.Vertical)
    QApplication.processEvents()
    table, model = pane(person).table, pane(person).model
    picture = table.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    for row in range(2):
        cell = table.visualRect(model.index(row, MENTIONS)).adjusted(2, 2, -2, -2)
        ground = picture.pixel(int(cell.x() * ratio), int(cell.center().y() * ratio))
        inked = [
            x
            for x in range(int(cell.left() * ratio), int(cell.right() * ratio))
            if any(
                picture.pixel(x, y) != ground
                for y in range(int((cell.top() + 2) * ratio), int((cell.bottom() - 2) * ratio))
            )
        ]
        assert inked
        assert cell.right() - max(inked) / ratio < 12, row


def test_every_number_opens_its_passages(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body", ("WTB",)))
    model, table = pane(person).model, pane(person).table
    table.setFocus()
    table.setCurrentIndex(model.index(0, MENTIONS))
    person.keys("Enter")
    person.wait(lambda: person.window.findChild(SearchPanel) is not None)
    search = person.part(SearchPanel)
    person.wait(lambda: sorted(hit.text for hit in search.model.hits) == ["WTB", "World Trade Body"])
    table.setCurrentIndex(model.index(0, QUOTES))
    table.setFocus()
    person.keys("Enter")
    person.wait(lambda: [hit.text for hit in search.model.hits] == ["“Never”"])


def test_typing_filters_by_name_and_alias(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body", ("WTB",)), Known("p2", "Ada Brandt"))
    person.keys("Ctrl+Alt+4")
    person.type("wtb")
    assert [name for name, *_ in listed(person)] == ["World Trade Body"]


def test_two_are_merged_into_the_current_row_and_back(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "World Trade Body"), Known("p2", "WTB"), Known("p3", "Ada Brandt"))
    before = names_on_disk(person)
    choose(person, "World Trade Body", "WTB")
    pane(person).buttons["merge"].click()
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt"], ["World Trade Body", "WTB"]])
    person.wait(lambda: ("World Trade Body", "2", "1") in listed(person))
    assert pane(person).buttons["undo"].text() == "Undo: Merge World Trade Body + WTB"
    pane(person).buttons["undo"].click()
    person.wait(lambda: names_on_disk(person) == before)


def test_what_is_chosen_stays_chosen_when_a_colleague_writes_also_of_two_of_one_name(
    corpus: Callable[..., Person],
) -> None:
    judge, mayor = Known("p2", "Ada Brandt", roles=(Role("judge"),)), Known("p1", "Ada Brandt")
    person = corpus(judge, mayor, Known("p3", "World Trade Body"))
    model, table = pane(person).model, pane(person).table
    for chosen in (["p2"], ["p1"], ["p2", "p3"], ["p3", "p1"]):
        rows = {row.person.id: number for number, row in enumerate(model.rows) if row.person is not None}
        flags, selection = QItemSelectionModel.SelectionFlag, table.selectionModel()
        selection.setCurrentIndex(model.index(rows[chosen[0]], NAME), flags.ClearAndSelect | flags.Rows)
        for other in chosen[1:]:
            selection.select(model.index(rows[other], NAME), flags.Select | flags.Rows)
        folder = person.bridge.session.path.parent
        known = read_people(folder / "one.txt", folder)
        write_edit(known, Edit("", {"p3": Known("p3", "World Trade Body", note=" ".join(chosen))}))
        pane(person)._keeper.look()
        note = " ".join(chosen)
        person.wait(lambda note=note: any(row.person.note == note for row in model.rows if row.person is not None))
        assert [row.person.id for row in pane(person).chosen] == chosen


def test_a_person_is_edited_in_a_form(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Ada Brandt", roles=(Role("chair", "2020", "", {"team": "x"}),)))
    choose(person, "Ada Brandt")
    person.keys("Enter")
    name, roles = field(person, QLineEdit, "person_name"), field(person, QPlainTextEdit, "person_roles")
    assert isinstance(name, QLineEdit)
    assert isinstance(roles, QPlainTextEdit)
    name.setText("Ada  Brandt-Roth")
    roles.setPlainText(roles.toPlainText() + "\nmayor, 2023, 2024")
    kind = field(person, QComboBox, "person_kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentText("person")
    name.setFocus()
    person.keys("Enter")
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt-Roth"]])
    path = person.bridge.session.path.parent / "actors.json"
    (record,) = json.loads(path.read_text("utf-8"))["actors"]
    assert record["roles"] == [
        {"role": "chair", "from": "2020", "team": "x"}, {"role": "mayor", "from": "2023", "to": "2024"},
    ]  # fmt: skip
    assert (record["kind"], record["rev"]) == ("person", 2)


def test_a_person_who_is_two_is_split_by_names_with_their_mentions_and_back(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Ada Brandt", ("Eva Brandt",)))
    view = person.view
    person.wait(lambda: view.text == ONE)
    person.bridge.set_current(next(a.id for a in person.annotations if a.span.of(ONE) == "Eva Brandt"))
    view.setFocus()
    person.keys("I")
    person.type("Eva Brandt = Ada Brandt")
    person.keys("Enter")
    person.wait(lambda: {actor_of(a) for a in person.annotations if "Brandt" in a.span.of(ONE)} == {"p1"})
    person.wait_saved()
    person.wait(lambda: any(row.by_id for row in pane(person).model.rows))
    choose(person, "Ada Brandt")
    pane(person).buttons["split"].click()
    rows = field(person, QListWidget, "split_names")
    assert isinstance(rows, QListWidget)
    item = next(rows.item(n) for n in range(rows.count()) if rows.item(n).text().startswith("Eva Brandt"))
    item.setCheckState(Qt.CheckState.Checked)
    rows.setFocus()
    new_name = field(person, QLineEdit, "split_name")
    person.keys("Enter", new_name)
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt"], ["Eva Brandt"]])
    person.wait(lambda: said_of(person, "Eva Brandt")[0] == "Eva Brandt")
    assert said_of(person, "Eva Brandt")[1] not in ("", "p1")
    assert said_of(person, "Ada Brandt") == ("Ada Brandt", "p1")
    pane(person).buttons["undo"].click()
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt", "Eva Brandt"]])
    person.wait(lambda: said_of(person, "Eva Brandt") == ("Ada Brandt", "p1"))


def name_by_i(person: Person, words: str, name: str) -> None:
    """Say with I whom the annotation on some words means."""
    person.bridge.set_current(next(one.id for one in person.annotations if one.span.of(ONE) == words))
    person.view.setFocus()
    person.keys("I Ctrl+A")
    person.type(name)
    person.keys("Enter")
    person.wait(lambda: said_of(person, words)[0] == name)
    person.wait_saved()
    person.wait(lambda: person.is_idle)


@pytest.mark.parametrize("since", ["", "Karl Brandt"])
def test_undo_of_a_split_gives_each_mention_what_it_said_and_leaves_what_was_said_since(
    corpus: Callable[..., Person], since: str
) -> None:
    person = corpus(Known("p1", "Ada Brandt"))
    person.wait(lambda: person.view.text == ONE)
    name_by_i(person, "Eva Brandt", "Evi B")
    person.wait(lambda: "Evi B" in [name for name, *_ in listed(person)])
    choose(person, "Ada Brandt", "Evi B")
    pane(person).buttons["merge"].click()
    person.wait(lambda: ["Ada Brandt", "Evi B"] in names_on_disk(person))
    before = said_of(person, "Eva Brandt")
    assert before == ("Evi B", "")
    person.wait(lambda: person.is_idle and ("Ada Brandt", "2", "1") in listed(person))
    choose(person, "Ada Brandt")
    pane(person).buttons["split"].click()
    rows = field(person, QListWidget, "split_names")
    assert isinstance(rows, QListWidget)
    next(rows.item(n) for n in range(rows.count()) if rows.item(n).text().startswith("Evi B ·")).setCheckState(
        Qt.CheckState.Checked
    )
    person.keys("Enter", field(person, QLineEdit, "split_name"))
    person.wait(lambda: said_of(person, "Eva Brandt")[1] != "")
    person.wait(lambda: person.is_idle)
    if since:
        one = next(one for one in person.annotations if one.span.of(ONE) == "Eva Brandt")
        person.bridge.do("", edits.replace(one, with_actor(one._replace(attributes=(("name", since),)), "")))
    pane(person).buttons["undo"].click()
    person.wait(lambda: ["Ada Brandt", "Evi B"] in names_on_disk(person) and person.is_idle)
    person.wait(lambda: said_of(person, "Eva Brandt") == ((since, "") if since else before))


def test_a_mention_of_a_person_who_is_not_on_the_list_is_told_as_that(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Ada Brandt"))
    one = next(one for one in person.annotations if one.span.of(ONE) == "Ada Brandt")
    person.bridge.do("", edits.replace(one, with_actor(one, "gone")))
    person.wait_saved()
    person.wait(lambda: any(row.is_unclear for row in pane(person).model.rows))
    (row,) = [row for row in pane(person).model.rows if row.is_unclear]
    assert (row.name, row.why.partition(":")[0]) == (
        "Ada Brandt", "the mention means a person who is not on the list",
    )  # fmt: skip


def test_ten_thousand_people_are_asked_for_the_rows_on_the_screen_only(
    corpus: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = corpus(*(Known(f"p{n}", f"Person {n:05}") for n in range(10_000)))
    asked: set[int] = set()
    words = PeopleModel._words
    monkeypatch.setattr(PeopleModel, "_words", lambda self, row, column: asked.add(id(row)) or words(self, row, column))
    person.keys("Ctrl+Alt+4")
    person.wait(lambda: person.is_idle)
    folded: list[str] = []
    monkeypatch.setattr(people_rows, "spelt", lambda name: folded.append(name) or name.casefold())
    known_by: list[object] = []
    monkeypatch.setattr(people_file, "KnownPeople", lambda people: known_by.append(people))
    person.type("person 0099")
    assert (folded, known_by) == ([], []), "no name is folded at a key, and no table of people is made"
    assert pane(person).model.rowCount() == 10
    person.keys("Ctrl+A Backspace")
    person.wait(lambda: pane(person).model.rowCount() > 10_000)
    pane(person).table.repaint()
    assert 0 < len(asked) < 500


def test_sealed_work_counts_no_layer_of_others_and_proposes_nothing(corpus: Callable[..., Person]) -> None:
    person = corpus(sealed=True)
    box = field(person, QComboBox, "people_layers")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    person.wait(lambda: "not shown" in pane(person).said.text() or pane(person).said.toolTip())
    assert "Bob" not in [name for name, *_ in listed(person)]
    assert all(not row.aliases and row.into is None for row in pane(person).model.rows)


def test_an_empty_pane_says_what_to_do(open_text: OpenText) -> None:
    person = open_text("Nothing stands here.\n")
    person.keys("Ctrl+Alt+4")
    person.wait(lambda: pane(person).empty.isVisible())
    person.wait(lambda: "Put on the list" in pane(person).empty.text())
    person.keys("Esc")
    assert not pane(person).isVisible()
    assert person.focus is person.view


def test_names_that_turn_the_words_round_them_are_shown_plainly() -> None:
    model = PeopleModel()
    model.set_rows([PeopleRow("Ada \u202etdnarB", why="x\u0007y"), PeopleRow("<b>Max</b> " + "x" * 5_000)])
    shown = [str(model.index(row, column).data()) for row in range(2) for column in range(len(HEADS))]
    assert not any(letter in words for words in shown for letter in "\u202e\u0007")
    assert max(map(len, shown)) < 300
    assert shown[len(HEADS)].startswith("<b>Max</b>")


def test_a_role_reads_back_as_it_is_typed() -> None:
    for role in (Role("mayor"), Role("mayor", "2020"), Role("mayor", "2020", "2024"), Role("mayor", "", "2024")):
        assert role_of(role_in_words(role)) == role


def test_it_says_that_it_counts_until_the_first_numbers_come(
    corpus: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is empty for half a minute looked as if nobody were on the list."""
    waiting: list[Callable[[], object]] = []
    person = corpus()
    one = pane(person)
    told = one.empty.text
    monkeypatch.setattr(one, "_when_fresh", waiting.append)
    other = person.bridge.session.path.parent.with_name("second")
    other.mkdir()
    (other / "three.txt").write_text("Nobody came.\n", "utf-8")
    person.opener.open_paths([other])
    person.wait_open("three.txt")
    person.wait(lambda: told() == "Counting…")
    assert one.empty.isVisible()
    assert not one.table.isVisible()
    assert listed(person) == [], "those of the other folder are shown no more"
    one.letters.setText("x")
    assert told() == "Counting…"
    one.letters.clear()
    person.wait(lambda: person.is_idle)
    for act in waiting:
        act()
    person.wait(lambda: told().startswith("Nobody is on the list yet"))


def test_the_keyboard_goes_to_the_passages_of_a_number_and_changes_nothing_behind_them(
    corpus: Callable[..., Person],
) -> None:
    person = corpus()
    choose(person, "World Trade Body")
    row = pane(person).table.currentIndex().row()
    pane(person).table.clicked.emit(pane(person).model.index(row, MENTIONS))
    person.wait(lambda: person.part(SearchPanel).model.rowCount() == 2)
    assert person.part(SearchPanel).table.hasFocus()
    person.keys("Left Left Enter")
    person.wait(lambda: person.is_idle)
    assert names_on_disk(person) == []
    person.keys("Down Enter")
    person.wait(lambda: person.bridge.selection is not None or person.bridge.current is not None)


def test_no_number_is_told_where_no_folder_is_opened_to_count_in(tmp_path: Path, open_text: OpenText) -> None:
    write_edit(read_people(tmp_path / "article.txt", tmp_path), Edit("", {"p1": Known("p1", "Ada Brandt")}))
    person = open_text("Ada Brandt stands here.\n")
    person.keys("Ctrl+Alt+4")
    person.wait(lambda: listed(person))
    assert listed(person) == [("Ada Brandt", "–", "–")]
    person.wait(lambda: "Numbers come when a folder" in pane(person).said.text())


def test_where_no_folder_is_open_the_names_of_the_article_stand_there(tmp_path: Path, open_text: OpenText) -> None:
    write_edit(read_people(tmp_path / "article.txt", tmp_path), Edit("", {"p1": Known("p1", "Ada Brandt")}))
    person = open_text("Ada Brandt met Omar Hall and Ilse Moor.\n")
    for name in ("Ada Brandt", "Omar Hall"):
        person.select(name)
        person.keys("A")
    person.keys("Ctrl+Alt+4")
    person.wait(lambda: len(listed(person)) == 2)
    assert listed(person) == [("Ada Brandt", "–", "–"), ("Omar Hall", "–", "–")]
    person.view.setFocus()
    person.select("Ilse Moor")
    person.keys("A")
    person.wait(lambda: ("Ilse Moor", "–", "–") in listed(person))
    choose(person, "Omar Hall")
    person.keys("Enter")
    person.wait(lambda: names_on_disk(person) == [["Ada Brandt"], ["Omar Hall"]])
    person.wait(lambda: len(listed(person)) == 3)
