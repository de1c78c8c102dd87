"""Rules for the columns of tables in files of their own: read as a person named them, written where none is."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.errors import ImportFailed, SaveFailed, why_unread, why_unwritten
from analyst_app.importers.plain_files import read_named
from analyst_app.importers.tables.column_rules import ColumnRule, rule_in
from analyst_app.storage.copies import write_new
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.wording import tr


def read_rule(path: Path) -> ColumnRule:
    """The rule in a file.

    Args:
        path: of the file.

    Raises:
        ImportFailed: it cannot be read, or is no rule.
    """
    try:
        return rule_in(read_named(path, limit=LARGEST_TEAM_FILE), path.name)
    except OSError as error:
        raise ImportFailed(tr("{name} cannot be read: {error}.", name=path.name, error=why_unread(error))) from error


def write_rule(path: Path, rule: ColumnRule) -> None:
    """Write a rule to a new file.

    Args:
        path: of the file.
        rule: what it says.

    Raises:
        LeadsOutside: the path leads out of the opened folder.
        SaveFailed: a file is there, or the system would not.
    """
    data = json.dumps(rule.to_data(), ensure_ascii=False, indent=1) + "\n"
    try:
        write_new(path, data.encode("utf-8", "backslashreplace"))
    except FileExistsError as error:
        raise SaveFailed(tr("{name} is there already. Choose another name.", name=path.name)) from error
    except OSError as error:
        raise SaveFailed(tr("{name} was not saved: {error}.", name=path.name, error=why_unwritten(error))) from error
