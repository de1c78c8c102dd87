"""Answers of workers about the codebook that come in another order than they were asked for."""

from __future__ import annotations

import json
from typing import Any

from analyst_app.resources import built_in_codebook
from analyst_app.ui.codebook.codebook_page import CodebookPage
from analyst_app.ui.corpus.live_codebook import LiveCodebook
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.widgets.tasks import Tasks
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


class Post(Tasks):
    """Tasks whose answers lie until they are handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.lying: list[tuple[Any, ...]] = []

    def _deliver(self, *answer: Any) -> None:
        self.lying.append(answer)

    def hand_over(self, number: int) -> None:
        super()._deliver(*self.lying.pop(number))


def write(person: Person, name: str) -> None:
    data = built_in_codebook()
    data["tags"][0]["name"] = name
    assert person.bridge.session is not None
    (person.bridge.session.path.parent / "codebook.json").write_text(json.dumps(data), "utf-8")


def test_of_two_looks_the_one_that_began_later_counts(open_text: OpenText) -> None:
    person = open_text("The depot will close.\n")
    post = Post()
    codebook = LiveCodebook(person.desk, person.bridge, person.part(Workplace), post, lambda: False)
    for count, name in enumerate(("Older", "Newer"), 1):
        write(person, name)
        codebook.look()
        person.wait(lambda count=count: len(post.lying) == count)
    post.hand_over(1)
    post.hand_over(0)
    assert person.bridge.session is not None
    assert person.bridge.session.codebook.tags[0].name == "Newer"
    post.stop()


def test_the_editor_goes_on_with_what_it_has_where_its_file_is_broken(open_text: OpenText) -> None:
    """Its file may be another's than the open article's, whose codebook changes in this moment."""
    person = open_text("The depot will close.\n")
    write(person, "Statement")
    person.part(LiveCodebook).look()
    session = person.bridge.session
    assert session is not None
    person.wait(lambda: session.codebook.tags[0].name == "Statement")
    person.choose("corpus.codebook")
    person.wait(lambda: person.window.findChild(CodebookPage) is not None and person.is_idle)
    editor = person.part(CodebookPage)
    (session.path.parent / "codebook.json").write_text('{"format": "media-codebook", "tags": [{}]}', "utf-8")
    person.bridge.codebook_changed.emit(session.codebook)
    person.wait(lambda: person.is_idle)
    assert "Statement" in editor.tags.item(0).text()
    assert not editor.is_dirty
    editor.close()
