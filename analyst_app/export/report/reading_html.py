"""A reading as HTML: its text, everything that was annotated as a list, people, decisions and facts.

Headings stand as ``<hA>`` and ``<hB>``: the page that they come into decides
their level. No words of others can look like that, for their ``<`` is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyst_app.core.excerpts import is_mostly_leftward, line_of
from analyst_app.export.report.html_page import PAGE_LANGUAGE, apart, direction, escaped, held, web_link
from analyst_app.export.report.marked_text import MarkedBlock
from analyst_app.export.report.printed_reading import PrintedItem, PrintedMark, PrintedPerson, PrintedReading
from analyst_app.export.report.text_html import TextHtml, anchor_of, in_parts
from analyst_app.wording import tr

_SHOWN_WORDS = 160
"""Characters of an annotation's words in the list: all of them stand in the text."""
_PEOPLE = 200
"""People of one list; a browser looks at a list no sooner than it comes into sight."""
_QUOTES = 200
"""Characters of a quote that are shown with who said it."""


class ReadingHtml:
    """Makes the HTML of one reading.

    Args:
        reading: the article in words for people.
        labels: ids of all tags of the page, in the order of its style's classes.
    """

    def __init__(self, reading: PrintedReading, labels: Sequence[str]) -> None:
        self._reading, self._key = reading, reading.key
        self._classes = {label: place for place, label in enumerate(labels)}
        self._text = TextHtml(reading, self._classes)
        self._lang = "" if reading.language == PAGE_LANGUAGE else f' lang="{escaped(reading.language)}"'

    def article(self) -> str:
        """The whole reading as an ``article`` element."""
        reading = self._reading
        parts = [
            f'<article class="reading n{len(str(len(reading.marks)))}" id="r-{self._key}"'
            f' data-article="{held(reading.article.id)}"'
            f' data-sha256="{escaped(reading.article.source.text_sha256)}" aria-labelledby="h-{self._key}">',
            *self._head(),
            *self._legend(),
            self._text.section(self._lang),
            *self._section("a", tr("Annotations"), self._entries()),
            *self._section("p", tr("People"), self._people()),
            *self._section("d", tr("Decisions"), _items(reading.decisions)),
            *self._section("u", tr("Without a place in the text"), _items(reading.unplaced)),
            *self._section("w", tr("About this reading"), self._about()),
            "</article>",
        ]
        return "\n".join(parts) + "\n"

    def _head(self) -> list[str]:
        reading = self._reading
        source = reading.article.source
        kicker = " · ".join(map(apart, filter(None, (source.outlet, source.author, source.date))))
        said = f'<p class="kicker">{kicker}</p>' if kicker else ""
        side = ' dir="rtl"' if is_mostly_leftward(reading.title) else ""
        look = "hidden" if reading.begins_with_title else "title"
        opening = f'<hA class="{look}" id="h-{self._key}" dir="auto"{self._lang}>'
        return [f"<header{side}>{said}{opening}{escaped(reading.title)}</hA></header>"]

    def _legend(self) -> list[str]:
        reading = self._reading
        if not reading.tags:
            return [f"<p>{escaped(tr('Nothing is annotated in this article.'))}</p>"]
        lines = [
            f"<li>{self._text.chip(tag.id)}<strong>{apart(tag.name)}</strong> "
            f'<span class="muted">{tag.uses:,}</span> {apart(line_of(tag.definition, 240))}</li>'
            for tag in reading.tags
        ]
        if len(reading.layers) > 1:
            lines += [
                f"<li><strong>{escaped(layer.initials)}</strong> {apart(layer.annotator)}</li>"
                for layer in reading.layers
            ]
        return self._section("l", tr("Tags"), [f'<ul class="legend">{"".join(lines)}</ul>'], is_hidden=True)

    def _section(self, letter: str, title: str, content: Iterable[str], *, is_hidden: bool = False) -> list[str]:
        inside = list(content)
        if not inside:
            return []
        name, look = f"{letter}-{self._key}", ' class="hidden"' if is_hidden else ""
        return [
            f'<section aria-labelledby="{name}">',
            f'<hB{look} id="{name}">{escaped(title)}</hB>',
            *inside,
            "</section>",
        ]

    def _about(self) -> list[str]:
        reading = self._reading
        rows: list[tuple[str, str]] = []
        for layer in reading.layers:
            said = [layer.status, layer.codebook, tr("{n} annotation|{n} annotations", layer.uses)]
            said += [tr("decided by {name}", name=layer.reviewer)] if layer.reviewer else []
            rows.append((tr("Reading"), " · ".join(map(apart, (layer.annotator, *said)))))
            if layer.note:
                rows.append((tr("Note"), f'<span class="note">{apart(layer.note)}</span>'))
        rows += [(name, web_link(value)) for name, value in reading.facts]
        rows.append((tr("File"), apart(reading.article.id)))
        if reading.article.source.text_sha256:
            rows.append((tr("Hash of the text"), f"SHA-256 {escaped(reading.article.source.text_sha256)}"))
        if reading.article.cut:
            rows.append((tr("Text"), escaped(tr("What is not the article (skip) was left out."))))
        lines = [f"<dt>{apart(name)}</dt><dd>{value}</dd>" for name, value in rows]
        return [f"<dl>{''.join(lines)}</dl>"]

    # -- the annotations -------------------------------------------------------

    def _entries(self) -> Iterator[str]:
        """All annotations, those that begin in one paragraph together."""
        return in_parts([group for block in self._reading.blocks if (group := self._group(block))])

    def _group(self, block: MarkedBlock) -> str:
        numbers = sorted(number for span in block.begins for number in span.numbers)
        if not numbers:
            return ""
        place = tr("Paragraph {number}", number=block.number)
        head = f'<p class="place"><a href="#t-{self._key}-{block.number}">{escaped(place)}</a></p>'
        lines = "".join(self._entry(self._reading.marks[number - 1]) for number in numbers)
        return f'{"" if block.goes_on else head}<ol class="entries">{lines}</ol>'

    def _entry(self, mark: PrintedMark) -> str:
        row, reading = mark.row, self._reading
        parts = [
            f'<b data-l="{self._text.key_of(row.label)}">{apart(reading.tag_name(row.label))}</b> '
            f"<q{direction(row.text)}{self._lang}>{escaped(line_of(row.text, _SHOWN_WORDS))}</q>"
        ]
        parts += [f"{apart(name)}: {apart(value)}" for name, value in mark.values]
        parts += [
            f'{apart(link.name)}: <a href="#{self._anchor(link.number)}" data-role="{held(link.role)}"'
            f"{direction(link.words)}>{escaped(link.words)}</a>"
            for link in mark.links
        ]
        parts += [apart(words) for words in mark.said]
        parts += [f'<span class="note"{direction(row.note)}>{escaped(row.note)}</span>'] if row.note else []
        parts += [f'<span class="muted">{apart(row.annotator)}</span>'] if len(reading.layers) > 1 else []
        return (
            f'<li id="{self._anchor(mark.number)}" value="{mark.number}" class="g{self._classes[row.label]}"'
            f' data-article="{held(reading.article.id)}" data-layer="{held(row.annotator)}"'
            f' data-annotation="{held(row.id)}" data-tag="{held(row.label)}" data-start="{row.start}"'
            f' data-end="{row.end}">{" · ".join(parts)}</li>'
        )

    def _anchor(self, number: int) -> str:
        row = self._reading.marks[number - 1].row
        return escaped(anchor_of(row.annotator, row.id))

    def _people(self) -> Iterator[str]:
        people = self._reading.people
        for start in range(0, len(people), _PEOPLE):
            yield f'<ul class="people">{"".join(map(self._person, people[start : start + _PEOPLE]))}</ul>'

    def _person(self, person: PrintedPerson) -> str:
        marks = self._reading.marks
        count = tr("{n} mention|{n} mentions", len(person.mentions))
        links = " ".join(f'<a href="#{self._anchor(number)}">{number}</a>' for number in person.mentions)
        quotes = "".join(
            f'<li><a href="#{self._anchor(number)}">{number}</a> '
            f"<q{direction(marks[number - 1].row.text)}{self._lang}>"
            f"{escaped(line_of(marks[number - 1].row.text, _QUOTES))}</q></li>"
            for number in person.quotes
        )
        kind = f' <span class="muted">{apart(person.kind)}</span>' if person.kind else ""
        said = f"<ul>{quotes}</ul>" if quotes else ""
        return f"<li><bdi><b>{escaped(person.name)}</b></bdi>{kind} · {escaped(count)}: {links}{said}</li>"


def _items(items: Sequence[PrintedItem]) -> list[str]:
    lines = [
        f"<li><b>{apart(item.head)}</b> {apart(item.words)}"
        + (f' <span class="muted">{apart(item.rest)}</span>' if item.rest else "")
        + "</li>"
        for item in items
    ]
    return [f"<ul>{''.join(lines)}</ul>"] if lines else []
