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
    assert found._quotes._quotations == []


def test_few_quotations_are_let_go_of_at_once(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text("Ada Brandt said “we stay”. Nobody laughed.\n")
    person.wait(lambda: person.part(StatusBar).untagged == 1)
    let_go: list[Untagged] = []
    monkeypatch.setattr(Untagged, "let_go", let_go.append)
    person.part(Desk).close()
    person.wait(lambda: person.is_idle)
    assert let_go == []


CLAUSE = "the ferries would stop"
REPORT = f"The harbour met on Monday. Omar Hall said that {CLAUSE}.\n"


@pytest.mark.parametrize("key", ["U", "N"])
def test_u_finds_the_reported_clauses_of_an_article_without_any_marks(open_text: OpenText, key: str) -> None:
    person = open_text(REPORT)
    person.wait(lambda: person.is_idle)
    person.keys("U" if key == "U" else "U Esc Ctrl+Home U N")
    assert selected(person) == CLAUSE
    assert person.label("mode_chip") == "SUGGEST"


def test_what_is_left_is_one_number_from_the_start_and_u_changes_nothing_of_it(open_text: OpenText) -> None:
    person = open_text(f"Ada Brandt said “we stay”. {REPORT}")
    told: list[int | None] = []
    watch = person.part(UntaggedWatch)
    watch.counted.connect(told.append)
    person.wait(lambda: person.part(StatusBar).untagged == 2)
    for _ in range(3):
        person.keys("U")
        person.wait(lambda: person.is_idle)
    assert set(told) <= {None, 2}
    assert selected(person) == "“we stay”"
    person.keys("Enter")
    assert person.part(StatusBar).untagged == 1


def test_of_a_very_long_article_nothing_is_said_before_all_is_counted(open_text: OpenText) -> None:
    person = open_text(f"Ada Brandt said “we stay”. {REPORT}" + "Rain fell on the quay. \n" * 5_000)
    person.wait(lambda: person.is_idle)
    assert person.part(StatusBar).untagged is None
    person.keys("U")
    person.wait(lambda: person.part(StatusBar).untagged == 2)


def test_u_in_a_long_article_goes_to_a_clause_as_soon_as_it_is_found(open_text: OpenText) -> None:
    person = open_text(REPORT + "Rain fell on the quay. \n" * 5_000)
    person.wait(lambda: person.is_idle)
    person.keys("U")
    assert person.label("key_hints") == "Looking for quotations…"
    person.wait(lambda: selected(person) == CLAUSE)
    assert person.label("mode_chip") == "SUGGEST"


def test_who_goes_on_meanwhile_is_not_taken_away(open_text: OpenText) -> None:
    person = open_text(REPORT + "Rain fell on the quay. \n" * 5_000)
    person.wait(lambda: person.is_idle)
    person.keys("U")
    person.select("harbour")
    person.wait(lambda: person.is_idle)
    assert selected(person) == "harbour"


@pytest.mark.parametrize("lines", [1, 2_000])
def test_in_an_article_where_nobody_speaks_u_says_so(open_text: OpenText, lines: int) -> None:
    person = open_text("Rain fell on the quay. \n" * lines)
    person.wait(lambda: person.is_idle)
    person.keys("U")
    person.wait(lambda: person.label("key_hints") == "No quotation is left untagged.")
    assert person.bridge.selection is None


def selected(person: Person) -> str:
    selection = person.bridge.selection
    return selection.of(person.view.text) if selection is not None else ""
