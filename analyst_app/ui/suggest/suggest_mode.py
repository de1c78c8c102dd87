"""Suggest mode: what would be made, dashed, until a key makes it, lets it go or leaves it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from analyst_app.core.excerpts import quotes_set_apart, set_apart
from analyst_app.core.roles import NOT_STATED, value_name
from analyst_app.gestures import accepting
from analyst_app.gestures.accepting import Who
from analyst_app.ui.article.ghost_painter import GhostMark
from analyst_app.ui.commands.modes import SUGGEST
from analyst_app.wording import decimal, in_row, tr

if TYPE_CHECKING:
    from analyst_app.assist.suggestions import SuggestedQuote
    from analyst_app.core.codebook import Tag
    from analyst_app.core.span import Span
    from analyst_app.gestures.accepting import Ghost
    from analyst_app.gestures.tagging import Outcome
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.article.ghost_painter import GhostPainter
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.commands.modes import ModeKeeper


class GhostMode(ABC):
    """One suggestion and its keys. Nothing of it is anywhere but on the screen until one of them makes it.

    Args:
        performer: makes what is accepted.
        ghosts: paint it.
        modes: is left when it is done.
        actions: have the keys that the mode gives another meaning.
        shown: the suggestion, and the tag that it would get.
    """

    name = SUGGEST
    ghost: Ghost

    def __init__(
        self,
        performer: Performer,
        ghosts: GhostPainter,
        modes: ModeKeeper,
        actions: ActionSet,
        shown: tuple[Ghost, Tag],
    ) -> None:
        self._performer, self._ghosts, self._modes, self._actions = performer, ghosts, modes, actions
        self.ghost, self._tag = shown
        self._show()

    @property
    def span(self) -> Span:
        """The suggestion's place, code points."""
        return accepting.whole_span(self.ghost)

    @property
    def tag(self) -> Tag:
        """The tag that it would get."""
        return self._tag

    @property
    def places(self) -> list[Span]:
        """Its words; these with the reporting verb; with the speaker, too: each from the first place to the last."""
        mark = mark_of(self.ghost)
        return [mark._replace(speaker=None, cue=None).reach, mark._replace(speaker=None).reach, mark.reach]

    @abstractmethod
    def hints(self) -> list[str]:
        """The suggestion in words; then the keys."""

    @property
    @abstractmethod
    def words(self) -> str:
        """The suggestion in one line: what it would be, why, and how sure."""

    @property
    def kept(self) -> list[str]:
        """The ends of the line that are worth more than what stands before them: why and how sure; how sure."""
        return [f": {why_words(self.ghost)}", f" · {score_words(self.ghost.score)}"]

    def key_pressed(self, key: Key) -> bool:
        """Make it, let it go, show the next; any other key leaves it unmade and acts as ever."""
        if key.ctrl or key.alt:
            return False
        if key.name == "Esc":
            self.end()
        elif key.name == "Enter" and not key.shift:
            self.accept()
        elif key.name in ("Delete", "Backspace") and not key.shift:
            self.dismiss()
        elif key.digit is not None and not key.shift:
            self._press_digit(key.digit)
        else:
            row = self._actions.for_key(key)
            return row is not None and self.take_command(row.id)
        return True

    def take_command(self, action_id: str) -> bool:
        """Carry out a command that has another meaning while a suggestion is shown; False of any other."""
        if action_id == "go.next":
            self.show_next()
        else:
            return False
        return True

    def leave(self, *, keep: bool) -> None:
        """End: nothing of a suggestion stays."""
        self._ghosts.show_current(None)

    @abstractmethod
    def accept(self) -> bool:
        """Make it; False if that was refused."""

    def dismiss(self) -> None:
        """Note that there is no such thing."""
        scene = self._performer.scene()
        if scene is not None and self._may_change():
            self._finish(accepting.dismissed(scene, self.ghost))

    def show_next(self) -> None:
        """Leave it unmade and show the next one."""
        self._actions.trigger("suggest.next")

    def end(self) -> None:
        """Leave it unmade, with nothing selected."""
        self._modes.leave(keep=False)
        self._actions.trigger("select.clear")

    @abstractmethod
    def _press_digit(self, digit: int) -> None: ...

    def _show(self) -> None:
        self._ghosts.show_current(mark_of(self.ghost))

    def _finish(self, outcome: Outcome) -> bool:
        if not outcome.change:
            self._performer.refuse(outcome.said)
            return False
        self._modes.leave(keep=True)
        return self._performer.perform(outcome, clears_selection=True)

    def _may_change(self) -> bool:
        reason = self._actions.refusal(self._actions.rows["suggest.accept"])
        if reason:
            self._performer.refuse(reason)
        return not reason


class SuggestMode(GhostMode):
    """The suggestion of a quote; see ``GhostMode``."""

    ghost: SuggestedQuote
    _mode: str | None = None
    """The mode that a digit chose; None: the proposed one."""

    def hints(self) -> list[str]:
        """The suggestion in words; then the keys."""
        keys = [tr("Enter all of it"), tr("{key} quote alone", key=self._tag.key or "–"), tr("L speaker")]
        keys += [tr("0 not stated"), tr("Del no quotation"), tr("N next"), tr("Esc leave")]
        return [self.words, *keys]

    @property
    def words(self) -> str:
        """The suggestion in one line: its quote, its speaker, why, and how sure."""
        return told(self._fitted, self._tag, self._mode)

    def take_command(self, action_id: str) -> bool:
        """The same; the key of a tag for quotes makes the quote alone, L asks for a speaker."""
        if action_id == "annotate.link":
            self.ask_for_speaker()
            return True
        if action_id.startswith("tag.") and (tag := self._quotation_tag(action_id.removeprefix("tag."))) is not None:
            self.accept("nobody", tag)
            return True
        return super().take_command(action_id)

    def accept(self, who: Who = "proposed", tag: Tag | None = None) -> bool:
        """Make all of it, or the quote with another speaker or none; False if it was refused."""
        scene = self._performer.scene()
        if scene is None or not self._may_change():
            return False
        outcome = accepting.accepted(scene, self.ghost, tag or self._tag, mode=self._mode, who=who)
        return self._finish(outcome)

    def ask_for_speaker(self) -> None:
        """Make the quote alone, and list who may have said it."""
        if self.accept("nobody"):
            self._actions.trigger("annotate.link")

    @property
    def _fitted(self) -> SuggestedQuote:
        """The suggestion as far as the codebook has a place for it."""
        scene = self._performer.scene()
        if scene is None:
            return self.ghost
        return accepting.fitted(self.ghost, self._tag, scene.codebook, self._mode)

    def _show(self) -> None:
        self._ghosts.show_current(mark_of(self._fitted))

    def _press_digit(self, digit: int) -> None:
        found = self._tag.for_digit(digit)
        if digit == 0 or (found is not None and found[0].id == NOT_STATED):
            if self._tag.attribute(NOT_STATED) is None:
                name = self._tag.name
                self._performer.refuse(tr("A {tag} has no value for “not stated” in this codebook.", tag=name))
            else:
                self.accept("not_stated")
        elif found is None or found[0].id != "mode":
            self._performer.refuse(tr("{digit} is no mode of a {tag}.", digit=digit, tag=self._tag.name))
        else:
            self._mode = None if found[1] in (self._mode, self.ghost.mode) else str(found[1])
            self._show()

    def _quotation_tag(self, tag_id: str) -> Tag | None:
        scene = self._performer.scene()
        tags = scene.codebook.tags_for("quotation") if scene is not None else ()
        return next((tag for tag in tags if tag.id == tag_id), None)


def mark_of(ghost: Ghost) -> GhostMark:
    """A suggestion as it is painted.

    Args:
        ghost: the suggestion.
    """
    from analyst_app.assist.suggestions import SuggestedSpan

    if isinstance(ghost, SuggestedSpan):
        return GhostMark((ghost.span,), tag=ghost.tag)
    speaker = ghost.speaker
    if speaker is None:
        return GhostMark(ghost.segments)
    last = speaker.name.rpartition(" ")[2] or speaker.name
    return GhostMark(ghost.segments, speaker.span, speaker.cue, f"→ {set_apart(last)} ?")


def told(ghost: SuggestedQuote, tag: Tag, mode: str | None = None) -> str:
    """A suggestion in one line, with why and how sure: ``Quote, direct → Ada Brandt: ‘said’ after the quote · .93``.

    Args:
        ghost: the suggestion.
        tag: that the quote would get.
        mode: that a person chose instead of the proposed one.
    """
    value = mode or ghost.mode
    attribute = tag.attribute("mode")
    named = value_name(attribute, value) if attribute is not None and attribute.takes(value) else ""
    what = in_row(filter(None, (tag.name, named)))
    who = f" → {set_apart(ghost.speaker.name)}" if ghost.speaker is not None else ""
    return f"{what}{who}: {why_words(ghost)}"


def why_words(ghost: Ghost) -> str:
    """Why and how sure: ``‘said’ after the quote · .93``.

    Args:
        ghost: the suggestion.
    """
    return f"{quotes_set_apart(ghost.why)} · {score_words(ghost.score)}"


def score_words(score: float) -> str:
    """A score as it is shown: ``.93``; 1 is ``1.0``."""
    return decimal(score, 2).lstrip("0") if score < 1 else decimal(1, 1)
