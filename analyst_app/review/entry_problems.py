"""The check of decisions and replies as records: those that this version does not understand are named."""

from __future__ import annotations

from analyst_app.core.annotation import Entry
from analyst_app.review.decisions import Decision
from analyst_app.review.replies import Reply


def entry_problem(entry: Entry) -> str:
    """Return what is wrong with a decision or a reply, as the rest of a sentence; empty: nothing."""
    if entry.section == "decisions":
        is_understood = Decision.from_entry(entry) is not None
        return "" if is_understood else "is no decision that this version understands; it is kept, and nobody sees it"
    is_understood = Reply.from_entry(entry, "") is not None
    return "" if is_understood else "is no reply that this version understands; it is kept, and nobody sees it"
