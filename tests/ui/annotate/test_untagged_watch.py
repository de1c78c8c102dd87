"""The quotations that are left, counted anew where the codebook changes."""

from __future__ import annotations

import threading

import pytest

from analyst_app import resources
from analyst_app.assist.untagged import Untagged
from analyst_app.core.codebook import Codebook
from analyst_app.ui.annotate.untagged_watch import UntaggedWatch
from analyst_app.ui.files.desk import Desk
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


def test_a_worker_lets_go_of_what_was_found_in_a_long_article(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    let_go = Untagged.let_go

    def noting(found: Untagged) -> None:
        threads.append(threading.current_thread().name)
        let_go(found)

    monkeypatch.setattr(Untagged, "let_go", noting)
    person = open_text("Ada Brandt said “we stay”.\n" * 1_200)
    status = person.part(StatusBar)
    person.wait(lambda: status.untagged == 1_200)
    found = person.part(UntaggedWatch)._untagged
    assert found is not None
    person.part(Desk).close()
    person.wait(lambda: person.is_idle)
    assert len(threads) == 1
    assert threads[0].startswith("work-")
    assert found._quotations == []


def test_few_quotations_are_let_go_of_at_once(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text("Ada Brandt said “we stay”. Nobody laughed.\n")
    person.wait(lambda: person.part(StatusBar).untagged == 1)
    let_go: list[Untagged] = []
    monkeypatch.setattr(Untagged, "let_go", let_go.append)
    person.part(Desk).close()
    person.wait(lambda: person.is_idle)
    assert let_go == []
