"""Runs an export: streams chunks of articles through workers, in order, and keeps nothing.

The work on a chunk is a pure function of its tickets, so serial, in a process
pool or on a Dask cluster the bytes are the same. Chunks are cut by count and
shards by size of the sources, never by the number of workers. At most a few
chunks are under way at a time, so memory does not grow with the corpus.
"""

from __future__ import annotations

import pickle
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from analyst_app.core.bulk_work import bulk_work
from analyst_app.errors import ExportRefused, MissingExtra
from analyst_app.export.contract import Seen
from analyst_app.export.isolating import empty, isolated
from analyst_app.export.job import Done, ExportJob, ExportOutcome, Ticket, fault, job_of, load_all
from analyst_app.export.rows import ExportArticle
from analyst_app.export.sink import Sink, sha256_of
from analyst_app.export.verify import compare, digest, joined
from analyst_app.wording import in_english, tr

CHUNK = 64
"""Articles that travel together."""
SHARD_BYTES = 64_000_000
"""About how many bytes of sources one shard is made of."""

_OWN = "~"
"""Parts the name of a shard from what is added while one process writes it."""

_T = TypeVar("_T")


class Future(Protocol):
    """The result of a submitted call, waited for."""

    def result(self) -> Any:
        """Wait for it; raises what it raised."""


class Executor(Protocol):
    """Something that calls functions, elsewhere or here."""

    width: int
    """The number of calls that are worth having under way at once."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future:
        """Call it, soon."""

    def alone(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
        """Call it in a process of its own, if there are processes, and wait for it; raises ``WorkerEnded`` too."""


class WorkerEnded(Exception):
    """A process ended in the middle of its work: the system does so where memory runs out."""


class Cancelled(Exception):
    """The person stopped it; nothing was left behind."""


@dataclass
class Onlooker:
    """The onlooker of an export: told of progress, asked whether to stop."""

    progress: Callable[[int, int], None] = lambda done, total: None
    """Called with the number of articles done, and of all."""
    is_cancelled: Callable[[], bool] = lambda: False
    done: int = 0
    total: int = 0

    def begin(self, total: int) -> None:
        """A pass over so many articles begins."""
        self.done, self.total = 0, total

    def advance(self, articles: int) -> None:
        """So many more are done.

        Raises:
            Cancelled: the person stopped it.
        """
        self.done += articles
        self.progress(self.done, self.total)
        if self.is_cancelled():
            raise Cancelled


def run(job: ExportJob, tickets: Iterable[Ticket], folder: Path, executor: Executor, watch: Onlooker) -> ExportOutcome:
    """Write a whole export into an empty folder, verified.

    Args:
        job: what is the same for every chunk.
        tickets: the articles to load, in order.
        folder: the folder that the files lie in.
        executor: where the work is done.
        watch: told of progress, and asked whether to stop.

    Raises:
        ExportRefused: it cannot be written as asked, or does not read back right.
        Cancelled: the watch said so.
    """
    way = _run_shards if job.format.shard else _run_bound if job.format.bind else _run_stream
    with in_english():  # what it writes is the same in every language
        return way(job, tickets, folder, executor, watch)


def in_order(
    executor: Executor,
    function: Callable[..., _T],
    calls: Iterable[tuple[Any, ...]],
    apart: Callable[..., Iterable[_T]],
) -> Iterator[_T]:
    """Results in the order of the calls, with a bounded number under way.

    Args:
        executor: where the work is done.
        function: called with each of ``calls``.
        calls: arguments, one tuple a call.
        apart: called with the executor and the arguments of a call during which
            a process ended; gives the results of what can be done without that.
    """
    waiting: deque[tuple[Future, tuple[Any, ...]]] = deque()

    def first() -> Iterator[_T]:
        future, arguments = waiting.popleft()
        try:
            found = future.result()
        except WorkerEnded:
            yield from apart(executor, *arguments)
        else:
            yield found

    for arguments in calls:
        waiting.append((executor.submit(function, *arguments), arguments))
        if len(waiting) >= 2 * executor.width:
            yield from first()
    while waiting:
        yield from first()


def ended_at(ticket: Ticket) -> str:
    """The sentence about an article that ends the process that works on it."""
    words = tr("ended the process that worked on it; perhaps it needs more memory than there is")
    return f"{ticket.path} {words}."


def _encoded_apart(executor: Executor, job_pickled: bytes, tickets: list[Ticket]) -> Iterator[Done]:
    for ticket in tickets:
        try:
            done = executor.alone(encode_chunk, job_pickled, [ticket])
        except WorkerEnded:
            done = Done(1, damaged=[ended_at(ticket)])
        yield done


def _written_apart(executor: Executor, job_pickled: bytes, tickets: list[Ticket], path: str) -> Iterator[Done]:
    sound, damaged = [], []
    job, alone = job_of(job_pickled), Path(f"{path}.alone")
    for ticket in tickets:
        try:
            executor.alone(write_shard, job_pickled, [ticket], str(alone))
            sound.append(ticket)
        except WorkerEnded:
            damaged.append(ended_at(ticket))
        job.format.remove_shard(alone, job.options)
    done: Done = executor.alone(write_shard, job_pickled, sound, path)
    done.articles = len(tickets)
    done.damaged = [*damaged, *done.damaged]
    yield done


def chunks(tickets: Iterable[Ticket], size: int = CHUNK) -> Iterator[list[Ticket]]:
    """Tickets, so many at a time.

    Args:
        tickets: the articles to load, in order.
        size: most tickets in a chunk.
    """
    rest = iter(tickets)
    while chunk := list(islice(rest, size)):
        yield chunk


def encode_chunk(job_pickled: bytes, tickets: list[Ticket]) -> Done:
    """A chunk's bytes by file. Pure: reads sources, writes nothing.

    Args:
        job_pickled: the job, pickled once for all chunks.
        tickets: the articles to load, in order.

    Raises:
        ExportRefused: two articles would be written to one file, or one reads back wrongly.
        MissingExtra: a library that is needed is not installed.
    """
    with bulk_work(), in_english():
        return _encoded(job_pickled, tickets)


def _encoded(job_pickled: bytes, tickets: list[Ticket]) -> Done:
    job = job_of(job_pickled)
    options, form, encode = job.options, job.format, job.format.encode
    assert encode  # noqa: S101 - for the type checker: a format has this or shard
    frames = form.frames(options)
    done = Done(len(tickets))
    parts: dict[str, list[bytes]] = {}
    by_id = {ticket.id: ticket for ticket in tickets}
    for article, losses in load_all(job, tickets, done.damaged):
        digests: list[int] = []
        files: list[tuple[str, bytes]] = []
        try:
            for unit in [article] if form.holds_layers else article.apart():
                piece = encode(unit, options)
                losses.take(piece.losses)
                if job.is_verified and not (form.is_same and form.is_same(unit, piece.files, options)):
                    kept = piece.kept() if callable(piece.kept) else piece.kept
                    if form.unbind:
                        digests.append(digest(kept))
                    elif form.read:
                        compare(kept, form.read(piece.files, options), unit.id)
                files += piece.files.items()
        except MissingExtra:
            raise
        except Exception as error:  # a mistake of ours, too, spoils its own article alone: `fault` logs it
            done.damaged.append(fault(by_id[article.id], error))
            continue
        done.tally.see(article)
        done.losses.take(losses)
        for one in digests:
            done.digest = joined(done.digest, one)
        for name, data in files:
            parts.setdefault(name, []).append(data)
    for name, pieces in parts.items():
        if len(pieces) > 1 and name not in frames:
            raise ExportRefused(f"Two articles would both be written to {name}; rename one of them.")
        done.files[name] = (frames[name].joiner if name in frames else b"").join(pieces)
    return done


def write_shard(job_pickled: bytes, tickets: list[Ticket], path: str) -> Done:
    """One file of many articles, read back and compared. Writes only that file.

    Args:
        job_pickled: the job, pickled once for all chunks.
        tickets: the articles to load, in order.
        path: the file.

    Raises:
        ExportRefused: an article cannot be written as asked, or the file reads back wrongly.
        MissingExtra: a library that is needed is not installed.
    """
    job = job_of(job_pickled)
    own = Path(f"{path}{_OWN}{secrets.token_hex(4)}")  # a worker that was given up may still write to its own
    with bulk_work(), in_english():
        done = _written(job, tickets, own)
    for file, place in zip(*(job.format.shard_files(one, job.options) for one in (own, Path(path))), strict=True):
        file.replace(place)
    return done


def _written(job: ExportJob, tickets: list[Ticket], path: Path) -> Done:
    try:
        return _written_together(job, tickets, path)
    except (MissingExtra, OSError):
        raise
    except Exception:  # of any kind, for the writer is another's library: told of an article, or raised on
        job.format.remove_shard(path, job.options)
        sound, told = isolated(tickets, partial(_try_shard, job, Path(f"{path}.alone")))
        if not told:
            raise  # each of them can be written alone
        done = _written_together(job, sound, path)
        done.articles = len(tickets)
        done.damaged = [*told, *done.damaged]
        return done


def _try_shard(job: ExportJob, path: Path, tickets: list[Ticket]) -> None:
    """Write some articles of a shard to see that they can be written; the file goes away again."""
    try:
        _written_together(job, tickets, path)
    finally:
        job.format.remove_shard(path, job.options)


def _written_together(job: ExportJob, tickets: list[Ticket], path: Path) -> Done:
    assert job.format.shard  # noqa: S101 - for the type checker; run() chose this road by it
    done = Done(len(tickets))

    def units() -> Iterator[ExportArticle]:
        for article, losses in load_all(job, tickets, done.damaged):
            done.tally.see(article)
            done.losses.take(losses)
            yield from [article] if job.format.holds_layers else article.apart()

    kept = seen = 0

    def keep(items: list[Seen]) -> None:
        nonlocal kept
        kept += sum(map(hash, items))

    done.losses.take(job.format.shard(path, units(), job.options, keep))
    if job.is_verified and job.format.read_shard:
        for items in job.format.read_shard(path, job.options):
            seen += sum(map(hash, items))
        if kept != seen:
            _name_difference(job, tickets, path)
    return done


def _name_difference(job: ExportJob, tickets: list[Ticket], path: Path) -> None:
    assert job.format.shard  # noqa: S101 - for the type checker
    assert job.format.read_shard  # noqa: S101 - for the type checker
    kept: list[Seen] = []
    seen = [item for items in job.format.read_shard(path, job.options) for item in items]
    again = path.with_name(f"{path.name}.again")
    articles = (u for a, _ in load_all(job, tickets, []) for u in ([a] if job.format.holds_layers else a.apart()))
    job.format.shard(again, articles, job.options, kept.extend)
    job.format.remove_shard(again, job.options)
    name = path.name.lstrip(".").partition(_OWN)[0]
    compare(kept, seen, name)
    raise ExportRefused(f"{name} reads back wrongly. Nothing was written; please report this.")


def _run_stream(
    job: ExportJob, tickets: Iterable[Ticket], folder: Path, executor: Executor, watch: Onlooker
) -> ExportOutcome:
    pickled = pickle.dumps(job)
    outcome = ExportOutcome()
    sink = Sink(folder, job.format.frames(job.options))
    total = 0
    try:
        for done in in_order(executor, encode_chunk, ((pickled, chunk) for chunk in chunks(tickets)), _encoded_apart):
            for name, data in done.files.items():
                sink.add(name, data)
            outcome.losses.take(done.losses)
            outcome.tally.take(done.tally)
            outcome.damaged += done.damaged
            total = joined(total, done.digest)
            watch.advance(done.articles)
        sink.close()
    except BaseException:
        sink.abandon()
        raise
    if job.is_verified:
        sink.verify()
    if job.format.bind:
        job.format.bind(folder, job.options)
    outcome.checksums = sink.checksums_of_bound() if job.format.bind else sink.checksums()
    if job.is_verified and job.format.unbind:
        _compare_bound(job, folder, total)
    outcome.files = list(outcome.checksums)
    return outcome


def _run_bound(
    job: ExportJob, tickets: Iterable[Ticket], folder: Path, executor: Executor, watch: Onlooker
) -> ExportOutcome:
    """As a stream, into one file; of the articles that only show in it that they are bad each one is left out."""
    listed = list(tickets)
    try:
        return _run_stream(job, listed, folder, executor, watch)
    except (MissingExtra, OSError, Cancelled):
        raise
    except Exception:  # of any kind, as above
        trial = Onlooker(is_cancelled=watch.is_cancelled)
        sound, told = isolated(listed, lambda some: _tried(job, some, folder, executor, trial), stops=Cancelled)
        if not told:
            raise  # each of them can be written alone
    empty(folder)
    watch.begin(watch.total)
    outcome = _run_stream(job, sound, folder, executor, watch)
    outcome.damaged = [*told, *outcome.damaged]
    return outcome


def _tried(job: ExportJob, tickets: list[Ticket], folder: Path, executor: Executor, watch: Onlooker) -> None:
    """Write some articles to see that they can be written, over what an earlier try left."""
    empty(folder)
    _run_stream(job, tickets, folder, executor, watch)


def _compare_bound(job: ExportJob, folder: Path, expected: int) -> None:
    assert job.format.unbind  # noqa: S101 - for the type checker
    if digest(job.format.unbind(folder, job.options)) != expected:
        raise ExportRefused(
            f"The {job.format_name} export reads back wrongly: its spans are not those of the articles. "
            f"Nothing was written; please report this."
        )


def _run_shards(
    job: ExportJob, tickets: Iterable[Ticket], folder: Path, executor: Executor, watch: Onlooker
) -> ExportOutcome:
    pickled = pickle.dumps(job)
    outcome = ExportOutcome()
    counts: dict[str, int] = {}

    def calls() -> Iterator[tuple[bytes, list[Ticket], str]]:
        for split, group in shards(tickets, job.options.splits):
            number = counts[split] = counts.get(split, -1) + 1
            yield pickled, group, str(folder / f".{split or 'data'}-{number:05}")

    for done in in_order(executor, write_shard, calls(), _written_apart):
        outcome.losses.take(done.losses)
        outcome.tally.take(done.tally)
        outcome.damaged += done.damaged
        watch.advance(done.articles)
    for split, last in counts.items():
        for number in range(last + 1):
            files = job.format.shard_files(folder / f".{split or 'data'}-{number:05}", job.options)
            for file, named in zip(files, job.format.shard_parts(job.options).values(), strict=True):
                name = named(split, number, last + 1)
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                file.rename(path)
                outcome.checksums[name] = sha256_of(path)
    for left in folder.glob(f".*{_OWN}*"):  # of workers that ended
        left.unlink(missing_ok=True)
    outcome.files = list(outcome.checksums)
    return outcome


def shards(tickets: Iterable[Ticket], splits: Iterable[str]) -> Iterator[tuple[str, list[Ticket]]]:
    """Tickets grouped by split and size; every split has at least one group.

    Args:
        tickets: the articles to load, in order.
        splits: the split of each article, by id.
    """
    open_groups: dict[str, list[Ticket]] = {split: [] for split in splits} or {"": []}
    sizes: dict[str, int] = {}
    begun: set[str] = set()
    for ticket in tickets:
        group = open_groups.setdefault(ticket.split, [])
        group.append(ticket)
        sizes[ticket.split] = sizes.get(ticket.split, 0) + ticket.size
        if sizes[ticket.split] >= SHARD_BYTES:
            yield ticket.split, group
            begun.add(ticket.split)
            open_groups[ticket.split], sizes[ticket.split] = [], 0
    for split, group in open_groups.items():
        if group or split not in begun:
            yield split, group
