"""The one rule of where nothing is proposed: a reading that shall be a person's own, and a reviewer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.layer_ids import is_gold
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session


def why_nothing_proposed(session: Session | None) -> str:
    """The reason why nothing may be proposed in an open article; empty if it may.

    Args:
        session: the open article and layer; None if there is none.
    """
    from analyst_app.corpus.sealing import says_sealed

    if session is None:
        return tr("No article is open.")
    if session.is_read_blind or says_sealed(session.codebook.raw):
        return tr("This corpus is read blind: nothing is suggested in it.")
    if is_gold(session.layer_id):
        return tr("This is the result of a review: nothing is suggested in it.")
    return ""
