"""A packet that a person opens: a request for review is unpacked, an answer is taken in."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.packets.answer_losses import WouldLose
from analyst_app.corpus.packets.answers import Answered, taken_in
from analyst_app.corpus.packets.packet_archive import refuse
from analyst_app.corpus.packets.packet_contents import Packet, packet_of
from analyst_app.corpus.packets.unpacked_packets import Unpacked, unpacked
from analyst_app.errors import PacketRefused, why_unread
from analyst_app.storage.limits import LARGEST_PACKET
from analyst_app.storage.regular_file import Unreadable, read_regular
from analyst_app.wording import tr


def read_packet(file: Path) -> Packet:
    """A packet, looked through. Blocking, and nothing is written.

    Args:
        file: the packet.

    Raises:
        PacketRefused: it is not what it should be; says what.
    """
    return packet_of(_bytes_of(file), file.name)


def arrived(
    packet: Packet, *, data: Path, state: Path, folder: Path | None, annotator: str, agreed: WouldLose | None = None
) -> Unpacked | Answered | WouldLose:
    """Unpack a packet, or take the answer in. Blocking.

    Args:
        packet: it has been looked through.
        data: the folder of files that the person may see.
        state: the local state folder.
        folder: the opened folder.
        annotator: id of the layer of the person at this machine.
        agreed: what she has agreed that an answer takes away; None: she was not asked yet.

    Returns:
        What was done; or, where nothing was written, what an answer would take away.

    Raises:
        PacketRefused: it cannot be taken in; says why, and nothing was written.
        SaveFailed: the system would not write.
        SidecarConflict: a layer's file changed meanwhile, and cannot be merged.
    """
    if packet.manifest.answers:
        return taken_in(packet, state, folder, annotator, agreed)
    return unpacked(packet, data)


def _bytes_of(file: Path) -> bytes:
    try:
        return read_regular(file, limit=LARGEST_PACKET)
    except Unreadable as error:
        if file.is_file():
            refuse(file.name, tr("it is larger than {size} MB", size=LARGEST_PACKET >> 20))
        raise PacketRefused(tr("{name} is no packet: {why}.", name=file.name, why=why_unread(error))) from error
    except OSError as error:
        raise PacketRefused(tr("{name} cannot be opened: {why}.", name=file.name, why=why_unread(error))) from error
