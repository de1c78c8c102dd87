"""What saving, loading, re-anchoring and checking cost, each against doing only the unavoidable part."""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from analyst_app import resources
from analyst_app.commands.check_command import verify
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.session.session import Session
from analyst_app.storage import codec, sidecar
from analyst_app.storage.layer import Layer, order
from analyst_app.storage.reanchor import reanchor, stretches
from analyst_app.storage.saver import Saved
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import ratio
from tests.saves import save_now

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
TIMES = [f"2026-11-22T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z" for n in range(86_400)]


_WHOLE = (
    "of 75 ms for 20,000: typed decode and encoding again, which find what a slim decode would pass over, 23; "
    "columns and records 18; the store 10; SHA-256 6; quotes 5"
)


def rows() -> Iterator[Row]:
    """All measurements; one after another, so that they share one machine state."""
    folder = Path(tempfile.mkdtemp(prefix="bench-storage-"))
    try:
        yield from _saving(folder)
        yield from _loading(folder)
        yield from _reanchoring()
        yield from _memory(folder)
        yield from _checking(folder)
    finally:
        shutil.rmtree(folder)


def prose(size: int, seed: int = 1) -> str:
    """A text of about so many characters in paragraphs."""
    chance = random.Random(seed)
    words = (Path(__file__).parent / "bench_storage.py").read_text("utf-8").split()
    made: list[str] = []
    length = 0
    while length < size:
        sentence = " ".join(chance.choices(words, k=chance.randint(5, 20))) + "."
        made.append(sentence + ("\n" if chance.random() < 0.2 else " "))
        length += len(made[-1])
    return "".join(made)


def layer_of(text: str, count: int, name: str = "a.txt") -> tuple[Document, Layer]:
    """A layer of so many annotations, one in ten linked."""
    chance = random.Random(2)
    document = Document.from_bytes(text.encode(), name=name)
    layer = sidecar.new_layer(document, "alice", (("id", "media"), ("version", 1)))
    starts = sorted(chance.randrange(len(text) - 100) for _ in range(count))
    made = []
    for number, start in enumerate(starts):
        tag, value = chance.choice([("quote", ("mode", "direct")), ("actor", ("kind", "person")), ("claim", None)])
        record_id = f"{chance.getrandbits(128):032x}"
        at = TIMES[number % len(TIMES)]
        attributes = pairs(dict([value])) if value else ()
        made.append(
            Annotation(
                f"{record_id[:8]}-{record_id[8:12]}-4{record_id[13:16]}-a{record_id[17:20]}-{record_id[20:]}",
                tag,
                start,
                start + chance.randint(5, 90),
                attributes,
                "",
                at,
                at,
            )
        )
    made.sort(key=order)
    quotes, actors = ([one for one in made if one.tag == tag] for tag in ("quote", "actor"))
    links = [
        Link(f"l{n}", "speaker", one.id, other.id, TIMES[0], TIMES[0])
        for n, (one, other) in enumerate(list(zip(quotes, actors, strict=False))[: count // 10])
    ]
    return document, replace(layer, annotations=made, links=sorted(links, key=order), facts_rev=1)


def pause(work: Callable[[], object], rounds: int = 3) -> float:
    """The longest time, ms, that another thread is kept from running; what else the machine does only adds to it."""
    return min(_Pauses().during(work) for _ in range(rounds))


class _Pauses:
    def __init__(self) -> None:
        self.longest = 0.0

    def during(self, work: Callable[[], object]) -> float:
        kept: list[object] = []  # letting go of 200,000 records would stop everything, too, but is not measured here
        thread = threading.Thread(target=lambda: kept.append(work()))
        before = sys.getswitchinterval()
        sys.setswitchinterval(0.001)
        thread.start()
        last = time.perf_counter()
        while thread.is_alive():
            time.sleep(0.0005)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last)
            last = now
        thread.join()
        sys.setswitchinterval(before)
        return self.longest * 1_000


def opened(folder: Path, count: int, size: int) -> Session:
    """A session on a layer of so many annotations in a folder of its own."""
    place = folder / f"{count}"
    place.mkdir(exist_ok=True)
    document, layer = layer_of(prose(size), count)
    (place / "a.txt").write_bytes(document.text.encode())
    (place / "a.txt.alice.annotations.json").write_bytes(b"".join(sidecar.encode(layer)))
    return Session.load(place / "a.txt", document, layer_id="alice", codebook=CODEBOOK, state=folder / "state")


def _saving(folder: Path) -> Iterator[Row]:
    session = opened(folder, 200_000, 10_000_000)
    hand_over: list[float] = []
    written: list[Saved] = []
    for number in range(9):
        session.do("Tag", edits.tag_spans("claim", [Span(number, number + 9)]))
        started = time.perf_counter()
        task = session.begin_save()
        spent = time.perf_counter() - started
        assert task is not None
        if number == 4:
            longest = pause(lambda run=task.run: written.append(run()), 1)
            yield Row("longest pause while saving 200 k", longest, 33, "ms")
        else:
            written.append(task.run())
        started = time.perf_counter()
        session.finish_save(written[-1])
        hand_over.append(spent + time.perf_counter() - started)
    yield Row("save, GUI thread, 200 k", statistics.median(hand_over) * 1_000, 0.5, "ms")
    session = opened(folder, 20_000, 1_000_000)
    structs = [codec.annotation_line(a, 1, session.document.text) for a in session.store.annotations]
    text = session.document.text

    def bound() -> None:
        lines = [msgspec.json.encode(text), msgspec.json.Encoder().encode_lines(structs)]
        with (folder / "bound").open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())

    def save() -> None:
        session.do("Note", edits.set_note(session.store.annotations[0], str(time.perf_counter())))
        save_now(session)

    save()
    yield ratio(save, bound, 9).row("save of 20 k / encode, write and sync of the same bytes", 4)


def _loading(folder: Path) -> Iterator[Row]:
    for count in (20_000, 200_000):
        path = folder / f"{count}" / "a.txt"
        data_path = path.with_name("a.txt.alice.annotations.json")
        document = Session.read_article(path)

        def load(path: Path = path, document: Document = document) -> Session:
            return Session.load(path, document, layer_id="alice", codebook=CODEBOOK, state=folder)

        def bound(data_path: Path = data_path) -> None:
            msgspec.json.decode(data_path.read_bytes())

        what = f"whole layer of {count // 1000} k / one full msgspec decode of its file"
        yield ratio(load, bound, 5).row(what, 1.5, why=_WHOLE)
    yield Row("longest pause while loading 200 k", pause(load), 33, "ms")


def _reanchoring() -> Iterator[Row]:
    text = prose(1_000_000)
    _, layer = layer_of(text, 20_000)
    chance = random.Random(3)
    pieces, at = [], 0
    for start in sorted(chance.randrange(len(text)) for _ in range(60)):
        if start < at:
            continue
        pieces += [text[at:start], "an edit of some words "]
        at = start + chance.choice([0, 12, 60])
    new = Document.from_bytes(("".join(pieces) + text[at:]).encode(), name="a.txt")
    spread = ratio(lambda: reanchor(layer, new), lambda: list(stretches(text, new.text)))
    yield spread.row("re-anchor 20 k after 60 edits / the diff alone", 2)
    found = reanchor(layer, new)
    yield Row("… annotations found again", 100 * found.moved / 20_000, 98, "%", at_least=True)
    yield Row("longest pause while re-anchoring 20 k", pause(lambda: reanchor(layer, new)), 33, "ms")


def _memory(folder: Path) -> Iterator[Row]:
    path = folder / "20000" / "a.txt"
    document = Session.read_article(path)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    session = Session.load(path, document, layer_id="alice", codebook=CODEBOOK, state=folder)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    links = len(session.store.links)
    yield Row("memory an annotation, links and the saver's mirror included", held / len(session.store), 500, "B")
    assert links > 1_000


def _checking(folder: Path) -> Iterator[Row]:
    corpus = folder / "corpus"
    corpus.mkdir()
    for number in range(5_000):
        document, layer = layer_of(prose(3_000, number), 20, f"{number:05}.txt")
        (corpus / f"{number:05}.txt").write_bytes(document.text.encode())
        (corpus / f"{number:05}.txt.alice.annotations.json").write_bytes(b"".join(sidecar.encode(layer)))

    def read() -> None:
        with os.scandir(corpus) as entries:
            for entry in entries:
                with open(entry.path, "rb") as file:  # noqa: PTH123 - the barest reading
                    file.read()

    both = ratio(lambda: verify([corpus]), read, clock=time.perf_counter)  # it uses all processors
    yield both.row("check 5,000 articles / reading their files, by the clock", 3.5)
