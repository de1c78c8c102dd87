"""The languages of a dataset: as people noted them, and found in the text of some articles where nobody did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analyst_app.core.excerpts import counted
from analyst_app.export.rows import ExportArticle
from analyst_app.language.languages import found_in

LOOKED_AT = 40
"""Articles without a noted language in which it is looked for."""
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True)
class Languages:
    """The languages of a dataset's articles, by code."""

    noted: Mapping[str, int] = field(default_factory=dict)
    """Articles by the code that a person noted."""
    found: Mapping[str, int] = field(default_factory=dict)
    """Articles by the code that their text shows, of those that were looked at; empty: it shows none clearly."""

    @property
    def codes(self) -> list[str]:
        """The codes, the most frequent first."""
        total = Counter(self.noted) + Counter({code: count for code, count in self.found.items() if code})
        return [code for code, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))]

    @property
    def sentence(self) -> str:
        """The sentence of a card; empty if nothing is known."""
        parts = []
        if self.noted:
            parts.append(f"{_listed(self.noted)} as noted in the articles' facts")
        if self.found:
            seen = counted(sum(self.found.values()), "article")
            parts.append(f"{_listed(self.found)} by the text of {seen} of which nobody noted it")
        return f"Language: {'; '.join(parts)}." if parts else ""


def code_of(noted: str) -> str:
    """The code of a language without its region: ``en`` of ``en-GB``; empty where it is none.

    Args:
        noted: as a person noted it.
    """
    found = _CODE.fullmatch(noted.strip())
    return found[1].lower() if found else ""


def languages(noted: Mapping[str, int], total: int, articles: Iterable[ExportArticle]) -> Languages:
    """The languages of a dataset.

    Args:
        noted: articles by noted code.
        total: number of all articles.
        articles: the first of them, not looked at where each has a noted language.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    if sum(noted.values()) == total:
        return Languages(noted)
    return Languages(noted, Counter(found_in(one.text) for one in articles if not code_of(one.language)))


def _listed(counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code or 'none clearly'} ({count:,})" for code, count in ranked)
