"""Merges two copies of a file of a team's records, as ``merge`` does two copies of a layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.errors import SidecarInvalid, why_unread
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.storage.shared.record_file import RecordFile
    from analyst_app.storage.shared.record_kinds import RecordKind


def kind_of_file(path: Path) -> RecordKind | None:
    """The kind of a file of records, as it says inside; None: it is a layer, or cannot be read."""
    from analyst_app.storage.atomic import read_regular
    from analyst_app.storage.limits import LARGEST_TEAM_FILE
    from analyst_app.storage.shared.record_file import kind_of

    try:
        return kind_of(read_regular(path, limit=LARGEST_TEAM_FILE))
    except OSError:
        return None


def merge_files(kind: RecordKind, base: Path | None, ours: Path, theirs: Path, output: Path) -> dict[str, Any]:
    """Merge two copies into a file.

    Args:
        kind: of the records.
        base: the copy that both come from; None: it is not known.
        ours: one copy.
        theirs: the other.
        output: the file that is written, one of the two or a new one.

    Returns:
        The answer of the command: how many records there are, how many of ours changed, and which readings wait.

    Raises:
        SidecarConflict: the file changed meanwhile.
        SidecarInvalid: a copy is damaged, of a newer version or of another kind.
        SaveFailed: the file could not be written.
    """
    from analyst_app.storage.shared.record_file import encoded, write_merged
    from analyst_app.storage.shared.records import merged

    mine, its = _copy(ours, kind), _copy(theirs, kind)
    known = _copy(base, kind, may_be_none=True).records if base is not None else None
    whole = merged(mine.records, its.records, known)
    if _is_copy(output, ours) or _is_copy(output, theirs):
        from analyst_app.storage.team_files import write_team_file

        seen = (mine if _is_copy(output, ours) else its).seen
        write_team_file(output, encoded(whole, kind), seen=seen)
    else:
        write_merged(output, kind, whole)
    before, after = mine.records.records, whole.records
    changed = [one for one in {**before, **after} if before.get(one) != after.get(one)]
    waiting = [item["record"] for item in encoded(whole, kind).get("unplaced", []) if item.get("why") == "reading"]
    return {kind.key: len(after), "changed": len(changed), "readings": waiting}


def _is_copy(output: Path, copy: Path) -> bool:
    return output == copy or (output.exists() and copy.exists() and output.samefile(copy))


def _copy(path: Path, kind: RecordKind, *, may_be_none: bool = False) -> RecordFile:
    from analyst_app.storage.atomic import read_regular
    from analyst_app.storage.limits import LARGEST_TEAM_FILE
    from analyst_app.storage.shared.record_file import RecordFile, kind_of, records_in

    try:
        data = b"" if path == Path("/dev/null") else read_regular(path, limit=LARGEST_TEAM_FILE)
    except OSError as error:
        raise SidecarInvalid(tr("{path} cannot be read: {why}.", path=path, why=why_unread(error))) from error
    if not data and (may_be_none or path == Path("/dev/null")):  # git's way to say that there was none
        return RecordFile(seen=_digest(data))
    other = kind_of(data)
    if other is not None and other != kind:
        raise SidecarInvalid(
            tr("{file} is a file of {found}, and the other one of {wanted}: merge two copies of one file.",
               file=path, found=other.key, wanted=kind.key)
        )  # fmt: skip
    found = records_in(data, kind)
    if found.refusal:
        raise SidecarInvalid(tr("{file} {why}, then merge again.", file=path, why=found.refusal))
    return found


def _digest(data: bytes) -> str:
    from analyst_app.storage.atomic import digest_of

    return digest_of([data])
