"""A folder of articles: its list and its codebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.corpus.articles import articles_in, built_in, codebook_file, codebook_for, listed


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.\n", "utf-8")


def book(name: str) -> str:
    return json.dumps({**resources.built_in_codebook(), "name": name})


def test_articles_are_listed_by_name_files_before_folders_hidden_ones_not(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "A.TXT", "deep/er/c.txt", ".git/x.txt", ".hidden.txt", "notes.md", "b.txt.source.json")
    found = [path.relative_to(tmp_path).as_posix() for path in articles_in(tmp_path)]
    assert found == ["A.TXT", "b.txt", "deep/er/c.txt"]


def test_a_line_of_which_the_figures_are_known_needs_no_layer(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "a.txt.alice.annotations.json")
    path = tmp_path / "a.txt"
    assert listed(path, tmp_path, "alice").status == "damaged"
    line = listed(path, tmp_path, "alice", known=("done", 3))
    assert (line.name, line.status, line.count) == ("a.txt", "done", 3)


def test_a_folder_that_leads_to_itself_ends(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in articles_in(tmp_path)] == ["a.txt"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(articles_in(tmp_path / "none"))


def test_the_nearest_codebook_up_to_the_opened_folder_applies(tmp_path: Path) -> None:
    touch(tmp_path, "corpus/deep/er/a.txt")
    article, corpus = tmp_path / "corpus/deep/er/a.txt", tmp_path / "corpus"
    (tmp_path / "codebook.json").write_text(book("above the folder"), "utf-8")
    assert codebook_file(article, corpus) is None
    (corpus / "codebook.json").write_text(book("of the folder"), "utf-8")
    assert codebook_file(article, corpus) == corpus / "codebook.json"
    assert codebook_file(article, None) is None
    (article.parent / "codebook.json").write_text(book("of the sub-folder"), "utf-8")
    for folder in (corpus, None):
        assert codebook_for(article, folder, tmp_path / "state").codebook.name == "of the sub-folder"


def test_without_a_codebook_the_built_in_one_applies(tmp_path: Path) -> None:
    found = codebook_for(tmp_path / "a.txt", tmp_path, tmp_path / "state")
    assert found.codebook == built_in()
    assert (found.path, found.problem) == (None, "")


@pytest.mark.parametrize(
    "broken", ["{", "[]", "\x00", '{"format": "media-codebook", "id": "x", "tags": [{"id": "T"}]}']
)
def test_a_broken_codebook_is_named_and_the_last_good_one_serves(tmp_path: Path, broken: str) -> None:
    path, state = tmp_path / "codebook.json", tmp_path / "state"
    path.write_text(broken, "utf-8")
    found = codebook_for(tmp_path / "a.txt", None, state)
    assert (found.codebook, found.is_last_good) == (built_in(), False)
    assert str(path) in found.problem
    path.write_text(book("good"), "utf-8")
    assert codebook_for(tmp_path / "a.txt", None, state).problem == ""
    path.write_text(broken, "utf-8")
    found = codebook_for(tmp_path / "a.txt", None, state)
    assert (found.codebook.name, found.is_last_good) == ("good", True)
    assert str(path) in found.problem


def test_a_codebook_nested_without_end_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text('{"tags":' + "[" * 200_000, "utf-8")
    problem = codebook_for(tmp_path / "a.txt", tmp_path, tmp_path / "state").problem
    assert problem == f"{tmp_path / 'codebook.json'} is nested absurdly deep. Mend or remove it."


def test_what_is_no_file_is_no_codebook(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").mkdir()
    assert "is no file" in codebook_for(tmp_path / "a.txt", None, tmp_path / "state").problem


def test_a_state_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text(book("good"), "utf-8")
    (tmp_path / "state").write_text("a file in its place")
    assert codebook_for(tmp_path / "a.txt", None, tmp_path / "state").codebook.name == "good"
