"""A work over many articles: its worker notes how far it is, the window tells it and may stop it."""

from __future__ import annotations

from analyst_app.wording import tr, whole


class LongWork:
    """The progress of a work, to be looked at from another thread, which may also stop it.

    Args:
        counted: the sentence about it, with ``{done}`` and ``{total}``, not yet translated.
        before: the sentence as long as nobody knows how much there is to do, not yet translated.
    """

    def __init__(self, counted: str, before: str) -> None:
        self._counted, self._before = counted, before
        self.done = 0
        self.total = 0
        """Articles; 0 while they are still looked for."""
        self.is_stopped = False
        self.has_failed = False
        """True once it has ended without what it was to make."""

    def stop(self) -> None:
        """Let the work end as soon as it looks here again."""
        self.is_stopped = True

    def expect(self, total: int) -> None:
        """Note the number of articles; none is done yet."""
        self.done, self.total = 0, total

    def count(self) -> None:
        """Note that one more is done."""
        self.done += 1

    def reach(self, done: int, total: int) -> None:
        """Note how many of how many are done."""
        self.done, self.total = done, total

    @property
    def words(self) -> str:
        """The progress in a sentence."""
        if self.is_stopped:
            return tr("Stopping…")
        if not self.total:
            return tr(self._before)
        return tr(self._counted, done=whole(self.done), total=whole(self.total))

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1; 0 as long as it is not known."""
        return min(1.0, self.done / self.total) if self.total else 0.0
