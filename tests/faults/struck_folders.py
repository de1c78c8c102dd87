"""A folder that is made anew for each strike at a piece of work, and the processes that do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.striking import FAULTS, IS_THOROUGH, Call, Server, changing_calls, fresh, strikes

Test = Callable[..., None]


def server_of(module: str, ready: Callable[[], object] = lambda: None) -> Callable[[], Iterator[Server]]:
    """A fixture: the server of a module's works for all tests of a file.

    Args:
        module: its dotted path.
        ready: called first; skips the tests if something is missing.
    """

    @pytest.fixture(scope="module")
    def server() -> Iterator[Server]:
        ready()
        made = Server(module)
        yield made
        made.close()

    return server


def thorough(*, seconds: float) -> Callable[[Test], Test]:
    """Marks a test that strikes every call of a work with its argument ``fault``, in turn each that there is.

    Args:
        seconds: that one fault at every call may take.
    """

    def marked(test: Test) -> Test:
        for mark in (
            pytest.mark.slow,
            pytest.mark.skipif(not IS_THOROUGH, reason="takes minutes: ./check --faults"),
            pytest.mark.timeout(seconds),
            pytest.mark.parametrize("fault", FAULTS),
        ):
            test = mark(test)
        return test

    return marked


class StruckFolder:
    """The folder, and the model that it is made of.

    Args:
        root: holds both.
        work: that is struck.
        server: does the work.
    """

    done = "done"
    """Begins the word of a work that went well."""
    needed = frozenset({"openat", "write"})
    """System calls that the work must make, else nothing is tested."""
    fewest = 1
    """Number of calls that change something, at least."""
    options: tuple[str, ...] = ()
    """Of strace."""

    def __init__(self, root: Path, work: str, server: Server) -> None:
        self.work, self.server = work, server
        self.model, self.folder = root / "model", root / "f"

    def made_anew(self) -> None:
        fresh(self.folder, self.model)

    def do(self) -> str:
        """The word of the work, which nothing strikes."""
        return self.server.do(self.work, self.folder)

    def fail(self, call: Call, fault: str) -> str:
        """The word of the work in a folder made anew, if one call of it fails."""
        self.made_anew()
        return self.server.fail(self.work, self.folder, call, fault, *self.options).word

    def calls(self) -> list[Call]:
        """The calls of the work that change something."""
        self.made_anew()
        struck = self.server.strike(self.work, self.folder, *self.options)
        assert struck.word.startswith(self.done)
        found = changing_calls(struck.trace)
        assert self.needed <= {name for name, _ in found}
        assert len(found) >= self.fewest
        return found

    def strike(self, call: Call, fault: str) -> None:
        """One fault at one call, and what must be true then."""
        raise NotImplementedError

    def strike_some(self) -> None:
        """The calls that are struck in every run, each with one fault."""
        for call, fault in strikes(self.calls()):
            self.strike(call, fault)

    def strike_all(self, fault: str) -> None:
        """Every call with one fault."""
        for call in self.calls():
            self.strike(call, fault)
