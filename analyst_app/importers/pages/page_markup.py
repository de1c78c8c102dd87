"""A page's markup before it is parsed: what weighs much and says nothing goes, line breaks are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

PARAGRAPH_END = "\u2e0e\u2e0f\u2e0e"
"""Marks two line breaks in a row: printed characters, as trafilatura drops others, that no page has in a row."""
REPEATED = "\u2e10"
"""Marks a paragraph that stands on the page once more, so that trafilatura does not drop it: one for each time."""
_SILENT = re.compile(r"<(?:(script|style)\b|!--)", re.IGNORECASE)
_LINKED_DATA = re.compile(r"[^>]{0,400}?application/ld\+json", re.IGNORECASE)
_PICTURE = re.compile(r"""data:[\w.+/-]{0,80}[;,][^"'()<>\s]{512,}""", re.IGNORECASE)
_READING = re.compile(
    r"<(rt|rp)\b[^>]*>(?:(?!</?(?:rt|rp|rb|rtc|ruby)\b)[\s\S]){0,400}?(?=</?(?:rt|rp|rb|rtc|ruby|p|div|li|td)\b)",
    re.IGNORECASE,
)
_RUBY_TAG = re.compile(r"</?(?:ruby|rb|rt|rp|rtc)\b[^>]*>", re.IGNORECASE)
_BREAK = r"<\s{0,9}/?br\b[^>]{0,400}>"
_BETWEEN = r"(?:\s|&nbsp;|&#160;|&#xa0;|</?(?:b|i|u|em|strong|span|font|small)\b[^>]{0,400}>)"
_BREAKS = re.compile(rf"{_BREAK}(?:{_BETWEEN}*{_BREAK})+", re.IGNORECASE)
_INLINE = re.compile(r"</?(?!br)[a-z]+\b[^>]{0,400}>", re.IGNORECASE)


def lightened(markup: str) -> str:
    """The markup without comments, scripts, styles and pictures; linked data, which is a script too, stays."""
    return _PICTURE.sub("data:,", "".join(_without_silent(markup)))


def without_readings(markup: str) -> str:
    """The markup without ruby: the base text stays, its readings (``rt``, ``rp``) go."""
    if "<r" not in markup and "<R" not in markup:
        return markup
    return _RUBY_TAG.sub("", _READING.sub("", markup))


def with_paragraph_ends(markup: str) -> str:
    """The markup with ``PARAGRAPH_END`` wherever two line breaks follow each other, whatever stands between them."""
    return _BREAKS.sub(lambda match: f"<br>{PARAGRAPH_END}{''.join(_INLINE.findall(match.group()))}", markup)


def _without_silent(markup: str) -> Iterator[str]:
    low = markup.lower()
    if len(low) != len(markup):  # a letter whose small form is longer, such as İ
        low = markup
    at = passed = 0
    last_comment = markup.rfind("-->")
    for match in _SILENT.finditer(markup):
        if match.start() < passed:
            continue
        name = (match.group(1) or "").lower()
        if name:
            end = low.find(f"</{name}", match.end())
            if end < 0:
                break  # the parser knows what to do with one that never ends
            passed = markup.find(">", end) + 1 or len(markup)
        elif match.start() + 2 <= last_comment:
            passed = markup.find("-->", match.start() + 2) + 3
        else:
            continue
        if name != "script" or not _LINKED_DATA.match(markup, match.end()):
            yield markup[at : match.start()]
            at = passed
    yield markup[at:]
