"""The sentences about files in an export's report: misplaced layers with their move; none with an annotator's name.

Under pseudonyms no annotator, and no folder of this machine, is named in what
is written; the person who exports is told both.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.listing import misplaced_notes
from analyst_app.corpus.passed_over import passed_over
from analyst_app.export.contract import Format
from analyst_app.export.job import ExportOutcome
from analyst_app.export.losses import Loss, LossTally
from analyst_app.export.overlap import STRATEGIES
from analyst_app.storage.file_names import ARTICLE_SUFFIX, SIDECAR_SUFFIX
from analyst_app.wording import english, tr

_ABOUT_LAYERS = ("damaged file", "no layer", "re-anchored")
"""Kinds of loss whose words are of files and layers, and not of the article."""
_RECORDS = (
    *("unplaced: ", "unknown key", "person id", "verdict", "suggestion", "codebook version"),
    *("origin", "reviewer", "review record", "dismissed place"),
)
"""Beginnings of kinds whose words are parts of records, in which anybody may be named: origins, keys, who verified."""
_TARGET = re.compile(r"(?<=\bit leads )(?:nowhere: |out of the opened folder, to |to ).*", re.DOTALL)
"""A link's target, up to the end of the sentence: a place anywhere, under any name."""
_SIDECAR = re.compile(rf"(?<={re.escape(ARTICLE_SUFFIX)}\.)(.+?)(?={re.escape(SIDECAR_SUFFIX)})", re.IGNORECASE)
_SOMEBODY = "annotator"


@dataclass(frozen=True)
class Unnaming:
    """Puts pseudonyms in place of annotators' names in the sentences that are written.

    Args:
        corpus: a folder of articles, or one article.
        aliases: the pseudonym of each annotator; empty: sentences stay as they are.
    """

    corpus: Path
    aliases: Mapping[str, str]

    def outcome(self, outcome: ExportOutcome) -> ExportOutcome:
        """The result of an export as it may be written; the one that was given stays as it is.

        Args:
            outcome: with the names, as the person is told it.
        """
        if not self.aliases:
            return outcome
        losses = LossTally(dict(outcome.losses.counts), dict(outcome.losses.examples))
        for kind in _ABOUT_LAYERS:
            if kind in losses.examples:
                losses.examples[kind] = [Loss(loss.article, self.words(loss.words)) for loss in losses.examples[kind]]
        unsaid = tr("not shown, for annotators are not named")
        for kind in filter(lambda kind: kind.startswith(_RECORDS), losses.examples):
            losses.examples[kind] = [Loss(loss.article, unsaid) for loss in losses.examples[kind]]
        return replace(
            outcome,
            losses=losses,
            damaged=[self.words(words) for words in outcome.damaged],
            passed_over=[self.words(words) for words in outcome.passed_over],
        )

    def words(self, words: str) -> str:
        """A sentence with pseudonyms, and with files named as they lie in the corpus.

        Args:
            words: the sentence.
        """
        if not self.aliases:
            return words
        for place in self._places():
            words = re.sub(rf"(?<![\w.-]){re.escape(place)}", "", words)
        words = _TARGET.sub("elsewhere.", words)
        words = _SIDECAR.sub(lambda found: self.aliases.get(found[1], _SOMEBODY), words)
        names = "|".join(re.escape(name) for name in sorted(self.aliases, key=len, reverse=True))
        return re.sub(rf"(?<![\w./\\-])({names})(?![\w-]|\.\w)", lambda found: self.aliases[found[1]], words)

    def _places(self) -> list[str]:
        """The beginnings of paths: the corpus as it was named, and where it really is with the folders above it."""
        folder = self.corpus if self.corpus.is_dir() else self.corpus.parent
        whole = (folder.absolute(), folder.resolve())
        found = {folder, *whole, *(above for place in whole for above in place.parents)}
        named = {str(place) for place in found if place.name}
        return [f"{place}{os.sep}" for place in sorted(named, key=len, reverse=True)]


def name_misplaced(outcome: ExportOutcome, corpus: Path, *, with_pseudonyms: bool) -> None:
    """Take note of such files; where an article is missing, the damage tells where its layers belong.

    Args:
        outcome: of the export; gets them.
        corpus: a folder of articles, or one article.
        with_pseudonyms: whether what is written must not hold names of annotators; then files are only counted.
    """
    found = misplaced_notes(corpus)
    spare = {note.article for note in found if note.kind == "stray"}
    spare -= {note.article for note in found if note.kind == "stray" and not note.is_spare}
    outcome.damaged = [words for words in outcome.damaged if not _is_about(words, spare)]  # nothing is lost
    if with_pseudonyms:
        outcome.misplaced = [note.sentence for note in found]
        if found:
            outcome.losses.add("misplaced file", corpus.name, tr("not named, for annotators are not"), len(found))
        return
    for number, words in enumerate(outcome.damaged):
        moves = [note.sentence for note in found if note.kind == "stray" and _is_about(words, {note.article})]
        outcome.damaged[number] = " ".join([words, *moves])
    told = " ".join(outcome.damaged)
    outcome.misplaced = [note.sentence for note in found if note.sentence not in told]
    for sentence in outcome.misplaced:
        outcome.losses.add("misplaced file", corpus.name, sentence)


def without_file_names(outcome: ExportOutcome) -> ExportOutcome:
    """The result of an export without sentences about files: how many there are stands for them.

    Args:
        outcome: as the person is told it; it stays as it is.
    """

    def counted(sentences: list[str]) -> list[str]:
        words = tr("{n} file, whose name is not told.|{n} files, whose names are not told.", len(sentences))
        return [words] if sentences else []

    return replace(outcome, damaged=counted(outcome.damaged), passed_over=counted(outcome.passed_over))


def unusable(corpus: Path) -> list[str]:
    """A sentence about each file of a corpus that would have layers to export, if it could be used.

    Args:
        corpus: a folder of articles, or one article.
    """
    others = passed_over(corpus if corpus.is_dir() else corpus.parent)
    told = [other.words for other in others if corpus.is_dir() or other.article == corpus]
    return [*(note.sentence for note in misplaced_notes(corpus)), *told]


def _is_about(words: str, articles: set[Path]) -> bool:
    """True if a sentence begins with one of some articles; a corpus that is "." stands before names, or does not."""
    return words.removeprefix(f".{os.sep}").startswith(tuple(f"{article} " for article in articles))


def misplaced_section(outcome: ExportOutcome, *, with_pseudonyms: bool) -> list[str]:
    """The part of ``LOSSES.md`` that names each; nothing if there is none.

    Args:
        outcome: of the export.
        with_pseudonyms: whether names of annotators must not stand there.
    """
    if not outcome.misplaced or with_pseudonyms:
        return []
    lines = [f"- {' '.join(english(words).split())}" for words in outcome.misplaced]
    return ["## Layers that lie apart from their article, or under a name that no layer has\n", *lines]


def losses_report(form: Format, name: str, outcome: ExportOutcome, *, with_pseudonyms: bool) -> str:
    """The text of LOSSES.md, with the strategies that would keep more.

    Args:
        form: the format.
        name: of the folder or file that is written.
        outcome: the result of the export.
        with_pseudonyms: whether names of annotators must not stand there.
    """
    advice = []
    if form.overlap and outcome.losses.counts.get("overlap"):
        advice.append("Spans overlap, and this format holds one at a place. Other strategies (`--overlap …`):\n")
        advice += [f"- `{strategy}`: {STRATEGIES[strategy]}" for strategy in form.overlap]
    if outcome.damaged:
        advice.append("## Files that were left out because they are damaged\n")
        advice += [f"- {' '.join(english(words).split())}" for words in outcome.damaged]
    if outcome.passed_over:
        advice.append("## Not used, and without annotations of the chosen layer\n")
        advice += [f"- {' '.join(english(words).split())}" for words in outcome.passed_over]
    advice += misplaced_section(outcome, with_pseudonyms=with_pseudonyms)
    return outcome.losses.report(f"{form.name} ({name})", advice)


def pseudonyms(annotators: tuple[str, ...]) -> dict[str, str]:
    """Return a name for each annotator that tells nothing but whether it is gold."""
    aliases: dict[str, str] = {}
    counts = Counter[str]()
    for name in annotators:
        kind = "gold" if is_gold(name) else "annotator"
        counts[kind] += 1
        aliases[name] = f"{kind}-{counts[kind]}"
    return aliases
