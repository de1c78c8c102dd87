"""The first fault at every call that writes a codebook, facts, a registry, preferences, the history or the journal.

Tests of storage.team_files, storage.private_files and session.journal_threads.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from analyst_app.errors import why_unwritten
from analyst_app.resources import built_in_codebook
from analyst_app.session.left_work import left_behind
from analyst_app.storage import layer_history
from tests.faults.striking import KILL, Call, Server, snapshot
from tests.faults.struck_folders import StruckFolder, server_of, thorough
from tests.faults.team_writing import LAYER, WORKS
from tests.storage.layers import EXAMPLES

pytestmark = [pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"), pytest.mark.timeout(120)]
SIDECAR = f"a1.txt.{LAYER}.annotations.json"
WRITTEN = {
    "codebook": "corpus/codebook.json",
    "facts": "corpus/a1.txt.source.json",
    "registry": "corpus/actors.json",
    "preferences": "preferences.json",
}
"""The file that a work writes."""
STATES = ("fresh", "over")


class Place(StruckFolder):
    """A folder that is made anew for each strike, and what its file may be afterwards."""

    def __init__(self, root: Path, work: str, state: str, server: Server) -> None:
        super().__init__(root, work, server)
        if work == "journal":
            self.options = ("-f",)
        (self.model / "corpus").mkdir(parents=True)
        (self.model / "state").mkdir()
        for name in ("a1.txt", SIDECAR):
            shutil.copyfile(EXAMPLES / name, self.model / "corpus" / name)
        if state == "over":
            self.write_earlier()
        self.made_anew()
        self.old = self.content()
        assert self.do().startswith("done")
        self.new = self.content()
        assert self.new != self.old

    def write_earlier(self) -> None:
        tags = built_in_codebook()["tags"][:-1]
        (self.model / "corpus" / "codebook.json").write_text(json.dumps({**built_in_codebook(), "tags": tags}))
        (self.model / "corpus" / "a1.txt.source.json").write_text('{"title": "Depot", "colour": "red"}')
        (self.model / "corpus" / "actors.json").write_text('{"max": {"name": "Max"}}')
        (self.model / "preferences.json").write_text('{"annotator": "alice", "from the future": 7}')
        place = layer_history.folder_of(self.model / "state", self.model / "corpus" / SIDECAR)
        layer_history.keep(place, [(EXAMPLES / SIDECAR).read_bytes()], always=True, now=time.time() - 1_200)
        renamed = layer_history.folder_of(self.folder / "state", self.folder / "corpus" / SIDECAR).name
        place.rename(place.with_name(renamed))
        if self.work == "journal":
            self.made_anew()
            assert self.do() == "done"
            shutil.copytree(self.folder / "state", self.model / "state", dirs_exist_ok=True)

    def content(self) -> object:
        """What a person would find: the file; all kept saves; the work that is offered."""
        if self.work == "history":
            place = layer_history.folder_of(self.folder / "state", self.folder / "corpus" / SIDECAR)
            return sorted(gzip.decompress(save.path.read_bytes()) for save in layer_history.saves(place))
        if self.work == "journal":
            return sorted((work.acts, len(work.lines)) for work in left_behind(self.folder / "state"))
        path = self.folder / WRITTEN[self.work]
        return json.loads(path.read_bytes()) if path.exists() else None

    def strike(self, call: Call, fault: str) -> None:
        word = self.fail(call, fault)
        others = {name: data for name, data in snapshot(self.model / "corpus").items() if name == "a1.txt"}
        told = (self.work, call, fault, word)
        now = self.content()
        assert now in (self.old, self.new), told
        assert others.items() <= snapshot(self.folder / "corpus").items(), told
        if self.work == "journal":
            assert word.startswith("done") or (fault == KILL and not word), told
            assert now == self.new or not word, told
            assert word in ("", "done") or SAID.fullmatch(word), told
        elif word.startswith("refused: "):
            assert now == self.old, told
            assert word.endswith("."), told
            assert TRUE[self.work].search(word), told
        elif word == "done":
            assert now == self.new, told
        else:
            assert fault == KILL, told
        if not word.startswith("done"):
            assert self.do().startswith("done"), told
            if now == self.old:
                assert self.content() == self.new, told


REASONS = "|".join(
    re.escape(why_unwritten(OSError(number, os.strerror(number))))
    for number in (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EMFILE, errno.EINTR)
)
SAID = re.compile(rf"done The journal of your work cannot be (written|read).*({REASONS}).*\.")
TRUE = {work: re.compile(REASONS) for work in WRITTEN} | {"history": re.compile("it is not kept")}


server = server_of("tests.faults.team_writing")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("work", list(WORKS))
def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one_and_the_truth(
    server: Server, tmp_path: Path, work: str, state: str
) -> None:
    place = Place(tmp_path, work, state, server)
    place.strike_some()


@thorough(seconds=600)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("work", list(WORKS))
def test_every_fault_at_every_call_of_a_smaller_file(
    server: Server, tmp_path: Path, work: str, state: str, fault: str
) -> None:
    place = Place(tmp_path, work, state, server)
    place.strike_all(fault)
