r"""The texts of a Label Studio task: plain ones, pages and dialogues, and where the places of its regions lie in them.

Label Studio stores code points (its frontend turns what JavaScript counts into
code points: selection-tools.js, ``charsToCodePoints``), half-open; in dialogues
what the browser counts. Line ends in the words of a region are written ``\n``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from analyst_app.core.offsets import OffsetMap
from analyst_app.importers.annotations.imported_layer import MISSHAPEN
from analyst_app.importers.annotations.labelled.labelled_text import offset
from analyst_app.importers.annotations.labelled.studio_html import PageText

_ADDRESS = re.compile(r"(https?|s3|gs|azure-blob|file)://\S+|/data/\S+|data:\S+")
_MEDIA = re.compile(
    r"[^\n]*[^\s/]\.(png|jpe?g|gif|webp|bmp|svg|tiff?|heic|mp3|wav|ogg|flac|m4a|aac|mp4|webm|avi|mov|mkv|pdf|dcm)",
    re.IGNORECASE,
)
"""The name of a picture's, sound's or video's file, alone in a value."""
_MOST_WORDS = 3
"""Of such a name: a sentence that ends with one has more."""
_SPEAKERS, _SAID = ("author", "name", "speaker", "role"), ("text", "content", "message", "utterance")


class StudioText(Protocol):
    """A text that regions are in."""

    text: str

    def span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        """Code points of the text, half-open, of a region's value; (-1, -1) if they are none.

        Raises:
            LookupError: an XPath or the number of a paragraph leads nowhere.
            ValueError: an offset is no whole number.
        """
        ...


class PlainText:
    """A text as it stands in the task.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        """See ``StudioText``."""
        return offset(value["start"]), offset(value["end"])


class HtmlText:
    """The text of a page.

    Args:
        html: the page.
    """

    def __init__(self, html: str) -> None:
        self._page = PageText(html)
        self.text = self._page.text

    def span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        """See ``StudioText``."""
        counted = value.get("globalOffsets")
        if isinstance(counted, Mapping):
            return self._page.by_count(offset(counted["start"]), offset(counted["end"]))
        if not isinstance(value["start"], str):
            return self._page.by_count(offset(value["start"]), offset(value["end"]))
        places = offset(value["startOffset"]), offset(value["endOffset"])
        return self._page.by_path(value["start"], places[0], str(value["end"]), places[1])


class Dialogue:
    """Paragraphs, each with whoever said it, a line each: ``NAME: WORDS``.

    Args:
        paragraphs: as the task has them.
    """

    def __init__(self, paragraphs: Sequence[Mapping[str, Any]]) -> None:
        self._starts: list[int] = []
        self._said: list[str] = []
        text = ""
        for one in paragraphs:
            who = next((str(one[key]) for key in _SPEAKERS if one.get(key)), "")
            said = next((one[key] for key in _SAID if isinstance(one.get(key), str)), "")
            text += f"{who}: " if who else ""
            self._starts.append(len(text))
            self._said.append(said)
            text += f"{said}\n"
        self.text = text
        self.is_utf16 = False
        """True if offsets count what JavaScript counts."""

    def span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        """See ``StudioText``."""
        return self._at(value["start"], value["startOffset"]), self._at(value["end"], value["endOffset"])

    def _at(self, paragraph: Any, place: Any) -> int:
        number, counted = offset(paragraph), offset(place)
        if not 0 <= number < len(self._said):
            raise LookupError(f"there is no paragraph {number}")
        said = self._said[number]
        counted = OffsetMap.of(said).to_codepoints(counted) if self.is_utf16 and counted >= 0 else counted
        return self._starts[number] + counted if 0 <= counted <= len(said) else -1

    def said(self, start: int, end: int) -> str:
        """The words of a stretch without the names of the speakers, a line a paragraph.

        Args:
            start: code points of the text before it.
            end: code points of the text up to its end.
        """
        parts = []
        for begin, said in zip(self._starts, self._said, strict=True):
            if begin < end and start < begin + len(said):
                parts.append(said[max(0, start - begin) : end - begin])
        return "\n".join(parts)

    def settle(self, values: Sequence[Mapping[str, Any]]) -> None:
        """Find out the unit of the offsets: the one by which more regions have the words that the file gives them."""
        counts = []
        for self.is_utf16 in (False, True):
            counts.append(sum(agrees(self, one) for one in values))
        self.is_utf16 = counts[1] > counts[0]


def _said(text: StudioText, start: int, end: int) -> str:
    """The words of a stretch; of a dialogue without the names of the speakers."""
    return text.said(start, end) if isinstance(text, Dialogue) else text.text[start:end]


def agrees(text: StudioText, value: Mapping[str, Any]) -> bool:
    """True if a region's words stand at its place.

    Args:
        text: the text that it is in.
        value: the region's value.
    """
    try:
        start, end = text.span(value)
    except MISSHAPEN:
        return False
    words = value.get("text")
    return isinstance(words, str) and 0 <= start < end and _is_same(text, _said(text, start, end), words)


def shown_words(text: StudioText, value: Mapping[str, Any], place: tuple[int, int]) -> str | None:
    """The words of a region as its text has them, if they stand at its place; else as the file gives them.

    Args:
        text: the text that it is in.
        value: the region's value.
        place: code points of the text, half-open.
    """
    words = value.get("text")
    if not isinstance(words, str) or not words:
        return None
    start, end = place
    return text.text[start:end] if 0 <= start < end and _is_same(text, _said(text, start, end), words) else words


def texts_of(data: Mapping[str, Any], is_page: bool) -> dict[str, StudioText]:
    """The texts of a task by their key; addresses of files are none.

    Args:
        data: of the task.
        is_page: True if its regions are in a page.
    """
    found: dict[str, StudioText] = {}
    for key, value in data.items():
        if isinstance(value, str) and not _is_of_file(value.strip()):
            found[key] = HtmlText(value) if is_page and "<" in value else PlainText(value)
        elif _is_dialogue(value):
            found[key] = Dialogue(value)
    return found


def _is_of_file(words: str) -> bool:
    """True of the address or the name of a file, alone."""
    is_name = _MEDIA.fullmatch(words) is not None and len(words.split()) <= _MOST_WORDS
    return is_name or _ADDRESS.fullmatch(words) is not None


def chosen(texts: Mapping[str, StudioText], to_name: str, values: Sequence[Mapping[str, Any]]) -> tuple[str, bool]:
    """The key of the text that regions are in, and True if it is certain.

    Args:
        texts: of the task, by key.
        to_name: the name that the regions have for it.
        values: of the regions.
    """
    for one in texts.values():
        if isinstance(one, Dialogue):
            one.settle(values)
    is_dialogue = any("paragraphlabels" in one for one in values)

    def rank(key: str) -> tuple[Any, ...]:
        text = texts[key]
        agreeing = sum(agrees(text, one) for one in values)
        told = (agreeing, key == to_name, key == "text", not isinstance(text, PlainText))
        return is_dialogue == isinstance(text, Dialogue), *told, len(text.text)

    best = max(texts, key=rank)
    return best, len(texts) == 1 or any(rank(best)[1:5])


def _is_same(text: StudioText, found: str, words: str) -> bool:
    """True if words are the same but for how the frontend writes line ends and, in pages, the gaps of blocks."""
    if found == words or re.sub(r"[\r\n]", r"\\n", found) == words:
        return True
    plain = "".join(words.replace("\\n", " ").split())
    is_alike = bool(plain) and plain == "".join(found.split()) and found == found.strip()
    return is_alike and not isinstance(text, PlainText)


def _is_dialogue(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, Mapping) and any(isinstance(one.get(key), str) for key in _SAID) for one in value)
    )
