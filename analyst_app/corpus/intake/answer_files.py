"""The files that answers come in: a report's Word document, and what the form of a report saves."""

from __future__ import annotations

from pathlib import Path

from analyst_app.errors import ImportFailed
from analyst_app.importers.answers import answers_file, word_answers
from analyst_app.importers.answers.answer_sheet import AnswerSheet, told
from analyst_app.importers.import_limits import LARGEST_DOCUMENT
from analyst_app.importers.plain_files import read_named
from analyst_app.storage.file_names import is_ours
from analyst_app.wording import tr

_HEAD = 4_096
_SHOWN = 200
"""Answers that a preview lists."""


def is_answers(path: Path) -> bool:
    """True if a file is a report of this app, or holds answers to one: then it is no article. Blocking.

    Args:
        path: of the file.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".json" and not is_ours(path.name):
            return answers_file.is_answers(read_named(path, limit=LARGEST_DOCUMENT, size=_HEAD))
        return suffix == ".docx" and word_answers.is_report(read_named(path, limit=LARGEST_DOCUMENT), path.name)
    except (OSError, ImportFailed):
        return False  # whoever reads it next says what is wrong


def read_answers(path: Path) -> AnswerSheet:
    """The answers in a file. Blocking.

    Args:
        path: of the file.

    Raises:
        ImportFailed: it is damaged, or made to do harm; says which and why.
        MissingExtra: the library that reads XML safely is not installed.
        OSError: it cannot be read.
    """
    data = read_named(path, limit=LARGEST_DOCUMENT)
    if path.suffix.lower() == ".json":
        return answers_file.read(data, path.name)
    return word_answers.read(data, path.name)


def said_of_none(sheet: AnswerSheet) -> str:
    """The sentence about a report in which nobody has answered; empty: somebody has."""
    if sheet.count or sheet.losses.counts:
        return ""
    return tr(
        "{name} is a report of this app in which nobody has answered: nothing was imported. It is no article.",
        name=sheet.name,
    )


def listed(sheet: AnswerSheet) -> str:
    """The answers, a line each, for a preview."""
    lines = [told(said.who, said.words or said.verdict, one.name) for one in sheet.articles for said in one.said]
    return "\n".join([*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else [])])
