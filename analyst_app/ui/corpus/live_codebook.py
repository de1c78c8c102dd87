"""Keeps the codebook of every open article true to its file, whoever changes that: the editor, a hand, a sync."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from analyst_app.ui.files.opening import codebook_now
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.articles import FoundCodebook
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.disk_watch import Seen
    from analyst_app.ui.files.opening import Loaded, OpeningTerms
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_LATER = 150
"""Milliseconds until a codebook that came in the middle of something is tried again."""
_PATIENCE = 2_000
"""Milliseconds that a file may be away while a program replaces it."""


class LiveCodebook(QObject):
    """Reads the codebook anew when its file is another, and gives it to the articles in memory.

    Their annotations and what can be undone stay as they are: a tag that is
    gone is shown under its id, a retired one as before. A broken file changes
    nothing but a bar.

    Args:
        desk: has the layers in memory.
        bridge: shows one of them.
        workplace: says which folder is open.
        tasks: to read with.
        is_busy: true while something is being linked, moved or chosen, so that no tag may change now.
    """

    broken = Signal(object)
    """The file of the shown article's codebook cannot be used: a FoundCodebook with what is used instead."""
    mended = Signal()
    """It can be used again."""
    given = Signal(object)
    """The shown article has another codebook: the FoundCodebook."""
    gone = Signal(str)
    """It is gone: a sentence."""

    def __init__(
        self, desk: Desk, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, is_busy: Callable[[], bool]
    ) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._workplace, self._tasks = desk, bridge, workplace, tasks
        self._is_busy = is_busy
        self._read: Mapping[Path, FoundCodebook] = {}
        """The codebooks that were read last, by article, until they are given out."""
        self._turn = 0
        """The number of looks so far: workers may end in another order than they began."""
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._give_out)
        self._is_missing = False
        """True once a file that is away was waited for."""
        self._returning = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._returning.timeout.connect(self.look)

    def note(self, session: Session, seen: Seen) -> None:
        """Read the codebook anew if what was seen of its file is not what the open article has."""
        loaded = next((one for one in self._desk.layers if one.session is session), None)
        if loaded is not None and (loaded.found.path, loaded.found.stamp) != (seen.codebook, seen.stamp):
            self.look()

    def look(self) -> None:
        """Read the codebooks of all articles in memory, in a worker."""
        paths = [loaded.session.path for loaded in self._desk.layers]
        self._turn += 1
        turn = self._turn

        def done(read: Mapping[Path, FoundCodebook]) -> None:
            if turn == self._turn:  # else a later look is on its way, which reads at least what this one did
                self._read = read
                self._give_out()

        self._tasks.run(_read, paths, self._workplace.terms, done=done)

    # -- inside ----------------------------------------------------------------------

    def _give_out(self) -> None:
        if self._is_busy():
            self._later.start()
            return
        read, self._read = self._read, {}
        if self._waits_for_file(read):
            return
        for loaded in self._desk.layers:
            found = read.get(loaded.session.path)
            if found is not None:
                self._give(loaded, found)

    def _waits_for_file(self, read: Mapping[Path, FoundCodebook]) -> bool:
        """Wait once for a file that is away: a program that syncs takes the old one away before the new one comes."""
        layers = self._desk.layers
        away = [one.found.path for one in layers if one.found.path and _is_farther(read.get(one.session.path), one)]
        if away and not self._is_missing:
            self._is_missing = True
            self._returning.start()
            return True
        self._is_missing = False
        return False

    def _give(self, loaded: Loaded, found: FoundCodebook) -> None:
        """Give an article the codebook that was read for it."""
        session, old = loaded.session, loaded.found
        is_shown = session is self._bridge.session
        if found.problem:
            kept = found._replace(codebook=session.codebook, is_last_good=old.is_last_good or not old.problem)
            self._desk.renew(loaded._replace(found=kept))
            if is_shown:
                self.broken.emit(kept)
            return
        self._desk.renew(loaded._replace(found=found))
        if old.problem and not old.is_last_good and is_shown:
            self._desk.reload()  # until now nothing could be changed in it
            return
        before = session.codebook
        session.use(found.codebook)
        if not is_shown:
            return
        if old.problem or old.path is None:
            self.mended.emit()
        if before.raw != found.codebook.raw:
            self.given.emit(found)
            self._bridge.codebook_changed.emit(found.codebook)
            if old.path is not None and found.path is None and not old.problem:
                self.gone.emit(_gone_in_words(old.path))
            else:
                from analyst_app.core.codebook_changes import codebook_changes
                from analyst_app.ui.corpus.codebook_news import news_in_words

                raw = found.codebook.raw
                self._bridge.say(news_in_words(before.raw, raw, codebook_changes(before.raw, raw)))


def _read(articles: list[Path], terms: OpeningTerms) -> dict[Path, FoundCodebook]:
    """In a worker: the codebook of each article; a file that several have is read once."""
    from analyst_app.corpus.articles import codebook_file

    found: dict[Path, FoundCodebook] = {}
    by_file: dict[Path | None, FoundCodebook] = {}
    for article in articles:
        file = codebook_file(article, terms.folder)
        if file not in by_file:
            by_file[file] = codebook_now(article, terms)
        found[article] = by_file[file]
    return found


def _is_farther(found: FoundCodebook | None, loaded: Loaded) -> bool:
    """True if the file that an article had is away, so that a farther one or the built-in one would be its codebook."""
    old = loaded.found.path
    if found is None or old is None or found.path == old:
        return False
    return found.path is None or len(found.path.parts) < len(old.parts)


def _gone_in_words(file: Path) -> str:
    return tr(
        "{file} is gone from its folder, so the built-in codebook is used."
        " Annotations with tags that it has not are kept and shown under the tags’ ids.",
        file=shown_name(file.name),
    )
