"""The reason why a file that a program names is no article."""

from __future__ import annotations

from pathlib import Path

from analyst_app.export.selection import annotated
from analyst_app.storage.file_names import ARTICLE_SUFFIX, is_article, is_ours
from analyst_app.wording import tr


def why_no_article(path: Path) -> str:
    """The sentence about a file that is there and is no article; empty if it is one. Blocking.

    Articles end in .txt; another text is one, too, if somebody has a layer of it.

    Args:
        path: as it was given.

    Raises:
        UsageError: its folder is gone.
    """
    if not path.is_file() or (is_article(path.name) and not is_ours(path.name)):
        return ""
    if not is_ours(path.name) and any(True for _ in annotated(path)):
        return ""
    return tr("{name} is no article: articles are texts whose names end in {end}.", name=path.name, end=ARTICLE_SUFFIX)
