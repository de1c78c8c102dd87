"""Files that a team shares: ``codebook.json``, ``actors.json``, ``<article>.source.json``.

They hold one record a line and are written only on an explicit act, with the
steps that save a sidecar.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.text_codecs import no_text_codec, text_codec
from analyst_app.errors import SaveFailed, SidecarConflict, SidecarInvalid, why_unread, why_unwritten
from analyst_app.storage import atomic
from analyst_app.storage.codec import escape_surrogates
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.strict_json import Damage, mending, parse
from analyst_app.wording import tr

FACTS_HEAD: Mapping[str, Any] = {"format": "media-source", "version": 1}
"""Begins every file of facts."""


class TeamFile(NamedTuple):
    """A shared file as it was read."""

    data: dict[str, Any]
    """Empty if the file is not there."""
    seen: str
    """SHA-256 of its bytes, to write it by; empty if it is not there."""


def source_encoding(article: Path) -> str | None:
    """The encoding that someone chose for an article, if one stands in its ``.source.json``."""
    return text_codec(source_fact(article, "encoding"))


def encoding_problem(article: Path) -> str:
    """The fault of the encoding in an article's ``.source.json``, as the rest of a sentence; empty if there is none.

    Such an encoding counts for none: the article is read by what its bytes say.
    """
    try:
        data = read_team_file(facts_path(article)).data
    except (SidecarInvalid, ValueError):
        return ""
    noted = data.get("encoding")
    if noted in (None, "") or text_codec(noted) is not None:
        return ""
    return tr(
        'says an "encoding" that cannot be used: {noted}. Correct it, or take it out.', noted=no_text_codec(noted)
    )


def source_fact(article: Path, key: str) -> str:
    """A fact of an article's ``.source.json`` that is text; empty if it is not there, or the file cannot be read.

    Args:
        article: its path.
        key: of the fact.
    """
    try:
        fact = read_team_file(facts_path(article)).data.get(key)
    except (SidecarInvalid, ValueError):
        return ""
    return fact if isinstance(fact, str) else ""


def read_team_file(path: Path) -> TeamFile:
    """A shared file; empty if it is not there.

    Raises:
        SidecarInvalid: it is there and no JSON object.
    """
    try:
        raw = atomic.read_regular(path, limit=LARGEST_TEAM_FILE)
    except FileNotFoundError:
        return TeamFile({}, "")
    except OSError as error:
        raise SidecarInvalid(tr("{name} cannot be read: {error}.", name=path.name, error=why_unread(error))) from error
    return team_file_of(raw, path.name)


def team_file_of(raw: bytes, name: str) -> TeamFile:
    """A shared file, as its bytes tell it.

    Args:
        raw: the bytes.
        name: of the file.

    Raises:
        SidecarInvalid: they are no JSON object.
    """
    try:
        data = parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SidecarInvalid(
            tr("{name} is no UTF-8 (byte {start}). Save it as UTF-8.", name=name, start=error.start)
        ) from error
    except Damage as damage:
        words = mending(raw.decode("utf-8-sig"), damage)
        raise SidecarInvalid(
            tr("{name} cannot be read: {what}. {remedy}.", name=name, what=words.what, remedy=words.remedy.capitalize())
        ) from damage
    if not isinstance(data, dict):
        raise SidecarInvalid(tr("{name} is no JSON object; it must begin with {{.", name=name))
    return TeamFile(data, hashlib.sha256(raw).hexdigest())


def write_team_file(path: Path, data: Mapping[str, Any], *, seen: str) -> str:
    """Write a shared file, on the person's word.

    Args:
        path: where.
        data: its content; keys stay in their order.
        seen: what ``read_team_file`` gave: SHA-256 of the file that the content was made from.

    Returns:
        SHA-256 of what was written, for the next writing.

    Raises:
        SidecarConflict: someone else has changed the file since it was read.
        SaveFailed: the system would not; the old file is intact.
    """
    try:
        pieces = [encode_team_file(data)]
        is_kept = parse(pieces[0].decode()) == data
    except (Damage, RecursionError):
        is_kept = False
    if not is_kept:
        raise SaveFailed(
            tr("{name} was not saved: it holds a value that JSON cannot keep. Take that value out.", name=path.name)
        )
    digest = atomic.digest_of(pieces)
    try:
        with atomic.held(path) as target:
            try:
                check_unchanged(target, seen)
                atomic.replace_file(target, pieces, lambda: check_unchanged(target, seen))
            except (OSError, atomic.TargetChanged):
                if target.digest() != digest:
                    raise
                _make_last(target)  # it stands there, now or since a try that was called failed
    except atomic.TargetChanged as error:
        raise SidecarConflict(
            tr("{name} was not saved: someone has changed it since it was read. Read it again first.", name=path.name)
        ) from error
    except OSError as error:
        raise atomic.failure(path, error) from error
    return digest


def _make_last(target: atomic.HeldTarget) -> None:
    """Ask the disk once more for its word that a file that has its place will last."""
    try:
        target.folder.sync()
    except OSError as error:
        words = tr(
            "{name} was written, but the disk does not say that it will last: {error}.",
            name=target.path.name,
            error=why_unwritten(error),
        )
        raise SaveFailed(words) from error


def check_unchanged(target: atomic.HeldTarget, seen: str) -> None:
    """Do nothing if a file still has a digest.

    Args:
        target: place of the file.
        seen: its SHA-256; empty: it is not there.

    Raises:
        TargetChanged: it has another.
        OSError: it cannot be read.
    """
    if target.digest() != seen:
        raise atomic.TargetChanged


def encode_team_file(data: Mapping[str, Any]) -> bytes:
    """The bytes: one key a line, in a list one element a line, and one tombstone a line."""
    lines = []
    for key, value in data.items():
        if key == "deleted" and isinstance(value, dict) and value:
            inside = ",\n".join(f"{_compact(record_id)}:{_compact(rev)}" for record_id, rev in value.items())
            lines.append(f"{_compact(key)}: {{\n{inside}\n }}")
        elif isinstance(value, list) and value and isinstance(value[0], dict | list):
            inside = ",\n".join(_compact(element) for element in value)
            lines.append(f"{json.dumps(key, ensure_ascii=False)}: [\n{inside}\n ]")
        else:
            lines.append(f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}")
    return (escape_surrogates("{" + ",\n ".join(lines)) + "}\n").encode()


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
