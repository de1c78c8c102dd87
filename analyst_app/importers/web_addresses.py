"""Web addresses where a file is wanted: the program never goes online, and says how to save the page instead."""

from __future__ import annotations

import re

from analyst_app.wording import tr

_ADDRESS = re.compile(r"(?:https?|ftp):/{1,2}(?=[\w\[])|www\.(?=\w[\w-]*\.\w)", re.IGNORECASE)
_SCHEME = re.compile(r"^(\w+):/(?!/)")
_LONGEST = 200


def address_in(words: str) -> str:
    """The web address that some words are, for messages; "" if they are none.

    Args:
        words: what was given in the place of a file; a path has only one stroke behind ``https:``.
    """
    bare = words.strip().strip("<>\"'")
    if not _ADDRESS.match(bare) or len(bare.split()) != 1:
        return ""
    address = _SCHEME.sub(r"\1://", bare.replace("\\", "/"))
    return address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"


def never_online(address: str) -> str:
    """The sentence that is said of a web address.

    Args:
        address: as ``address_in`` gave it.
    """
    return tr(
        "{address} is a web address, and this program never goes online. Open it in a browser, save the page there "
        "(Ctrl+S), and import the saved file.",
        address=address,
    )
