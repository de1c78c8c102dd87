"""Names of the files that the app reads and writes beside articles. No other module spells them.

Imported on the way to the first paint, so it imports nothing heavy itself.
"""

from __future__ import annotations

import re
from pathlib import Path

from analyst_app.core.layer_ids import FACTS_SUFFIX as FACTS_SUFFIX
from analyst_app.core.layer_ids import REFI_SUFFIX as REFI_SUFFIX
from analyst_app.core.layer_ids import is_layer_id as is_layer_id
from analyst_app.core.layer_ids import nearest_id as nearest_id

ARTICLE_SUFFIX = ".txt"
SIDECAR_SUFFIX = ".annotations.json"
CODEBOOK = "codebook.json"
PEOPLE = "actors.json"
SOURCES = "sources.json"
ASSIGNMENTS = "assign.json"
JSON = ".json"
SIDECAR_MARK = ".annotations"
"""Stands in the name of every sidecar, and of every copy that a sync tool makes of one."""
TEMPORARY = "~$"
"""Beginning of files that exist only until they have their own name; other programs use it, too."""
JOURNALS = "journal"
"""Folder of the local state folder that holds the layers' journals."""
JOURNAL = "now.jsonl"
"""A layer's journal of this run, or of the last."""
LEFT_JOURNALS = "left-*.jsonl"
"""Pattern of work that never reached the layer's file."""
DISCARDED_JOURNALS = "discarded-*.jsonl"
"""Pattern of such work that a person let go."""
UNFINISHED_SAVE = re.compile(r"~\$[0-9a-f]{8}\.annotations\.tmp")
UNFINISHED_IMPORT = re.compile(r"~\$[0-9a-f]{8}\.import\.tmp")
UNFINISHED_EXPORT = re.compile(r"\.(?P<name>.+)\.part-(?P<token>[0-9a-f]{8})", re.DOTALL)
REPLACED_EXPORT = re.compile(r"\.(?P<name>.+)\.old-(?P<token>[0-9a-f]{8})", re.DOTALL)
UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
"""Characters, as a regular expression has them between brackets, that nobody sees in a name, or that turn the words
round it about: of two names that look alike each would be another file. Joiners are no such: scripts need them."""
PACKET_SUFFIX = ".reading"
"""Ends the name of a packet: an article with layers in one file, to be sent."""
MANIFEST = "manifest.json"
"""Says what a packet holds."""
PACKETS = "packets"
"""Folder of the data folder that holds unpacked packets, and of the local state folder that notes those sent."""
UNFINISHED_PACKET = re.compile(r"~[0-9a-f]{8}\.part")
UNFINISHED_OWN_FILE = re.compile(r"~[0-9a-f]{8}\.tmp")

_DEVICE = r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]"
_RESERVED = re.compile(rf"(?:{_DEVICE}) *(?:\..*)?", re.IGNORECASE | re.DOTALL)


def is_reserved(name: str) -> bool:
    """True if Windows takes a name for a device, with any ending and the superscript digits too.

    Microsoft, *Naming Files, Paths, and Namespaces*; ``ntpath.isreserved`` of Python 3.13.
    """
    return _RESERVED.fullmatch(name) is not None


def is_article(name: str) -> bool:
    """True if a file is an article, by its name."""
    return name.lower().endswith(ARTICLE_SUFFIX)


def sidecar_name(article: str, layer_id: str) -> str:
    """File name of an article's layer; of a whole path, the whole path.

    Args:
        article: the article's name or path.
        layer_id: id of the layer.
    """
    return f"{article}.{layer_id}{SIDECAR_SUFFIX}"


def sidecar_path(article: Path, layer_id: str) -> Path:
    """Path of an article's layer.

    Args:
        article: the article's path.
        layer_id: id of the layer.
    """
    return article.with_name(sidecar_name(article.name, layer_id))


def article_and_layer(name: str) -> tuple[str, str] | None:
    """Article and layer id that a sidecar's file name is made of; None if it is no sidecar's."""
    if not name.endswith(SIDECAR_SUFFIX):
        return None
    article, _, layer_id = name[: -len(SIDECAR_SUFFIX)].rpartition(".")
    return (article, layer_id) if article and is_layer_id(layer_id) else None


def layer_id_in(sidecar: str, article: str) -> str | None:
    """Layer id in a sidecar's file name; None if it is no sidecar of the article.

    Args:
        sidecar: name of the file that may be a sidecar.
        article: name of the article's file.
    """
    found = article_and_layer(sidecar)
    return found[1] if found is not None and found[0] == article else None


def facts_name(article: str) -> str:
    """File name of the facts about an article; of a whole path, the whole path."""
    return f"{article}{FACTS_SUFFIX}"


def facts_path(article: Path) -> Path:
    """Path of the facts about an article."""
    return article.with_name(facts_name(article.name))


def is_ours(name: str) -> bool:
    """True if a file beside articles is one of those that the app itself writes there, by its name."""
    return name.endswith((SIDECAR_SUFFIX, FACTS_SUFFIX, REFI_SUFFIX, CODEBOOK, PEOPLE)) or name in (
        SOURCES,
        ASSIGNMENTS,
    )


def unfinished_save(token: str) -> str:
    """File name of a save until it is complete.

    Args:
        token: eight hexadecimal digits, new for each save.
    """
    return f"{TEMPORARY}{token}.annotations.tmp"


def unfinished_export(name: str, token: str) -> str:
    """Name of the folder in which an export is written until it is complete.

    Args:
        name: of the export's own file or folder.
        token: eight hexadecimal digits, new for each export.
    """
    return f".{name}.part-{token}"


def replaced_export(name: str, token: str) -> str:
    """Name of an earlier export while another takes its place.

    Args:
        name: of the export's own folder.
        token: of the export that replaces it.
    """
    return f".{name}.old-{token}"


def unfinished_import(token: str) -> str:
    """File name of an imported file until it is complete.

    Args:
        token: hexadecimal digits, new for each file.
    """
    return f"{TEMPORARY}{token}.import.tmp"


def unfinished_own_file(token: str) -> str:
    """File name of one of the app's own files, in its state, cache or configuration folder, until it is complete.

    Args:
        token: eight hexadecimal digits, new for each file.
    """
    return f"~{token}.tmp"


def unfinished_packet(token: str) -> str:
    """Name of the folder into which a packet is unpacked until it is complete.

    Args:
        token: eight hexadecimal digits, new for each.
    """
    return f"~{token}.part"


def is_packet(name: str) -> bool:
    """True if a file is a packet, by its name."""
    return name.lower().endswith(PACKET_SUFFIX)


def damaged_name(name: str, stamp: str, number: int = 0) -> str:
    """File name under which a damaged file is kept when a repaired one takes its place.

    Args:
        name: of the damaged file.
        stamp: date and time of the repair.
        number: tells copies of one second apart; 0 for the first.
    """
    return f"{name}.damaged-{stamp}{f'-{number}' if number else ''}"


def left_journal(when: float) -> str:
    """File name of work that never reached a layer's file.

    Args:
        when: time at which it was begun, seconds since 1970.
    """
    return LEFT_JOURNALS.replace("*", f"{int(when * 1_000):015d}")


def discarded_journal(left: str) -> str:
    """File name that work gets when a person lets it go.

    Args:
        left: its name until then.
    """
    return DISCARDED_JOURNALS.replace("*", left.removesuffix(".jsonl").removeprefix("left-"))
