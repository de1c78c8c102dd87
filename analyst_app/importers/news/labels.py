"""Labels of databases in all languages of their interfaces: which line says what, by tables that are data.

A table is a file of ``resources/news_databases``: ``labels`` gives to each
role the labels that it has, in any language; ``lines`` gives lines that
stand alone. Case, hyphens and blanks make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.news_article import bare

_LABEL = re.compile(r"([^\W\d_][^:：\n\d]{0,48}?)\s*[:：]\s*(.*)", re.DOTALL)
_ENDS = ".!?…:。！？：؟।"
_ASKS = "?!？！؟"
_QUOTES = "\"'“”„«»‹›「」『』"
_FIELD_WORDS = 12
"""A value with so many words that is no list is prose, however it ends."""
_DATE_WORDS = 5
"""A date of no more words may end in a full stop: “5 марта 2024 г.”."""
_NUMBERED = re.compile(r"(\D{0,24}?)(\d{1,6})(\D{1,16}?)(\d{1,6})(\D{0,24})")


class Labelled(NamedTuple):
    """A line with a label."""

    role: str
    """Empty: no table knows the label."""
    label: str
    """As it is compared."""
    value: str


class Labels:
    """The labels of one database."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take them from a table."""
        self._roles = {_compared(label): role for role, labels in table.get("labels", {}).items() for label in labels}
        self._lines = {name: frozenset(map(_compared, lines)) for name, lines in table.get("lines", {}).items()}
        self.tail = frozenset(table.get("tail", ()))
        """Roles of labels that stand after the body."""

    def with_lines(self, name: str, lines: Iterable[str]) -> Labels:
        """These labels, with more lines that stand alone.

        Args:
            name: a key of the table's ``lines``.
            lines: lines.
        """
        more = Labels({})
        more._roles, more.tail = self._roles, self.tail
        more._lines = self._lines | {name: self._lines.get(name, frozenset()) | frozenset(map(_compared, lines))}
        return more

    def read(self, line: str) -> Labelled | None:
        """A line's label, its role and its value; None if it has none.

        Args:
            line: one line, or several that belong together.
        """
        match = _LABEL.match(bare(line)) if has_label(line) else None
        if match is None:
            return None
        label = _compared(match[1])
        return Labelled(self._roles.get(label, ""), label, match[2].strip())

    def is_line(self, name: str, line: str) -> bool:
        """True if a line is one of those that stand alone.

        Args:
            name: a key of the table's ``lines``.
            line: a line.
        """
        return _compared(bare(line).rstrip(":：")) in self._lines.get(name, ())

    def begins(self, name: str, line: str) -> bool:
        """True if a line begins with one of those that stand alone, as a whole word.

        Args:
            name: a key of the table's ``lines``.
            line: a line.
        """
        words = _compared(bare(line))
        return any(
            words.startswith(one) and not words[len(one) : len(one) + 1].isalpha() for one in self._lines.get(name, ())
        )


def has_label(line: str) -> bool:
    """True if a line begins with words and a colon; a time of day is no such.

    Args:
        line: a line.
    """
    match = _LABEL.match(bare(line))
    return match is not None and match[1].count(" ") <= 5


def is_prose(value: str) -> bool:
    """True if what stands behind a label and a colon reads as a sentence or as speech, not as a fact.

    A name that ends in a full stop (“Acme Corp.”), a date and a list are facts.

    Args:
        value: all of it, not its first line alone.
    """
    words = bare(value)
    plain = words.strip(f"{_QUOTES})] ")
    count = len(plain.split())
    if not plain or (count <= _DATE_WORDS and iso_date(plain)):
        return False
    if words[0] in _QUOTES or plain[-1] in _ASKS:
        return True
    has_case = plain.upper() != plain.lower()
    if plain[-1] in _ENDS:
        return not has_case or count == 1 or any(word[0].islower() for word in plain.split()[1:])
    return count >= _FIELD_WORDS and not re.search(r"[;%|]", plain) and plain != plain.upper()


def frequent_labels(labels: Labels, articles: Sequence[Iterable[str]]) -> frozenset[str]:
    """Labels that stand in most articles of a file, once each: labels they are, though no table may know them.

    What is followed by sentences, unlike in each article, is none: a place
    (“NEW DELHI: Police said …”) or a speaker (“Question: Why now?”).

    Args:
        labels: those of the database.
        articles: each article's paragraphs.
    """
    counts: Counter[str] = Counter()
    prose: dict[str, set[str]] = {}
    for paragraphs in articles:
        found = [one for words in paragraphs if (one := labels.read(words)) is not None]
        counts.update({one.label for one in found})
        for one in found:
            if is_prose(one.value):
                prose.setdefault(one.label, set()).add(one.value)
    most = max(2, (len(articles) + 1) // 2)
    said = {label for label, values in prose.items() if len(values) > 1 or min(values)[-1] in _ASKS}
    return frozenset(label for label, count in counts.items() if count >= most and label not in said)


class Numbered(NamedTuple):
    """A line that counts articles: “3 of 97”."""

    place: int
    """Its place among the lines."""
    number: int
    total: int


def numbered_lines(lines: Sequence[str], pages: Iterable[str]) -> list[Numbered]:
    """The lines “k of n” that count the articles of a file, whatever the words between are.

    All have the same words, and their numbers go up by one; where some are
    missing the total must be that of the others. They may begin again at 1,
    as in files that were put together. A date is no such line, nor is a page
    number.

    Args:
        lines: of the file.
        pages: words for pages; a line with one of them does not count.
    """
    by_form: dict[tuple[str, ...], list[Numbered]] = {}
    page_words = tuple(map(_compared, pages))
    for place, line in enumerate(lines):
        match = _NUMBERED.fullmatch(bare(line)) if len(line) <= 120 else None
        if match is None or not any(char.isalpha() or char == "/" for char in match[3]) or iso_date(line):
            continue
        words = tuple(_compared(match[part]) for part in (1, 3, 5))
        number, total = int(match[2]), int(match[4])
        if not 1 <= number <= total or any(page in word for page in page_words for word in words):
            continue
        by_form.setdefault(words, []).append(Numbered(place, number, total))
    found = max(map(_counting, by_form.values()), key=len, default=[])
    return found if len(found) > 1 or [one.number for one in found] == [1] else []


def total_of(marks: Sequence[Numbered]) -> int:
    """The number of articles that the lines that count them name; 0 without any.

    Args:
        marks: as ``numbered_lines`` gives them.
    """
    runs: list[Counter[int]] = []
    for mark in marks:
        if mark.number == 1 or not runs:
            runs.append(Counter())
        runs[-1][mark.total] += 1
    return sum(totals.most_common(1)[0][0] for totals in runs)


def _counting(marks: Sequence[Numbered]) -> list[Numbered]:
    """Those of the lines of one form that count; the others are words of an article."""
    kept: list[Numbered] = []
    for place, mark in enumerate(marks):
        last = kept[-1] if kept else None
        follows = last is None or mark.number == last.number + 1
        follows = follows or (last is not None and mark.number > last.number and mark.total == last.total)
        goes_on = mark.total == 1 or any(
            later.number == 2 and later.total == mark.total for later in marks[place + 1 : place + 3]
        )
        begins_again = last is not None and mark.number == 1 and last.number == last.total and goes_on
        if follows or begins_again:
            kept.append(mark)
    return kept


def _compared(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).casefold()
    return "".join(char for char in plain if not (char.isspace() or char in "-_"))
