"""How articles travel: how many at once, in which shards, into which files.

Tests of export.executors, export.exporting, export.job and export.sink.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export import engine
from analyst_app.export.contract import Options, Seen
from analyst_app.export.engine import Cancelled, Onlooker, in_order, shards
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import Ticket
from analyst_app.export.registry import FORMATS
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
    assert list(in_order(executor, lambda number: number * 2, ((n,) for n in range(50)), lambda *_: ())) == [
        *range(0, 100, 2)
    ]
    assert executor.most == 2 * executor.width


def tickets(*sizes: tuple[str, int]) -> list[Ticket]:
    return [Ticket(f"{n}.txt", "", (), split, size) for n, (split, size) in enumerate(sizes)]


def test_a_shard_ends_once_it_is_large_enough_and_every_split_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SHARD_BYTES", 10)
    given = tickets(("train", 6), ("train", 4), ("dev", 1), ("train", 9), ("dev", 8))
    found = [(split, [ticket.id for ticket in group]) for split, group in shards(given, ("train", "dev", "test"))]
    assert found == [("train", ["0.txt", "1.txt"]), ("train", ["3.txt"]), ("dev", ["2.txt", "4.txt"]), ("test", [])]
    again = [len(group) for _, group in shards(tickets(("", 10), ("", 9), ("", 1), ("", 2)), ())]
    assert again == [1, 2, 1], "each shard is counted from nothing"
    full = [(split, len(group)) for split, group in shards(tickets(("", 10)), ())]
    assert full == [("", 1)], "nothing is left for another"


def test_a_set_in_shards_has_as_many_as_its_articles_fill_and_each_file_says_of_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SHARD_BYTES", 1)
    request = ExportRequest(write_corpus(tmp_path / "corpus"), "huggingface", tmp_path / "out", workers=1)
    export(request)
    count = len(TEXTS)
    for place in ("data", "tokens"):
        assert sorted(path.name for path in (tmp_path / "out" / place).iterdir()) == [
            f"train-{number:05}-of-{count:05}.parquet" for number in range(count)
        ]


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


def test_a_shard_that_reads_back_otherwise_only_once_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = FORMATS["huggingface"]
    assert form.read_shard
    read, readings = form.read_shard, iter(range(99))

    def errs_once(path: Path, options: Options) -> list[list[Seen]]:
        items = [item for group in read(path, options) for item in group]
        return [items[:-1] if next(readings) == 0 else items]

    monkeypatch.setitem(FORMATS, "huggingface", replace(form, read_shard=errs_once))
    request = ExportRequest(write_corpus(tmp_path / "corpus"), "huggingface", tmp_path / "out", workers=1)
    with pytest.raises(ExportRefused, match="data-00000 reads back wrongly"):
        export(request)
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


@pytest.mark.parametrize("name", ["jsonl", "huggingface", "csv"])
def test_progress_ends_at_all_articles_and_stopping_leaves_nothing(tmp_path: Path, name: str) -> None:
    request = ExportRequest(write_corpus(tmp_path / "corpus"), name, tmp_path / "out", workers=1)
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        export(request, Onlooker(lambda *numbers: told.append(numbers), lambda: True))
    assert told == [(len(TEXTS), len(TEXTS))]
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    told.clear()
    export(request, Onlooker(lambda *numbers: told.append(numbers)))
    assert told[-1] == (len(TEXTS), len(TEXTS))


def test_files_of_articles_share_one_checksum_and_the_others_have_their_own(tmp_path: Path) -> None:
    request = ExportRequest(write_corpus(tmp_path / "corpus"), "brat", tmp_path / "out", workers=1)
    sums = export(request).outcome.checksums
    assert list(sums) == ["annotation.conf", f"({3 * len(TEXTS)} files of articles)"]
    assert sums["annotation.conf"] == sha256((tmp_path / "out" / "annotation.conf").read_bytes()).hexdigest()
    again = export(replace(request, output=tmp_path / "again")).outcome.checksums
    assert again == sums
    (tmp_path / "corpus" / "new.txt").write_bytes(TEXTS["emoji.txt"].encode())
    write_sidecar(tmp_path / "corpus" / "new.txt", "alice", "emoji.txt")
    other = export(replace(request, output=tmp_path / "other")).outcome.checksums
    assert other["annotation.conf"] == sums["annotation.conf"]
    assert list(other.values())[1] != list(sums.values())[1]
