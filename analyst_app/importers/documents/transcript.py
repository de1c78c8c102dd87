"""SRT and WebVTT: the captions of a film or talk, joined to paragraphs; who speaks stays in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.importers.documents.text_paragraphs import joined, tidy
from analyst_app.importers.imported_article import ImportedArticle

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*-+>[ \t]*{_CLOCK}[^\n]*$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,200}|\d\d:[\d:.]{4,12})>|\{\\[^}\n]{0,80}\}")
_NAMED = re.compile(r"^(?:>>\s*)?([^\W\d_][\w.'’\- ]{1,40}?)\s*:\s+(?=\S)")
_TURN = re.compile(r"^(?:>>|[-–—])\s*")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_PAUSE = 2.0
"""Seconds of silence after which a paragraph begins."""
_LONG = 600
"""Characters of a paragraph that ends with its next sentence."""
_STOP = re.compile(r"[.!?…。！？؟]['\"”’»)\]]*$")


@dataclass(slots=True)
class _Cue:
    start: float
    end: float
    lines: list[tuple[str, str]]
    """Speaker and words; the speaker is "" where none is named, and a dash alone is a change of speakers."""


@dataclass(slots=True)
class _Paragraph:
    start: float
    end: float
    speaker: str
    words: list[str] = field(default_factory=list)
    size: int = 0
    """Characters."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The words of the captions as one text; the time of each paragraph is among the facts.

    A paragraph ends where another person speaks, after a pause of two
    seconds, and when it is long with its next sentence.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there are no captions in it.
        MissingExtra: the library that guesses encodings is not installed.
    """
    text, used = decoded(data, declared=options.get("encoding") or "")
    notes = []
    if not options.get("encoding") and used not in ("utf-8", "utf-8-sig", "utf-16"):
        notes.append(f"The encoding was guessed to be {used}: check names with accents.")
    cues = list(_without_repeats(_cues(text.replace("\r\n", "\n").replace("\r", "\n"))))
    paragraphs = list(_paragraphs(cues))
    lines = [(one, tidy(" ".join(one.words))) for one in paragraphs]
    lines = [(one, words) for one, words in lines if words]
    if not lines:
        raise ImportFailed(f"{name} holds no captions with times and words. Look whether it is the right file.")
    speakers = list(dict.fromkeys(one.speaker for one, _ in lines if one.speaker))
    if speakers:
        notes.append(f"The captions name {counted(len(speakers), 'speaker')}: {', '.join(speakers)}.")
    times, at, shown = [], 0, []
    for one, words in lines:
        line = f"{one.speaker}: {words}" if one.speaker else words
        time = {"start": at, "from": _clock(one.start), "to": _clock(one.end)}
        times.append(time | ({"speaker": one.speaker} if one.speaker else {}))
        at += len(line) + 2
        shown.append(line)
    return [ImportedArticle(joined(shown), importer="analyst-app transcript 1", notes=tuple(notes), times=tuple(times))]


def _cues(text: str) -> Iterator[_Cue]:
    """The captions in order; of a file without blank lines or numbers, too."""
    matches = list(_TIMES.finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        block = text[match.end() : following.start() if following else len(text)].strip("\n")
        lines: list[str] = []
        for line in block.split("\n"):
            if not line.strip() and lines:
                break  # what follows is the next one's number, a note or a style
            lines += [line.strip()] if line.strip() else []
        is_last_number = following is not None and len(lines) > 1 and lines[-1].isdecimal() and "\n\n" not in block
        groups = match.groups()
        yield _Cue(_seconds(groups[:4]), _seconds(groups[4:]), list(_spoken(lines[:-1] if is_last_number else lines)))


def _spoken(lines: list[str]) -> Iterator[tuple[str, str]]:
    speaker = ""
    for line in lines:
        if not _BLOCK.match(line):
            for voice, words in _voices(line):
                speaker = voice or speaker
                bare = tidy(unescape(_TAG.sub("", words)))
                named = _NAMED.match(_TURN.sub("", bare))
                if not voice and named and _is_name(named.group(1)):
                    speaker, bare = tidy(named.group(1)), _TURN.sub("", bare)[named.end() :]
                elif not voice and _TURN.match(bare):
                    speaker, bare = "-", _TURN.sub("", bare)
                yield speaker, bare


def _voices(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line by ``<v Name>``."""
    parts = _VOICE.split(line)
    if parts[0].strip() or len(parts) == 1:
        yield "", parts[0]
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        yield tidy(unescape(name)), words


def _is_name(words: str) -> bool:
    """True for what stands before a colon as the name of who speaks: in capitals, or each word with one."""
    parts = words.split()
    return len(parts) <= 4 and (words.isupper() or (len(parts) > 1 and all(part[:1].isupper() for part in parts)))


def _without_repeats(cues: Iterator[_Cue]) -> Iterator[_Cue]:
    """Captions that roll show each line twice: the second time it is left out."""
    shown: list[tuple[str, str]] = []
    for cue in cues:
        lines = [line for line in cue.lines if line[1]]
        common = next((n for n in range(min(len(shown), len(lines)), 0, -1) if shown[-n:] == lines[:n]), 0)
        shown = lines or shown
        yield _Cue(cue.start, cue.end, lines[common:])


def _paragraphs(cues: list[_Cue]) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    last = ""
    for cue in cues:
        for speaker, words in cue.lines:
            who = "" if speaker == "-" else speaker or last
            is_turn = speaker == "-" or (bool(speaker) and speaker != last)
            if current is not None and (is_turn or _is_over(current, cue.start)):
                yield current
                current = None
            last = who
            if current is None:
                current = _Paragraph(cue.start, cue.end, who)
            current.words.append(words)
            current.size += len(words)
            current.end = max(current.end, cue.end)
    if current is not None:
        yield current


def _is_over(paragraph: _Paragraph, start: float) -> bool:
    if start - paragraph.end >= _PAUSE:
        return True
    return paragraph.size > _LONG and bool(_STOP.search(paragraph.words[-1]))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
