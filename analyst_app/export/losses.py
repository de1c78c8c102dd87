"""The losses of an export, counted and named: nothing is ever dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from analyst_app.errors import sayable
from analyst_app.wording import english, marked, tr, visible

EXAMPLES = 5
"""So many are quoted of each kind; all are counted."""

KINDS = {
    "overlap": marked(
        "span that overlaps another and has no place in the chosen form"
        "|spans that overlap another and have no place in the chosen form"
    ),
    "crossing": marked("span that crosses another one's edge|spans that cross another one's edge"),
    "relation": marked("relation between spans|relations between spans"),
    "attribute": marked("attribute of a span|attributes of spans"),
    "number": marked("number that is written as words|numbers that are written as words"),
    "note": marked("note of an annotator|notes of annotators"),
    "other label": marked(
        "span that is neither a quote nor named beside one|spans that are neither quotes nor named beside one"
    ),
    "layer note": marked("note on a whole article|notes on a whole article"),
    "zone": marked("zone of text that is not the article (skip)|zones of text that is not the article (skip)"),
    "annotator": marked("name of whose reading it is|names of whose reading it is"),
    "off-token edge": marked(
        "span of white space alone, which tokens do not cover|spans of white space alone, which tokens do not cover"
    ),
    "widened span": marked(
        "span that begins or ends inside a word, widened to whole words"
        "|spans that begin or end inside a word, widened to whole words"
    ),
    "span of sentences": marked(
        "piece of a span that goes over the end of a sentence, a span of its own"
        "|pieces of spans that go over the end of a sentence, each a span of its own"
    ),
    "edge white space": marked(
        "span that begins or ends with white space, which tokens do not cover"
        "|spans that begin or end with white space, which tokens do not cover"
    ),
    "control character": marked(
        "character that the format forbids, written as U+FFFD|characters that the format forbids, written as U+FFFD"
    ),
    "half a character": marked(
        "half of a character (a lone surrogate), written as U+FFFD"
        "|halves of a character (lone surrogates), written as U+FFFD"
    ),
    "odd label": marked("span whose label the format cannot name|spans whose label the format cannot name"),
    "line break": marked(
        "line break or tab in a note or value, written as a space"
        "|line breaks and tabs in notes or values, written as a space"
    ),
    "long cell": marked(
        "cell longer than a spreadsheet allows (32,767 characters), cut"
        "|cells longer than a spreadsheet allows (32,767 characters), cut"
    ),
    "span in a zone": marked("span inside text that was left out|spans inside text that was left out"),
    "clipped span": marked(
        "span shortened because part of its text was left out|spans shortened because part of their text was left out"
    ),
    "unplaced: orphan": marked(
        "annotation that has no certain place in the article any more"
        "|annotations that have no certain place in the article any more"
    ),
    "unplaced: unconfirmed": marked(
        "annotation that moved and was not confirmed|annotations that moved and were not confirmed"
    ),
    "unplaced: end_missing": marked("link without one of its ends|links without one of their ends"),
    "unplaced: reading": marked("second reading left by a merge|second readings left by a merge"),
    "unplaced: invalid": marked(
        "item of a sidecar that could not be understood|items of a sidecar that could not be understood"
    ),
    "re-anchored": marked(
        "old place of an annotation found again in a text that changed since (it is in at its new place)"
        "|old places of annotations found again in a text that changed since (they are in at their new places)"
    ),
    "unknown key": marked(
        "key of a sidecar that this version does not know|keys of a sidecar that this version does not know"
    ),
    "person id": marked(
        "id by which the team's list of people has whom a mention means"
        "|ids by which the team's list of people has whom mentions mean"
    ),
    "codebook version": marked(
        "note that an annotation was made under a later codebook than its layer"
        "|notes that annotations were made under a later codebook than their layers"
    ),
    "origin": marked(
        "note of which layers' annotations one of gold was made|notes of which layers' annotations those of gold"
        " were made"
    ),
    "verdict": marked(
        "verdict on a quote that was held against its source|verdicts on quotes that were held against their sources"
    ),
    "reviewer": marked("name of who decided in a gold layer|names of who decided in gold layers"),
    "verdict words": marked(
        "text of a source to which a verdict on a quote belongs (its hash and the place are kept)"
        "|texts of sources to which verdicts on quotes belong (their hashes and the places are kept)"
    ),
    "empty fact": marked("fact of an article's source that says nothing|facts of articles' sources that say nothing"),
    "review record": marked("decision or reply of review|decisions and replies of review"),
    "suggestion": marked("note that an annotation began as a suggestion|notes that annotations began as suggestions"),
    "dismissed place": marked(
        "place where the annotator said that there is no quotation"
        "|places where the annotator said that there is no quotation"
    ),
    "source fact": marked(
        "fact about the source other than title, outlet, author, date and URL"
        "|facts about the source other than title, outlet, author, date and URL"
    ),
    "article fact": marked(
        "title, outlet, author, date or address of an article|titles, outlets, authors, dates and addresses of articles"
    ),
    "status": marked("status of a reading (done)|statuses of readings (done)"),
    "unnamed reading": marked(
        "reading whose annotator the files do not name (name her when you import them: --layer)"
        "|readings whose annotator the files do not name (name her when you import them: --layer)"
    ),
    "white space": marked(
        "line break, tab or odd blank between two words, or at an end of the text, that is not told as such"
        "|line breaks, tabs and odd blanks between words, or at an end of a text, that are not told as such"
    ),
    "damaged file": marked(
        "file left out because it is damaged (--skip-damaged)|files left out because they are damaged (--skip-damaged)"
    ),
    "no layer": marked(
        "article left out because it lacks the chosen layer|articles left out because they lack the chosen layer"
    ),
    "sealed layer": marked(
        "layer of somebody else left out: the corpus is read blind, and one's own work there is not done"
        "|layers of others left out: the corpus is read blind, and one's own work there is not done"
    ),
    "misplaced file": marked(
        "layer's file that lies apart from its article or has a name that no layer has"
        "|layers' files that lie apart from their article or have a name that no layer has"
    ),
    "not in doc.ents": marked(
        "span that doc.ents cannot hold beside others (doc.spans has them all)"
        "|spans that doc.ents cannot hold beside others (doc.spans has them all)"
    ),
    "not in ner_tags": marked(
        "span that ner_tags cannot hold beside others (the column of its own tag is for it)"
        "|spans that ner_tags cannot hold beside others (the columns of their own tags are for them)"
    ),
    "not in token rows": marked(
        "span that the column of its own tag in the token rows cannot hold (the rows of spans have it)"
        "|spans that the columns of their own tags in the token rows cannot hold (the rows of spans have them)"
    ),
    "whole tokens": marked(
        "span that goes out to whole tokens in the token rows (the rows of spans have its edges)"
        "|spans that go out to whole tokens in the token rows (the rows of spans have their edges)"
    ),
    "parted in tokens": marked(
        "span of several paragraphs, of which each row of tokens holds its part"
        "|spans of several paragraphs, of which each row of tokens holds its part"
    ),
    "answers": marked(
        "layer that holds only answers to a report (--layer and its name export it)"
        "|layers that hold only answers to a report (--layer and its name export each)"
    ),
    "mixed column": marked(
        "column whose values are of several types, each written in words that say which"
        "|columns whose values are of several types, each written in words that say which"
    ),
    "kept project": marked(
        "project of another program that is not written back|projects of other programs not written back"
    ),
    "kept head": marked(
        "name, origin and memo of a project that went into one file with another"
        "|names, origins and memos of projects that went into one file with another"
    ),
    "kept file": marked(
        "file of a project that was too large to be kept|files of projects that were too large to be kept"
    ),
    "tag group": marked(
        "group that the tag of a span stands under (the dataset's README.md has it)"
        "|groups that the tags of spans stand under (the dataset's README.md has them)"
    ),
    "text": marked("text of an article (left out as asked)|texts of articles (left out as asked)"),
    "undated": marked(
        "article whose date does not tell its part of a split by date, left out"
        "|articles whose dates do not tell their part of a split by date, left out"
    ),
    "unread date": marked(
        "article whose date cannot be read (write it as 2024-03-05), left out of a split by date"
        "|articles whose dates cannot be read (write them as 2024-03-05), left out of a split by date"
    ),
    "later copy": marked(
        "article that is later than its part, where an earlier copy of it is"
        "|articles that are later than their part, where earlier copies of them are"
    ),
    "empty part": marked(
        "part of the split in which there is no article|parts of the split in which there is no article"
    ),
    "uneven part": marked(
        "part that is larger or smaller than asked, as near as whole articles and groups allow"
        "|parts that are larger or smaller than asked, as near as whole articles and groups allow"
    ),
    "withheld file name": marked(
        "name of an article's file, for which a number stands (left out as asked; --keep facts)"
        "|names of articles' files, for which numbers stand (left out as asked; --keep facts)"
    ),
    "withheld fact": marked(
        "fact of an article's source (left out as asked; --keep facts)"
        "|facts of articles' sources (left out as asked; --keep facts)"
    ),
    "withheld name": marked(
        "name of somebody (left out as asked; --keep names)"
        "|names of people and bodies (left out as asked; --keep names)"
    ),
    "withheld note": marked("note in free words (left out as asked)|notes in free words (left out as asked)"),
    "withheld value": marked(
        "value that the codebook does not list (left out as asked)"
        "|values that the codebook does not list (left out as asked)"
    ),
    "withheld verdict": marked(
        "verdict on a quote, with its source (left out as asked)"
        "|verdicts on quotes, with their sources (left out as asked)"
    ),
    "withheld example": marked(
        "example in the codebook, which may quote an article (left out of the card as asked)"
        "|examples in the codebook, which may quote articles (left out of the card as asked)"
    ),
}
"""The meaning of each kind of loss, as the middle of a sentence: of one such thing, and of several."""

NOTICES = (
    *("unnamed reading", "white space", "re-anchored", "origin", "empty fact"),
    *("no layer", "text", "not in doc.ents", "tag group", "misplaced file"),
    *("answers", "mixed column", "not in ner_tags", "not in token rows", "whole tokens", "parted in tokens"),
    *("withheld file name", "withheld fact", "withheld name", "withheld note"),
    *("withheld value", "withheld verdict", "withheld example", "later copy", "uneven part"),
)
"""Kinds that are told but do not count as losses under ``--strict``."""

_SAID_WHOLE = ("empty part", "uneven part")
"""Kinds whose first example says all that there is to say, and belongs to no article."""
_NAMED_APART = ("damaged file", "misplaced file", "sealed layer")
"""Kinds each of which is named in a sentence of its own beside the losses: an example would be a second time."""


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
            shown.append(Loss(article, sayable(english(words))))

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
        """One line a kind, most frequent first, with its first example; notices after losses."""
        return [*self.loss_sentences(), *self.notices()]

    def loss_sentences(self) -> list[str]:
        """The lines about what is lost."""
        return [self._sentence(kind, count) for kind, count in self._sorted() if kind not in NOTICES]

    def notices(self) -> list[str]:
        """The lines about what a person should know and what is no loss."""
        return [self._sentence(kind, count) for kind, count in self._sorted() if kind in NOTICES]

    def _sentence(self, kind: str, count: int) -> str:
        said = f"{count:,} {_meaning(kind, count)}"
        if kind in _SAID_WHOLE:
            return f"{said}: {self.examples[kind][0].words}"
        return said if kind in _NAMED_APART else f"{said}, for example {quoted(self.examples[kind][0], 78)}"

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
            losses = [one for one in self._sorted() if one[0] not in NOTICES]
            lines += _table(losses) or ["Nothing counts as a loss."]
            if notices := [one for one in self._sorted() if one[0] in NOTICES]:
                lines += ["", "To know, and no loss:", "", *_table(notices)]
            for kind, _ in self._sorted():
                if kind != "damaged file":
                    lines += ["", f"## {kind[:1].upper()}{kind[1:]}", ""]
                    lines += [f"- {quoted(example)}" for example in self.examples[kind]]
            lines.append("")
        lines += [f"{line}\n" for line in advice]
        lines += [
            "By design no export holds: when an annotation was made or changed, revisions and deletions, "
            "and the history of a layer. They stay in the sidecars.",
            "",
        ]
        return visible("\n".join(lines))

    def _sorted(self) -> list[tuple[str, int]]:
        return sorted(self.counts.items(), key=lambda item: (item[0] in NOTICES, -item[1], item[0]))


def _table(counts: Iterable[tuple[str, int]]) -> list[str]:
    rows = [f"| {_meaning(kind, count)} | {count:,} |" for kind, count in counts]
    return ["| what | how many |", "|---|---|", *rows] if rows else []


def _meaning(kind: str, count: int) -> str:
    return tr(KINDS[kind], count) if kind in KINDS else kind


def quoted(loss: Loss, most: int = 400) -> str:
    """A loss as a phrase: the words (at most so many characters) as plain code, and the article.

    Args:
        loss: one kind of loss.
        most: most examples to quote.
    """
    words = " ".join(loss.words.split())
    shown = (words[: most - 1] + "…" if len(words) > most else words).replace("`", "'")
    where = " ".join(loss.article.split()).replace("`", "'")
    return f"`{shown}` in `{where}`" if where else f"`{shown}`"
