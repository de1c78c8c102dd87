"""The quotations that are left, counted anew where the codebook changes."""

from __future__ import annotations

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.panels.status_bar import StatusBar
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


def take(person: Person, codebook: Codebook) -> None:
    person.bridge.session.use(codebook)
    person.bridge.codebook_changed.emit(codebook)


def test_what_was_counted_for_an_earlier_codebook_is_not_told(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we stay”. Nobody laughed.\n")
    status = person.part(StatusBar)
    person.wait(lambda: status.untagged == 1)
    renamed = resources.built_in_codebook() | {"name": "Renamed"}
    without = {"format": "media-codebook", "version": 1, "id": "n", "name": "N", "tags": [{"id": "n", "name": "N"}]}
    take(person, Codebook.from_data(renamed, where="codebook.json"))
    take(person, Codebook.from_data(without, where="codebook.json"))
    person.wait(lambda: person.is_idle)
    assert status.untagged is None
