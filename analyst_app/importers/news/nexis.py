"""Exports of Nexis: the classic one, counted “3 of 97 DOCUMENTS”, and that of Nexis Uni and Lexis+.

Outlet, date and headline stand in fixed places round the date; then come
lines with labels, the body, and lines with labels again. Labels count only
where they stand: before the body and after it, in one run, so that a
sentence like “LENGTH: 5 words” in the body remains there. Which label says
what is data, for several languages; unknown ones are known by standing in
most articles of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.labels import (
    Labelled,
    Labels,
    frequent_labels,
    has_label,
    is_prose,
    numbered_lines,
    total_of,
)
from analyst_app.importers.news.news_article import (
    Export,
    ExportSource,
    NewsArticle,
    bare,
    blocks_of,
    paragraphs_of,
    without_by,
)

_ITEMS = re.compile(r".{3,60}?[:：]\s*(\d+)\s*[-–]\s*(\d+)")
_TOTAL = re.compile(r"[^\W\d_][^\d\n()]{2,30}[(（]\s*(\d+)\s*[)）]")
_ENTRY = re.compile(r"(\d{1,5})\.\s+(\S.*)")
_ADDRESS = re.compile(r"https?://\S+")
_DATE_WORDS = 12
_FEW = 2
"""So many labels the articles of a form that only its structure tells must have in common."""
_LONGEST_RIGHTS = 160
"""Characters of a line that says whose the article is."""
_LONGEST_CORRECTION = 4
"""Paragraphs."""
_PLAIN_FACTS = ("length", "section", "dateline", "load", "language", "tail")
"""Roles of labels behind which no sentence stands; “UPDATE: The council has voted after all.” is of the body."""
_SENTENCE = 5
"""Words from which on a plain fact that reads so is a sentence: a section may be called “What now?”."""
_INDENT = re.compile(r"\s{8,}\S")
_RIGHTS = re.compile(r"(?:Copyright|©|\([cC]\)\s)")


def classic(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a classic export; each begins with a line that counts it.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    marks = numbered_lines(source.lines, table["pages"])
    if not marks:
        return None
    ends = [mark.place for mark in marks[1:]] + [len(source.lines)]
    chunks = [blocks_of(source.lines[mark.place + 1 : end]) for mark, end in zip(marks, ends, strict=True)]
    labels = Labels(table)
    frequent = frequent_labels(labels, [map(" ".join, chunk) for chunk in chunks])
    if not any(_is_known(labels, block, frequent) for chunk in chunks for block in chunk):
        return None
    articles = [_classic(chunk, labels, frequent, table) for chunk in chunks]
    if 2 * sum(bool(article.date and article.outlet) for article in articles) < len(articles):
        return None
    before = source.lines[: marks[0].place]
    asked_for = _declared(before) if [mark.number for mark in marks].count(1) == 1 else 0
    return Export(articles, asked_for or total_of(marks), list(filter(bare, before)))


def delivered(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a delivery by Nexis Uni or Lexis+, each with “End of Document” at its end.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    labels = Labels(table)
    chunks, after = _ended(source.lines, lambda line: labels.is_line("end", line))
    if not chunks and (last := _last_words(source.lines)) and not numbered_lines(source.lines, ()):
        chunks, after = _ended(source.lines, lambda line: bare(line) == last)
        dated = sum(any(_is_dated([line]) for line in chunk) for chunk in chunks)
        labels = labels.with_lines("body", _common_lines(chunks))
        if dated < len(chunks) or len(frequent_labels(labels, chunks)) < _FEW:
            return None
    if not chunks or 2 * sum(_has_marks(chunk, labels) for chunk in chunks) < len(chunks):
        return None
    frequent = frequent_labels(labels, [map(" ".join, blocks_of(chunk)) for chunk in chunks])
    cover, chunks[0] = _cover(chunks[0], labels, source.title)
    articles = [_delivered(blocks_of(chunk), labels, frequent, table) for chunk in chunks]
    if not any(article.date or article.outlet for article in articles):
        return None
    entries = [line for line in cover if _ENTRY.fullmatch(bare(line))]
    totals = [int(found[1]) for line in cover if (found := _TOTAL.fullmatch(bare(line)))]
    return Export(articles, next(iter(totals), len(entries)), cover, after)


# -- the classic form --------------------------------------------------------------------


def _classic(
    blocks: Sequence[list[str]], labels: Labels, frequent: frozenset[str], table: Mapping[str, Any]
) -> NewsArticle:
    article = NewsArticle()
    at = next((place for place, block in enumerate(blocks[:6]) if _is_dated(block)), -1)
    head = next((p for p, block in enumerate(blocks) if p > at + (at >= 0) and _is_known(labels, block, frequent)), -1)
    first = next((p for p, block in enumerate(blocks) if p > at and labels_known(labels, block)), -1)
    if first >= 0 and (head < 0 or first < head):
        head = first
    opening = list(blocks[: head if head >= 0 else at + 2])
    rest = list(blocks[len(opening) :])
    _open(article, opening, at, labels)
    rest = _take_labels(article, rest, labels, frequent, table)
    start = _tail(rest, labels, frequent, article.outlet)
    article.body = paragraphs_of(rest[:start])
    _take_tail(article, rest[start:], labels)
    return article


def _open(article: NewsArticle, opening: list[list[str]], at: int, labels: Labels) -> None:
    """Outlet, date and headline of the blocks before the first label."""
    held = [block for place, block in enumerate(opening) if place != at and not labels.begins("corrections", block[0])]
    article.besides += [line for block in opening if labels.begins("corrections", block[0]) for line in block]
    if at >= 0:
        article.date, *others = opening[at]
        article.besides += others
    above = [b for b in opening[: max(at, 0)] if b in held]
    below = [block for block in held if block not in above]
    if at < 0 and below:
        above = [below.pop(0)]
        if below and re.search(r"\d{4}", below[0][0]) and len(below[0][0].split()) <= _DATE_WORDS:
            article.date, *others = below.pop(0)
            article.besides += others
    if above:
        article.outlet = " ".join(map(bare, above.pop(0)))
    set_in = [block for block in below if all(map(_INDENT.match, block)) and block is not below[-1]]
    titles = [block for block in below if block not in set_in] or above[:1]
    if titles:
        article.title = " ".join(map(bare, titles[0]))
    article.besides += [line for block in (*above, *set_in, *titles[1:]) if block is not titles[0] for line in block]


def _declared(before: Sequence[str]) -> int:
    """The number of items that a cover page says were asked for (“Selected Items: 1-10”); 0 if it says none."""
    for line in before:
        if found := _ITEMS.fullmatch(bare(line)):
            return max(0, int(found[2]) - int(found[1]) + 1)
    return 0


# -- Nexis Uni, Lexis+ -------------------------------------------------------------------


def _ended(lines: Sequence[str], is_end: Callable[[str], bool]) -> tuple[list[list[str]], list[str]]:
    """The stretches that lines of one kind end, and the lines with words after the last."""
    chunks: list[list[str]] = [[]]
    for line in lines:
        if is_end(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    after = list(filter(bare, chunks.pop()))
    return chunks, after


def _has_marks(chunk: Sequence[str], labels: Labels) -> bool:
    """True if what an end mark closes has two more marks of a delivered article: its end alone may be a sentence."""
    held = [line for line in chunk if bare(line)]
    marks = (
        any(labels.is_line("body", line) for line in held),
        any(_RIGHTS.match(bare(line)) and re.search(r"\d{4}", line) and len(line) <= _LONGEST_RIGHTS for line in held),
        any(labels_known(labels, [line]) for line in held),
        any(map(_is_dated, ([line] for line in held))),
    )
    return sum(marks) >= _FEW


def _last_words(lines: Sequence[str]) -> str:
    """The last line, if it stands alone more than once: how a document ends in a language that no table has."""
    held = [bare(line) for line in lines if bare(line)]
    last = held[-1] if held else ""
    is_short = len(last) <= 40 and not re.search(r"[\d:：.!?]", last)
    return last if is_short and held.count(last) > 1 else ""


def _common_lines(chunks: Sequence[Sequence[str]]) -> list[str]:
    """Short lines without a label that all articles have, after their dates."""
    found: list[set[str]] = []
    for chunk in chunks:
        dated = next((place for place, line in enumerate(chunk) if _is_dated([line])), 0)
        lines = {bare(line) for line in chunk[dated + 1 :]}
        found.append({li for li in lines if li and len(li) <= 30 and not has_label(li) and not _RIGHTS.match(li)})
    return sorted(set.intersection(*found)) if found else []


def _cover(chunk: list[str], labels: Labels, title: str) -> tuple[list[str], list[str]]:
    """The lines of the cover page and of the table of contents, and the first article's."""
    places = [place for place, line in enumerate(chunk) if bare(line)]
    entries: list[str] = []
    last = -1
    for place in places:
        line = bare(chunk[place])
        entry = _ENTRY.fullmatch(line)
        if labels.is_line("body", line) or (place > places[1] and _is_dated([line])):
            break
        if entry and int(entry[1]) == len(entries) + 1:
            entries.append(entry[2])
            last = place
        elif _is_of_cover(line, labels):
            last = place
    if last < 0 or (len(entries) == 1 and last == places[0]):  # a headline may begin with “1. FC …”
        start = places[1] if len(places) > 1 and _stands_alone(chunk, places, title) else 0
        return chunk[:start], chunk[start:]
    start = next((p for p in places if p > last and entries and _is_alike(chunk[p], entries[0])), last + 1)
    return [line for line in chunk[:start] if bare(line)], chunk[start:]


def _is_of_cover(line: str, labels: Labels) -> bool:
    found = labels.read(line)
    return (found is not None and found.role == "cover") or bool(_TOTAL.fullmatch(line)) or " | " in line


def _stands_alone(chunk: Sequence[str], places: Sequence[int], title: str) -> bool:
    """True if the first line is the title in the document's properties, before the first article's own."""
    dated = next((n for n, place in enumerate(places[:6]) if _is_dated([chunk[place]])), 0)
    return bool(title) and dated >= 3 and _is_alike(chunk[places[0]], title)


def _is_alike(one: str, other: str) -> bool:
    letters = ["".join(filter(str.isalnum, words)).casefold() for words in (one, other)]
    return bool(letters[0] and letters[1]) and letters[0].startswith(letters[1][:60])


def _delivered(
    blocks: Sequence[list[str]], labels: Labels, frequent: frozenset[str], table: Mapping[str, Any]
) -> NewsArticle:
    article = NewsArticle()
    lines = [[line] for block in blocks for line in block]
    body = next((place for place, line in enumerate(lines[:60]) if labels.is_line("body", line[0])), -1)
    about = next(
        (p for p, line in enumerate(lines) if p >= 2 and (labels_known(labels, line) or _RIGHTS.match(bare(line[0])))),
        max(body, min(3, len(lines))),
    )
    if body >= 0:
        about, end, begin = min(about, body), body, body + 1
    else:
        end = begin = len(lines) - len(_take_labels(NewsArticle(), lines[about:], labels, frequent, table))
    _head(article, [line[0] for line in lines[:about]], blocks, labels)
    _take_labels(article, lines[about:end], labels, frequent, table, all_of_it=True)
    count = 0
    rest = []
    for block in blocks:  # whatever of the blocks stands after the line that begins the body
        rest += [kept] if (kept := block[max(0, begin - count) :]) else []
        count += len(block)
    start = _tail(rest, labels, frequent, article.outlet)
    article.body = paragraphs_of(rest[:start])
    _take_tail(article, rest[start:], labels)
    return article


def _head(article: NewsArticle, opening: list[str], blocks: Sequence[list[str]], labels: Labels) -> None:
    """Headline, outlet and date, in this order, of the lines before rights and labels."""
    held = [line for line in opening if not labels.begins("corrections", line)]
    article.besides += [line for line in opening if line not in held]
    dated = [place for place, line in enumerate(held) if place and _is_dated([line])]
    at = dated[-1] if dated else -1
    if at < 0 and len(held) >= 3:
        at = 2  # a date that nobody can read stands where one stands
    if at >= 0:
        article.date = bare(held[at])
        article.besides += held[at + 1 :]
        held = held[:at]
    if len(held) > 1:
        article.outlet = bare(held.pop())
    if len(held) > 1 and article.outlet.startswith("("):  # a blog of the outlet that stands above
        article.outlet = f"{bare(held.pop())} {article.outlet}"
    first = [line for line in (blocks[0] if blocks else []) if line in held]
    titles = first or held[:1]
    article.title = " ".join(map(bare, titles))
    article.besides += [line for line in held if line not in titles]


# -- both --------------------------------------------------------------------------------


def labels_known(labels: Labels, block: Sequence[str]) -> bool:
    """True if a block begins with a label that the table knows.

    Args:
        labels: of the database.
        block: its lines.
    """
    found = _label_of(labels, block)
    return found is not None and found.role not in ("", "cover")


def _label_of(labels: Labels, block: Sequence[str]) -> Labelled | None:
    """The label that a block begins with; None if it has none, or has a sentence where a plain fact would stand."""
    found = labels.read(block[0])
    if found is None or found.role not in _PLAIN_FACTS:
        return found
    whole = labels.read(" ".join(block))
    return None if whole and len(whole.value.split()) >= _SENTENCE and is_prose(whole.value) else found


def _is_known(labels: Labels, block: Sequence[str], frequent: frozenset[str]) -> bool:
    found = _label_of(labels, block)
    return found is not None and (found.role not in ("", "cover") or found.label in frequent)


def _is_dated(block: Sequence[str]) -> bool:
    line = bare(block[0])
    return len(iso_date(line)) == 10 and len(line.split()) <= _DATE_WORDS and not has_label(line)


def _take_labels(
    article: NewsArticle,
    blocks: Sequence[list[str]],
    labels: Labels,
    frequent: frozenset[str],
    table: Mapping[str, Any],
    *,
    all_of_it: bool = False,
) -> list[list[str]]:
    """Take the run of labels before the body; a label that was there already is a line of the body.

    Args:
        article: takes the facts and all else.
        blocks: the lines after headline and date.
        labels: of the database.
        frequent: labels of most articles.
        table: of the database.
        all_of_it: whether the body is known to begin after the last of these blocks.

    Returns:
        The blocks that are left.
    """
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if labels.is_line("body", block[0]):
            return [[*block[1:]], *blocks[place + 1 :]] if block[1:] else list(blocks[place + 1 :])
        found = labels.read(" ".join(block))
        if found is not None and found.value and labels.is_line("body", found.label):
            return [[found.value], *blocks[place + 1 :]]
        is_label = _is_known(labels, block, frequent)
        is_rights = bool(_RIGHTS.match(bare(block[0])))
        if not all_of_it and not is_rights and (not is_label or found is None or found.label in seen):
            return list(blocks[place:])
        _take(article, block, labels, table)
        if found is not None:
            seen.add(found.label)
    return []


def _take(article: NewsArticle, block: Sequence[str], labels: Labels, table: Mapping[str, Any]) -> None:
    line = " ".join(map(bare, block))
    found = labels.read(line)
    if found is not None and found.role == "author" and not article.author:
        article.author = without_by(found.value, table)
    elif found is not None and found.role == "title":
        article.besides += [article.title] if article.title else []
        article.title = found.value
    elif found is not None and found.role == "outlet" and not article.outlet:
        article.outlet = found.value
    elif found is not None and found.role == "date" and not article.date:
        article.date = found.value
    elif found is not None and found.role == "url" and not article.url and _ADDRESS.search(line):
        article.url = _ADDRESS.search(line)[0]  # type: ignore[index]
        article.besides += [line] * (found.value != article.url)
    elif found is None and not article.author and table and len(line) < 90 and without_by(line, table) != line:
        article.author = without_by(line, table)
    else:
        article.besides.append(line)


def _tail(blocks: Sequence[list[str]], labels: Labels, frequent: frozenset[str], outlet: str) -> int:
    """The place of the first block after the body: from there on all are labels, rights, or captions under a label.

    One or two unknown labels may stand among known ones.
    """
    start, held_back = len(blocks), 0
    for place in range(len(blocks) - 1, -1, -1):
        first = blocks[place][0]
        found = _label_of(labels, blocks[place])
        stands_alone = labels.is_line("tail", first)
        is_rights = bool(_RIGHTS.match(bare(first))) or (start == len(blocks) and _names_rights(first, outlet))
        is_tail = stands_alone or is_rights or labels.begins("rights", first)
        is_tail = is_tail or (found is not None and _is_of_tail(found, labels, frequent))
        short = is_rights and held_back <= 2 and all(len(b[0]) <= 90 for b in blocks[place + 1 : start])
        between = held_back <= 2 and all(has_label(block[0]) for block in blocks[place + 1 : start])
        between = between or (held_back == 1 and bare(blocks[place][-1]).endswith((";", ",")))  # its list goes on
        corrects = found is not None and _corrects(found) and held_back <= _LONGEST_CORRECTION
        if is_tail and (stands_alone or short or between or corrects):
            start, held_back = place, 0
        else:
            held_back += 1
    return start


def _names_rights(line: str, outlet: str) -> bool:
    """True of a year and the outlet's name without a full stop: whose rights they are, in whatever language."""
    words = bare(line)
    is_short = len(words) <= _LONGEST_RIGHTS and not re.search(r"[.!?…”»“]$", words)
    return bool(is_short and outlet and outlet in words and re.search(r"\b(?:19|20)\d\d\b", words))


def _corrects(found: Labelled) -> bool:
    """True of a label, perhaps with a day, over a correction that the newspaper printed later."""
    return found.role == "correction" and (not found.value or bool(iso_date(found.value)))


def _is_of_tail(found: Labelled, labels: Labels, frequent: frozenset[str]) -> bool:
    if found.role == "correction":
        return _corrects(found)
    return found.role in labels.tail if found.role else found.label in frequent


def _take_tail(article: NewsArticle, blocks: Sequence[list[str]], labels: Labels) -> None:
    for block in blocks:
        _take(article, block, labels, {})
