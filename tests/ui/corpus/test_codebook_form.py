"""The codebook's form gives back what is typed, keeps ids and what it does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.codebook import PARTS
from analyst_app.errors import CodebookInvalid
from analyst_app.ui.corpus.codebook_form import TagForm

NAMES = {tag["id"]: tag["name"] for tag in resources.built_in_codebook()["tags"]}


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[TagForm]:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = TagForm(parent)
    form.show_tag(tag("quote"), NAMES)
    yield form
    del parent  # it holds the form as long as the test


def tag(tag_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(tag for tag in resources.built_in_codebook()["tags"] if tag["id"] == tag_id)
    return found


@pytest.mark.parametrize("tag_id", ["claim", "quote", "actor", "cue", "skip"])
def test_a_tag_that_is_only_shown_is_not_changed(form: TagForm, tag_id: str) -> None:
    form.show_tag(tag(tag_id), NAMES)
    assert form.values() == {}
    assert form.attribute_data() is None
    assert form.link_data() is None


def test_only_what_differs_is_given_back(form: TagForm) -> None:
    form.name.setText("Quotation")
    form.add_example("He said [yes].", counter=True)
    assert form.values() == {"name": "Quotation", "counterexamples": ["He said [yes]."]}


def test_a_value_that_is_added_keeps_the_others_with_their_definitions(form: TagForm) -> None:
    form.attributes.item(0, 2).setText("direct=1, mixed=2, free indirect=5")
    attributes = form.attribute_data()
    assert attributes is not None
    direct, mixed, free = attributes[0]["values"]
    assert direct == tag("quote")["attributes"][0]["values"][0]
    assert mixed["digit"] == 2
    assert free == {"id": "free_indirect", "name": "free indirect", "digit": 5}
    assert attributes[0]["automatic"] is True


def test_a_new_attribute_gets_an_id_of_its_name(form: TagForm) -> None:
    row = form.attributes.rowCount()
    form.attributes.insertRow(row)
    for column, words in enumerate(("Heard live", "flag", "")):
        form.attributes.setItem(row, column, QTableWidgetItem(words))
    attributes = form.attribute_data()
    assert attributes is not None
    assert attributes[-1] == {"id": "heard_live", "name": "Heard live", "type": "flag"}
    form.attributes.item(row, 1).setText("colour")
    with pytest.raises(CodebookInvalid, match="choose one of choice"):
        form.attribute_data()


def test_a_pale_colour_is_said_to_be_made_legible(form: TagForm) -> None:
    form.colour.setText("#ffff99")
    form._on_edit()
    assert "made legible" in form.swatch.text()
    form.colour.setText("pale")
    form._on_edit()
    assert "#rrggbb" in form.swatch.text()


def test_a_tag_says_what_it_plays(form: TagForm) -> None:
    assert form.plays.currentText() == "quotation"
    assert [form.plays.itemText(row) for row in range(form.plays.count())] == ["–", *PARTS]
    form.plays.setCurrentText("–")
    assert form.values() == {"plays": ""}
    form.show_tag({"id": "frame", "name": "Frame", "colour": "#b45309"}, NAMES)
    assert form.plays.currentText() == "–"
    form.plays.setCurrentText("skip")
    assert form.values() == {"plays": "skip"}


@pytest.mark.parametrize("part", ["narrator", 7])
def test_a_part_that_is_not_known_is_shown_and_kept(form: TagForm, part: object) -> None:
    form.show_tag({**tag("quote"), "plays": part}, NAMES)
    assert form.plays.currentText() == str(part)
    assert form.values() == {}


def test_the_tags_that_a_link_leads_to_are_shown_and_typed_by_name(form: TagForm) -> None:
    form.show_tag({**tag("quote"), "links": [{"role": "about", "to": ["zz1", "zz2"]}]}, {"zz1": "Actor", "zz2": "Deed"})
    assert form.links.item(0, 1).text() == "Actor, Deed"
    assert form.link_data() is None
    form.links.item(0, 1).setText("deed, zz1, Weather")
    assert form.link_data() == [{"role": "about", "to": ["zz2", "zz1", "Weather"]}]


def test_of_two_tags_with_one_name_the_id_is_shown(form: TagForm) -> None:
    form.show_tag({**tag("quote"), "links": [{"role": "about", "to": ["zz1"]}]}, {"zz1": "Actor", "zz2": "actor"})
    assert form.links.item(0, 1).text() == "zz1"
    assert form.link_data() is None


def test_a_name_that_is_another_tags_id_is_not_taken_for_it(form: TagForm) -> None:
    names = {"zz1": "claim", "claim": "Deed"}
    form.show_tag({**tag("quote"), "links": [{"role": "about", "to": ["zz1", "claim"]}]}, names)
    assert form.links.item(0, 1).text() == "zz1, Deed"
    assert form.link_data() is None
