"""Facts of annotations as their rows say them: words, speaker, value, note, paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import NOT_STATED, main_attribute, value_name, who_links, who_role
from analyst_app.core.store import AnnotationStore
from analyst_app.core.waiting import annotation_in, exact_in
from analyst_app.gestures.second_readings import name_of
from analyst_app.ui.panels.rows.paragraph_numbers import ParagraphNumbers
from analyst_app.ui.panels.waiting_reasons import WaitingReasons
from analyst_app.wording import in_row, tr

MOST_NAMED = 1_000
"""Speakers of one quote that a row and its filter look at."""
_CELL = 90
"""Characters of text that a cell shows."""
_MOST = 700
"""Characters of text that a row shows: more than six lines of a wide list."""
_MOST_KEPT = 2_000
"""Annotations whose facts are kept: some screens full."""
_ONE_LINE = ("name", "word")
"""Edge rules of tags whose annotations are short: a line is enough."""


class RowFacts(NamedTuple):
    """All that a row says."""

    tag: str
    """Id."""
    words: str
    """On one line, cut where no row is long enough."""
    is_short: bool
    """True: a row of one line, with the value at its end."""
    speaker: str = ""
    lacks_speaker: bool = False
    """True for a quote of which nobody has said whose words these are."""
    value: str = ""
    """Mode or kind, as a person reads it."""
    has_note: bool = False
    paragraph: int = 0
    """From 1; 0 for what has no place."""
    reason: str = ""
    """The reason why it waits for a place; empty: it does not."""

    @property
    def has_line_below(self) -> bool:
        """True if there is more to say under the words."""
        return not self.is_short and bool(
            self.speaker or self.lacks_speaker or self.value or self.has_note or self.reason
        )


class RowWords:
    """The words of the rows of a layer.

    Args:
        store: the layer; None: there is none.
        text: of its article.
        codebook: of the layer.
    """

    def __init__(self, store: AnnotationStore | None, text: str, codebook: Codebook | None) -> None:
        self._store, self._text, self._codebook = store, text, codebook
        self.reasons = WaitingReasons(text)
        self._paragraphs = ParagraphNumbers(text)
        self._kept: dict[str, tuple[Annotation, RowFacts]] = {}
        """By id: the facts of annotations that were asked for, with the version that they are of."""
        self._quotations = codebook.ids_counted_as("quotation") if codebook is not None else frozenset()

    def facts(self, record: Annotation | Unplaced) -> RowFacts:
        """All that a row says of a record."""
        if isinstance(record, Unplaced):
            words = line_of(self.words(record), _MOST)
            return RowFacts(tag_of(record), words, False, reason=self.reasons.of(record))
        version, facts = self._kept.get(record.id, (None, None))
        if version is not record or facts is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            facts = self._facts(record)
            self._kept[record.id] = (record, facts)
        return facts

    def forget(self, ids: Iterable[str]) -> None:
        """Ask anew for what is known of annotations whose links may have changed.

        Args:
            ids: of these.
        """
        for one in ids:
            self._kept.pop(one, None)

    def forget_all(self) -> None:
        """Ask anew for all."""
        self._kept.clear()

    def _facts(self, record: Annotation) -> RowFacts:
        tag = self._tag(record)
        value = main_attribute(tag)
        speaker = self.speaker(record)
        return RowFacts(
            record.tag,
            line_of(self._text[record.start : min(record.end, record.start + 2 * _MOST)], _MOST),
            tag is not None and tag.edge_rule in _ONE_LINE,
            speaker,
            not speaker and self._wants_speaker(record, tag),
            value_name(value, record.attribute(value.id)) if value else "",
            bool(record.note),
            self.paragraph(record),
        )

    def heard(self, record: Annotation | Unplaced, most: int = _MOST) -> str:
        """A row as a screen reader says it.

        Args:
            record: of the row.
            most: characters of its words.
        """
        facts = self.facts(record)
        parts = [self.tag_name(record), line_of(facts.words, most)]
        if facts.speaker:
            parts.append(tr("speaker {name}", name=facts.speaker))
        elif facts.lacks_speaker:
            parts.append(tr("no speaker"))
        parts += [facts.value, facts.reason]
        if facts.has_note:
            parts.append(tr("with a note"))
        if facts.paragraph:
            parts.append(tr("paragraph {number}", number=facts.paragraph))
        return in_row(filter(None, parts))

    def paragraph(self, record: Annotation) -> int:
        """The number of the paragraph in which an annotation begins."""
        return self.paragraph_at(record.start)

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph in which a code point stands."""
        return self._paragraphs.number(place)

    def speaker(self, annotation: Annotation) -> str:
        """Those whose words these are; empty: nobody, or they are nobody's."""
        if self._store is None or self._codebook is None or who_role(self._codebook.tag(annotation.tag)) is None:
            return ""
        links = who_links(self._store, self._codebook, annotation, most=MOST_NAMED)
        ends = [self._store.annotation(link.to_id) for link in links]
        return in_row(end.span.of(self._text) for end in ends if end is not None)

    def _wants_speaker(self, record: Annotation, tag: Tag | None) -> bool:
        is_quotation = record.tag in self._quotations and who_role(tag) is not None
        return is_quotation and not record.attribute(NOT_STATED)

    def tag_name(self, record: Annotation | Unplaced) -> str:
        """The name of its tag; the id of one that the codebook does not know."""
        tag = self._tag(record)
        return tag.name if tag else tag_of(record)

    # -- the columns, for those who ask the model cell by cell -----------------

    def key(self, record: Annotation | Unplaced) -> str:
        """The letter of its tag."""
        tag = self._tag(record)
        return tag.key or tag.name if tag else tag_of(record)

    def cell(self, record: Annotation | Unplaced, *, of_note: bool = False) -> str:
        """Its words, or those of its note, on one line."""
        return line_of(self.words(record, of_note=of_note), _CELL)

    def named_speaker(self, record: Annotation | Unplaced) -> str:
        """Its speaker on one line."""
        return line_of(self.speaker(record), _CELL) if isinstance(record, Annotation) else ""

    def value(self, record: Annotation | Unplaced) -> str:
        """Its mode or kind."""
        attribute = main_attribute(self._tag(record)) if isinstance(record, Annotation) else None
        held = record.attribute(attribute.id) if attribute and isinstance(record, Annotation) else None
        return value_name(attribute, held) if attribute else ""

    def words(self, record: Annotation | Unplaced, *, of_note: bool = False) -> str:
        """Its words as they are printed, or its note."""
        if isinstance(record, Unplaced):
            words, why = exact_in(record), self.reasons.of(record)
            if not of_note and not words and record.why == "reading" and self._store is not None:
                words = name_of(self._store, self._text, self._codebook, record)
            return why if of_note else words or why  # a link has no words of its own
        return record.note if of_note else self._text[record.start : min(record.end, record.start + 4 * _CELL)]

    def _tag(self, record: Annotation | Unplaced) -> Tag | None:
        return self._codebook.tag(tag_of(record)) if self._codebook else None


def tag_of(record: Annotation | Unplaced) -> str:
    """The id of a record's tag; empty for a link that waits."""
    held = record if isinstance(record, Annotation) else annotation_in(record)
    return held.tag if held is not None else ""
