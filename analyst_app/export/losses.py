"""The losses of an export, counted and named: nothing is ever dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from analyst_app.errors import sayable

EXAMPLES = 5
"""So many are quoted of each kind; all are counted."""

KINDS = {
    "overlap": "spans that overlap another and have no place in the chosen form",
    "crossing": "spans that cross another one's edge",
    "relation": "relations between spans",
    "attribute": "attributes of spans",
    "note": "notes of annotators",
    "other label": "spans that are neither quotes nor named beside one",
    "layer note": "notes on a whole article",
    "zone": "zones of text that is not the article (skip)",
    "annotator": "whose reading it is",
    "off-token edge": "spans with an edge inside a token or at white space",
    "edge white space": "spans that begin or end with white space, which tokens do not cover",
    "control character": "characters that the format forbids, written as U+FFFD",
    "half a character": "halves of a character (lone surrogates), written as U+FFFD",
    "odd label": "spans whose label the format cannot name",
    "line break": "line breaks and tabs in notes or values, written as a space",
    "long cell": "cells longer than a spreadsheet allows (32,767 characters), cut",
    "span in a zone": "spans inside text that was left out",
    "clipped span": "spans shortened because part of their text was left out",
    "unplaced: orphan": "annotations that have no certain place in the article any more",
    "unplaced: unconfirmed": "annotations that moved and were not confirmed",
    "unplaced: end_missing": "links without one of their ends",
    "unplaced: reading": "second readings left by a merge",
    "unplaced: invalid": "items of a sidecar that could not be understood",
    "re-anchored": "annotations found again in a text that changed since",
    "unknown key": "keys of a sidecar that this version does not know",
    "review record": "decisions and replies of review",
    "source fact": "facts about the source other than title, outlet, author, date and URL",
    "damaged file": "files left out because they are damaged (--skip-damaged)",
    "no layer": "articles left out because they lack the chosen layer",
    "not in doc.ents": "spans that doc.ents cannot hold beside others (doc.spans has them all)",
    "text": "texts of articles (left out as asked)",
}
"""The meaning of each kind of loss, as the middle of a sentence."""

NOTICES = ("source fact", "re-anchored", "no layer", "text", "not in doc.ents")
"""Kinds that are told but do not count as losses under ``--strict``."""


class Loss(msgspec.Struct, frozen=True, gc=False):
    """One thing that was not kept."""

    article: str
    words: str


class LossTally(msgspec.Struct, gc=False):
    """Losses by kind: counts, and the first few of each as examples."""

    counts: dict[str, int] = msgspec.field(default_factory=dict)
    examples: dict[str, list[Loss]] = msgspec.field(default_factory=dict)

    def add(self, kind: str, article: str, words: str, count: int = 1) -> None:
        """Count a loss and keep it as an example if there are few.

        Args:
            kind: a key of ``KINDS``.
            article: id of the article.
            words: the words that are lost, for an example.
            count: number of things lost.
        """
        self.counts[kind] = self.counts.get(kind, 0) + count
        shown = self.examples.setdefault(kind, [])
        if len(shown) < EXAMPLES:
            shown.append(Loss(article, sayable(words)))

    def take(self, other: LossTally) -> None:
        """Add another tally after this one."""
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count
            shown = self.examples.setdefault(kind, [])
            shown += other.examples.get(kind, [])[: EXAMPLES - len(shown)]

    @property
    def total(self) -> int:
        """Number of losses, notices aside."""
        return sum(count for kind, count in self.counts.items() if kind not in NOTICES)

    def sentences(self) -> list[str]:
        """One line a kind, most frequent first, with its first example."""
        return [
            f"{count:,} {KINDS.get(kind, kind)}, for example {quoted(self.examples[kind][0], 78)}"
            for kind, count in self._sorted()
        ]

    def report(self, name: str, advice: Iterable[str] = ()) -> str:
        """The text of ``LOSSES.md`` for a format.

        Args:
            name: the format's name.
            advice: a sentence about formats that hold more; may be empty.
        """
        lines = [f"# What this export in the format {name} does not hold", ""]
        if not self.counts:
            lines += ["Nothing is lost: every span, relation, attribute and note of the chosen layers is in it.", ""]
        else:
            lines += ["| what | how many |", "|---|---|"]
            lines += [f"| {KINDS.get(kind, kind)} | {count:,} |" for kind, count in self._sorted()]
            for kind, _ in self._sorted():
                lines += ["", f"## {kind[:1].upper()}{kind[1:]}", ""]
                lines += [f"- {quoted(example)}" for example in self.examples[kind]]
            lines.append("")
        lines += [f"{line}\n" for line in advice]
        lines += [
            "By design no export holds: when an annotation was made or changed, revisions and deletions, "
            "the history of a layer, decisions and replies of review. They stay in the sidecars.",
            "",
        ]
        return "\n".join(lines)

    def _sorted(self) -> list[tuple[str, int]]:
        return sorted(self.counts.items(), key=lambda item: (item[0] in NOTICES, -item[1], item[0]))


def quoted(loss: Loss, most: int = 400) -> str:
    """A loss as a phrase: the words (at most so many characters) as plain code, and the article.

    Args:
        loss: one kind of loss.
        most: most examples to quote.
    """
    words = " ".join(loss.words.split())
    shown = (words[: most - 1] + "…" if len(words) > most else words).replace("`", "'")
    return f"`{shown}` in `{loss.article.replace('`', chr(39))}`"
