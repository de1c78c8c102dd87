"""A look at an export before it is made: first rows, losses and the balance of splits, from the first articles."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import MissingExtra
from analyst_app.export.contract import Format, Options
from analyst_app.export.engine import Onlooker
from analyst_app.export.executors import aside, executor_for
from analyst_app.export.exporting import ExportRequest, Plan, planned
from analyst_app.export.job import load_all
from analyst_app.export.losses import LossTally
from analyst_app.export.registry import FORMATS
from analyst_app.export.request import check
from analyst_app.export.rows import ExportArticle
from analyst_app.export.selection import LayerCounts, annotated, layer_counts, size_of
from analyst_app.export.wordless import without_words
from analyst_app.storage.error_log import reason
from analyst_app.wording import in_english

ARTICLES = 20
LARGE = 2_000_000
"""Bytes of an article and its layers: some formats build more than that in one step that no other thread interrupts."""
CHARACTERS = 4_000


@dataclass
class Preview:
    """A look at an export before it is made."""

    rows: str = ""
    """The beginning of its first file that has rows, as text; of a file that is no text, the same rows in letters."""
    file: str = ""
    """Name of that file; empty if no file of the export has these very rows."""
    losses: list[str] = field(default_factory=list)
    """A sentence for each kind of loss."""
    damaged: list[str] = field(default_factory=list)
    """A sentence for each file that was met and cannot be used: nothing is written unless these are left out."""
    looked_at: int = 0
    """Articles that rows and losses come from."""
    articles: int = 0
    """Articles that would be exported."""
    beyond_parts: int = 0
    """Articles that no part takes in, as where they have no date; ``articles`` is without them."""
    balance: dict[str, Counter[str]] = field(default_factory=dict)
    """Articles (under ``""``) and spans by label in each split."""


class Counted(NamedTuple):
    """All that would be exported, counted."""

    articles: int
    annotations: int
    damaged: list[str]
    """A sentence for each file that cannot be used: nothing is written unless these are left out."""


def preview(request: ExportRequest, watch: Onlooker | None = None) -> Preview:
    """Look at the first articles of what a request would export. Blocking; writes nothing.

    Args:
        request: what the person asks for.
        watch: told of progress, and asked whether to stop.

    Raises:
        AnalystError: what an export would refuse.
    """
    watch = watch or Onlooker()
    check(request)
    counts = layer_counts(request.corpus, request.seal)
    with executor_for(counts.articles, workers=1) as executor:
        plan = planned(_light(request, counts), counts, executor, watch)
    plan.request = request
    losses = LossTally()
    counts.tell_withheld(losses, request.corpus.name)
    if plan.left_out:
        losses.add("no layer", request.corpus.name, plan.choice.layer, plan.left_out)
    if plan.division is not None:
        losses.take(plan.division.losses)
    tickets = islice(plan.tickets(), ARTICLES)
    damaged = list(plan.damaged)
    met = list(tickets)
    articles = []
    for article, lost in load_all(plan.job, met, damaged):
        articles.append(article)
        losses.take(lost)
    whole = plan.articles - plan.left_out - (len(met) - len(articles))
    beyond = plan.division.left_out if plan.division is not None else 0
    shown = Preview(looked_at=len(articles), articles=whole - beyond, beyond_parts=beyond, balance=balance(plan))
    try:
        _fill(shown, request.format, articles, plan, losses)
    except MissingExtra:
        raise
    except Exception as error:
        damaged.append(reason(error, request.corpus))
    if not request.with_text:
        without_words(losses, request.keep)
    shown.losses, shown.damaged = losses.sentences(), damaged
    return shown


def balance(plan: Plan) -> dict[str, Counter[str]]:
    """Articles (under ``""``) and spans by label in each split: the preview."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in plan.parts}
    if plan.survey and plan.division is not None:
        for part, labels in zip(plan.division.parts, plan.survey.labels, strict=True):
            if part:
                counts[part][""] += 1
                counts[part].update(labels)
    return counts


def annotation_count(
    request: ExportRequest, is_stopped: Callable[[], bool], tell: Callable[[int, int], object]
) -> Counted | None:
    """Count all that would be exported; None if counting was stopped. Blocking; writes nothing.

    As with a preview, other threads go on meanwhile, whatever the articles are.

    Args:
        request: what the person asks for.
        is_stopped: asked before every article.
        tell: told how many articles are counted, and of how many.

    Raises:
        AnalystError: what an export would refuse.
        Cancelled: it was stopped at a very large article.
    """
    if max((size_of(path, layers) for path, layers in annotated(request.corpus)), default=0) >= LARGE:
        return aside(_counted_alone, request, is_stopped=is_stopped)
    return _counted(request, is_stopped, tell)


def _counted_alone(request: ExportRequest) -> Counted | None:
    """In a process of its own."""
    return _counted(request, lambda: False, lambda done, total: None)


def _counted(
    request: ExportRequest, is_stopped: Callable[[], bool], tell: Callable[[int, int], object]
) -> Counted | None:
    counts, total, sound = layer_counts(request.corpus, request.seal), 0, 0
    light = replace(request, format_name="jsonl", split=None, split_date=None, group_by=None, overlap=None)
    with executor_for(counts.articles, workers=1) as executor:
        plan = planned(light, counts, executor, Onlooker())
    articles, damaged = plan.articles - plan.left_out, list(plan.damaged)
    for done, (article, _) in enumerate(load_all(plan.job, plan.tickets(), damaged)):
        if is_stopped():
            return None
        tell(done, articles)
        sound += 1
        total += len(article.spans) + len(article.zones)
    return Counted(sound, total, damaged)


def preview_aside(request: ExportRequest, is_stopped: Callable[[], bool], large: int = LARGE) -> Preview:
    """A preview that lets other threads of the program go on, whatever the articles are. Blocking; writes nothing.

    Args:
        request: what the person asks for.
        is_stopped: True once nobody wants it any more.
        large: bytes from which an article is looked at in a process of its own.

    Raises:
        AnalystError: what an export would refuse.
        Cancelled: nobody wanted it any more.
    """
    first = islice(annotated(request.corpus), ARTICLES)
    if max((size_of(path, layers) for path, layers in first), default=0) < large:
        return preview(request)
    return aside(preview, request, is_stopped=is_stopped)


def _light(request: ExportRequest, counts: LayerCounts) -> ExportRequest:
    """Without the survey that a large corpus makes slow, unless a split needs it."""
    if request.is_divided or counts.articles <= ARTICLES:
        return request
    return replace(request, format_name="jsonl")


def _fill(shown: Preview, form: Format, articles: list[ExportArticle], plan: Plan, losses: LossTally) -> None:
    options = plan.options
    if form.overlap and form.overlap_default and not options.overlap:
        options = replace(options, overlap=form.overlap[0])
    with in_english():
        _fill_in_english(shown, form, articles, options, losses)


def _fill_in_english(
    shown: Preview, form: Format, articles: list[ExportArticle], options: Options, losses: LossTally
) -> None:
    units = [unit for one in articles for unit in ([one] if form.holds_layers else one.apart())]
    if form.shard:
        losses.take(_shard_losses(form, units, options))
    files, lost = _encoded(form, units, options)
    losses.take(lost)
    if form.seen_as:
        files = _encoded(FORMATS[form.seen_as], articles, options)[0] if form.seen_as in FORMATS else {}
    readable = {name: data for name, data in files.items() if not name.endswith((".zip", ".txt"))}
    first = next(iter(readable), "")
    shown.file = "" if form.seen_as else first
    beginning = readable.get(first, b"")[: 4 * CHARACTERS + 3]  # at most four bytes a letter, and a mark of three
    shown.rows = beginning.decode("utf-8-sig", "replace")[:CHARACTERS]


def _encoded(form: Format, units: list[ExportArticle], options: Options) -> tuple[dict[str, bytes], LossTally]:
    """The files of some articles, and what they lose; none of a format that writes many articles at once."""
    frames = form.frames(options)
    files: dict[str, bytes] = {}
    losses = LossTally()
    for unit in units if form.encode else ():
        assert form.encode is not None  # noqa: S101 - for the type checker
        piece = form.encode(unit, options)
        losses.take(piece.losses)
        for name, data in piece.files.items():
            frame = frames.get(name)
            joiner = frame.joiner if frame and name in files else b""
            files[name] = files.get(name, frame.head if frame else b"") + joiner + data
    return files, losses


def _shard_losses(form: Format, units: list[ExportArticle], options: Options) -> LossTally:
    with tempfile.TemporaryDirectory() as folder:
        return form.shard(Path(folder) / "shard", iter(units), options, lambda _: None) if form.shard else LossTally()
