"""The form of a person beside what a colleague writes. Tests of corpus.people.meanwhile, too."""

from __future__ import annotations

from collections.abc import Callable

from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person as Known
from analyst_app.ui.people.person_dialog import PersonDialog
from tests.ui.people.conftest import choose, listed, names_on_disk, pane
from tests.workflows.person import Person


def opened_form(person: Person, name: str) -> PersonDialog:
    choose(person, name)
    pane(person).buttons["edit"].click()
    return next(one for one in pane(person).findChildren(PersonDialog) if one.isVisible())


def colleague(person: Person, *people: Known | str) -> None:
    """Write people as a colleague does, or take those of these ids off, and wait until the pane knows."""
    folder = person.bridge.session.path.parent
    edit = {one if isinstance(one, str) else one.id: None if isinstance(one, str) else one for one in people}
    after = write_edit(read_people(folder / "one.txt", folder), Edit("", edit))
    keeper = pane(person)._keeper
    keeper.look()
    person.wait(lambda: keeper.file.file.seen == after.file.seen and person.is_idle)


def test_a_form_keeps_what_a_colleague_has_written_while_it_was_open(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Omar Reyes", ("Omar R.",)))
    form = opened_form(person, "Omar Reyes")
    form.aliases.setPlainText("Omar R.\nOmi")
    colleague(person, Known("p1", "Omar Ali Reyes", ("Omar R.", "O. A. Reyes")))
    form._give()
    person.wait(lambda: names_on_disk(person) == [["Omar Ali Reyes", "Omar R.", "O. A. Reyes", "Omi"]])


def test_where_both_changed_the_same_the_form_says_so_and_a_second_ok_decides(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Omar Reyes"))
    form = opened_form(person, "Omar Reyes")
    form.name.setText("Omar R. Reyes")
    colleague(person, Known("p1", "Omar Ali Reyes", ("O. A. Reyes",)))
    form._give()
    assert form.isVisible()
    assert "name “Omar Ali Reyes”" in form.problem.text()
    assert names_on_disk(person) == [["Omar Ali Reyes", "O. A. Reyes"]]
    form._give()
    person.wait(lambda: names_on_disk(person) == [["Omar R. Reyes", "O. A. Reyes"]])
    person.wait(lambda: "Omar R. Reyes" in [name for name, *_ in listed(person)])
    form = opened_form(person, "Omar R. Reyes")
    colleague(person, "p1")
    form._give()
    assert "took them off" in form.problem.text()
    assert names_on_disk(person) == []


def test_a_form_in_which_nothing_was_changed_is_no_step(corpus: Callable[..., Person]) -> None:
    person = corpus(Known("p1", "Omar Reyes"))
    form = opened_form(person, "Omar Reyes")
    form._give()
    person.wait(lambda: person.is_idle)
    assert not pane(person).buttons["undo"].isEnabled()
