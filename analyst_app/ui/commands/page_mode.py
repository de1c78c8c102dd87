"""The mode while a page covers the window: some commands are the page's, others lead to the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.commands.modes import EDIT

if TYPE_CHECKING:
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.frame.page_frame import CoveringPage


class PageMode(QObject):
    """Is on as long as the page is shown.

    Args:
        page: whose mode it is.
        modes: keep it.
        keys: of the page, in words.
        acts: what the page does instead of a command of the article, by the action's id.
    """

    name = EDIT

    def __init__(
        self,
        page: CoveringPage,
        modes: ModeKeeper,
        keys: Sequence[str],
        acts: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(page)
        self._page, self._modes, self._keys, self._acts = page, modes, keys, acts
        page.shown.connect(self._begin)
        page.left.connect(self._end)

    def hints(self) -> list[str]:
        """The keys of the page."""
        return list(self._keys)

    def key_pressed(self, key: Key) -> bool:
        """Take none: the page has them."""
        return False

    def take_command(self, action_id: str) -> bool:
        """Do on the page what the page does itself."""
        act = self._acts.get(action_id)
        if act is not None:
            act()
        return act is not None

    def leave(self, *, keep: bool) -> None:
        """A command of the article was chosen: show the article; what the page holds waits."""
        self._page.step_aside()

    def _begin(self) -> None:
        self._modes.enter(self)

    def _end(self) -> None:
        if self._modes.mode is self:
            self._modes.leave()
