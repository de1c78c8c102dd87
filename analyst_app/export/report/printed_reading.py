"""A reading as it is printed: an article with everything that was annotated in it, in words for people.

Pages and paper show the same; so what is shown is decided here, and how it
looks elsewhere. No id of an annotation, tag or value stands where the codebook
has a name for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count
from typing import Any, NamedTuple

from analyst_app.core.bulk_work import let_go
from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import line_of, set_apart
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.roles import CONTINUES, CUE, NOT_STATED, WHO
from analyst_app.core.tag import Tag
from analyst_app.corpus.heading import heading
from analyst_app.export.facts.layer_row import LayerRow, entries_of
from analyst_app.export.facts.said_facts import said_facts
from analyst_app.export.report.marked_text import MarkedBlock, MarkedSpan, marked_blocks, marked_spans, numbered
from analyst_app.export.report.said_records import LONG_WORDS, assist_words, extra_words, words_of
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.language.known_people import NOBODY, KnownPeople
from analyst_app.language.languages import language_of
from analyst_app.language.people import KnownNames, spelt, surname
from analyst_app.review.decisions import Decision, decisions_in
from analyst_app.review.replies import replies_in
from analyst_app.wording import marked, tr

_WHY = {
    "orphan": marked("its words are gone from the article"),
    "unconfirmed": marked("its words have moved, and nobody has confirmed the new place"),
    "end_missing": marked("a link without one of its ends"),
    "reading": marked("another reading, left by a merge"),
    "invalid": marked("an item that could not be understood"),
}
_VERDICTS = {
    "take": marked("one reading was taken"),
    "both": marked("both readings were taken"),
    "reject": marked("rejected"),
    "own": marked("the reviewer's own reading"),
    "discuss": marked("not decided, only talked about"),
}
_ANSWERS = {
    "accept": marked("reply: accepted"),
    "contest": marked("reply: contested"),
    "comment": marked("reply"),
}
_STATES = {"done": marked("done"), "in_progress": marked("not finished")}
_SOME_PLACES = 5_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""Codes of languages (BCP 47, 2.1) of a usual length."""
_ALIKE = 100
"""Forms of names with one last word that are compared with each other."""


class PrintedTag(NamedTuple):
    """A tag that occurs in a reading."""

    id: str
    name: str
    key: str
    """Its letter; ``?`` where the codebook does not know it."""
    definition: str
    uses: int
    """Number of its annotations."""


class PrintedLink(NamedTuple):
    """A link from an annotation to another."""

    role: str
    """Its id."""
    name: str
    """As the codebook calls the role."""
    words: str
    """Of the other annotation, or the person's name."""
    number: int
    """Of the other annotation."""


@dataclass
class PrintedMark:
    """An annotation with all that was said of it."""

    number: int
    """From 1, in reading order."""
    row: SpanRow
    values: list[tuple[str, str]] = field(default_factory=list)
    """Names of attributes and what they are set to."""
    links: list[PrintedLink] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Further remarks: that it began as a suggestion, what was decided about it."""
    person: str = ""
    """Name of the person or body that a mention means."""

    @cached_property
    def speaker(self) -> str:
        """The names of those whose words these are; empty if nobody's are said."""
        return "; ".join(link.words for link in self.links if link.role in WHO)

    @property
    def side_links(self) -> list[PrintedLink]:
        """The links that stand beside the text: all but those to the reporting verb and to the part before."""
        return [link for link in self.links if link.role not in (CUE, CONTINUES)]


class PrintedLayer(NamedTuple):
    """A reading's annotator, its state, and the codebook that it was made under."""

    annotator: str
    initials: str
    status: str
    codebook: str
    """Name and version of the codebook that it was made under."""
    note: str
    reviewer: str
    """Of a gold layer, who decided."""
    uses: int
    """Number of its annotations."""

    @property
    def said(self) -> list[str]:
        """Its state, its codebook, the number of its annotations, and who decided."""
        said = [self.status, self.codebook, tr("{n} annotation|{n} annotations", self.uses)]
        return [*filter(None, said), *([tr("decided by {name}", name=self.reviewer)] if self.reviewer else [])]


@dataclass
class PrintedPerson:
    """A person or body of the article, with where it is mentioned and quoted."""

    key: str
    """The same for all mentions in a corpus that mean this one."""
    name: str
    kind: str = ""
    mentions: list[int] = field(default_factory=list)
    """Numbers of annotations."""
    quotes: list[int] = field(default_factory=list)


class PrintedItem(NamedTuple):
    """Something without a place, or a decision: a line of a list."""

    head: str
    words: str
    rest: str


class PrintedReading:
    """An article as it is printed.

    Args:
        article: with the layers to show.
        codebook: gives tags, values and roles their names.
        people: that the team knows.
    """

    def __init__(self, article: ExportArticle, codebook: Codebook, people: KnownPeople = NOBODY) -> None:
        self.article, self.codebook = article, codebook
        self._people = people
        rows = numbered([*article.spans, *article.zones])
        self.marks = [PrintedMark(number, row) for number, row in enumerate(rows, 1)]
        self._places = {(mark.row.annotator, mark.row.id): mark for mark in self.marks}
        self.tags = self._tags()
        self._names = {tag.id: tag.name for tag in self.tags}
        self._initials = initials_of([layer.annotator for layer in article.layers])
        self.people = self._found_people()
        self._add_values()
        self._add_links()
        self.decisions = self._add_decisions()

    @cached_property
    def spans(self) -> list[MarkedSpan]:
        """Its marked spans, in reading order."""
        return marked_spans([mark.row for mark in self.marks])

    @cached_property
    def blocks(self) -> list[MarkedBlock]:
        """The lines of its text, cut at the edges of the spans.

        Raises:
            LanguageInvalid: a language's file of words is damaged.
        """
        return marked_blocks(self.article.text, self.spans)

    @cached_property
    def title(self) -> str:
        """The article's title, else its first line, else its file name."""
        return self.article.source.title or self.first_line or self.article.source.name or self.article.id

    @cached_property
    def first_line(self) -> str:
        """The first line with words."""
        return heading(self.article.text)

    @property
    def begins_with_title(self) -> bool:
        """True if the first line of the text is the title, so that it needs not stand above it, too."""
        return bool(self.first_line) and spelt(self.title) == spelt(self.first_line)

    @cached_property
    def language(self) -> str:
        """Code of the text's language; empty if it is not known.

        Raises:
            LanguageInvalid: a language's file of words is damaged.
        """
        noted = self.article.language
        return noted if _LANGUAGE.fullmatch(noted) else language_of(self.article.text).code

    @property
    def key(self) -> str:
        """A few letters that stand for the article in a page of many: a digest of its id."""
        return hashlib.sha256(self.article.id.encode("utf-8", "surrogatepass")).hexdigest()[:10]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Names and values of what is known of the article's source, but for its title."""
        return said_facts(self.article.source)

    @cached_property
    def layers(self) -> list[PrintedLayer]:
        """The readings that are shown."""
        counts: dict[str, int] = {}
        for mark in self.marks:
            counts[mark.row.annotator] = counts.get(mark.row.annotator, 0) + 1
        return [self._layer(layer, counts.get(layer.annotator, 0)) for layer in self.article.layers]

    @property
    def unplaced(self) -> list[PrintedItem]:
        """Items that have no place in the text: reason, words, and the annotator."""
        return [
            PrintedItem(tr(_WHY[why]) if (why := one["why"]) in _WHY else why, words_of(one["record"]), layer.annotator)
            for layer in self.article.layers
            for one in layer.unplaced or ()
        ]

    def initials(self, annotator: str) -> str:
        """The letters that stand for an annotator; empty where only one reading is shown."""
        return self._initials.get(annotator, "") if len(self.article.layers) > 1 else ""

    def tag_name(self, label: str) -> str:
        """The name of a tag."""
        return self._names.get(label, label)

    def let_go(self) -> None:
        """Let go of what it holds, which may be large, so that other threads go on; nobody may ask it any more."""
        while self._places:
            let_go([self._places.popitem() for _ in range(min(len(self._places), _SOME_PLACES))])
        let_go(self.marks, self.blocks, self.spans, self.article.spans, self.article.zones, self.article.relations)

    # -- what is shown ---------------------------------------------------------

    def _tags(self) -> list[PrintedTag]:
        counts: dict[str, int] = {}
        for mark in self.marks:
            counts[mark.row.label] = counts.get(mark.row.label, 0) + 1
        known = [tag for tag in self.codebook.tags if tag.id in counts]
        tags = [PrintedTag(tag.id, tag.name, tag.key or "•", self._meaning(tag), counts[tag.id]) for tag in known]
        others = sorted(set(counts) - {tag.id for tag in known})
        unknown = tr("The codebook does not know this tag.")
        return [*tags, *(PrintedTag(label, label, "?", unknown, counts[label]) for label in others)]

    def _meaning(self, tag: Tag) -> str:
        """The groups that a tag stands under, and its definition."""
        groups = " / ".join(self.codebook.path_of(tag.id)[:-1])
        return " ".join(filter(None, (tr("Under {groups}.", groups=groups) if groups else "", tag.definition)))

    def _layer(self, layer: LayerRow, count: int) -> PrintedLayer:
        name, version = layer.codebook or self.codebook.id, layer.codebook_version or self.codebook.version
        if name == self.codebook.id and self.codebook.name:
            name = self.codebook.name
        said = tr("{name}, version {number}", name=name, number=str(version))
        state = tr(_STATES[layer.status]) if layer.status in _STATES else layer.status
        reviewer = layer.reviewer if isinstance(layer.reviewer, str) else ""
        initials = self._initials[layer.annotator]
        return PrintedLayer(layer.annotator, initials, state, said, layer.note, reviewer, count)

    def _add_values(self) -> None:
        for mark in self.marks:
            tag = self.codebook.tag(mark.row.label)
            listed = {attribute.id: attribute for attribute in tag.attributes} if tag is not None else {}
            order = list(listed)
            for key in sorted(mark.row.attributes, key=lambda key: order.index(key) if key in listed else len(order)):
                value, attribute = mark.row.attributes[key], listed.get(key)
                if key == NOT_STATED and value is True:
                    mark.said.append(tr("speaker not stated"))
                    continue
                names = [
                    found.name if attribute is not None and (found := attribute.value(one)) is not None else _plain(one)
                    for one in (value if isinstance(value, list) else [value])
                ]
                mark.values.append((attribute.name if attribute is not None else key, ", ".join(names)))
            if isinstance(mark.row.assist, dict):
                mark.said.append(assist_words(mark.row.assist))
            if isinstance(mark.row.extra, dict):
                mark.said += extra_words(mark.row.extra)
            if isinstance(mark.row.verified, dict) and isinstance(mark.row.verified.get("verdict"), str):
                mark.said.append(tr("held against its source: {verdict}", verdict=mark.row.verified["verdict"]))

    def _add_links(self) -> None:
        roles = {role.role: role.name for tag in self.codebook.tags for role in tag.links}
        speaks: dict[int, list[int]] = {}
        for one in self.article.relations:
            head, tail = self._places.get((one.annotator, one.head)), self._places.get((one.annotator, one.tail))
            if head is None or tail is None:
                continue
            words = tail.person or line_of(tail.row.text, 60)
            head.links.append(PrintedLink(one.type, roles.get(one.type, one.type), words, tail.number))
            if one.type in WHO:
                speaks.setdefault(tail.number, []).append(head.number)
        for mark in self.marks:
            mark.links.sort(key=lambda link: link.role not in WHO)
        for person in self.people:
            found = {number for mention in person.mentions for number in speaks.get(mention, ())}
            person.quotes = sorted(found)

    def _found_people(self) -> list[PrintedPerson]:
        """All who are mentioned, in the order of first mention; a role such as "a spokesman" is nobody's name."""
        actors = self.codebook.ids_counted_as("actor")
        mentions = [mark for mark in self.marks if mark.row.label in actors]
        names = KnownNames(_few_alike(_called(mark.row) for mark in mentions if _is_named(mark.row)))
        found: dict[str, PrintedPerson] = {}
        fullest: dict[str, str] = {}
        for mark in mentions:
            row = mark.row
            known = self._people.meant(row.actor, row.attributes.get("name"), row.text)
            called = _called(row)
            if known is None and called not in fullest:
                fullest[called] = names.fullest(called)
            name = known.name if known is not None else fullest[called]
            if known is None and not _is_named(row):
                continue
            mark.person = name
            key = f"id {known.id}" if known is not None else f"name {spelt(name)}"
            kind = known.kind if known is not None else _plain(row.attributes.get("kind", ""))
            person = found.setdefault(key, PrintedPerson(key, name, kind))
            person.mentions.append(mark.number)
        return list(found.values())

    def _add_decisions(self) -> list[PrintedItem]:
        """The decisions of gold layers, each also said at the annotation that came of it."""
        items = []
        for row in self.article.layers:
            layer, entries = row.annotator, entries_of(row)
            items += [
                PrintedItem(tr(_ANSWERS[one.answer]), one.comment, f"{layer} · {one.when[:10]}")
                for one in replies_in(entries, layer)
            ]
            items += [self._dismissed(one, layer) for one in row.dismissed or ()]
            if not is_gold(layer):
                continue
            for one in decisions_in(entries):
                reason, verdict = self._reason(one), tr(_VERDICTS[one.verdict])
                told = " · ".join(map(set_apart, filter(None, (verdict, reason, one.comment))))
                for made in one.gold:
                    mark = self._places.get((layer, made))
                    if mark is not None:
                        mark.said.append(tr("decided: {words}", words=told))
                judged = ", ".join(dict.fromkeys(origin.layer for origin in one.origins))
                rest = " · ".join(map(set_apart, filter(None, (judged, reason, one.comment, one.by))))
                items.append(PrintedItem(verdict, self._judged(one), rest))
        return items

    def _dismissed(self, record: Mapping[str, Any], layer: str) -> PrintedItem:
        """A place where the annotator said that there is nothing."""
        tag = self.codebook.tag(str(record.get("kind", "")))
        head = tr("no quotation here") if tag is None else tr("nothing of {tag} here", tag=tag.name)
        return PrintedItem(head, line_of(str(record.get("exact", "")), LONG_WORDS), layer)

    def _reason(self, decision: Decision) -> str:
        if not decision.reason or decision.is_reason_doubtful:
            return ""
        listed = {
            reason.id: reason.name for origin in decision.origins for reason in self.codebook.reasons_for(origin.tag)
        }
        return listed.get(decision.reason, decision.reason)

    def _judged(self, decision: Decision) -> str:
        """The words that were judged, as far as they are still those."""
        if not decision.origins:
            return ""
        first = decision.origins[0]
        is_same = decision.text_sha256 in ("", self.article.source.text_sha256)
        words = line_of(self.article.text[first.start : first.end], 160) if is_same and not self.article.cut else ""
        tag = self.codebook.tag(first.tag)
        return f"{tag.name if tag is not None else first.tag}: {words}" if words else first.tag


def initials_of(annotators: Sequence[str]) -> dict[str, str]:
    """Letters that stand for annotators, no two the same: one or two, else a number with them."""
    given: dict[str, str] = {}
    for name in dict.fromkeys(annotators):
        parts = [part for part in name.replace("-", " ").replace("_", " ").split() if part]
        letters = ("".join(part[0] for part in (*parts[:1], *parts[1:][-1:])) or "?").upper()
        tries = chain((letters, name[:2].upper()), (f"{letters}{number}" for number in count(2)))
        taken = set(given.values())
        given[name] = next(one for one in tries if one not in taken)
    return given


def _few_alike(forms: Iterable[str]) -> list[str]:
    """Names whose last word not too many have: those are compared with each other."""
    alike: dict[str, set[str]] = {}
    for form in forms:
        alike.setdefault(surname(form), set()).add(form)
    return [form for one in alike.values() if len(one) <= _ALIKE for form in sorted(one)]


def _called(row: SpanRow) -> str:
    name = row.attributes.get("name")
    return name if isinstance(name, str) and name else " ".join(row.text.split())


def _is_named(row: SpanRow) -> bool:
    return bool(row.attributes.get("name")) or row.attributes.get("naming") in (None, "", "named")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)
