"""The facts of an article as a person reads them: each with its name, its value in words."""

from __future__ import annotations

from analyst_app.export.cells import plain
from analyst_app.export.facts.source_row import SourceRow, facts_of
from analyst_app.wording import marked, tr

_NAMES = {
    "outlet": marked("Outlet"),
    "author": marked("Author"),
    "date": marked("Date"),
    "url": marked("Address"),
    "language": marked("Language"),
    "retrieved": marked("Retrieved"),
}


def said_facts(source: SourceRow) -> list[tuple[str, str]]:
    """Name and words of every fact but the title, the usual ones first; others have the name that the team gave.

    Args:
        source: the origin of the article.
    """
    facts = facts_of(source)
    return [(tr(_NAMES[key]) if key in _NAMES else key, plain(facts[key])) for key in facts if key != "title"]
