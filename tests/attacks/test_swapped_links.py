"""A second process turns files and folders into links to the outside and back, as fast as it can, while we work.

Tests of storage.held_folder, storage.atomic and corpus.intake.new_files.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.corpus.intake.new_files import taking_folder
from analyst_app.errors import AnalystError
from analyst_app.storage import atomic, containment, team_files
from analyst_app.storage.regular_file import read_regular

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="makes symbolic links"), pytest.mark.timeout(60)]

_FLIP = """
import os, sys
name, link, plain = sys.argv[1:]
print("ready", flush=True)
while True:
    os.rename(name, plain); os.rename(link, name)
    os.rename(name, link); os.rename(plain, name)
"""
_EXCHANGE = """
import os, sys
from analyst_app.export.placing.exchange import exchange
name, link = sys.argv[1:3]
folder = os.open(os.path.dirname(name), os.O_RDONLY)
print("ready" if exchange(folder, os.path.basename(link), os.path.basename(name)) else "", flush=True)
while True:
    exchange(folder, os.path.basename(link), os.path.basename(name))
"""
"""The name is always there: what is written into a folder that is missing for a moment would make it."""
SECONDS = 1.5


@contextlib.contextmanager
def flipped(name: Path, target: Path, script: str = _FLIP) -> Iterator[None]:
    """The name is now what it was, now a link, and for moments not there."""
    plain, link = name.with_name(f"{name.name}-plain"), name.with_name(f"{name.name}-link")
    link.symlink_to(target)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(name), str(link), str(plain)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    is_ready = bool(process.stdout.readline().strip())
    try:
        if not is_ready:
            pytest.skip("this system cannot exchange two names")
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    inside, outside = tmp_path / "corpus" / "sub", tmp_path / "elsewhere" / "sub"
    inside.mkdir(parents=True)
    outside.mkdir(parents=True)
    (outside / "a.txt").write_text("secret")
    (outside / "codebook.json").write_text('{"secret": 1}')
    (inside / "a.txt").write_text("plain")
    (inside / "codebook.json").write_text('{"plain": 1}')
    containment.open_border(tmp_path / "corpus")
    return inside, outside


def _swapped(places: tuple[Path, Path], what: str, file: str) -> tuple[Path, Path]:
    """The name that is exchanged, and what the link leads to."""
    inside, outside = places
    if what == "opened folder":
        return inside.parent, outside.parent
    return (inside, outside) if what == "folder" else (inside / file, outside / file)


@pytest.mark.parametrize("what", ["file", "folder", "opened folder"])
def test_what_is_read_never_comes_from_outside(places: tuple[Path, Path], what: str) -> None:
    inside, _ = places
    name, target = _swapped(places, what, "a.txt")
    end, read, refused = time.monotonic() + SECONDS, 0, 0
    with flipped(name, target):
        while time.monotonic() < end:
            try:
                assert read_regular(inside / "a.txt", limit=100) == b"plain"
                read += 1
            except OSError:
                refused += 1
    assert read
    assert refused


@pytest.mark.parametrize("what", ["file", "folder", "opened folder"])
def test_what_is_written_never_goes_outside(places: tuple[Path, Path], what: str) -> None:
    inside, outside = places
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    path = inside / "codebook.json"
    name, target = _swapped(places, what, "codebook.json")
    end, refused, number = time.monotonic() + SECONDS, 0, 0
    with flipped(name, target):
        while time.monotonic() < end:
            number += 1
            try:
                seen = team_files.read_team_file(path).seen
                team_files.write_team_file(path, {"plain": number}, seen=seen)
            except AnalystError:
                refused += 1
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before
    assert refused


def test_a_new_file_is_never_made_outside(places: tuple[Path, Path]) -> None:
    inside, outside = places
    before = sorted(path.name for path in outside.iterdir())
    end, made = time.monotonic() + SECONDS, 0
    with flipped(inside, outside):
        while time.monotonic() < end:
            with contextlib.suppress(OSError), atomic.held(inside / f"new{made}.json") as target:
                atomic.replace_file(target, [b"x"], lambda: None)
                made += 1
    assert made
    assert sorted(path.name for path in outside.iterdir()) == before


def test_an_import_never_makes_a_file_outside(places: tuple[Path, Path]) -> None:
    inside, outside = places
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    end, made, refused, number = time.monotonic() + SECONDS, 0, 0, 0
    with flipped(inside, outside, _EXCHANGE):
        while time.monotonic() < end:
            number += 1
            try:
                with taking_folder(inside.parent, [inside.name, f"deep{number % 5}"]) as folder:
                    folder.write(f"new{number}.txt", b"words")
                made += 1
            except (AnalystError, OSError):
                refused += 1
    assert made
    assert refused
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before
