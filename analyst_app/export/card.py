"""The dataset's card: what a stranger must know to use it, made from what is known.

The headings follow Gebru et al. 2021 (Datasheets for Datasets) in short, and
the card of the Hugging Face hub, whose YAML stands at the head if asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analyst_app.agreement.measure_words import MEASURE_WORDS
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.excerpts import counted
from analyst_app.export.counts import DatasetCounts
from analyst_app.export.describing.citation import citation_files
from analyst_app.export.describing.credits import Credits
from analyst_app.export.describing.croissant import CROISSANT, croissant
from analyst_app.export.describing.dataset_languages import Languages
from analyst_app.export.describing.hub_head import HeadFacts, hub_head
from analyst_app.export.job import ExportOutcome
from analyst_app.wording import visible

_SHOWN_OUTLETS = 30
SHOWN_FILES = 60


@dataclass(frozen=True)
class AgreementFacts:
    """Agreement between annotators on one tag, computed elsewhere."""

    label: str
    measure: str
    value: float
    count: int
    """Spans that it rests on."""


@dataclass(frozen=True)
class AgreementBasis:
    """The layers, articles and rule that the figures of agreement rest on."""

    layers: tuple[str, ...]
    """Ids of the layers."""
    articles: int
    """Number of articles that two or more of them have."""
    rule: str
    """By which edges and tags were compared, a sentence without its end."""
    are_named: bool = True
    """False if the layers are only counted, because the dataset names nobody."""

    @property
    def sentence(self) -> str:
        """The sentence above the figures."""
        names = ", ".join(self.layers) if self.are_named else counted(len(self.layers), "annotator")
        articles = counted(self.articles, "article")
        return f"{articles} read by two or more of {names}, as far as their work is finished; {self.rule}."


@dataclass(frozen=True)
class CardFacts:
    """Facts that the card gives beside counts."""

    name: str
    format_name: str
    command: str
    """The exact command that made it."""
    generator: str
    codebook: Codebook
    splits: tuple[str, ...] = ()
    seed: int | None = None
    agreement: Sequence[AgreementFacts] = ()
    head: HeadFacts | None = None
    """Facts for the YAML of the Hugging Face hub; None: no YAML."""
    usage: str = ""
    """A line of Python that loads it."""
    agreement_basis: AgreementBasis | None = None
    credits: Credits = field(default_factory=Credits)
    """The words of a person: title, authors, licence."""
    languages: Languages = field(default_factory=Languages)
    is_cited: bool = False
    """True if files by which it is cited are written, too."""
    division: str = ""
    """A sentence on the parts that it was divided into; empty: by article with the seed."""


CARD = "README.md"


def descriptions(facts: CardFacts, outcome: ExportOutcome) -> dict[str, str]:
    """The files that tell others of the dataset, by name: the card, and what else belongs to it.

    Args:
        facts: facts about the dataset that are not counted.
        outcome: the outcome of the export, with its counts.
    """
    summary = _summary(facts, outcome.tally)
    files = {CARD: card(facts, outcome)}
    if facts.head is not None:
        files[CROISSANT] = croissant(facts.head, summary, outcome.checksums, facts.generator)
    return files | (citation_files(facts.credits, summary) if facts.is_cited else {})


def card(facts: CardFacts, outcome: ExportOutcome) -> str:
    """The text of the card (Markdown).

    Args:
        facts: facts about the dataset that are not counted.
        outcome: the outcome of the export, with its counts.
    """
    parts = [
        hub_head(facts.head) if facts.head else "",
        f"# {_plain(facts.credits.title or facts.name)}\n",
        _sources(outcome.tally, facts.languages),
        _counts(outcome.tally, facts),
        _assistant(outcome.tally),
        _agreement(facts.agreement, facts.agreement_basis),
        _annotators(outcome.tally),
        _codebook(facts.codebook),
        _losses(outcome),
        _kinds_of_rows(facts.head),
        _authors(facts.credits),
        _licence(facts.credits),
        _making(facts, outcome),
    ]
    return visible("\n".join(part for part in parts if part))


def _summary(facts: CardFacts, tally: DatasetCounts) -> str:
    """A sentence on the dataset: its size, its tags, its codebook."""
    tags = ", ".join(sorted(tally.by_label()))
    spans = counted(sum(tally.by_label().values()), "annotation")
    about = f"{counted(tally.total, 'news article')} with {spans}{f' ({tags})' if tags else ''}"
    codebook = facts.codebook
    return f"{about}, by the codebook “{codebook.name or codebook.id}”, version {codebook.version}."


def _sources(tally: DatasetCounts, languages: Languages) -> str:
    lines = [f"{counted(tally.total, 'article')}, {counted(tally.characters, 'character')} of text."]
    lines += [languages.sentence] if languages.sentence else []
    if tally.first_date:
        lines.append(f"Published from {_plain(tally.first_date)} to {_plain(tally.last_date)}.")
    if tally.outlets:
        ranked = sorted(tally.outlets.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{_plain(name)} ({count:,})" for name, count in ranked[:_SHOWN_OUTLETS])
        more = f" and {len(ranked) - _SHOWN_OUTLETS:,} more" if len(ranked) > _SHOWN_OUTLETS else ""
        lines.append(f"Outlets: {shown}{more}.")
    return "## Sources\n\n" + "\n".join(lines) + "\n"


def _counts(tally: DatasetCounts, facts: CardFacts) -> str:
    splits = facts.splits or ("",)
    lines = ["## Counts\n", _row("", *(name or "all" for name in splits)), _row(*["---"] * (len(splits) + 1))]
    lines.append(_row("articles", *(f"{tally.articles.get(name, 0):,}" for name in splits)))
    for label in sorted({label for _, label in tally.labels}):
        lines.append(_row(label, *(f"{tally.labels.get((name, label), 0):,}" for name in splits)))
    for kind in sorted({kind for _, kind in tally.relations}):
        lines.append(_row(f"→ {kind}", *(f"{tally.relations.get((name, kind), 0):,}" for name in splits)))
    if (facts.seed is not None or facts.division) and facts.splits:
        usual = f"Split by article with seed {facts.seed}, balanced by label; near-duplicates are in one part together."
        lines.append(f"\n{_plain(facts.division or usual)}")
    return "\n".join(lines) + "\n"


def _agreement(figures: Sequence[AgreementFacts], basis: AgreementBasis | None) -> str:
    if not figures:
        return ""
    said = [f"{_plain(basis.sentence)}\n"] if basis is not None else []
    lines = ["## Agreement between annotators\n", *said]
    lines += [_row("tag", "measure", "value", "spans"), _row(*["---"] * 4)]
    lines += [_row(one.label, one.measure, f"{one.value:.2f}", f"{one.count:,}") for one in figures]
    measures = [name for name in dict.fromkeys(one.measure for one in figures) if name in MEASURE_WORDS]
    words = [(name, MEASURE_WORDS[name]) for name in measures]
    lines += ["", *(f"- {name}: {one.sentence} ({one.paper})" for name, one in words)] if words else []
    return "\n".join(lines) + "\n"


def _assistant(tally: DatasetCounts) -> str:
    """The shares of each label that a program proposed and a person accepted, and that a person corrected then."""
    lines = []
    totals = tally.by_label()
    for label, count in sorted(tally.proposed.items()):
        share, corrected = _percent(count, totals[label]), _percent(tally.corrected.get(label, 0), count)
        lines.append(f"- {label}: {share} % were proposed ({count:,}); {corrected} % of those corrected")
    if not lines:
        return ""
    head = "Annotations that the program proposed and the annotator accepted:"
    return f"## Suggestions\n\n{head}\n\n" + "\n".join(lines) + "\n"


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def _annotators(tally: DatasetCounts) -> str:
    named = sorted(tally.annotators.items())
    return "## Annotators\n\n" + "".join(f"- {name}: {counted(count, 'article')}\n" for name, count in named)


def _codebook(codebook: Codebook) -> str:
    head = f"## Codebook: {_plain(codebook.name or codebook.id)}, version {codebook.version}\n"
    return "\n".join([head, *(_tag(tag, codebook) for tag in codebook.tags if not tag.retired)])


def _tag(tag: Tag, codebook: Codebook) -> str:
    path = codebook.path_of(tag.id)
    lines = [f"### {_plain(tag.id)}\n", f"In the group: {_plain(' / '.join(path))}" if len(path) > 1 else ""]
    lines += [_plain(tag.definition), f"Edges: {_plain(tag.edges)}" if tag.edges else ""]
    lines += [f"Example: {_plain(example)}" for example in tag.examples]
    lines += [f"Not so: {_plain(example)}" for example in tag.counterexamples]
    for attribute in tag.attributes:
        values = " | ".join(value.id for value in attribute.values) or attribute.type
        meaning = f" ({_plain(attribute.definition)})" if attribute.definition else ""
        lines.append(f"- `{attribute.id}`: {values}{meaning}")
    lines += [f"- relation `{role.role}` to {', '.join(role.to)}" for role in tag.links]
    return "\n".join(line for line in lines if line) + "\n"


def _losses(outcome: ExportOutcome) -> str:
    body = "".join(f"- {sentence}\n" for sentence in outcome.losses.loss_sentences()) or "None.\n"
    if notices := outcome.losses.notices():
        body += "\nTo know, and no loss:\n\n" + "".join(f"- {sentence}\n" for sentence in notices)
    named = [f"- {_plain(words)}" for words in outcome.damaged[:SHOWN_FILES]]
    more = len(outcome.damaged) - len(named)
    named += [f"- and {more:,} more, which LOSSES.md names"] if more > 0 else []
    damaged = "\nFiles that were left out because they are damaged:\n\n" + "\n".join(named) + "\n" if named else ""
    return f"## Known losses\n\n{body}{damaged}\nDetails stand in LOSSES.md.\n"


def _kinds_of_rows(head: HeadFacts | None) -> str:
    """The configurations, where there are several."""
    if head is None or len(head.configs) < 2:
        return ""
    lines = [f"- `{one.name}`: {one.purpose}; {counted(sum(one.rows.values()), 'row')}\n" for one in head.configs]
    return "## Rows\n\n" + "".join(lines)


def _authors(credits: Credits) -> str:
    return "## Authors\n\n" + "".join(f"- {_plain(words)}\n" for words in credits.authors) if credits.authors else ""


def _licence(credits: Credits) -> str:
    if credits.licence:
        address = f", {_plain(credits.licence_address)}" if credits.spdx else ""
        return f"## Licence\n\n{_plain(credits.licence)}{address}\n"
    words = "None was chosen (--licence). Who owns the texts and the annotations, and what may be done with each, is to"
    return f"## Licence\n\n{words} be said before the dataset is passed on.\n"


def _making(facts: CardFacts, outcome: ExportOutcome) -> str:
    lines = [_MAKING, f"By {facts.generator}, with\n", f"    {facts.command}\n"]
    if facts.usage:
        lines += ["It is read with\n", f"    {facts.usage}\n"]
    shown = list(outcome.checksums.items())[:SHOWN_FILES]
    lines += ["SHA-256:\n", *(_listed(name, value) for name, value in shown), ""]
    return "\n".join(lines)


_LINKING = re.compile(r"[\\\[\]]")
_MAKING = "## How it was made\n"
_TEXTS = "## Texts\n\n"
_TOLD = re.compile(rf"^{_TEXTS}.*\n\n", re.MULTILINE)
_OF_ARTICLES = re.compile(r"\([\d,]+ files? of articles\)")
_LISTED = re.compile(r"^- `([^`\n]+)`: [0-9a-f]{64}$", re.MULTILINE)


def _listed(name: str, sha256: str) -> str:
    return f"- `{name}`: {sha256}"


def listed_files(text: str) -> list[str]:
    """The files whose sums a card tells.

    Args:
        text: of the card.
    """
    return _LISTED.findall(text)


def with_sums(text: str, sums: Mapping[str, str]) -> str:
    """A card that tells other sums of some files.

    Args:
        text: of the card.
        sums: SHA-256 of each file by its path.
    """
    return _LISTED.sub(lambda found: _listed(found[1], sums[found[1]]) if found[1] in sums else found[0], text)


def with_sum_of_articles(text: str, number: int, sha256: str) -> str:
    """A card that tells another number and sum of the files that are articles' own.

    Args:
        text: of the card.
        number: of such files.
        sha256: of them all.
    """
    name = f"({counted(number, 'file')} of articles)"
    return _LISTED.sub(lambda found: _listed(name, sha256) if _OF_ARTICLES.fullmatch(found[1]) else found[0], text)


def with_texts_told(text: str, missing: int) -> str:
    """A card that says that texts were put back since the export.

    Args:
        text: of the card.
        missing: number of articles whose texts are still not there.
    """
    but = f", but for those of {counted(missing, 'article')}" if missing else ""
    said = f"{_TEXTS}The texts were put back since by `analyst-app rehydrate`{but}.\n\n"
    before, head, after = _TOLD.sub("", text).partition(_MAKING)
    return f"{before}{said}{head}{after}" if head else text


def _row(*cells: str) -> str:
    return "| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |"


def _plain(text: str) -> str:
    """Text of others on one line, so that it cannot begin a heading or a list, and is neither link nor picture."""
    return _LINKING.sub(r"\\\g<0>", " ".join(text.split())).replace("<", "&lt;")
