"""The readings of a place as the card shows them: a column for each voice, with who says it and the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.decisions import WAITING
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.ui.review.differences.side_label import SideShown
from analyst_app.ui.review.differences.voice_contents import told_of_voice, voice_names
from analyst_app.ui.review.several.several_session import SeveralSession
from analyst_app.wording import listed, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.alignment.gathering import Voice
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession


class ShownReading(NamedTuple):
    """A column of the card."""

    shown: SideShown
    action: str
    """Of its button, without the prefix: ``take_a``."""
    words: str
    """On its button; empty: there is none."""
    is_taken: bool = False
    """True if the reading stands in gold as it is."""


def take_words(name: str, own: object) -> str:
    """The words of the button that takes a reading.

    Args:
        name: of who reads so.
        own: what they have; nothing: it is left out.
    """
    return tr("Take {name}’s", name=name) if own else tr("Leave it out, as {name}", name=name)


def shown_voices(
    review: ReviewSession, row: Row, difference: Gathered, key_of: Callable[[str], str]
) -> list[ShownReading]:
    """The columns of a place that several have read, in the order of the readers.

    Args:
        review: what is being reviewed.
        row: of the place.
        difference: the place.
        key_of: gives the key of an action's id.
    """
    names = shown_names(review)
    found = []
    for voice in difference.voices:
        first = voice[0]
        is_taken = _is_taken(review, row, voice)
        state = tr("✓ taken") if is_taken else _proposed(review, row, voice, key_of("review.accept"))
        letters = "+".join(LETTERS[number] for number in voice)
        told = told_of_voice(review, difference, voice)
        name = letters if review.is_blind else voice_names(review, voice)
        shown = SideShown(name, letters, told, is_first=first == 0, state=state)
        words = take_words(listed([names[number] for number in voice]), difference.sides[first])
        found.append(ShownReading(shown, f"take_{LETTERS[first].lower()}", words, is_taken=is_taken))
    return found


def action_of(review: ReviewSession, what: str) -> str:
    """The action of the column whose reading an act takes, of several readers; empty if it takes none of one column.

    Args:
        review: what is being reviewed.
        what: take_a, take_b …, accept, or another act.
    """
    row, letters = review.row, LETTERS[: len(review.layers)].lower()
    if row is None or not isinstance(row.difference, Gathered):
        return ""
    reader = letters.find(what.removeprefix("take_")) if what.startswith("take_") else -1
    if what == "accept" and isinstance(review, SeveralSession):
        ruling = review.proposed(row.place)
        reader = review.layers.index(ruling.taken[0]) if ruling is not None and ruling.taken else -1
    return f"take_{letters[row.difference.voice_of(reader)[0]]}" if reader >= 0 else ""


def _proposed(review: ReviewSession, row: Row, voice: Voice, key: str) -> str:
    """The word that most say so, with the key that accepts it; empty if nothing is proposed."""
    if row.state not in WAITING or not isinstance(review, SeveralSession) or not review.is_proposed(row.place, voice):
        return ""
    told = tr("{few} of {all} say so", few=len(voice), all=len(review.layers))
    return tr("{told}: {key}", told=told, key=key) if key else told


def _is_taken(review: ReviewSession, row: Row, voice: Voice) -> bool:
    """True if what some say stands in gold as it is."""
    decision = row.decision
    if decision is None or row.state in WAITING or not row.difference.sides[voice[0]]:
        return False
    return decision.verdict in ("take", "both") and review.layers[voice[0]] in decision.taken
