"""The folder that articles are loaded from, held as long as they come from there.

By its handle a file costs one call; by its path, each folder on the way is
opened anew, so that none of them is a link.
"""

from __future__ import annotations

from types import TracebackType

from analyst_app.storage.held_folder import HeldFolder, held_folder


class SourceFolder:
    """The folder of the article that is loaded now; used as a context. It is held from its second article on."""

    def __init__(self) -> None:
        self._name: str | None = None
        self._held: HeldFolder | None = None

    def of(self, path: str) -> HeldFolder | None:
        """The held folder of an article; None where its files are to be read by their paths.

        Args:
            path: of the article.
        """
        name = path.rpartition("/")[0]
        if name != self._name:
            self.close()
            self._name = name
        elif self._held is None and name:
            try:
                self._held = held_folder(name)
            except OSError:  # what is wrong with it is said of each of its files
                return None
        return self._held

    def close(self) -> None:
        """Let go of the folder."""
        held, self._held, self._name = self._held, None, None
        if held is not None:
            held.close()

    def __enter__(self) -> SourceFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
