"""The quotes of one layer, each held against the sources that apply to it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText
from analyst_app.assist.verifying.verdicts import VERDICTS, Judgement
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.roles import who_links
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.corpus.sourcing.attached_sources import AttachedSource, SourcesFile
from analyst_app.corpus.sourcing.verified_sources import VERIFIED as VERIFIED
from analyst_app.errors import AnalystError, MissingExtra
from analyst_app.language.known_people import actor_of
from analyst_app.language.languages import found_in, language_of
from analyst_app.language.quotations import quotations_in
from analyst_app.language.quote_modes import mode_of

_MARKS = "\"'“”„‟«»‹›‘’‚‛「」『』"
_FRAMED = re.compile(rf"\s*[{_MARKS}].*[{_MARKS}][\s.,;:!?…]*", re.DOTALL)
"""Words that begin and end with quotation marks."""
_CONTEXT = 60
"""Code points of the article beside a quote that are looked at for a negation."""
_KEPT = 8
"""Sources whose words are kept for the next quote."""


class CheckedQuote(NamedTuple):
    """A quote, the source that fits it best, and the verdict."""

    annotation: Annotation
    exact: str
    """The words of the annotation."""
    said: str
    """Those of them that are compared: of mixed speech the marked ones."""
    speaker: str
    """As tagged; several are joined by commas."""
    source: AttachedSource
    text: Document
    """The source's text."""
    judgement: Judgement

    @property
    def is_source_newer(self) -> bool:
        """True if the source's text is another than that which was attached."""
        return self.source.sha256 not in ("", self.text.sha256)


@lru_cache(maxsize=4)
def _prepared(text: str) -> tuple[SourceText, str]:
    """A source's words, and the code of its language: the same for every quote that a person goes through."""
    return SourceText(text), found_in(text)


class Sources:
    """The texts of attached sources, read once; of each language and words once.

    Args:
        file: the sources.
    """

    def __init__(self, file: SourcesFile) -> None:
        self.file = file
        self._read: OrderedDict[str, tuple[Document, SourceText, str] | AnalystError] = OrderedDict()

    def read(self, source: AttachedSource) -> tuple[Document, SourceText, str]:
        """The text of a source, its words, and the code of its language, empty if unknown. Blocking.

        Raises:
            AnalystError: it cannot be read.
        """
        if source.file not in self._read:
            try:
                document = self.file.text(source)
                self._read[source.file] = document, *_prepared(document.text)
            except AnalystError as error:
                self._read[source.file] = error
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        found = self._read[source.file]
        if isinstance(found, AnalystError):
            raise found
        return found


class QuotesOfLayer(NamedTuple):
    """The quotes of a layer with their verdicts."""

    quotes: list[CheckedQuote]
    """A row for each quote with a source, and one for each other version of its article."""
    unsourced: int
    """Number of quotes that nothing is attached to."""
    problems: list[str]
    """A sentence about each source that could not be used, once each."""


class QuoteReader:
    """Holds quotes of one article against sources.

    Args:
        article: its path.
        document: its text.
        codebook: that applies.
        sources: the texts; kept between articles.
        noted: code of the language that a person noted for the article.
    """

    def __init__(
        self, article: Path, document: Document, codebook: Codebook, sources: Sources, noted: str = ""
    ) -> None:
        self._article, self._text, self._codebook, self._sources = article, document.text, codebook, sources
        self._language = language_of(document.text, noted)
        self._shown = noted or found_in(document.text)
        self._tags = {tag.id for tag in codebook.tags_for("quotation")} or codebook.ids_counted_as("quotation")

    def of_layer(self, annotations: Sequence[Annotation], links: Sequence[Link]) -> QuotesOfLayer:
        """All quotes of a layer. Blocking.

        Args:
            annotations: of the layer.
            links: of the layer.

        Raises:
            MissingExtra: rapidfuzz is not installed.
        """
        store = AnnotationStore([*annotations, *links], length=len(self._text))
        found = QuotesOfLayer([], 0, [])
        unsourced = 0
        for annotation in annotations:
            if self.is_quote(annotation):
                rows, problems = self.of_quote(annotation, store)
                found.quotes.extend(rows)
                found.problems.extend(one for one in problems if one not in found.problems)
                unsourced += not rows and not problems
        return found._replace(unsourced=unsourced)

    def is_quote(self, annotation: Annotation) -> bool:
        """True of an annotation whose tag plays quotation."""
        return annotation.tag in self._tags

    def of_quote(self, annotation: Annotation, store: AnnotationStore) -> tuple[list[CheckedQuote], list[str]]:
        """A quote against its best source, and against each other version; and what could not be read. Blocking.

        Args:
            annotation: the quote.
            store: its layer.

        Raises:
            MissingExtra: rapidfuzz is not installed.
        """
        speakers = [
            speaker
            for link in who_links(store, self._codebook, annotation)
            if (speaker := store.annotation(link.to_id)) is not None
        ]
        names = [" ".join(speaker.span.of(self._text).split()) for speaker in speakers]
        actors = [*names, *filter(None, map(actor_of, speakers))]
        actors += [name for one in speakers if isinstance(name := one.attribute("name"), str)]
        rows: list[CheckedQuote] = []
        problems = self._sources.file.own_proofs(self._article, annotation.id)
        for source in self._sources.file.fitting(self._article, annotation.id, actors):
            try:
                rows.append(self._against(source, annotation, ", ".join(names)))
            except MissingExtra:
                raise
            except AnalystError as error:
                problems.append(str(error))
        plain = [row for row in rows if not row.source.is_version]
        best = min(plain, key=_rank, default=None)
        return [*([best] if best is not None else []), *(row for row in rows if row.source.is_version)], problems

    def _against(self, source: AttachedSource, annotation: Annotation, speaker: str) -> CheckedQuote:
        document, words, code = self._sources.read(source)
        exact, mode = annotation.span.of(self._text), self._mode(annotation)
        said = exact if source.is_version else self._said(annotation)
        if mode == "indirect" and not source.is_version:
            judgement = Judgement("not_comparable", ("indirect",))
        elif code and self._shown and code != self._shown:
            judgement = Judgement("not_comparable", ("translated",))
        else:
            start, end = annotation.span
            before, after = self._text[max(0, start - _CONTEXT) : start], self._text[end : end + _CONTEXT]
            judgement = judged(said, words, self._shown or self._language.code, before=before, after=after)
        return CheckedQuote(annotation, exact, said, speaker, source, document, judgement)

    def _mode(self, annotation: Annotation) -> str:
        mode = annotation.attribute("mode")
        return mode if isinstance(mode, str) and mode else mode_of(self._text, annotation.span, self._language)

    def _said(self, annotation: Annotation) -> str:
        """The words that are compared: of mixed speech the marked ones, else all but a cue between two parts."""
        span, exact = annotation.span, annotation.span.of(self._text)
        marked = [
            inside.clipped(span)
            for quotation in quotations_in(self._text, span, self._language)
            if quotation.depth == 0
            for inside in quotation.insides
            if inside.overlaps(span)
        ]
        is_whole = self._mode(annotation) != "mixed" or _FRAMED.fullmatch(exact) is not None
        if not marked or (is_whole and not (len(marked) > 1 and self._has_cue(span, marked))):
            return exact
        return " … ".join(one.of(self._text) for one in marked)

    def _has_cue(self, span: Span, marked: Sequence[Span]) -> bool:
        """True if a reporting verb stands between the marked parts of a span."""
        between = (self._text[one.end : other.start] for one, other in pairwise(marked))
        return any(map(self._language.is_reporting, re.findall(r"\w+", " ".join(between))))


def stored_verdict(annotation: Annotation) -> Mapping[str, Any] | None:
    """The verdict that a person stored on a quote; None if there is none."""
    found = dict(annotation.extra).get(VERIFIED)
    return found if isinstance(found, Mapping) and isinstance(found.get("verdict"), str) else None


def stale_words(annotation: Annotation, exact: str, text: Document | None, source_id: str = "") -> str:
    """The reason why a stored verdict holds no more: ``quote``, ``source``; empty if it holds, or there is none.

    Args:
        annotation: the quote.
        exact: its words today.
        text: the source's text today; None: it is not known.
        source_id: id of that source; empty: whichever the verdict names.
    """
    found = stored_verdict(annotation)
    if found is None:
        return ""
    if isinstance(found.get("quote_sha256"), str) and found["quote_sha256"] != digest_of(exact):
        return "quote"
    is_of_this = source_id in ("", found.get("source"))
    return "source" if text is not None and is_of_this and found.get("text_sha256") != text.sha256 else ""


def digest_of(words: str) -> str:
    """SHA-256 of some words in UTF-8, hex; a half surrogate pair counts as it is."""
    import hashlib

    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def verified_value(row: CheckedQuote, *, by: str, at: str) -> dict[str, Any]:
    """The verdict on a quote as the annotation keeps it (docs/format.md).

    Args:
        row: the quote and its verdict.
        by: id of the person's layer.
        at: time, UTC, ISO 8601.
    """
    value: dict[str, Any] = {"verdict": row.judgement.verdict, "source": row.source.id, "text_sha256": row.text.sha256}
    place: Span | None = row.judgement.place
    if place is not None:
        value |= {"start": place.start, "end": place.end, "exact": place.of(row.text.text)}
    return value | {"by": by, "at": at, "quote_sha256": digest_of(row.exact)}


def _rank(row: CheckedQuote) -> tuple[int, float]:
    return VERDICTS.index(row.judgement.verdict), -row.judgement.share


def counts(rows: Iterator[CheckedQuote]) -> dict[str, int]:
    """The number of rows by verdict, in the order of the verdicts."""
    found = [row.judgement.verdict for row in rows]
    return {verdict: found.count(verdict) for verdict in VERDICTS if verdict in found}
