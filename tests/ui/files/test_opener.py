"""Orders to open something: the last one counts, and none is taken for another."""

from __future__ import annotations

from pathlib import Path

from tests.ui.conftest import OpenText
from tests.workflows.person import write


def test_an_article_from_the_start_is_opened_again_though_something_else_was_wanted_at_once(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Ada Brandt said so.")
    first = tmp_path / "article.txt"
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, "b.txt", "The depot closes.")
    person.desk.first = first  # as if it had been opened before the window was furnished
    person.opener.start([first], None, restores=False)
    person.opener.open_paths([folder])
    person.wait_open("b.txt")
    person.opener.open_paths([first])
    person.wait_open("article.txt")


def test_what_is_wanted_while_a_folder_is_listed_stays_open(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Ada Brandt said so.")
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("b.txt", "c.txt"):
        write(folder, name, f"The depot closes: {name}.")
    person.opener._open_found([folder], [], is_open=None, is_wanted=lambda: False)
    person.opener.open_paths([folder / "c.txt"])
    person.wait_open("c.txt")
    person.wait(lambda: person.is_idle)
    assert person.bridge.session is not None
    assert person.bridge.session.path.name == "c.txt"
