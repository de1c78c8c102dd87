"""An attribute with rules in the inspector: several values at once, required, asked for only at times.

Tests of ui.panels.attribute_form, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from analyst_app.resources import built_in_codebook
from analyst_app.ui.panels.attribute_form import AttributeForm
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, saved

FRAME = {
    "id": "frame", "name": "Frame", "key": "F", "edge_rule": "word",
    "attributes": [
        {"id": "scope", "name": "Scope", "type": "choice", "several": True, "required": True, "values": [
            {"id": "local", "name": "local", "digit": 1}, {"id": "national", "name": "national", "digit": 2},
        ]},
        {"id": "loaded", "name": "Loaded", "type": "flag", "digit": 4, "when": {"scope": ["national"]}},
    ],
}  # fmt: skip


@pytest.fixture
def person(open_text: OpenText, tmp_path: Path) -> Person:
    book = built_in_codebook()
    book["tags"].append(FRAME)
    (tmp_path / "codebook.json").write_text(json.dumps(book), "utf-8")
    person = open_text("The depot will close.\n")
    person.caret("depot")
    person.keys("F")
    return person


def form(person: Person) -> AttributeForm:
    return next(one for one in person.window.findChildren(AttributeForm) if one.isVisible())


def value(person: Person, name: str) -> QRadioButton:
    found = form(person).findChild(QRadioButton, f"value_scope_{name}")
    assert found is not None
    return found


def test_several_values_are_set_by_buttons_and_digits_and_saved_as_a_list(person: Person, tmp_path: Path) -> None:
    value(person, "national").click()
    assert person.annotations[0].attribute("scope") == ["national"]
    value(person, "local").click()
    assert person.annotations[0].attribute("scope") == ["local", "national"]
    assert value(person, "local").isChecked()
    assert value(person, "national").isChecked()
    person.view.setFocus()
    person.keys("1")
    assert person.annotations[0].attribute("scope") == ["national"]
    person.wait_saved()
    assert saved(tmp_path / "article.txt")["annotations"][0]["attributes"] == {"scope": ["national"]}
    value(person, "national").click()
    assert person.annotations[0].attribute("scope") is None
    assert form(person).labels[0] == "Scope *"


def test_what_depends_on_another_value_is_shown_only_with_it_or_where_it_is_set(person: Person) -> None:
    loaded: QWidget | None = form(person).findChild(QCheckBox, "value_loaded")
    assert loaded is not None
    assert not loaded.isVisible()
    person.keys("2")
    assert loaded.isVisible()
    person.keys("4 2")
    assert person.annotations[0].attribute("loaded") is True
    assert loaded.isVisible(), "what is set is never hidden"
    person.keys("4")
    assert not loaded.isVisible()
