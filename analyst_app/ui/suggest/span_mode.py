"""Suggest mode on words that may belong to another tag than that of quotes, as the team's own tags have taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.gestures import accepting
from analyst_app.ui.suggest.suggest_mode import GhostMode, why_words
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.suggestions import SuggestedSpan


class SpanMode(GhostMode):
    """The suggestion of a span; see ``GhostMode``."""

    ghost: SuggestedSpan

    @property
    def dismissing(self) -> str:
        """The name of the decision that there is no such thing."""
        return tr("No {tag}", tag=self._tag.name)

    def hints(self) -> list[str]:
        """The suggestion in words; then the keys."""
        keys = [tr("Enter makes it"), tr("Del no {tag}", tag=self._tag.name), tr("N next"), tr("Esc leave")]
        return [self.words, *keys]

    @property
    def words(self) -> str:
        """The suggestion in one line: its tag, why, and how sure."""
        return f"{self._tag.name}: {why_words(self.ghost)}"

    def take_command(self, action_id: str) -> bool:
        """The same, and the key of its tag makes it."""
        if action_id == f"tag.{self._tag.id}":
            self.accept()
            return True
        return super().take_command(action_id)

    def accept(self) -> bool:
        """Make it; False if that was refused."""
        scene = self._performer.scene()
        if scene is None or not self._may_change():
            return False
        return self._finish(accepting.span_accepted(scene, self.ghost, self._tag))

    def _press_digit(self, digit: int) -> None:
        self._performer.refuse(tr("Its values are given when it is made: Enter, then {digit}.", digit=digit))
