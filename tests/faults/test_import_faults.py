"""The first fault at every call of an import that changes something: each file whole or not there, and a true word.

Tests of corpus.intake.new_files, corpus.intake.document_intake, corpus.intake.annotated_intake and
export.placing.import_notes.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.placing.under_way import leftovers
from analyst_app.storage import layer_history
from analyst_app.storage.file_names import UNFINISHED_IMPORT
from tests.commands.corpora import write_layer
from tests.faults.importing import KINDS, content, sources
from tests.faults.striking import KILL, Call, Server
from tests.faults.struck_folders import StruckFolder, server_of, thorough

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
CASES = ("articles", "annotations", "a new version")
SENTENCE = re.compile(
    r"(?P<source>[^ ]+/downloads/\w+\.\w+): [^ ]+/corpus/new(?:/[^:]+ could not be written| cannot be made): [^.:]+\."
)
AGAIN = re.compile(r"^0|has a layer imported already; it stays\.")
"""Said by the next import: it is done, or was done already."""
REMOVING = {"unlink", "unlinkat"}


class Place(StruckFolder):
    """A folder that is made anew for each strike, and what an import that nothing strikes makes in it."""

    done = "0"
    needed = frozenset({"openat", "write", "fsync", "close", "linkat", "unlinkat"})
    fewest = 26

    def __init__(self, root: Path, case: str, server: Server) -> None:
        super().__init__(root, case if case in KINDS else "articles", server)
        (self.model / "corpus").mkdir(parents=True)
        paths = sources(self.model, self.work)
        if case == "a new version":
            self._import_earlier(paths)
        self.old = content(self.model / "corpus")
        self.made_anew()
        assert self.do().startswith("0")
        self.new = self.found()
        assert self.new.items() > self.old.items()
        assert any(name.endswith(".txt") for name in self.new.keys() - self.old.keys())

    def _import_earlier(self, paths: list[Path]) -> None:
        now = {path: path.read_text("utf-8") for path in paths}
        for path, words in now.items():
            path.write_text(words.replace("not leave", "stay").replace("14", "3"), "utf-8")
        assert self.server.do(self.work, self.model).startswith("0")
        layer = write_layer(self.model / "corpus" / "new" / "depot.txt", "alice", ("actor", "Ada Brandt", {}))
        layer_history.saves(self.model)  # waits for the save that is kept behind its back
        shutil.rmtree(layer.parent / ".state")
        for path, words in now.items():
            path.write_text(words, "utf-8")
        shutil.rmtree(self.model / "state")

    def found(self) -> dict[str, Any]:
        return content(self.folder / "corpus")

    def strike(self, call: Call, fault: str) -> None:
        """One fault; then the same import again, which nothing strikes."""
        word = self.fail(call, fault)
        told = (self.work, call, fault, word)
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
        assert AGAIN.search(self.do()), told
        again = {name: data for name, data in self.found().items() if self.folder / "corpus" / name not in left}
        assert again == self.new, told


server = server_of("tests.faults.importing")


@pytest.mark.parametrize("case", CASES)
def test_a_fault_at_any_call_leaves_each_file_whole_or_absent_and_the_next_import_completes_it(
    server: Server, tmp_path: Path, case: str
) -> None:
    place = Place(tmp_path, case, server)
    place.strike_some()


@thorough(seconds=1_200)
@pytest.mark.parametrize("case", CASES)
def test_every_fault_at_every_call_of_an_import(server: Server, tmp_path: Path, case: str, fault: str) -> None:
    place = Place(tmp_path, case, server)
    place.strike_all(fault)
