"""The mode while the codebook's page is shown: save and undo are the page's, other commands lead to the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.commands.modes import EDIT
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.codebook.codebook_page import CodebookPage
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.commands.modes import ModeKeeper


class PageMode(QObject):
    """Is on as long as the page is shown.

    Args:
        page: whose mode it is.
        modes: keep it.
    """

    name = EDIT

    def __init__(self, page: CodebookPage, modes: ModeKeeper) -> None:
        super().__init__(page)
        self._page, self._modes = page, modes
        page.shown.connect(self._begin)
        page.left.connect(self._end)

    def hints(self) -> list[str]:
        """The keys of the page."""
        return [tr("Alt+↑ move up"), tr("Ctrl+S save"), tr("Esc back to the article")]

    def key_pressed(self, key: Key) -> bool:
        """Take none: the page has them."""
        return False

    def take_command(self, action_id: str) -> bool:
        """Save and undo on the page instead of in the article."""
        acts = {"file.save": self._page.ask_to_save, "edit.undo": self._page.undo, "edit.redo": self._page.redo}
        act = acts.get(action_id)
        if act is not None:
            act()
        return act is not None

    def leave(self, *, keep: bool) -> None:
        """A command of the article was chosen: show the article; the changes wait."""
        self._page.step_aside()

    def _begin(self) -> None:
        self._modes.enter(self)

    def _end(self) -> None:
        if self._modes.mode is self:
            self._modes.leave()
