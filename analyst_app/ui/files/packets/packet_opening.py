"""Packets that are opened: one for review shows its article and begins the review, an answer is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.preferences import data_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.corpus.packets.answer_losses import WouldLose
    from analyst_app.corpus.packets.answers import Answered
    from analyst_app.corpus.packets.packet_contents import Packet
    from analyst_app.corpus.packets.unpacked_packets import Unpacked
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_ASKED = "packet_loss"


class PacketOpening(QObject):
    """Opens packets, by every route by which a path comes.

    Args:
        opener: opens the article, and tells of the packets that were named.
        desk: says when the article is open.
        workplace: says which folder is open.
        bars: tell what came, or why nothing did.
        tasks: to read and write with.
    """

    review_wanted = Signal(object)
    """The article of a packet is open, and its review is to begin: the ids of the layers that came, a sequence."""

    def __init__(self, opener: Opener, desk: Desk, workplace: Workplace, bars: MessageBars, tasks: Tasks) -> None:
        super().__init__(bars)
        self._opener, self._desk, self._workplace, self._bars, self._tasks = opener, desk, workplace, bars, tasks
        self._awaited: Path | None = None
        """The article that is being opened for a packet; None: none is."""
        self._then: Callable[[Loaded], object] | None = None
        opener.packet_named.connect(self.open)
        desk.loaded.connect(self._on_loaded)

    def open(self, file: Path) -> None:
        """Open a packet.

        Args:
            file: its path.
        """
        from analyst_app.corpus.packets.packet_arrival import read_packet

        self._tasks.run(read_packet, file, done=self._arrive, failed=self._refuse)

    # -- inside ----------------------------------------------------------------

    def _refuse(self, error: Exception) -> None:
        """Say why a packet is not opened; no article that is opened next takes the sentence away."""
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._bars.show_bar("open", sentence(error), of_article=False)

    def _arrive(self, packet: Packet, agreed: WouldLose | None = None) -> None:
        from analyst_app.corpus.packets.packet_arrival import arrived

        state, folder, annotator = self._workplace.state, self._workplace.folder, self._workplace.annotator
        self._tasks.run(
            lambda: arrived(packet, data=data_folder(), state=state, folder=folder, annotator=annotator, agreed=agreed),
            done=partial(self._done, packet),
            failed=self._refuse,
            must_end=True,
        )

    def _done(self, packet: Packet, found: Unpacked | Answered | WouldLose) -> None:
        from analyst_app.corpus.packets.answer_losses import WouldLose
        from analyst_app.corpus.packets.answers import Answered

        if isinstance(found, WouldLose):
            self._ask(packet, found)
        elif isinstance(found, Answered):
            self._tell(found)
        else:
            self._show(found)

    def _ask(self, packet: Packet, loss: WouldLose) -> None:
        """Ask before anything of a layer goes; to close the bar is to leave all as it is."""
        take = (tr("Take it in"), partial(self._arrive, packet, loss))
        self._bars.show_bar(_ASKED, loss.words, [take, (tr("Leave all as it is"), _nothing)], of_article=False)

    def _show(self, found: Unpacked) -> None:
        from analyst_app.ui.files.packets.decided_beside import left_behind

        def begin(words: str) -> None:
            if words:
                self._bars.show_bar("packet", words)
                self._await(found.article, lambda _: self._bars.show_bar("packet", words))  # the review opens gold
            self.review_wanted.emit(found.layers)

        def look(loaded: Loaded) -> None:
            document, annotator = loaded.session.document, self._workplace.annotator
            self._tasks.run(
                lambda: left_behind(found.article, document, found.layers, annotator),
                done=begin,
                failed=partial(self._bars.report, "packet"),
            )

        self._await(found.article, look)
        self._opener.open_paths([found.folder, found.article])

    def _tell(self, found: Answered) -> None:
        from analyst_app.corpus.packets.answers import sentences

        words: Sequence[str] = sentences(found)

        def tell(_: Loaded) -> None:
            self._ask_about_rules(found)
            self._bars.show_bar("packet", " ".join(words))

        self._await(found.article, tell)
        self._opener.open_paths([found.article])

    def _ask_about_rules(self, found: Answered) -> None:
        from analyst_app.ui.files.packets.answered_rules import AnsweredRules, rules_offered

        self._tasks.run(
            rules_offered,
            found,
            self._workplace.folder,
            done=AnsweredRules(self._bars, self._tasks).offer,
            failed=partial(self._bars.report, "packet_rules"),
        )

    def _await(self, article: Path, then: Callable[[Loaded], object]) -> None:
        self._awaited, self._then = article, then

    def _on_loaded(self, loaded: Loaded) -> None:
        """A layer is open: of the article that is waited for, or something else was opened meanwhile."""
        then, is_it = self._then, loaded.session.path == self._awaited
        self._awaited = self._then = None
        if then is not None and is_it:
            then(loaded)


def _nothing() -> None:
    """Leave all as it is."""
