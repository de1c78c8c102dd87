"""The rows of the actions table that the tags of a codebook make: one to tag with, one to change to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.excerpts import ends_of, line_of
from analyst_app.ui.commands.actions import LONGEST, Action

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook

_LONGEST_LISTED = 200
"""Characters of one where lists shorten it to their own width."""


def tag_actions(codebook: Codebook) -> tuple[Action, ...]:
    """Rows for the tags of a codebook: ``tag.<id>`` and ``retag.<id>``."""
    tags = [tag for tag in codebook.tags if not tag.retired]
    first_helper = next((tag.id for tag in tags if tag.helper), None)
    making = tuple(
        Action(
            f"tag.{tag.id}",
            line_of(tag.name, _LONGEST_LISTED),
            "-Annotate" if tag.id == first_helper else "Annotate",
            (tag.key,) if tag.key else (),
            hint=ends_of(tag.name, LONGEST),
            hint_when="" if tag.helper else "selection idle",
            on="layer",
        )
        for tag in tags
    )
    changing = tuple(
        Action(
            f"retag.{tag.id}",
            line_of(tag.name, _LONGEST_LISTED),
            "Annotate/Change tag",
            (f"Shift+{tag.key}",) if tag.key else (),
            on="layer",
        )
        for tag in tags
    )
    return making + changing
