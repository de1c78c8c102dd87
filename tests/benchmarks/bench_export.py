"""Export against raw read and encode: the bytes read, decoded and written in the same rows, with no check at all.

*Raw read and encode* reads each article and its layer as bare bytes, decodes the
layer with msgspec into typed objects that hold only what the rows need, makes
the same rows, and writes them: as JSON Lines with msgspec, as Parquet with
pyarrow by columns (the quickest way that it has; by rows it takes twice as
long). It looks for no layer but the one it knows to be there, compares no hash
and no word with the text, and reads nothing back. It makes no rows of tokens, so the
Parquet export that stands against it makes none, and what they cost stands beside. One process stands against
one process, by processor time; beside that stands what two cores do by the clock.

The corpora (10,000 and 100,000 articles of 3 kB with 20 annotations each) are
made once in the temporary folder and stay there for the next run.
"""

from __future__ import annotations

import gc
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import msgspec

from analyst_app.cli import main
from analyst_app.core.codebook import Codebook
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.facts.layer_row import LayerRow
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.formats import hub_folder, jsonl
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow
from analyst_app.resources import built_in_codebook
from tests.benchmarks.export_corpus import make
from tests.benchmarks.rows import Row

PLACE = Path(tempfile.gettempdir()) / f"analyst-bench-{os.getuid() if hasattr(os, 'getuid') else 0}"
ROUNDS = 3
CODEBOOK = Codebook.from_data(built_in_codebook())


def rows() -> Iterator[Row]:
    """The figures of issues 3 and 17."""
    sizes = [int(size) for size in os.environ.get("ANALYST_BENCH_ARTICLES", "10000,100000").split(",")]
    for size in sizes:
        corpus = make(PLACE / f"corpus-{size}", size)
        name = f"{size // 1000},000 articles"
        yield from _ratios(corpus, name, ROUNDS if size <= 10_000 else 1)
    yield from _memory(max(sizes))
    yield _watching(PLACE / f"corpus-{sizes[0]}")


def _ratios(corpus: Path, name: str, rounds: int) -> Iterator[Row]:
    raw(corpus)  # warm
    taken: dict[str, list[Spent]] = {}
    for _ in range(rounds):
        for what, act in (
            ("raw", lambda: raw(corpus)),
            ("bare jsonl", lambda: bare_jsonl(corpus, PLACE / "bare")),
            ("bare parquet", lambda: bare_parquet(corpus, PLACE / "bare")),
            ("jsonl", lambda: _export(corpus, "jsonl", "--workers", "1")),
            ("parquet", lambda: _export(corpus, "huggingface", "--no-tokens", "--workers", "1")),
            ("tokens", lambda: _export(corpus, "huggingface", "--workers", "1")),
            ("tables", lambda: _export(corpus, "parquet", "--workers", "1")),
            ("jsonl, pool", lambda: _export(corpus, "jsonl")),
            ("parquet, pool", lambda: _export(corpus, "huggingface", "--no-tokens")),
            ("check", lambda: _check(corpus)),
        ):
            taken.setdefault(what, []).append(_spent(act))
    own = {what: median(one.processor for one in times) for what, times in taken.items()}
    clock = {what: median(one.clock for one in times) for what, times in taken.items()}
    one = "share of raw read and encode, one process each"
    yield Row(f"JSONL, {name}: {one}", own["bare jsonl"] / own["jsonl"], 0.6, at_least=True)
    yield Row(f"Parquet, {name}: {one}", own["bare parquet"] / own["parquet"], 0.45, at_least=True)
    yield Row(f"Parquet tables, {name}: {one}", own["bare parquet"] / own["tables"], 0.45, at_least=True)
    yield Row(f"Parquet, {name}: with rows of tokens to without, one process", own["tokens"] / own["parquet"], math.inf)
    pool = "share of raw read and encode in one process, by the clock on all cores"
    yield Row(f"JSONL, {name}: {pool}", clock["bare jsonl"] / clock["jsonl, pool"], 0.6, at_least=True)
    yield Row(f"Parquet, {name}: {pool}", clock["bare parquet"] / clock["parquet, pool"], 0.45, at_least=True)
    yield Row(f"check, {name}: to raw read", clock["check"] / clock["raw"], 3.5)


class Spent(NamedTuple):
    """What something took, in seconds."""

    clock: float
    processor: float
    """Of this process."""


def raw(corpus: Path) -> None:
    """Read every file."""
    for name in sorted(os.listdir(corpus)):  # noqa: PTH208 - the barest way
        with open(f"{corpus}/{name}", "rb") as file:  # noqa: PTH123 - the barest way
            file.read()


class BareAnnotation(msgspec.Struct, gc=False):
    """Of an annotation, what a row needs."""

    id: str
    tag: str
    start: int
    end: int
    exact: str
    attributes: dict[str, Any]
    note: str


class BareLink(msgspec.Struct, gc=False):
    """Of a link, what a row needs."""

    id: str
    role: str
    from_id: str = msgspec.field(name="from")
    to_id: str = msgspec.field(name="to")


class BareLayer(msgspec.Struct, gc=False):
    """Of a layer, what rows need."""

    source: dict[str, str]
    text: dict[str, Any]
    codebook: dict[str, Any]
    layer: dict[str, Any]
    annotations: list[BareAnnotation]
    links: list[BareLink]


def bare_articles(corpus: Path, layer: str = "alice") -> Iterator[ExportArticle]:
    """The rows of every article, taken as they stand."""
    decode = msgspec.json.Decoder(BareLayer).decode
    for name in sorted(os.listdir(corpus)):  # noqa: PTH208 - the barest way
        if not name.endswith(".txt"):
            continue
        with open(f"{corpus}/{name}", "rb") as file:  # noqa: PTH123 - the barest way
            text = file.read().decode()
        with open(f"{corpus}/{name}.{layer}.annotations.json", "rb") as file:  # noqa: PTH123 - the barest way
            held = decode(file.read())
        source = held.source
        yield ExportArticle(
            name,
            text,
            [SpanRow(o.id, o.tag, o.start, o.end, o.exact, o.attributes, layer, o.note) for o in held.annotations],
            [RelationRow(one.id, one.role, one.from_id, one.to_id, layer) for one in held.links],
            [],
            SourceRow(source["name"], source["sha256"], held.text["sha256"], source["encoding"]),
            [LayerRow(layer, held.layer["status"], held.layer["note"], held.codebook["id"], held.codebook["version"])],
        )


def bare_jsonl(corpus: Path, path: Path) -> None:
    """The rows as JSON Lines."""
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as file:
        for one in bare_articles(corpus):
            rows = (one.spans, one.relations, one.zones, one.source, one.layers)
            file.write(encode(jsonl.ArticleLine(one.id, one.text, *rows)) + b"\n")


def bare_parquet(corpus: Path, path: Path) -> None:
    """The rows as Parquet."""
    import pyarrow
    import pyarrow.parquet

    options = Options(CODEBOOK, Vocabulary.of(CODEBOOK))
    schema, rest = hub_folder._schema(pyarrow, options), bare_articles(corpus)
    kinds = {"compression": "snappy", "use_dictionary": hub_folder.REPEATED}
    with pyarrow.parquet.ParquetWriter(path, schema, **kinds) as writer:
        while group := list(islice(rest, hub_folder.ROW_GROUP)):
            writer.write_batch(hub_folder._batch(pyarrow, schema, group, options))


def _export(corpus: Path, name: str, *more: str) -> None:
    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    _run(["export", str(corpus), "--format", name, "--output", str(out), *more])


def _check(corpus: Path) -> None:
    _run(["check", str(corpus)])


def _run(arguments: list[str]) -> None:
    with Path(os.devnull).open("w") as nowhere:
        saved = sys.stderr, sys.stdout
        sys.stderr = sys.stdout = nowhere
        try:
            code = main(arguments)
        finally:
            sys.stderr, sys.stdout = saved
    assert code == 0, arguments


def _memory(most: int) -> Iterator[Row]:
    """Peak of the process and its workers together, at many articles against a thousand.

    A thousand articles are one Parquet shard, the work of one process: so are the many, then.
    """
    few = make(PLACE / "corpus-1000", 1000)
    for name, workers in (("jsonl", 2), ("huggingface", 1)):
        share = _peak(PLACE / f"corpus-{most}", name, workers) / _peak(few, name, workers)
        yield Row(f"peak memory, {name}: {most:,} articles to 1,000", share, 1.2)


def _peak(corpus: Path, name: str, workers: int) -> float:
    import psutil

    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "analyst_app", "export", str(corpus), "--format", name, "--output", str(out)]
    process = psutil.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            family = [process, *process.children(recursive=True)]
            peak = max(peak, sum(one.memory_full_info().pss for one in family))
        except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
            continue
        time.sleep(0.05)
    assert process.returncode == 0
    return float(peak)


def _watching(corpus: Path) -> Row:
    """What it costs to tell of progress and ask for a cancel."""
    from analyst_app.export.engine import Onlooker
    from analyst_app.export.exporting import ExportRequest, export

    plain, watched = [], []
    for _ in range(ROUNDS):
        for times, watch in ((plain, None), (watched, Onlooker(lambda done, total: None, lambda: False))):
            shutil.rmtree(PLACE / "out", ignore_errors=True)
            request = ExportRequest(corpus=corpus, output=PLACE / "out", workers=1)
            times.append(_seconds(lambda request=request, watch=watch: export(request, watch)))
    return Row("progress and cancel cost", 100 * max(0.0, median(watched) / median(plain) - 1), 2, "%")


def _spent(act: Callable[[], object]) -> Spent:
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
