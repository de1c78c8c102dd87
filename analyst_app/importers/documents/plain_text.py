"""Plain text in any encoding: the encoding is found, or guessed and said, or asked for."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.excerpts import counted
from analyst_app.core.text_codecs import text_codec
from analyst_app.errors import DocumentUnreadable, EncodingUnknown, ImportFailed
from analyst_app.importers.documents.encoding_guess import contradicted, cut_at_the_end, guess_encoding, marked_codec
from analyst_app.importers.imported_article import ImportedArticle

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BOMS = tuple(mark for mark, _ in _MARKS)
_AS_THE_WEB_READS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""By declared codec, the larger one that is meant (WHATWG Encoding Standard, names and labels)."""
_LABELS = {
    "macintosh": "mac-roman", "windows-949": "cp949", "ks_c_5601-1987": "cp949", "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "windows-31j": "cp932", "x-gbk": "gb18030", "windows-874": "cp874", "dos-874": "cp874", "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8", "visual": "iso8859-8", "x-mac-cyrillic": "mac-cyrillic", "x-user-defined": "cp1252",
    "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs", "koi": "koi8-r", "cp936": "gb18030",
}  # fmt: skip
"""Names of encodings in pages and mails that Python does not know."""
_ESCAPED = ("iso2022", "hz", "utf-7")
"""Beginnings of the codecs whose bytes are ASCII, so that they look like UTF-8."""
_STRAY = re.compile("[\udc80-\udcff]+")
_SHOWN = 24
"""Characters shown on each side of a stray byte."""


class DecodedText(NamedTuple):
    """The text of some bytes."""

    text: str
    codec: str
    """That was used."""
    note: str
    """A sentence on what was guessed or is not whole; "" if nothing was."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text as it is, only decoded; option ``encoding`` is the person's choice.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged, or its encoding must be chosen; says which and why.
        MissingExtra: the library that guesses encodings is not installed.
    """
    encoding = options.get("encoding") or None
    note = ""
    try:
        if encoding is None and marked_codec(data) and not data.startswith(_BOMS):
            raise EncodingUnknown(name)
        document = Document.from_bytes(data, name=name, encoding=encoding)
    except EncodingUnknown:
        text, _, note = read_bytes(data, name=name)
        document = Document.from_bytes(text.encode("utf-8", "replace"), name=name)
    except DocumentUnreadable as error:
        raise ImportFailed(str(error)) from error
    if not document.text.strip():
        raise ImportFailed(f"{name} holds no text. Look whether it is the right file.")
    title = next((line.strip() for line in document.text.split("\n") if line.strip()), "")
    article = ImportedArticle(document.text, title=title if len(title) <= 200 else "", notes=(note,) if note else ())
    return [article]


def decoded(data: bytes, *, declared: str = "") -> tuple[str, str]:
    """Text of bytes that may declare their encoding, and the codec that was used; see ``read_bytes``.

    Args:
        data: the file's bytes.
        declared: the encoding that the file declares; empty if none.

    Raises:
        ImportFailed: nothing decides in which encoding it is.
        MissingExtra: the library that guesses encodings is not installed.
    """
    return read_bytes(data, declared=declared)[:2]


def read_bytes(data: bytes, *, declared: str = "", chosen: str = "", name: str = "") -> DecodedText:
    """Text of bytes that may declare their encoding.

    Tried in turn: a byte order mark, what a person chose, UTF-8 (also with a
    few bytes that are none), what is declared unless the text shows that it
    is wrong, and a guess.

    Args:
        data: the file's bytes.
        declared: the encoding that the file declares; empty if none.
        chosen: the encoding that a person chose; empty if none.
        name: the file's name, for messages.

    Raises:
        ImportFailed: nothing decides in which encoding it is; says how it would read.
        MissingExtra: the library that guesses encodings is not installed.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return DecodedText(data.decode(codec, "replace"), codec, "")
    if chosen:
        return DecodedText(*_as_chosen(data, chosen, name), "")
    said = _declared_codec(declared)
    for codec in (said if said.startswith(_ESCAPED) else "", "utf-8"):
        with contextlib.suppress(UnicodeError):
            if codec and not (codec == "utf-8" and marked_codec(data)):
                return DecodedText(data.decode(codec), codec, "")
    if mixed := _nearly_utf8(data):
        return mixed
    if said and not said.startswith(("utf", *_ESCAPED)):
        with contextlib.suppress(UnicodeError):
            return _as_declared(data, data[: len(data) - cut_at_the_end(data, said)].decode(said), said)
    guess = guess_encoding(data)
    subject = name or "A part of it"
    if not guess.readings:
        raise ImportFailed(f"{subject} is text in an encoding that could not be guessed. Choose one {_WHERE}")
    if not guess.is_sure:
        raise ImportFailed(
            f"{subject} is text in an encoding that nothing decides: {guess.question}. Choose one {_WHERE}"
        )
    cut = cut_at_the_end(data, guess.codec)
    text = data[: len(data) - cut].decode(guess.codec, "replace")
    return DecodedText(text, guess.codec, f"{guess.note}{' ' + _CUT if cut else ''}")


_WHERE = "in the import dialog by the box “encoding as found” (on the command line by --encoding)."
_CUT = "Its last character is cut off and was left out."


def _as_chosen(data: bytes, chosen: str, name: str) -> tuple[str, str]:
    for codec in filter(None, (text_codec(chosen), _declared_codec(chosen))):
        with contextlib.suppress(UnicodeError):
            return data[: len(data) - cut_at_the_end(data, codec)].decode(codec), codec
    raise ImportFailed(f"{name or 'A part of it'} is not text in {chosen}. Choose another encoding.")


def _as_declared(data: bytes, text: str, said: str) -> DecodedText:
    """The text in the declared encoding, unless another reads far better; then in that one, and said."""
    better = contradicted(data, said)
    if better is None:
        return DecodedText(text, said, "")
    good, bad = better.readings
    note = (
        f"It says that it is in {bad.codec}, which reads “{bad.words}”; it was read in {good.codec}, "
        f"which reads so: “{good.words}”."
    )
    return DecodedText(data.decode(good.codec, "replace"), good.codec, note)


def _declared_codec(label: str) -> str:
    """The codec that a page or a mail means by a name; "" for none."""
    codec = _LABELS.get(label.strip().lower()) or text_codec(label.strip()) or ""
    return _AS_THE_WEB_READS.get(codec, codec)


def _nearly_utf8(data: bytes) -> DecodedText | None:
    """UTF-8 with a cut end or a few bytes of Windows' Western encoding in it, and a note on them; None if it is not."""
    text = data.decode("utf-8", "surrogateescape")
    stray = sum(len(found) for found in _STRAY.findall(text))
    beyond = sum(letter > "\x7f" for letter in text) - stray
    cut = cut_at_the_end(data, "utf-8")
    if not beyond or (stray > cut and stray * 5 > beyond):
        return None
    whole = text[: len(text) - cut] if cut and stray >= cut else text
    places = [found.start() for found in _STRAY.finditer(whole)]
    mended = _STRAY.sub(
        lambda found: found.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace"), whole
    )
    notes = [_CUT] if cut else []
    if places:
        begin = max(0, places[0] - _SHOWN)
        shown = " ".join(mended[begin and mended.find(" ", begin) : places[0] + _SHOWN].split())
        where = counted(len(places), "place")
        notes.insert(0, f"It is UTF-8 but for {where}, read as cp1252; the first reads so: “{shown}”.")
    return DecodedText(mended, "utf-8", " ".join(notes))
