"""Words of annotations that wait, found in the other articles of the folder: an article may have been split in two.

They are only found here; a person says whether an annotation goes there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Unplaced
from analyst_app.core.equivalence import Composed, in_context
from analyst_app.core.span import Span
from analyst_app.core.waiting import annotation_in, context_in, exact_in, proposed_span
from analyst_app.session.article_text import read_article
from analyst_app.storage.file_names import is_article

SECONDS = 10.0
"""Limit of one search; what it has not come to counts as not found."""


class Elsewhere(NamedTuple):
    """The place in another article where the words of an annotation stand with their context."""

    article: Path
    span: Span
    """In that article's text, code points."""
    words: str
    """As that article writes them."""


Found = dict[str, tuple[Elsewhere, ...]]
"""By id of what waits, where its words stand: more than one place only if none has more of the context."""


def homeless(text: str, items: Sequence[Unplaced]) -> list[Unplaced]:
    """The annotations that wait and do not stand in a text with their context.

    Args:
        text: of their article.
        items: all that waits.
    """
    wanted = [item for item in items if item.why in ("orphan", "unconfirmed") and annotation_in(item) is not None]
    if not wanted:
        return []
    here = Composed(text)
    return [item for item in wanted if not _is_at_home(here, item)]


def words_elsewhere(
    waiting: Mapping[Path, Sequence[Unplaced]],
    *,
    goes_on: Callable[[], bool] = lambda: True,
    seconds: float = SECONDS,
) -> dict[Path, Found]:
    """The places in other articles of the same folder at which annotations stand that wait. Blocking.

    Args:
        waiting: by article, those that are not at home in it; all articles of one folder.
        goes_on: asked between two articles; the search ends when it says no.
        seconds: limit of the search.
    """
    ends = time.monotonic() + seconds
    best: dict[tuple[Path, str], tuple[int, list[Elsewhere]]] = {}
    for other in _articles_beside(sorted(waiting)):
        if not goes_on() or time.monotonic() > ends:
            break
        wanted = [(article, item) for article, items in waiting.items() if article != other for item in items]
        text = _text(other) if wanted else None
        if text is None:
            continue
        for article, item in wanted:
            found = in_context(text, exact_in(item), context_in(item, "prefix"), context_in(item, "suffix"))
            if found is None:
                continue
            agreeing, places = best.get((article, item.id), (0, []))
            if found.agreeing > agreeing:
                places = []
            if found.agreeing >= agreeing:
                place = Elsewhere(other, found.span, found.span.of(text.raw))
                best[article, item.id] = (found.agreeing, [*places, place])
    whole: dict[Path, Found] = {}
    for (article, item_id), (_, places) in best.items():
        whole.setdefault(article, {})[item_id] = tuple(places)
    return whole


def _is_at_home(text: Composed, item: Unplaced) -> bool:
    """True if its words stand here with their context, or other words are proposed in their place."""
    exact, proposed = exact_in(item), proposed_span(item)
    if item.why == "unconfirmed" and (proposed is None or proposed.of(text.raw) != exact):
        return True
    return in_context(text, exact, context_in(item, "prefix"), context_in(item, "suffix")) is not None


def _articles_beside(articles: Sequence[Path]) -> Iterator[Path]:
    """The articles of their folder, those first whose names begin most like that of the first of these."""
    if not articles:
        return
    folder, own = articles[0].parent, articles[0].name
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith(".") and is_article(entry.name))
    except OSError:
        return
    for name in sorted(names, key=lambda name: -_alike(name, own)):
        yield folder / name


def _alike(one: str, other: str) -> int:
    """Letters that two names have in common at their beginning."""
    both = min(len(one), len(other))
    return next((at for at in range(both) if one[at] != other[at]), both)


def _text(path: Path) -> Composed | None:
    """The text of an article; None if it is not to be had, or too long to be looked through by the way."""
    try:
        return Composed(read_article(path).text)
    except Exception:  # whatever it is, opening or checking that article names it
        return None
