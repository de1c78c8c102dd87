"""Checks the choices of an import on the command line before anything is read: a wrong one is no file's fault."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyst_app.core.text_codecs import text_codec
from analyst_app.corpus.intake.rule_files import read_rule
from analyst_app.errors import ImportFailed, UsageError, why_unread
from analyst_app.importers.annotations.code_mapping import FORMAT as CODE_MAPPING
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.news_database import rules
from analyst_app.importers.plain_files import read_named
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.wording import in_row, tr


def check_encoding(name: str) -> str:
    """The encoding, if it is one of texts; none is fine, too.

    Args:
        name: as it was typed.

    Raises:
        UsageError: it is none.
    """
    if name and text_codec(name) is None:
        raise UsageError(tr("{name} is no encoding of texts. Name one, such as utf-8 or cp1252.", name=name))
    return name


def column_rule(wanted: str) -> dict[str, Any] | None:
    """The rule for tables in a file; None if none is named.

    Args:
        wanted: path of the file, or empty.

    Raises:
        UsageError: it cannot be read, or is no rule.
    """
    if not wanted:
        return None
    try:
        return read_rule(Path(wanted)).to_data()
    except ImportFailed as error:
        raise UsageError(str(error)) from error


def code_mapping_data(path: Path | None) -> Any:
    """The mapping of codes in a file, as parsed JSON; None without one. Whether it fits is for each project to say.

    Args:
        path: of the file.

    Raises:
        UsageError: it cannot be read, or is no such mapping.
    """
    if path is None:
        return None
    try:
        data = json.loads(read_named(path, limit=LARGEST_TEAM_FILE).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(tr("{path} cannot be read: {why}.", path=path, why=why_unread(error))) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(tr("{file} is no mapping of codes: {problem}. Mend it.", file=path, problem=error)) from error
    if not isinstance(data, dict) or data.get("format") != CODE_MAPPING or not isinstance(data.get("codes"), list):
        raise UsageError(
            tr('{file} is no mapping of codes: it begins "format": "{kind}". Mend it.', file=path, kind=CODE_MAPPING)
        )
    return data


def news_rule(wanted: str) -> Any:
    """``auto``, ``none``, the id of a rule that ships, or the rule in a file.

    Args:
        wanted: as it was typed.

    Raises:
        UsageError: it is none of these.
    """
    if not wanted.endswith(".json"):
        known = ("auto", "none", *sorted(rules()))
        if wanted not in known:
            raise UsageError(
                tr("{rule} is no rule for news databases. Choose one of {known}.", rule=wanted, known=in_row(known))
            )
        return wanted
    try:
        rule = json.loads(read_named(Path(wanted), limit=LARGEST_TEAM_FILE).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(tr("{path} cannot be read: {why}.", path=wanted, why=why_unread(error))) from error
    except ValueError as error:
        raise UsageError(
            tr("{file} is no rule for news databases: {problem}. Mend it.", file=wanted, problem=error)
        ) from error
    if not isinstance(rule, dict):
        raise UsageError(tr("{file} is no rule for news databases. Write it as an object in braces.", file=wanted))
    return rule


def corrected(article: ImportedArticle, arguments: argparse.Namespace) -> ImportedArticle:
    """An article with the facts that the command line gives in place of its own.

    Args:
        article: as it was read.
        arguments: of the command.
    """
    typed = {fact: getattr(arguments, fact) for fact in ("title", "outlet", "author", "date", "url")}
    return replace(article, **{fact: words for fact, words in typed.items() if words is not None})
