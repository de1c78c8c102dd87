"""The files that answers come in: a report's Word document, and what the form of a report's page saves.

A report is known by what is in it, whatever its file is named, so that it is
never taken for an article: the page itself, too, which holds no answers.
"""

from __future__ import annotations

from pathlib import Path

from analyst_app.errors import ImportFailed
from analyst_app.importers.answers import answers_file, report_page, saved_otherwise, word_answers
from analyst_app.importers.answers.answer_sheet import AnswerSheet, told
from analyst_app.importers.import_limits import LARGEST_DOCUMENT
from analyst_app.importers.kinds import kind_of
from analyst_app.importers.plain_files import read_named
from analyst_app.storage.file_names import is_ours
from analyst_app.wording import tr

_HEAD = 4_096
_ZIP, _BLANK = b"PK\x03\x04", b"\xef\xbb\xbf \t\r\n"
_SHOWN = 200
"""Answers that a preview lists."""


def is_answers(path: Path) -> bool:
    """True if a file is a report of this app, or holds answers to one: then it is no article. Blocking.

    Args:
        path: of the file.
    """
    try:
        return bool(_kind(path))
    except (OSError, ImportFailed):
        return False  # whoever reads it next says what is wrong


def _kind(path: Path) -> str:
    """The kind of a report's file: ``form``, ``word``, ``page``, ``odt``, ``rtf``, ``pdf``, ``html``; empty: none."""
    head = read_named(path, limit=LARGEST_DOCUMENT, size=_HEAD)
    kind = kind_of(path.name, head)
    if head.startswith(_ZIP):
        if kind not in ("docx", "odt"):
            return ""
        data = read_named(path, limit=LARGEST_DOCUMENT)
        if kind == "odt":
            return saved_otherwise.kind_of_report(data, path.name, kind)
        return "word" if word_answers.is_report(data, path.name) else ""
    if head.lstrip(_BLANK).startswith(b"{") and answers_file.is_answers(head) and not is_ours(path.name):
        return "form"
    is_page = report_page.may_be_page(head)
    if is_page or kind in ("rtf", "pdf"):
        begun = read_named(path, limit=LARGEST_DOCUMENT, size=saved_otherwise.LOOKED_INTO)
        if is_page and report_page.is_report_page(begun):
            return "page"
        return saved_otherwise.kind_of_report(begun, path.name, kind)
    return ""


def read_answers(path: Path) -> AnswerSheet:
    """The answers in a file. Blocking.

    Args:
        path: of the file.

    Raises:
        ImportFailed: it is damaged, made to do harm, or nobody has answered in it; says which and what to do.
        MissingExtra: the library that reads XML safely is not installed.
        OSError: it cannot be read.
    """
    kind = _kind(path)
    if kind == "page":
        raise ImportFailed(
            tr(
                "{name} is a report of this app and no article: nothing was imported. Who answers in the page saves a "
                "small file there, by “Save the answers as a file…”: ask for that (or, to take the page for an article "
                "all the same: --kind html).",
                name=path.name,
            )
        )
    if kind not in ("form", "word"):
        raise ImportFailed(
            tr(
                "{name} is a report of this app, saved as {format}, in which answers are not read: nothing was "
                "imported. Ask for it as a Word document (.docx), as which Word and LibreOffice save it, too (or, to "
                "take it for an article all the same: --kind {kind}).",
                name=path.name,
                format=kind.upper(),
                kind=kind,
            )
        )
    data = read_named(path, limit=LARGEST_DOCUMENT)
    sheet = answers_file.read(data, path.name) if kind == "form" else word_answers.read(data, path.name)
    if not sheet.count and not sheet.losses.counts:
        raise ImportFailed(
            tr(
                "{name} is a report of this app in which nobody has answered: nothing was imported. Answers are "
                "replies to its comments, and comments (to take it for an article all the same: --kind docx).",
                name=path.name,
            )
            if kind != "form"
            else tr(
                "{name} holds no answer. Ask for the file that was saved when the answers were noted.", name=path.name
            )
        )
    return sheet


def listed(sheet: AnswerSheet) -> str:
    """The answers, a line each, for a preview."""
    lines = [told(said.who, said.words or said.verdict, one.name) for one in sheet.articles for said in one.said]
    return "\n".join([*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else [])])
