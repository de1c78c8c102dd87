"""The first fault at every call of an export that changes something: the earlier export whole, or the new one.

Tests of export.target, export.placing.one_step and export.placing.under_way.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from analyst_app.export.exporting import export
from analyst_app.export.placing.under_way import leftovers
from tests.commands.corpora import write_article, write_layer
from tests.export.exports import need
from tests.faults.exporting import KINDS, request
from tests.faults.striking import KILL, Call, Server, snapshot
from tests.faults.struck_folders import StruckFolder, server_of, thorough

pytestmark = [pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"), pytest.mark.timeout(300)]
STATES = ("fresh", "over")
SENTENCE = re.compile(
    r"refused: (Cannot write to [^ ]+: [^.:]+\. Nothing was left there\.|"
    r"The disk is full; nothing was written to [^ ]+\. Make room, then export again\.)"
)
REMOVING = {"unlink", "unlinkat", "rmdir"}


class Place(StruckFolder):
    """A folder that is made anew for each strike, and what may be in its exports afterwards."""

    needed = frozenset({"openat", "write", "fsync", "close"})
    fewest = 26

    def __init__(self, root: Path, kind: str, state: str, server: Server) -> None:
        super().__init__(root, kind, server)
        for name in ("corpus", "exports", "state"):
            (self.model / name).mkdir(parents=True)
        article = write_article(self.model / "corpus")
        write_layer(article, "alice", ("claim", "The depot", {}))
        self.made_anew()
        if state == "over":
            export(request(self.folder, kind, overwrite=True), state=self.folder / "state")
            shutil.copytree(self.folder / "exports", self.model / "exports", dirs_exist_ok=True)
        self.old = snapshot(self.model / "exports")
        write_layer(article, "alice", ("actor", "Ada Brandt", {}))
        write_article(self.model / "corpus", "second.txt")
        write_layer(self.model / "corpus" / "second.txt", "alice", ("actor", "Ada Brandt", {}))
        self.made_anew()
        assert self.do() == "done"
        self.new = snapshot(self.exports)
        assert self.new != self.old
        assert not self.hidden()

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    def hidden(self) -> set[Path]:
        return {path for path in self.exports.iterdir() if path.name.startswith(".")}

    def calls(self) -> list[Call]:
        found = super().calls()
        assert {name for name, _ in found} & {"renameat", "renameat2", "linkat", "rename"}
        return found

    def strike(self, call: Call, fault: str) -> None:
        """One fault; then the next export, which nothing strikes."""
        word = self.fail(call, fault)
        told = (self.work, call, fault, word)
        left = self.hidden()
        named = {one.path for one in leftovers(self.folder / "state")}
        assert left <= named, told
        assert not left or fault == KILL or call[0] in REMOVING, told
        now = {name: data for name, data in snapshot(self.exports).items() if not name.startswith(".")}
        if word.startswith("refused: "):
            assert SENTENCE.fullmatch(word), told
            assert now == self.old, told
        elif word == "done":
            assert now == self.new, told
        else:
            assert fault == KILL, told
            self.check_killed(now, told)
        assert self.do() == "done", told
        assert snapshot(self.exports) == self.new, told
        assert not self.hidden(), told
        assert not leftovers(self.folder / "state"), told

    def check_killed(self, now: dict[str, bytes], told: object) -> None:
        """A folder is there whole. Of a data file and its reports each is, until the next run finishes them."""
        if self.work == "file":
            assert now.keys() <= self.old.keys() | self.new.keys(), told
            assert all(data in (self.old.get(name), self.new.get(name)) for name, data in now.items()), told
            assert self.old.keys() <= now.keys(), told
        else:
            assert now in (self.old, self.new), told


server = server_of("tests.faults.exporting", ready=lambda: need("spacy"))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_fault_at_any_call_leaves_the_earlier_export_or_the_new_one_and_the_truth(
    server: Server, tmp_path: Path, kind: str, state: str
) -> None:
    place = Place(tmp_path, kind, state, server)
    place.strike_some()


@thorough(seconds=600)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_fault_at_every_call_of_an_export(
    server: Server, tmp_path: Path, kind: str, state: str, fault: str
) -> None:
    place = Place(tmp_path, kind, state, server)
    place.strike_all(fault)
