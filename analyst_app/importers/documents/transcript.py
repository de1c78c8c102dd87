"""SRT and WebVTT: the captions of a film or talk, joined to paragraphs; who speaks stays in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import joined, tidy
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*-+>[ \t]*{_CLOCK}[^\n]*$", re.MULTILINE)
_ARROW = re.compile(r"^[^\n]*-->[^\n]*$", re.MULTILINE)
"""The line with a caption's times; where they cannot be read its words stay all the same."""
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,200}|\d\d:[\d:.]{4,12})>|\{\\[^}\n]{0,80}\}")
_NAMED = re.compile(r"^(?:>>\s*)?([^\W\d_][\w.'’\- ]{1,40}?)\s*:\s+(?=\S)")
_TURN = re.compile(r"^(?:>>|[-–—])\s*")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_SOUND = re.compile(r"[\[(（［][^\])）］]*[\])）］]|[♪♫][^♪♫]*[♪♫]?")
"""A whole line that nobody speaks: “[applause]”, “♪ music ♪”."""
_TURNED, _UNNAMED = "-", "?"
"""In the place of a speaker: another one speaks; nobody is said to."""
_MOST_SHOWN = 40
"""Characters of a line that a note shows."""
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
    """Speaker and words; the speaker is "" where the last one goes on, else perhaps ``_TURNED`` or ``_UNNAMED``."""


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
    text, _, said = read_bytes(data, chosen=options.get("encoding") or "", name=name)
    notes = [said] if said else []
    astray: list[str] = []
    cues = list(_without_repeats(_cues(text.replace("\r\n", "\n").replace("\r", "\n"), astray)))
    if astray:
        count = counted(len(astray), "passage")
        notes.append(f"The times of {count} cannot be read; the words stay in their place: “{astray[0]}”.")
    paragraphs = list(_paragraphs(cues))
    lines = [(one, tidy(" ".join(one.words))) for one in paragraphs]
    lines = [(one, words) for one, words in lines if words]
    if not lines:
        raise ImportFailed(
            tr("{name} holds no captions with times and words. Look whether it is the right file.", name=name)
        )
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


def _cues(text: str, astray: list[str]) -> Iterator[_Cue]:
    """The captions in order; of a file without blank lines or numbers, too.

    Args:
        text: the file, its lines ended by LF.
        astray: takes the beginning of words whose times cannot be read; they are given with the last known time.
    """
    matches = list(_ARROW.finditer(text))
    if not any(_TIMES.match(match.group()) for match in matches):
        return
    has_voices = bool(_VOICE.search(text))
    at = 0.0
    head = text[: matches[0].start()]
    first, later = _lines(f"\n\n{head}", True)
    if stray := later if head.startswith("WEBVTT") else [*first, *later]:
        astray.append(stray[0][:_MOST_SHOWN])
        yield _Cue(at, at, list(_spoken(stray, has_voices)))
    for number, match in enumerate(matches):
        is_last = number + 1 == len(matches)
        block = text[match.end() : len(text) if is_last else matches[number + 1].start()]
        lines, later = _lines(block, not is_last)
        times = _TIMES.match(match.group())
        start, end = (_seconds(times.groups()[:4]), _seconds(times.groups()[4:])) if times else (at, at)
        if times is None and lines:
            astray.append(lines[0][:_MOST_SHOWN])
        astray += [line[:_MOST_SHOWN] for line in later[:1]]
        at = end
        yield _Cue(start, end, list(_spoken([*lines, *later], has_voices)))


def _lines(block: str, is_followed: bool) -> tuple[list[str], list[str]]:
    """The lines of a caption, and those that stand under a blank line after it; numbers, notes and styles are neither.

    Args:
        block: what stands between the times of two captions.
        is_followed: whether the next caption's number or name may end it.
    """
    parts = [part.strip("\n").split("\n") for part in re.split(r"\n[ \t]*\n", block.rstrip(" \t").removesuffix("\n"))]
    touches = is_followed and block.endswith("\n") and bool(parts[-1][-1].strip())
    if touches and len(parts[-1]) == 1 and len(parts) > 1:
        parts.pop()
    elif touches and len(parts[-1]) > 1 and parts[-1][-1].strip().isdecimal():
        parts[-1].pop()
    shown = [[line.strip() for line in part if line.strip()] for part in parts]
    shown = [part for part in shown if part and not _BLOCK.match(part[0])]
    return (shown[0] if shown else []), [line for part in shown[1:] for line in part]


def _spoken(lines: list[str], has_voices: bool) -> Iterator[tuple[str, str]]:
    """The speaker and the words of each line; where a file marks voices, who is not named does not go on speaking."""
    speaker = _UNNAMED if has_voices else ""
    for line in lines:
        if not _BLOCK.match(line):
            for voice, words in _voices(line):
                speaker = voice or speaker
                bare = tidy(unescape(_TAG.sub("", words)))
                named = _NAMED.match(_TURN.sub("", bare))
                if not voice and named and _is_name(named.group(1)):
                    speaker, bare = tidy(named.group(1)), _TURN.sub("", bare)[named.end() :]
                elif not voice and _TURN.match(bare):
                    speaker, bare = _TURNED, _TURN.sub("", bare)
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
            is_sound = bool(_SOUND.fullmatch(words))
            who = "" if is_sound or speaker in (_TURNED, _UNNAMED) else speaker or last
            is_turn = speaker == _TURNED or (current is not None and who != current.speaker)
            if current is not None and (is_turn or _is_over(current, cue.start)):
                yield current
                current = None
            last = last if is_sound else who
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
