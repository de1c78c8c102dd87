"""File ▸ Send for review…: asks which layers and where, and writes the packet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from analyst_app.preferences import data_folder
from analyst_app.session.layer_names import PACKET_FILES, PACKET_SUFFIX
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.corpus.packets.packing import Sendable, Wanted
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.packets.decided_beside import DecidedBeside
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_MATTER = "packet"


class PacketSending(QObject):
    """Sends the open article.

    Args:
        bridge: shows it.
        desk: says when it is saved.
        workplace: says who sends it, and which layers she may see.
        bars: tell what became of it.
        tasks: to read and write with.
    """

    def __init__(
        self, bridge: SessionBridge, desk: Desk, workplace: Workplace, bars: MessageBars, tasks: Tasks
    ) -> None:
        super().__init__(bars)
        self._bridge, self._desk, self._workplace, self._bars, self._tasks = bridge, desk, workplace, bars, tasks

    def ask(self) -> None:
        """Ask which layers of the open article are sent."""
        session = self._bridge.session
        if session is None:
            return
        from analyst_app.corpus.packets.packing import sendable
        from analyst_app.ui.files.packets.decided_beside import decided_beside

        article, document, seal = session.path, session.document, self._workplace.seal(session.path)

        def offered() -> tuple[Sendable, list[DecidedBeside]]:
            found = sendable(article, seal, data_folder())
            return found, decided_beside(article, document, [one.layer_id for one in found.layers])

        self._desk.when_saved(  # what was just tagged goes along
            lambda: self._tasks.run(
                offered,
                done=lambda found: self._offer(*found),
                failed=partial(self._bars.report, _MATTER),
            )
        )

    # -- inside ----------------------------------------------------------------

    def _offer(self, offered: Sendable, decided: Sequence[DecidedBeside]) -> None:
        from analyst_app.ui.files.packets.send_dialog import SendDialog

        window = self._bars.window()
        dialog = SendDialog(offered, self._workplace.annotator, decided, window)
        dialog.chosen.connect(partial(self._ask_where, offered.article))
        dialog.finished.connect(window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_where(self, article: Path, layers: Sequence[str], answers: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        from analyst_app.corpus.packets.packing import Wanted

        sender = self._workplace.annotator
        name = tr("{article} from {who}", article=article.stem, who=sender) + PACKET_SUFFIX
        kinds = tr("Packets ({pattern})", pattern=PACKET_FILES)
        named, _ = QFileDialog.getSaveFileName(
            self._bars.window(), tr("Where the file goes"), str(Path.home() / name), kinds
        )
        if named:
            self._write(Path(named), Wanted(article, self._workplace.folder, sender, tuple(layers), answers))

    def _write(self, place: Path, wanted: Wanted) -> None:
        from analyst_app.corpus.packets.packing import write_packet

        seal, state = self._workplace.seal(wanted.article), self._workplace.state

        def done(written: Path) -> None:
            words = tr(
                "Written: {file}. Send it by mail; who gets it opens it with File, Open. An answer is opened likewise.",
                file=shown_name(str(written)),
            )
            if wanted.answers:
                words = tr(
                    "Written: {file}. Send it back by mail; it is taken in when it is opened with File, Open.",
                    file=shown_name(str(written)),
                )
            self._bars.show_bar(_MATTER, words)

        self._tasks.run(
            lambda: write_packet(place, wanted, seal, state, replaces=True),
            done=done,
            failed=partial(self._bars.report, _MATTER),
            must_end=True,
        )
