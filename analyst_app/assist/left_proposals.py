"""The proposals of an article that are left: nobody has made them or let them go. And how many of how many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.assist import unasked
from analyst_app.assist.quote_places import Mend, Proposed, QuotePlace, marked, proposed
from analyst_app.assist.suggestions import SuggestedSpan
from analyst_app.assist.untagged import Touching, Untagged
from analyst_app.core.annotation import Annotation, Entry
from analyst_app.language.quotations import Quotation

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import Change
    from analyst_app.language.language import Language

Proposal = QuotePlace | SuggestedSpan
Key = tuple[int | str, ...]
"""The beginning of a proposal, its end with a minus, and its tag: their order in the text, the longer first."""


class LeftProposals:
    """The proposals that are left, kept up to date Change by Change; for U, the scroll bar and "U 4 left".

    Building it is linear and may happen in a worker; an update costs what the change touches.

    Args:
        proposed: for the article.
        annotations: those of the layer; read once, here.
        codebook: says which tags make a quote, and which take text out of the article.
        text: of the article.
        entries: the layer's records beside its annotations; of them the dismissed places count.
    """

    def __init__(
        self,
        proposed: Proposed,
        annotations: Sequence[Annotation],
        codebook: Codebook,
        *,
        text: str = "",
        entries: Iterable[Entry] = (),
    ) -> None:
        noted, quote_tags = list(entries), [tag.id for tag in codebook.tags_for("quotation")]
        skip_tags = [tag.id for tag in codebook.tags_for("skip")]
        self._places = proposed.places
        self._quotes = Untagged(
            [place.quotation for place in proposed.places],
            annotations,
            quote_tags=quote_tags,
            skip_tags=skip_tags,
            text=text,
            entries=noted,
            later=proposed.later,
        )
        by_tag: dict[str, list[SuggestedSpan]] = {}
        for one in proposed.spans:
            tag = codebook.tag(one.tag)
            if tag is not None and not tag.retired and one.tag not in quote_tags:
                by_tag.setdefault(one.tag, []).append(one)
        self._spans = [
            (
                spans,
                Untagged(
                    [Quotation((one.span,), (one.span,), 0, is_closed=True) for one in spans],
                    annotations,
                    quote_tags=[tag_id],
                    skip_tags=skip_tags,
                    text=text,
                    entries=noted,
                    kinds=(tag_id,),
                ),
            )
            for tag_id, spans in by_tag.items()
        ]

    def __len__(self) -> int:
        """Number of proposals left."""
        return len(self._quotes) + sum(len(left) for _, left in self._spans)

    def __bool__(self) -> bool:
        """True, always: that none is left is an answer."""
        return True

    @property
    def is_large(self) -> bool:
        """True if there are so many quotations that to free them at once would stop the window."""
        return self._quotes.is_large

    def let_go(self) -> None:
        """In a worker: become empty, in portions. Nobody else has it any more."""
        self._places = []
        self._quotes.let_go()

    @property
    def starts(self) -> list[int]:
        """The places where those that are left begin, code points."""
        return sorted([*self._quotes.starts, *(start for _, left in self._spans for start in left.starts)])

    @property
    def quotes(self) -> list[QuotePlace]:
        """The places of quotes that are left, by start."""
        return [self._places[row] for row in self._quotes.rows]

    @property
    def spans(self) -> list[SuggestedSpan]:
        """The spans of other tags that are left, by start."""
        found = [spans[row] for spans, left in self._spans for row in left.rows]
        return sorted(found, key=key_of)

    def update(self, change: Change, touching: Touching) -> bool:
        """Look again at the proposals that a change touched.

        Args:
            change: the one that was applied to the store.
            touching: the store's ``touching``, after the change.

        Returns:
            True if others are left than before.
        """
        changed = [left.update(change, touching) for left in (self._quotes, *(left for _, left in self._spans))]
        return any(changed)

    def next(self, after: Key, *, everything: bool = False) -> Proposal | None:
        """The first one left after a place of the text; from the top again after the last.

        Quotations with marks come first; where none is left, all else in the order of the text.

        Args:
            after: a position in code points, as a tuple of one, or the key of a proposal.
            everything: all in the order of the text.
        """
        first = self._quotes.first_rows
        found: list[Proposal] = [self._places[row] for row in first]
        if everything or not first:
            found = sorted([*self.quotes, *self.spans], key=key_of)
        return found[bisect_right(found, after, key=key_of) % len(found)] if found else None


def key_of(proposal: Proposal) -> Key:
    """The place of a proposal in the order of the text.

    Args:
        proposal: any of them.
    """
    tag = proposal.tag if isinstance(proposal, SuggestedSpan) else ""
    return (proposal.span.start, -proposal.span.end, tag)


class LookedThrough(NamedTuple):
    """The answer about an article and a layer, open or not."""

    left: LeftProposals
    whole: int | None
    """Number of proposals, tagged or not; those in skip zones and those that were dismissed are none. None: the article
    is so long that it was not asked."""


def look_through(
    text: str,
    language: Language,
    codebook: Codebook,
    annotations: Sequence[Annotation],
    entries: Sequence[Entry],
    *,
    everything: bool,
    mend: Mend | None = None,
) -> LookedThrough:
    """Find the quotations of a text, and those that are left untagged in a layer. Takes a while in a long text.

    Args:
        text: of the article.
        language: of the article.
        codebook: says which tags make a quote, and which take text out of the article.
        annotations: those of the layer.
        entries: the layer's records beside them.
        everything: all that is proposed; False: quotations with marks only.
        mend: mends the rules' answer; None: the rules go on alone.
    """
    tag = codebook.first_for("quotation")
    found = proposed(text, language, tag.edge_rule, mend) if everything and tag is not None else marked(text, language)
    left = LeftProposals(found, annotations, codebook, text=text, entries=entries)
    if len(text) > unasked.LONGEST:
        return LookedThrough(left, None)
    skip_tags = {tag.id for tag in codebook.tags_for("skip")}
    taken_out = [one for one in annotations if one.tag in skip_tags]
    return LookedThrough(left, len(LeftProposals(found, taken_out, codebook, text=text, entries=entries)))
