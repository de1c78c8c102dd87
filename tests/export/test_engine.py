"""How articles travel: how many at once, in which shards, into which files.

Tests of export.executors, export.exporting, export.job and export.sink.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export import engine
from analyst_app.export.engine import in_order, shards
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import Ticket
from analyst_app.export.sink import Sink
from tests.export.torture import TEXTS, write_corpus, write_sidecar


class Counting:
    """An executor that counts the calls that are under way."""

    width = 3

    def __init__(self) -> None:
        self.under_way = self.most = 0

    def submit(self, function: Any, /, *arguments: Any) -> Any:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        return Call(self, function(*arguments))


class Call:
    def __init__(self, executor: Counting, answer: Any) -> None:
        self.executor, self.answer = executor, answer

    def result(self) -> Any:
        self.executor.under_way -= 1
        return self.answer


def test_a_bounded_number_of_calls_is_under_way_and_answers_come_in_order() -> None:
    executor = Counting()
    assert list(in_order(executor, lambda number: number * 2, ((n,) for n in range(50)))) == [*range(0, 100, 2)]
    assert executor.most == 2 * executor.width


def tickets(*sizes: tuple[str, int]) -> list[Ticket]:
    return [Ticket(f"{n}.txt", "", (), split, size) for n, (split, size) in enumerate(sizes)]


def test_a_shard_ends_once_it_is_large_enough_and_every_split_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SHARD_BYTES", 10)
    given = tickets(("train", 6), ("train", 4), ("dev", 1), ("train", 9), ("dev", 8))
    found = [(split, [ticket.id for ticket in group]) for split, group in shards(given, ("train", "dev", "test"))]
    assert found == [("train", ["0.txt", "1.txt"]), ("train", ["3.txt"]), ("dev", ["2.txt", "4.txt"]), ("test", [])]
    full = [(split, len(group)) for split, group in shards(tickets(("", 10)), ())]
    assert full == [("", 1)], "nothing is left for another"


def test_two_articles_whose_files_would_be_one_are_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("story", "story.txt"):
        (corpus / name).write_bytes(TEXTS["emoji.txt"].encode())
        write_sidecar(corpus / name, "alice", "emoji.txt")
    with pytest.raises(ExportRefused, match=r"Two articles would both be written to story\.\w+; rename one"):
        export(ExportRequest(corpus=corpus, format_name="brat", output=tmp_path / "out", workers=1))
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_a_disk_that_gives_back_other_bytes_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    closed = Sink.close

    def lies(sink: Sink) -> None:
        closed(sink)
        (path,) = tmp_path.glob(".out.part-*/data.jsonl")
        path.write_bytes(path.read_bytes().replace(b"Lena Ortiz", b"Lena Ortix", 1))

    monkeypatch.setattr(Sink, "close", lies)
    request = ExportRequest(corpus=corpus, output=tmp_path / "out", workers=1)
    with pytest.raises(ExportRefused, match="the disk gave back other bytes"):
        export(request)
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
