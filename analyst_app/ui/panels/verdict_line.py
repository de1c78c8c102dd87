"""The line of the inspector that says how a quote stands to its source."""

from __future__ import annotations

from analyst_app.assist.verifying.checked_quotes import stale_words, stored_verdict
from analyst_app.assist.verifying.verdicts import verdict_words
from analyst_app.core.annotation import Annotation
from analyst_app.wording import tr, visible


def verdict_line(annotation: Annotation, exact: str) -> str:
    """The stored verdict in a line; empty if there is none.

    Args:
        annotation: the quote.
        exact: its words today.
    """
    stored = stored_verdict(annotation)
    if stored is None:
        return ""
    verdict, who, when = (str(stored.get(key, "")) for key in ("verdict", "by", "at"))
    words = tr("Against its source: {verdict}", verdict=verdict_words(verdict))
    told = " · ".join(filter(None, [words, who, when[:10]]))
    return visible(f"{told} – {tr('the quote has changed since')}" if stale_words(annotation, exact, None) else told)
