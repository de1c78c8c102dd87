"""Notes on imports that are under way: a killed one's unfinished files are named by ``doctor`` and swept later."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from analyst_app.core.ending import uninterrupted
from analyst_app.corpus.intake.new_files import TakingFolder
from analyst_app.export.placing import under_way


class ImportNotes:
    """One note for each folder that an import writes into, from its first byte there to the end. Used as a context.

    Args:
        state: the local state folder; None: no notes are made.
    """

    def __init__(self, state: Path | None) -> None:
        self._state = state
        self._noted: set[Path] = set()
        self._open = ExitStack()

    def enter(self, folder: TakingFolder) -> None:
        """Note a folder that is about to be written to, and sweep it; each only once."""
        if folder.place not in self._noted:
            if not self._noted:
                under_way.resume(self._state)
            self._noted.add(folder.place)
            self._open.enter_context(under_way.noted(self._state, folder.place))
            folder.sweep()

    def __enter__(self) -> ImportNotes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with uninterrupted():
            self._open.close()
