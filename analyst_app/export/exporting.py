"""A whole export, from what the person asked for to the files in their place.

Both the command and the dialog come through here: layers are chosen, the
corpus is surveyed if the format or a split needs it, articles stream through
the engine, and LOSSES.md and the card are written beside the data.
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path

from analyst_app import __version__
from analyst_app.core.codebook import Codebook
from analyst_app.errors import CodebookInvalid, ExportRefused, UsageError, sayable
from analyst_app.export.card import CardFacts, descriptions
from analyst_app.export.cluster.cluster_calls import Cluster
from analyst_app.export.cluster.dask_cluster import check_places
from analyst_app.export.cluster.whole_paths import as_named, first_files, with_whole_paths
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.corpus_codebook import corpus_codebook, corpus_people
from analyst_app.export.describing.dataset_languages import LOOKED_AT, languages
from analyst_app.export.describing.hub_head import HeadFacts
from analyst_app.export.dividing.division import DateRule, Division, divided, groups_of, rule_of, sentence
from analyst_app.export.dividing.splits import Shares
from analyst_app.export.dividing.survey import Survey, facts_chunk, survey_chunk, surveyed_apart
from analyst_app.export.engine import Executor, Onlooker, chunks, in_order, run
from analyst_app.export.executors import DASK, LOCAL, executor_for
from analyst_app.export.formats.kept_beside import KeptBeside, kept_beside
from analyst_app.export.job import Exported, ExportJob, ExportOutcome, Ticket, load_all
from analyst_app.export.loading import load, load_as
from analyst_app.export.request import ExportRequest as ExportRequest
from analyst_app.export.request import check
from analyst_app.export.request import data_file as data_file
from analyst_app.export.selection import LayerChoice, LayerCounts, choose, layer_counts, passed_over_by, tickets
from analyst_app.export.target import Target
from analyst_app.export.told_files import (
    Unnaming,
    losses_report,
    name_misplaced,
    pseudonyms,
    unusable,
    without_file_names,
)
from analyst_app.export.wordless import tell_wordless, without_examples_of, without_words
from analyst_app.language.known_people import NOBODY, KnownPeople
from analyst_app.storage.file_names import ARTICLE_SUFFIX
from analyst_app.wording import in_english, tr

LOSSES = "LOSSES.md"
_ARTICLE = re.compile(r"PATH/ARTICLE[.\w]*(\.\w+)")
"""The file of any article, and the end of its name, in the line that loads it."""
_WHOLE = re.compile(r"PATH/(data\.\w+)")
"""The file that an export without parts has, in the line that loads it."""


@dataclass
class Plan:
    """All that is known before the first byte: layers, vocabulary, splits."""

    request: ExportRequest
    choice: LayerChoice
    codebook: Codebook
    options: Options
    articles: int
    """In the corpus, with layers or without."""
    left_out: int
    has_facts: bool = True
    aliases: Mapping[str, str] = field(default_factory=dict)
    division: Division | None = None
    """The part of each article; None without parts."""
    parts: tuple[str, ...] = ()
    """The parts that were asked for, those among them in which there is no article."""
    survey: Survey | None = None
    damaged: list[str] = field(default_factory=list)
    """A sentence about each codebook that cannot be used, and each folder that cannot be read."""
    beside: KeptBeside = field(default_factory=KeptBeside)
    passed_over: list[str] = field(default_factory=list)
    """A sentence about whatever else cannot be used, and has no chosen layer."""

    @property
    def job(self) -> ExportJob:
        """The engine's job."""
        request = self.request
        loader = partial(load_as, dict(self.aliases)) if self.aliases else load
        loader = partial(loader, zones=self.codebook.ids_counted_as("skip"))
        return ExportJob(loader, request.format_name, self.options, request.is_verified)

    def tickets(self) -> Iterator[Ticket]:
        """The articles, in order, each with its split.

        Raises:
            ExportRefused: articles came or went since they were divided into splits.
            UsageError: there is no such folder, article or layer.
        """
        with_sizes = self.request.format.shard is not None
        corpus, seal = self.request.corpus, self.request.seal
        found = tickets(corpus, self.choice, with_sizes=with_sizes, has_facts=self.has_facts, seal=seal)
        if self.division is not None:
            found = self._split(found, self.division.parts)
        if self.request.engine == DASK:
            found = with_whole_paths(corpus, found)
        spoilt = self.survey.spoilt if self.survey is not None else {}
        return (ticket for ticket in found if ticket.id not in spoilt) if spoilt else found

    def _split(self, found: Iterator[Ticket], parts: list[str]) -> Iterator[Ticket]:
        assert self.survey is not None  # noqa: S101 - for the type checker: parts come from it
        seen = Survey()
        for ticket, part in zip_longest(seen.noting(found), parts):
            if ticket is None or part is None:
                raise ExportRefused(_changed(self.request.corpus))
            if part:
                yield ticket._replace(split=part)
        if seen.ids != self.survey.ids:
            raise ExportRefused(_changed(self.request.corpus))


def export(request: ExportRequest, watch: Onlooker | None = None, *, state: Path | None = None) -> Exported:
    """Write a dataset, or refuse and leave everything as it was.

    Args:
        request: what the person asked for.
        watch: told of progress, and asked whether to stop.
        state: the local state folder, where it is noted what is under way; None: nothing is noted.

    Raises:
        AnalystError: why it cannot be done, in words.
        Cancelled: the watch said so.
    """
    watch = watch or Onlooker()
    form = request.format
    check(request)
    counts_of = layer_counts(request.corpus, request.seal)
    with (
        Target(request.output, data_file=data_file(request), overwrite=request.overwrite, state=state) as target,
        executor_for(
            counts_of.articles, workers=request.workers, engine=request.engine, scheduler=request.scheduler
        ) as executor,
    ):
        folder = _folder_for(executor, target, request.corpus)
        plan = planned(request, counts_of, executor, watch)
        watch.begin(plan.choice.count(counts_of))
        outcome = run(plan.job, plan.tickets(), folder, executor, watch)
        _check_is_no_corpus(request, target.folder)
        _tell_damaged(plan, outcome)
        _tell_of_corpus(plan, counts_of, outcome)
        written = Unnaming(request.corpus, plan.aliases).outcome(outcome)
        written = written if request.tells_files else without_file_names(written)
        name = request.output.absolute().name
        with in_english():
            report = losses_report(form, name, written, with_pseudonyms=not request.names_layers)
        exported = Exported(outcome, report, left_out=plan.left_out, seal=counts_of.seal)
        if request.is_strict and outcome.losses.total:
            return exported
        single = data_file(request)
        if single:
            (target.folder / form.single).rename(target.folder / single)
            outcome.checksums = written.checksums = {single: outcome.checksums[form.single]}
        (target.folder / LOSSES).write_text(exported.report, "utf-8")
        with in_english():
            _describe(plan, written, target.folder)
        exported.report_path = target.report_path(LOSSES)
        target.commit()
    return exported


def _check_is_no_corpus(request: ExportRequest, written: Path) -> None:
    """Do nothing unless texts of the export would be articles of the very corpus from now on."""
    top = request.corpus if request.corpus.is_dir() else request.corpus.parent
    if not Path(os.path.realpath(request.output)).is_relative_to(os.path.realpath(top)):
        return
    if text := next(written.rglob(f"*{ARTICLE_SUFFIX}"), None):
        words = tr(
            "{output} lies in the corpus, and the texts of this export ({name}) would be articles of it from then on. "
            "Choose a place outside of {corpus}.",
            output=request.output,
            name=text.name,
            corpus=top,
        )
        raise ExportRefused(words)


def _tell_of_corpus(plan: Plan, counts_of: LayerCounts, outcome: ExportOutcome) -> None:
    """Count what is lost of the corpus as a whole, beside what each article lost."""
    request = plan.request
    plan.beside.tell(outcome.losses)
    counts_of.tell_withheld(outcome.losses, request.corpus.name)
    if plan.left_out:
        outcome.losses.add("no layer", request.corpus.name, plan.choice.layer, plan.left_out)
    for name in plan.choice.answering:
        outcome.losses.add("answers", request.corpus.name, "" if plan.aliases else name)
    for column in request.format.mixed(plan.options):
        outcome.losses.add("mixed column", request.corpus.name, column)
    if plan.division is not None:
        outcome.losses.take(plan.division.losses)
    if not request.with_text:
        tell_wordless(outcome.losses, plan.codebook, outcome.tally.total)
        without_words(outcome.losses, request.keep)


def _describe(plan: Plan, outcome: ExportOutcome, folder: Path) -> None:
    """Write the card and what else tells of an export that lies in a folder."""
    facts = card_facts(plan, outcome, folder)
    files = descriptions(facts, outcome)
    if plan.request.format.recipe:
        files |= plan.request.format.recipe(folder, plan.options, facts.languages.codes, outcome.tally.longest)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def _folder_for(executor: Executor, target: Target, corpus: Path) -> Path:
    """The folder that is written to, as those know it who do the work."""
    if not isinstance(executor, Cluster):
        return target.folder
    check_places(executor, first_files(corpus), target.folder_by_name)
    return target.folder_by_name  # other machines know only names


def _people(request: ExportRequest, counts_of: LayerCounts, damaged: list[str]) -> KnownPeople:
    """Those that the team knows, where the format names people or a person is to stay in one part of a split."""
    if not (request.format.shows_rest or "actor" in groups_of(request.group_by)):
        return NOBODY
    return corpus_people(request.corpus, counts_of.folders, damaged)


def planned(request: ExportRequest, counts_of: LayerCounts, executor: Executor, watch: Onlooker) -> Plan:
    """Everything that must be known before writing; surveys the corpus where that is needed.

    Args:
        request: what the person asked for.
        counts_of: gives the layers of a corpus.
        executor: where the work is done.
        watch: told of progress, and asked whether to stop.

    Raises:
        UsageError: there is no such folder, article or layer.
    """
    form = request.format
    if not counts_of.by_layer and (told := unusable(request.corpus)):
        raise UsageError("\n".join([tr("No layer of this corpus can be used; mend what is named:"), *told]))
    choice = choose(counts_of, request.layer, with_answers=request.format.shows_rest)
    damaged: list[str] = []
    codebook = corpus_codebook(request.corpus, counts_of.folders, damaged)
    others = passed_over_by(request.corpus, choice)
    damaged += [one.words for one in others if one.is_unread]
    aliases = pseudonyms(choice.annotators) if request.with_pseudonyms else {}
    beside = kept_beside(request.corpus, form, choice.annotators, damaged, has_pseudonyms=bool(aliases))
    rule = rule_of(request.split, request.split_date)
    options = replace(
        _options(request, codebook, rule.names if rule else ()),
        annotators=tuple(aliases.get(name, name) for name in choice.annotators),
        corpus="" if aliases else sayable(request.corpus.absolute().name),
        people=_people(request, counts_of, damaged),
        kept=beside.projects,
    )
    plan = Plan(
        request, choice, codebook, options, counts_of.articles + counts_of.unread, 0, counts_of.has_facts, aliases
    )
    plan.damaged, plan.beside = damaged, beside
    plan.passed_over = [one.words for one in others if not one.is_unread]
    watch.begin(choice.count(counts_of))
    plan.left_out = plan.articles - choice.count(counts_of)
    found: Survey | None = None
    if rule or form.needs_vocabulary:
        found = plan.survey = _surveyed(plan, executor, watch, with_articles=rule is not None)
    elif form.needs_facts and counts_of.has_facts:
        found = _surveyed(plan, executor, watch, with_articles=False, look=facts_chunk)
    if found is not None:
        plan.options = replace(options, vocabulary=_with_found(options.vocabulary, found))
    if rule and plan.survey:
        _divide(plan, rule, plan.survey)
    return plan


def _with_found(vocabulary: Vocabulary, found: Survey) -> Vocabulary:
    return vocabulary.with_found(found.attributes, found.relations, facts=found.facts, kinds=found.kinds)


def _divide(plan: Plan, rule: Shares | DateRule, found: Survey) -> None:
    """Give each article its part."""
    plan.parts = rule.names
    plan.division = divided(found, rule, groups_of(plan.request.group_by), seed=plan.request.seed)
    plan.options = replace(plan.options, splits=plan.division.names)  # loaders refuse a file without rows


def _options(request: ExportRequest, codebook: Codebook, splits: tuple[str, ...]) -> Options:
    """The person's choices, the same for every article."""
    form = request.format
    return Options(
        codebook,
        Vocabulary.of(codebook),
        request.overlap or (form.overlap[0] if form.overlap and form.overlap_default else ""),
        request.with_text,
        request.quote_length,
        request.with_zones,
        splits=splits,
        scheme=request.scheme,
        is_one_file=bool(data_file(request)),
        with_tokens=request.with_tokens,
        keep=request.keep,
    )


def _tell_damaged(plan: Plan, outcome: ExportOutcome) -> None:
    """Note what was left out because it is damaged, or refuse to leave anything out."""
    outcome.passed_over = plan.passed_over
    found = [*(plan.survey.spoilt.values() if plan.survey else ()), *outcome.damaged]
    if plan.request.engine == DASK:
        found = [as_named(plan.request.corpus, words) for words in found]
    outcome.damaged = [*plan.damaged, *found]
    name_misplaced(outcome, plan.request.corpus, with_pseudonyms=not plan.request.names_layers)
    if not outcome.damaged:
        return
    if plan.request.skips_damaged:
        for words in outcome.damaged:
            outcome.losses.add("damaged file", plan.request.corpus.name, words)
        return
    told = "\n".join(" ".join(words.split()) for words in outcome.damaged)
    advice = tr("Nothing was written. Mend that, or leave out what is damaged (--skip-damaged).")
    raise (CodebookInvalid if outcome.damaged == plan.damaged else ExportRefused)(f"{told}\n{advice}")


def _usage(plan: Plan, folder: Path) -> str:
    """The line of Python that loads an export where it lies: a folder, or the one file that was named.

    Of an export in parts it names the first part's file, and of one with a folder for each reading the first.
    """
    request, splits = plan.request, plan.options.splits
    form, place = request.format, str(request.output) if request.names_layers else request.output.name
    line = form.usage
    if one := _ARTICLE.search(line):
        inner = ("", *(f"{split}/" for split in splits), *plan.options.folders())
        held = next((name for name in inner if any((folder / name).glob(f"*{one[1]}"))), "")
        line = line.replace("ARTICLE", f"{held}ARTICLE")
    whole = _WHOLE.search(line)
    if whole and splits and not (folder / whole[1]).exists():
        line = line.replace(whole[1], f"{splits[0]}{Path(whole[1]).suffix}")
    if data_file(request):
        line = line.replace(f"PATH/{form.single}", "PATH").replace("PATH/index.html", "PATH")
        line = line.replace("data_dir=", "data_files=")
    return line.replace("PATH", place)


def card_facts(plan: Plan, outcome: ExportOutcome, folder: Path) -> CardFacts:
    """Facts that the card gives beside counts.

    Args:
        plan: what is known before the first byte.
        outcome: the result of the export.
        folder: the folder of the export, complete but for the card.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
        MissingExtra: a library that is needed is not installed.
        UsageError: what the parts were asked to be is no such thing.
    """
    request, form = plan.request, plan.request.format
    rule = rule_of(request.split, request.split_date)
    first = load_all(plan.job, islice(plan.tickets(), LOOKED_AT), []) if form.hub or form.recipe else ()
    spoken = languages(outcome.tally.languages, outcome.tally.total, (article for article, _ in first))
    head = None
    if form.hub:
        head = HeadFacts(
            request.output.stem or "dataset",
            request.credits,
            spoken.codes,
            outcome.tally.total,
            form.hub(folder, plan.options),
            plan.choice.annotators,
        )
    return CardFacts(
        request.output.stem or "dataset",
        form.name,
        _written_command(plan),
        f"analyst-app {__version__}",
        plan.codebook if request.with_text else without_examples_of(plan.codebook),
        plan.parts,
        request.seed if request.split else None,
        request.agreement,
        head,
        _usage(plan, folder),
        request.agreement_basis,
        request.credits,
        spoken,
        request.with_citation,
        sentence(rule, groups_of(request.group_by), seed=request.seed) if rule else "",
    )


def _written_command(plan: Plan) -> str:
    """The command that makes this export anywhere, without what it names and the dataset may not."""
    request = replace(plan.request, engine=LOCAL, scheduler=None)
    if not request.tells_files:
        request = replace(request, corpus=Path("CORPUS"), output=Path(request.output.name))
    if not plan.aliases:
        return request.command()
    layer = Unnaming(request.corpus, plan.aliases).words(request.layer) if request.layer else None
    plain = replace(request, corpus=Path(request.corpus.name), output=Path(request.output.name), layer=layer)
    return plain.command()


def _surveyed(
    plan: Plan,
    executor: Executor,
    watch: Onlooker,
    *,
    with_articles: bool,
    look: Callable[..., Survey] = survey_chunk,
) -> Survey:
    pickled, survey = pickle.dumps(plan.job), Survey()
    corpus, seal = plan.request.corpus, plan.request.seal
    found = survey.noting(tickets(corpus, plan.choice, seal=seal))
    if plan.request.engine == DASK:
        found = with_whole_paths(corpus, found)
    calls = ((pickled, chunk, with_articles) for chunk in chunks(found))
    for part in in_order(executor, look, calls, surveyed_apart):
        survey.take(part)
        watch.advance(part.articles)
    return survey


def _changed(corpus: Path) -> str:
    return tr("Annotated articles of {corpus} came or went during the export. Nothing was written; export again.",
              corpus=corpus)  # fmt: skip
