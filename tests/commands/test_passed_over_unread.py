"""Files that nobody could read are named though no command needed them.

Tests of corpus.passed_over, corpus.quick_check and export.selection.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.commands.test_fences import answer
from tests.commands.test_passed_over import told, words_of
from tests.ten_articles import NAMES, TEXT, ten

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plants links and sparse files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


def huge(path: Path) -> Path:
    with path.open("wb") as file:
        os.truncate(file.fileno(), 6_442_000_000)
    return path


@pytest.mark.parametrize("data", [bytes(3_000), b"\1\2" * 900, b"\xff\xff\xfe" * 40])
def test_check_names_an_article_that_cannot_be_decoded_though_nobody_annotated_it(
    folder: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "odd.txt").write_bytes(data)
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    assert [Path(one["file"]).name for one in found["problems"]] == ["odd.txt"]


@pytest.mark.parametrize("command", ["check", "agree", "export"])
@pytest.mark.parametrize(
    "name", ["h.txt", "lone.txt.carol.annotations.json", "lone.txt.source.json", f"{NAMES[0]}.source.json"]
)
def test_a_file_that_is_too_large_is_named_annotated_or_not(
    folder: Path, command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lone.txt").write_text(TEXT, "utf-8")
    planted = huge(folder / name)
    code, found, _ = answer(capsys, *words_of(command, folder), *(["--skip-damaged"] if command == "export" else []))
    assert code == 1
    sentences = [*told(found), *found.get("damaged", [])]
    assert len([words for words in sentences if planted.name in words and "6442000000 bytes" in words]) == 1, found


@pytest.mark.parametrize("command", ["check", "agree", "export"])
@pytest.mark.parametrize("name", ["lone.txt.carol.annotations.json", "lone.txt.source.json", f"{NAMES[0]}.source.json"])
@pytest.mark.parametrize("target", ["nothing", "/etc/hostname"])
def test_a_layer_or_facts_that_are_a_bad_link_are_named(
    folder: Path, command: str, name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lone.txt").write_text(TEXT, "utf-8")
    (folder / name).symlink_to(target)
    code, found, _ = answer(capsys, *words_of(command, folder), *(["--skip-damaged"] if command == "export" else []))
    assert code == 1
    sentences = [*told(found), *found.get("damaged", [])]
    assert len([words for words in sentences if name in words]) == 1, found
