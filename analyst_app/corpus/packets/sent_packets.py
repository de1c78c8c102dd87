"""The packets that were sent from here, each with where its article lay: so an answer finds its way back."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.storage import private_files
from analyst_app.storage.file_names import JSON, PACKETS
from analyst_app.storage.limits import LARGEST_OWN_FILE


def note_sent(packet: str, article: Path, state: Path) -> None:
    """Note a packet that was sent. Blocking.

    Args:
        packet: its id.
        article: path of its article.
        state: the local state folder.

    Raises:
        OSError: it cannot be noted.
    """
    words = json.dumps({"article": str(article.absolute())}) + "\n"
    private_files.write(_note_of(packet, state), [words.encode()], top=state)


def article_sent(packet: str, state: Path) -> Path | None:
    """The path at which the article of a packet lay when it was sent from here; None if none was. Blocking.

    Args:
        packet: the packet's id.
        state: the local state folder.
    """
    try:
        noted = json.loads(private_files.read(_note_of(packet, state), limit=LARGEST_OWN_FILE))
    except (OSError, ValueError):
        return None
    article = noted.get("article") if isinstance(noted, dict) else None
    return Path(article) if isinstance(article, str) and article else None


def _note_of(packet: str, state: Path) -> Path:
    return state / PACKETS / f"{packet}{JSON}"
