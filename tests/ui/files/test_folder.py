"""The progress of an article in the list, after it was saved."""

from __future__ import annotations

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.files.folder import Folder
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText


def test_what_a_save_wrote_is_told_without_reading_it_again(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we stay”. Ada Brandt left.\n")
    put(person, "actor", "Ada Brandt")
    put(person, "quote", "“we stay”")
    person.wait_saved()
    person.wait(lambda: person.is_idle)  # and the save itself is told of
    session, folder = person.bridge.session, person.window.findChild(Folder)
    assert session is not None
    assert session.saved_figures == ("in_progress", 2)
    session.sidecar.write_bytes(b"what nobody can read")
    told: list[ListedArticle] = []
    folder.progressed.connect(told.append)
    folder.note_saved(session)
    person.wait(lambda: told)
    assert [(line.status, line.count) for line in told] == [("in_progress", 2)]


def test_a_layer_that_is_in_no_file_has_no_figures(open_text: OpenText) -> None:
    person = open_text("Ada Brandt left.\n")
    assert person.bridge.session is not None
    assert person.bridge.session.saved_figures is None
