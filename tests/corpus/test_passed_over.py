"""Names and modes tell what is of no use in a folder, and that no layer lies apart from its article.

The sentences are tested with the commands that say them (``tests.commands.test_passed_over``).
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from analyst_app.corpus import passed_over as module
from analyst_app.corpus.listing import misplaced_notes
from analyst_app.corpus.misplaced import misplaced_in
from analyst_app.corpus.passed_over import folders_passed_over, is_in_order, passed_over
from analyst_app.storage import containment
from tests.calls import calls_counted

NAMES = [
    ("a.txt", "a.txt.alice.annotations.json"),
    ("a.txt", "b/c.txt", "b/c.txt.alice.annotations.json", "notes.md"),
    ("a.txt", ".kept/gone.txt.alice.annotations.json"),
]
ODD_NAMES = [
    ("a.txt", "gone.txt.alice.annotations.json"),
    ("a.txt", "a.txt.Alice.annotations.json"),
    ("a.txt", "b/a.txt.alice.annotations.json"),
]


def put(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}" if name.endswith(".json") else "The depot is empty.\n")


@pytest.mark.parametrize("names", NAMES)
def test_layers_beside_their_articles_are_in_order(tmp_path: Path, names: tuple[str, ...]) -> None:
    put(tmp_path, names)
    assert is_in_order(tmp_path)
    assert is_in_order(tmp_path / "a.txt")
    assert not misplaced_in(tmp_path)


@pytest.mark.parametrize("names", ODD_NAMES)
def test_a_layer_without_its_article_or_under_an_odd_name_is_not_in_order(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    put(tmp_path, names)
    assert not is_in_order(tmp_path)
    assert misplaced_in(tmp_path)
    assert is_in_order(tmp_path / "a.txt") == (tmp_path / "b").is_dir()  # of one article, only its own folder counts


def test_the_names_of_a_large_folder_are_not_held(tmp_path: Path) -> None:
    number = 5_000
    for each in range(number):
        (tmp_path / f"{each:06}.txt").touch()
        (tmp_path / f"{each:06}.txt.alice.annotations.json").touch()
    is_in_order(tmp_path)  # what is loaded for it is loaded
    tracemalloc.start()
    try:
        assert is_in_order(tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 40 * number  # as text, an article's two names take 150 bytes
        (tmp_path / "004321.txt").unlink()
        assert not is_in_order(tmp_path)
    finally:
        tracemalloc.stop()


def test_a_layer_of_a_layers_file_is_in_order(tmp_path: Path) -> None:
    name = "a.txt.alice.annotations.json"
    put(tmp_path, ("a.txt", name, f"{name}.bob.annotations.json"))
    assert not misplaced_in(tmp_path)
    assert not misplaced_notes(tmp_path)


def test_an_export_of_a_folder_in_order_loads_nothing_that_only_a_move_needs(tmp_path: Path) -> None:
    put(tmp_path, ("a.txt",))
    code = (
        "import sys; from pathlib import Path; from analyst_app.export import told_files;"
        "print(told_files.unusable(Path(sys.argv[1])), 'analyst_app.corpus.misplaced' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


@pytest.mark.parametrize("is_mine", [True, False], ids=["mine", "another's"])
def test_a_file_that_its_owner_may_not_read_is_named_whoever_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_mine: bool
) -> None:
    put(tmp_path, ("a.txt", "b.txt"))
    (tmp_path / "b.txt").chmod(0o000)
    if not is_mine:
        monkeypatch.setattr(module, "_user", lambda: -1)
    try:
        (tmp_path / "b.txt").read_bytes()
    except PermissionError:
        assert [one.path.name for one in passed_over(tmp_path)] == ["b.txt"]
    else:  # the superuser, or a system without such modes: it can be used
        assert not list(passed_over(tmp_path))


def test_who_asks_for_folders_alone_looks_at_no_file_and_is_told_of_the_same(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (tmp_path / "elsewhere").mkdir()
    corpus.mkdir()
    put(corpus, tuple(f"b/{number}.txt" for number in range(200)))
    (corpus / "way").symlink_to(tmp_path / "elsewhere")
    (corpus / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    containment.open_border(corpus)
    with calls_counted() as calls:
        found = list(folders_passed_over(corpus))
    assert [one.path.name for one in found] == ["way"]
    assert found == [one for one in passed_over(corpus) if one.is_folder]
    assert calls["is_file"] == 0
    assert sum(calls[name] for name in ("stat", "lstat", "access", "open")) < 40, "for the folders and the link"
