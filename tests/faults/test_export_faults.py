"""The first fault at every call of an export that changes something: the earlier export whole, or the new one.

Tests of export.target, export.placing.one_step and export.placing.under_way.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.export.exporting import export
from analyst_app.export.placing.under_way import leftovers
from tests.commands.corpora import write_article, write_layer
from tests.export.exports import need
from tests.faults.exporting import KINDS, request
from tests.faults.striking import FAULTS, IS_THOROUGH, KILL, Call, Server, changing_calls, fresh, snapshot, strikes

pytestmark = [pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"), pytest.mark.timeout(300)]
STATES = ("fresh", "over")
SENTENCE = re.compile(
    r"refused: (Cannot write to [^ ]+: [^.:]+\. Nothing was left there\.|"
    r"The disk is full; nothing was written to [^ ]+\. Make room, then export again\.)"
)
REMOVING = {"unlink", "unlinkat", "rmdir"}


class Place:
    """A folder that is made anew for each strike, and what may be in its exports afterwards."""

    def __init__(self, root: Path, kind: str, state: str, server: Server) -> None:
        self.kind, self.model, self.folder, self.server = kind, root / "model", root / "f", server
        for name in ("corpus", "exports", "state"):
            (self.model / name).mkdir(parents=True)
        article = write_article(self.model / "corpus")
        write_layer(article, "alice", ("claim", "The depot", {}))
        fresh(self.folder, self.model)
        if state == "over":
            export(request(self.folder, kind, overwrite=True), state=self.folder / "state")
            shutil.copytree(self.folder / "exports", self.model / "exports", dirs_exist_ok=True)
        self.old = snapshot(self.model / "exports")
        write_layer(article, "alice", ("actor", "Ada Brandt", {}))
        write_article(self.model / "corpus", "second.txt")
        write_layer(self.model / "corpus" / "second.txt", "alice", ("actor", "Ada Brandt", {}))
        fresh(self.folder, self.model)
        assert server.do(kind, self.folder) == "done"
        self.new = snapshot(self.exports)
        assert self.new != self.old
        assert not self.hidden()

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    def hidden(self) -> set[Path]:
        return {path for path in self.exports.iterdir() if path.name.startswith(".")}

    def calls(self) -> list[Call]:
        fresh(self.folder, self.model)
        struck = self.server.strike(self.kind, self.folder)
        assert struck.word == "done"
        found = changing_calls(struck.trace)
        names = {name for name, _ in found}
        assert {"openat", "write", "fsync", "close"} <= names
        assert names & {"renameat", "renameat2", "linkat", "rename"}
        assert len(found) > 25
        return found

    def strike(self, call: Call, fault: str) -> None:
        """One fault; then the next export, which nothing strikes."""
        fresh(self.folder, self.model)
        word = self.server.fail(self.kind, self.folder, call, fault).word
        told = (self.kind, call, fault, word)
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
        assert self.server.do(self.kind, self.folder) == "done", told
        assert snapshot(self.exports) == self.new, told
        assert not self.hidden(), told
        assert not leftovers(self.folder / "state"), told

    def check_killed(self, now: dict[str, bytes], told: object) -> None:
        """A folder is there whole. Of a data file and its reports each is, until the next run finishes them."""
        if self.kind == "file":
            assert now.keys() <= self.old.keys() | self.new.keys(), told
            assert all(data in (self.old.get(name), self.new.get(name)) for name, data in now.items()), told
            assert self.old.keys() <= now.keys(), told
        else:
            assert now in (self.old, self.new), told


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    need("spacy")
    made = Server("tests.faults.exporting")
    yield made
    made.close()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_fault_at_any_call_leaves_the_earlier_export_or_the_new_one_and_the_truth(
    server: Server, tmp_path: Path, kind: str, state: str
) -> None:
    place = Place(tmp_path, kind, state, server)
    for call, fault in strikes(place.calls()):
        place.strike(call, fault)


@pytest.mark.slow
@pytest.mark.skipif(not IS_THOROUGH, reason="takes minutes: ./check --faults")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_fault_at_every_call_of_an_export(
    server: Server, tmp_path: Path, kind: str, state: str, fault: str
) -> None:
    place = Place(tmp_path, kind, state, server)
    for call in place.calls():
        place.strike(call, fault)
