"""Says in our words what SQLite reports of a corpus's index: full, held, damaged, or not to be written."""

from __future__ import annotations

import sqlite3

from analyst_app.wording import marked, tr

_PRIMARY = 0xFF
"""The part of SQLite's extended codes that says the kind."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_OF_AN_ARTICLE = frozenset({0, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG})
"""Kinds of a value that no table takes; 0 are those that Python's module does not even hand on."""
_WORDS = {
    sqlite3.SQLITE_FULL: marked("the disk is full; free some space there, then try again"),
    sqlite3.SQLITE_BUSY: marked("another program holds it; let that finish, then try again"),
    sqlite3.SQLITE_LOCKED: marked("another program holds it; let that finish, then try again"),
    sqlite3.SQLITE_READONLY: marked("it may not be written; give yourself the permission, or remove the file"),
    sqlite3.SQLITE_PERM: marked("it may not be written; give yourself the permission, or remove the file"),
    sqlite3.SQLITE_CANTOPEN: marked("it cannot be opened; make its folder writable, or name another by XDG_CACHE_HOME"),
    sqlite3.SQLITE_IOERR: marked("the disk reports an error; look after the disk, then try again"),
    sqlite3.SQLITE_NOMEM: marked("the memory is full; close something, then try again"),
    sqlite3.SQLITE_TOOBIG: marked("an article is too large for it; split that article"),
}


class Damaged(sqlite3.DatabaseError):
    """Tables that SQLite reads, but that cannot be those that were made."""


def is_damage(error: BaseException | None) -> bool:
    """True if the tables themselves are broken, so that only making them anew helps."""
    if isinstance(error, Damaged) or (isinstance(error, sqlite3.OperationalError) and not _code(error)):
        return True  # the latter is Python's own word for bytes that are no text
    return isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED


def is_unclear(error: sqlite3.Error) -> bool:
    """True if either the question was wrong or what it was asked of."""
    return _code(error) == sqlite3.SQLITE_ERROR


def is_of_an_article(error: BaseException) -> bool:
    """True if what was to be stored was at fault: no full disk, no lock, no damage of the tables."""
    return not isinstance(error, sqlite3.Error) or (_code(error) in _OF_AN_ARTICLE and not is_damage(error))


def is_held(error: sqlite3.Error) -> bool:
    """True if another connection has the tables for itself just now."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def rebuilt() -> str:
    """The sentence about an index that was damaged and has been made anew."""
    return tr("The search index was damaged and has been made anew; nothing of your work was in it.")


def why(error: sqlite3.Error) -> str:
    """The fault of the index and what to do, as the end of a sentence; never in SQLite's own words."""
    if is_damage(error):
        return tr("it was damaged, and is made anew the next time")
    code = _code(error)
    if code in _WORDS:
        return tr(_WORDS[code])
    return tr("SQLite reports its error {code}; try again, or remove the file: it is made anew", code=code)


def _code(error: sqlite3.Error) -> int:
    """SQLite's number of an error's kind; 0 for what Python's module raises by itself."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY
