"""A first word that is neither a command nor there opens no window: one sentence, exit 2, before Qt is loaded.

Tests of cli and commands.open_command.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analyst_app.cli import COMMANDS, main


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    return err.removeprefix("analyst-app: ").rstrip("\n")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("verfy", "verify"),
        ("chek", "check"),
        ("Check", "check"),
        ("serach", "search"),
        ("find", "search"),
        ("exprot", "export"),
        ("diff", "compare"),
        ("help", "--help"),
    ],
)
def test_a_word_that_is_nearly_a_command_names_it(
    word: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, word, str(tmp_path)) == f"There is no command and no file named '{word}'; did you mean {near}?"


def test_a_word_like_no_command_says_where_the_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    words = said(capsys, "xyzzy", "--json")
    assert words == "There is no command and no file named 'xyzzy'. 'analyst-app --help' lists the commands."


@pytest.mark.parametrize("name", ["depot.txt", "news/depot", "./verify"])
@pytest.mark.parametrize("first", [[], ["open"], ["--annotator", "ada"]])
def test_a_path_that_is_not_there_is_said_to_be_not_there(
    name: str, first: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said(capsys, *first, name) == f"{name} is not there. Name articles or a folder of them."


def test_all_paths_that_are_not_there_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = said(capsys, *(str(tmp_path / name) for name in ("one.txt", "two.txt")))
    assert words.startswith(f"{tmp_path / 'one.txt'}, {tmp_path / 'two.txt'} are not there.")


def test_no_window_is_prepared_for_a_word_that_is_nothing(tmp_path: Path) -> None:
    """It ended with 0, or waited for a screen."""
    program = f"import sys; from analyst_app.cli import main; c = main(['exprot', {str(tmp_path)!r}]); "
    program += "sys.exit(9 if any(m.startswith('PySide6') for m in sys.modules) else c)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert done.returncode == 2


def test_a_folder_of_a_commands_near_name_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chek").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonesuch")
    code = "from analyst_app.cli import main; raise SystemExit(main(['chek']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False, text=True)
    assert "chek" not in done.stderr, "it is the screen that is missing, not the folder"
    assert done.returncode == 3


def test_no_command_is_taken_for_another_programs_word() -> None:
    from analyst_app import cli

    assert not set(cli._MEANT) & set(COMMANDS)


@pytest.mark.parametrize("words", [[], ["open"], ["open", "--annotator", "ada"], ["import"]])
def test_a_web_address_is_answered_with_how_to_save_the_page(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = said(capsys, *words, "https://lantern.example/news", *([] if words == ["import"] else [str(tmp_path)]))
    assert answer.startswith("https://lantern.example/news is a web address, and this program never goes online.")
    assert "save the page" in answer
