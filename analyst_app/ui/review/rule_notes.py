"""Rules that come up in a review, noted in the team's codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class RuleNotes(QObject):
    """Notes rules in a worker."""

    failed = Signal(object)
    """The error by which one could not be written."""

    def __init__(self, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._workplace, self._tasks = bridge, workplace, tasks

    def note(self, tag_id: str, rule: str) -> None:
        """Note a sentence among the edge rules of a tag."""
        from analyst_app.ui.review.review_rules import note_rule

        session = self._bridge.session
        if session is not None:
            self._tasks.run(
                note_rule,
                session.path,
                self._workplace.folder,
                tag_id,
                rule,
                done=lambda path: self._bridge.say(f"Noted among the edge rules in {path.name}."),
                failed=self.failed.emit,
                must_end=True,
            )
