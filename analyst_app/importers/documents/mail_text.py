"""The words of a mail: which of its parts are text, in which encoding, and where its paragraphs end.

Written after RFC 2046 (parts), RFC 2047 (headers) and RFC 3676 (flowed lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.errors import (
    HeaderParseError,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)
from email.header import decode_header
from typing import Any

from analyst_app.core.excerpts import line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.documents.web_page import declared_encoding

_QUOTED = re.compile(r"((?:>[ ]?)*)(.*)", re.DOTALL)
_CUT = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
_DEEPEST = 20
_STUB = 4
"""By how much longer the HTML form of a text must be than its plain form, if that is no more than a stub …"""
_STUB_LONGEST = 400
"""… of so many characters at most."""
_SIGNED = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SHOWN = 80


@dataclass(slots=True)
class MailText:
    """The words of a mail, and what else it holds."""

    paragraphs: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    """The names of attached files, or their kinds."""
    forwarded: list[Any] = field(default_factory=list)
    """The mails that it forwards whole; their words are among the paragraphs."""
    notes: list[str] = field(default_factory=list)
    is_encrypted: bool = False


def mail_text(message: Any, *, chosen: str = "", name: str = "") -> MailText:
    """The text of a message, of those that it forwards, too.

    Args:
        message: as the ``email`` package parses it.
        chosen: the encoding that a person chose, for parts that name none or a wrong one; empty if none.
        name: the file's name, for messages.

    Raises:
        ImportFailed: nothing decides in which encoding a part is.
        MissingExtra: the library that guesses encodings is not installed.
    """
    found = MailText()
    _take(message, found, chosen, name, 0)
    return found


def header_of(message: Any, name: str) -> str:
    """The words of a header, decoded, on one line; "" without it.

    Encoded words that part a character (as Japanese programs write them) are
    joined first; bytes that are not encoded at all are guessed.

    Args:
        message: has the header.
        name: of the header.

    Raises:
        MissingExtra: the library that guesses encodings is not installed.
    """
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        pieces = decode_header(re.sub(r"\r?\n(?=[ \t])", "", str(raw)))
    except (HeaderParseError, ValueError):
        pieces = [(str(raw), None)]
    return tidy("".join(_piece(words, charset) for words, charset in pieces))


def _piece(words: bytes | str, charset: str | None) -> str:
    data = words.encode("utf-8", "surrogateescape") if isinstance(words, str) else words
    try:
        return read_bytes(data, declared=charset or "")[0]
    except ImportFailed:
        return data.decode("cp1252", "replace")


def _take(part: Any, found: MailText, chosen: str, name: str, depth: int) -> None:
    """Take over what a part holds, in the order of the mail."""
    kind = part.get_content_type()
    if depth > _DEEPEST:
        found.notes.append(f"Left out: a part that lies more than {_DEEPEST} parts deep.")
    elif kind in _SIGNED:
        return
    elif kind in _ENCRYPTED:
        found.is_encrypted = True
    elif kind == "message/rfc822":
        for inner in part.get_payload() if isinstance(part.get_payload(), list) else ():
            found.forwarded.append(inner)
            found.paragraphs += [header_of(inner, "Subject")]
            _take(inner, found, chosen, name, depth + 1)
    elif kind == "multipart/alternative":
        _take_alternative(part, found, chosen, name, depth)
    elif part.is_multipart():
        for inner in part.get_payload():
            _take(inner, found, chosen, name, depth + 1)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        found.paragraphs += _paragraphs(part, found, chosen, name)
    elif not (kind.startswith("image/") and part.get("Content-ID")):
        found.attached.append(_named(part) or kind)


def _take_alternative(part: Any, found: MailText, chosen: str, name: str, depth: int) -> None:
    """Of several forms of one text, take the plain one, or the HTML one if the plain one is a stub."""
    forms: dict[str, MailText] = {}
    for inner in part.get_payload() if part.is_multipart() else ():
        form = MailText()
        _take(inner, form, chosen, name, depth + 1)
        forms.setdefault("plain" if inner.get_content_type() == "text/plain" else "rich", form)
        found.attached += form.attached
        found.is_encrypted |= form.is_encrypted
    plain, rich = (forms.get(kind, MailText()) for kind in ("plain", "rich"))
    sizes = [sum(map(len, form.paragraphs)) for form in (plain, rich)]
    is_small = sizes[0] <= _STUB_LONGEST and sizes[0] < sizes[1]
    is_stub = is_small and (sizes[0] * _STUB < sizes[1] or not _share_words(plain.paragraphs, rich.paragraphs))
    best = rich if is_stub else plain
    found.paragraphs += best.paragraphs
    found.forwarded += best.forwarded
    found.notes += best.notes
    if is_stub and sizes[0]:
        words = line_of(" ".join(plain.paragraphs), _SHOWN)
        why = "much shorter" if sizes[0] * _STUB < sizes[1] else "another, shorter text"
        found.notes.append(f"Its HTML form was read, as the plain one is {why}: “{words}”.")


def _share_words(plain: list[str], rich: list[str]) -> bool:
    """True if at least half of the words of one form stand in the other."""
    words, others = (set(re.findall(r"\w+", " ".join(form).casefold())) for form in (plain, rich))
    return 2 * len(words & others) >= len(words)


def _paragraphs(part: Any, found: MailText, chosen: str, name: str) -> list[str]:
    data = part.get_payload(decode=True) or b""
    if any(isinstance(defect, _CUT) for defect in part.defects):
        found.notes.append("A part of the mail is damaged: its end, or words in it, may be missing.")
    is_html = part.get_content_type() == "text/html"
    declared = part.get_content_charset() or (declared_encoding(data) if is_html else "")
    text, note = _decoded(data, declared, chosen, name)
    found.notes += [note] if note else []
    if is_html:
        return [tidy(words) for words in paragraphs_in(text)]
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return mail_paragraphs(text, is_flowed=is_flowed, drops_blank=str(part.get_param("delsp", "")).lower() == "yes")


def _decoded(data: bytes, declared: str, chosen: str, name: str) -> tuple[str, str]:
    """The text and a note; what the part declares counts more than what a person chose for the rest."""
    try:
        text, _, note = read_bytes(data, declared=declared, name=name)
    except ImportFailed:
        if not chosen:
            raise
        return read_bytes(data, chosen=chosen, name=name)[0], ""
    if note and chosen:
        return read_bytes(data, chosen=chosen, name=name)[0], ""
    return text, note


def mail_paragraphs(text: str, *, is_flowed: bool = False, drops_blank: bool = False) -> list[str]:
    """The paragraphs of a plain mail; those of a quoted mail keep one mark ``>`` for each depth.

    Args:
        text: the decoded text.
        is_flowed: whether a blank at the end of a line says that it goes on (``format=flowed``).
        drops_blank: whether that blank is no part of the text (``delsp=yes``).
    """
    found: list[str] = []
    lines: list[str] = []
    depth = 0

    def end() -> None:
        if words := tidy("".join(lines)):
            found.append(f"{'>' * depth} {words}" if depth else words)
        lines.clear()

    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        marks, words = _QUOTED.fullmatch(line).groups()  # type: ignore[union-attr]  # it matches any line
        if marks.count(">") != depth or not words.strip():
            end()
            depth = marks.count(">")
        if is_flowed:
            words = words.removeprefix(" ")
            goes_on = words.endswith(" ") and words != "-- "
            lines.append(words[:-1] if goes_on and drops_blank else words)
            if not goes_on:
                end()
        else:
            lines.append(f"{words} ")
    end()
    return found


def _named(part: Any) -> str:
    try:
        return tidy(part.get_filename() or "")
    except (ValueError, IndexError, LookupError, AttributeError):  # the header parser's own errors on damaged headers
        return ""
