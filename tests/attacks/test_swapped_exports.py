"""The hidden folder of an export is turned into a link to the outside while the export writes into it.

Tests of export.target.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export.engine import Onlooker
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.registry import FORMATS
from analyst_app.export.target import MARK, Target
from tests.commands.corpora import write_article, write_layer
from tests.export.exports import need

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a path that is a handle")
NEEDS = {"spacy": "spacy", "huggingface": "datasets", "xlsx": "openpyxl", "refi-qda": "lxml", "uima-cas": "cassis"}
RUNS = [*((name, 1) for name in FORMATS), *((name, 2) for name, form in FORMATS.items() if form.shard)]
"""Each format; those whose files other processes write, with such processes, too."""


def corpus(folder: Path) -> Path:
    for number in range(3):
        article = write_article(folder, f"n{number}.txt")
        write_layer(article, "alice", ("actor", "Ada Brandt", {}))
    return folder


@pytest.mark.parametrize(("name", "workers"), RUNS)
def test_a_link_in_the_place_of_the_folder_that_is_written_to_is_not_followed(
    tmp_path: Path, name: str, workers: int
) -> None:
    if name in NEEDS:
        need(NEEDS[name])
    for folder in ("corpus", "outside", "exports"):
        (tmp_path / folder).mkdir()
    swapped = []

    def swap(done: int, total: int) -> None:
        for path in (tmp_path / "exports").glob(".*.part-*"):
            if not path.is_symlink():
                swapped.append(path.rename(tmp_path / "taken"))
                path.symlink_to(tmp_path / "outside")

    request = ExportRequest(corpus(tmp_path / "corpus"), name, tmp_path / "exports" / "set", workers=workers)
    with pytest.raises(ExportRefused, match="something else has come to be there since the start"):
        export(request, Onlooker(swap))
    assert swapped
    assert list((tmp_path / "outside").iterdir()) == []
    assert {path.name for path in (tmp_path / "taken").iterdir()} >= {MARK}
    assert not (tmp_path / "exports" / "set").exists()


@pytest.mark.parametrize("umask", [0o002, 0o077])
def test_nobody_else_can_put_anything_into_an_export_that_is_not_yet_in_its_place(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with Target(tmp_path / "set") as target:
            assert stat.S_IMODE(target.folder.stat().st_mode) == 0o700
            (target.folder / MARK).write_text("")
            target.commit()
        (tmp_path / "plain").mkdir()
    finally:
        os.umask(before)
    assert (tmp_path / "set").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("leads_to", ["a folder", "nowhere"])
def test_the_way_to_an_export_may_be_a_link_that_the_person_named(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "way").symlink_to(tmp_path / "disk")
    if leads_to == "nowhere":
        with pytest.raises(ExportRefused, match="Cannot write to"):
            Target(tmp_path / "way" / "set")
        assert not (tmp_path / "disk").exists()
        return
    (tmp_path / "disk").mkdir()
    with Target(tmp_path / "way" / "set") as target:
        (target.folder / MARK).write_text("")
        target.commit()
    assert (tmp_path / "disk" / "set" / MARK).exists()


def test_the_mark_of_an_earlier_export_is_not_taken_from_a_link(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "mine").write_text("")
    (tmp_path / "set" / MARK).symlink_to(tmp_path / "mine")
    with pytest.raises(ExportRefused, match="not an earlier export"):
        Target(tmp_path / "set", overwrite=True)
    assert (tmp_path / "set" / MARK).is_symlink()


def test_what_a_link_in_an_earlier_export_leads_to_stays_when_the_export_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("words")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / MARK).write_text("# (set)\n")
    (tmp_path / "set" / "train").symlink_to(tmp_path / "home")
    with Target(tmp_path / "set", overwrite=True) as target:
        (target.folder / "train").mkdir()
        (target.folder / "train" / "thesis.txt").write_text("spans")
        (target.folder / MARK).write_text("")
        target.commit()
    assert (tmp_path / "home" / "thesis.txt").read_text() == "words"
    assert (tmp_path / "set" / "train" / "thesis.txt").read_text() == "spans"


def test_a_pipe_in_the_place_of_an_export_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "set.jsonl")
    with pytest.raises(ExportRefused, match="neither a file nor a folder"):
        Target(tmp_path / "set.jsonl", data_file="set.jsonl", overwrite=True)
