"""Web addresses where a file is wanted: the program never goes online, and says how to save the page instead."""

from __future__ import annotations

import re

from analyst_app.importers.kinds import SUFFIXES
from analyst_app.wording import tr

_ADDRESS = re.compile(r"(?:https?|ftp):/{1,2}(?=[\w\[])|www\.(?=\w[\w-]*\.\w)", re.IGNORECASE)
_SITE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?P<last>[a-z]{2,24})(?::\d+)?(?:[/?#]\S*)?")
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


def addresses_in(words: str) -> list[str]:
    """The web addresses that pasted lines are, for messages; none if any line is something else.

    Args:
        words: an address a line, blank lines aside; here it may begin with its site, as ``example.org``.
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    found = [address_in(line) or _bare_address(line) for line in lines]
    return found if all(found) else []


def _bare_address(line: str) -> str:
    site = _SITE.fullmatch(line.strip("<>\"'"))
    if not site or f".{site['last']}" in SUFFIXES or len(line) > _LONGEST:  # example.txt is a file
        return ""
    return site.group()


def never_online(address: str, more: int = 0) -> str:
    """The sentence that is said of a web address.

    Args:
        address: as ``address_in`` gave it.
        more: number of other addresses that were given with it.
    """
    if more:
        return tr(
            "{address} and {count} more are web addresses, and this program never goes online. Open each in a browser, "
            "save the page there (Ctrl+S), and import the saved files.",
            address=address,
            count=more,
        )
    return tr(
        "{address} is a web address, and this program never goes online. Open it in a browser, save the page there "
        "(Ctrl+S), and import the saved file.",
        address=address,
    )
