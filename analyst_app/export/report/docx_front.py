"""The parts of a Word report around its articles: heading, facts, legend, contents, people and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from analyst_app.core.codebook import Codebook
from analyst_app.core.report_marks import bookmark_of_text
from analyst_app.core.roles import WHO
from analyst_app.export.facts.said_facts import said_facts
from analyst_app.export.report.docx_comments import Linked
from analyst_app.export.report.docx_text import Shade
from analyst_app.export.report.docx_words import jump, paragraph, plain, run, table
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.wording import tr

_WIDTH = 9_000
"""Twentieths of a point: the text's width on a sheet of A4 with margins of 2.5 cm."""
_MOST_COLUMNS, _COLUMN = 5, 880
"""Tags that a table of articles counts apart, and the width of a column of counts."""
_LONGEST_NAME = 120


def title_of(article: ExportArticle) -> str:
    """The headline of an article; the name of its file where no headline is known."""
    return article.source.title.strip() or article.id.rpartition("/")[2]


@dataclass
class Quoted:
    """Somebody who is quoted."""

    name: str
    spoken: Counter[str] = field(default_factory=Counter)
    """Annotations of hers, by label."""
    articles: set[str] = field(default_factory=set)


class QuotedPeople:
    """Those whose words are quoted, one a person as far as the team's list says who is meant; else one a name."""

    def __init__(self) -> None:
        self._known: dict[str, Quoted] = {}

    def take(self, article: ExportArticle, links: Mapping[tuple[str, str], list[Linked]]) -> None:
        """Count the annotations of an article that say whose words they are.

        Args:
            article: the article as flat rows.
            links: its links, by annotator and id of what they come from.
        """
        for row in article.spans:
            for link in links.get((row.annotator, row.id), ()):
                if link.relation.type in WHO:
                    person = self._person(link.tail)
                    person.spoken[row.label] += 1
                    person.articles.add(article.id)

    def _person(self, mention: SpanRow) -> Quoted:
        name = " ".join(mention.text.split())[:_LONGEST_NAME]
        key = mention.actor if mention.actor is not msgspec.UNSET else name.casefold()
        person = self._known.setdefault(key, Quoted(name))
        if len(name) > len(person.name):
            person.name = name
        return person

    def table(self, codebook: Codebook) -> str:
        """The table of those who are quoted and how often, the most quoted first; empty where nobody is.

        Args:
            codebook: has the names of tags.
        """
        found = sorted(self._known.values(), key=lambda one: (-one.spoken.total(), one.name.casefold()))
        if not found:
            return ""
        head = [_head(words) for words in (tr("Who"), tr("What"), tr("Articles"))]
        rows = [
            [_cell(one.name), _cell(_counted(one.spoken, codebook)), _cell(f"{len(one.articles):,}")] for one in found
        ]
        return plain(tr("People"), "Heading2") + table([head, *rows], (4_000, 3_700, 1_300), has_head=True)


def facts_table(article: ExportArticle, language: str) -> str:
    """The facts of an article, as far as they are known.

    Args:
        article: the article as flat rows.
        language: code of its language; empty: it is not known.
    """
    rows = said_facts(article.source)
    if language and not article.source.language:
        rows.append((tr("Language"), language))
    rows.append((tr("File"), article.id))
    for layer in article.layers:
        decided = tr("decided by {name}", name=layer.reviewer) if isinstance(layer.reviewer, str) else ""
        said = " · ".join(filter(None, (layer.annotator, _status(layer.status), decided, layer.note)))
        rows.append((tr("Reading of"), said))
    return table([[_head(name), _cell(words)] for name, words in rows], (1_800, _WIDTH - 1_800))


def _status(status: str) -> str:
    return {"done": tr("done"), "in_progress": tr("not finished")}.get(status, status)


def legend(labels: tuple[str, ...], shades: Mapping[str, Shade], counts: Counter[str], codebook: Codebook) -> str:
    """The tags that occur: name in its look, how often, and definition; with the codebook's version.

    Args:
        labels: of the tags, in the order of the codebook.
        shades: their looks.
        counts: annotations by label.
        codebook: has names and definitions.
    """
    version = tr("Codebook: {name}, version {version}", name=codebook.name or codebook.id, version=codebook.version)
    made = [plain(tr("Legend"), "Heading2"), plain(version, "Muted")]
    rows = []
    for label in labels:
        if counts[label]:
            tag = codebook.tag(label)
            name = tag.name if tag is not None else label
            shown = paragraph(run(f" {name} ", style=shades[label].style), "Cell", words=name)
            definition = tag.definition if tag is not None else tr("no tag of the codebook")
            rows.append([shown, _cell(f"{counts[label]:,}"), _cell(definition)])
    if rows:
        made.append(table(rows, (2_200, 800, _WIDTH - 3_000)))
    return "".join(made)


def how_to_answer() -> str:
    """The sentence that says how a reader answers, and what comes of it."""
    return plain(
        tr(
            "To answer, reply to a comment; for a remark of your own, select words and add a comment. Then save the "
            "file and send it back: each answer finds its annotation again. Please leave the text as it is."
        ),
        "Muted",
    )


def contents(articles: list[ExportArticle], labels: tuple[str, ...], codebook: Codebook) -> str:
    """The articles of a report with their facts and counts; each title leads to its article.

    Args:
        articles: in the order of the report.
        labels: of the tags that occur, in the order of the codebook.
        codebook: has their names; helpers are not counted.
    """
    by_article = [Counter(row.label for row in one.spans) for one in articles]
    helpers = {tag.id for tag in codebook.tags if tag.helper}
    whole: Counter[str] = Counter()
    for counts in by_article:
        whole.update(counts)
    columns = [label for label in labels if whole[label] and label not in helpers][:_MOST_COLUMNS]
    widths = (_WIDTH - 2_600 - _COLUMN * len(columns), 1_500, 1_100, *([_COLUMN] * len(columns)))
    names = [tag.name if (tag := codebook.tag(label)) is not None else label for label in columns]
    rows = [[_head(words) for words in (tr("Article"), tr("Outlet"), tr("Date"), *names)]]
    for article, counts in zip(articles, by_article, strict=True):
        title = title_of(article)
        led = paragraph(jump(title, bookmark_of_text(article.source.text_sha256)), "Cell", words=title)
        facts = [_cell(article.source.outlet), _cell(article.source.date)]
        rows.append([led, *facts, *(_cell(f"{counts[label]:,}") for label in columns)])
    return plain(tr("Contents"), "Heading2") + table(rows, widths, has_head=True)


def _counted(counts: Counter[str], codebook: Codebook) -> str:
    named = ((tag.name if (tag := codebook.tag(label)) is not None else label, n) for label, n in counts.most_common())
    return ", ".join(f"{name} {n:,}" for name, n in named)


def _cell(words: str) -> str:
    return plain(words, "Cell")


def _head(words: str) -> str:
    return paragraph(run(words, extra="<w:b/>"), "Cell", words=words)
