"""An export as a person asks for it, by the command or in the dialog; and why it cannot be made so."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from analyst_app.core.layer_ids import is_reading
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import UsageError
from analyst_app.export.card import AgreementBasis, AgreementFacts
from analyst_app.export.contract import Format
from analyst_app.export.describing.citation import check_citation
from analyst_app.export.describing.credits import Credits, is_orcid
from analyst_app.export.dividing.division import groups_of, rule_of
from analyst_app.export.executors import LOCAL
from analyst_app.export.overlap import STRATEGIES
from analyst_app.export.registry import FORMATS
from analyst_app.export.selection import LayerCounts, choose
from analyst_app.export.wordless import FACTS_KEPT, KEEPS


@dataclass(frozen=True)
class ExportRequest:
    """An export as the person asked for it."""

    corpus: Path
    format_name: str = "jsonl"
    output: Path = Path("export")
    layer: str | None = None
    split: str | None = None
    """As ``80/10/10``."""
    split_date: str | None = None
    """As ``2024-01-01`` or ``2024-01-01,2024-07-01``, in place of shares."""
    seed: int = 0
    group_by: str | None = None
    """outlet, month or actor, or several as ``outlet,actor``: articles that share it stay in one split."""
    overlap: str | None = None
    with_text: bool = True
    quote_length: int = 32
    keep: tuple[str, ...] = ()
    """``facts`` and ``names``, as far as they go in where texts do not."""
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

    @property
    def is_divided(self) -> bool:
        """True if it has parts."""
        return bool(self.split or self.split_date)

    @property
    def tells_files(self) -> bool:
        """True if what is written may name files: their names are as good as titles."""
        return self.with_text or FACTS_KEPT in self.keep

    @property
    def names_layers(self) -> bool:
        """True if it may name the files of layers, whose names hold an annotator's."""
        return self.tells_files and not self.with_pseudonyms

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
            ("--split-date", self.split_date),
            ("--seed", str(self.seed) if self.split else None),
            ("--group-by", self.group_by),
            ("--overlap", self.overlap),
            ("--title", self.credits.title or None),
            *(("--author", author) for author in self.credits.authors),
            ("--licence", self.credits.licence or None),
            ("--scheme", self.scheme if self.scheme != "IOB2" else None),
            ("--keep", ",".join(self.keep) or None),
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


def data_file(request: ExportRequest) -> str:
    """The output's name if it names the one data file of its format, else empty (it is a folder)."""
    form, output = request.format, request.output
    fits = form.suffix and output.suffix.lower() == form.suffix and not request.is_divided
    return output.name if fits else ""


def check(request: ExportRequest) -> None:
    """Do nothing if a request can be met.

    Raises:
        UsageError: two things do not go together, or something is asked for that there is not.
    """
    form = request.format
    if request.output.suffix.lower() == ".pdf":
        raise UsageError(
            "An export writes no PDF: in the window it is File ▸ Save reading as…. For a page to print, "
            "use --format report --output NAME.html; for a document, --format report-docx --output NAME.docx."
        )
    if request.overlap and request.overlap not in STRATEGIES:
        raise UsageError(f"{request.overlap} is no strategy; there are {', '.join(STRATEGIES)}.")
    if request.overlap and request.overlap not in form.overlap:
        offered = f"choose {', '.join(form.overlap)}" if form.overlap else "it holds overlapping spans as they are"
        raise UsageError(f"--overlap {request.overlap} does not apply to {form.name}: {offered}.")
    if not request.with_text and not form.holds_standoff:
        able = ", ".join(name for name, one in FORMATS.items() if one.holds_standoff)
        raise UsageError(
            f"{form.name} is made of the articles' own words, and nothing of it is left without texts. "
            f"Take {able}, or let the texts in (without --no-text)."
        )
    rule_of(request.split, request.split_date)
    if groups_of(request.group_by) and request.split_date:
        raise UsageError(
            "--group-by does not go with --split-date: what stays together would not be divided by its dates. "
            "Give --split in place of the date, or leave --group-by out."
        )
    if groups_of(request.group_by) and not request.split:
        if request.split_date:
            raise UsageError("--group-by says what stays together in a split by shares; a split by date has none.")
        raise UsageError("--group-by says what stays together in a split; give --split too.")
    if wrong := next((one.orcid for one in request.credits.makers if one.orcid and not is_orcid(one.orcid)), ""):
        raise UsageError(f"{wrong} is nobody's ORCID: its last sign does not go with the others. Look it up again.")
    if request.with_citation:
        check_citation(request.credits, data_file(request))
    if unknown := [one for one in request.keep if one not in KEEPS]:
        raise UsageError(f"{unknown[0]} is nothing that --keep lets in; choose {', '.join(KEEPS)}.")
    if request.keep and request.with_text:
        raise UsageError("--keep says what goes in although the texts do not; give --no-text too.")
    if request.quote_length < 0:
        raise UsageError("--quote-length is a number of characters, 0 or more.")
    top = request.corpus if request.corpus.is_dir() else request.corpus.parent
    if Path(os.path.realpath(top)).is_relative_to(os.path.realpath(request.output)):
        raise UsageError(f"{request.output} holds the corpus itself; choose another place for the export.")
