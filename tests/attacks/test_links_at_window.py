"""The cloned corpus full of links, opened in the window: each refusal is said, and one permission opens a folder.

Tests of session.border, ui.files.open_failures and ui.files.loading_news.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from analyst_app.storage.containment import ALLOWED, allowed_folders
from analyst_app.storage.error_log import state_folder
from analyst_app.ui.panels.article_list import ArticleList
from tests.attacks.planted import SECRET, fingerprint, home, links_and_bobs, planted
from tests.workflows.person import Person, at_the_window, saved

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="clones a repository"),
    pytest.mark.timeout(120),
]


@pytest.fixture
def corpus() -> Path:
    return planted()


@pytest.fixture(autouse=True)
def nothing_happens(corpus: Path):  # type: ignore[no-untyped-def]
    """The home outside, the links and what they lead to are the same after as before."""
    before, links = fingerprint(), links_and_bobs(corpus)
    yield
    assert fingerprint() == before
    assert links_and_bobs(corpus) == links


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("depot", "leads nowhere"),
        ("harbour", "leads out of the opened folder"),
        ("market", "another layer's file"),
        ("square", "bob's file under a second name"),
    ],
)
def test_an_article_whose_layer_is_a_link_to_something_else_is_read_only_and_says_why(
    corpus: Path, name: str, reason: str
) -> None:
    def script(person: Person) -> None:
        person.wait_open(f"{name}.txt")
        session = person.bridge.session
        assert session is not None
        assert reason in session.read_only
        person.wait(lambda: reason in person.bars.words("link"), "the bar that says why")
        person.select("Ilse Moor")
        person.keys("A")
        assert person.tagged == []

    at_the_window(corpus / f"{name}.txt", "--annotator", "alice", script=script)


def test_a_codebook_that_cannot_be_used_hides_no_reason_of_a_layer(tmp_path: Path) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "depot.txt").write_text("Ilse Moor said so.\n")
    (folder / "codebook.json").symlink_to(tmp_path / "nowhere.json")
    (folder / "depot.txt.alice.annotations.json").symlink_to(tmp_path / "nowhere either")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: "depot.txt.alice.annotations.json" in person.bars.words("link"), "the layer's reason")
        assert "leads nowhere" in person.bars.words("link")
        assert "codebook.json" in person.bars.words("codebook")

    at_the_window(folder, "--annotator", "alice", script=script)
    assert not (tmp_path / "nowhere either").exists()


@pytest.mark.parametrize("name", ["passwd.txt", "loop.txt", "nowhere.txt", "zero.txt"])
def test_an_article_that_is_a_link_to_the_outside_is_named_and_what_was_open_stays(corpus: Path, name: str) -> None:
    def script(person: Person) -> None:
        person.opener.open_paths([corpus / "note.txt"])
        person.wait_open("note.txt")
        person.opener.open_paths([corpus / name])
        person.wait(lambda: "leads" in person.bars.words("open"), "a bar about the link")
        assert name in person.bars.words("open")
        person.wait_open("note.txt")
        assert "root:" not in person.view.text

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_one_permission_opens_all_links_into_a_folder_and_is_kept_in_the_state_folder_only(corpus: Path) -> None:
    archive = str((home() / "archive").resolve())

    def list_says(person: Person, name: str) -> str:
        model = person.part(ArticleList).model
        row = model.row_of(corpus / name)
        return model.article(row).problem if row is not None else "not listed"

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: archive in list_says(person, "old1.txt"), "the reason in the list")
        person.opener.open_paths([corpus / "old1.txt"])
        person.wait(lambda: archive in person.bars.words("open"), "a bar that names the folder")
        person.click_widget(person.button(f"Allow {archive}"))
        person.wait_open("old1.txt")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()
        person.opener.open_paths([corpus / "old2.txt"])
        person.wait_open("old2.txt")
        person.wait(lambda: archive not in list_says(person, "old1.txt"), "the list without the reason")
        assert "leads" in list_says(person, "passwd.txt")

    at_the_window(corpus, "--annotator", "alice", script=script)
    assert len(saved(corpus / "old1.txt")["annotations"]) == 1
    assert allowed_folders() == (archive,)
    assert not [path for path in corpus.rglob("*allowed*") if ".git" not in path.parts]


def test_a_permission_that_cannot_be_remembered_can_be_given_again(corpus: Path) -> None:
    archive = str((home() / "archive").resolve())
    in_the_way = state_folder() / ALLOWED / "full"

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.opener.open_paths([corpus / "old1.txt"])
        person.wait(lambda: archive in person.bars.words("open"), "a bar that names the folder")
        in_the_way.mkdir(parents=True)
        person.click_widget(person.button(f"Allow {archive}"))
        person.wait(lambda: "was not allowed" in person.bars.words("open"), "the reason")
        in_the_way.rmdir()
        in_the_way.parent.rmdir()
        person.wait(lambda: person.is_idle, "all is shown")
        person.click_widget(person.button(f"Allow {archive}"))
        person.wait_open("old1.txt")

    at_the_window(corpus, "--annotator", "alice", script=script)
    assert allowed_folders() == (archive,)


def _list_says(person: Person, path: Path) -> str:
    model = person.part(ArticleList).model
    row = model.row_of(path)
    return str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) if row is not None else "not listed"


def test_facts_and_actors_outside_are_told_when_the_article_opens_and_can_be_allowed(corpus: Path) -> None:
    outside = str(home().resolve())

    def script(person: Person) -> None:
        person.wait_open("note.txt")
        for kind, file in (("facts", "note.txt.source.json"), ("actors", "actors.json")):
            person.wait(lambda kind=kind: outside in person.bars.words(kind), f"a bar about the {kind}")
            assert f"{file} is not used: it leads out of the opened folder" in person.bars.words(kind)
            assert SECRET not in person.bars.words(kind)
        person.bars.hide_all()
        person.choose("edit.facts")
        person.wait(lambda: outside in person.bars.words("facts"), "a bar instead of the dialog")
        person.click_widget(person.button(f"Allow {outside}"))
        person.wait(lambda: person.window.findChild(QDialog, "facts_dialog") is not None, "the facts")

    at_the_window(corpus / "note.txt", "--annotator", "alice", script=script)
    assert allowed_folders() == (outside,)


def test_the_list_names_each_link_beside_an_article_before_and_after_a_save(corpus: Path) -> None:
    (corpus / "plain").mkdir()
    (corpus / "plain" / "news.txt").write_text("Harbour reopens. Ilse Moor said so.\n")
    note, harbour = corpus / "note.txt", corpus / "harbour.txt"

    def all_told(person: Person) -> bool:
        told = {path: _list_says(person, path) for path in (note, harbour, corpus / "plain" / "news.txt")}
        return (
            all("actors.json is not used: it leads out of the opened folder" in words for words in told.values())
            and "note.txt.source.json" in told[note]
            and "harbour.txt.alice.annotations.json" in told[harbour]
            and "1 annotation\n" in told[note]
        )

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.opener.open_article(note)
        person.wait_open("note.txt")
        person.wait(lambda: all_told(person), "the reasons in the list")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()
        person.wait(lambda: "2 annotations" in _list_says(person, note), "the new count")
        assert "note.txt.source.json" in _list_says(person, note)
        reasons = [line for line in _list_says(person, note).splitlines() if "is not used" in line]
        assert [line.split(" is ")[0] for line in reasons] == [
            str(corpus / "note.txt.source.json"),
            str(corpus / "actors.json"),
        ]

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_a_permission_is_asked_for_a_layer_and_for_a_codebook_outside_too(corpus: Path) -> None:
    private = str((home() / "private").resolve())

    def script(person: Person) -> None:
        person.wait_open("school.txt")
        person.wait(lambda: "leads out of the opened folder" in person.bars.words("codebook"), "a bar")
        assert SECRET not in person.bars.words("codebook")
        assert person.button(f"Allow {private}")

    at_the_window(corpus / "sub" / "school.txt", "--annotator", "alice", script=script)
