"""Signs that a file is an export of some news database, though no reader knows its form: then a person is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.labels import numbered_lines
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
_FEW = 3
"""Labels that each article must have; and articles on a page without labels."""


def why_an_export(source: ExportSource) -> str:
    """The sign by which a file looks like an export of several articles, as the end of a sentence; "" without any.

    Args:
        source: the file.
    """
    counted = numbered_lines(source.lines, _PAGES)
    if len(counted) > 1 and [mark.number for mark in counted[:2]] == [1, 2]:
        return f"its lines count articles (“{bare(source.lines[counted[0].place])}”)"
    if repeated := _repeated_labels(source.lines):
        return f"the same labels come again and again ({', '.join(repeated[:3])})"
    if source.blocks and (named := _named(source)) and _like_articles(source.blocks):
        return f"it names {named} and holds several articles"
    return ""


def _repeated_labels(lines: Sequence[str]) -> list[str]:
    """At least three labels that come equally often, twice or more, one over dates and one over numbers of words."""
    found = [match for line in lines if len(line) < 300 and (match := _LABEL.fullmatch(bare(line)))]
    counts = Counter(match[1] for match in found)
    for count in sorted(set(counts.values()) - {1}):
        names = [label for label, times in counts.items() if times == count]
        values = [match[2] for match in found if match[1] in names]
        dates = sum(bool(iso_date(value)) for value in values)
        amounts = sum(bool(_AMOUNT.fullmatch(value)) and not iso_date(value) for value in values)
        if len(names) >= _FEW and dates >= count and amounts >= count:
            return names
    return []


def _named(source: ExportSource) -> str:
    ends = [line for line in (*source.lines[:_ENDS], *source.lines[-_ENDS:]) if len(line) <= 80]
    return next((name for name in _DATABASES if any(name in line for line in ends)), "")


def _like_articles(blocks: Sequence[Block]) -> bool:
    """True if elements of one class hold a long text each, three times at least."""
    lengths: Counter[tuple[str, int]] = Counter()
    for block in blocks:
        for one in block.within:
            if one.tag in ("article", "div", "section", "table"):
                lengths.update({(name, one.number): len(block.text) for name in one.names})
    long_ones = Counter(name for (name, _), length in lengths.items() if length > 100 and not name.startswith("#"))
    return any(count >= _FEW for count in long_ones.values())
