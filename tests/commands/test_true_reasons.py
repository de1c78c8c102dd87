"""Sentences of commands about files that cannot be used say what is so, once, in words of the app's own.

Tests of storage.held_folder, storage.strict_json, storage.error_log and session.article_text.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.ten_articles import NAMES, ten


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "fen")


def said_by(command: str, folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> list[str]:
    assert main([command, str(folder)]) == 1
    out, err = capsys.readouterr()
    return [line for line in [*out.splitlines(), *err.splitlines()] if name in line]


@pytest.mark.skipif(sys.platform == "win32", reason="plants a socket")
@pytest.mark.parametrize("command", ["check", "suggest", "agree"])
def test_a_socket_is_no_regular_file(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as planted:
        planted.bind("b23.txt")
        (line,) = said_by(command, folder, capsys, "b23.txt")
    assert "it is no regular file" in line


def test_suggest_says_the_name_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAMES[0]).write_bytes(b"\x00\x01\x02\x00\xff" * 40)
    (line,) = said_by("suggest", folder, capsys, NAMES[0])
    assert line.count(NAMES[0]) == 1


def test_suggest_calls_an_article_too_large_that_check_calls_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "h.txt").open("wb") as file:
        os.truncate(file.fileno(), 6_442_000_000)
    for command in ("check", "suggest"):
        (line,) = said_by(command, folder, capsys, "h.txt")
        assert "may take a while" not in line
        assert "it has 6442000000 bytes, more than " in line


def test_a_number_of_five_thousand_digits_is_named_in_our_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layer = next(folder.glob(f"{NAMES[0]}.*.annotations.json"))
    layer.write_text(layer.read_text("utf-8").replace('"version": 1', '"version": ' + "7" * 5_000, 1), "utf-8")
    lines = said_by("check", folder, capsys, layer.name)
    assert not any("sys." in line for line in lines)
    assert any("digits" in line for line in lines)
