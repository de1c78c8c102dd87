"""The first fault at every call of an import that changes something: each file whole or not there, and a true word.

Tests of corpus.new_files, corpus.intake, corpus.annotated_intake and export.placing.import_notes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.placing.under_way import leftovers
from analyst_app.storage import layer_history
from analyst_app.storage.file_names import UNFINISHED_IMPORT
from tests.commands.corpora import write_layer
from tests.faults.importing import KINDS, content, sources
from tests.faults.striking import FAULTS, IS_THOROUGH, KILL, Call, Server, changing_calls, fresh, strikes

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
CASES = ("articles", "annotations", "a new version")
SENTENCE = re.compile(
    r"(?P<source>[^ ]+/downloads/\w+\.\w+): [^ ]+/corpus/new(?:/[^:]+ could not be written| cannot be made): [^.:]+\."
)
AGAIN = re.compile(r"^0|has a layer imported already; it stays\.")
"""Said by the next import: it is done, or was done already."""
REMOVING = {"unlink", "unlinkat"}


class Place:
    """A folder that is made anew for each strike, and what an import that nothing strikes makes in it."""

    def __init__(self, root: Path, case: str, server: Server) -> None:
        self.kind, self.server = case if case in KINDS else "articles", server
        self.model, self.folder = root / "model", root / "f"
        (self.model / "corpus").mkdir(parents=True)
        paths = sources(self.model, self.kind)
        if case == "a new version":
            self._import_earlier(paths)
        self.old = content(self.model / "corpus")
        fresh(self.folder, self.model)
        assert server.do(self.kind, self.folder).startswith("0")
        self.new = self.found()
        assert self.new.items() > self.old.items()
        assert any(name.endswith(".txt") for name in self.new.keys() - self.old.keys())

    def _import_earlier(self, paths: list[Path]) -> None:
        now = {path: path.read_text("utf-8") for path in paths}
        for path, words in now.items():
            path.write_text(words.replace("not leave", "stay").replace("14", "3"), "utf-8")
        assert self.server.do(self.kind, self.model).startswith("0")
        layer = write_layer(self.model / "corpus" / "new" / "depot.txt", "alice", ("actor", "Ada Brandt", {}))
        layer_history.saves(self.model)  # waits for the save that is kept behind its back
        shutil.rmtree(layer.parent / ".state")
        for path, words in now.items():
            path.write_text(words, "utf-8")
        shutil.rmtree(self.model / "state")

    def found(self) -> dict[str, Any]:
        return content(self.folder / "corpus")

    def calls(self) -> list[Call]:
        fresh(self.folder, self.model)
        struck = self.server.strike(self.kind, self.folder)
        assert struck.word.startswith("0")
        found = changing_calls(struck.trace)
        assert {"openat", "write", "fsync", "close", "linkat", "unlinkat"} <= {name for name, _ in found}
        assert len(found) > 25
        return found

    def strike(self, call: Call, fault: str) -> None:
        """One fault; then the same import again, which nothing strikes."""
        fresh(self.folder, self.model)
        word = self.server.fail(self.kind, self.folder, call, fault).word
        told = (self.kind, call, fault, word)
        now = self.found()
        left = {self.folder / "corpus" / name for name in now if UNFINISHED_IMPORT.fullmatch(Path(name).name)}
        whole = {name: data for name, data in now.items() if not UNFINISHED_IMPORT.fullmatch(Path(name).name)}
        assert left <= {one.path for one in leftovers(self.folder / "state" / "analyst-app")}, told
        assert not left or fault == KILL or call[0] in REMOVING, told
        assert self.old.items() <= whole.items() <= self.new.items(), told
        if not word:
            assert fault == KILL, told
        elif word.startswith("1"):
            assert whole != self.new, told
            assert SENTENCE.search(word), told
        else:
            assert word.startswith("0"), told
            assert whole == self.new, told
        assert AGAIN.search(self.server.do(self.kind, self.folder)), told
        again = {name: data for name, data in self.found().items() if self.folder / "corpus" / name not in left}
        assert again == self.new, told


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server("tests.faults.importing")
    yield made
    made.close()


@pytest.mark.parametrize("case", CASES)
def test_a_fault_at_any_call_leaves_each_file_whole_or_absent_and_the_next_import_completes_it(
    server: Server, tmp_path: Path, case: str
) -> None:
    place = Place(tmp_path, case, server)
    for call, fault in strikes(place.calls()):
        place.strike(call, fault)


@pytest.mark.slow
@pytest.mark.skipif(not IS_THOROUGH, reason="takes minutes: ./check --faults")
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", CASES)
def test_every_fault_at_every_call_of_an_import(server: Server, tmp_path: Path, case: str, fault: str) -> None:
    place = Place(tmp_path, case, server)
    for call in place.calls():
        place.strike(call, fault)
