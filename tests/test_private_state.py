"""Everything that the app keeps for itself is for the person alone, whoever of its parts writes it."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.corpus.articles import codebook_for
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.preferences import Preferences, save_preferences
from analyst_app.storage import layer_history
from analyst_app.storage.error_log import ErrorLog
from analyst_app.ui.files.samples import copy_samples, samples_folder
from analyst_app.ui.files.session_memory import Memory, save_memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile private by itself")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """A machine where everything is made for everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(top: Path) -> list[str]:
    """What others may look into, below a folder and with it."""
    every = [top, *top.rglob("*")]
    return [str(path) for path in every if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_what_the_parts_write_is_for_the_person_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, state, cache, config = (tmp_path / name for name in ("corpus", "state", "cache", "config"))
    corpus.mkdir()
    (corpus / "depot.txt").write_text("The depot burned.", "utf-8")
    (corpus / "codebook.json").write_text(json.dumps(resources.built_in_codebook()), "utf-8")
    layer_history.keep(state / "history" / "key", [b"{}"])
    codebook_for(corpus / "depot.txt", corpus, state)
    save_memory(state, Memory(article="depot.txt"))
    ErrorLog(state).write("a word of an article")
    with CorpusIndex(corpus, cache).connected() as connection:
        connection.execute("INSERT INTO links VALUES (1, 'alice', 'speaker', 'a', 'b')")
        connection.commit()
        written = {path.name for path in cache.rglob("*") if path.is_file()}
        assert open_to_others(cache) == []
    CorpusIndex(corpus, cache).refreshed()
    save_preferences(Preferences(annotator="alice"), config / "preferences.json")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    copy_samples()
    assert any(name.endswith("-wal") for name in written), "the index is written to two files at least"
    assert len([path for path in state.rglob("*") if path.is_file()]) == 4
    for top in (state, cache, config, samples_folder().parent):
        assert open_to_others(top) == []


def test_what_an_older_version_left_open_is_closed_when_it_is_next_written(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "history" / "key"
    folder.mkdir(parents=True)
    layer_history.keep(folder, [b"{}"])
    assert open_to_others(tmp_path / "state" / "history") == []
    save_memory(tmp_path / "state", Memory())
    assert open_to_others(tmp_path / "state") == []
