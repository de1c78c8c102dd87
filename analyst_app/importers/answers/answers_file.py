"""The file that the form of a report saves: ``media-reading-answers``, version 1 (docs/format.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analyst_app.core.report_marks import annotation_mark, text_mark
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.answers.answer_sheet import (
    LONGEST_NAME,
    MOST_ANSWERS,
    UNKNOWN,
    AnsweredArticle,
    AnswerSheet,
    GivenAnswer,
    Verdict,
    time_of,
)
from analyst_app.wording import tr, whole

FORMAT, VERSION = "media-reading-answers", 1
LARGEST = 32 << 20
"""Bytes of such a file; a form's file has some kilobytes."""
_VERDICTS: dict[str, Verdict] = {"accept": "accept", "contest": "contest", "comment": "comment"}


def is_answers(head: bytes) -> bool:
    """True if a file's first bytes say that it holds answers.

    Args:
        head: a kilobyte or so.
    """
    return f'"{FORMAT}"'.encode() in head


def read(data: bytes, name: str) -> AnswerSheet:
    """The answers in a form's file; an item that is laid out otherwise is a loss and stops no other.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.

    Raises:
        ImportFailed: it is damaged, too large, or of a later version; says which.
    """
    if len(data) > LARGEST:
        raise ImportFailed(
            tr("{name} is too large for answers: a form saves some kilobytes. Get another copy of it.", name=name)
        )
    try:
        held = parsed(data)
    except ValueError as error:
        raise ImportFailed(
            tr("{name} is damaged: it is no whole JSON. Ask for another copy of it.", name=name)
        ) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise ImportFailed(tr("{name} holds no answers to a report.", name=name))
    if held.get("version") != VERSION:
        raise ImportFailed(
            tr(
                "{name} has another format version than {version}; that needs a newer Analyst App.",
                name=name,
                version=VERSION,
            )
        )
    if not isinstance(held.get("articles"), list) or not isinstance(held.get("who", ""), str):
        raise ImportFailed(
            tr("{name} is damaged: it is not laid out as a form saves it. Ask for another copy of it.", name=name)
        )
    sheet = AnswerSheet(name)
    who = " ".join(_words(held.get("who"), LONGEST_NAME).split()) or UNKNOWN
    for number, item in enumerate(held["articles"]):
        if not isinstance(item, dict) or not isinstance(item.get("text_sha256"), str):
            sheet.losses.add("unreadable item", f"articles[{number}]")
            continue
        article = AnsweredArticle(_words(item.get("name"), 4_096), text_mark(item["text_sha256"]))
        article.said += _said_in(item, who, f"articles[{number}]", sheet)
        sheet.articles.append(article)
    return sheet


def _said_in(item: dict[str, Any], who: str, where: str, sheet: AnswerSheet) -> Iterator[GivenAnswer]:
    answers = item.get("answers", [])
    if not isinstance(answers, list):
        sheet.losses.add("unreadable item", f"{where}.answers")
        return
    for number, one in enumerate(answers):
        if number >= MOST_ANSWERS:
            raise ImportFailed(
                tr(
                    "{name} has more than {most_answers} answers, which no form saves. Get another copy of it.",
                    name=sheet.name,
                    most_answers=whole(MOST_ANSWERS),
                )
            )
        said = _said(one, who) if isinstance(one, dict) else None
        if said is None:
            sheet.losses.add("unreadable item", f"{where}.answers[{number}]")
        else:
            yield said


def _said(one: dict[str, Any], who: str) -> GivenAnswer | None:
    """An answer; None if it is laid out otherwise, or says nothing."""
    verdict = _VERDICTS.get(str(one.get("answer", "comment")))
    words = _words(one.get("words")).strip()
    layer, annotation, exact = (one.get(key, "") for key in ("layer", "annotation", "exact"))
    if verdict is None or not all(isinstance(part, str) for part in (layer, annotation, exact)):
        return None
    about = annotation_mark(layer, annotation) if layer and annotation else ""
    if not (words or (about and verdict != "comment")) or not (about or exact):
        return None
    start = one.get("start", -1)
    start = start if isinstance(start, int) and not isinstance(start, bool) and start >= 0 else -1
    prefix, suffix = _words(one.get("prefix"), 64), _words(one.get("suffix"), 64)
    when = time_of(str(one.get("time", "")))
    return GivenAnswer(who, words, verdict, when, about, exact, start, prefix, suffix, layer=layer)


def _words(value: object, most: int | None = None) -> str:
    return value[:most] if isinstance(value, str) else ""
