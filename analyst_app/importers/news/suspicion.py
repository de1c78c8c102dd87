"""Signs that a file is an export of some news database, though no reader knows its form: then a person is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.labels import Numbered, numbered_lines
from analyst_app.importers.news.marked_blocks import Block
from analyst_app.importers.news.news_article import ExportSource, bare

_DATABASES = (
    "Factiva", "LexisNexis", "Nexis Uni", "Lexis+", "ProQuest", "Europresse", "eureka.cc", "聞蔵", "ヨミダス",
    "Integrum", "Интегрум", "GENIOS", "wiso-net", "PressReader", "NewsBank", "Gale Academic", "Gale OneFile", "EBSCO",
    "Access World News",
)  # fmt: skip
_LABEL = re.compile(r"([^\W\d_][^:：\n\d]{1,40}?)\s*[:：]\s*(.*)")
_PAGES = (
    "page",
    "seite",
    "página",
    "pagina",
    "стр",
    "页",
    "頁",
    "ページ",
    "part",
    "teil",
    "deel",
    "часть",
    "chapter",
    "kapitel",
)
"""Words for what is counted in articles, too."""
_AMOUNT = re.compile(r"\d[\d.,'’ ]*\s?[^\W\d_]+\.?")
_ENDS = 8
"""Lines at both ends of a page in which a database would name itself."""
_SHORT = 120
"""Characters of a line that is no paragraph."""
_RIGHTS = re.compile(r"(?:©|\([cC]\)\s|Copyright\b)(?=.{0,60}\b(?:19|20)\d\d\b)")
_MANY = 4
"""Labels that each of two articles must have."""
_FEW = 3
"""Labels that each article must have of three or more; and articles on a page without labels."""


def why_an_export(source: ExportSource) -> str:
    """The sign by which a file looks like an export of several articles, as the end of a sentence; "" without any.

    Args:
        source: the file.
    """
    counted = numbered_lines(source.lines, _PAGES)
    if len(counted) > 1 and [mark.number for mark in counted[:2]] == [1, 2] and _have_heads(source.lines, counted):
        return f"its lines count articles (“{bare(source.lines[counted[0].place])}”)"
    if repeated := _repeated_labels(source.lines) or _repeated_heads(source.lines):
        return f"the same labels come again and again ({', '.join(repeated[:3])})"
    if rights := _repeated_rights(source.lines):
        return f"several texts end with the same words (“{rights}”), each with a date of its own"
    if row := _repeated_rows(source.blocks):
        return f"rows of one form stand over its texts (“{row}”)"
    if source.blocks and (named := _named(source)) and _like_articles(source.blocks):
        return f"it names {named} and holds several articles"
    return ""


def _repeated_labels(lines: Sequence[str]) -> list[str]:
    """Labels that come equally often, one over dates and one over numbers of words: three thrice, or four twice."""
    values: dict[str, list[str]] = {}
    for line in lines:
        if len(line) < 300 and (match := _LABEL.fullmatch(bare(line))):
            values.setdefault(match[1], []).append(match[2])
    by_count: dict[int, list[str]] = {}
    for label, held in values.items():
        by_count.setdefault(len(held), []).append(label)
    for count in sorted(by_count.keys() - {1}):
        names = by_count[count]
        said = [value for name in names for value in values[name]] if len(names) >= _FEW else []
        dates = sum(bool(iso_date(value)) for value in said)
        amounts = sum(bool(_AMOUNT.fullmatch(value)) and not iso_date(value) for value in said)
        if len(names) >= (_FEW if count >= _FEW else _MANY) and dates >= count and amounts >= count:
            return names
    return []


def _have_heads(lines: Sequence[str], counted: Sequence[Numbered]) -> bool:
    """True if between all lines that count there is the same label, a date alone, or a line on rights."""
    places = [mark.place for mark in counted]
    parts = [lines[a + 1 : b] for a, b in zip(places, [*places[1:], len(lines)], strict=True)]
    labels = [{match[1] for line in part if (match := _LABEL.fullmatch(bare(line)))} for part in parts]
    is_dated = all(any(_date_of(line) for line in part) for part in parts)
    return bool(set.intersection(*labels)) or is_dated or all(any(map(_rights_in, part)) for part in parts)


def _repeated_heads(lines: Sequence[str]) -> list[str]:
    """The labels of a table that stands over three texts at least, with a date in each; [] if there is none."""
    heads: list[tuple[tuple[str, ...], bool]] = []
    run: list[tuple[str, str]] = []
    for line in [*filter(bare, lines), "."]:
        match = _LABEL.fullmatch(bare(line)) if len(line) <= _SHORT else None
        if match is not None:
            run.append((match[1], match[2]))
            continue
        labels = tuple(label for label, _ in run)
        if len(set(labels)) == len(labels) >= _FEW:
            heads.append((labels, any(iso_date(value) for _, value in run)))
        run = []
    counts = Counter(labels for labels, is_dated in heads if is_dated)
    return next((list(labels) for labels, count in counts.most_common(1) if count >= _FEW), [])


def _repeated_rights(lines: Sequence[str]) -> str:
    """A line on the rights of a year that comes three times at least, each time under a date; "" if there is none."""
    found: Counter[str] = Counter()
    is_dated = False
    for line in lines:
        if words := _rights_in(line):
            found[words] += is_dated
            is_dated = False
        is_dated = is_dated or bool(_date_of(line))
    return next((words for words, count in found.most_common(1) if count >= _FEW), "")


def _repeated_rows(blocks: Sequence[Block]) -> str:
    """The first of three or more rows of a table that have one form and a date, with text under each; "" without."""
    forms: Counter[tuple[int, int]] = Counter()
    first: dict[tuple[int, int], str] = {}
    row, cells = 0, list[str]()
    for block in blocks:
        number = block.inside("tr")
        if number:
            cells = [*cells, block.text] if number == row else [block.text]
            row = number
            continue
        dated = [place for place, cell in enumerate(cells) if len(cell) <= _SHORT and iso_date(cell)]
        if len(cells) >= _FEW and dated:
            form = (len(cells), dated[0])
            forms[form] += 1
            first.setdefault(form, " ".join(cells))
        row, cells = 0, []
    return next((first[form] for form, count in forms.most_common(1) if count >= _FEW), "")


def _date_of(line: str) -> str:
    """The day in a short line that is no sentence."""
    words = bare(line)
    is_short = len(words) <= _SHORT and not words.endswith((".", "!", "?", ":", "”", "»", "“", '"'))
    return iso_date(words) if is_short and len(iso_date(words)) == 10 else ""


def _rights_in(line: str) -> str:
    words = bare(line)
    return words if len(words) <= _SHORT and _RIGHTS.match(words) else ""


def _named(source: ExportSource) -> str:
    ends = [line for line in (*source.lines[:_ENDS], *source.lines[-_ENDS:]) if len(line) <= 80]
    own = [line for line in ends if "©" in line or "Copyright" in line]
    return next(
        (
            name
            for name in _DATABASES
            if any(name in line for line in own) or any(name in line and len(line) <= 2 * len(name) for line in ends)
        ),
        "",
    )


def _like_articles(blocks: Sequence[Block]) -> bool:
    """True if elements of one class hold a long text each, three times at least."""
    lengths: Counter[tuple[str, int]] = Counter()
    for block in blocks:
        for one in block.within:
            if one.tag in ("article", "div", "section", "table"):
                lengths.update({(name, one.number): len(block.text) for name in one.names})
    long_ones = Counter(name for (name, _), length in lengths.items() if length > 100 and not name.startswith("#"))
    return any(count >= _FEW for count in long_ones.values())
