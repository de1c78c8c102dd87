"""The content of a dataset, counted as it goes by, for the card and the preview of splits."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from analyst_app.corpus.iso_dates import known_date
from analyst_app.export.describing.dataset_languages import code_of
from analyst_app.export.rows import ExportArticle

_Key = TypeVar("_Key")


class DatasetCounts(msgspec.Struct, gc=False):
    """Counts of what was exported."""

    articles: dict[str, int] = msgspec.field(default_factory=dict)
    """By split ("" without)."""
    labels: dict[tuple[str, str], int] = msgspec.field(default_factory=dict)
    """Spans and zones by split and label."""
    relations: dict[tuple[str, str], int] = msgspec.field(default_factory=dict)
    """By split and type."""
    annotators: dict[str, int] = msgspec.field(default_factory=dict)
    """Articles by layer."""
    proposed: dict[str, int] = msgspec.field(default_factory=dict)
    """Spans that began as suggestions, by label."""
    corrected: dict[str, int] = msgspec.field(default_factory=dict)
    """Those of them that were edited later, by label."""
    outlets: dict[str, int] = msgspec.field(default_factory=dict)
    languages: dict[str, int] = msgspec.field(default_factory=dict)
    """Articles by the code of the language that a person noted."""
    first_date: str = ""
    last_date: str = ""
    characters: int = 0
    longest: str = ""
    """The words of the longest span."""

    def see(self, article: ExportArticle) -> None:
        """Count an article."""
        split = article.split
        _more(self.articles, split)
        self.characters += len(article.text)
        rows = [*article.spans, *article.zones]
        labels = [row.label for row in rows]
        for label in set(labels):
            _more(self.labels, (split, label), labels.count(label))
        longest = len(self.longest)
        for row in article.spans:
            if row.end - row.start > longest:
                self.longest, longest = row.text, len(row.text)
        for row in [row for row in rows if row.assist is not msgspec.UNSET]:
            if isinstance(row.assist, dict):
                _more(self.proposed, row.label)
                if row.assist["edited"]:
                    _more(self.corrected, row.label)
        kinds = [relation.type for relation in article.relations]
        for kind in set(kinds):
            _more(self.relations, (split, kind), kinds.count(kind))
        for layer in article.layers:
            _more(self.annotators, layer.annotator)
        if article.language and (code := code_of(article.language)):
            _more(self.languages, code)
        if article.source.outlet:
            _more(self.outlets, article.source.outlet)
        if date := known_date(article.source.date):
            self.first_date = min(self.first_date or date, date)
            self.last_date = max(self.last_date, date)

    def take(self, other: DatasetCounts) -> None:
        """Add another's counts."""
        for name in ("articles", "labels", "relations", "annotators", "proposed", "corrected", "outlets", "languages"):
            mine = getattr(self, name)
            for key, count in getattr(other, name).items():
                mine[key] = mine.get(key, 0) + count
        self.characters += other.characters
        self.longest = max(self.longest, other.longest, key=len)
        if other.first_date:
            self.first_date = min(self.first_date or other.first_date, other.first_date)
            self.last_date = max(self.last_date, other.last_date)

    @property
    def total(self) -> int:
        """Number of articles."""
        return sum(self.articles.values())

    def by_label(self) -> dict[str, int]:
        """Spans by label, over all splits."""
        totals: dict[str, int] = {}
        for (_, label), count in self.labels.items():
            totals[label] = totals.get(label, 0) + count
        return totals


def _more(counts: dict[_Key, int], key: _Key, count: int = 1) -> None:
    counts[key] = counts.get(key, 0) + count
