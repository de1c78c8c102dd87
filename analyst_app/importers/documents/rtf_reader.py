"""The words of an RTF file: groups, code pages, notes, hidden and deleted text (RTF specification 1.9.1)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from analyst_app.core.text_codecs import text_codec
from analyst_app.importers.documents.rtf_flow import RtfFlow
from analyst_app.importers.documents.rtf_words import (
    CHARSETS,
    LITERAL,
    PAGES,
    SIGNS,
    SILENT,
    SYMBOLS,
    VISIBLE,
    WORDS,
)
from analyst_app.importers.documents.text_paragraphs import tidy, without_half_pairs
from analyst_app.importers.documents.word_parts import letter_of

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([\r\n\0]+)|([^\\{}\r\n\0]+|\\)",
    re.DOTALL,
)
_FACTS = ("title", "author")
_BOXES = ("shptxt", "dptxbxtext")
_LABELS = ("listtext", "pntext")
_LONGEST_DROP_CAP = 4


@dataclass(slots=True)
class _Group:
    """The state that a group has of its own."""

    flow: RtfFlow
    name: str = ""
    """Of the destination that began here; "" if it goes on with the one outside."""
    silent: bool = False
    fact: str = ""
    font: int = -1
    skip: int = 1
    """The number of characters that stand for a ``\\u`` in older programs."""
    hidden: bool = False
    deleted: bool = False
    starred: bool = False
    in_table: bool = False
    drop_cap: bool = False
    note: int = -1
    """Place among the notes of the one that it holds; -1: none."""
    begins: bool = True
    """Nothing has come in it yet: a word here may name a destination."""


class RtfReader:
    """Reads a file once; the attributes then say what was in it.

    Args:
        data: the file's bytes.
        ansi_is_page: whether fonts of the character set ANSI are in the file's own code page, not in Windows' Western.
    """

    def __init__(self, data: bytes, *, ansi_is_page: bool = False) -> None:
        self.facts = dict.fromkeys(_FACTS, "")
        self.notes: list[tuple[str, str]] = []
        """Mark and words of each footnote and endnote."""
        self.comments: list[str] = []
        self.hidden: list[str] = []
        self.has_deleted = False
        self.unread = 0
        """Bytes that are no letter in their code page."""
        self.beyond_ansi = bytearray()
        """The bytes that were read as Windows' Western though the file's own code page is another."""
        self.page = "cp1252"
        self.left_open = 0
        """Groups without an end."""
        self.after = ""
        """The characters after the end of the document."""
        self._ansi_is_page = ansi_is_page
        self._charsets: dict[int, int] = {}
        self._pages: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._default_font = -1
        self._bytes = bytearray()
        self._to_skip = 0
        self._body = RtfFlow()
        self._group = _Group(self._body)
        self._outer: list[_Group] = []
        self._marks = {"": 0, "e": 0}
        self._read(data)
        self.left_open = len(self._outer)
        while self._outer:
            self._close()
        self.paragraphs = [without_half_pairs(words) for words in self._body.words()]
        """The paragraphs of the text."""

    def _read(self, data: bytes) -> None:
        place, begun = 0, False
        while match := _TOKEN.match(data, place):
            place = match.end()
            word, number, byte, sign, brace, line_end, text = match.groups()
            if brace == b"{":
                self._open()
                begun = True
            elif brace:
                self._close()
                if begun and not self._outer:
                    break
            elif word:
                size = int(number) if number is not None else None
                if word == b"bin" and size:
                    place += max(0, size)
                self._word(word.decode("ascii"), size)
            elif byte is not None:
                self._add(bytes((int(byte, 16),)))
            elif sign is not None:
                self._sign(sign)
            elif line_end is None:
                self._add(text)
        rest = data[place:].strip(b"\0\r\n \t\x1a}")
        self.after = rest.decode("latin-1") if begun else ""

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        self._outer.append(self._group)
        self._group = replace(self._group, name="", starred=False, begins=True)

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        if not self._outer:
            return
        closed, self._group = self._group, self._outer.pop()
        outer = self._group.flow
        if closed.flow is outer:
            return
        if closed.name == "annotation":
            self.comments.append(without_half_pairs(tidy(" ".join(closed.flow.words()))))
        elif closed.name == "footnote":
            mark, _ = self.notes[closed.note]
            self.notes[closed.note] = (mark, without_half_pairs(tidy(" ".join(closed.flow.words()))))
        elif closed.name in _BOXES:
            outer.boxes += closed.flow.words()
        else:
            label = "".join(closed.flow.line).strip()
            outer.line += [f"{label} "] if any(map(str.isalnum, label)) else []

    def _word(self, word: str, number: int | None) -> None:
        group, first = self._group, self._group.begins
        group.begins = False
        if word == "u" and number is not None:
            self._flush()
            code = number % 65536
            self._put(self._unicode(code))
            self._to_skip = group.skip
            return
        if self._to_skip and word in WORDS:
            self._to_skip -= 1
            return
        self._to_skip = 0
        self._flush()
        if (first or group.starred) and self._begins_destination(word):
            return
        self._control(word, number)

    def _begins_destination(self, word: str) -> bool:
        """True if the word names what the group is for, which then is noted."""
        group, starred = self._group, self._group.starred
        group.starred = False
        group.name = word
        if word == "ftnalt":
            return False
        if word in _FACTS and self._inside("info"):
            group.fact, group.silent = word, True
        elif word == "footnote" and not group.silent:
            self._begin_note()
        elif word == "annotation" or (word in (*_BOXES, *_LABELS) and not group.silent):
            group.flow, group.silent = RtfFlow(), False
        elif word == "ud" and self._inside("upr"):
            place = next(n for n, one in enumerate(self._outer) if one.name == "upr")
            group.silent = self._outer[place - 1].silent
        elif word in SILENT or (starred and word not in VISIBLE):
            group.silent = True
        elif not starred and word not in VISIBLE:
            group.name = ""
            return False
        return True

    def _begin_note(self) -> None:
        group, outer = self._group, self._outer[-1]
        if outer.hidden or outer.deleted:
            group.silent = True
            return
        group.flow, group.note = RtfFlow(), len(self.notes)
        self._marks[""] += 1
        self.notes.append((str(self._marks[""]), ""))
        outer.flow.line.append(f"[{self._marks['']}]")

    def _control(self, word: str, number: int | None) -> None:
        group = self._group
        if word in WORDS:
            self._put(WORDS[word])
        elif word in ("par", "sect", "nestrow", "cell", "row"):
            self._break(word)
        elif word == "pard":
            group.in_table = group.drop_cap = False
        elif word == "intbl":
            group.in_table = number != 0
        elif word in ("dropcapli", "dropcapt"):
            group.drop_cap = True
        elif word == "plain":
            group.hidden = group.deleted = False
            group.font = self._default_font
        elif word == "v":
            group.hidden = number != 0
        elif word == "deleted":
            group.deleted = number != 0
        elif word == "uc":
            group.skip = max(0, number if number is not None else 1)
        elif word == "ftnalt":
            self._is_endnote()
        elif number is not None:
            self._numbered(word, number)
        elif word == "mac":
            self.page = "mac-roman"
        elif word in ("pc", "pca"):
            self.page = "cp437" if word == "pc" else "cp850"

    def _numbered(self, word: str, number: int) -> None:
        if word == "f":
            self._group.font = number
        elif word == "deff":
            self._default_font = self._group.font = number
        elif word == "ansicpg":
            self.page = PAGES.get(number) or text_codec(f"cp{number}") or "cp1252"
        elif self._inside("fonttbl") and word == "fcharset":
            self._charsets[self._group.font] = number
        elif self._inside("fonttbl") and word == "cpg":
            self._pages[self._group.font] = PAGES.get(number) or text_codec(f"cp{number}") or ""

    def _is_endnote(self) -> None:
        """The note that has just begun stands at the end of the document: its mark has an e."""
        group = self._group
        outer = next((one.flow for one in reversed(self._outer) if one.flow is not group.flow), None)
        if group.note == len(self.notes) - 1 and outer is not None and outer.line:
            self._marks[""] -= 1
            self._marks["e"] += 1
            mark = f"e{self._marks['e']}"
            self.notes[group.note] = (mark, "")
            outer.line[-1] = f"[{mark}]"

    def _break(self, word: str) -> None:
        group = self._group
        if group.silent or group.deleted or (group.hidden and word == "par"):
            return
        if word == "cell":
            group.flow.end_cell()
        elif word == "row":
            group.flow.end_row()
        elif not (group.drop_cap and 0 < len("".join(group.flow.line).strip()) <= _LONGEST_DROP_CAP):
            group.flow.end_paragraph(in_table=group.in_table)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._group.starred = self._group.begins
        elif sign in (b"\r", b"\n"):
            self._word("par", None)
        elif sign in LITERAL:
            self._add(sign)
        elif self._to_skip:
            self._to_skip -= 1
        elif sign in SIGNS:
            self._flush()
            self._put(SIGNS[sign])

    def _add(self, data: bytes) -> None:
        """Letters of the text, as bytes in the code page of their font."""
        self._group.begins = self._group.starred = False
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, group = bytes(self._bytes), self._group
        self._bytes.clear()
        if self._inside("fonttbl"):
            if group.name:
                return
            name = self._names.get(group.font, "") + data.decode("latin-1")
            self._names[group.font] = name.partition(";")[0].strip()
            return
        charset = self._charsets.get(group.font, 1)
        if charset == SYMBOLS and not group.fact:
            self._put("".join(letter_of(self._names.get(group.font, ""), byte) for byte in data))
            return
        codec = self._pages.get(group.font) or CHARSETS.get(charset, self.page)
        if charset == 0 and not data.isascii() and self.page not in ("cp1252", "utf-8"):
            self.beyond_ansi += data + b" "
            codec = self.page if self._ansi_is_page else codec
        self._put(self._decoded(data, self.page if group.fact else codec))

    def _decoded(self, data: bytes, codec: str) -> str:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            words = codecs.decode(data, codec, "replace")
            self.unread += words.count("\ufffd") if not self._group.silent else 0
            return words

    def _unicode(self, code: int) -> str:
        if 0xF020 <= code <= 0xF0FF and self._charsets.get(self._group.font) == SYMBOLS:
            return letter_of(self._names.get(self._group.font, ""), code)
        return chr(code)

    def _put(self, words: str) -> None:
        group = self._group
        if group.fact:
            self.facts[group.fact] += words
        elif group.silent:
            return
        elif group.deleted:
            self.has_deleted = self.has_deleted or bool(words.strip())
        elif group.hidden:
            self.hidden.append(words)
        else:
            group.flow.line.append(words)

    def _inside(self, name: str) -> bool:
        return self._group.name == name or any(one.name == name for one in self._outer)
