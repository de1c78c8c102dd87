"""The check of decisions and replies as records: those that this version does not understand are named."""

from __future__ import annotations

from analyst_app.core.annotation import Entry
from analyst_app.wording import tr


def entry_problem(entry: Entry) -> str:
    """Return what is wrong with a decision or a reply, as the rest of a sentence; empty: nothing."""
    from analyst_app.review.decisions import Decision  # few folders have any
    from analyst_app.review.replies import Reply

    if entry.section == "decisions":
        is_understood = Decision.from_entry(entry) is not None
        return (
            "" if is_understood else tr("is no decision that this version understands; it is kept, and nobody sees it")
        )
    if entry.section == "dismissed":
        return ""  # its values are checked as those of every layer
    is_understood = Reply.from_entry(entry, "") is not None
    return "" if is_understood else tr("is no reply that this version understands; it is kept, and nobody sees it")
