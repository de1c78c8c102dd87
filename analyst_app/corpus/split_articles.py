"""The findings of ``check`` about articles that were split: whose annotations stand in a neighbour now."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from analyst_app.core.annotation import Unplaced
from analyst_app.corpus.verification import Finding, Homeless
from analyst_app.corpus.words_elsewhere import SECONDS, words_elsewhere
from analyst_app.errors import sayable
from analyst_app.storage.error_log import why
from analyst_app.wording import tr

MOST_SECONDS = 6 * SECONDS
"""Limit for all folders together; what is not come to by then is not told."""


def split_articles(homeless: Sequence[Homeless]) -> Iterator[Finding]:
    """A finding for each layer and each other article of its folder in which words of what waits stand. Blocking.

    Args:
        homeless: annotations that wait, by layer.
    """
    ends = time.monotonic() + MOST_SECONDS
    folders: dict[Path, list[Homeless]] = defaultdict(list)
    for one in homeless:
        folders[one.article.parent].append(one)
    for folder, layers in folders.items():
        waiting: dict[Path, list[Unplaced]] = defaultdict(list)
        for one in layers:
            waiting[one.article] += one.items
        try:
            found = words_elsewhere(waiting, seconds=min(SECONDS, ends - time.monotonic()))
        except Exception as error:
            yield Finding(str(folder), 0, "", "fault", sayable(why(error, folder)))
            continue
        for one in layers:
            places = found.get(one.article, {})
            counts: Counter[Path] = Counter()
            for item_id in {item.id for item in one.items} & places.keys():
                counts.update(place.article for place in places[item_id])
            for article, count in sorted(counts.items()):
                yield Finding(str(one.file), 0, "", "elsewhere", sayable(_words(count, article.name)))


def _words(count: int, name: str) -> str:
    return tr(
        "the words of {n} annotation that waits stand in {name}|the words of {n} annotations that wait stand in {name}",
        count,
        name=name,
    )
