"""The packets that were sent from here, each with where its article lay: so an answer finds its way back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from analyst_app.storage import private_files
from analyst_app.storage.file_names import JSON, PACKETS
from analyst_app.storage.limits import LARGEST_OWN_FILE


class SentPacket(NamedTuple):
    """A packet that was sent from here."""

    article: Path
    """The path that its article had when it was sent."""
    sender: str
    """Layer id of who sent it; empty: it was noted before this was."""


def note_sent(packet: str, article: Path, sender: str, state: Path) -> None:
    """Note a packet that was sent. Blocking.

    Args:
        packet: its id.
        article: path of its article.
        sender: id of the sender's layer.
        state: the local state folder.

    Raises:
        OSError: it cannot be noted.
    """
    words = json.dumps({"article": str(article.absolute()), "from": sender}) + "\n"
    private_files.write(_note_of(packet, state), [words.encode()], top=state)


def sent_from_here(packet: str, state: Path) -> SentPacket | None:
    """The packet of an id, as it was noted when it was sent from here; None if it was not. Blocking.

    Args:
        packet: the packet's id.
        state: the local state folder.
    """
    try:
        noted = json.loads(private_files.read(_note_of(packet, state), limit=LARGEST_OWN_FILE))
    except (OSError, ValueError):
        return None
    found = noted if isinstance(noted, dict) else {}
    article, sender = found.get("article"), found.get("from")
    if not isinstance(article, str) or not article:
        return None
    return SentPacket(Path(article), sender if isinstance(sender, str) else "")


def _note_of(packet: str, state: Path) -> Path:
    return state / PACKETS / f"{packet}{JSON}"
