"""The first reading on a sample: each step waits for the act itself; it can be skipped, left and taken up again.

Tests of ui.welcome.first_reading and ui.furnishing.welcome_parts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.preferences import data_folder
from analyst_app.ui.welcome.first_reading import STEPS
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


def told(person: Person) -> str:
    """What the bar says; empty: it is not there."""
    bar = person.bars.findChild(object, "bar_first_reading")
    return bar.accessibleName() if bar is not None and "first_reading" in person.bars._bars else ""


def begin(person: Person) -> None:
    person.choose("help.first_reading")
    person.wait(lambda: person.bridge.session is not None and person.bridge.session.path.parent.name == "samples")
    person.wait(lambda: told(person))


def press(person: Person, name: str) -> None:
    """Press one of the bar's buttons."""
    bar = person.bars._bars["first_reading"]
    button = next(one for one in bar.findChildren(object) if getattr(one, "text", lambda: "")() == name)
    button.click()


@pytest.fixture
def person(open_text: OpenText) -> Person:
    return open_text("Depot to close\n\nAda Brandt said so.\n")


def test_each_step_waits_for_its_act_by_keys_alone(person: Person) -> None:
    begin(person)
    assert told(person).startswith("1 of 7: Choose a person’s name")
    person.view.setFocus()
    person.select("Ada Brandt")
    person.wait(lambda: told(person).startswith("2 of 7: Press A:"))
    person.keys("A")

    person.wait(lambda: told(person).startswith("3 of 7: Press U:"))
    person.keys("U")
    person.wait(lambda: told(person).startswith("4 of 7: Press Enter"))
    person.keys("Enter")
    person.wait(lambda: told(person).startswith("5 of 7: Press 2"))
    person.keys("2")

    person.wait(lambda: told(person).startswith("6 of 7"))
    person.keys("M")
    person.type("a first note")
    person.keys("Esc")
    person.wait(lambda: told(person).startswith("7 of 7"))
    person.keys("Ctrl+Z")
    person.wait(lambda: told(person).startswith("That was a first reading."))


def test_it_leaves_nothing_but_the_samples_copy(person: Person) -> None:
    begin(person)
    assert person.bridge.session is not None
    assert person.bridge.session.path.is_relative_to(data_folder())


def test_steps_are_skipped_one_by_one_to_the_end(person: Person) -> None:
    begin(person)
    for number in range(1, len(STEPS) + 1):
        person.wait(lambda number=number: told(person).startswith(f"{number} of"))
        press(person, "Skip this step")
    person.wait(lambda: told(person).startswith("That was"))


def test_it_is_left_and_goes_on_from_the_same_step(person: Person) -> None:
    begin(person)
    press(person, "Skip this step")
    person.wait(lambda: told(person).startswith("2 of"))
    press(person, "End the first reading")
    assert told(person) == ""
    begin(person)
    assert told(person).startswith("2 of")


def test_another_article_ends_it(person: Person, tmp_path: Path) -> None:
    begin(person)
    other = tmp_path / "elsewhere" / "other.txt"
    other.parent.mkdir()
    other.write_text("Another story.\n", "utf-8")
    person.opener.open_paths([other])
    person.wait_open("other.txt")
    person.wait(lambda: told(person) == "")


def test_a_key_of_her_own_is_told(person: Person) -> None:
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper

    keeper = person.part(PreferenceKeeper)
    keeper.take(keeper.preferences._replace(keys={"go.untagged": "Ctrl+Alt+U"}))
    begin(person)
    press(person, "Skip this step")
    person.wait(lambda: told(person).startswith("2 of"))
    press(person, "Skip this step")
    person.wait(lambda: told(person).startswith("3 of 7: Press Ctrl+Alt+U"))
