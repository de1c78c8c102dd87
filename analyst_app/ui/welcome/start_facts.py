"""The facts that the start page shows, as they were remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.excerpts import set_apart
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.session_memory import Memory


class VisitedFolder(NamedTuple):
    """A folder that was opened lately."""

    path: Path
    articles: int
    done: int
    opened: int
    """Seconds since 1970."""

    @property
    def share(self) -> float:
        """The part of its articles that is done, from 0 to 1."""
        return self.done / self.articles if self.articles else 0.0


class LastArticle(NamedTuple):
    """The article that was read last."""

    path: Path
    title: str
    place: str
    """Its folder, the paragraph and the quotations left, in words."""
    share: float = 0.0
    """The part of its folder that is done."""


def last_article(memory: Memory) -> LastArticle | None:
    """The article that was read last; None: there is none in the folder that was opened last."""
    path = Path(memory.article)
    if not memory.article or (memory.folder and not path.is_relative_to(memory.folder)):
        return None
    known = memory.bookmark if len(memory.bookmark) == 4 and memory.bookmark[0] == memory.article else ("", "", "", "")
    _, title, paragraph, left = known
    told = [set_apart(shown_name(Path(memory.folder).name if memory.folder else path.parent.name))]
    if paragraph:
        told.append(f"¶ {paragraph}")
    if left.isdecimal():
        told.append(tr("{n} quotation left|{n} quotations left", int(left)))
    articles, done, _ = memory.folders.get(memory.folder, (0, 0, 0))
    return LastArticle(path, shown_name(title or path.name), " · ".join(told), done / articles if articles else 0.0)


def visited_folders(memory: Memory) -> list[VisitedFolder]:
    """The folders that were opened lately, the last first."""
    return [VisitedFolder(Path(path), *facts) for path, facts in memory.folders.items() if len(facts) == 3]


def missing(folders: Sequence[Path], articles: Sequence[Path] = ()) -> frozenset[Path]:
    """In a worker: the folders that are none now, and the articles that are no files."""
    gone = [path for path in folders if not path.is_dir()] + [path for path in articles if not path.is_file()]
    return frozenset(gone)


def day_of(seconds: int, now: datetime) -> str:
    """A day as one speaks of it: today with the time, yesterday, else the date.

    Args:
        seconds: since 1970.
        now: local time.
    """
    then = datetime.fromtimestamp(seconds, tz=now.tzinfo)
    days = (now.date() - then.date()).days
    if days == 0:
        return tr("today, {time}", time=f"{then:%H:%M}")
    return tr("yesterday") if days == 1 else f"{then:%Y-%m-%d}"
