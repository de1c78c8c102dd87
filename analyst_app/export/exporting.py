"""A whole export, from what the person asked for to the files in their place.

Both the command and the dialog come through here: layers are chosen, the
corpus is surveyed if the format or a split needs it, articles stream through
the engine, and LOSSES.md and the card are written beside the data.
"""

from __future__ import annotations

import os
import pickle
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path

from analyst_app import __version__
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_reading
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import CodebookInvalid, ExportRefused, UsageError
from analyst_app.export.card import AgreementBasis, AgreementFacts, CardFacts, descriptions
from analyst_app.export.cluster.cluster_calls import Cluster
from analyst_app.export.cluster.dask_cluster import check_places
from analyst_app.export.cluster.whole_paths import as_named, first_files, with_whole_paths
from analyst_app.export.contract import Format, Options, Vocabulary
from analyst_app.export.corpus_codebook import corpus_codebook
from analyst_app.export.describing.citation import check_citation
from analyst_app.export.describing.credits import Credits
from analyst_app.export.describing.dataset_languages import LOOKED_AT, languages
from analyst_app.export.describing.hub_head import HeadFacts
from analyst_app.export.engine import Executor, Onlooker, chunks, in_order, run
from analyst_app.export.executors import DASK, LOCAL, executor_for
from analyst_app.export.formats.kept_beside import KeptBeside, kept_beside
from analyst_app.export.job import Exported, ExportJob, ExportOutcome, Ticket, load_all
from analyst_app.export.loading import load, load_as
from analyst_app.export.overlap import STRATEGIES
from analyst_app.export.registry import FORMATS
from analyst_app.export.selection import LayerChoice, LayerCounts, choose, layer_counts, passed_over_by, tickets
from analyst_app.export.splits import GROUPS, Shares, assign
from analyst_app.export.survey import Survey, survey_chunk, surveyed_apart
from analyst_app.export.target import Target
from analyst_app.export.told_files import Unnaming, losses_report, name_misplaced, pseudonyms, unusable
from analyst_app.wording import tr

LOSSES = "LOSSES.md"


@dataclass(frozen=True)
class ExportRequest:
    """An export as the person asked for it."""

    corpus: Path
    format_name: str = "jsonl"
    output: Path = Path("export")
    layer: str | None = None
    split: str | None = None
    """As ``80/10/10``."""
    seed: int = 0
    group_by: str | None = None
    """outlet, month or actor: articles that share it stay in one split."""
    overlap: str | None = None
    with_text: bool = True
    quote_length: int = 32
    with_zones: bool = True
    is_verified: bool = True
    skips_damaged: bool = False
    is_strict: bool = False
    overwrite: bool = False
    with_pseudonyms: bool = False
    with_agreement: bool = False
    """True if the card says how far the annotators agree also where one person's reading is exported."""
    scheme: str = "IOB2"
    with_tokens: bool = True
    """False: a Hugging Face folder has no rows of tokens."""
    credits: Credits = field(default_factory=Credits)
    """The words that only a person can say: title, authors, licence."""
    with_citation: bool = False
    """True if files by which the dataset is cited are written, too."""
    workers: int | None = None
    engine: str = LOCAL
    """A name in ``executors.ENGINES``."""
    scheduler: str | None = None
    """Address of a Dask scheduler; None: that engine starts a cluster here."""
    agreement: tuple[AgreementFacts, ...] = ()
    agreement_basis: AgreementBasis | None = None
    annotator: str = field(default="", compare=False)
    """Whoever asks (who gives the same command gets it from her preferences): of a corpus that is read blind she
    sees others' layers where her own is done; empty: nowhere."""
    is_unsealed: bool = False
    """True if she wants them all the same."""

    @property
    def format(self) -> Format:
        """The format.

        Raises:
            UsageError: there is none of that name.
        """
        if self.format_name not in FORMATS:
            raise UsageError(f"There is no format {self.format_name}; there are {', '.join(FORMATS)}.")
        return FORMATS[self.format_name]

    @property
    def seal(self) -> Seal:
        """The rule by which the layers of others are hidden from whoever asks, with nothing asked of it yet."""
        return Seal(self.annotator, [self.corpus], is_broken=self.is_unsealed)

    def tells_agreement(self, counts_of: LayerCounts) -> bool:
        """True if the card says how far annotators agree: for gold and several readings always, for one's if asked.

        Args:
            counts_of: the layers of the corpus.

        Raises:
            UsageError: no such layer, or none is obvious.
        """
        readers = sum(is_reading(name) for name in counts_of.by_layer)
        return readers > 1 and (self.with_agreement or not choose(counts_of, self.layer).is_one_reading)

    def command(self) -> str:
        """The command line that does the same."""
        words = ["analyst-app", "export", str(self.corpus), "--format", self.format_name]
        words += ["--output", str(self.output)]
        for option, value in (
            ("--layer", self.layer),
            ("--split", self.split),
            ("--seed", str(self.seed) if self.split else None),
            ("--group-by", self.group_by),
            ("--overlap", self.overlap),
            ("--title", self.credits.title or None),
            *(("--author", author) for author in self.credits.authors),
            ("--licence", self.credits.licence or None),
            ("--scheme", self.scheme if self.scheme != "IOB2" else None),
            ("--quote-length", str(self.quote_length) if not self.with_text and self.quote_length != 32 else None),
            ("--engine", self.engine if self.engine != LOCAL else None),
            ("--scheduler", self.scheduler),
        ):
            words += [option, value] if value is not None else []
        for option, is_on in (
            ("--no-text", not self.with_text),
            ("--zones cut", not self.with_zones),
            ("--no-tokens", not self.with_tokens),
            ("--cite", self.with_citation),
            ("--no-verify", not self.is_verified),
            ("--skip-damaged", self.skips_damaged),
            ("--strict", self.is_strict),
            ("--pseudonyms", self.with_pseudonyms),
            ("--agreement", self.with_agreement),
            ("--unseal", self.is_unsealed),
        ):
            words += option.split() if is_on else []
        return shlex.join(words)


@dataclass
class Plan:
    """All that is known before the first byte: layers, vocabulary, splits."""

    request: ExportRequest
    choice: LayerChoice
    codebook: Codebook
    options: Options
    articles: int
    """With the chosen layer, at most."""
    left_out: int
    has_facts: bool = True
    aliases: Mapping[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    """The split of each article, in order; empty without splits."""
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
        if self.parts:
            found = self._split(found)
        if self.request.engine == DASK:
            found = with_whole_paths(corpus, found)
        spoilt = self.survey.spoilt if self.survey is not None else {}
        return (ticket for ticket in found if ticket.id not in spoilt) if spoilt else found

    def _split(self, found: Iterator[Ticket]) -> Iterator[Ticket]:
        assert self.survey is not None  # noqa: S101 - for the type checker: parts come from it
        seen = Survey()
        for ticket, part in zip_longest(seen.noting(found), self.parts):
            if ticket is None or part is None:
                raise ExportRefused(_changed(self.request.corpus))
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
    _check(request, form)
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
        _tell_damaged(plan, outcome)
        plan.beside.tell(outcome.losses)
        counts_of.tell_withheld(outcome.losses, request.corpus.name)
        if plan.left_out:
            outcome.losses.add("no layer", request.corpus.name, plan.choice.layer, plan.left_out)
        if not request.with_text:
            outcome.losses.add("text", request.corpus.name, "analyst-app rehydrate", outcome.tally.total)
        written = Unnaming(request.corpus, plan.aliases).outcome(outcome)
        name = request.output.absolute().name
        report = losses_report(form, name, written, with_pseudonyms=request.with_pseudonyms)
        exported = Exported(outcome, report, left_out=plan.left_out, seal=counts_of.seal)
        if request.is_strict and outcome.losses.total:
            return exported
        single = data_file(request)
        if single:
            (target.folder / form.single).rename(target.folder / single)
            outcome.checksums = {single: outcome.checksums[form.single]}
        (target.folder / LOSSES).write_text(exported.report, "utf-8")
        facts = card_facts(plan, written, target.folder)
        files = descriptions(facts, written)
        if form.recipe:
            files |= form.recipe(target.folder, plan.options, facts.languages.codes, outcome.tally.longest)
        for name, text in files.items():
            (target.folder / name).write_text(text, "utf-8")
        exported.report_path = target.report_path(LOSSES)
        target.commit()
    return exported


def _folder_for(executor: Executor, target: Target, corpus: Path) -> Path:
    """The folder that is written to, as those know it who do the work."""
    if not isinstance(executor, Cluster):
        return target.folder
    check_places(executor, first_files(corpus), target.folder_by_name)
    return target.folder_by_name  # other machines know only names


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
    choice = choose(counts_of, request.layer)
    damaged: list[str] = []
    codebook = corpus_codebook(request.corpus, counts_of.folders, damaged)
    others = passed_over_by(request.corpus, choice)
    damaged += [one.words for one in others if one.is_unread]
    aliases = pseudonyms(choice.annotators) if request.with_pseudonyms else {}
    beside = kept_beside(request.corpus, form, choice.annotators, damaged, has_pseudonyms=bool(aliases))
    shares = Shares.parse(request.split) if request.split else None
    options = Options(
        codebook,
        Vocabulary.of(codebook),
        request.overlap or (form.overlap[0] if form.overlap and form.overlap_default else ""),
        request.with_text,
        request.quote_length,
        request.with_zones,
        tuple(aliases.get(name, name) for name in choice.annotators),
        shares.names if shares else (),
        request.scheme,
        beside.projects,
        with_tokens=request.with_tokens,
    )
    plan = Plan(request, choice, codebook, options, counts_of.articles, 0, counts_of.has_facts, aliases)
    plan.damaged, plan.beside = damaged, beside
    plan.passed_over = [one.words for one in others if not one.is_unread]
    watch.begin(choice.count(counts_of))
    plan.left_out = counts_of.articles - choice.count(counts_of)
    if shares or form.needs_vocabulary:
        plan.survey = _surveyed(plan, executor, watch, with_articles=shares is not None)
        found = plan.survey
        vocabulary = options.vocabulary.with_found(
            found.attributes, found.relations, facts=found.facts, kinds=found.kinds
        )
        plan.options = replace(options, vocabulary=vocabulary)
    if shares and plan.survey:
        plan.parts = assign(plan.survey.labels, plan.survey.clusters(request.group_by), shares, seed=request.seed)
    return plan


def _tell_damaged(plan: Plan, outcome: ExportOutcome) -> None:
    """Note what was left out because it is damaged, or refuse to leave anything out."""
    outcome.passed_over = plan.passed_over
    found = [*(plan.survey.spoilt.values() if plan.survey else ()), *outcome.damaged]
    if plan.request.engine == DASK:
        found = [as_named(plan.request.corpus, words) for words in found]
    outcome.damaged = [*plan.damaged, *found]
    name_misplaced(outcome, plan.request.corpus, with_pseudonyms=plan.request.with_pseudonyms)
    if not outcome.damaged:
        return
    if plan.request.skips_damaged:
        for words in outcome.damaged:
            outcome.losses.add("damaged file", plan.request.corpus.name, words)
        return
    told = "\n".join(" ".join(words.split()) for words in outcome.damaged)
    advice = tr("Nothing was written. Mend that, or leave out what is damaged (--skip-damaged).")
    raise (CodebookInvalid if outcome.damaged == plan.damaged else ExportRefused)(f"{told}\n{advice}")


def data_file(request: ExportRequest) -> str:
    """The output's name if it names the one data file of its format, else empty (it is a folder)."""
    form, output = request.format, request.output
    fits = form.suffix and output.suffix.lower() == form.suffix and not request.split
    return output.name if fits else ""


def card_facts(plan: Plan, outcome: ExportOutcome, folder: Path) -> CardFacts:
    """Facts that the card gives beside counts.

    Args:
        plan: what is known before the first byte.
        outcome: the result of the export.
        folder: the folder of the export, complete but for the card.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
        MissingExtra: a library that is needed is not installed.
    """
    request, form = plan.request, plan.request.format
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
        plan.codebook,
        plan.options.splits,
        request.seed if request.split else None,
        request.agreement,
        head,
        form.usage.replace("PATH", request.output.name if plan.aliases else str(request.output)),
        request.agreement_basis,
        request.credits,
        spoken,
        request.with_citation,
    )


def _written_command(plan: Plan) -> str:
    """The command that makes this export anywhere; with pseudonyms without the annotators and folders it names."""
    request = replace(plan.request, engine=LOCAL, scheduler=None)
    if not plan.aliases:
        return request.command()
    layer = Unnaming(request.corpus, plan.aliases).words(request.layer) if request.layer else None
    plain = replace(request, corpus=Path(request.corpus.name), output=Path(request.output.name), layer=layer)
    return plain.command()


def _check(request: ExportRequest, form: Format) -> None:
    if request.overlap and request.overlap not in STRATEGIES:
        raise UsageError(f"{request.overlap} is no strategy; there are {', '.join(STRATEGIES)}.")
    if request.overlap and request.overlap not in form.overlap:
        offered = f"choose {', '.join(form.overlap)}" if form.overlap else "it holds overlapping spans as they are"
        raise UsageError(f"--overlap {request.overlap} does not apply to {form.name}: {offered}.")
    if not request.with_text and not form.holds_standoff:
        able = ", ".join(name for name, one in FORMATS.items() if one.holds_standoff)
        raise UsageError(f"{form.name} cannot be written without texts; --no-text applies to {able}.")
    if request.group_by and request.group_by not in GROUPS:
        raise UsageError(f"{request.group_by} is nothing to group by; choose {', '.join(GROUPS)}.")
    if request.group_by and not request.split:
        raise UsageError("--group-by says what stays together in a split; give --split too.")
    if request.with_citation:
        check_citation(request.credits, data_file(request))
    if request.quote_length < 0:
        raise UsageError("--quote-length is a number of characters, 0 or more.")
    top = request.corpus if request.corpus.is_dir() else request.corpus.parent
    if Path(os.path.realpath(top)).is_relative_to(os.path.realpath(request.output)):
        raise UsageError(f"{request.output} holds the corpus itself; choose another place for the export.")


def _surveyed(plan: Plan, executor: Executor, watch: Onlooker, *, with_articles: bool) -> Survey:
    pickled, survey = pickle.dumps(plan.job), Survey()
    corpus, seal = plan.request.corpus, plan.request.seal
    found = survey.noting(tickets(corpus, plan.choice, seal=seal))
    if plan.request.engine == DASK:
        found = with_whole_paths(corpus, found)
    calls = ((pickled, chunk, with_articles) for chunk in chunks(found))
    for part in in_order(executor, survey_chunk, calls, surveyed_apart):
        survey.take(part)
        watch.advance(part.articles)
    return survey


def _changed(corpus: Path) -> str:
    return tr("Annotated articles of {corpus} came or went during the export. Nothing was written; export again.",
              corpus=corpus)  # fmt: skip
